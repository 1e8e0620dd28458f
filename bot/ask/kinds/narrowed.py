"""Questions that count part of what is counted over seasons: at a place, for a team, of a nation, of sprints."""

from collections.abc import Callable
from typing import Final, cast

from bot.answers.asked import narrowed, nations
from bot.answers.asked.grounds import Only, What
from bot.ask.intent import MAYBE, ONE, Call, Intent, call, intent, one
from bot.ask.reading import Reading
from bot.careers import CareerKind

Made = Callable[[Reading], Call | None]

# What each count is asked for by: the features needed, and those that change nothing.
_COUNTS: Final[tuple[tuple[What, str, str], ...]] = (
    ("wins", "win", "race"),
    ("sprint wins", "sprint, win", ""),
    ("poles", "pole", "race, begin"),
    ("podiums", "podium", "race, finish, position"),
)
_COUNTED = "what, how many, take, total, ever, driver, years, when, make, team"
_MOST = "who, what, how many, take, ever, driver, record, most, total"


def _only(r: Reading, *, outfit: bool) -> Only:
    return Only(one(r, "venue"), one(r, "outfit") if outfit else None, one(r, "nation"))


def _whose(r: Reading) -> tuple[CareerKind, str] | None:
    """Whom it counts for: a driver in any team or in one, or a team. None where words say that another is meant."""
    person, outfit = one(r, "person"), one(r, "outfit")
    if person is not None:
        return None if outfit is None and {"team", "make"} & r.features else ("person", person)
    return None if outfit is None or "driver" in r.features else ("outfit", outfit)


def _count(what: What, *, yesno: bool) -> Made:
    def made(r: Reading) -> Call | None:
        whose = _whose(r)
        if whose is None or not (what == "sprint wins" or r.of("venue") or (r.of("person") and r.of("outfit"))):
            return None  # all that somebody did is counted as a career
        if yesno and r.of("venue") and "ever" not in r.features:
            return None  # whether somebody won there is asked of one season
        return call(narrowed.count, *whose, what, _only(r, outfit=whose[0] == "person"), yesno=yesno)

    return made


def _most(what: What, by: CareerKind) -> Made:
    def made(r: Reading) -> Call | None:
        if by == "person" and {"team", "make"} & r.features and not r.of("outfit"):
            return None
        if what != "sprint wins" and not r.of("venue", "outfit", "nation"):
            return None  # the record of all
        if by == "outfit" and "make" in r.features:
            return call(narrowed.most_of_constructors, what, _only(r, outfit=False))
        return call(narrowed.most, by, what, _only(r, outfit=True))

    return made


def _counts() -> tuple[Intent, ...]:
    found = []
    for what, need, may in _COUNTS:
        for yesno in (True, False):
            asked = f"yesno, {need}" if yesno else need
            made = _count(what, yesno=yesno)
            found.append(
                intent(made, need=asked, may=f"{_COUNTED}, for, {may}", person=MAYBE, outfit=MAYBE, venue=MAYBE)
            )
        for which in ("most", "record"):
            person, outfit = _most(what, "person"), _most(what, "outfit")
            found += [
                intent(
                    person,
                    need=f"{which}, {need}",
                    may=f"{_MOST}, for, team, make, {may}",
                    outfit=MAYBE,
                    venue=MAYBE,
                    nation=MAYBE,
                ),
                intent(
                    outfit,
                    need=f"{which}, {need}, team",
                    may=f"{_MOST}, make, {may}".replace("driver, ", ""),
                    venue=MAYBE,
                ),
                intent(
                    outfit,
                    need=f"{which}, {need}, make",
                    may=f"{_MOST}, team, {may}".replace("driver, ", ""),
                    venue=MAYBE,
                ),
            ]
    return tuple(found)


NARROWED: Final = (
    *_counts(),
    intent(
        lambda r: call(nations.of_nation, cast(str, one(r, "nation"))),
        need="win",
        may="who, what, how many, driver, race, ever, all, take",
        nation=ONE,
    ),
    intent(
        lambda r: call(nations.champions, cast(str, one(r, "nation"))),
        any_of="champion, title",
        may="who, what, how many, driver, ever, all, win, take, series, standings",
        nation=ONE,
    ),
)
