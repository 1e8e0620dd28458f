"""Facts of rounds and circuits, a row for each value with the sources that it rests on."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from bot.database.rows.table import Table, Value, joined
from bot.season.model.calendar import Round
from bot.season.model.facts import Fact
from bot.season.model.season import Season

_ROUND_FACTS = (
    "full_name",
    "length",
    "laps",
    "distance_km",
    "entered",
    "starters",
    "cautions",
    "caution_laps",
    "winner_speed_kmh",
    "overall_winner",
)
_CIRCUIT_FACTS = ("name_then", "kind", "length_km", "turns")


def facts(season: Season) -> Iterator[Table]:
    """Table `fact`."""
    file, key = season.file, season.key
    columns = ("season", "subject", "key", "name", "value", "sources", "derivation", "note")
    rows: list[tuple[Value, ...]] = []
    for round_ in file.rounds:
        rows += _facts(key, "round", round_.code, round_, _ROUND_FACTS)
        rows += _timed_facts(key, round_)
    for circuit in file.circuits:
        rows += _facts(key, "circuit", circuit.code, circuit, _CIRCUIT_FACTS)
    yield "fact", columns, rows


def _facts(key: str, subject: str, code: str, holder: object, names: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    for name in names:
        fact: Fact[Any] | None = getattr(holder, name)
        if fact is not None:
            value = f"{fact.value:f}" if isinstance(fact.value, Decimal) else str(fact.value)
            yield key, subject, code, name, value, joined(fact.sources), fact.derivation, fact.note


def _timed_facts(key: str, round_: Round) -> Iterator[tuple[Value, ...]]:
    """The winning margin and the fastest lap, which are made of several parts."""
    if margin := round_.margin:
        sources = joined(margin.sources)
        if margin.laps is not None:
            yield key, "round", round_.code, "margin_laps", str(margin.laps), sources, None, None
        if margin.time is not None:
            yield key, "round", round_.code, "margin_time", margin.time, sources, None, None
        if margin.over is not None:
            yield key, "round", round_.code, "margin_over", margin.over, sources, None, None
    if lap := round_.fastest_lap:
        sources = joined(lap.sources)
        if lap.time is not None:
            yield key, "round", round_.code, "fastest_lap_time", lap.time, sources, None, None
        yield key, "round", round_.code, "fastest_lap_car", lap.car, sources, None, None
        if lap.driver is not None:
            yield key, "round", round_.code, "fastest_lap_driver", lap.driver, sources, None, None
        if lap.also:
            yield key, "round", round_.code, "fastest_lap_also", "; ".join(lap.also), sources, None, None
