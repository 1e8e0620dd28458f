"""Questions about what became of cars: retired or not, laps, best places, qualifying, and results at a round."""

from collections.abc import Callable
from typing import Final

from bot.answers import results as result_pages
from bot.answers.asked import best, fates, grid, margins, starts, unheld
from bot.answers.asked import results as races
from bot.answers.asked import rounds as calendar
from bot.answers.asked.fates import Fate
from bot.answers.asked.subject import Subject
from bot.ask.intent import MAYBE, ONE, Call, call, intent, one, place, subject, subjects, whose
from bot.ask.reading import Reading

_ASKED_OF_FATES = (
    "who, what, why, how, how many, when, where, race, car, driver, team, take, all, yesno, class, rounds, happen"
)


def _ran(r: Reading) -> Subject:
    """The team, make, model or car beside a driver."""
    return next(named for named in subjects(r) if named.kind != "driver")


def _fates(fate: Fate) -> Callable[[Reading], Call]:
    def made(r: Reading) -> Call:
        named, round_ = whose(r), one(r, "round")
        if named is not None and round_ is not None and {"yesno", "why"} & r.features:
            return call(starts.fate, named, round_, one(r, "class"))
        return call(fates.fates, fate, named, round_, one(r, "class"))

    return made


CARS: Final = (
    # What became of them.
    intent(
        lambda r: call(starts.fate, subject(r), one(r, "round"), one(r, "class")),
        need="fate",
        may="race, car, finish",
        subject=ONE,
        round=MAYBE,
        class_=MAYBE,
    ),
    *(
        intent(
            _fates(fate),
            need=fate,
            may=_ASKED_OF_FATES,
            subject=MAYBE,
            round=MAYBE,
            class_=MAYBE,
        )
        for fate in ("retired", "disqualified", "did not start")
    ),
    intent(
        lambda r: call(starts.did_finish, subject(r), r.of("round")[0]),
        need="yesno, finish",
        may="race, take",
        subject=ONE,
        round=ONE,
    ),
    intent(
        lambda r: call(starts.drove_it, r.of("driver")[0], _ran(r), one(r, "round")),
        need="yesno, drive",
        may="race, car",
        driver=ONE,
        ride=ONE,
        round=MAYBE,
    ),
    intent(
        lambda r: call(starts.laps_of, subject(r), one(r, "round")),
        need="laps",
        may="how many, what, take, race, finish, use, drive, car, total",
        subject=ONE,
        round=MAYBE,
    ),
    intent(
        lambda r: call(best.best, subject(r), one(r, "round"), one(r, "class")),
        need="best",
        may="result, finish, position, what, how, race, who, car, where, take, class, lead",
        subject=ONE,
        round=MAYBE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(result_pages.winner, r.of("round")[0], r.of("class")[0]),
        need="best",
        may="what, who, car, team, driver, class, result, finish",
        round=ONE,
        class_=ONE,
    ),
    intent(
        lambda r: call(races.which_won, subject(r), r.of("round")[0], one(r, "class")),
        need="win",
        any_of="what, who",
        may="car, number, team, driver, drive, take, race, crew, use, class",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(races.won_all, subject(r), one(r, "class"), overall="overall" in r.features),
        need="yesno, win, all",
        may="overall, race, take, class",
        subject=ONE,
        class_=MAYBE,
    ),
    # In qualifying.
    intent(
        lambda r: call(grid.qualified, subject(r), r.of("round")[0]),
        any_of="qualifying, starters, begin",
        may="where, what, how, position, car, take",
        subject=ONE,
        round=ONE,
    ),
    intent(
        lambda r: call(grid.in_place, r.of("round")[0], place(r), one(r, "class")),
        need="qualifying",
        may="who, what, position, car, driver, team, take, finish",
        place=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(calendar.fastest_lap, r.of("round")[0]),
        need="yesno, fastest lap",
        may="take, race",
        subject=ONE,
        round=ONE,
    ),
    intent(
        lambda r: call(unheld.told, "laps led", r.of("round")),
        need="lead",
        may="who, what, race, car, team, driver, all, take",
        round=ONE,
    ),
    intent(
        lambda r: call(starts.on_podium, subject(r), r.of("round")[0]),
        need="yesno, podium",
        may="take, race, finish",
        player=ONE,
        round=ONE,
    ),
    intent(
        lambda r: call(margins.margin_of, r.of("round")[0], subject(r)),
        need="win, by",
        may="what, how, how many, margin, gap, laps, race, take, overall",
        subject=ONE,
        round=ONE,
    ),
    # A result, where nothing but somebody and a round is named.
    intent(
        lambda r: call(races.finish, subject(r), r.of("round")[0], one(r, "class")),
        may="how, race, take, class, result",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
)
