"""Seasons of a championship that never was, in the shape of Formula 1's; the same seed gives the same text.

Drivers and teams stay for some years and give way to new ones, so that careers run over seasons. Every name is made
up of syllables. The points are those that the results pay: the text passes every check.
"""

import itertools
import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from benchmarks.names import made_up
from bot.season.cells import Cell
from bot.season.model.calendar import Circuit, FastestLap, Margin, Round
from bot.season.model.championships import Championship, PointsScale
from bot.season.model.competitors import RaceClass, Team
from bot.season.model.facts import Fact, Source
from bot.season.model.file import SeasonFile
from bot.season.model.rows import DriverRow, QualifyingRow, ResultRow, StandingRow
from bot.season.model.season import Season
from bot.season.write import season_texts

SERIES = "made-up"
FIRST_YEAR = 1950

# What an average season of Formula 1 has had (F1DB, 1950-2026): 28,000 results of 1,180 races in 77 seasons.
_ROUNDS = 15
_CARS = 24
_DRIVERS = 32
_NEW_DRIVERS = 11  # a year
_TEAMS = 12
_CIRCUITS = 40
_LAPS = 70
_SCALE = (9, 6, 4, 3, 2, 1)
_CLASS = "F0"
_FROM = ("made-up",)


def write_seasons(into: Path, count: int, seed: int = 1) -> tuple[str, ...]:
    """Write so many season folders into a data folder; their keys, earliest first."""
    keys = []
    for index in range(count):
        made = made_up_season(index, seed)
        folder = into / made.key
        folder.mkdir(parents=True)
        for name, text in season_texts(made).items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        keys.append(made.key)
    return tuple(keys)


def made_up_season(index: int, seed: int = 1) -> Season:
    """The season of this many years after the first. It does not depend on how many others there are."""
    chance = random.Random(f"{seed} {index}")  # noqa: S311  # made-up results are no secret
    year = FIRST_YEAR + index
    drivers = [_driver(seed, _NEW_DRIVERS * index + place) for place in range(_DRIVERS)]
    teams = [_team(seed, index + place) for place in range(_TEAMS)]
    circuits = [_circuit(seed, place) for place in sorted(chance.sample(range(_CIRCUITS), _ROUNDS))]
    rows, grids = _results(chance, [driver.name for driver in drivers], [team.name for team in teams], circuits)
    rounds = [
        _round(number, circuit, date(year, 3, 1) + timedelta(14 * number), rows[circuit.code], chance)
        for number, circuit in enumerate(circuits, start=1)
    ]
    results = [row for circuit in circuits for row in rows[circuit.code]]
    file = SeasonFile.model_validate(
        {
            "format": 1,
            "series": SERIES,
            "series_name": "Made-Up Racing",
            "series_aliases": ("Made-Up",),
            "label": str(year),
            "name": f"{year} Made-Up Racing season",
            "starts": rounds[0].date,
            "ends": rounds[-1].date,
            "default_kind": "drivers",
            "data_licence": "CC0-1.0",
            "credit": "Made up to measure how Pitboard grows",
            "coverage": dict.fromkeys(("calendar", "results", "overall_winners", "qualifying", "drivers"), "complete"),
            "sources": {_FROM[0]: Source(title="Made up")},
            "class": [RaceClass(code=_CLASS, name="Formula 0", sources=_FROM)],
            "circuit": circuits,
            "round": rounds,
            "team": teams,
            "scale": [_scale([round_.code for round_ in rounds])],
            "championship": [_championship(kind) for kind in ("drivers", "teams")],
        }
    )
    codes = [round_.code for round_ in rounds]
    return Season(
        file=file,
        drivers=tuple(drivers),
        results=tuple(results),
        qualifying=tuple(grids),
        standings=(
            *_standings("drivers", codes, [(row, row.crew[0]) for row in results]),
            *_standings("teams", codes, [(row, row.team) for row in results]),
        ),
    )


def _scale(codes: Sequence[str]) -> PointsScale:
    return PointsScale(
        code="scale",
        name="Points",
        points=tuple(map(Decimal, _SCALE)),
        rounds=tuple(codes),
        sources=_FROM,
        rounds_sources=_FROM,
    )


def _championship(kind: str) -> Championship:
    name = f"{kind.title()}' Championship"
    return Championship.model_validate(
        {"code": kind, "class": _CLASS, "kind": kind, "name": name, "coverage": "complete"}
    )


def _named(seed: int, kind: str, number: int) -> str:
    """A name of two words, another one for each number."""
    (name,) = made_up(1, random.Random(f"{seed} {kind} {number}"))  # noqa: S311
    return name


def _driver(seed: int, number: int) -> DriverRow:
    name = _named(seed, "driver", number)
    given, surname = name.split()
    nickname = _named(seed, "nickname", number).split()[0]
    return DriverRow(
        line=number + 2,
        name=name,
        id=f"driver-{number}",
        nationality=("GBR", "ITA", "FRA", "DEU", "BRA")[number % 5],
        born=date(FIRST_YEAR - 28, 1, 1) + timedelta(33 * number),
        aliases=(f"{given[0]}. {surname}", f"{given} {nickname} {surname}"),
        sources=_FROM,
    )


def _team(seed: int, number: int) -> Team:
    name = _named(seed, "team", number).split()[0]
    return Team(
        name=f"{name} {number}",
        id=f"team-{number}",
        aliases=(f"{name} Racing {number}",),
        nationality="GBR",
        sources=_FROM,
    )


def _circuit(seed: int, number: int) -> Circuit:
    name = _named(seed, "circuit", number)
    return Circuit(
        code=f"circuit-{number}",
        name=f"{name} Ring",
        short=name.split()[0],
        aliases=(f"Autodrome {name.split()[1]}",),
        place=name.split()[1],
        country="GBR",
        kind=Fact(value="Race circuit", sources=_FROM),
        length_km=Fact(value=Decimal(3000 + 50 * number) / 1000, sources=_FROM),
        turns=Fact(value=8 + number % 12, sources=_FROM),
        sources=_FROM,
    )


def _results(
    chance: random.Random, drivers: Sequence[str], teams: Sequence[str], circuits: Sequence[Circuit]
) -> tuple[dict[str, list[ResultRow]], list[QualifyingRow]]:
    """Results by round, in order of place, and the places in qualifying."""
    lines, grid_lines = itertools.count(2), itertools.count(2)
    seats = {driver: teams[seat // 2] for seat, driver in enumerate(chance.sample(drivers, _CARS))}
    numbers = {driver: str(number) for number, driver in enumerate(seats, start=1)}
    results: dict[str, list[ResultRow]] = {}
    grids: list[QualifyingRow] = []
    for circuit in circuits:
        grid = chance.sample(list(seats), len(seats))
        finished = chance.sample(grid, chance.randint(10, len(grid)))
        retired = [driver for driver in grid if driver not in finished]
        for place, driver in enumerate(grid, start=1):
            grids.append(_grid_place(next(grid_lines), circuit.code, place, numbers[driver], seats[driver], driver))
        results[circuit.code] = [
            _result(
                next(lines),
                circuit.code,
                place if place <= len(finished) else None,
                numbers[driver],
                seats[driver],
                driver,
                grid.index(driver) + 1,
                chance,
            )
            for place, driver in enumerate([*finished, *retired], start=1)
        ]
    return results, grids


def _grid_place(line: int, code: str, place: int, car: str, team: str, driver: str) -> QualifyingRow:
    return QualifyingRow.model_validate(
        {
            "line": line,
            "round": code,
            "position": place,
            "class": _CLASS,
            "class_position": place,
            "car": car,
            "team": team,
            "drivers": (driver,),
            "time": f"1:{20 + place}.{place * 37 % 1000:03}",
            "sources": _FROM,
        }
    )


def _result(
    line: int, code: str, place: int | None, car: str, team: str, driver: str, grid: int, chance: random.Random
) -> ResultRow:
    """One car's result; `place` is None where it retired."""
    return ResultRow.model_validate(
        {
            "line": line,
            "round": code,
            "class": _CLASS,
            "class_position": place or "-",
            "overall_position": place or "-",
            "car": car,
            "team": team,
            "crew": (driver,),
            "chassis": f"{team} C{int(car) % 3 + 1}",
            "engine": f"Engine {int(car) % 5 + 1}",
            "tyre": "Roundstone",
            "grid": grid,
            "laps": _LAPS if place else chance.randrange(_LAPS),
            "time": "1:36:06.857" if place == 1 else None,
            "gap": f"+{place * 2}.{chance.randrange(1000):03}" if place and place > 1 else None,
            "status": "classified" if place else "retired",
            "reason": None if place else chance.choice(("Engine", "Gearbox", "Accident")),
            "sources": _FROM,
        }
    )


def _round(number: int, circuit: Circuit, day: date, rows: Sequence[ResultRow], chance: random.Random) -> Round:
    fastest = chance.choice(rows)
    name = f"{circuit.short} Grand Prix"
    return Round(
        code=circuit.code,
        number=number,
        name=name,
        circuit=circuit.code,
        date=day,
        sources=_FROM,
        aliases=(f"{circuit.short} GP",),
        full_name=Fact(value=f"{day.year} {name}", sources=_FROM),
        laps=Fact(value=_LAPS, sources=_FROM),
        distance_km=Fact(value=Decimal(300), sources=_FROM),
        margin=Margin(time=f"{rows[1].gap}".removeprefix("+"), over=rows[1].car, sources=_FROM),
        fastest_lap=FastestLap(car=fastest.car, driver=fastest.crew[0], time="1:26.321", sources=_FROM),
        overall_places_known=sum(row.status == "classified" for row in rows),
        complete_classes=(_CLASS,),
    )


def _standings(title: str, codes: Sequence[str], scorers: Sequence[tuple[ResultRow, str]]) -> tuple[StandingRow, ...]:
    """The table of a championship, best first; equal points share a place."""
    points: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row, scorer in scorers:
        place = row.class_position
        points[scorer][row.round_] += _SCALE[place - 1] if isinstance(place, int) and place <= len(_SCALE) else 0
    totals = {scorer: sum(scored.values()) for scorer, scored in points.items()}
    first_line = 2 if title == "drivers" else 2 + _DRIVERS
    return tuple(
        StandingRow(
            line=line,
            championship=title,
            position=1 + sum(other > totals[scorer] for other in totals.values()),
            competitor=scorer,
            cells={code: Cell("points", Fraction(points[scorer][code])) for code in codes},
            total=Cell("points", Fraction(totals[scorer])),
            sources=_FROM,
        )
        for line, scorer in enumerate(sorted(totals, key=lambda scorer: -totals[scorer]), start=first_line)
    )
