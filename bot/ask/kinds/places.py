"""Questions about where: rounds in a country or a state, circuits and their sizes, and how close races were."""

from collections.abc import Callable
from typing import Final

from bot.answers.asked import areas, circuits, margins
from bot.answers.asked import rounds as calendar
from bot.ask.intent import ONE, Call, call, intent
from bot.ask.reading import Reading


def _margins(*, closest: bool) -> Callable[[Reading], Call]:
    return lambda r: call(margins.closest if closest else margins.widest)


def _extreme(what: areas.Most, *, most: bool) -> Callable[[Reading], Call]:
    return lambda r: call(areas.extreme, what, most=most)


AREAS: Final = (
    intent(
        lambda r: call(areas.in_area, r.of("spot")[0]),
        need="how many, race",
        may="held, happen, series",
        spot=ONE,
    ),
    intent(
        lambda r: call(areas.in_area, r.of("area")[0]),
        any_of="race, rounds, calendar, held",
        may="what, how many, all, series, yesno, happen, where, held, when",
        area=ONE,
    ),
    intent(lambda r: call(areas.in_area, r.of("area")[0]), may="what, where, all", area=ONE),
)
"""Which rounds are in a country or a state that has several."""

PLACES: Final = (
    intent(
        lambda r: call(areas.lies_in, r.of("circuit")[0], r.of("area", "spot")[0]),
        need="yesno",
        may="where, held",
        circuit=ONE,
        somewhere=ONE,
    ),
    intent(
        lambda r: call(circuits.kind_of_circuit, r.of("circuit")[0]),
        need="street",
        may="yesno, race, where, what",
        circuit=ONE,
    ),
    intent(
        lambda r: call(calendar.race_length, r.of("round")[0]),
        need="long",
        may="how, what, race, endurance, laps, distance, held, happen, regular, last",
        round=ONE,
    ),
    intent(lambda r: call(calendar.race_length, r.of("round")[0]), need="hours", may="race, last, long", round=ONE),
    intent(_margins(closest=True), need="closest", may="what, race, win, finish, margin, gap, who"),
    intent(_margins(closest=False), need="widest", may="what, race, win, finish, margin, gap, who"),
    *(
        intent(
            _extreme("length_km", most=which == "longest"),
            need=f"{which}, where",
            may="what, race",
        )
        for which in ("longest", "shortest")
    ),
    *(
        intent(
            _extreme("turns", most=which == "most"),
            need=f"{which}, turns",
            may="what, where, race",
        )
        for which in ("most", "least")
    ),
)
