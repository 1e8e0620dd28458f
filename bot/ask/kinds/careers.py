"""Questions about somebody over seasons: how often, first and last, titles, teams, years, and who of two has more.

A `driver` in words never means a team, nor a `team` or a `make` a person.
"""

from collections.abc import Callable
from typing import Final, cast

from bot.answers.asked import careers, counts
from bot.answers.asked.counts import Once, What
from bot.ask.intent import ONE, TWO, Call, Intent, call, intent
from bot.ask.reading import Meaning, Reading
from bot.careers import CareerKind

Made = Callable[[Reading], Call | None]

_ASKED = "who, what, how many, take, total, ever, driver, team"
# What each count is asked for by: the features needed, those of which one is, and those that change nothing.
_COUNTS: Final[tuple[tuple[What, str, str, str], ...]] = (
    ("wins", "win", "", "race"),
    ("poles", "pole", "", "race, win, begin"),
    ("podiums", "podium", "", "race, finish, position"),
    ("fastest laps", "fastest lap", "", "race, drive"),
    ("starts", "begin", "", "race, drive"),
    ("starts", "how many, race", "", "begin, drive"),
    ("starts", "how many, drive", "", "race"),
    ("titles", "", "champion, title", "win, standings, series, make, years, when"),
    ("titles", "win, standings", "", "series, make, years, when"),
    ("titles", "win, series", "", "standings, make, years, when"),
)


def _people(r: Reading) -> tuple[Meaning, ...]:
    """Whom the question is about; nobody where its words say that somebody else must be meant."""
    named = tuple(name for name in r.names if name.kind in {"person", "outfit"})
    wrong = {"person": {"team", "make"}, "outfit": {"driver"}}
    return () if any(wrong[name.kind] & r.features for name in named) else named


def _kind(name: Meaning) -> CareerKind:
    return cast(CareerKind, name.kind)


def _one(function: Callable[[Meaning], Call | None]) -> Made:
    def made(r: Reading) -> Call | None:
        named = _people(r)
        return function(named[0]) if named else None

    return made


def _count(what: What, *, yesno: bool) -> Made:
    made = _one(lambda name: call(counts.count, _kind(name), name.value, what, yesno=yesno))
    # Who won somebody is no question about that one.
    return lambda r: None if "who" in r.features else made(r)


def _first(what: Once, *, last: bool) -> Made:
    def made(name: Meaning) -> Call | None:
        if what == "poles" and name.kind != "person":
            return None
        return call(counts.first, _kind(name), name.value, what, last=last)

    return _one(made)


def _first_title(*, last: bool) -> Made:
    return _one(lambda name: call(counts.first_title, _kind(name), name.value, last=last))


def _compare(what: What) -> Made:
    def made(r: Reading) -> Call | None:
        named = _people(r)
        if len(set(named)) != 2 or named[0].kind != named[1].kind:
            return None
        return call(counts.compare, _kind(named[0]), tuple(name.value for name in named), what)

    return made


def _counts() -> tuple[Intent, ...]:
    """Whether, how often, and who of two more often: of everything that is counted."""
    found = []
    for what, need, any_of, may in _COUNTS:
        found += [
            intent(_count(what, yesno=True), need=f"yesno, {need}", any_of=any_of, may=f"{_ASKED}, {may}", career=ONE),
            intent(_count(what, yesno=False), need=need, any_of=any_of, may=f"{_ASKED}, {may}", career=ONE),
        ]
        for more in ("more", "versus", "most"):
            found.append(
                intent(
                    _compare(what),
                    need=f"{more}, {need}",
                    any_of=any_of,
                    may=f"{_ASKED}, more, versus, most, yesno, {may}",
                    career=TWO,
                )
            )
    return tuple(found)


_WHEN = "when, where, what, race, take, ever, driver, team, years"
CAREERS: Final = (
    intent(_first("wins", last=False), need="first, win", may=_WHEN, career=ONE),
    intent(_first("wins", last=True), need="last, win", may=_WHEN, career=ONE),
    intent(_first("poles", last=False), need="first, pole", may=f"{_WHEN}, win", career=ONE),
    intent(_first("poles", last=True), need="last, pole", may=f"{_WHEN}, win", career=ONE),
    *(
        intent(
            _first_title(last=last),
            need=f"{'last' if last else 'first'}, {title}",
            may=f"{_WHEN}, win, champion, title, standings, series, make",
            career=ONE,
        )
        for last in (False, True)
        for title in ("champion", "title", "win, standings", "win, series")
    ),
    intent(_first("podiums", last=False), need="first, podium", may=_WHEN, career=ONE),
    intent(_first("podiums", last=True), need="last, podium", may=_WHEN, career=ONE),
    intent(_first("starts", last=False), need="first", any_of="race, begin, drive", may=_WHEN, career=ONE),
    intent(_first("starts", last=True), need="last", any_of="race, begin, drive", may=_WHEN, career=ONE),
    intent(_first("starts", last=False), need="debut", may="when, where, what, driver, team, race", career=ONE),
    *_counts(),
    intent(
        _one(lambda name: call(careers.years_of, _kind(name), name.value)),
        need="how many, seasons",
        may="drive, race, begin, driver, team",
        career=ONE,
    ),
    intent(
        _one(lambda name: call(careers.born, name.value)),
        need="born",
        may="when, what, years, driver",
        person=ONE,
    ),
    intent(
        _one(lambda name: call(careers.nationality, _kind(name), name.value)),
        need="nation",
        may="what, where, who, driver, team",
        career=ONE,
    ),
    intent(
        lambda r: call(careers.teams_of, r.of("person")[0]),
        need="team",
        may="what, who, drive, race, use, driver, all, ever",
        person=ONE,
    ),
    intent(
        lambda r: call(careers.teams_of, r.of("person")[0]), need="who, drive", may="race, ever, driver", person=ONE
    ),
    intent(
        _one(lambda name: call(careers.years_of, _kind(name), name.value)),
        need="drive",
        any_of="years, when",
        may="what, race, driver, team",
        career=ONE,
    ),
    intent(
        _one(lambda name: call(careers.years_of, _kind(name), name.value)),
        need="race",
        any_of="years, when",
        may="what, driver, team",
        career=ONE,
    ),
    intent(
        _one(lambda name: call(careers.page, _kind(name), name.value)),
        may="who, what, ever, driver, team",
        career=ONE,
    ),
)
