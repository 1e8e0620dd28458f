"""Who took part: drivers, teams, and what their cars were."""

from collections.abc import Iterator

from bot.database.rows.table import Table, joined, table
from bot.season.cells import UNKNOWN
from bot.season.model.season import Season


def competitors(season: Season) -> Iterator[Table]:
    """Tables `driver`, `team`, `chassis`."""
    file, key = season.file, season.key
    yield table(
        "driver",
        (
            {
                "season": key,
                "driver": driver.name,
                "person": driver.id or f"{file.series}:{driver.name}",
                "nationality": driver.nationality,
                "born": driver.born.isoformat() if driver.born else None,
                "sources": joined(driver.sources),
            }
            for driver in season.drivers
        ),
    )
    described = {team.name: team for team in file.teams}
    names = dict.fromkeys([*described, *(row.team for row in season.results if row.team != UNKNOWN)])
    yield table(
        "team",
        (
            {
                "season": key,
                "team": name,
                "outfit": (team.id if team else None) or f"{file.series}:{name}",
                "nationality": team.nationality if team else None,
                "sources": joined(team.sources) if team else "",
            }
            for name in names
            for team in [described.get(name)]
        ),
    )
    yield table(
        "chassis",
        ({"season": key, "chassis": chassis.name, "manufacturer": chassis.manufacturer} for chassis in file.chassis),
    )
