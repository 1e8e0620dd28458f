"""Questions about who and what took part: lists and numbers of them, where somebody raced, and what became of cars."""

from collections.abc import Callable
from typing import Final

from bot.answers import results as result_pages
from bot.answers.asked import areas, best, entrants, fates, grid, margins, people, starts, unheld
from bot.answers.asked import results as races
from bot.answers.asked import rounds as calendar
from bot.answers.asked.entrants import What
from bot.answers.asked.fates import Fate
from bot.answers.asked.subject import Subject
from bot.answers.nations import nation_adjective
from bot.ask.intent import MAYBE, ONE, Call, Intent, call, intent, one, place, subject, subjects
from bot.ask.reading import Reading

_TOOK_PART = "race, drive, use, happen, begin, starters"
_ASKED_OF_FATES = (
    "who, what, why, how, how many, when, where, race, car, driver, team, take, all, yesno, class, rounds, happen"
)


def _whose(r: Reading) -> Subject | None:
    named = subjects(r)
    return named[0] if named else None


def _ran(r: Reading) -> Subject:
    """The team, make, model or car beside a driver."""
    return next(named for named in subjects(r) if named.kind != "driver")


def _margins(*, closest: bool) -> Callable[[Reading], Call]:
    return lambda r: call(margins.closest if closest else margins.widest)


def _extreme(what: areas.Most, *, most: bool) -> Callable[[Reading], Call]:
    return lambda r: call(areas.extreme, what, most=most)


def _entrants(what: What) -> Callable[[Reading], Call]:
    return lambda r: call(entrants.entrants, what, one(r, "class"), one(r, "round"), _whose(r))


def _starters(r: Reading) -> Call:
    round_ = one(r, "round")
    if round_ is None:
        return call(entrants.entrants, "cars", one(r, "class"), None, _whose(r))
    return call(entrants.starters, round_, one(r, "class"), _whose(r))


def _fates(fate: Fate) -> Callable[[Reading], Call]:
    def made(r: Reading) -> Call:
        whose, round_ = _whose(r), one(r, "round")
        if whose is not None and round_ is not None and {"yesno", "why"} & r.features:
            return call(starts.fate, whose, round_, one(r, "class"))
        return call(fates.fates, fate, whose, round_, one(r, "class"))

    return made


def _lists() -> tuple[Intent, ...]:
    listed: tuple[tuple[What, str], ...] = (("drivers", "driver"), ("teams", "team"), ("models", "car"))
    may = f"what, who, all, take, known, series, {_TOOK_PART}"
    return tuple(
        intent(_entrants(what), need=word, may=f"{may}, class", class_=MAYBE, round=MAYBE) for what, word in listed
    )


ENTRIES: Final = (
    # Drivers of a make or a model.
    intent(
        _entrants("drivers"),
        any_of="drive, driver, crew",
        may=f"who, what, all, take, class, car, {_TOOK_PART}",
        make=ONE,
        class_=MAYBE,
        round=MAYBE,
    ),
    # How many.
    intent(_starters, need="how many, car", may=f"take, class, {_TOOK_PART}", class_=MAYBE, round=MAYBE),
    intent(_starters, need="how many, starters", may=f"take, class, car, {_TOOK_PART}", class_=MAYBE, round=ONE),
    intent(_starters, need="starters", may=f"what, take, class, car, {_TOOK_PART}", class_=MAYBE, round=ONE),
    intent(_starters, need="how many", may="take, drive, use, happen, starters", class_=ONE, round=ONE),
    intent(_starters, need="how many", may="take, class, car, use, drive", maker=ONE, class_=MAYBE),
    intent(_starters, need="how many", may=f"take, class, car, {_TOOK_PART}", maker=ONE, class_=MAYBE, round=ONE),
    intent(_entrants("teams"), need="how many, team", may="take, class, car, use", make=ONE, class_=MAYBE),
    intent(_entrants("teams"), need="how many, team", may=f"take, class, {_TOOK_PART}", class_=MAYBE, round=MAYBE),
    intent(_entrants("drivers"), need="how many, driver", may=f"take, class, {_TOOK_PART}", class_=MAYBE, round=MAYBE),
    intent(
        _entrants("drivers"),
        need="how many, driver",
        may=f"take, class, {_TOOK_PART}",
        maker=ONE,
        class_=MAYBE,
        round=MAYBE,
    ),
    # Lists.
    *_lists(),
    intent(_entrants("crews"), need="entrants", may="what, all, race", class_=MAYBE, round=MAYBE),
    intent(_entrants("crews"), need="who", may=f"all, take, class, {_TOOK_PART}", class_=ONE, round=MAYBE),
    intent(_entrants("crews"), need="who", any_of="drive, race, use, starters", may="all, take", round=ONE),
    intent(
        lambda r: call(entrants.on_tyre, r.of("tyre")[0], one(r, "round")),
        any_of="who, team, car",
        may="what, use, wear, tyre, all, race, drive, happen",
        tyre=ONE,
        round=MAYBE,
    ),
    # Nations.
    intent(
        lambda r: call(entrants.is_of_nation, r.of("driver")[0], r.of("nation")[0]),
        need="yesno",
        may="driver",
        driver=ONE,
        nation=ONE,
    ),
    intent(
        lambda r: call(entrants.nationals, r.of("nation")[0], nation_adjective(r.of("nation")[0])),
        need="driver",
        may=f"how many, what, who, all, yesno, known, series, {_TOOK_PART}",
        nation=ONE,
    ),
    intent(
        lambda r: call(people.team_of, subject(r)),
        need="team",
        may="what, who, all, for, mates, take, use, drive, race",
        make=ONE,
    ),
    # Where somebody raced.
    intent(
        lambda r: call(starts.raced_at, subject(r), one(r, "class")),
        need="when",
        any_of="drive, race, use",
        may="take",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(starts.raced_at, subject(r), one(r, "class")),
        any_of="rounds, where",
        may=f"what, take, held, all, {_TOOK_PART}",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(starts.did_race, subject(r), one(r, "round"), one(r, "class")),
        need="yesno",
        any_of=_TOOK_PART,
        may="take, car",
        subject=ONE,
        round=MAYBE,
        class_=MAYBE,
    ),
    intent(lambda r: call(starts.did_race, subject(r), one(r, "round")), need="yesno", subject=ONE, round=ONE),
    intent(lambda r: call(starts.raced_at, subject(r)), need="yesno, all, race", may="drive, use, take", subject=ONE),
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
        lambda r: call(calendar.margin_of, r.of("round")[0], subject(r)),
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
        lambda r: call(calendar.kind_of_circuit, r.of("circuit")[0]),
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
