"""A checked `Season` in, the rows of season.db out. The one place that knows both shapes."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bot.database import tallies
from bot.season.cells import UNKNOWN
from bot.season.model import Championship, Counting, Fact, Round, Season, points_units

Value = str | int | None
Table = tuple[str, tuple[str, ...], list[tuple[Value, ...]]]

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


def season_rows(season: Season) -> Iterator[Table]:
    """Every table of a season as (name, columns, rows), parents before children."""
    yield from _season(season)
    yield from _calendar(season)
    yield from _names(season)
    yield from _entries(season)
    yield "drive", ("person", "date", "season", "round", "place"), list(tallies.drives(season))
    yield "pole", ("season", "round", "seq", "team", "driver"), list(tallies.poles(season))
    yield "fastest_lap", ("season", "round", "driver"), list(tallies.fastest_laps(season))
    yield from _championships(season)
    yield from _remarks(season)
    yield _aliases(season)
    yield _weights(season)
    yield _prose_words(season)


def _joined(sources: Sequence[str]) -> str:
    return " ".join(sources)


def _season(season: Season) -> Iterator[Table]:
    file, key = season.file, season.key
    yield (
        "season",
        (
            "season",
            "series",
            "series_name",
            "label",
            "name",
            "starts",
            "ends",
            "sanctioned_by",
            "sanctioned_sources",
            "points_denominator",
            "default_kind",
            "data_licence",
            "credit",
            "version",
        ),
        [
            (
                key,
                file.series,
                file.series_name,
                file.label,
                file.name,
                file.starts.isoformat(),
                file.ends.isoformat(),
                file.sanctioned_by.value if file.sanctioned_by else None,
                _joined(file.sanctioned_by.sources) if file.sanctioned_by else None,
                file.points_denominator,
                file.default_kind,
                file.data_licence,
                file.credit,
                hashlib.sha256(season.model_dump_json().encode()).hexdigest()[:8],
            )
        ],
    )
    coverage = file.coverage.model_dump(exclude={"remarks"})
    yield "coverage", ("season", "part", "extent"), [(key, part, extent) for part, extent in coverage.items()]
    yield (
        "coverage_remark",
        ("season", "seq", "text"),
        [(key, seq, text) for seq, text in enumerate(file.coverage.remarks)],
    )
    yield (
        "source",
        ("season", "source", "title", "address", "mirror", "licence", "note"),
        [
            (key, code, source.title, source.address, int(source.mirror), source.licence, source.note)
            for code, source in file.sources.items()
        ],
    )
    yield (
        "class",
        ("season", "class", "seq", "name", "about", "guest", "sources"),
        [
            (key, class_.code, seq, class_.name, class_.about, int(class_.guest), _joined(class_.sources))
            for seq, class_ in enumerate(file.classes)
        ],
    )
    yield (
        "derivation",
        ("season", "derivation", "text", "sources", "from_points"),
        [(key, rule.code, rule.text, _joined(rule.sources), int(rule.from_points)) for rule in file.derivations],
    )


def _calendar(season: Season) -> Iterator[Table]:
    file, key = season.file, season.key
    yield (
        "circuit",
        ("season", "circuit", "name", "short", "place", "country", "sources"),
        [
            (
                key,
                circuit.code,
                circuit.name,
                circuit.short or circuit.name,
                circuit.place,
                circuit.country,
                _joined(circuit.sources),
            )
            for circuit in file.circuits
        ],
    )
    yield (
        "round",
        (
            "season",
            "round",
            "seq",
            "number",
            "name",
            "short",
            "circuit",
            "date",
            "cancelled",
            "cancelled_sources",
            "to_come",
            "overall_places_known",
            "sources",
        ),
        [
            (
                key,
                round_.code,
                seq,
                round_.number,
                round_.name,
                round_.short,
                round_.circuit,
                round_.date.isoformat(),
                round_.cancelled.value if round_.cancelled else None,
                _joined(round_.cancelled.sources) if round_.cancelled else None,
                int(round_.to_come),
                round_.overall_places_known or 0,
                _joined(round_.sources),
            )
            for seq, round_ in enumerate(file.rounds)
        ],
    )
    yield (
        "complete_class",
        ("season", "round", "class"),
        [(key, round_.code, class_) for round_ in file.rounds for class_ in round_.complete_classes],
    )
    columns = ("season", "subject", "key", "name", "value", "sources", "derivation", "note")
    facts: list[tuple[Value, ...]] = []
    for round_ in file.rounds:
        facts += _facts(key, "round", round_.code, round_, _ROUND_FACTS)
        facts += _timed_facts(key, round_)
    for circuit in file.circuits:
        facts += _facts(key, "circuit", circuit.code, circuit, _CIRCUIT_FACTS)
    yield "fact", columns, facts


def _facts(key: str, subject: str, code: str, holder: object, names: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    for name in names:
        fact: Fact[Any] | None = getattr(holder, name)
        if fact is not None:
            value = f"{fact.value:f}" if isinstance(fact.value, Decimal) else str(fact.value)
            yield key, subject, code, name, value, _joined(fact.sources), fact.derivation, fact.note


def _timed_facts(key: str, round_: Round) -> Iterator[tuple[Value, ...]]:
    """The winning margin and the fastest lap, which are made of several parts."""
    if margin := round_.margin:
        sources = _joined(margin.sources)
        if margin.laps is not None:
            yield key, "round", round_.code, "margin_laps", str(margin.laps), sources, None, None
        if margin.time is not None:
            yield key, "round", round_.code, "margin_time", margin.time, sources, None, None
        if margin.over is not None:
            yield key, "round", round_.code, "margin_over", margin.over, sources, None, None
    if lap := round_.fastest_lap:
        sources = _joined(lap.sources)
        if lap.time is not None:
            yield key, "round", round_.code, "fastest_lap_time", lap.time, sources, None, None
        yield key, "round", round_.code, "fastest_lap_car", lap.car, sources, None, None
        if lap.driver is not None:
            yield key, "round", round_.code, "fastest_lap_driver", lap.driver, sources, None, None
        if lap.also:
            yield key, "round", round_.code, "fastest_lap_also", "; ".join(lap.also), sources, None, None


def _names(season: Season) -> Iterator[Table]:
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
                _joined(driver.sources),
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
                _joined(team.sources) if team else "",
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


def _entries(season: Season) -> Iterator[Table]:
    key = season.key
    # Entry numbers are those of the season's own rows; seasons must not share them.
    base = int(hashlib.sha256(key.encode()).hexdigest()[:7], 16) << 20
    numbered = [(base + row.line, row) for row in season.results]
    engines = _standing_engines(season)
    repeated = {(round_.code, car) for round_ in season.file.rounds for car in round_.repeated_cars}
    yield (
        "entry",
        (
            "entry",
            "season",
            "round",
            "session",
            "class",
            "car",
            "car_repeated",
            "team",
            "entrant",
            "constructor",
            "chassis",
            "engine",
            "tyre",
            "laps",
            "laps_unknown",
            "class_position",
            "overall_position",
            "grid",
            "pit_lane",
            "time",
            "gap",
            "reason",
            "status",
            "sources",
            "detail_sources",
            "derivation",
            "note",
        ),
        [
            (
                number,
                key,
                row.round_,
                row.session,
                row.class_,
                row.car,
                int((row.round_, row.car) in repeated),
                row.team,
                row.entrant,
                row.constructor,
                row.chassis,
                engines.get((row.team, row.engine or ""), row.engine),
                row.tyre,
                row.laps if isinstance(row.laps, int) else None,
                int(row.laps == UNKNOWN),
                row.class_position if isinstance(row.class_position, int) else None,
                row.overall_position if isinstance(row.overall_position, int) else None,
                row.grid if isinstance(row.grid, int) else None,
                int(row.grid == "pit lane"),
                row.time,
                row.gap,
                row.reason,
                row.status,
                _joined(row.sources),
                _joined(row.detail_sources),
                row.derivation,
                row.note,
            )
            for number, row in numbered
        ],
    )
    yield (
        "crew",
        ("entry", "seat", "season", "driver"),
        [
            (number, seat, key, driver)
            for number, row in numbered
            for seat, driver in enumerate((name for name in row.crew if name != UNKNOWN), start=1)
        ],
    )
    yield (
        "qualifying",
        (
            "season",
            "round",
            "seq",
            "position",
            "class",
            "class_position",
            "car",
            "team",
            "drivers",
            "time",
            "sources",
            "derivation",
            "note",
        ),
        [
            (
                key,
                row.round_,
                row.line,
                row.position,
                row.class_,
                row.class_position,
                row.car,
                row.team,
                "; ".join(row.drivers),
                row.time,
                _joined(row.sources),
                row.derivation,
                row.note,
            )
            for row in season.qualifying
        ],
    )


def _standing_engines(season: Season) -> dict[tuple[str, str], str]:
    """The engine that stands for a team, by the team and the engine that another source gives it.

    Where sources differ on a team's engine and one claim stands, the rows that follow another say what stands;
    the answer shows both.
    """
    return {
        (dispute.team, claim.value): dispute.stands
        for dispute in season.file.disputes
        if dispute.field == "engine" and dispute.team and dispute.round_ is None and dispute.stands
        for claim in dispute.claims
    }


def _parts(title: Championship) -> Iterator[tuple[int, Counting]]:
    return enumerate(title.counting)


def _championships(season: Season) -> Iterator[Table]:
    file, key = season.file, season.key

    def units(points: Fraction | Decimal) -> int:
        return points_units(points, file.points_denominator)

    yield (
        "championship",
        (
            "season",
            "championship",
            "seq",
            "class",
            "kind",
            "name",
            "coverage",
            "countback",
            "decided",
            "decided_sources",
        ),
        [
            (
                key,
                title.code,
                seq,
                title.class_,
                title.kind,
                title.name,
                title.coverage,
                title.countback,
                title.decided.value if title.decided and title.decided.value != UNKNOWN else None,
                _joined(title.decided.sources) if title.decided else None,
            )
            for seq, title in enumerate(file.championships)
        ],
    )
    yield (
        "counting",
        ("season", "championship", "part", "best"),
        [(key, title.code, number, part.best) for title in file.championships for number, part in _parts(title)],
    )
    yield (
        "counting_round",
        ("season", "championship", "part", "round"),
        [
            (key, title.code, number, code)
            for title in file.championships
            for number, part in _parts(title)
            for code in part.rounds
        ],
    )
    yield (
        "adjustment",
        ("season", "championship", "competitor", "round", "points", "reason", "sources"),
        [
            (
                key,
                title.code,
                change.competitor,
                change.round_,
                units(change.points),
                change.reason,
                _joined(change.sources),
            )
            for title in file.championships
            for change in title.adjustments
        ],
    )
    yield (
        "standing",
        (
            "season",
            "championship",
            "competitor",
            "seq",
            "position",
            "struck",
            "total",
            "total_derived",
            "chassis",
            "engine",
            "sources",
            "derivation",
            "note",
        ),
        [
            (
                key,
                row.championship,
                row.competitor,
                row.line,
                row.position if isinstance(row.position, int) else None,
                row.position if row.position in {"DSQ", "EX"} else None,
                None if row.total.points is None else units(row.total.points),
                int(row.total.derived),
                "; ".join(row.chassis),
                "; ".join(row.engine),
                _joined(row.sources),
                row.derivation,
                row.note,
            )
            for row in season.standings
        ],
    )
    yield (
        "score",
        ("season", "championship", "competitor", "round", "state", "points", "derived", "dropped", "one_of"),
        [
            (
                key,
                row.championship,
                row.competitor,
                code,
                cell.state,
                None if cell.points is None else units(cell.points),
                int(cell.derived),
                int(cell.dropped),
                cell.one_of,
            )
            for row in season.standings
            for code, cell in row.cells.items()
        ],
    )
    yield (
        "scale",
        (
            "season",
            "scale",
            "name",
            "session",
            "championships",
            "fastest_lap",
            "fastest_lap_within",
            "sources",
            "rounds_sources",
        ),
        [
            (
                key,
                scale.code,
                scale.name,
                scale.session,
                _joined(scale.championships),
                None if scale.fastest_lap is None else units(scale.fastest_lap),
                scale.fastest_lap_within,
                _joined(scale.sources),
                _joined(scale.rounds_sources),
            )
            for scale in file.scales
        ],
    )
    yield (
        "scale_place",
        ("season", "scale", "place", "points"),
        [
            (key, scale.code, place, units(points))
            for scale in file.scales
            for place, points in enumerate(scale.points, start=1)
        ],
    )
    yield (
        "scale_round",
        ("season", "scale", "round"),
        [(key, scale.code, code) for scale in file.scales for code in scale.rounds],
    )
    yield (
        "rule",
        ("season", "rule", "seq", "text", "sources"),
        [(key, rule.code, seq, rule.text, _joined(rule.sources)) for seq, rule in enumerate(file.rules)],
    )


def _remarks(season: Season) -> Iterator[Table]:
    file, key = season.file, season.key
    base = int(hashlib.sha256(key.encode()).hexdigest()[:7], 16) << 12
    yield (
        "dispute",
        (
            "dispute",
            "season",
            "subject",
            "field",
            "round",
            "class",
            "car",
            "team",
            "circuit",
            "championship",
            "stands",
        ),
        [
            (
                base + seq,
                key,
                dispute.subject,
                dispute.field,
                dispute.round_,
                dispute.class_,
                dispute.car,
                dispute.team,
                dispute.circuit,
                dispute.championship,
                dispute.stands,
            )
            for seq, dispute in enumerate(file.disputes)
        ],
    )
    yield (
        "claim",
        ("dispute", "seq", "value", "sources"),
        [
            (base + number, seq, claim.value, _joined(claim.sources))
            for number, dispute in enumerate(file.disputes)
            for seq, claim in enumerate(dispute.claims)
        ],
    )
    yield (
        "note",
        ("season", "seq", "topic", "text", "sources", "round", "class", "championship", "keywords"),
        [
            (
                key,
                seq,
                note.topic,
                note.text,
                _joined(note.sources),
                note.round_,
                note.class_,
                note.championship,
                "; ".join(note.keywords),
            )
            for seq, note in enumerate(file.notes)
        ],
    )


def _aliases(season: Season) -> Table:
    """Every word for every thing. A round also answers to its circuit's names."""
    file, key = season.file, season.key
    words: dict[tuple[Value, ...], int] = {}

    def add(kind: str, target: str, alias: str, *, name: bool = False) -> None:
        row = (key, kind, target, alias)
        words[row] = max(words.get(row, 0), int(name))

    # A year by its last two digits is one only with its series: `F1 '88`.
    year = (file.label[2:],) if re.fullmatch(r"\d{4}", file.label) else ()
    labels = [f"{series} {label}" for series in (file.series, *file.series_aliases) for label in (file.label, *year)]
    for alias in (file.label, file.name, key, *labels):
        add("season", key, alias, name=alias == file.name)
    for alias in (file.series_name, file.series, *file.series_aliases):
        add("series", file.series, alias, name=alias == file.series_name)
    circuits = {circuit.code: circuit for circuit in file.circuits}
    for circuit in file.circuits:
        add("circuit", circuit.code, circuit.name, name=True)
        then = [str(circuit.name_then.value)] if circuit.name_then else []
        short = [circuit.short] if circuit.short else []
        for alias in (circuit.code, circuit.place, *short, *then, *circuit.aliases):
            add("circuit", circuit.code, alias)
    for round_ in file.rounds:
        add("round", round_.code, round_.name, name=True)
        circuit = circuits[round_.circuit]
        full = [str(round_.full_name.value)] if round_.full_name else []
        number = [str(round_.number)] if round_.number else []
        then = [str(circuit.name_then.value)] if circuit.name_then else []
        short = [circuit.short] if circuit.short else []
        for alias in (round_.code, *number, *full, *round_.aliases, circuit.name, *short, *then, *circuit.aliases):
            add("round", round_.code, alias)
    for class_ in file.classes:
        add("class", class_.code, class_.code, name=True)
        for alias in (class_.name, *class_.aliases):
            add("class", class_.code, alias)
    for driver in season.drivers:
        add("driver", driver.name, driver.name, name=True)
        for alias in driver.aliases:
            add("driver", driver.name, alias)
    for team in file.teams:
        for alias in team.aliases:
            add("team", team.name, alias)
    for team_name in dict.fromkeys([*(row.team for row in season.results), *(team.name for team in file.teams)]):
        if team_name != UNKNOWN:
            add("team", team_name, team_name, name=True)
    for row in season.results:
        for kind, value in (("car", row.car), ("chassis", row.chassis), ("engine", row.engine), ("tyre", row.tyre)):
            if value is not None and value != UNKNOWN:
                add(kind, value, value, name=True)
    for chassis in file.chassis:
        add("manufacturer", chassis.manufacturer, chassis.manufacturer, name=True)
        for alias in chassis.aliases:
            add("chassis", chassis.name, alias)
    rows = [(*row, name) for row, name in words.items()]
    return "alias", ("season", "kind", "target", "alias", "name"), rows


def _weights(season: Season) -> Table:
    """Starts, and a hundred for each class win, of drivers, teams and cars; a guest's win is a start like another."""
    guests = {class_.code for class_ in season.file.classes if class_.guest}
    weights: Counter[tuple[str, str]] = Counter()
    for row in season.results:
        weight = 101 if row.class_position == 1 and row.class_ not in guests else 1
        weights["team", row.team] += weight
        weights["car", row.car] += weight
        for driver in row.crew:
            if driver != UNKNOWN:
                weights["driver", driver] += weight
    rows: list[tuple[Value, ...]] = [(season.key, *thing, weight) for thing, weight in weights.items()]
    return "weight", ("season", "kind", "target", "weight"), rows


def _prose_words(season: Season) -> Table:
    """The words of the season that are ordinary words too."""
    prose = season.file.prose
    # A word of both lists is never read alone: the stricter rule stands.
    rules = dict.fromkeys(prose.capitalised, "capitalised") | dict.fromkeys(prose.never_alone, "never alone")
    return "prose_word", ("season", "word", "rule"), [(season.key, word, rule) for word, rule in rules.items()]
