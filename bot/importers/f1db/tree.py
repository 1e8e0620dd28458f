"""F1DB's YAML files as records of text. Every value is text: chassis 010 is not 8, and 17:00 is not 1020."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.errors import ImportRefused
from bot.importers.archive import files_of

Record = Mapping[str, object]
"""One mapping of a file. Values are text, records, or lists of either; an empty value is an empty text."""

_NOUNS = (
    "drivers",
    "constructors",
    "circuits",
    "grands-prix",
    "chassis",
    "engines",
    "engine-manufacturers",
    "tyre-manufacturers",
    "entrants",
    "countries",
)
_OF_RACE = frozenset(
    {
        "race.yml",
        "race-results.yml",
        "sprint-race-results.yml",
        "fastest-laps.yml",
        "qualifying-results.yml",
        "starting-grid-positions.yml",
    }
)
_OF_SEASON = frozenset({"entrants.yml", "driver-standings.yml", "constructor-standings.yml"})
_SEASON = re.compile(r"(?:^|/)seasons/(\d{4})/(?:races/([^/]+)/)?([^/]+\.yml)$")
_THING = re.compile(rf"(?:^|/)({'|'.join(_NOUNS)})/([^/]+)\.yml$")


@dataclass(slots=True)
class SeasonFiles:
    """The files of one season as bytes: its own by name, and those of its races by folder and name."""

    year: int
    own: dict[str, bytes] = field(default_factory=dict)
    races: defaultdict[str, dict[str, bytes]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(slots=True)
class Tree:
    """A source tree. `things` are the records of what is not of one season, by noun and id."""

    things: dict[str, dict[str, Record]]
    seasons: dict[int, SeasonFiles]


def read_tree(path: Path) -> Tree:
    """Read a source tree or an archive of it. The files of seasons stay bytes: they are read one season at a time.

    Raises: ImportRefused where the path cannot be read, or holds no season of F1DB's.
    """
    tree = Tree({noun: {} for noun in _NOUNS}, {})
    for name, raw in files_of(path, _wanted):
        if match := _SEASON.search(name):
            year, race, file = int(match[1]), match[2], match[3]
            season = tree.seasons.setdefault(year, SeasonFiles(year))
            (season.races[race] if race else season.own)[file] = raw
        elif match := _THING.search(name):
            tree.things[match[1]][match[2]] = record(raw, name)
    if not tree.seasons or not tree.things["drivers"]:
        raise ImportRefused(
            f"{path} holds no seasons of F1DB: give its YAML source tree (with src/data/seasons) or an archive of it."
        )
    return tree


def _wanted(name: str) -> bool:
    if match := _SEASON.search(name):
        return match[3] in (_OF_RACE if match[2] else _OF_SEASON)
    return _THING.search(name) is not None


def records(raw: bytes | None, name: str) -> list[Record]:
    """The records of a file that is a list; none where the file is missing or empty.

    Raises: ImportRefused where it is something else.
    """
    loaded = None if raw is None else _loaded(raw, name)
    if loaded is None or loaded == "":
        return []
    if not isinstance(loaded, list) or not all(isinstance(item, Mapping) for item in loaded):
        raise ImportRefused(f"{name} is not a list of records, as F1DB writes it.")
    return loaded


def record(raw: bytes, name: str) -> Record:
    """The record of a file that is one. Raises: ImportRefused where it is something else."""
    loaded = _loaded(raw, name)
    if not isinstance(loaded, Mapping):
        raise ImportRefused(f"{name} is not a record, as F1DB writes it.")
    return loaded


def _loaded(raw: bytes, name: str) -> object:
    try:
        # The base loader makes no numbers, no dates, and no objects of anybody's classes.
        return yaml.load(raw, _LOADER)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise ImportRefused(f"{name} is not YAML: {reason}.") from None


_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def text(item: Record, key: str) -> str:
    """A value as text; empty where it is missing, empty or no text."""
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""


def several(item: Record, key: str) -> Iterator[Record]:
    """The records of a list inside a record; none where there is none."""
    value = item.get(key)
    if isinstance(value, Sequence) and not isinstance(value, str):
        yield from (inner for inner in value if isinstance(inner, Mapping))
