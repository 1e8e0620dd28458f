"""What a reading may ask: each kind of question with the words it needs, those it may have, and the call it makes.

A reading fits where it has every feature that is needed, no feature beyond those allowed, and names of just the
kinds and numbers given. So a word that a question has and its meaning has no place for makes it fit nothing.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from bot.answers import classes, results, rounds, standings, wins
from bot.answers import points as points_page
from bot.answers.answer import Answer
from bot.answers.asked import people
from bot.answers.asked import results as races
from bot.answers.asked import rounds as calendar
from bot.answers.asked import standings as tables
from bot.answers.asked.subject import Subject, SubjectKind
from bot.ask.reading import Reading

SUBJECTS: Final = ("driver", "team", "car", "manufacturer", "chassis")
PLAYERS: Final = ("driver", "team", "car")
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {"subject": SUBJECTS, "player": PLAYERS, "runner": ("team", "car")}

Range = tuple[int, int]
ONE: Final[Range] = (1, 1)
TWO: Final[Range] = (2, 2)
MAYBE: Final[Range] = (0, 1)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an answer function: what a question comes down to."""

    function: Callable[..., Awaitable[Answer]]
    arguments: tuple[Any, ...] = ()
    keywords: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """One kind of question. `any_of`: at least one of these features; empty: none is needed."""

    call: Callable[[Reading], Call | None]
    need: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    names: Mapping[str, Range] = field(default_factory=dict)

    def fits(self, reading: Reading) -> bool:
        """Whether every word of the reading has its place here."""
        features = reading.features
        if not self.need <= features or not features <= self.need | self.may | self.any_of:
            return False
        if self.any_of and not self.any_of & features:
            return False
        left = [kind for kind in reading.kinds() if kind != "season"]
        for group, (least, most) in self.names.items():
            kinds = _GROUPS.get(group, (group,))
            count = sum(kind in kinds for kind in left)
            if not least <= count <= most:
                return False
            left = [kind for kind in left if kind not in kinds]
        return not left


def _words(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def _subjects(reading: Reading) -> tuple[Subject, ...]:
    return tuple(Subject(cast(SubjectKind, name.kind), name.value) for name in reading.names if name.kind in SUBJECTS)


def _subject(reading: Reading) -> Subject:
    return _subjects(reading)[0]


def _one(reading: Reading, kind: str) -> str | None:
    found = reading.of(kind)
    return found[0] if found else None


def _place(reading: Reading) -> int:
    return int(reading.of("place")[0])


def _kind(reading: Reading) -> str | None:
    """Whose championship is asked for."""
    kinds = {"team": "teams", "driver": "drivers", "crew": "drivers", "make": "manufacturers", "tyre": "tyres"}
    asked = {kinds[feature] for feature in reading.features if feature in kinds}
    return asked.pop() if len(asked) == 1 else None


def _by(reading: Reading) -> wins.By | None:
    for feature, by in (("driver", "driver"), ("team", "team"), ("car", "car"), ("chassis", "chassis")):
        if feature in reading.features:
            return cast(wins.By, by)
    return None


def _call(function: Callable[..., Awaitable[Answer]], *arguments: Any, **keywords: Any) -> Call:
    return Call(function, arguments, tuple(sorted(keywords.items())))


def _intent(
    call: Callable[[Reading], Call | None],
    *,
    need: str = "",
    may: str = "",
    any_of: str = "",
    **names: Range,
) -> Intent:
    kinds = {name.rstrip("_"): numbers for name, numbers in names.items()}
    return Intent(call, _words(need), _words(may), _words(any_of), kinds)


_WHO = "who, what, take, race, class, team, driver, crew, held"
_SAID = "who, what, take, race, held"


def _cancelled(r: Reading) -> Call:
    round_ = _one(r, "round")
    return _call(calendar.was_cancelled if "yesno" in r.features else rounds.round_facts, round_)


def _champion(r: Reading) -> Call:
    return _call(tables.champions, _one(r, "class"), _kind(r))


def _scale(r: Reading) -> Call | None:
    regular, endurance = "regular" in r.features, "endurance" in r.features
    if regular and endurance:
        return None
    which = "regular" if regular else "endurance" if endurance else None
    if which and r.of("round"):
        return None
    place = _place(r) if r.of("place") else 1
    return _call(tables.paid, place, _one(r, "round"), which)


def _most(r: Reading) -> Call | None:
    overall = "overall" in r.features
    if overall and r.of("class"):
        return None
    return _call(races.most_wins, wins.OVERALL if overall else _one(r, "class"), _by(r))


def _pair(function: Callable[..., Awaitable[Answer]]) -> Callable[[Reading], Call | None]:
    def call(r: Reading) -> Call | None:
        one, other = _subjects(r)
        return None if one == other else _call(function, one, other, _one(r, "round"), _one(r, "class"))

    return call


def _compare_wins(r: Reading) -> Call | None:
    subjects = _subjects(r)
    if subjects[0] == subjects[1] or subjects[0].kind != subjects[1].kind:
        return None
    return _call(races.compare_wins, subjects, _one(r, "class"), overall="overall" in r.features)


def _first(last: bool) -> Callable[[Reading], Call | None]:
    def call(r: Reading) -> Call | None:
        subjects = _subjects(r)
        return _call(
            races.first_win,
            subjects[0] if subjects else None,
            _one(r, "class"),
            overall="overall" in r.features,
            last=last,
        )

    return call


def _fact(name: str, feature: str, may: str) -> Intent:
    return _intent(lambda r: _call(calendar.fact, _one(r, "round"), name), need=feature, may=may, round=ONE)


def _counted(r: Reading) -> Call:
    return _call(races.count_wins, _subject(r), _one(r, "class"), overall="overall" in r.features)


INTENTS: Final[tuple[Intent, ...]] = (
    # Cancelled, or not
    _intent(_cancelled, need="cancelled", may="yesno, race, why, what, when, held", round=ONE),
    _intent(lambda r: _call(calendar.which_cancelled), need="cancelled", may="what, race, who, why, yesno, take, when"),
    _intent(
        lambda r: _call(calendar.happened, _one(r, "round")),
        need="yesno",
        any_of="happen, race, held",
        round=ONE,
    ),
    # Championships
    _intent(
        lambda r: _call(tables.is_champion, _subject(r), _one(r, "class")),
        need="yesno",
        any_of="champion, title",
        may="win, take, team, driver, make, class, standings, series",
        subject=ONE,
        class_=MAYBE,
    ),
    _intent(
        _champion,
        any_of="champion, title",
        may="who, what, take, win, standings, race, class, all, points, team, driver, crew, make, tyre, series, held",
        class_=MAYBE,
    ),
    _intent(
        _champion,
        need="win, standings",
        may="who, what, take, class, team, driver, make, tyre, race, points, series",
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(tables.standing_place, _place(r), _one(r, "class"), _kind(r), _one(r, "round")),
        need="standings, after",
        may="who, what, finish, team, driver, make, position, points, class, race, where",
        place=ONE,
        round=ONE,
        class_=ONE,
    ),
    _intent(
        lambda r: _call(tables.standing_place, _place(r), _one(r, "class"), _kind(r)),
        need="standings",
        may="who, what, finish, team, driver, make, position, points, class, where, win, series, total",
        place=ONE,
        class_=ONE,
    ),
    _intent(
        lambda r: _call(tables.standing_place, _place(r), _one(r, "class"), _kind(r)),
        any_of="team, driver, make",
        may="what, who, finish, position",
        place=ONE,
        class_=ONE,
    ),
    _intent(
        lambda r: _call(tables.standing_place, tables.LAST, _one(r, "class"), _kind(r)),
        need="standings",
        any_of="bottom, last",
        may="who, what, finish, team, driver, make, position, points, class, where",
        class_=ONE,
    ),
    _intent(
        lambda r: _call(tables.leader, _one(r, "class"), _kind(r), _one(r, "round")),
        need="lead, after",
        may="who, what, team, driver, make, standings, points, class, race",
        round=ONE,
        class_=ONE,
    ),
    _intent(
        lambda r: _call(standings.standings, _one(r, "class"), _kind(r), _one(r, "round")),
        need="after",
        any_of="standings, points",
        may="what, team, driver, make, tyre, class, race, total",
        round=ONE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(standings.standings, _one(r, "class"), _kind(r)),
        need="standings",
        may="what, team, driver, make, tyre, class, points, total, all, series",
        class_=MAYBE,
    ),
    # Points
    _intent(
        _pair(tables.compare_points),
        any_of="points, score, gap",
        may="who, what, how, how many, more, most, versus, yesno, take, race, standings, total, where, series, nation",
        subject=TWO,
        round=MAYBE,
        class_=MAYBE,
    ),
    _intent(
        _pair(tables.compare_points),
        need="more",
        may="who, take, versus, what, yesno",
        subject=TWO,
        round=ONE,
    ),
    _intent(
        lambda r: _call(tables.points_at, _subject(r), _one(r, "round"), _one(r, "class")),
        any_of="points, score",
        may="how many, what, take, race, total, class",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(tables.points_at, _subject(r), _one(r, "round"), _one(r, "class")),
        need="what, take",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(tables.total_of, _subject(r), _one(r, "class")),
        any_of="points, score, total",
        may="how many, what, take, standings, finish, class, race, series, last, team, driver, make",
        subject=ONE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(tables.standing_of, _subject(r), _one(r, "class")),
        need="standings",
        may="where, what, finish, position, how, total, class, points, series",
        subject=ONE,
        class_=MAYBE,
    ),
    _intent(
        _scale,
        any_of="points, pay, score, regular, endurance",
        may="how many, what, position, finish, take, race, class, where, who, how, long",
        place=ONE,
        round=MAYBE,
        class_=MAYBE,
    ),
    _intent(_scale, need="how many, take", may="position, finish, race", place=ONE, round=MAYBE, class_=MAYBE),
    _intent(
        _scale,
        need="win",
        any_of="points, pay, score",
        may="how many, what, take, race, class, regular, endurance, position",
        round=MAYBE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(points_page.points, _one(r, "round")),
        need="pay",
        may="points, what, score, race, how many, class",
        round=MAYBE,
    ),
    # First and last
    _intent(
        lambda r: _call(races.first_outside, _one(r, "class")),
        need="first, non, win",
        may="overall, who, what, race, car, team, when, where, class, take",
        class_=ONE,
    ),
    _intent(
        _first(False),
        need="first, win",
        may="overall, who, what, race, car, team, driver, when, where, class, take",
        subject=MAYBE,
        class_=MAYBE,
    ),
    _intent(
        _first(True),
        need="last, win",
        may="overall, who, what, race, car, team, driver, when, where, class, take",
        subject=MAYBE,
        class_=MAYBE,
    ),
    # Won or not, how often, by whom most
    _intent(
        lambda r: _call(
            races.did_win, _subject(r), _one(r, "round"), _one(r, "class"), overall="overall" in r.features
        ),
        need="yesno, win",
        may="overall, race, take, class, team, driver, car",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(races.ever_won, _subject(r), _one(r, "class"), overall="overall" in r.features),
        need="yesno, win",
        may="overall, race, take, class",
        subject=ONE,
        class_=MAYBE,
    ),
    _intent(
        _compare_wins,
        need="win",
        any_of="more, versus, most",
        may="who, what, how many, yesno, overall, take, race, class, team, driver, car",
        subject=TWO,
        class_=MAYBE,
    ),
    _intent(
        _most,
        need="most, win",
        may="who, what, overall, race, team, driver, car, chassis, class, take",
        class_=MAYBE,
    ),
    _intent(
        _counted,
        need="win",
        any_of="how many, total",
        may="overall, take, race, class, what, car, team, driver",
        subject=ONE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(races.list_wins, _subject(r), _one(r, "class")),
        need="win",
        any_of="what, where, when",
        may="race, take, class",
        subject=ONE,
        class_=MAYBE,
    ),
    _intent(_counted, need="win", may="overall, take, race, class", subject=ONE, class_=MAYBE),
    # A round's winners
    _intent(
        lambda r: _call(results.winner, _one(r, "round"), _one(r, "class")),
        need="win",
        may=_WHO + ", car, chassis, make, number, points",
        round=ONE,
        class_=ONE,
    ),
    _intent(
        lambda r: _call(results.winner, _one(r, "round"), _one(r, "class")),
        may="race, class, take, who, held, crew, team, driver",
        round=ONE,
        class_=ONE,
    ),
    _intent(
        lambda r: _call(races.overall, _one(r, "round")),
        need="overall",
        may=_WHO + ", win, car, chassis, make, number, first",
        round=ONE,
    ),
    _intent(lambda r: _call(results.winner, _one(r, "round")), need="win", may=_WHO + ", car, all", round=ONE),
    # Places and results
    _intent(
        lambda r: _call(
            races.placed, _one(r, "round"), _place(r), None if "overall" in r.features else _one(r, "class")
        ),
        may="who, what, finish, position, overall, take, race, where, class, driver, team, crew, car",
        place=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(races.finish, _subject(r), _one(r, "round"), _one(r, "class")),
        any_of="finish, position, result",
        may="where, what, how, race, class, take",
        subject=ONE,
        round=ONE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(results.results_of_round, _one(r, "round"), _one(r, "class")),
        need="result",
        may="what, race, class, all",
        round=ONE,
        class_=MAYBE,
    ),
    # Pole, laps, margins
    _intent(
        lambda r: _call(calendar.pole, _one(r, "round"), _one(r, "class")),
        any_of="pole, qualifying",
        may="who, what, take, driver, car, team, race, class",
        round=ONE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(calendar.fastest_lap, _one(r, "round")),
        need="fastest lap",
        may="who, what, take, driver, car, race, team",
        round=ONE,
    ),
    _intent(
        lambda r: _call(calendar.margin, _one(r, "round")),
        any_of="margin, gap, laps",
        need="win",
        may="what, how, how many, race, margin, take",
        round=ONE,
    ),
    _intent(
        lambda r: _call(calendar.margin, _one(r, "round")),
        need="margin",
        may="what, how, race, win, who, take, overall",
        round=ONE,
    ),
    # Circuits
    _intent(
        lambda r: _call(calendar.circuit_fact, _one(r, "circuit"), "length_km"),
        need="long",
        may="how, what, where, endurance, laps, regular, distance",
        circuit=ONE,
    ),
    _intent(
        lambda r: _call(calendar.circuit_fact, _one(r, "circuit"), "turns"),
        need="turns",
        may="how many, what, where",
        circuit=ONE,
    ),
    _fact("laps", "laps", "what, how many, race, how, long, distance"),
    _fact("cautions", "cautions", "what, how many, race"),
    _fact("winner_speed_kmh", "speed", "what, how, race, win"),
    _fact("starters", "starters", "what, how many, race, car, begin"),
    _fact("distance_km", "distance", "what, how, how many, race, long"),
    # When and where
    _intent(lambda r: _call(calendar.boundary, last=False), need="when, begin", may="race, what, starters, series"),
    _intent(lambda r: _call(calendar.boundary, last=True), need="when, end", may="race, what, finish, series"),
    _intent(lambda r: _call(calendar.when, _one(r, "round")), need="when", may="what, race, held, happen", round=ONE),
    _intent(lambda r: _call(calendar.where, _one(r, "round")), need="where", may="what, race, held, happen", round=ONE),
    _intent(lambda r: _call(rounds.schedule), need="calendar", may="what, race, all, series"),
    _intent(lambda r: _call(calendar.count_rounds), need="how many, race", may="held, what, happen, series"),
    _intent(
        lambda r: _call(calendar.neighbour, _one(r, "round")),
        any_of="next, after",
        may="what, race, calendar",
        round=ONE,
    ),
    _intent(lambda r: _call(calendar.count_classes), need="class", any_of="what, all", may="race, series, use, who"),
    _intent(lambda r: _call(calendar.count_classes), need="how many, class", may="race, what, use, drive, series"),
    _intent(lambda r: _call(calendar.sanctioned), need="sanction", may="who, what, series, race, standings"),
    # People and cars
    _intent(
        lambda r: _call(people.nationality, _subject(r)), need="nation", may="what, where, who, driver", driver=ONE
    ),
    _intent(
        lambda r: _call(races.mates, r.of("driver")[0], _one(r, "round")),
        need="mates",
        may="who, what, drive, race, car, driver, crew, team, class, use, happen",
        driver=ONE,
        round=MAYBE,
    ),
    _intent(
        lambda r: _call(people.class_of, _subject(r)),
        need="versus",
        may="yesno, class, what, race, use, drive",
        subject=ONE,
        class_=TWO,
    ),
    _intent(
        lambda r: _call(people.class_of, _subject(r), _one(r, "class")),
        need="yesno",
        may="class, race, use, drive, car",
        subject=ONE,
        class_=ONE,
    ),
    _intent(
        lambda r: _call(people.class_of, _subject(r)),
        need="class",
        may="what, drive, use, race, happen, car, team",
        subject=ONE,
    ),
    _intent(
        lambda r: _call(people.numbers_of, _subject(r)),
        need="number",
        may="what, use, drive, car, take, happen, race, team",
        player=ONE,
    ),
    _intent(
        lambda r: _call(people.tyres_of, _subject(r)),
        need="tyre",
        may="what, use, drive, car, race, happen, wear",
        player=ONE,
    ),
    _intent(
        lambda r: _call(people.engine_of, _subject(r)), need="engine", may="what, car, use, make, drive", subject=ONE
    ),
    _intent(
        lambda r: _call(people.machine_of, _subject(r)),
        any_of="car, chassis, make",
        may="what, drive, use, race, happen",
        player=ONE,
    ),
    _intent(
        lambda r: _call(people.machine_of, Subject("team", r.of("team")[0])),
        need="what",
        any_of="use, drive, car, chassis",
        team=ONE,
        manufacturer=ONE,
    ),
    _intent(lambda r: _call(people.machine_of, _subject(r)), need="what, drive", may="use, race", player=ONE),
    _intent(
        lambda r: _call(people.team_of, _subject(r)),
        need="team",
        may="what, who, drive, race, use, take, happen, driver",
        player=ONE,
    ),
    _intent(lambda r: _call(people.team_of, _subject(r)), need="who, drive", may="race", driver=ONE),
    _intent(lambda r: _call(people.team_of, _subject(r)), any_of="whose, who", may="car, use", car=ONE),
    _intent(lambda r: _call(people.team_of, _subject(r)), need="whose", may="car, race, drive", driver=ONE),
    _intent(
        lambda r: _call(people.team_of, _subject(r)),
        any_of="who, team",
        need="use",
        may="what, race, car",
        subject=ONE,
    ),
    _intent(
        lambda r: _call(
            races.crews, Subject("car", r.of("car")[0]), _one(r, "round"), _one(r, "class"), of=_one(r, "team")
        ),
        any_of="drive, driver, crew, mates",
        may="who, what, car, race, number, class, happen, use",
        car=ONE,
        team=MAYBE,
        round=MAYBE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(races.crews, _subject(r), _one(r, "round"), _one(r, "class")),
        any_of="drive, driver, crew",
        may="who, what, car, race, number, class, happen, use",
        runner=ONE,
        round=MAYBE,
        class_=MAYBE,
    ),
    _intent(
        lambda r: _call(calendar.noted, int(r.of("note")[0])),
        may="what, why, race, calendar, held, happen, series, number, how many, yesno, standings, take, where, when",
        note=ONE,
    ),
    _intent(
        lambda r: _call(calendar.noted, int(r.of("note")[0]), _one(r, "round")),
        may="what, why, race, win, happen",
        note=ONE,
        round=ONE,
        team=MAYBE,
    ),
    _intent(
        lambda r: _call(calendar.in_month, int(r.of("month")[0])),
        may="race, what, when, held, calendar, all",
        month=ONE,
    ),
    # A bare name
    _intent(lambda r: _call(people.page, _subject(r)), may="who, what", player=ONE),
    _intent(
        lambda r: _call(rounds.round_facts, _one(r, "round")), may="what, race, who, held, happen, when", round=ONE
    ),
    _intent(lambda r: _call(classes.class_, _one(r, "class")), may="what, class, race", class_=ONE),
)
