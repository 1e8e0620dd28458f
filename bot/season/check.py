"""What must hold between the parts of a season. Each check yields every fault it finds.

The last check is the strictest: it works the standings out anew from the results and names each difference.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from bot.errors import Fault
from bot.season.cells import NO_PART, UNKNOWN
from bot.season.checked import Checked, TomlPath, there_are
from bot.season.explain import readable
from bot.season.files import SEASON_FILE
from bot.season.model.calendar import Round
from bot.season.model.championships import points_units
from bot.season.model.remarks import Dispute
from bot.season.model.season import Season
from bot.season.tables import recomputed, standings


def season_faults(
    folder: Path, season: Season, toml_lines: Sequence[str], faulty: frozenset[str] = frozenset()
) -> list[Fault]:
    """Every fault between the parts of a season. `faulty`: names of tables that could be read in part only,
    in which nothing is missed.
    """
    checked = Checked(folder, season, toml_lines, faulty)
    return [fault for check in CHECKS for fault in check(checked)]


def _folder_name(it: Checked) -> Iterator[Fault]:
    name = it.folder.resolve().name
    if name != it.season.key:
        yield it.toml(("label",), "series, label", f"the folder is called {name!r}", f"call it {it.season.key!r}")


def _toml_duplicates(it: Checked) -> Iterator[Fault]:
    lists: tuple[tuple[str, str, list[str]], ...] = (
        ("round", "code", [round_.code for round_ in it.file.rounds]),
        ("class", "code", [class_.code for class_ in it.file.classes]),
        ("circuit", "code", [circuit.code for circuit in it.file.circuits]),
        ("team", "name", [team.name for team in it.file.teams]),
        ("chassis", "name", [chassis.name for chassis in it.file.chassis]),
        ("scale", "code", [scale.code for scale in it.file.scales]),
        ("rule", "code", [rule.code for rule in it.file.rules]),
        ("championship", "code", [championship.code for championship in it.file.championships]),
        ("derivation", "code", [derivation.code for derivation in it.file.derivations]),
    )
    for table, key, values in lists:
        for index, value in enumerate(values):
            if value in values[:index]:
                problem = f"{value!r} stands twice"
                yield it.toml((table, index, key), f"{table} {index + 1}, {key}", problem, "give each its own")
    numbers = [round_.number for round_ in it.file.rounds]
    for index, number in enumerate(numbers):
        if number is not None and number in numbers[:index]:
            yield it.toml(
                ("round", index, "number"), f"round {index + 1}, number", f"{number} stands twice", "number rounds once"
            )


def _toml_references(it: Checked) -> Iterator[Fault]:
    """Sources, classes, rounds, circuits and derivations named in season.toml exist."""
    raw = it.file.model_dump(by_alias=True)
    known: dict[str, tuple[Iterable[str], str]] = {
        "circuit": (it.circuits, "circuit"),
        "class": (it.classes, "class"),
        "round": (it.rounds, "round"),
        "championship": (it.championships, "championship"),
        "derivation": (it.derivations, "derivation"),
    }
    for path, key, value in _leaves(raw, ()):
        where = readable(path)
        if key in {"sources", "rounds_sources"} and len(path) > 1 and isinstance(value, (tuple, list)):
            for source in value:
                if source not in it.file.sources:
                    remedy = f"add [sources.{source}] or correct the key"
                    yield it.toml(path, where, f"unknown source {source!r}", remedy)
        elif key in known and isinstance(value, str):
            names, noun = known[key]
            if value not in names:
                yield it.toml(path, where, f"unknown {noun} {value!r}", there_are(names))
        elif key == "complete_classes" and isinstance(value, (tuple, list)):
            for code in value:
                if code not in it.classes:
                    yield it.toml(path, where, f"unknown class {code!r}", there_are(it.classes))
        elif key == "rounds" and path[0] in {"scale", "championship"} and isinstance(value, (tuple, list)):
            for code in value:
                if code not in it.rounds:
                    yield it.toml(path, where, f"unknown round {code!r}", there_are(it.rounds))
        elif key == "championships" and isinstance(value, (tuple, list)):
            for code in value:
                if code not in it.championships:
                    yield it.toml(path, where, f"unknown championship {code!r}", there_are(it.championships))
    for index, championship in enumerate(it.file.championships):
        if championship.decided and championship.decided.value not in {*it.rounds, UNKNOWN}:
            path = ("championship", index, "decided")
            problem = f"unknown round {championship.decided.value!r}"
            yield it.toml(path, f"championship {index + 1}, decided", problem, there_are(it.rounds))


def _leaves(value: object, path: TomlPath) -> Iterator[tuple[TomlPath, str, object]]:
    """Every (path, key, value) of nested tables whose value is not itself a table."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict) or (
                isinstance(inner, (list, tuple)) and any(isinstance(x, dict) for x in inner)
            ):
                yield from _leaves(inner, (*path, key))
            elif inner is not None:
                yield (*path, key), key, inner
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, index))


def _listed_once(it: Checked) -> Iterator[Fault]:
    """A round has one scale and a class is complete once: the database says so too."""
    scale_of: dict[tuple[str, str, str], str] = {}
    for index, scale in enumerate(it.file.scales):
        paid = [(code, title) for code in scale.rounds for title in scale.championships or it.championships or ("",)]
        said: set[str] = set()
        for code, title in paid:
            key = (code, scale.session, title)
            if key in scale_of and code not in said:
                said.add(code)
                problem = f"round {code!r} has the scale {scale_of[key]!r} already"
                yield it.toml(("scale", index, "rounds"), f"scale {index + 1}, rounds", problem, "name it in one scale")
            scale_of.setdefault(key, scale.code)
    for index, round_ in enumerate(it.file.rounds):
        if len(set(round_.complete_classes)) < len(round_.complete_classes):
            path: TomlPath = ("round", index, "complete_classes")
            yield it.toml(path, readable(path), "a class stands twice", "name it once")


def _row_references(it: Checked) -> Iterator[Fault]:
    """Sources, rounds, classes, derivations, championships and drivers named in tables exist."""
    fields: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("round_", "round", it.rounds),
        ("class_", "class", it.classes),
        ("derivation", "derivation", it.derivations),
        ("championship", "championship", it.championships),
    )
    for table, row in it.rows():
        for attribute, noun, names in fields:
            value = getattr(row, attribute, None)
            if value is not None and value not in names:
                yield it.row(table, row, noun, f"unknown {noun} {value!r}", there_are(names))
        for column in ("sources", "detail_sources"):
            for source in getattr(row, column, ()):
                if source not in it.file.sources:
                    remedy = f"add [sources.{source}] to {SEASON_FILE} or correct the key"
                    yield it.row(table, row, column, f"unknown source {source!r}", remedy)
        for column in ("crew", "drivers"):
            for name in getattr(row, column, ()):
                if name not in it.drivers and name != UNKNOWN and it.whole("drivers"):
                    yield it.row(table, row, column, f"unknown driver {name!r}", "add the driver to drivers.csv")


def _driver_names(it: Checked) -> Iterator[Fault]:
    seen: set[str] = set()
    for driver in it.season.drivers:
        if driver.name in seen:
            yield it.row("drivers", driver, "name", f"{driver.name!r} stands twice", "keep one line a driver")
        seen.add(driver.name)
        if driver.nationality not in {None, UNKNOWN} and not driver.sources:
            yield it.row("drivers", driver, "sources", "a nationality without a source", "name its source")


def _calendar(it: Checked) -> Iterator[Fault]:
    if it.file.ends < it.file.starts:
        yield it.toml(("ends",), "ends", "the season ends before it starts", "correct one of the two dates")
    for index, round_ in enumerate(it.file.rounds):
        place = f"round {index + 1}"
        if not it.file.starts <= round_.date <= it.file.ends:
            problem = f"{round_.date} is outside the season"
            remedy = f"the season runs from {it.file.starts} to {it.file.ends}"
            yield it.toml(("round", index, "date"), f"{place}, date", problem, remedy)
        if round_.cancelled is not None and round_.number is not None:
            problem = "a cancelled round has no number"
            yield it.toml(("round", index, "number"), f"{place}, number", problem, "remove the number")


def _cancelled_results(it: Checked) -> Iterator[Fault]:
    cancelled = {round_.code for round_ in it.file.rounds if round_.cancelled}
    to_come = {round_.code for round_ in it.file.rounds if round_.to_come}
    for table, rows in (("results", it.season.results), ("qualifying", it.season.qualifying)):
        for row in rows:
            if row.round_ in cancelled:
                problem = f"round {row.round_!r} was cancelled"
                yield it.row(table, row, "round", problem, "remove the line, or the round's `cancelled`")
            if row.round_ in to_come and table == "results":
                problem = f"round {row.round_!r} is still to come"
                yield it.row(table, row, "round", problem, "remove the line, or the round's `to_come`")
    for standing in it.season.standings:
        for code, cell in standing.cells.items():
            if code in cancelled and cell.state != "left out":
                problem = f"round {code!r} was cancelled"
                yield it.row("standings", standing, code, problem, "remove the cell")


def _cars(it: Checked) -> Iterator[Fault]:
    first: dict[tuple[str, str, str], int] = {}
    repeated = {(round_.code, car) for round_ in it.file.rounds for car in round_.repeated_cars}
    for row in it.season.results:
        if row.car == UNKNOWN or (row.round_, row.car) in repeated:
            continue
        key = (row.round_, row.session, row.car)
        if key in first:
            problem = f"car {row.car!r} stands twice in round {row.round_!r}"
            remedy = (
                f"line {first[key]} has it too; keep one, correct a number, or name it in the round's repeated_cars"
            )
            yield it.row("results", row, "car", problem, remedy)
        first.setdefault(key, row.line)


def _positions(it: Checked) -> Iterator[Fault]:
    places: dict[tuple[str, str, str, int], int] = {}
    overall: dict[tuple[str, str, int], int] = {}
    for row in it.season.results:
        if isinstance(row.class_position, int):
            key = (row.round_, row.session, row.class_, row.class_position)
            if key in places:
                problem = f"{row.class_} place {row.class_position} of round {row.round_!r} stands twice"
                remedy = f"line {places[key]} has it too; correct one of the two"
                yield it.row("results", row, "class_position", problem, remedy)
            places.setdefault(key, row.line)
        if isinstance(row.overall_position, int):
            at = (row.round_, row.session, row.overall_position)
            if at in overall:
                problem = f"overall place {row.overall_position} of round {row.round_!r} stands twice"
                remedy = f"line {overall[at]} has it too; correct one of the two"
                yield it.row("results", row, "overall_position", problem, remedy)
            overall.setdefault(at, row.line)
        if row.class_position == NO_PART and row.status == "classified":
            remedy = "give the place, ? or another status"
            yield it.row("results", row, "class_position", "a classified car without a class place", remedy)
        if isinstance(row.class_position, int) and row.status not in {"classified", UNKNOWN}:
            remedy = "a class place belongs to a classified car only; write - or correct the status"
            yield it.row("results", row, "status", f"a class place for a car that is {row.status}", remedy)
    for index, round_ in enumerate(it.file.rounds):
        yield from _gaps(it, index, round_, places, overall)


def _gaps(
    it: Checked,
    index: int,
    round_: Round,
    places: dict[tuple[str, str, str, int], int],
    overall: dict[tuple[str, str, int], int],
) -> Iterator[Fault]:
    """Places missing where a result is said to be complete."""
    if not it.whole("results"):
        return
    for class_ in (code for code in dict.fromkeys(round_.complete_classes) if code in it.classes):
        known = {
            place for code, session, name, place in places if (code, session, name) == (round_.code, "race", class_)
        }
        missing = sorted(set(range(1, max(known, default=1) + 1)) - known - set(round_.vacant_places))
        if missing:
            problem = f"{class_} is complete, but place {', '.join(map(str, missing))} is missing"
            path = ("round", index, "complete_classes")
            yield it.toml(
                path, f"round {index + 1}, complete_classes", problem, "add the place or remove the class here"
            )
    if round_.overall_places_known:
        known = {place for code, session, place in overall if (code, session) == (round_.code, "race")}
        missing = sorted(set(range(1, round_.overall_places_known + 1)) - known - set(round_.vacant_places))
        if missing:
            problem = f"overall place {', '.join(map(str, missing))} is missing"
            path = ("round", index, "overall_places_known")
            yield it.toml(
                path, f"round {index + 1}, overall_places_known", problem, "add the place or lower the number"
            )


def _overall_winners(it: Checked) -> Iterator[Fault]:
    for index, round_ in enumerate(it.file.rounds):
        if round_.overall_winner is None or round_.overall_winner.value == UNKNOWN:
            continue
        car = round_.overall_winner.value
        row = next(
            (row for row in it.season.results if (row.round_, row.session, row.car) == (round_.code, "race", car)), None
        )
        path: TomlPath = ("round", index, "overall_winner")
        where = f"round {index + 1}, overall_winner"
        if row is None:
            if it.whole("results"):
                yield it.toml(
                    path, where, f"car {car!r} is not in results.csv there", "add its line or correct the number"
                )
        elif row.class_position != 1:
            yield it.toml(path, where, f"car {car!r} did not win its class there", "correct the car or its class place")
        elif row.overall_position not in {1, None}:
            problem = f"car {car!r} has overall place {row.overall_position}"
            yield it.toml(path, where, problem, "correct the car or its overall place")


def _units(it: Checked) -> Iterator[Fault]:
    remedy = f"points_denominator is {it.file.points_denominator}"
    for index, scale in enumerate(it.file.scales):
        for points in scale.points:
            if not _whole(Fraction(points), it):
                problem = f"{points} is not a whole number of units"
                yield it.toml(("scale", index, "points"), f"scale {index + 1}, points", problem, remedy)
    for index, championship in enumerate(it.file.championships):
        for adjustment in championship.adjustments:
            if not _whole(Fraction(adjustment.points), it):
                path: TomlPath = ("championship", index, "adjustments")
                yield it.toml(path, readable(path), f"{adjustment.points} is not a whole number of units", remedy)
    for row in it.season.standings:
        for column, cell in (*row.cells.items(), ("total", row.total)):
            if cell.points is not None and not _whole(cell.points, it):
                yield it.row("standings", row, column, f"{float(cell.points):g} is not a whole number of units", remedy)


def _whole(points: Fraction, it: Checked) -> bool:
    try:
        points_units(points, it.file.points_denominator)
    except ValueError:
        return False
    return True


def _disputes(it: Checked) -> Iterator[Fault]:
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
    row = next((row for row in it.season.results if (row.round_, row.car) == (dispute.round_, dispute.car)), None)
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


CHECKS: tuple[Callable[[Checked], Iterator[Fault]], ...] = (
    _folder_name,
    _toml_duplicates,
    _toml_references,
    _listed_once,
    _row_references,
    _driver_names,
    _calendar,
    _cancelled_results,
    _cars,
    _positions,
    _overall_winners,
    _units,
    standings,
    _disputes,
    recomputed,
)
