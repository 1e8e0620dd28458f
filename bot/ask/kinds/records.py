"""Questions over seasons that name nobody: who has the most, who was youngest, champions, and what is held."""

from collections.abc import Callable
from typing import Final

from bot.answers import champions, held, records
from bot.answers.asked import now
from bot.answers.asked import records as most
from bot.ask.intent import Call, Intent, call, intent
from bot.ask.reading import Reading

Made = Callable[[Reading], Call | None]

_WHO = "who, what, how many, take, ever, driver"


def _record(what: str) -> Made:
    return lambda r: call(records.record, what)


def _most(made: Made, need: str, may: str) -> tuple[Intent, ...]:
    """Who has the most, or the record."""
    return tuple(intent(made, need=f"{which}, {need}", may=f"{may}, most, record") for which in ("most", "record"))


def _kind(r: Reading) -> str | None:
    """Whose championship is asked for: who asks for a team's title as constructor means that of constructors."""
    if "driver" in r.features:
        return "drivers"
    return "constructors" if "make" in r.features else "teams" if "team" in r.features else None


def _titles(r: Reading) -> Call | None:
    kind = _kind(r)
    if kind == "drivers" and {"make", "team"} & r.features:
        return None
    return call(records.record, "titles") if kind in {None, "drivers"} else call(most.most_titles, kind)


def _champions(r: Reading) -> Call:
    return call(champions.champions, _kind(r))


_CHAMPION = "who, what, all, last, reigning, driver, team, make, win, take, standings, series, ever, seasons, years"
RECORDS: Final = (
    *_most(_record("wins in a row"), "win, streak", f"{_WHO}, race"),
    intent(_record("wins in a row"), need="win streak", may=f"{_WHO}, most, record, race"),
    *_most(_record("podiums in a row"), "podium, streak", f"{_WHO}, race"),
    *_most(_record("wins in a season"), "win, in a season", f"{_WHO}, race"),
    *_most(lambda r: call(most.most_wins, "driver"), "win", f"{_WHO}, race"),
    *_most(lambda r: call(most.most_wins, "team"), "win, team", "who, what, take, ever, race"),
    *_most(_record("poles"), "pole", _WHO),
    *_most(_record("podiums"), "podium", f"{_WHO}, race, finish"),
    # The record of fastest laps: with “record” alone it might be the fastest of all laps.
    intent(_record("fastest laps"), need="most, fastest lap", may=f"{_WHO}, race, record"),
    *_most(_record("starts"), "begin", f"{_WHO}, race, drive"),
    intent(_record("starts"), need="most, race", may=f"{_WHO}, drive"),
    *_most(_titles, "champion", f"{_WHO}, title, win, team, make, standings"),
    *_most(_titles, "title", f"{_WHO}, win, team, make, standings"),
    intent(_titles, need="most, win, standings", may=f"{_WHO}, team, make"),
    intent(_record("youngest winner"), need="youngest, win", may=f"{_WHO}, race"),
    intent(_record("oldest winner"), need="oldest, win", may=f"{_WHO}, race"),
    intent(_record("youngest champion"), need="youngest", any_of="champion, title", may=f"{_WHO}, win"),
    intent(_record("oldest champion"), need="oldest", any_of="champion, title", may=f"{_WHO}, win"),
)

CHAMPIONS: Final = tuple(
    intent(_champions, need=f"{title}, {which}", may=_CHAMPION)
    for title in ("champion", "title")
    for which in ("all", "last", "reigning")
)

OF_A_SERIES: Final = (
    intent(lambda r: call(held.seasons), may="what"),
    intent(_champions, any_of="champion, title", may=_CHAMPION),
    intent(_champions, need="win, standings", may=_CHAMPION),
    intent(
        lambda r: call(now.leading, _kind(r)),
        need="lead",
        may="who, what, driver, team, make, standings, points, series",
    ),
    intent(lambda r: call(now.next_race), need="upcoming", may="what, when, where, held, race"),
    intent(lambda r: call(now.left), need="how many, left", may="race, what"),
)
"""What is asked of a series by its name, without a season."""

HELD: Final = (
    intent(
        lambda r: call(held.seasons),
        any_of="seasons, years, series",
        may="what, who, how many, known, held, all, seasons, years, yesno",
    ),
    intent(lambda r: call(held.seasons), need="known", may="what, how many, held, seasons, years, yesno, series"),
)
