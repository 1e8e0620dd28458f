"""Disputes agree with what they are about."""

from collections.abc import Iterator

from bot.errors import Fault
from bot.season.cells import UNKNOWN
from bot.season.checks.checked import Checked, there_are
from bot.season.model.remarks import Dispute


def disputes(it: Checked) -> Iterator[Fault]:
    """What stands is one of the claims, and the team and the car are there."""
    for index, dispute in enumerate(it.file.disputes):
        where = f"dispute {index + 1}"
        if dispute.stands is not None and dispute.stands not in {claim.value for claim in dispute.claims}:
            problem = f"what stands, {dispute.stands!r}, is none of the claims"
            yield it.toml(("dispute", index, "stands"), f"{where}, stands", problem, "repeat one claim's value")
        if dispute.team is not None and dispute.team not in it.teams and it.whole("results"):
            yield it.toml(
                ("dispute", index, "team"), f"{where}, team", f"unknown team {dispute.team!r}", there_are(it.teams)
            )
        if dispute.car is not None:
            yield from _disputed_car(it, index, dispute)


def _disputed_car(it: Checked, index: int, dispute: Dispute) -> Iterator[Fault]:
    """The car is there; where no claim stands, its own cell says so."""
    rows = [row for row in it.season.results if (row.round_, row.car) == (dispute.round_, dispute.car)]
    # A car may stand in a sprint too; what is disputed is of the race.
    row = min(rows, key=lambda row: row.session != "race", default=None)
    where = f"dispute {index + 1}, car"
    if row is None:
        if it.whole("results"):
            problem = f"car {dispute.car!r} is not in round {dispute.round_!r}"
            yield it.toml(("dispute", index, "car"), where, problem, "correct the round or the car")
        return
    column = dispute.field.replace("-", "_")
    value = getattr(row, column, None)
    if (
        dispute.stands is None
        and column in {"chassis", "engine", "tyre", "laps", "class_position"}
        and value != UNKNOWN
    ):
        problem = f"disputed, no claim stands, but {column} says {value!r}"
        yield it.row("results", row, column, problem, "write ? there, or say in the dispute which claim stands")
