"""A season file that its owner wrote, filled in with results: every value that is new names the file it was read in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.importers.class_places import CLASS_PLACES, class_places
from bot.importers.endurance.points import POINTS, worked_out
from bot.importers.endurance.rows import Car, Results
from bot.importers.endurance.which import Standing
from bot.importers.job import Remark
from bot.importers.keys import folded
from bot.importers.people import People
from bot.importers.times import laps_behind, milliseconds
from bot.season.explain import explain
from bot.season.model.calendar import FastestLap, Margin, Round
from bot.season.model.facts import Fact, Source
from bot.season.model.file import SeasonFile
from bot.season.model.rows import ResultRow
from bot.season.model.season import Season

_ABBREVIATION = 2
"""Letters of a tyre that is abbreviated: which maker `M` is, the file does not say."""


@dataclass(frozen=True, slots=True)
class Part:
    """The result of one round."""

    round_: Round
    results: Results
    standing: Standing

    @property
    def source(self) -> str:
        """The key of the file among the season's sources."""
        return f"results_{self.round_.code}"


@dataclass(frozen=True, slots=True)
class Filled:
    """A season with results, and the lines and questions that are left."""

    season: Season
    problems: tuple[Remark, ...]
    questions: tuple[Remark, ...]


def filled(file: SeasonFile, parts: Sequence[Part], people: People, tyres: Mapping[str, str]) -> Filled:
    """Fill in a season. `tyres` are makers by the abbreviation of the source."""
    filling = _Filling(file, people, tyres)
    rounds = {part.round_.code: filling.round_(part) for part in parts}
    sources = tuple(part.source for part in parts)
    derivations = [item for item in file.derivations if item.code not in {CLASS_PLACES, POINTS}]
    derivations.append(class_places(sources))
    calendar = tuple(rounds.get(round_.code, round_) for round_ in file.rounds)
    raced = [round_ for round_ in calendar if round_.cancelled is None and not round_.to_come]
    whole = all(round_.code in rounds and round_.complete_classes for round_ in raced)
    won = all(round_.overall_winner for round_ in raced)
    remarks = [
        f"The results of {part.round_.name} are not the final ones: {part.standing.words}"
        for part in parts
        if not part.standing.final
    ]
    coverage = file.coverage.model_copy(
        update={
            "results": "complete" if whole else "partial",
            "overall_winners": "complete" if won else "partial",
            "remarks": tuple(dict.fromkeys([*file.coverage.remarks, *(remark[:120] for remark in remarks)])),
        }
    )
    file = file.model_copy(
        update={
            "coverage": coverage,
            "sources": {**file.sources, **{part.source: _source(file, part) for part in parts}},
            "rounds": calendar,
            "derivations": tuple(derivations),
        }
    )
    season = Season(file=file, drivers=people.rows(), results=tuple(filling.rows), qualifying=(), standings=())
    season = worked_out(season, sources)
    return Filled(season, tuple(filling.problems), (*people.questions(), *filling.tyre_questions()))


def _source(file: SeasonFile, part: Part) -> Source:
    title = f"{file.series_name} {file.label}, {part.round_.name}, results of the timing service"
    note = f"{part.standing.words} File: {part.results.name}"
    return Source(title=title[:120], licence="no open licence", note=note[:120])


class _Filling:
    def __init__(self, file: SeasonFile, people: People, tyres: Mapping[str, str]) -> None:
        self.rows: list[ResultRow] = []
        self.problems: list[Remark] = []
        self._file = file
        self._people = people
        self._tyres = {folded(short): name for short, name in tyres.items()}
        self._unknown_tyres: dict[str, Remark] = {}
        self._classes = {
            folded(name): class_.code
            for class_ in reversed(file.classes)
            for name in (*class_.aliases, class_.name, class_.code)
        }

    def tyre_questions(self) -> Iterable[Remark]:
        return self._unknown_tyres.values()

    def round_(self, part: Part) -> Round:
        """Take the cars of a round, and give the round with what they say of it."""
        before = len(self.problems)
        cars = list(self._placed(part))
        rows = [row for row, _ in cars]
        self.rows += rows
        complete = len(self.problems) == before and not part.results.problems
        return part.round_.model_copy(update=self._facts(part, cars, complete=complete))

    def _placed(self, part: Part) -> Iterator[tuple[ResultRow, Car]]:
        """Cars in order of place, then those without one as the file has them."""
        places: Counter[str] = Counter()
        following = 1
        for car in sorted(part.results.cars, key=lambda car: (car.position is None, car.position or 0)):
            where = f"{part.results.name}:{car.line}"
            class_ = self._classes.get(folded(car.class_))
            if class_ is None:
                codes = ", ".join(item.code for item in self._file.classes)
                self.problems.append(
                    Remark(where, f"class {car.class_!r} of car {car.number} is none of the season file's ({codes})")
                )
                continue
            # Behind a place that is missing nobody can tell how many of the class are ahead.
            known = car.position is not None and car.position == following
            following += known
            places[class_] += car.position is not None
            place: int | str = "-" if car.position is None else places[class_] if known else "?"
            try:
                yield self._row(part, car, class_, place, where), car
            except ValidationError as error:
                problem = explain(error)[0]
                self.problems.append(Remark(where, f"car {car.number}: {problem.where}: {problem.problem}"))

    def _row(self, part: Part, car: Car, class_: str, place: int | str, where: str) -> ResultRow:
        # Checked as a whole before anybody of it is taken for a driver of the season.
        row = ResultRow.model_validate(
            {
                "line": 0,
                "round": part.round_.code,
                "class": class_,
                "class_position": place,
                "overall_position": car.position or "-",
                "car": car.number,
                "team": car.team,
                "crew": tuple(driver.name for driver in car.drivers) or ("?",),
                "chassis": car.vehicle,
                "tyre": self._tyre(car.tyre, where),
                "laps": car.laps,
                "time": car.time,
                "gap": car.gap,
                "status": car.status,
                "sources": (part.source,),
                "derivation": CLASS_PLACES if isinstance(place, int) else None,
            }
        )
        crew = tuple(
            self._people.name(driver.name, driver.raw, where, driver.country, part.source) for driver in car.drivers
        )
        return row.model_copy(update={"crew": crew or ("?",)})

    def _tyre(self, written: str, where: str) -> str:
        known = self._tyres.get(folded(written))
        if known or len(written) > _ABBREVIATION:
            return known or written
        if written and written not in self._unknown_tyres:
            answer = f'Answer in decisions.toml, under [tyres]: "{written}" = "<maker>".'
            self._unknown_tyres[written] = Remark(where, f"Whose tyre {written!r} is, the file does not say. {answer}")
        return ""

    def _facts(self, part: Part, cars: Sequence[tuple[ResultRow, Car]], *, complete: bool) -> dict[str, Any]:
        """What the results say of their round, where the season file does not say it itself."""
        placed = [row.overall_position for row, _ in cars if isinstance(row.overall_position, int)]
        known = next((place for place, got in enumerate(placed, start=1) if place != got), len(placed) + 1) - 1
        facts: dict[str, Any] = {
            "to_come": False,
            "overall_places_known": known or None,
            "complete_classes": tuple(
                dict.fromkeys(row.class_ for row, _ in cars if isinstance(row.class_position, int))
            )
            if complete and known == len(placed)
            else (),
        }
        if known:
            winner, car = cars[0]
            facts["overall_winner"] = Fact[str](value=winner.car, sources=(part.source,))
            if car.laps:
                facts["laps"] = Fact[int](value=car.laps, sources=(part.source,))
            if known > 1 and (margin := _margin(cars[1][1], part.source)):
                facts["margin"] = margin
        if fastest := _fastest(cars, part.source):
            facts["fastest_lap"] = fastest
        return {name: value for name, value in facts.items() if not self._said(part, name)}

    def _said(self, part: Part, name: str) -> bool:
        """Whether the season's owner said it, rather than an earlier import of the same file."""
        held = getattr(part.round_, name)
        return isinstance(held, (Fact, Margin, FastestLap)) and part.source not in held.sources


def _margin(second: Car, source: str) -> Margin | None:
    if second.gap is None:
        return None
    laps = laps_behind(second.gap)
    if laps is not None:
        return Margin(laps=laps, over=second.number, sources=(source,))
    return Margin(time=second.gap, over=second.number, sources=(source,))


def _fastest(cars: Sequence[tuple[ResultRow, Car]], source: str) -> FastestLap | None:
    """The fastest lap of the race; None where nobody's time is known, or two cars share it."""
    times = sorted((milliseconds(car.fastest), car.fastest, row.car) for row, car in cars if car.fastest)
    if not times or (len(times) > 1 and times[0][0] == times[1][0]):
        return None
    return FastestLap(car=times[0][2], time=times[0][1], sources=(source,))
