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
    Broken("an unknown key at the top", _at(_replaced('label = "2003"', 'label = "2003"\nyear = 3'), "year"), TOML, "year", "unknown key", "spelling"),
    Broken("an unknown key in a round", _at(_replaced(RA, f"{RA}\ntrack = 3"), "track"), TOML, "round 7, track", "unknown key", "spelling"),
    Broken("an unknown key in a fact", _replaced('{ value = 17, sources = ["ms_sebring2004"],', '{ value = 17, source = 1, sources = ["ms_sebring2004"],'), TOML, "circuit 1, turns, source", "unknown key"),
    Broken("an unknown key in a sub-table", _replaced('over = "20"', 'ovr = "20"'), TOML, "round 7, margin, ovr", "unknown key"),
    Broken("an unknown key that needs quotes", _at(_replaced('label = "2003"', 'label = "2003"\n"my note" = 3'), '"my note"'), TOML, "my note", "unknown key"),
    Broken("a key left out", _at(_replaced('label = "2003"\n', ""), "# The 2003"), TOML, "label", "is missing", "add it"),
    Broken("a source without a title", _at(_replaced('title = "lemans24 database by G. Sotirov"\n', ""), "[sources.lm24]"), TOML, "sources, lm24, title", "is missing"),
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
    Broken("a dispute with one side", lambda folder: _one_sided(folder), TOML, "dispute 3, claim", "holds 1 only", "at least 2"),
)


def _without_classes(folder: Folder) -> int:
    text = folder.text(TOML)
    first, last = text.index("[[class]]"), text.index("[[circuit]]")
    folder.write(TOML, text[:first] + text[last:])
    return 1


def _one_sided(folder: Folder) -> int:
    claim = '[[dispute.claim]]\nvalue = "#88"\nsources = ["ms_roadamerica"]\n'
    line = folder.replace(TOML, claim, "")
    lines = folder.text(TOML).split("\n")
    return max(n for n, text in enumerate(lines[:line], start=1) if text == "[[dispute]]") + 5


REFERENCES = (
    Broken(
        "a source that is not listed",
        _replaced('sources = ["gte_roadamerica", "champion_roadamerica"] }\nentered', 'sources = ["gte_ra"] }\nentered'),
        TOML, "round 7, laps, sources", "unknown source 'gte_ra'", "[sources.gte_ra]",
    ),
    Broken(
        "a source of a scale's rounds that is not listed",
        lambda folder: _second(folder, 'rounds_sources = ["wp_season_mirror", "champions_list"]', 'rounds_sources = ["x"]'),
        TOML, "scale 2, rounds_sources", "unknown source 'x'",
    ),
    Broken(
        "a source in a table that is not listed",
        _cell(RESULTS, "sources", "article wikipedia", **WINNER_OF_6),
        RESULTS, "sources", "unknown source 'wikipedia'", "[sources.wikipedia]",
    ),
    Broken(
        "a detail source in a table that is not listed",
        _cell(RESULTS, "detail_sources", "gte", **WINNER_OF_6),
        RESULTS, "detail_sources", "unknown source 'gte'",
    ),
    Broken("a class in a table that there is not", _cell(RESULTS, "class", "GT2", **WINNER_OF_6), RESULTS, "class", "unknown class 'GT2'", "there are: GT, GTS, LMGTP, LMP675, LMP900"),
    Broken("a class of a note that there is not", _replaced('#3 three of them."\ntopic = "class"\nclass = "GTS"', '#3 three of them."\ntopic = "class"\nclass = "gts"'), TOML, "note 61, class", "unknown class 'gts'", "GTS"),
    Broken("a class that is complete but is none", _inserted("overall_places_known = 2", 'complete_classes = ["GTX"]'), TOML, "round 7, complete_classes", "unknown class 'GTX'"),
    Broken("a round in a table that there is not", _cell(RESULTS, "round", "road-amerika", round="miami", class_="GT", class_position="3"), RESULTS, "round", "unknown round 'road-amerika'", "road-america"),
    Broken("a round in qualifying that there is not", _cell("qualifying.csv", "round", "monaco", round="laguna-seca"), "qualifying.csv", "round", "unknown round 'monaco'"),
    Broken("a round of a scale that there is not", _replaced('rounds = ["sebring", "petit"]', 'rounds = ["sebring", "petit", "daytona"]'), TOML, "scale 2, rounds", "unknown round 'daytona'"),
    Broken("a round of a dispute that there is not", _replaced('field = "starters"\nround = "petit"', 'field = "starters"\nround = "petite"'), TOML, "dispute 9, round", "unknown round 'petite'"),
    Broken("a deciding round that there is not", _replaced('decided = { value = "petit", sources = ["audi_petit"] }', 'decided = { value = "final", sources = ["audi_petit"] }'), TOML, "championship 1, decided", "unknown round 'final'"),
    Broken("a column of standings for a round that there is not", lambda folder: folder.replace(STANDINGS, "laguna-seca,miami,petit", "laguna,miami,petit"), STANDINGS, "laguna", "unknown round", "laguna-seca"),
    Broken("a circuit that there is not", _replaced('name = "Road America 500"\ncircuit = "road-america"', 'name = "Road America 500"\ncircuit = "elkhart"'), TOML, "round 7, circuit", "unknown circuit 'elkhart'", "road-america"),
    Broken("a derivation that there is not", _cell(RESULTS, "derivation", "guess", round="sonoma", class_="GTS", class_position="4"), RESULTS, "derivation", "unknown derivation 'guess'", "sonoma-fourth"),
    Broken("a derivation of a fact that there is not", _replaced('{ value = 79, sources', '{ value = 79, derivation = "guess", sources'), TOML, "round 7, laps, derivation", "unknown derivation 'guess'"),
    Broken("a championship in a table that there is not", _cell(STANDINGS, "championship", "gts-tires", championship="gts-tyres", position="1"), STANDINGS, "championship", "unknown championship 'gts-tires'", "gts-tyres"),
    Broken("a championship of a note that there is not", _replaced('Porsche had', 'x') if False else _replaced('text = "Essex Racing scored at all events but one."\ntopic = "championship"\nchampionship = "lmp675-teams"', 'text = "Essex Racing scored at all events but one."\ntopic = "championship"\nchampionship = "lmp675"'), TOML, "note 69, championship", "unknown championship 'lmp675'"),
    Broken("a driver in a crew who is not listed", _cell(RESULTS, "crew", "Craig Stanton; John Mowlem", **WINNER_OF_6), RESULTS, "crew", "unknown driver 'John Mowlem'", "drivers.csv"),
    Broken("a driver in qualifying who is not listed", _cell("qualifying.csv", "drivers", "F. Biela", round="laguna-seca"), "qualifying.csv", "drivers", "unknown driver 'F. Biela'"),
    Broken("a driver in standings who is not listed", _cell(STANDINGS, "competitor", "E. Pirro", competitor="Emanuele Pirro"), STANDINGS, "competitor", "unknown driver 'E. Pirro'"),
    Broken("a team in standings that there is not", _cell(STANDINGS, "competitor", "Orbit", championship="gt-teams", competitor="Orbit Racing"), STANDINGS, "competitor", "unknown team 'Orbit'", "[[team]]"),
    Broken("a disputed car that was not there", _replaced('round = "petit"\nclass = "LMP900"\ncar = "38"', 'round = "petit"\nclass = "LMP900"\ncar = "039"'), TOML, "dispute 2, car", "car '039' is not in round 'petit'"),
    Broken("a disputed team that there is not", _replaced('class = "GTS"\nteam = "Prodrive"', 'class = "GTS"\nteam = "Pro Drive"'), TOML, "dispute 8, team", "unknown team 'Pro Drive'"),
    Broken("a claim that stands but is none of the claims", _replaced('stands = "#80"', 'stands = "#88 or #80"'), TOML, "dispute 3, stands", "none of the claims", "repeat one claim"),
    Broken("a disputed value with no claim standing that is stated all the same", _cell(RESULTS, "engine", "Judd GV5 5.0L V10", round="sonoma", car="27"), RESULTS, "engine", "disputed, no claim stands, but engine says 'Judd GV5 5.0L V10'", "write ? there"),
)


def _second(folder: Folder, old: str, new: str) -> int:
    """Replace what stands twice at its second place."""
    text = folder.text(TOML)
    assert text.count(old) == 2
    at = text.rindex(old)
    folder.write(TOML, f"{text[:at]}{new}{text[at + len(old) :]}")
    return text.count("\n", 0, at) + 1


TWICE = (
    Broken("a car number twice in a round", _cell(RESULTS, "car", "23", round="miami", car="35"), RESULTS, "car", "car '23' stands twice in round 'miami'", "line 118 has it too"),
    Broken("a class place twice", _cell(RESULTS, "class_position", "2", round="miami", car="60"), RESULTS, "class_position", "GT place 2 of round 'miami' stands twice", "line 119 has it too"),
    Broken("an overall place twice", _cell(RESULTS, "overall_position", "9", round="miami", car="60"), RESULTS, "overall_position", "overall place 9 of round 'miami' stands twice", also=("overall place 10 is missing",)),
    Broken("a round's code twice", _both(_replaced('code = "miami"\nnumber = 8', 'code = "petit"\nnumber = 8')) if False else _replaced('[[scale]]\ncode = "long"', '[[scale]]\ncode = "normal"'), TOML, "scale 2, code", "'normal' stands twice", "give each its own"),
    Broken("a round's number twice", _replaced("number = 8", "number = 9"), TOML, "round 10, number", "9 stands twice", "once"),
    Broken("a team twice", _replaced('name = "J-3 Racing"', 'name = "Orbit Racing"'), TOML, "team 19, name", "'Orbit Racing' stands twice"),
    Broken("a driver twice", _line("drivers.csv", "Frank Biela,DEU,,lm24"), "drivers.csv", "name", "'Frank Biela' stands twice", "one line a driver"),
    Broken("a competitor twice", _line(STANDINGS, "gts-tyres,3,Michelin,,,,,,,,,,,,150,prattmiller,,"), STANDINGS, "competitor", "'Michelin' stands twice in 'gts-tyres'", "one line a competitor"),
    Broken("a round in two scales", _replaced('rounds = ["sebring", "petit"]', 'rounds = ["sebring", "petit", "miami"]'), TOML, "scale 2, rounds", "round 'miami' has the scale 'normal' already", "one scale"),
    Broken("a class complete twice", _inserted("overall_places_known = 2", 'complete_classes = ["LMP900", "LMP900"]'), TOML, "round 7, complete_classes", "a class stands twice"),
    Broken("a column twice", lambda folder: folder.replace("drivers.csv", "name,nationality,aliases,sources", "name,nationality,aliases,sources,sources"), "drivers.csv", "sources", "column stands twice", "the columns are"),
    Broken("a round's column twice", lambda folder: folder.replace(STANDINGS, "laguna-seca,miami,petit", "laguna-seca,miami,miami"), STANDINGS, "miami", "column stands twice", "one column a round", also=("miami: column stands twice",)),
)

CALENDAR = (
    Broken("a date before the season", _replaced("date = 2003-08-24", "date = 2003-02-24"), TOML, "round 7, date", "2003-02-24 is outside the season", "from 2003-03-15 to 2003-10-18"),
    Broken("a date after the season", _replaced("date = 2003-08-24", "date = 2004-08-24"), TOML, "round 7, date", "2004-08-24 is outside the season"),
    Broken("a season that ends before it starts", _replaced("ends = 2003-10-18", "ends = 2003-03-14"), TOML, "ends", "ends before it starts", also=("is outside the season",) * 10),
    Broken("a number for a cancelled round", _replaced('code = "mexico"\n', 'code = "mexico"\nnumber = 10\n'), TOML, "round 2, number", "a cancelled round has no number", "remove the number"),
    Broken("results for a cancelled round", _cell(RESULTS, "round", "mexico", round="miami", car="60"), RESULTS, "round", "round 'mexico' was cancelled", "remove the line", also=("overall place 10 is missing",)),
    Broken("qualifying for a cancelled round", _cell("qualifying.csv", "round", "mexico", round="laguna-seca"), "qualifying.csv", "round", "round 'mexico' was cancelled"),
    Broken("a folder called by another name", _replaced('label = "2003"', 'label = "2004"'), TOML, "series, label", "the folder is called 'alms-2003'", "call it 'alms-2004'"),
    Broken("an overall winner that was not there", _replaced('value = "16"\nsources', 'value = "17"\nsources'), TOML, "round 4, overall_winner", "car '17' is not in results.csv there"),
    Broken("an overall winner that did not win its class", _replaced('value = "16"\nsources', 'value = "20"\nsources'), TOML, "round 4, overall_winner", "car '20' did not win its class there"),
    Broken("an overall winner that was second overall", _replaced('value = "16"\nsources', 'value = "1"\nsources'), TOML, "round 4, overall_winner", "car '1' has overall place 2"),
)

RACES = (
    Broken("a gap in a class that is complete", _inserted("overall_places_known = 2", 'complete_classes = ["GTS"]'), TOML, "round 7, complete_classes", "GTS is complete, but place 3, 5 is missing", "add the place"),
    Broken("a gap in the overall places that are known", _replaced("overall_places_known = 2", "overall_places_known = 4"), TOML, "round 7, overall_places_known", "overall place 3, 4 is missing", "lower the number"),
    Broken("a classified car without a class place", _cell(RESULTS, "class_position", "-", round="miami", car="60"), RESULTS, "class_position", "a classified car without a class place"),
    Broken("a class place for a car that retired", _cell(RESULTS, "status", "retired", round="miami", car="60"), RESULTS, "status", "a class place for a car that is retired", "classified car only"),
    Broken("a status that there is not", _cell(RESULTS, "status", "DNF", round="miami", car="60"), RESULTS, "status", "'DNF' is not one of the values", "'retired'", also=("overall place 10 is missing",)),
    Broken("a class place that is none", _cell(RESULTS, "class_position", "third", round="miami", car="60"), RESULTS, "class_position", "'third' is not a whole number", "?", also=("overall place 10 is missing",)),
    Broken("a class place beyond any field", _cell(RESULTS, "class_position", "4000000000", round="miami", car="60"), RESULTS, "class_position", "'4000000000' is too large", "999", also=("overall place 10 is missing",)),
    Broken("a result without a source", _cell(RESULTS, "sources", "", round="miami", car="60"), RESULTS, "sources", "is empty", also=("overall place 10 is missing",)),
    Broken("a result without a crew", _cell(RESULTS, "crew", "", round="miami", car="60"), RESULTS, "crew", "is empty", also=("overall place 10 is missing",)),
    Broken("negative laps", _cell(RESULTS, "laps", "-3", round="miami", car="60"), RESULTS, "laps", "'-3' is too small", also=("overall place 10 is missing",)),
    Broken("laps of more digits than a number may have", _cell(RESULTS, "laps", "9" * 5000, round="miami", car="60"), RESULTS, "laps", "is too large", also=("overall place 10 is missing",)),
    Broken("a nationality without a source", _cell("drivers.csv", "nationality", "SWE", name="Niclas Jönsson"), "drivers.csv", "sources", "a nationality without a source"),
)

POINTS = (
    Broken("a total that is not the sum of its parts", _cell(STANDINGS, "total", "73", competitor="Team Olive Garden"), STANDINGS, "total", "2003 GTS teams: Team Olive Garden has 72 by its rounds, 73 as total (article)", "adjustment"),
    Broken("a total left open where every round is known", _cell(STANDINGS, "total", "?", competitor="Team Olive Garden"), STANDINGS, "total", "every round is known, but the total is not"),
    Broken("a class winner without the winner's points", _cell(STANDINGS, "road-america", "16", championship="gts-teams", competitor="Prodrive"), STANDINGS, "road-america", "Prodrive won GTS at Road America 500 without a winner's points: 20 by the results, 16 here", also=("159 by its rounds, 163 as total",)),
    Broken("a class winner whose points are left open in a complete table", _cell(STANDINGS, "road-america", "?", championship="gts-teams", competitor="Prodrive"), STANDINGS, "road-america", "Prodrive won GTS at Road America 500 without a winner's points", "write 20"),
    Broken("a class winner said to have taken no part", _cell(STANDINGS, "road-america", "-", championship="gts-teams", competitor="Prodrive"), STANDINGS, "road-america", "won GTS at Road America 500 without a winner's points", also=("143 by its rounds, 163 as total",)),
    Broken("points that the results do not bear out", _both(_cell(STANDINGS, "miami", "13", championship="gts-teams", competitor="Corvette Racing"), _cell(STANDINGS, "mosport", "13", championship="gts-teams", competitor="Prodrive")), STANDINGS, "mosport", "2003 GTS teams: Prodrive has 16 at Toronto Grand Prix of Mosport by the results, 13 as published (article) (166 in all, 163 as published)", "adjustment", also=("Prodrive has 160 by its rounds", "Corvette Racing has 170 by its rounds")),
    Broken("a scorer of a complete table who is not in it", lambda folder: _unscored(folder), TOML, "championship", "Konrad Motorsport scored" if False else "2003 GTS teams: Team Olive Garden scored at Le Grand Prix de Trois-Rivières by the results but is not in the standings", "add its line", also=("scored at Toronto Grand Prix of Mosport", "scored at Fry's Electronics")),
    Broken("points of one of several that are one only", _cell(STANDINGS, "sonoma", "0*", competitor="Carsport America"), STANDINGS, "rounds", "@a is not one of several cells", "each round"),
    Broken("points of one of several that differ", _cell(STANDINGS, "sonoma", "8@a", competitor="Carsport America"), STANDINGS, "rounds", "@a is not one of several cells with the same points", also=()),
    Broken("a better place with fewer points", _cell(STANDINGS, "total", "150", championship="gts-tyres", competitor="Goodyear"), STANDINGS, "position", "place 2 has 163 points, place 1 has 150"),
    Broken("a cell that is no cell", _cell(STANDINGS, "miami", "20 pts", championship="gts-teams", competitor="Prodrive"), STANDINGS, "miami", "'20 pts' is not a cell of a standings table; write a number, 8* (derived)", "standings.csv"),
    Broken("half a point where points are whole", _cell(STANDINGS, "total", "163.5", championship="gts-tyres", competitor="Michelin"), STANDINGS, "total", "163.5 is not a whole number of units", "points_denominator is 1"),
    Broken("half a point in a scale where points are whole", _replaced("points = [26, 22,", "points = [26, 21.5,"), TOML, "scale 2, points", "21.5 is not a whole number of units", also=("Prodrive has 22",) * 0),
    Broken("half a point given where points are whole", _inserted('decided = { value = "petit", sources = ["audi_petit"] }', 'adjustments = [{ competitor = "Audi Sport UK", points = 0.5, reason = "A tie.", sources = ["wp_sebring"] }]'), TOML, "championship 1, adjustments", "0.5 is not a whole number of units", also=("Audi Sport UK has 16.5 by its rounds",)),
)


def _unscored(folder: Folder) -> int:
    line = folder.row(STANDINGS, competitor="Team Olive Garden")
    lines = folder.text(STANDINGS).split("\n")
    del lines[line - 1]
    folder.write(STANDINGS, "\n".join(lines))
    text = folder.text(TOML)
    return text.count("\n", 0, text.index('code = "gts-teams"'))
