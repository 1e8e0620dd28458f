"""Questions about championships and points: who won a title, who stood where, what was scored and paid."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.answers import points as points_page
from bot.answers import standings
from bot.answers.answer import Answer
from bot.answers.asked import now, scores, titles
from bot.answers.asked import standings as tables
from bot.ask.intent import MAYBE, ONE, TWO, Call, call, championship_kind, intent, one, place, subject, subjects
from bot.ask.reading import Reading


def _champion(r: Reading) -> Call:
    return call(tables.champions, one(r, "class"), championship_kind(r))


def _scale(r: Reading) -> Call | None:
    regular, endurance = "regular" in r.features, "endurance" in r.features
    if regular and endurance:
        return None
    which = "regular" if regular else "endurance" if endurance else None
    if which and r.of("round"):
        return None
    position = place(r) if r.of("place") else 1
    return call(scores.paid, position, one(r, "round"), which)


def _placed(r: Reading) -> Call | None:
    if place(r) == 1 and "win" in r.features:
        return None  # who won the first championship: not whoever is first of this one
    return call(tables.standing_place, place(r), one(r, "class"), championship_kind(r))


def _pair(function: Callable[..., Awaitable[Answer]]) -> Callable[[Reading], Call | None]:
    def pair(r: Reading) -> Call | None:
        first, second = subjects(r)
        if "yesno" in r.features and r.of("round") and not {"points", "score"} & r.features:
            return None  # whether one was ahead of the other in the race
        return None if first == second else call(function, first, second, one(r, "round"), one(r, "class"))

    return pair


_TITLE = "standings, champion, title, series, points, team, driver, make, class"
TITLES: Final = (
    *(
        intent(
            lambda r: call(titles.won_by, next(iter(subjects(r)), None), one(r, "class"), championship_kind(r)),
            need=f"win, by{also}",
            any_of="how many, margin, gap",
            may=f"what, take, points, {_TITLE}",
            subject=subject_,
            class_=class_,
        )
        for also, subject_, class_ in (("", ONE, MAYBE), (", points", MAYBE, MAYBE), ("", MAYBE, ONE))
    ),
    intent(
        lambda r: call(titles.won_by, None, one(r, "class"), championship_kind(r)),
        any_of="gap, margin",
        may=f"how many, what, how, win, {_TITLE}",
        class_=ONE,
    ),
    intent(
        lambda r: call(titles.when_decided, next(iter(subjects(r)), None), one(r, "class"), championship_kind(r)),
        need="decided",
        any_of="champion, title, standings, series, when, where",
        may=f"win, take, what, how, end, race, {_TITLE}",
        subject=MAYBE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(tables.leader_before, r.of("class")[0], championship_kind(r), r.of("round")[0]),
        need="lead, before",
        may="who, what, team, driver, make, standings, points, class, race, series",
        round=ONE,
        class_=ONE,
    ),
    intent(
        lambda r: call(titles.are_champions, *subjects(r), one(r, "class")),
        need="yesno",
        any_of="champion, title",
        may="win, take, standings, series, team, driver, class",
        subject=TWO,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(now.leading, championship_kind(r)),
        need="lead",
        may="who, what, take, driver, team, make, standings, points, series, race",
    ),
    intent(lambda r: call(now.leading, championship_kind(r)), need="lead, champion", may="who, what, series"),
    intent(
        lambda r: call(titles.is_champion, subject(r), one(r, "class"), championship_kind(r)),
        need="yesno",
        any_of="champion, title",
        may="win, take, team, driver, make, class, standings, series",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(
        _champion,
        any_of="champion, title",
        may="who, what, take, win, standings, race, class, all, points, team, driver, crew, make, tyre, series, held",
        class_=MAYBE,
    ),
    intent(
        lambda r: call(titles.is_champion, subject(r), one(r, "class"), championship_kind(r)),
        need="yesno, win",
        any_of="standings, series",
        may="take, team, driver, make, class",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(_champion, need="win, make", may="who, take, class, series", class_=MAYBE),
    intent(_champion, need="win, series", may="who, take, class, team, driver", class_=MAYBE),
    intent(
        _champion,
        need="win, standings",
        may="who, what, take, class, team, driver, make, tyre, race, points, series",
        class_=MAYBE,
    ),
    intent(
        lambda r: call(tables.standing_place, place(r), one(r, "class"), championship_kind(r), one(r, "round")),
        need="after",
        may="who, what, finish, team, driver, make, position, points, class, race, where, standings",
        place=ONE,
        round=ONE,
        class_=ONE,
    ),
    intent(
        _placed,
        need="standings",
        may="who, what, finish, team, driver, make, position, points, class, where, win, series, total",
        place=ONE,
        class_=ONE,
    ),
    intent(
        lambda r: call(tables.standing_place, place(r), one(r, "class"), championship_kind(r)),
        any_of="team, driver, make",
        may="what, who, finish, position",
        place=ONE,
        class_=ONE,
    ),
    intent(_placed, may="who, what, finish, take, class, position", place=ONE, class_=ONE),
    intent(
        lambda r: call(tables.standing_place, tables.LAST, one(r, "class"), championship_kind(r)),
        need="last",
        may="who, what, class, position, team, driver, finish",
        class_=ONE,
    ),
    intent(
        lambda r: call(tables.standing_place, tables.LAST, one(r, "class"), championship_kind(r)),
        need="standings",
        any_of="bottom, last",
        may="who, what, finish, team, driver, make, position, points, class, where",
        class_=ONE,
    ),
    intent(
        lambda r: call(tables.leader, one(r, "class"), championship_kind(r), one(r, "round")),
        need="lead, after",
        may="who, what, team, driver, make, standings, points, class, race, series",
        round=ONE,
        class_=ONE,
    ),
    intent(
        lambda r: call(standings.standings, None, championship_kind(r), one(r, "round")),
        need="lead, after",
        may="who, what, team, driver, make, standings, points, series",
        round=ONE,
    ),
    intent(
        lambda r: call(standings.standings, one(r, "class"), championship_kind(r), one(r, "round")),
        need="after",
        any_of="standings, points",
        may="what, team, driver, make, tyre, class, race, total",
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(standings.standings, one(r, "class"), championship_kind(r)),
        need="standings",
        may="what, team, driver, make, tyre, class, points, total, all, series",
        class_=MAYBE,
    ),
)

POINTS: Final = (
    intent(
        lambda r: call(tables.standing_after, subject(r), r.of("round")[0], one(r, "class")),
        need="after",
        any_of="points, score, total, standings, position",
        may="how many, what, where, take, class, race, team, driver",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        _pair(scores.compare_points),
        any_of="points, score, gap",
        may="who, what, how, how many, more, most, versus, yesno, take, race, standings, total, where, series, nation",
        subject=TWO,
        round=MAYBE,
        class_=MAYBE,
    ),
    intent(
        _pair(scores.compare_points),
        need="more",
        may="who, take, versus, what, yesno",
        subject=TWO,
        round=ONE,
    ),
    intent(
        lambda r: call(scores.points_at, subject(r), one(r, "round"), one(r, "class")),
        any_of="points, score",
        may="how many, what, take, race, total, class",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(scores.points_at, subject(r), one(r, "round"), one(r, "class")),
        need="what, take",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(tables.total_of, subject(r), one(r, "class"), championship_kind(r)),
        any_of="points, score, total",
        may="how many, what, take, standings, finish, class, race, series, last, team, driver, make, yesno",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(tables.standing_of, subject(r), one(r, "class"), championship_kind(r)),
        any_of="points place",
        may="where, what, how, position, class, take",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(tables.standing_of, subject(r), one(r, "class"), championship_kind(r)),
        need="standings",
        may="where, what, finish, position, how, total, class, points, series, team, driver, make",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(
        _scale,
        any_of="points, pay, score, regular, endurance",
        may="how many, what, position, finish, take, race, class, where, who, how",
        place=ONE,
        round=MAYBE,
        class_=MAYBE,
    ),
    intent(_scale, need="how many, take", may="position, finish, race", place=ONE, round=MAYBE, class_=MAYBE),
    intent(
        _scale,
        need="win",
        any_of="points, pay, score",
        may="how many, what, take, race, class, regular, endurance, position",
        round=MAYBE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(points_page.points, one(r, "round")),
        need="pay",
        may="points, what, score, race, how many, class",
        round=MAYBE,
    ),
)
