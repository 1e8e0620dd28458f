"""Questions about rounds: cancelled or not, places and results, pole and laps, circuits, when and where."""

from typing import Final

from bot.answers import results, rounds
from bot.answers.asked import areas, circuits, margins, now, placings
from bot.answers.asked import results as races
from bot.answers.asked import rounds as calendar
from bot.answers.calendar import schedule
from bot.ask.intent import MAYBE, ONE, Call, Intent, call, intent, one, place, subject
from bot.ask.reading import Reading


def _class(r: Reading) -> str | None:
    """The class whose places are asked for; None: overall."""
    return None if "overall" in r.features else one(r, "class")


def _cancelled(r: Reading) -> Call:
    round_ = one(r, "round")
    return call(calendar.was_cancelled if "yesno" in r.features else rounds.round_facts, round_)


def _fact(name: str, feature: str, may: str) -> Intent:
    return intent(lambda r: call(calendar.fact, one(r, "round"), name), need=feature, may=may, round=ONE)


CANCELLED: Final = (
    intent(lambda r: call(rounds.round_facts, one(r, "round")), need="fate", may="race, what", round=ONE),
    intent(_cancelled, need="cancelled", may="yesno, race, why, what, when, held", round=ONE),
    intent(lambda r: call(calendar.which_cancelled), need="cancelled", may="what, race, who, why, yesno, take, when"),
    intent(
        lambda r: call(calendar.happened, one(r, "round")),
        need="yesno",
        any_of="happen, race, held",
        round=ONE,
    ),
)

RESULTS: Final = (
    intent(
        lambda r: call(
            placings.placed, one(r, "round"), place(r), None if "overall" in r.features else one(r, "class")
        ),
        may="who, what, finish, position, overall, take, race, where, class, driver, team, crew, car",
        place=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(races.finish, subject(r), one(r, "round"), one(r, "class")),
        any_of="finish, position, result",
        may="where, what, how, race, class, take",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(results.results_of_round, one(r, "round"), one(r, "class")),
        need="result",
        may="what, race, class, all",
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(placings.podium, one(r, "round"), _class(r)),
        need="podium",
        may="who, what, race, class, all, finish, take, overall, driver, team, car, crew",
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(calendar.pole, one(r, "round"), one(r, "class")),
        any_of="pole, qualifying",
        may="who, what, take, driver, car, team, race, class, result, how, margin, all, faster",
        round=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(calendar.fastest_lap, one(r, "round")),
        need="fastest lap",
        may="who, what, take, driver, car, race, team",
        round=ONE,
    ),
    intent(
        lambda r: call(margins.margin, one(r, "round")),
        any_of="margin, gap",
        need="win",
        may="what, how, how many, race, margin, take, by",
        round=ONE,
    ),
    intent(
        lambda r: call(margins.margin, one(r, "round")),
        need="win, laps, by",
        may="what, how, how many, race, margin, take",
        round=ONE,
    ),
    intent(
        lambda r: call(margins.margin, one(r, "round")),
        need="win, by",
        may="what, how, how many, race, take, overall",
        round=ONE,
    ),
    intent(
        lambda r: call(margins.margin, one(r, "round")),
        need="margin",
        may="what, how, race, win, who, take, overall, finish, by",
        round=ONE,
    ),
    intent(
        lambda r: call(calendar.fastest_lap, one(r, "round")),
        need="faster",
        may="who, what, car, driver, team, race, take",
        round=ONE,
    ),
)

CALENDAR: Final = (
    intent(lambda r: call(now.next_race), need="upcoming", may="what, when, where, held, race, happen, series"),
    intent(lambda r: call(now.left), need="how many, left", may="race, what, series"),
    intent(lambda r: call(now.left), need="what, left, race", may="series"),
    intent(
        lambda r: call(circuits.circuit_fact, one(r, "circuit"), "length_km"),
        need="long",
        may="how, what, where, endurance, laps, regular, distance",
        circuit=ONE,
    ),
    intent(
        lambda r: call(circuits.circuit_fact, one(r, "circuit"), "turns"),
        need="turns",
        may="how many, what, where",
        circuit=ONE,
    ),
    _fact("laps", "laps", "what, how many, race, how, long, distance, win, take, finish"),
    _fact("cautions", "cautions", "what, how many, race, yesno, happen"),
    _fact("winner_speed_kmh", "speed", "what, how, race, win"),
    _fact("distance_km", "distance", "what, how, how many, race, long"),
    intent(lambda r: call(calendar.boundary, last=False), need="when, begin", may="race, what, starters, series"),
    intent(lambda r: call(calendar.boundary, last=True), need="when, end", may="race, what, finish, series"),
    intent(lambda r: call(calendar.when, one(r, "round")), need="yesno", round=ONE),  # was laguna in september
    intent(lambda r: call(calendar.when, one(r, "round")), need="when", may="what, race, held, happen", round=ONE),
    intent(lambda r: call(calendar.where, one(r, "round")), need="where", may="what, race, held, happen", round=ONE),
    intent(
        lambda r: call(areas.lies_in, r.of("circuit")[0]),
        need="where",
        may="what, race, held, happen",
        circuit=ONE,
    ),
    intent(lambda r: call(schedule), need="calendar", may="what, race, all, series"),
    intent(lambda r: call(schedule), need="all, race", may="what, where, when, rounds"),
    intent(lambda r: call(calendar.count_rounds), need="how many, race", may="held, what, happen, series"),
    intent(
        lambda r: call(calendar.neighbour, one(r, "round")),
        any_of="next, after",
        may="what, race, calendar",
        round=ONE,
    ),
    intent(lambda r: call(calendar.count_classes), need="class", any_of="what, all", may="race, series, use, who"),
    intent(lambda r: call(calendar.count_classes), need="how many, class", may="race, what, use, drive, series"),
    intent(lambda r: call(calendar.sanctioned), need="sanction", may="who, what, series, race, standings"),
)
