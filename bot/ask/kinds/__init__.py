"""Every kind of question, in the order in which they are tried: about one season, and over seasons."""

from typing import Final

from bot.ask.intent import Intent
from bot.ask.kinds import careers, cars, duels, entries, narrowed, people, places, records, rounds, titles, wins

INTENTS: Final[tuple[Intent, ...]] = (
    *places.AREAS,
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
    *cars.CARS,
    *places.PLACES,
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
