"""What is named is there."""

from collections.abc import Iterable, Iterator

from bot.errors import Fault
from bot.season.cells import UNKNOWN
from bot.season.checks.checked import Checked, TomlPath, correct_or_add, there_are
from bot.season.explain import readable
from bot.season.files import SEASON_FILE


def toml_references(it: Checked) -> Iterator[Fault]:
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


def row_references(it: Checked) -> Iterator[Fault]:
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
                    remedy = correct_or_add(name, it.drivers, "add the driver to drivers.csv")
                    yield it.row(table, row, column, f"unknown driver {name!r}", remedy)
