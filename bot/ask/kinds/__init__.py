"""Every kind of question, in the order in which they are tried: about one season, and over seasons."""

from typing import Final

from bot.ask.intent import Intent
from bot.ask.kinds import careers, duels, entries, narrowed, people, records, rounds, titles, wins

INTENTS: Final[tuple[Intent, ...]] = (
    *entries.AREAS,
    *rounds.CANCELLED,
    *titles.TITLES,
    *titles.POINTS,
    *wins.FIRSTS,
    *wins.WON,
    *wins.WINNERS,
    *rounds.RESULTS,
    *rounds.CALENDAR,
    *people.PEOPLE,
    *entries.ENTRIES,
    *entries.PLACES,
    *duels.DUELS,
    *people.BARE_NAMES,
)

OVER_SEASONS: Final[tuple[Intent, ...]] = (
    *narrowed.NARROWED,
    *careers.CAREERS,
    *records.RECORDS,
    *records.CHAMPIONS,
    *records.HELD,
)

OF_A_SERIES: Final[tuple[Intent, ...]] = records.OF_A_SERIES
