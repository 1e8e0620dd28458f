"""The races of one season, in order of date, and the unit of their points."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from bot.importers.f1db.entrants import EntryList
from bot.importers.f1db.names import Names
from bot.importers.f1db.race import Race, Races
from bot.importers.f1db.results import one_car_each, take_qualifying, take_results
from bot.importers.f1db.rounds import take_round
from bot.importers.f1db.tree import SeasonFiles, record, text


def read_races(files: SeasonFiles, names: Names, entries: EntryList, outlaws: Mapping[str, str]) -> Races:
    """Read every race of a season, in order of date.

    `outlaws` are names of competitors of the constructors' championship by the id of the entrant whose cars scored
    under them.
    """
    races = Races()
    found = sorted(
        ((record(raw["race.yml"], f"{files.year}/{folder}/race.yml"), raw) for folder, raw in files.races.items()),
        key=lambda race: (text(race[0], "date"), int(text(race[0], "round") or 0)),
    )
    codes = Counter(text(race, "grandPrixId") for race, _ in found)
    for race, raw in found:
        code = text(race, "grandPrixId")
        if codes[code] > 1:
            code = f"{code}-{text(race, 'circuitId')}"
        _read(Race(races, f"{files.year} {code}", code, race, raw, names, entries, outlaws))
    return races


def _read(it: Race) -> None:
    cars = one_car_each(it.records("race-results.yml"))
    take_results(it, cars, "race")
    sprint = it.records("sprint-race-results.yml")
    if sprint:
        it.races.sprints.append(it.code)
        take_results(it, one_car_each(sprint), "sprint")
    take_qualifying(it)
    take_round(it, cars)
    for flag, title in (
        ("driversChampionshipDecider", "drivers"),
        ("constructorsChampionshipDecider", "constructors"),
    ):
        if text(it.race, flag) == "true":
            it.races.deciders[title] = it.code


def points_denominator(points: Iterator[Fraction]) -> int:
    """The unit of a season's points: whole, halves, or hundredths where thirds and sevenths were rounded to those."""
    denominators = {value.denominator for value in points}
    return 1 if denominators <= {1} else 2 if denominators <= {1, 2} else 100
