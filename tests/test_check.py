"""`check_folder`: each thing that can be wrong with a season folder, broken in a copy of the shipped one."""

import csv
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.database.build import SCHEMA
from bot.database.rows import season_rows
from bot.errors import DataError, Fault
from bot.season import checks
from bot.season.checks.checked import Checked
from bot.season.files import LARGEST_FILE, TABLES
from bot.season.locate import MOST_LOOKED_FOR, TomlLines
from bot.season.model.season import Season
from bot.season.read import check_folder, read_season
from tests.folders import FILES, SHIPPED, Breaking, Folder, copied

TOML = "season.toml"
RESULTS = "results.csv"
STANDINGS = "standings.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return copied(tmp_path)


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that is broken, and what is to be said of it: file, field (`*` is any number), problem and remedy.

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


def _born(folder: Folder, day: str) -> int:
    """A column of dates of birth, this one for the driver who comes first."""
    header, first, *others = folder.text("drivers.csv").rstrip("\n").split("\n")
    rows = [f"{header},born", f"{first},{day}", *(f"{other}," for other in others)]
    folder.write("drivers.csv", "\n".join(rows) + "\n")
    return 2


RA = 'code = "road-america"\nnumber = 6'
GTS_ROW = {"championship": "gts-teams"}
WINNER_OF_6 = {"round": "road-america", "class_": "GT", "class_position": "1"}


def _at_nth(break_: Breaking, find: str, nth: int, *, below: int = 0) -> Breaking:
    """The same, where the fault is said so many lines below the nth line that begins with `find`."""

    def broken(folder: Folder) -> int:
        break_(folder)
        lines = folder.text(TOML).split("\n")
        return [number for number, line in enumerate(lines, start=1) if line.startswith(find)][nth - 1] + below

    return broken


def _in_round(break_: Breaking, number: int, find: str) -> Breaking:
    """The same, where the fault is said on a line of one round of the calendar."""

    def broken(folder: Folder) -> int:
        break_(folder)
        lines = folder.text(TOML).split("\n")
        first = [at for at, line in enumerate(lines) if line == "[[round]]"][number - 1]
        return next(at for at, line in enumerate(lines[first:], start=first + 1) if line.startswith(find))

    return broken


KEYS = (
    Broken(
        "an unknown key at the top",
        _at(_replaced('label = "2003"', 'label = "2003"\nyear = 3'), "year"),
        TOML,
        "year",
        "unknown key",
        "spelling",
    ),
    Broken(
        "an unknown key in a round",
        _at(_replaced(RA, f"{RA}\ntrack = 3"), "track"),
        TOML,
        "round 7, track",
        "unknown key",
        "spelling",
    ),
    Broken(
        "an unknown key in a fact",
        _replaced(
            '{ value = 17, sources = ["ms_sebring2004"],', '{ value = 17, source = 1, sources = ["ms_sebring2004"],'
        ),
        TOML,
        "circuit 1, turns, source",
        "unknown key",
    ),
    Broken(
        "an unknown key in a sub-table",
        _replaced('over = "20"', 'ovr = "20"'),
        TOML,
        "round 7, margin, ovr",
        "unknown key",
    ),
    Broken(
        "an unknown key that needs quotes",
        _at(_replaced('label = "2003"', 'label = "2003"\n"my note" = 3'), '"my note"'),
        TOML,
        "my note",
        "unknown key",
    ),
    Broken(
        "a key left out", _at(_replaced('label = "2003"\n', ""), "# The 2003"), TOML, "label", "is missing", "add it"
    ),
    Broken(
        "a source without a title",
        _at(_replaced('title = "lemans24 database by G. Sotirov"\n', ""), "[sources.lm24]"),
        TOML,
        "sources, lm24, title",
        "is missing",
    ),
    Broken(
        "a number for text", _replaced('label = "2003"', "label = 2003"), TOML, "label", "2003 is not text", "quotes"
    ),
    Broken(
        "text for a number",
        _replaced("number = 6\n", 'number = "6"\n'),
        TOML,
        "round 7, number",
        "'6' is not a whole number",
        "digits only",
    ),
    Broken(
        "a number of a round that is no ordinal",
        _replaced("number = 6\n", "number = 0\n"),
        TOML,
        "round 7, number",
        "0 is too small",
        "write 1 or more",
    ),
    Broken(
        "a number larger than any season has",
        _replaced("number = 6\n", "number = 1_000_000\n"),
        TOML,
        "round 7, number",
        "1000000 is too large",
        "write 999 or less",
    ),
    Broken(
        "one source that is not in a list",
        _replaced(
            '{ value = 79, sources = ["gte_roadamerica", "champion_roadamerica"] }', '{ value = 79, sources = "gte" }'
        ),
        TOML,
        "round 7, laps, sources",
        "'gte' is not a list",
        "in square brackets",
    ),
    Broken(
        "a value without its sources",
        _replaced('laps = { value = 79, sources = ["gte_roadamerica", "champion_roadamerica"] }', "laps = 79"),
        TOML,
        "round 7, laps",
        "79 is not a value with its sources",
        "{ value = …, sources",
    ),
    Broken(
        "a list of tables where there is one",
        _replaced("[coverage]", "[[coverage]]"),
        TOML,
        "coverage",
        "a list is not a table",
        "below a header: [coverage]",
    ),
    Broken(
        "text for yes or no",
        _inserted("overall_places_known = 2", 'to_come = "later"'),
        TOML,
        "round 7, to_come",
        "'later' is neither true nor false",
        "write true or false",
    ),
    Broken(
        "a number for a date",
        _replaced("date = 2003-08-24", "date = 0"),
        TOML,
        "round 7, date",
        "0 is not a date",
        "2003-08-24",
    ),
    Broken(
        "a zero for a day that is not known",
        lambda folder: _born(folder, "0"),
        "drivers.csv",
        "born",
        "'0' is not a date",
        "2003-08-24",
    ),
    Broken(
        "a date in quotes that is none",
        _replaced("date = 2003-08-24", 'date = "24 August"'),
        TOML,
        "round 7, date",
        "'24 August' is not a date",
        "2003-08-24",
    ),
    Broken(
        "no laps at all",
        _replaced("laps = { value = 79,", "laps = { value = 0,"),
        TOML,
        "round 7, laps, value",
        "0 is too small",
    ),
    Broken(
        "a kind of championship that there is not",
        _replaced('kind = "tyres"', 'kind = "nations"'),
        TOML,
        "championship 12, kind",
        "'nations' is not one of the values",
        "'teams'",
    ),
    Broken(
        "a coverage that there is not",
        _replaced('calendar = "complete"', 'calendar = "all"'),
        TOML,
        "coverage, calendar",
        "'all' is not one of the values",
    ),
    Broken(
        "a fact without a source",
        _replaced(
            'laps = { value = 79, sources = ["gte_roadamerica", "champion_roadamerica"] }', "laps = { value = 79 }"
        ),
        TOML,
        "round 7, laps, sources",
        "is missing",
        "add it",
    ),
    Broken(
        "a fact with an empty list of sources",
        _replaced(
            'laps = { value = 79, sources = ["gte_roadamerica", "champion_roadamerica"] }',
            "laps = { value = 79, sources = [] }",
        ),
        TOML,
        "round 7, laps, sources",
        "is empty",
        "at least one",
    ),
    Broken(
        "a source key that is none",
        _replaced(
            'laps = { value = 79, sources = ["gte_roadamerica", "champion_roadamerica"] }',
            'laps = { value = 79, sources = ["GT Eins"] }',
        ),
        TOML,
        "round 7, laps, sources 1",
        "'GT Eins' has not the form",
    ),
    Broken(
        "a lap time with a comma",
        _replaced('time = "40.642"', 'time = "40,642"'),
        TOML,
        "round 9, margin, time",
        "'40,642' has not the form",
    ),
    Broken(
        "a length that is not a number",
        _replaced("{ value = 5.955,", '{ value = "six",'),
        TOML,
        "circuit 1, length_km, value",
        "'six'",
    ),
    Broken(
        "a length that is endless",
        _replaced("{ value = 5.955,", "{ value = inf,"),
        TOML,
        "circuit 1, length_km, value",
        "Infinity",
    ),
    Broken(
        "a length with a thousand million digits",
        _replaced("{ value = 5.955,", "{ value = 1e999999999,"),
        TOML,
        "circuit 1, length_km, value",
        "is too large",
    ),
    Broken(
        "points that are not a number",
        _replaced("points = [20, 16,", "points = [nan, 16,"),
        TOML,
        "scale 1, points 1",
        "NaN",
    ),
    Broken(
        "an address that is none",
        _replaced('address = "https://github.com/gdsotirov/lemans24"', 'address = "lemans24"'),
        TOML,
        "sources, lm24, address",
        "'lemans24' has not the form",
    ),
    Broken(
        "text of two lines where one is wanted",
        _replaced('name = "Road America 500"', 'name = "Road\\nAmerica"'),
        TOML,
        "round 7, name",
        "has not the form",
    ),
    Broken(
        "an invisible control character",
        _replaced('name = "Road America 500"', 'name = "Road\\u0000America"'),
        TOML,
        "round 7, name",
        "has not the form",
    ),
    Broken(
        "a name that fits no table",
        _replaced('name = "Road America 500"', f'name = "{"R" * 200}"'),
        TOML,
        "round 7, name",
        "is too long",
        "at most 120 characters",
    ),
    Broken("a season with no class", lambda folder: _without_classes(folder), TOML, "class", "is missing"),
    Broken(
        "a format of the future",
        _replaced("format = 1", "format = 2"),
        TOML,
        "format",
        "2 is not one of the values",
        "1",
    ),
    Broken(
        "a dispute with one side",
        _at_nth(
            _replaced('[[dispute.claim]]\nvalue = "#88"\nsources = ["ms_roadamerica"]\n', ""), "[[dispute]]", 3, below=7
        ),
        TOML,
        "dispute 3, claim",
        "holds 1 only",
        "at least 2",
    ),
)


def _without_classes(folder: Folder) -> int:
    text = folder.text(TOML)
    first, last = text.index("[[class]]"), text.index("[[circuit]]")
    folder.write(TOML, text[:first] + text[last:])
    return 1


REFERENCES = (
    Broken(
        "a source that is not listed",
        _replaced(
            'sources = ["gte_roadamerica", "champion_roadamerica"] }\nentered', 'sources = ["gte_ra"] }\nentered'
        ),
        TOML,
        "round 7, laps, sources",
        "unknown source 'gte_ra'",
        "[sources.gte_ra]",
    ),
    Broken(
        "a source of a scale's rounds that is not listed",
        lambda folder: _second(
            folder, 'rounds_sources = ["wp_season_mirror", "champions_list"]', 'rounds_sources = ["x"]'
        ),
        TOML,
        "scale 2, rounds_sources",
        "unknown source 'x'",
    ),
    Broken(
        "a source in a table that is not listed",
        _cell(RESULTS, "sources", "article wikipedia", **WINNER_OF_6),
        RESULTS,
        "sources",
        "unknown source 'wikipedia'",
        "[sources.wikipedia]",
    ),
    Broken(
        "a detail source in a table that is not listed",
        _cell(RESULTS, "detail_sources", "gte", **WINNER_OF_6),
        RESULTS,
        "detail_sources",
        "unknown source 'gte'",
    ),
    Broken(
        "a class in a table that there is not",
        _cell(RESULTS, "class", "GT2", **WINNER_OF_6),
        RESULTS,
        "class",
        "unknown class 'GT2'",
        "there are: GT, GTS, LMGTP, LMP675, LMP900",
    ),
    Broken(
        "a class of a note that there is not",
        _replaced(
            '#3 three of them."\ntopic = "class"\nclass = "GTS"', '#3 three of them."\ntopic = "class"\nclass = "gts"'
        ),
        TOML,
        "note *, class",
        "unknown class 'gts'",
        "GTS",
    ),
    Broken(
        "a class that is complete but is none",
        _inserted("overall_places_known = 2", 'complete_classes = ["GTX"]'),
        TOML,
        "round 7, complete_classes",
        "unknown class 'GTX'",
    ),
    Broken(
        "a round in a table that there is not",
        _cell(RESULTS, "round", "road-amerika", round="laguna-seca", car="60"),
        RESULTS,
        "round",
        "unknown round 'road-amerika'",
        "road-america",
    ),
    Broken(
        "a round in qualifying that there is not",
        _cell("qualifying.csv", "round", "monaco", round="laguna-seca"),
        "qualifying.csv",
        "round",
        "unknown round 'monaco'",
    ),
    Broken(
        "a round of a scale that there is not",
        _replaced('rounds = ["sebring", "petit"]', 'rounds = ["sebring", "petit", "daytona"]'),
        TOML,
        "scale 2, rounds",
        "unknown round 'daytona'",
    ),
    Broken(
        "a championship of a scale that there is not",
        _replaced('[[scale]]\ncode = "long"', '[[scale]]\nchampionships = ["gts"]\ncode = "long"'),
        TOML,
        "scale 2, championships",
        "unknown championship 'gts'",
        "gts-teams",
        also=(),
    ),
    Broken(
        "a round of a dispute that there is not",
        _replaced('field = "starters"\nround = "petit"', 'field = "starters"\nround = "petite"'),
        TOML,
        "dispute 9, round",
        "unknown round 'petite'",
    ),
    Broken(
        "a deciding round that there is not",
        _replaced(
            'decided = { value = "petit", sources = ["audi_petit"] }',
            'decided = { value = "final", sources = ["audi_petit"] }',
        ),
        TOML,
        "championship 1, decided",
        "unknown round 'final'",
    ),
    Broken(
        "a column of standings for a round that there is not",
        lambda folder: folder.replace(STANDINGS, "laguna-seca,miami,petit", "laguna,miami,petit"),
        STANDINGS,
        "laguna",
        "unknown round",
        "laguna-seca",
    ),
    Broken(
        "a circuit that there is not",
        _replaced(
            'name = "Road America 500"\ncircuit = "road-america"', 'name = "Road America 500"\ncircuit = "elkhart"'
        ),
        TOML,
        "round 7, circuit",
        "unknown circuit 'elkhart'",
        "road-america",
    ),
    Broken(
        "a derivation that there is not",
        _cell(RESULTS, "derivation", "guess", round="sonoma", class_="GTS", class_position="4"),
        RESULTS,
        "derivation",
        "unknown derivation 'guess'",
        "sonoma-fourth",
    ),
    Broken(
        "a derivation of a fact that there is not",
        _replaced("{ value = 79, sources", '{ value = 79, derivation = "guess", sources'),
        TOML,
        "round 7, laps, derivation",
        "unknown derivation 'guess'",
    ),
    Broken(
        "a championship in a table that there is not",
        _cell(STANDINGS, "championship", "gts-tires", championship="gts-tyres", position="1"),
        STANDINGS,
        "championship",
        "unknown championship 'gts-tires'",
        "gts-tyres",
    ),
    Broken(
        "a championship of a note that there is not",
        _replaced(
            'scored at all events but one."\ntopic = "championship"\nchampionship = "lmp675-teams"',
            'scored at all events but one."\ntopic = "championship"\nchampionship = "lmp675"',
        ),
        TOML,
        "note *, championship",
        "unknown championship 'lmp675'",
    ),
    Broken(
        "a driver in a crew who is not listed",
        _cell(RESULTS, "crew", "Craig Stanton; John Mowlem", **WINNER_OF_6),
        RESULTS,
        "crew",
        "unknown driver 'John Mowlem'",
        "correct the name ('Johnny Mowlem'?), or add the driver to drivers.csv",
    ),
    Broken(
        "a driver in qualifying who is not listed",
        _cell("qualifying.csv", "drivers", "F. Biela", round="laguna-seca"),
        "qualifying.csv",
        "drivers",
        "unknown driver 'F. Biela'",
    ),
    Broken(
        "a driver in standings who is not listed",
        _cell(STANDINGS, "competitor", "E. Pirro", competitor="Emanuele Pirro"),
        STANDINGS,
        "competitor",
        "unknown driver 'E. Pirro'",
    ),
    Broken(
        "a team in standings that there is not",
        _cell(STANDINGS, "competitor", "Orbit", championship="gt-teams", competitor="Orbit Racing"),
        STANDINGS,
        "competitor",
        "unknown team 'Orbit'",
        "[[team]]",
    ),
    Broken(
        "a disputed car that was not there",
        _replaced('round = "petit"\nclass = "LMP900"\ncar = "38"', 'round = "petit"\nclass = "LMP900"\ncar = "039"'),
        TOML,
        "dispute 2, car",
        "car '039' is not in round 'petit'",
    ),
    Broken(
        "a disputed team that there is not",
        _replaced('class = "GTS"\nteam = "Prodrive"', 'class = "GTS"\nteam = "Pro Drive"'),
        TOML,
        "dispute 8, team",
        "unknown team 'Pro Drive'",
    ),
    Broken(
        "a claim that stands but is none of the claims",
        _replaced('stands = "#80"', 'stands = "#88 or #80"'),
        TOML,
        "dispute 3, stands",
        "none of the claims",
        "repeat one claim",
    ),
    Broken(
        "a disputed value with no claim standing that is stated all the same",
        _cell(RESULTS, "engine", "Judd GV5 5.0L V10", round="sonoma", car="27"),
        RESULTS,
        "engine",
        "disputed, no claim stands, but engine says 'Judd GV5 5.0L V10'",
        "write ? there",
    ),
)


def _second(folder: Folder, old: str, new: str) -> int:
    """Replace what stands twice at its second place."""
    text = folder.text(TOML)
    assert text.count(old) == 2
    at = text.rindex(old)
    folder.write(TOML, f"{text[:at]}{new}{text[at + len(old) :]}")
    return text.count("\n", 0, at) + 1


TWICE = (
    Broken(
        "a car number twice in a round",
        _cell(RESULTS, "car", "23", round="miami", car="35"),
        RESULTS,
        "car",
        "car '23' stands twice in round 'miami'",
        "has it too",
    ),
    Broken(
        "a class place twice",
        _cell(RESULTS, "class_position", "2", round="miami", car="60"),
        RESULTS,
        "class_position",
        "GT place 2 of round 'miami' stands twice",
        "has it too",
        also=("P.K. Sport has 16 at Grand Prix Americas by the results",),
    ),
    Broken(
        "an overall place twice",
        _cell(RESULTS, "overall_position", "9", round="miami", car="60"),
        RESULTS,
        "overall_position",
        "overall place 9 of round 'miami' stands twice",
        also=("overall place 10 is missing",),
    ),
    Broken(
        "a scale's code twice",
        _replaced('[[scale]]\ncode = "long"', '[[scale]]\ncode = "normal"'),
        TOML,
        "scale 2, code",
        "'normal' stands twice",
        "give each its own",
    ),
    Broken(
        "a round's number twice",
        _in_round(_replaced("number = 8", "number = 9"), 10, "number"),
        TOML,
        "round 10, number",
        "9 stands twice",
        "once",
    ),
    Broken(
        "a team twice",
        _replaced('name = "J-3 Racing"', 'name = "Orbit Racing"'),
        TOML,
        "team 24, name",
        "'Orbit Racing' stands twice",
    ),
    Broken(
        "a driver twice",
        _line("drivers.csv", "Frank Biela,DEU,,lm24"),
        "drivers.csv",
        "name",
        "'Frank Biela' stands twice",
        "one line a driver",
    ),
    Broken(
        "a competitor twice",
        _line(STANDINGS, "gts-tyres,3,Michelin,,,,,,,,,,,,150,prattmiller,,"),
        STANDINGS,
        "competitor",
        "'Michelin' stands twice in 'gts-tyres'",
        "one line a competitor",
    ),
    Broken(
        "a round in two scales",
        _replaced('rounds = ["sebring", "petit"]', 'rounds = ["sebring", "petit", "miami"]'),
        TOML,
        "scale 2, rounds",
        "round 'miami' has the scale 'normal' already",
        "one scale",
    ),
    Broken(
        "a class complete twice",
        _inserted("overall_places_known = 2", 'complete_classes = ["LMP900", "LMP900"]'),
        TOML,
        "round 7, complete_classes",
        "a class stands twice",
    ),
    Broken(
        "a column twice",
        lambda folder: folder.replace(
            "drivers.csv", "name,nationality,aliases,sources", "name,nationality,aliases,sources,sources"
        ),
        "drivers.csv",
        "sources",
        "column stands twice",
        "the columns are",
    ),
    Broken(
        "a round's column twice",
        lambda folder: folder.replace(STANDINGS, "laguna-seca,miami,petit", "laguna-seca,miami,miami"),
        STANDINGS,
        "miami",
        "column stands twice",
        "one column a round",
    ),
)

CALENDAR = (
    Broken(
        "a date before the season",
        _replaced("date = 2003-08-24", "date = 2003-02-24"),
        TOML,
        "round 7, date",
        "2003-02-24 is outside the season",
        "from 2003-03-15 to 2003-10-18",
    ),
    Broken(
        "a date after the season",
        _replaced("date = 2003-08-24", "date = 2004-08-24"),
        TOML,
        "round 7, date",
        "2004-08-24 is outside the season",
    ),
    Broken(
        "a round that is not in the order of the calendar",
        _replaced("date = 2003-08-24", "date = 2003-08-16"),
        TOML,
        "round 7, date",
        "2003-08-16 is before 2003-08-17, the date of a round above it",
        "in the order of the calendar",
    ),
    Broken(
        "a season that ends before it starts",
        _replaced("ends = 2003-10-18", "ends = 2003-03-14"),
        TOML,
        "ends",
        "ends before it starts",
        also=("is outside the season",) * 10,
    ),
    Broken(
        "a number for a cancelled round",
        _replaced('code = "mexico"\n', 'code = "mexico"\nnumber = 10\n'),
        TOML,
        "round 2, number",
        "a cancelled round has no number",
        "remove the number",
    ),
    Broken(
        "results for a cancelled round",
        _cell(RESULTS, "round", "mexico", round="miami", car="60"),
        RESULTS,
        "round",
        "round 'mexico' was cancelled",
        "remove the line",
        also=("overall place 10 is missing",),
    ),
    Broken(
        "qualifying for a cancelled round",
        _cell("qualifying.csv", "round", "mexico", round="laguna-seca"),
        "qualifying.csv",
        "round",
        "round 'mexico' was cancelled",
    ),
    Broken(
        "a folder called by another name",
        _replaced('label = "2003"', 'label = "2004"'),
        TOML,
        "series, label",
        "the folder is called 'alms-2003'",
        "call it 'alms-2004'",
    ),
    Broken(
        "an overall winner that was not there",
        _in_round(_replaced('value = "16"\nsources', 'value = "17"\nsources'), 4, "[round.overall_winner]"),
        TOML,
        "round 4, overall_winner",
        "car '17' is not in results.csv there",
    ),
    Broken(
        "an overall winner that did not win its class",
        _in_round(_replaced('value = "16"\nsources', 'value = "20"\nsources'), 4, "[round.overall_winner]"),
        TOML,
        "round 4, overall_winner",
        "car '20' did not win its class there",
    ),
    Broken(
        "an overall winner that was second overall",
        _in_round(_replaced('value = "16"\nsources', 'value = "1"\nsources'), 4, "[round.overall_winner]"),
        TOML,
        "round 4, overall_winner",
        "car '1' has overall place 2",
    ),
)

RACES = (
    Broken(
        "a crew of which only some are named",
        _cell(RESULTS, "crew", "Alain Menu; ?", round="petit", car="88"),
        RESULTS,
        "crew",
        "? stands for a whole crew, not for one of it",
        "write ? alone",
    ),
    Broken(
        "a gap in a class that is complete",
        _inserted("overall_places_known = 2", 'complete_classes = ["GTS"]'),
        TOML,
        "round 7, complete_classes",
        "GTS is complete, but place 3, 5 is missing",
        "add the place",
    ),
    Broken(
        "a gap in the overall places that are known",
        _replaced("overall_places_known = 2", "overall_places_known = 4"),
        TOML,
        "round 7, overall_places_known",
        "overall place 3, 4 is missing",
        "lower the number",
    ),
    Broken(
        "a classified car without a class place",
        _cell(RESULTS, "class_position", "-", round="miami", car="60"),
        RESULTS,
        "class_position",
        "a classified car without a class place",
    ),
    Broken(
        "a class place for a car that retired",
        _cell(RESULTS, "status", "retired", round="miami", car="60"),
        RESULTS,
        "status",
        "a class place for a car that is retired",
        "classified car only",
    ),
    Broken(
        "a status that there is not",
        _cell(RESULTS, "status", "DNF", round="miami", car="60"),
        RESULTS,
        "status",
        "'DNF' is not one of the values",
        "'retired'",
    ),
    Broken(
        "a class place that is none",
        _cell(RESULTS, "class_position", "third", round="miami", car="60"),
        RESULTS,
        "class_position",
        "'third' is not a whole number",
        "?",
    ),
    Broken(
        "a class place beyond any field",
        _cell(RESULTS, "class_position", "4000000000", round="miami", car="60"),
        RESULTS,
        "class_position",
        "'4000000000' is too large",
        "999",
    ),
    Broken(
        "a result without a source",
        _cell(RESULTS, "sources", "", round="miami", car="60"),
        RESULTS,
        "sources",
        "is empty",
    ),
    Broken("a result without a crew", _cell(RESULTS, "crew", "", round="miami", car="60"), RESULTS, "crew", "is empty"),
    Broken(
        "negative laps", _cell(RESULTS, "laps", "-3", round="miami", car="60"), RESULTS, "laps", "'-3' is too small"
    ),
    Broken(
        "laps of more digits than a number may have",
        _cell(RESULTS, "laps", "9" * 5000, round="miami", car="60"),
        RESULTS,
        "laps",
        "is too large",
    ),
    Broken(
        "a nationality without a source",
        _cell("drivers.csv", "nationality", "SWE", name="Niclas Jönsson"),
        "drivers.csv",
        "sources",
        "a nationality without a source",
    ),
)

POINTS = (
    Broken(
        "a total that is not the sum of its parts",
        _cell(STANDINGS, "total", "73", competitor="Team Olive Garden"),
        STANDINGS,
        "total",
        "2003 GTS teams: Team Olive Garden has 72 by its rounds, 73 as total (article)",
        "adjustment",
    ),
    Broken(
        "a total left open where every round is known",
        _cell(STANDINGS, "total", "?", competitor="Team Olive Garden"),
        STANDINGS,
        "total",
        "every round is known, but the total is not",
    ),
    Broken(
        "a class winner without the winner's points",
        _cell(STANDINGS, "road-america", "16", championship="gts-teams", competitor="Prodrive"),
        STANDINGS,
        "road-america",
        "Prodrive won GTS at Road America 500 without a winner's points: 20 by the results, 16 here",
        also=("159 by its rounds, 163 as total",),
    ),
    Broken(
        "a class winner whose points are left open in a complete table",
        _cell(STANDINGS, "road-america", "?", championship="gts-teams", competitor="Prodrive"),
        STANDINGS,
        "road-america",
        "Prodrive won GTS at Road America 500 without a winner's points",
        "write 20",
    ),
    Broken(
        "a class winner said to have taken no part",
        _cell(STANDINGS, "road-america", "-", championship="gts-teams", competitor="Prodrive"),
        STANDINGS,
        "road-america",
        "won GTS at Road America 500 without a winner's points",
        also=("143 by its rounds, 163 as total",),
    ),
    Broken(
        "points that the results do not bear out",
        _both(
            _cell(STANDINGS, "miami", "13", championship="gts-teams", competitor="Corvette Racing"),
            _cell(STANDINGS, "mosport", "13", championship="gts-teams", competitor="Prodrive"),
        ),
        STANDINGS,
        "mosport",
        "Prodrive has 16 at Toronto Grand Prix of Mosport by the results, 13 as published (article) (166 in all,",
        "adjustment",
        also=("Prodrive has 160 by its rounds", "Corvette Racing has 170 by its rounds"),
    ),
    Broken(
        "more points than the results bear out",
        _cell(STANDINGS, "mosport", "20", championship="gts-teams", competitor="Prodrive"),
        STANDINGS,
        "mosport",
        "Prodrive has 16 at Toronto Grand Prix of Mosport by the results, 20 as published (article) (159 in all,",
        also=("Prodrive has 167 by its rounds, 163 as total",),
    ),
    Broken(
        "a scorer of a complete table who is not in it",
        lambda folder: _unscored(folder),
        TOML,
        "championship",
        "Team Olive Garden scored at Le Grand Prix de Trois-Rivières by the results but is not in the standings",
        "add its line",
        also=("scored at Toronto Grand Prix of Mosport", "scored at Fry's Electronics"),
    ),
    Broken(
        "points of one of several that are one only",
        _cell(STANDINGS, "sonoma", "0*", competitor="Carsport America"),
        STANDINGS,
        "rounds",
        "@a is not one of several cells",
        "each round",
    ),
    Broken(
        "points of one of several that differ",
        _cell(STANDINGS, "sonoma", "8@a", competitor="Carsport America"),
        STANDINGS,
        "rounds",
        "@a is not one of several cells with the same points",
    ),
    Broken(
        "one place with two totals",
        _cell(STANDINGS, "position", "2", championship="gts-teams", competitor="Team Olive Garden"),
        STANDINGS,
        "position",
        "place 2 stands twice, with 163 points and with 72",
    ),
    Broken(
        "a better place with fewer points",
        _cell(STANDINGS, "total", "170", championship="gts-tyres", competitor="Michelin"),
        STANDINGS,
        "position",
        "place 2 has 170 points, place 1 has 167",
    ),
    Broken(
        "a cell that is no cell",
        _cell(STANDINGS, "miami", "20 pts", championship="gts-teams", competitor="Prodrive"),
        STANDINGS,
        "miami",
        "'20 pts' is not a cell of a standings table; write a number, 8* (derived)",
        "standings.csv",
    ),
    Broken(
        "half a point where points are whole",
        _cell(STANDINGS, "total", "163.5", championship="gts-tyres", competitor="Michelin"),
        STANDINGS,
        "total",
        "163.5 is not a whole number of units",
        "points_denominator is 1",
    ),
    Broken(
        "half a point in a scale where points are whole",
        _replaced("9, 8, 7]", "9, 8, 6.5]"),
        TOML,
        "scale 2, points",
        "6.5 is not a whole number of units",
    ),
    Broken(
        "half a point given where points are whole",
        _inserted(
            'decided = { value = "petit", sources = ["audi_petit"] }',
            'adjustments = [{ competitor = "Audi Sport UK", points = 0.5, reason = "x", sources = ["wp_sebring"] }]',
        ),
        TOML,
        "championship 1, adjustments",
        "0.5 is not a whole number of units",
        also=("Audi Sport UK has 16.5 by its rounds",),
    ),
)


def _unscored(folder: Folder) -> int:
    line = folder.row(STANDINGS, competitor="Team Olive Garden")
    lines = folder.text(STANDINGS).split("\n")
    del lines[line - 1]
    folder.write(STANDINGS, "\n".join(lines))
    text = folder.text(TOML)
    return text.count("\n", 0, text.index('code = "gts-teams"'))


ALL = (*KEYS, *REFERENCES, *TWICE, *CALENDAR, *RACES, *POINTS)


def test_a_place_that_is_missing_of_a_sprint_is_a_fault_where_its_class_is_complete(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "f1-2021")
    shutil.copytree(Path(__file__).parent / "data" / "f1" / "f1-2021", folder.path)
    line = folder.row(RESULTS, round="great-britain", session="sprint", overall_position="7")
    lines = folder.text(RESULTS).split("\n")
    folder.write(RESULTS, "\n".join([*lines[: line - 1], *lines[line:]]))

    [said] = [said for said in folder.said() if "place" in said]
    assert said.startswith("season.toml:")
    assert "complete_classes: F1 is complete, but place 7 of its sprint is missing; add the place or remove" in said


def test_the_shipped_season_has_no_fault() -> None:
    assert check_folder(SHIPPED) == []
    assert read_season(SHIPPED).key == "alms-2003"


@pytest.mark.parametrize("broken", ALL, ids=lambda broken: broken.name.replace(" ", "-"))
def test_a_broken_folder_is_told_the_file_the_line_the_field_the_fault_and_the_remedy(
    folder: Folder, broken: Broken
) -> None:
    line = broken.break_(folder)

    faults = folder.faults()

    said = [
        fault
        for fault in faults
        if (fault.file, fault.line) == (folder.path / broken.file, line)
        and fnmatchcase(fault.where, broken.field)
        and broken.problem in fault.problem
    ]
    assert len(said) == 1, folder.said()
    assert broken.remedy in said[0].remedy
    assert len(faults) == 1 + len(broken.also), folder.said()
    rest = [str(fault) for fault in faults if fault is not said[0]]
    for words in broken.also:
        assert any(words in text for text in rest)


def test_every_check_has_said_something_in_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that no broken folder wakes would be no check."""
    awake: set[str] = set()

    def heard(check: Callable[[Checked], Iterator[Fault]]) -> Callable[[Checked], Iterator[Fault]]:
        def hearing(checked: Checked) -> Iterator[Fault]:
            for fault in check(checked):
                awake.add(check.__name__)
                yield fault

        return hearing

    every = {check.__name__ for check in checks.CHECKS}
    monkeypatch.setattr(checks, "CHECKS", tuple(heard(check) for check in checks.CHECKS))
    with TemporaryDirectory() as parent:
        for number, broken in enumerate((*REFERENCES, *TWICE, *CALENDAR, *RACES, *POINTS)):
            folder = copied(Path(parent) / str(number))
            broken.break_(folder)
            folder.faults()
    assert every - awake == set()


def test_places_cars_and_winners_of_a_sprint_are_not_those_of_the_race() -> None:
    season = read_season(SHIPPED)
    lines = (SHIPPED / TOML).read_text(encoding="utf-8").splitlines()
    rows = [row for row in season.results if row.round_ == "road-america" and row.class_ == "GTS"]
    sprint = tuple(
        row.model_copy(update={"session": "sprint", "class_position": place, "overall_position": place, "laps": None})
        for place, row in enumerate(rows, start=1)
    )
    rounds = tuple(
        one.model_copy(update={"complete_classes": ("GTS",)}) if one.code == "road-america" else one
        for one in season.file.rounds
    )
    file = season.file.model_copy(update={"rounds": rounds})
    doubled = season.model_copy(update={"results": (*season.results, *sprint), "file": file})
    said = [fault.problem for fault in checks.season_faults(SHIPPED, doubled, TomlLines(lines))]

    # A sprint of the same cars is sound, and its third place does not fill the gap in the race.
    assert "GTS is complete, but place 3, 5 is missing" in said
    assert [problem for problem in said if "twice" in problem] == []


# What is not a fault, though it looks like one.


def test_points_that_were_themselves_reasoned_out_from_points_are_not_recomputed(folder: Folder) -> None:
    """Circular: Konrad's sixth at Road America is known from its 6 points, so it cannot prove them."""
    folder.set(RESULTS, "class_position", "5", round="road-america", class_="GTS", class_position="6")
    assert folder.faults() == []

    folder.set(RESULTS, "derivation", "", round="road-america", class_="GTS", class_position="5")
    (fault,) = folder.faults()
    assert fault.problem == (
        "2003 GTS teams: Konrad Motorsport has at least 8 at Road America 500 by the results, "
        "6 as published (article) (8 in all, 6 as published)"
    )


def test_a_class_that_is_not_complete_may_have_gaps(folder: Folder) -> None:
    season = read_season(folder.path)
    places = [r.class_position for r in season.results if (r.round_, r.class_) == ("road-america", "GTS")]

    assert {3, 5} & set(places) == set()
    assert max(place for place in places if isinstance(place, int)) == 7


def test_a_result_that_is_complete_and_has_no_gap_is_sound(folder: Folder) -> None:
    folder.replace(TOML, "overall_places_known = 2\n", 'overall_places_known = 2\ncomplete_classes = ["LMP900"]\n')

    assert folder.faults() == []


def test_an_unknown_car_may_stand_twice_in_a_round_and_car_0_is_a_car() -> None:
    season = read_season(SHIPPED)
    cars = [row.car for row in season.results if row.round_ == "mosport"]

    assert cars.count("?") > 1
    assert "0" in cars


def test_a_total_is_not_checked_where_a_part_of_it_is_unknown(folder: Folder) -> None:
    folder.set(STANDINGS, "total", "199", championship="lmp675-teams", competitor="Dyson Racing")

    assert folder.faults() == []


def test_half_points_are_sound_where_the_season_says_that_it_has_them(folder: Folder) -> None:
    folder.replace(TOML, "points_denominator = 1", "points_denominator = 2")
    folder.set(STANDINGS, "total", "163.5", championship="gts-tyres", competitor="Michelin")
    assert folder.faults() == []

    line = folder.set(STANDINGS, "total", "163.25", championship="gts-tyres", competitor="Michelin")
    (fault,) = folder.faults()
    assert (fault.line, fault.where) == (line, "total")
    assert str(fault).endswith("163.25 is not a whole number of units; points_denominator is 2")


def test_an_adjustment_with_its_source_mends_a_difference(folder: Folder) -> None:
    folder.set(STANDINGS, "total", "157", championship="gts-teams", competitor="Corvette Racing")
    folder.set(STANDINGS, "position", "2", championship="gts-teams", competitor="Corvette Racing")
    folder.set(STANDINGS, "position", "1", championship="gts-teams", competitor="Prodrive")
    assert [fault.where for fault in folder.faults()] == ["total"]

    folder.replace(
        TOML,
        'name = "GTS teams"\n',
        'name = "GTS teams"\nadjustments = [{ competitor = "Corvette Racing", points = -10, reason = "Too light.",'
        ' sources = ["article"] }]\n',
    )
    assert folder.faults() == []


def test_a_dropped_score_does_not_count_in_the_total(folder: Folder) -> None:
    folder.set(STANDINGS, "miami", "(10)", championship="gts-teams", competitor="Corvette Racing")
    folder.set(STANDINGS, "total", "157", championship="gts-teams", competitor="Corvette Racing")

    assert [fault.where for fault in folder.faults()] == ["position"], "second of the table now"


def test_a_table_that_cannot_be_read_is_not_missed_in_every_other_one(folder: Folder) -> None:
    folder.replace("drivers.csv", "name,nationality", "driver,nationality")

    assert [fault.file.name for fault in folder.faults()] == ["drivers.csv", "drivers.csv"]


# Files that are not what they should be.


@pytest.mark.parametrize("name", FILES)
def test_bytes_that_are_not_utf8_are_named_with_their_line(folder: Folder, name: str) -> None:
    lines = (folder.path / name).read_bytes().split(b"\n")
    lines[6] += "é".encode("latin-1")
    (folder.path / name).write_bytes(b"\n".join(lines))

    said = folder.said()

    assert f"{name}:7: byte 0xe9 is not UTF-8; save the file as UTF-8" in said


def test_utf16_as_some_editors_save_it_is_named(folder: Folder) -> None:
    (folder.path / TOML).write_text(folder.text(TOML), encoding="utf-16")

    assert folder.said() == ["season.toml:1: byte 0xff is not UTF-8; save the file as UTF-8"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(folder: Folder) -> None:
    for name in FILES:
        path = folder.path / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert folder.faults() == []
    assert read_season(folder.path) == read_season(SHIPPED)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("number = 6\n", "number = \n", "is not TOML: invalid value"),
        ("number = 6\n", "number 6\n", "is not TOML: expected '=' after a key"),
        ("number = 6\n", "number = 007\n", "is not TOML: expected newline or end of document"),
        ("number = 6\n", "number = 6\nnumber = 6\n", "is not TOML: cannot overwrite a value"),
        ("number = 6\n", "number = [[6\n", "is not TOML: unclosed array"),
        ("number = 6\n", 'number = "\\q"\n', "is not TOML: unescaped '\\'"),
        ("number = 6\n", "number = \x00\n", "is not TOML: invalid value"),
    ],
)
def test_malformed_toml_is_named_with_its_line(folder: Folder, old: str, new: str, words: str) -> None:
    line = folder.replace(TOML, old, new)

    (fault,) = folder.faults()

    assert fault.line in {line, line + 1}
    assert fault.problem.startswith(words)
    assert fault.remedy


def test_toml_that_ends_too_soon_is_named_with_its_last_line(folder: Folder) -> None:
    line = folder.add_line(TOML, 'note = "open')

    (fault,) = folder.faults()

    assert fault.line == line
    assert fault.problem.startswith("is not TOML: illegal character") or "nterminated" in fault.problem


def test_a_number_of_thousands_of_digits_and_a_value_nested_a_thousand_deep_are_faults(folder: Folder) -> None:
    folder.replace(TOML, "number = 6\n", f"number = {'6' * 5000}\n")
    assert folder.said() == ["season.toml: holds a number of thousands of digits; correct the number"]

    folder.replace(TOML, f"number = {'6' * 5000}\n", f"number = 0x{'f' * 5000}\n")
    assert [fault.where for fault in folder.faults()] == ["round 7, number"]

    folder.replace(TOML, f"number = 0x{'f' * 5000}\n", f"number = {'[' * 5000}{']' * 5000}\n")
    (fault,) = folder.faults()
    assert fault.problem == "is nested too deeply"


@pytest.mark.parametrize(
    "line",
    [
        f"{'a.' * 500_000}b = 1",
        f"x = {{ {'a . ' * 500_000}b = 1 }}",
        f"[{'a.' * 500_000}b]",
        '"a".' * 300_000 + "b = 1",
    ],
    ids=["key", "inline table", "header", "quoted"],
)
def test_a_key_of_half_a_million_parts_is_a_fault_and_is_not_read_for_hours(folder: Folder, line: str) -> None:
    folder.add_line(TOML, line)

    assert folder.said() == ["season.toml: is nested too deeply; season files need two levels"]


def test_tens_of_thousands_of_faults_are_all_said_and_the_first_with_their_lines(folder: Folder) -> None:
    folder.write(TOML, "".join(f"wrong{number} = 1\n" for number in range(30_000)) + folder.text(TOML))

    faults = folder.faults()

    assert len(faults) == 30_000
    assert {fault.line for fault in faults} == {0, *range(1, MOST_LOOKED_FOR + 1)}


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
def test_a_table_of_a_million_columns_is_one_fault(folder: Folder, name: str) -> None:
    folder.write(name, ",".join(map(str, range(1_000_000))))

    assert [fault.problem for fault in folder.faults() if fault.file.name == name] == ["has 1000000 columns"]


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
def test_a_line_of_a_table_with_too_many_or_too_few_cells_is_named(folder: Folder, name: str) -> None:
    width = folder.text(name).split("\n")[0].count(",") + 1
    many = folder.add_line(name, "x" + "," * width)
    few = folder.add_line(name, "x,y")

    faults = [fault for fault in folder.faults() if "cells, the header has" in fault.problem]

    assert [(fault.line, fault.problem) for fault in faults] == [
        (many, f"has {width + 1} cells, the header has {width}"),
        (few, f"has 2 cells, the header has {width}"),
    ]
    assert all("quote a cell with a comma" in fault.remedy for fault in faults)


def test_a_quote_that_is_never_closed_is_named_with_the_line_that_it_stands_on(folder: Folder) -> None:
    line = folder.replace(RESULTS, "Frank Biela; Marco Werner; Philipp Peter", '"Frank Biela')

    assert folder.said()[0].startswith(f"results.csv:{line}: ")
    assert "is not CSV" in folder.said()[0] or "has not the form" in folder.said()[0]


def test_text_after_a_closing_quote_is_named_with_its_line(folder: Folder) -> None:
    line = folder.add_line("drivers.csv", '"Frank" Biela,DEU,,lm24')

    (fault,) = [fault for fault in folder.faults() if fault.file.name == "drivers.csv"]

    assert (fault.line, fault.problem) == (line, "is not CSV: ',' expected after '\"'")
    assert fault.remedy == "mend the quotes on the line"


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
def test_an_unknown_and_a_missing_column_are_named(folder: Folder, name: str) -> None:
    column = TABLES[name][0]
    text = folder.text(name)
    folder.write(name, text.replace(column, "colour", 1))

    faults = {fault.where: fault for fault in folder.faults() if fault.file.name == name}

    assert set(faults) == {column, "colour"}
    assert all(fault.line == 1 for fault in faults.values())
    assert faults[column].problem == "column is missing"
    assert faults["colour"].problem in {"unknown column", "unknown round"}


def test_a_column_called_by_signs_that_would_move_the_cursor_is_shown_by_their_names(folder: Folder) -> None:
    folder.replace("drivers.csv", "name,nationality,aliases,sources", 'name,nationality,aliases,sources,"a\x1b[2J\nb"')

    said = [line for line in folder.said() if "unknown column" in line]

    assert said == [
        "drivers.csv:1: 'a\\x1b[2J\\nb': unknown column; the columns are: name, nationality, aliases, sources, id, born"
    ]


def test_nul_bytes_in_a_table_are_a_fault_of_their_line(folder: Folder) -> None:
    line = folder.set("drivers.csv", "name", "Fra\x00nk Biela", name="Frank Biela")

    (fault,) = folder.faults()

    assert (fault.file.name, fault.line, fault.where) == ("drivers.csv", line, "name")


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file_is_a_fault(folder: Folder, name: str) -> None:
    folder.write(name, "")

    faults = [fault for fault in folder.faults() if fault.file.name == name]

    assert faults
    assert all(fault.line == 1 for fault in faults)
    assert {fault.problem for fault in faults} <= {"is missing", "column is missing"}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_100_mb_is_a_fault_and_is_not_read(folder: Folder, name: str) -> None:
    with (folder.path / name).open("r+b") as file:
        file.truncate(100 * 2**20)

    assert f"{name}: is 100 MB large; a season's table is text of at most {LARGEST_FILE // 2**20} MB" in folder.said()


@pytest.mark.parametrize("name", FILES)
def test_a_directory_in_place_of_a_file_is_a_fault(folder: Folder, name: str) -> None:
    (folder.path / name).unlink()
    (folder.path / name).mkdir()

    assert f"{name}: is not a file; put a text file there" in folder.said()


@pytest.mark.parametrize("name", FILES)
def test_a_link_that_leads_nowhere_or_to_itself_is_a_fault(folder: Folder, name: str) -> None:
    path = folder.path / name
    for target in ("nowhere", name):
        path.unlink()
        path.symlink_to(target)
        assert f"{name}: is not a file; put a text file there" in folder.said()


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read by anybody")
def test_a_file_that_cannot_be_read_is_a_fault(folder: Folder) -> None:
    (folder.path / TOML).unlink()
    (folder.path / TOML).symlink_to("/proc/self/mem")

    (fault,) = folder.faults()

    assert fault.problem.startswith("cannot be read (")
    assert fault.remedy == "make it a readable text file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_a_fault_and_is_not_waited_for(folder: Folder) -> None:
    (folder.path / RESULTS).unlink()
    os.mkfifo(folder.path / RESULTS)

    assert "results.csv: is not a file; put a text file there" in folder.said()


def test_a_missing_season_file_is_a_fault_and_a_missing_table_is_none_of_its_own(folder: Folder) -> None:
    (folder.path / "qualifying.csv").unlink()
    assert folder.faults() == []

    (folder.path / TOML).unlink()
    assert folder.said() == ["season.toml: is missing; every season folder holds one; see data/README.md"]


def test_a_folder_that_is_a_loop_of_links_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "alms-2003").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "alms-2003")

    (fault,) = check_folder(tmp_path / "alms-2003")

    assert (fault.file, fault.line) == (tmp_path / "alms-2003", 0)
    assert fault.problem == "does not exist or is a loop of links"


def test_a_folder_that_does_not_exist_or_is_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "alms-2003").write_text("x", encoding="utf-8")

    assert [fault.problem for fault in check_folder(tmp_path / "alms-2003")] == ["is not a folder"]
    assert [fault.problem for fault in check_folder(tmp_path / "none")] == ["does not exist or is a loop of links"]


def test_a_linked_folder_that_holds_itself_is_read_once(folder: Folder) -> None:
    (folder.path / "again").symlink_to(folder.path)

    assert folder.faults() == []


# All at once.


def test_every_fault_of_a_folder_is_said_at_once_in_order_a_line_each_with_a_remedy(folder: Folder) -> None:
    driver = folder.add_line("drivers.csv", "Frank Biela,DEU,,lm24")
    place = folder.add_line("qualifying.csv", "monaco,1,GT,1,31,,,,gte_petit,,")
    folder.replace(TOML, "date = 2003-08-24", "date = 2003-11-24")
    folder.replace(TOML, "overall_places_known = 2\n", 'overall_places_known = 2\ncomplete_classes = ["GTS"]\n')
    folder.replace(TOML, 'name = "Road America 500"\ncircuit = "road-america"', 'name = "x"\ncircuit = "elkhart"')
    folder.set(RESULTS, "car", "23", round="miami", car="35")
    folder.set(RESULTS, "class", "GT2", round="petit", class_="GT", class_position="2")
    folder.set(RESULTS, "sources", "gt_eins", round="petit", class_="GT", car="79")
    folder.set(STANDINGS, "total", "73", competitor="Team Olive Garden")
    folder.set(STANDINGS, "road-america", "16", championship="gts-teams", competitor="Prodrive")
    folder.set(STANDINGS, "competitor", "Karkraft", competitor="Orbit Racing")

    with pytest.raises(DataError) as caught:
        read_season(folder.path)

    said = folder.said()
    assert [str(fault) for fault in caught.value.faults] == [str(fault) for fault in folder.faults()]
    for words in (
        f"drivers.csv:{driver}: name: 'Frank Biela' stands twice",
        f"qualifying.csv:{place}: round: unknown round 'monaco'",
        "is outside the season",
        "GTS is complete, but place 3, 5 is missing",
        "unknown circuit 'elkhart'",
        "car '23' stands twice in round 'miami'",
        "unknown class 'GT2'",
        "unknown source 'gt_eins'",
        "Team Olive Garden has 72 by its rounds, 73 as total",
        "without a winner's points: 20 by the results, 16 here",
        "unknown team 'Karkraft'",
    ):
        assert sum(words in line for line in said) == 1, f"{words} in {said}"
    places = [(fault.file, fault.line) for fault in folder.faults()]
    assert places == sorted(places)
    assert all("\n" not in line and "; " in line for line in said)
    assert all(fault.remedy for fault in folder.faults())
    assert len(said) <= 13, said


def test_faults_are_said_in_the_same_order_by_every_process(folder: Folder) -> None:
    folder.replace(
        TOML, "overall_places_known = 2\n", 'overall_places_known = 4\ncomplete_classes = ["GTS", "GT2", "X"]\n'
    )
    folder.set(RESULTS, "class", "GT2", round="petit", class_="GT", class_position="2")
    script = "import sys, pathlib, bot.season.read as s; print(*s.check_folder(pathlib.Path(sys.argv[1])), sep='\\n')"

    runs = {
        subprocess.run(
            [sys.executable, "-c", script, str(folder.path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(SHIPPED.parent.parent)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(runs) == 1


# Anything at all.


_VALUES = st.one_of(
    st.sampled_from(["", "?", "-", "0", "08", "1e9", "9" * 400, "9" * 25, "0.5", "[", '"', "'", "\x00", "nan", "inf"]),
    st.sampled_from(["article", "GT", "gts-teams", "miami", "mexico", "DSQ", "6@a", "(4)", "8*", "1:02.3", "race"]),
    st.sampled_from(["true", "[]", "{}", "1979-05-27", "-1", "1e999999999", "[[1]]", "'?'", '"?"', "{ value = 1 }"]),
    st.text(max_size=30),
)


@contextmanager
def _copied() -> Iterator[Folder]:
    with TemporaryDirectory() as parent:
        yield copied(Path(parent))


def _sound_or_told(folder: Folder) -> None:
    """Reading gives faults that can be printed, or a season that the database takes. Nothing else is raised."""
    faults = folder.faults()
    for fault in faults:
        assert not [sign for sign in str(fault) if unicodedata.category(sign) == "Cc"]
        assert len(fault.where) <= 200
        assert fault.problem
        assert fault.remedy
    if not faults:
        _goes_into_the_database(read_season(folder.path))


def _goes_into_the_database(season: Season) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        for table, columns, rows in season_rows(season):
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


_ANY_FOLDER = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@_ANY_FOLDER
@given(st.sampled_from(FILES), st.binary(max_size=40), st.floats(0, 1), st.integers(0, 60))
def test_garbage_anywhere_in_any_file_is_a_fault_or_harmless_and_never_an_exception(
    name: str, garbage: bytes, place: float, gone: int
) -> None:
    with _copied() as folder:
        raw = (folder.path / name).read_bytes()
        at = int(place * len(raw))
        (folder.path / name).write_bytes(raw[:at] + garbage + raw[at + gone :])
        _sound_or_told(folder)


@_ANY_FOLDER
@given(st.sampled_from(FILES[1:]), st.data())
def test_any_text_in_any_cell_is_a_fault_or_goes_into_the_database(name: str, data: st.DataObject) -> None:
    with _copied() as folder:
        line = data.draw(st.integers(2, folder.text(name).count("\n")))
        column = data.draw(st.sampled_from(folder.text(name).split("\n")[0].split(",")))
        _set_cell(folder, name, line, column, data.draw(_VALUES))
        _sound_or_told(folder)


def _set_cell(folder: Folder, name: str, line: int, column: str, value: str) -> None:
    rows = list(csv.reader(io.StringIO(folder.text(name), newline="")))
    rows[line - 1][rows[0].index(column)] = value
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    folder.write(name, written.getvalue())


@_ANY_FOLDER
@given(st.data())
def test_any_value_of_any_key_is_a_fault_or_goes_into_the_database(data: st.DataObject) -> None:
    with _copied() as folder:
        lines = folder.text(TOML).split("\n")
        keyed = [number for number, text in enumerate(lines) if " = " in text and not text.startswith("#")]
        number = data.draw(st.sampled_from(keyed))
        key = lines[number].split(" = ")[0]
        lines[number] = f"{key} = {data.draw(_VALUES)}"
        folder.write(TOML, "\n".join(lines))
        _sound_or_told(folder)
