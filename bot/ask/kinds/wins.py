"""Questions about winning: the first and the last, whether, how often, by whom most, and who won a round."""

from collections.abc import Callable
from typing import Final

from bot.answers import results, wins
from bot.answers.asked import results as races
from bot.answers.classification import SPRINT
from bot.ask.intent import MAYBE, ONE, TWO, Call, call, intent, one, subject, subjects, whose, winner_kind
from bot.ask.reading import Reading

_WHO = "who, what, take, race, class, team, driver, crew, held"


def _most(r: Reading) -> Call | None:
    overall = "overall" in r.features
    if overall and r.of("class"):
        return None
    return call(races.most_wins, wins.OVERALL if overall else one(r, "class"), winner_kind(r))


def _every(r: Reading) -> Call | None:
    overall = "overall" in r.features
    by = winner_kind(r)
    if by is None or (overall and r.of("class")):
        return None
    return call(wins.wins, by, wins.OVERALL if overall else one(r, "class"), every=True)


def _compare_wins(r: Reading) -> Call | None:
    pair = subjects(r)
    drivers = [subject.kind == "driver" for subject in pair]
    if pair[0] == pair[1] or drivers[0] != drivers[1]:
        return None
    return call(races.compare_wins, pair, one(r, "class"), overall="overall" in r.features)


def _first(*, last: bool) -> Callable[[Reading], Call | None]:
    def first(r: Reading) -> Call | None:
        return call(races.first_win, whose(r), one(r, "class"), overall="overall" in r.features, last=last)

    return first


def _counted(r: Reading) -> Call | None:
    if "driver" in r.features and subject(r).kind == "team":
        return None  # how many drivers won for it
    return call(races.count_wins, subject(r), one(r, "class"), overall="overall" in r.features)


FIRSTS: Final = (
    intent(
        lambda r: call(races.first_outside, one(r, "class")),
        need="first, non, win",
        may="overall, who, what, race, car, team, when, where, class, take",
        class_=ONE,
    ),
    intent(
        _first(last=False),
        need="first, win",
        may="overall, who, what, race, car, team, driver, when, where, class, take",
        subject=MAYBE,
        class_=MAYBE,
    ),
    intent(
        _first(last=True),
        need="last, win",
        may="overall, who, what, race, car, team, driver, when, where, class, take",
        subject=MAYBE,
        class_=MAYBE,
    ),
)

WON: Final = (
    intent(
        lambda r: call(races.did_win, subject(r), one(r, "round"), one(r, "class"), overall="overall" in r.features),
        need="yesno, win",
        may="overall, race, take, class, team, driver, car",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(races.ever_won, subject(r), one(r, "class"), overall="overall" in r.features),
        need="yesno, win",
        may="overall, race, take, class",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(
        _compare_wins,
        need="win",
        any_of="more, versus, most",
        may="who, what, how many, yesno, overall, take, race, class, team, driver, car",
        subject=TWO,
        class_=MAYBE,
    ),
    intent(
        _most,
        need="most, win",
        may="who, what, overall, race, team, driver, car, number, chassis, class, take",
        class_=MAYBE,
    ),
    intent(
        _counted,
        need="win",
        any_of="how many, total",
        may="overall, take, race, class, what, car, team, driver",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(races.list_wins, subject(r), one(r, "class")),
        need="win",
        any_of="what, where, when",
        may="race, take, class",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(_counted, need="win", may="overall, take, race, class", subject=ONE, class_=MAYBE),
    *(
        intent(_every, need=need, any_of="driver, team, chassis", may="who, take, race, class, overall", class_=MAYBE)
        for need in ("what, win", "all, win", "what, all, win")
    ),
    intent(_every, need="how many, win", any_of="team, chassis", may="who, take, race, class", class_=ONE),
)

WINNERS: Final = (
    intent(
        lambda r: call(results.results_of_round, one(r, "round"), None, SPRINT),
        need="sprint",
        any_of="win, result",
        may="who, what, take, race, driver, team",
        round=ONE,
    ),
    intent(
        lambda r: call(results.winner, one(r, "round"), one(r, "class")),
        need="win",
        may=_WHO + ", car, chassis, make, number, points, drive, use",
        round=ONE,
        class_=ONE,
    ),
    intent(
        lambda r: call(results.winner, one(r, "round"), one(r, "class")),
        may="race, class, take, who, held, crew, team, driver",
        round=ONE,
        class_=ONE,
    ),
    intent(
        lambda r: call(races.overall, one(r, "round")),
        need="overall",
        may=_WHO + ", win, car, chassis, make, number, first",
        round=ONE,
    ),
    intent(
        lambda r: call(results.winner, one(r, "round")),
        need="win",
        may=_WHO + ", car, all, drive, number, use",
        round=ONE,
    ),
)
