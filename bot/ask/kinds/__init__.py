"""Every kind of question about one season, in the order in which they are tried."""

from typing import Final

from bot.ask.intent import Intent
from bot.ask.kinds import people, rounds, titles, wins

INTENTS: Final[tuple[Intent, ...]] = (
    *rounds.CANCELLED,
    *titles.TITLES,
    *titles.POINTS,
    *wins.FIRSTS,
    *wins.WON,
    *wins.WINNERS,
    *rounds.RESULTS,
    *rounds.CALENDAR,
    *people.PEOPLE,
    *people.BARE_NAMES,
)
