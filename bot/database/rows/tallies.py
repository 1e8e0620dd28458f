"""What questions over many seasons count, worked out at the build: drives, pole positions, fastest laps.

Pole position is first place on the starting grid where the results have it, else first in qualifying.
"""

from collections.abc import Iterator

from bot.database.rows.table import Table, Value
from bot.season.cells import UNKNOWN
from bot.season.model.calendar import Round
from bot.season.model.season import Season
from bot.season.statuses import STARTED


def tallies(season: Season) -> Iterator[Table]:
    """Tables `drive`, `pole`, `fastest_lap`."""
    yield "drive", ("person", "date", "season", "round", "place"), list(_drives(season))
    yield "pole", ("season", "round", "seq", "team", "driver"), list(_poles(season))
    yield "fastest_lap", ("season", "round", "driver"), list(_fastest_laps(season))


def _drives(season: Season) -> Iterator[tuple[Value, ...]]:
    """Rows of the table `drive`: each driver once a race, with the best place of the cars that the driver shared."""
    dates = {round_.code: round_.date.isoformat() for round_ in season.file.rounds}
    guests = {class_.code for class_ in season.file.classes if class_.guest}
    persons = {driver.name: driver.id or f"{season.file.series}:{driver.name}" for driver in season.drivers}
    places: dict[tuple[str, str], int | None] = {}
    for row in season.results:
        if row.session != "race" or row.status not in STARTED or row.class_ in guests:
            continue
        place = row.class_position if isinstance(row.class_position, int) else None
        for driver in row.crew:
            if driver != UNKNOWN:
                there = (persons[driver], row.round_)
                known = [at for at in (place, places.get(there)) if at is not None]
                places[there] = min(known, default=None)
    for (person, code), best in places.items():
        yield person, dates[code], season.key, code, best


def _poles(season: Season) -> Iterator[tuple[Value, ...]]:
    """Rows of the table `pole`. The driver is None where it is not known which of a crew it was."""
    for round_ in season.file.rounds:
        for seq, (team, driver) in enumerate(dict.fromkeys(_first(season, round_))):
            yield season.key, round_.code, seq, team, driver


def _fastest_laps(season: Season) -> Iterator[tuple[Value, ...]]:
    """Rows of the table `fastest_lap`: drivers who share the time each have one."""
    for round_ in season.file.rounds:
        lap = round_.fastest_lap
        if lap is None or lap.driver is None:
            continue
        for driver in dict.fromkeys((lap.driver, *lap.also)):
            if driver != UNKNOWN:
                yield season.key, round_.code, driver


def _first(season: Season, round_: Round) -> Iterator[tuple[str | None, str | None]]:
    """Teams with drivers who were first: one, but for a qualifying time that a crew shares."""
    quickest = [row for row in season.qualifying if row.round_ == round_.code and row.position == 1]
    named = {driver for row in quickest for driver in row.drivers if driver != UNKNOWN}
    first = [row for row in season.results if row.round_ == round_.code and row.session == "race" and row.grid == 1]
    for car in first:
        team = None if car.team == UNKNOWN else car.team
        crew = [driver for driver in car.crew if driver != UNKNOWN]
        # Who shared a car later in the race did not put it on pole.
        whose = crew if len(crew) == 1 else [driver for driver in crew if driver in named]
        yield from ((team, driver) for driver in whose)
        if not whose:
            yield team, None
    if not first:
        for row in quickest:
            whose = [driver for driver in row.drivers if driver != UNKNOWN]
            yield from ((row.team, driver) for driver in whose)
            if not whose:
                yield row.team, None
