"""Who took part: drivers, teams, and what their cars were."""

from collections.abc import Iterator

from bot.database.rows.table import Table, joined
from bot.season.cells import UNKNOWN
from bot.season.model import Season


def competitors(season: Season) -> Iterator[Table]:
    """Tables `driver`, `team`, `chassis`."""
    file, key = season.file, season.key
    yield (
        "driver",
        ("season", "driver", "person", "nationality", "born", "sources"),
        [
            (
                key,
                driver.name,
                driver.id or f"{file.series}:{driver.name}",
                driver.nationality,
                driver.born.isoformat() if driver.born else None,
                joined(driver.sources),
            )
            for driver in season.drivers
        ],
    )
    described = {team.name: team for team in file.teams}
    names = dict.fromkeys([*described, *(row.team for row in season.results if row.team != UNKNOWN)])
    yield (
        "team",
        ("season", "team", "outfit", "nationality", "sources"),
        [
            (
                key,
                name,
                (team.id if team else None) or f"{file.series}:{name}",
                team.nationality if team else None,
                joined(team.sources) if team else "",
            )
            for name in names
            for team in [described.get(name)]
        ],
    )
    yield (
        "chassis",
        ("season", "chassis", "manufacturer"),
        [(key, chassis.name, chassis.manufacturer) for chassis in file.chassis],
    )
