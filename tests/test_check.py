"""`check_folder`: each thing that can be wrong with a season folder, broken in a copy of the shipped one."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.database.rows import season_rows
from bot.errors import DataError, Fault
from bot.season import Season, check_folder, read_season
from bot.season.check import CHECKS
from bot.season.read import LARGEST_FILE, TABLES
from tests.folders import FILES, SHIPPED, Breaking, Folder, copied

TOML = "season.toml"
RESULTS = "results.csv"
STANDINGS = "standings.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return copied(tmp_path)


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that is broken, and what is to be said of it: file, field, problem and remedy.

    `also`: words of further faults that the same slip must cause. Anything else that is said is a failure.
    """

    name: str
    break_: Breaking
    file: str
    field: str
    problem: str
    remedy: str = ""
    also: tuple[str, ...] = ()


def _replaced(old: str, new: str) -> Breaking:
    return lambda folder: folder.replace(TOML, old, new)


def _inserted(before: str, new: str, *, at: int = 0) -> Breaking:
    """Lines put before one that stands once; the fault is on the `at`-th of them."""
    return lambda folder: folder.replace(TOML, before, f"{new}\n{before}") + at


def _cell(table: str, column: str, value: str, **which: str) -> Breaking:
    return lambda folder: folder.set(table, column, value, **which)


def _line(table: str, line: str) -> Breaking:
    return lambda folder: folder.add_line(table, line)


def _at(break_: Breaking, find: str, table: str = TOML) -> Breaking:
    """The same, where the fault is said elsewhere: on the line that begins with `find`."""

    def broken(folder: Folder) -> int:
        break_(folder)
        lines = folder.text(table).split("\n")
        hits = [number for number, line in enumerate(lines, start=1) if line.startswith(find)]
        assert len(hits) == 1, f"{find!r} begins {len(hits)} lines"
        return hits[0]

    return broken


def _both(*breaks: Breaking) -> Breaking:
    """Several changes that make one fault together, said where the last one is."""

    def broken(folder: Folder) -> int:
        return [break_(folder) for break_ in breaks][-1]

    return broken


RA = 'code = "road-america"\nnumber = 6'
GTS_ROW = {"championship": "gts-teams"}
WINNER_OF_6 = {"round": "road-america", "class_": "GT", "class_position": "1"}

KEYS = (
    Broken("an unknown key at the top", _replaced('label = "2003"', 'label = "2003"\nyear = 3'), TOML, "year", "unknown key", "spelling"),
    Broken("an unknown key in a round", _replaced(RA, f"{RA}\ntrack = 3"), TOML, "round 7, track", "unknown key", "spelling"),
    Broken("an unknown key in a fact", _replaced('{ value = 17, sources = ["ms_sebring2004"],', '{ value = 17, source = 1, sources = ["ms_sebring2004"],'), TOML, "circuit 1, turns, source", "unknown key"),
    Broken("an unknown key in a sub-table", _replaced('over = "20"', 'ovr = "20"'), TOML, "round 7, margin, ovr", "unknown key"),
    Broken("an unknown key that needs quotes", _replaced('label = "2003"', 'label = "2003"\n"my note" = 3'), TOML, "my note", "unknown key"),
    Broken("a key left out", _replaced('label = "2003"\n', ""), TOML, "label", "is missing", "add it"),
    Broken("a source without a title", _replaced('title = "lemans24 database by G. Sotirov"\n', ""), TOML, "sources, lm24, title", "is missing"),
    Broken("a number for text", _replaced('label = "2003"', "label = 2003"), TOML, "label", "2003 is not text", "quotes"),
    Broken("text for a number", _replaced("number = 6\n", 'number = "6"\n'), TOML, "round 7, number", "'6' is not a whole number", "digits only"),
    Broken("a number of a round that is no ordinal", _replaced("number = 6\n", "number = 0\n"), TOML, "round 7, number", "0 is too small", "write 1 or more"),
    Broken("a number larger than any season has", _replaced("number = 6\n", "number = 1_000_000\n"), TOML, "round 7, number", "1000000 is too large", "write 999 or less"),
    Broken("a date in quotes that is none", _replaced("date = 2003-08-24", 'date = "24 August"'), TOML, "round 7, date", "'24 August' is not a date", "2003-08-24"),
    Broken("no laps at all", _replaced('laps = { value = 79,', 'laps = { value = 0,'), TOML, "round 7, laps, value", "0 is too small"),
    Broken("a kind of championship that there is not", _replaced('kind = "tyres"', 'kind = "nations"'), TOML, "championship 12, kind", "'nations' is not one of the values", "'teams'"),
    Broken("a coverage that there is not", _replaced('calendar = "complete"', 'calendar = "all"'), TOML, "coverage, calendar", "'all' is not one of the values"),
    Broken("a fact without a source", _replaced('laps = { value = 79, sources = ["gte_roadamerica", "champion_roadamerica"] }', "laps = { value = 79 }"), TOML, "round 7, laps, sources", "is missing", "add it"),
    Broken("a fact with an empty list of sources", _replaced('laps = { value = 79, sources = ["gte_roadamerica", "champion_roadamerica"] }', "laps = { value = 79, sources = [] }"), TOML, "round 7, laps, sources", "is empty", "at least one"),
    Broken("a source key that is none", _replaced('laps = { value = 79, sources = ["gte_roadamerica", "champion_roadamerica"] }', 'laps = { value = 79, sources = ["GT Eins"] }'), TOML, "round 7, laps, sources 1", "'GT Eins' has not the form"),
    Broken("a lap time with a comma", _replaced('time = "40.642"', 'time = "40,642"'), TOML, "round 9, margin, time", "'40,642' has not the form"),
    Broken("a length that is not a number", _replaced("{ value = 5.955,", '{ value = "six",'), TOML, "circuit 1, length_km, value", "'six'"),
    Broken("a length that is endless", _replaced("{ value = 5.955,", "{ value = inf,"), TOML, "circuit 1, length_km, value", "Infinity"),
    Broken("a length with a thousand million digits", _replaced("{ value = 5.955,", "{ value = 1e999999999,"), TOML, "circuit 1, length_km, value", "is too large"),
    Broken("points that are not a number", _replaced("points = [20, 16,", "points = [nan, 16,"), TOML, "scale 1, points 1", "NaN"),
    Broken("an address that is none", _replaced('address = "https://github.com/gdsotirov/lemans24"', 'address = "lemans24"'), TOML, "sources, lm24, address", "'lemans24' has not the form"),
    Broken("text of two lines where one is wanted", _replaced('name = "Road America 500"', 'name = "Road\\nAmerica"'), TOML, "round 7, name", "has not the form"),
    Broken("an invisible control character", _replaced('name = "Road America 500"', 'name = "Road\\u0000America"'), TOML, "round 7, name", "has not the form"),
    Broken("a name that fits no table", _replaced('name = "Road America 500"', f'name = "{"R" * 200}"'), TOML, "round 7, name", "is too long", "at most 120 characters"),
    Broken("a season with no class", lambda folder: _without_classes(folder), TOML, "class", "is missing"),
    Broken("a format of the future", _replaced("format = 1", "format = 2"), TOML, "format", "2 is not one of the values", "1"),
    Broken("a dispute with one side", _replaced('[[dispute.claim]]\nvalue = "#88"\nsources = ["ms_roadamerica"]\n', ""), TOML, "dispute 3, claim", "too_short" if False else "is empty"),
)  # fmt: skip


def _without_classes(folder: Folder) -> int:
    text = folder.text(TOML)
    first, last = text.index("[[class]]"), text.index("[[circuit]]")
    folder.write(TOML, text[:first] + text[last:])
    return 1
