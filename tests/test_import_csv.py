"""Results tables imported with column maps: of a championship of our own, and in the shape of Ergast's tables."""

import re
import shutil
import subprocess
import sys
import tarfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ImportRefused
from bot.importers.mapped.plan import Map, ResultColumns, presets, read_map
from bot.importers.plans import Decisions, read_plan
from bot.importers.tables import read_table
from bot.season.model.rows import ResultRow, StandingRow
from bot.season.model.season import Season
from bot.season.read import read_season
from tests.imports import bytes_of, imported

DATA = Path(__file__).parent / "data"
SALOONS, SALOONS_MAP = DATA / "csv" / "saloons.csv", DATA / "csv" / "saloons.toml"
ERGAST, ERGAST_MAP = DATA / "ergast", DATA / "ergast" / "map.toml"


@pytest.fixture(scope="module")
def saloons(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    into = tmp_path_factory.mktemp("saloons")
    return into, imported("csv", [SALOONS], into, map=SALOONS_MAP)


@pytest.fixture(scope="module")
def ergast(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    into = tmp_path_factory.mktemp("ergast")
    return into, imported("csv", [ERGAST], into, map=ERGAST_MAP)


def _row(season: Season, round_: str, driver: str, session: str = "race") -> ResultRow:
    (row,) = [r for r in season.results if (r.round_, r.session) == (round_, session) and driver in r.crew]
    return row


def _line(season: Season, competitor: str) -> StandingRow:
    (row,) = [row for row in season.standings if row.competitor == competitor]
    return row


# A championship of our own.


def test_a_map_of_twenty_lines_reads_a_championship(saloons: tuple[Path, str]) -> None:
    into, said = saloons
    season = read_season(into / "saloons-2021")
    keys = [line for line in SALOONS_MAP.read_text(encoding="utf-8").splitlines() if line.strip()]

    assert len(keys) <= 25
    assert "Read 2 seasons, 3 races, 6 results" in said
    row = _row(season, "spring-meeting-at-highfield", "Bo Baker")
    assert (row.class_, row.overall_position, row.car, row.team) == ("A", 1, "7", "Team Able")
    assert (row.crew, row.chassis, row.laps) == (("Ann Able", "Bo Baker"), "Aurora 1600", 40)
    retired = _row(season, "spring-meeting-at-highfield", "Ed Early")
    assert (retired.status, retired.reason, retired.class_position) == ("retired", "Gearbox", "-")


def test_class_places_that_no_column_says_are_counted_and_marked_as_derived(saloons: tuple[Path, str]) -> None:
    season = read_season(saloons[0] / "saloons-2021")

    places = {row.car: (row.class_, row.class_position, row.derivation) for row in season.results[:3]}
    assert places == {"7": ("A", 1, "class-places"), "31": ("B", 1, "class-places"), "8": ("A", 2, "class-places")}


def test_licence_and_credit_of_the_map_travel_into_the_season(saloons: tuple[Path, str]) -> None:
    folder = saloons[0] / "saloons-2022"
    season = read_season(folder)

    assert (season.file.data_licence, season.file.credit) == ("CC0 1.0", "Results by the Northern Saloon Club.")
    assert "Results by the Northern Saloon Club." in (folder / "LICENSE.md").read_text(encoding="utf-8")


def test_how_the_first_rows_are_read_is_shown_before_anything_is_written(tmp_path: Path) -> None:
    said = imported("csv", [SALOONS], tmp_path / "data", map=SALOONS_MAP, dry_run=True)

    assert "As the first results are read" in said
    assert "Ann Able; Bo Baker" in said
    assert "2 seasons would be new: saloons-2021, saloons-2022" in said
    assert not (tmp_path / "data").exists()


def test_the_command_line_takes_a_map_and_a_preview(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "import", "csv", str(SALOONS), "--map", str(SALOONS_MAP)]
    done = subprocess.run(
        [*command, "--into", str(tmp_path / "data"), "--preview"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "As the first results are read" in done.stdout
    assert not (tmp_path / "data").exists()


def test_a_map_without_licence_or_credit_is_refused(tmp_path: Path) -> None:
    text = SALOONS_MAP.read_text(encoding="utf-8")
    for key in ("data_licence", "credit"):
        bare = tmp_path / "map.toml"
        bare.write_text("\n".join(line for line in text.splitlines() if not line.startswith(key)), encoding="utf-8")
        with pytest.raises(ImportRefused, match=f"{key}: is missing"):
            imported("csv", [SALOONS], tmp_path / "data", map=bare)


def test_a_preset_says_nothing_of_a_licence(tmp_path: Path) -> None:
    bare = tmp_path / "map.toml"
    for name in presets():
        bare.write_text(f'preset = "{name}"\n', encoding="utf-8")
        with pytest.raises(ImportRefused, match=r"(?s)data_licence: is missing; add it.*source: is missing; add it"):
            read_map(bare)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            '"Track"\ncountry',
            '"Trck"\ncountry',
            "saloons.csv has no column 'Trck' (circuit); its columns: Year, Rd, Day",
        ),
        ('position = "Pos"', 'positon = "Pos"', "results, positon: unknown key"),
        ('series = "saloons"', 'series = "saloons', "is not TOML"),
        ('series = "saloons"', 'preset = "none"\nseries = "saloons"', "there is no preset 'none'; there are: ergast"),
    ],
)
def test_a_map_that_does_not_fit_is_one_sentence(tmp_path: Path, old: str, new: str, why: str) -> None:
    bad = tmp_path / "map.toml"
    bad.write_text(SALOONS_MAP.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    with pytest.raises(ImportRefused) as refused:
        imported("csv", [SALOONS], tmp_path / "data", map=bad)

    assert why in str(refused.value)
    assert bytes_of(tmp_path / "data") == {}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("2021-04-11,Spring", "11 April,Spring", "saloons.csv:2: its date is '11 April' and its circuit 'Highfield'"),
        (",A,1,7,", ",A,first,7,", "saloons.csv:2: position is 'first', not a number"),
        (",A,1,7,", ",C,1,7,", "saloons.csv:2: class 'C' is none of the map's [[class]]: A, B"),
        (",A,1,7,", ",A,3,7,", "place 3 stands twice in the race"),
        (",B,2,31,", ",B,2,7,", "saloons.csv:3: car 7 stands twice in the race"),
        ("Ann Able / Bo", "=HYPERLINK(0) / Bo", "saloons.csv:2: '=HYPERLINK(0) / Bo Baker' is a formula"),
        ("Comet 1000,39,Finished", "Comet 1000", "saloons.csv:3: has 12 cells, the header has 14"),
        ("Aurora 1600,38,", "Aurora 1600,many,", "saloons.csv:4: laps is 'many', not a number"),
    ],
)
def test_a_line_that_is_not_understood_is_named_and_the_rest_is_not_called_complete(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    table = tmp_path / "saloons.csv"
    table.write_text(SALOONS.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    complete = tmp_path / "map.toml"
    text = SALOONS_MAP.read_text(encoding="utf-8") + '\n[coverage]\nresults = "complete"\n'
    complete.write_text(text, encoding="utf-8")

    said = imported("csv", [table], tmp_path / "data", map=complete)

    assert why in said
    assert read_season(tmp_path / "data" / "saloons-2021").file.coverage.results == "partial"


def test_a_table_in_another_encoding_is_refused_unless_the_map_names_it(tmp_path: Path) -> None:
    table = tmp_path / "saloons.csv"
    table.write_bytes(SALOONS.read_text(encoding="utf-8").replace("Cy Cook", "Cé Cook").encode("cp1252"))
    with pytest.raises(ImportRefused, match=r"saloons.csv:3: byte 0xe9 is not UTF-8"):
        imported("csv", [table], tmp_path / "data", map=SALOONS_MAP)

    named = tmp_path / "map.toml"
    named.write_text('encoding = "cp1252"\n' + SALOONS_MAP.read_text(encoding="utf-8"), encoding="utf-8")
    imported("csv", [table], tmp_path / "data", map=named)

    assert "Cé Cook" in [row.name for row in read_season(tmp_path / "data" / "saloons-2022").drivers]


def test_near_names_are_asked_about_once_and_a_decision_makes_the_next_import_silent(tmp_path: Path) -> None:
    table, map_ = tmp_path / "saloons.csv", tmp_path / "map.toml"
    table.write_text(SALOONS.read_text(encoding="utf-8").replace(",Cy Cook,Comet 1000,40", ",Cyril Cook,x,40"))
    shutil.copy(SALOONS_MAP, map_)
    said = imported("csv", [table], tmp_path / "data", map=map_)
    assert "To be decided: 1" in said
    assert "Cyril Cook is near Cy Cook: one person?" in said

    (tmp_path / "decisions.toml").write_text('[people]\n"Cyril Cook" = "Cy Cook"\n', encoding="utf-8")
    said = imported("csv", [table], tmp_path / "data", map=map_)

    assert "To be decided" not in said
    (driver,) = read_season(tmp_path / "data" / "saloons-2022").drivers
    assert (driver.name, driver.aliases) == ("Cy Cook", ("Cyril Cook",))


# Tables in the shape of Ergast's.


def test_ergasts_tables_are_joined_by_their_ids(ergast: tuple[Path, str]) -> None:
    into, said = ergast
    season = read_season(into / "f1-2021")

    assert "Read 2 seasons, 5 races, 11 results, 2 qualifying places, 5 standings rows." in said
    assert "Not understood" not in said
    won = _row(season, "southland", "Dee Dale")
    assert (won.team, won.constructor, won.car, won.grid, won.time) == ("Aurora", "Aurora", "12", 1, "1:30:03.700")
    assert _row(season, "southland", "Cy Cook").gap == "5.478"
    (dale,) = [row for row in season.drivers if row.name == "Dee Dale"]
    assert (dale.id, dale.nationality, str(dale.born)) == ("dale", "GBR", "1990-01-02")
    assert [(row.position, row.time) for row in season.qualifying] == [(1, "1:18.345"), (2, "1:20.2")]
    assert _row(season, "southland", "Cy Cook", "sprint").class_position == 1


def test_a_shared_car_is_one_line_and_a_number_may_stand_twice(ergast: tuple[Path, str]) -> None:
    season = read_season(ergast[0] / "f1-1956")

    assert _row(season, "northland", "Ann Able").crew == ("Ann Able", "Bob Baker")
    assert _row(season, "northland-2", "Cy Cook").crew == ("Cy Cook", "Dee Dale"), "a shared car that retired, too"
    assert season.file.rounds[1].repeated_cars == ("1",)
    assert _row(season, "southland", "Bob Baker").car == "?"
    assert (_row(season, "southland", "Bob Baker").status, _row(season, "southland", "Cy Cook").reason) == (
        "disqualified",
        "Engine",
    )


def test_two_races_of_one_name_are_two_rounds_by_their_dates(ergast: tuple[Path, str]) -> None:
    season = read_season(ergast[0] / "f1-1956")

    assert [(round_.code, str(round_.date)) for round_ in season.file.rounds] == [
        ("northland", "1956-01-22"),
        ("southland", "1956-05-13"),
        ("northland-2", "1956-09-02"),
    ]


def test_a_race_without_results_behind_the_last_is_still_to_come(ergast: tuple[Path, str]) -> None:
    season = read_season(ergast[0] / "f1-2021")

    assert [round_.to_come for round_ in season.file.rounds] == [False, True]


def test_the_last_published_table_counts_and_its_rounds_only_where_they_add_up(ergast: tuple[Path, str]) -> None:
    season = read_season(ergast[0] / "f1-1956")

    able, cook = _line(season, "Ann Able"), _line(season, "Cy Cook")
    assert (able.position, able.total.points) == (1, Fraction(15))
    assert [cell.points for cell in able.cells.values()] == [4, 8, 3]
    assert cook.total.points == 5
    assert [cell.state for cell in cook.cells.values()] == ["left out"] * 3
    sprints = _line(read_season(ergast[0] / "f1-2021"), "Cy Cook")
    assert (sprints.total.points, sprints.cells["southland"].points) == (Fraction(41, 2), Fraction(41, 2))


def test_the_same_tables_give_the_same_bytes_from_a_folder_and_from_an_archive(
    ergast: tuple[Path, str], tmp_path: Path
) -> None:
    archive = tmp_path / "tables.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        for path in sorted(ERGAST.glob("*.csv"), reverse=True):
            tar.add(path, f"tables/{path.name}")
    imported("csv", [archive], tmp_path / "data", map=ERGAST_MAP)

    assert bytes_of(tmp_path / "data") == bytes_of(ergast[0])
    assert "2 seasons unchanged" in imported("csv", [ERGAST], ergast[0], map=ERGAST_MAP)


def test_a_line_that_joins_nothing_is_named(tmp_path: Path) -> None:
    shutil.copytree(ERGAST, tmp_path / "tables")
    results = tmp_path / "tables" / "results.csv"
    results.write_text(results.read_text(encoding="utf-8").replace("10,4,3,2,14", "10,4,99,2,14"), encoding="utf-8")

    said = imported("csv", [tmp_path / "tables"], tmp_path / "data", map=ERGAST_MAP)

    assert "results.csv:11: driverId '99' is not in drivers.csv" in said
    assert read_season(tmp_path / "data" / "f1-2021").file.coverage.results == "partial"


def test_a_table_that_is_missing_is_named_and_truncated_archives_are_refused(tmp_path: Path) -> None:
    shutil.copytree(ERGAST, tmp_path / "tables")
    (tmp_path / "tables" / "drivers.csv").unlink()
    with pytest.raises(ImportRefused, match=r"The map asks for drivers.csv; there is: circuits.csv"):
        imported("csv", [tmp_path / "tables"], tmp_path / "data", map=ERGAST_MAP)

    archive = tmp_path / "tables.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(ERGAST, "tables")
    archive.write_bytes(archive.read_bytes()[:-400])
    with pytest.raises(ImportRefused, match="is no archive that can be read to its end"):
        imported("csv", [archive], tmp_path / "data", map=ERGAST_MAP)
    assert bytes_of(tmp_path / "data") == {}


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading_of_a_table(raw: bytes) -> None:
    try:
        table = read_table(raw, "table.csv")
    except ImportRefused:
        return
    assert table.lines or table.problems


# Each example is an import of its own, on a disk: fewer of them, however long they take.
@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.text(max_size=10), min_size=1, max_size=16), min_size=1, max_size=5))
def test_no_line_breaks_an_import(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    header = SALOONS.read_text(encoding="utf-8").split("\n", 1)[0]
    text = "\n".join([header, *(",".join(row) for row in rows)])
    (folder / "saloons.csv").write_bytes(text.encode("utf-8", "surrogatepass"))

    with pytest.raises(ImportRefused):
        imported("csv", [folder / "saloons.csv"], folder / "data", map=SALOONS_MAP)
    assert bytes_of(folder / "data") == {}


# Every fact of a season.


def test_a_season_is_headed_dated_and_placed_as_the_tables_say(
    saloons: tuple[Path, str], ergast: tuple[Path, str]
) -> None:
    older, newer = read_season(ergast[0] / "f1-1956").file, read_season(ergast[0] / "f1-2021").file
    saloon, last = read_season(saloons[0] / "saloons-2021").file, read_season(saloons[0] / "saloons-2022").file

    assert [(one.name, str(one.starts), str(one.ends), one.points_denominator) for one in (older, newer, saloon)] == [
        ("1956 Formula 1 season", "1956-01-22", "1956-09-02", 1),
        ("2021 Formula 1 season", "2021-05-02", "2021-09-05", 2),
        ("2021 Northern Saloon Cup", "2021-04-11", "2021-06-20", 1),
    ]
    assert [[class_.code for class_ in one.classes] for one in (saloon, last)] == [["A", "B"], ["B"]]
    assert [[(one.code, one.aliases, one.place, one.country) for one in file.circuits] for file in (older, saloon)] == [
        [
            ("north-park", ("north park",), "Northtown", "GBR"),
            ("south-park", ("south park",), "Southtown", "ITA"),
        ],
        [("highfield", (), "?", "GBR"), ("lowmoor", (), "?", "GBR")],
    ]
    assert [file.coverage.overall_winners for file in (older, newer, saloon)] == ["complete", "complete", "partial"]


def test_a_round_has_the_winner_the_distance_and_the_known_places_of_its_race(
    saloons: tuple[Path, str], ergast: tuple[Path, str]
) -> None:
    rounds = [
        (
            one.number,
            one.name,
            one.circuit,
            one.overall_winner and one.overall_winner.value,
            one.laps and one.laps.value,
            one.overall_places_known,
            one.repeated_cars,
        )
        for folder in (ergast[0] / "f1-1956", ergast[0] / "f1-2021", saloons[0] / "saloons-2021")
        for one in read_season(folder).file.rounds
    ]

    assert rounds == [
        (1, "Northland Grand Prix", "north-park", "34", 98, 2, ()),
        (2, "Southland Grand Prix", "south-park", "1", 50, 1, ("1",)),
        (3, "Northland Grand Prix", "north-park", "2", 50, 2, ()),
        (1, "Southland Grand Prix", "south-park", "12", 50, 2, ()),
        (2, "Northland Grand Prix", "north-park", None, None, None, ()),
        (1, "Spring Meeting at Highfield", "highfield", "7", 40, 3, ()),
        (2, "Summer Meeting at Lowmoor", "lowmoor", "8", 40, 1, ()),
    ]


def test_numbers_that_stand_twice_in_a_race_or_a_sprint_are_listed_and_unknown_ones_are_not(tmp_path: Path) -> None:
    shutil.copytree(ERGAST, tmp_path / "tables")
    for name, old, new in (
        (
            "sprint_results.csv",
            "",
            '2,4,4,1,9,2,2,"2",2,7,17,"+1.0",1,15,"1:30.1",1\n3,4,2,1,9,3,3,"3",3,6,17,,1,15,,1\n',
        ),
        ("results.csv", '5,2,3,2,1,1,\\N,"R"', '5,2,3,2,\\N,1,\\N,"R"'),  # now two cars of unknown number
        ("results.csv", "", '13,6,1,1,1,1,1,"1",1,8,50,"2:00:03.7",1,\\N,\\N,\\N,\\N,1\n'),
        ("races.csv", "", '6,1956,4,3,"Eastland Grand Prix","1956-10-07",\\N,"x"\n'),
        ("circuits.csv", "", '3,"east_park","East Park",\\N,\\N,1,1,1,"x"\n'),
    ):
        path = tmp_path / "tables" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
    imported("csv", [tmp_path / "tables"], tmp_path / "data", map=ERGAST_MAP)
    older, newer = (read_season(tmp_path / "data" / f"f1-{year}").file for year in (1956, 2021))

    assert [round_.repeated_cars for round_ in older.rounds] == [(), (), (), ()]
    assert [round_.repeated_cars for round_ in newer.rounds] == [("9",), ()]
    # A circuit that was raced at twice is one; what is not said of another one is unknown.
    assert [(one.code, one.place, one.country) for one in older.circuits][1:] == [
        ("south-park", "Southtown", "ITA"),
        ("east-park", "?", "?"),
    ]


def _with(folder: Path, old: str, new: str, keys: str = "", **tables: str) -> tuple[Path, str]:
    """The saloons' season of 2021 with one change, its results said to be complete, and other tables beside them; and
    what the import printed.
    """
    tables = {"saloons": SALOONS.read_text(encoding="utf-8").replace(old, new), **tables}
    map_ = folder / "map.toml"
    text = SALOONS_MAP.read_text(encoding="utf-8").replace("[results]", '[results]\nfile = "saloons.csv"')
    complete = '\n[coverage]\nresults = "complete"\nqualifying = "complete"\n'
    map_.write_text(text + complete + keys, encoding="utf-8")
    (folder / "tables").mkdir()
    for name, table in tables.items():
        (folder / "tables" / f"{name}.csv").write_text(table, encoding="utf-8")
    said = imported("csv", [folder / "tables"], folder / "data", map=map_)
    return folder / "data" / "saloons-2021", said


@pytest.mark.parametrize(
    ("old", "new", "winner", "laps", "known"),
    [
        (",A,1,7,", ",A,1,,", None, 40, 3),  # who won is known, but no number of the car
        ("Aurora 1600,40,", "Aurora 1600,,", "7", None, 3),  # nor how far it went
        (",A,1,7,", ",A,4,7,", None, None, None),  # the winner is not in the source
        (",B,2,31,", ",B,5,31,", "7", 40, 1),  # nor who came second
    ],
)
def test_what_is_not_known_of_a_winner_is_left_out(
    tmp_path: Path, old: str, new: str, winner: str | None, laps: int | None, known: int | None
) -> None:
    file = read_season(_with(tmp_path, old, new)[0]).file
    first = file.rounds[0]

    assert (first.overall_winner and first.overall_winner.value, first.laps and first.laps.value) == (winner, laps)
    assert first.overall_places_known == known
    assert file.coverage.overall_winners == ("partial" if known is None else "complete")


def test_a_race_without_a_name_goes_by_its_circuit_and_one_without_a_number_has_none(tmp_path: Path) -> None:
    older = SALOONS_MAP.read_text(encoding="utf-8").replace('race = "{Meeting} at {Track}"', 'race = "Meeting"')
    map_, table = tmp_path / "map.toml", tmp_path / "saloons.csv"
    map_.write_text(older, encoding="utf-8")
    text = SALOONS.read_text(encoding="utf-8").replace("Summer Meeting", "").replace("2021,2,", "2021,,")
    table.write_text(text.replace(",Lowmoor,GBR", ",Lowmoor,Freedonia"), encoding="utf-8")
    imported("csv", [table], tmp_path / "data", map=map_)
    file = read_season(tmp_path / "data" / "saloons-2021").file

    assert [(one.number, one.name, one.code) for one in file.rounds] == [
        (1, "Spring Meeting", "spring-meeting"),
        (None, "Lowmoor", "lowmoor"),
    ]
    assert [one.country for one in file.circuits] == ["GBR", "?"]


GRID = """
    [qualifying]
    file = "grid.csv"
    season = "Y"
    date = "Day"
    circuit = "Track"
    class = "Class"
    position = "P"
    car = "No"
    drivers = "Who"
"""


@pytest.mark.parametrize(
    "line", ["2021,11 April,Highfield,B,2,31,Cy Cook", "2021,2021-04-12,Highfield,B,2,31,Cy Cook", "2021,2021-04-11"]
)
def test_a_grid_of_which_a_line_is_left_out_is_not_called_complete(tmp_path: Path, line: str) -> None:
    grid = "Y,Day,Track,Class,P,No,Who\n2021,2021-04-11,Highfield,A,1,7,Fay Fine\n"
    (tmp_path / "whole").mkdir()
    (tmp_path / "lacking").mkdir()
    whole, _ = _with(tmp_path / "whole", "", "", GRID, grid=grid)
    lacking, said = _with(tmp_path / "lacking", "", "", GRID, grid=f"{grid}{line}\n")

    assert read_season(whole).file.coverage.qualifying == "complete"
    assert read_season(lacking).file.coverage.qualifying == "partial"
    assert "grid.csv:3: " in said
    # Who is on the grid alone is one of the drivers, too.
    assert "Fay Fine" in [row.name for row in read_season(whole).drivers]


TITLES = """
    [[standings]]
    file = "table.csv"
    kind = "drivers"
    title = "Drivers' Cup"
    coverage = "complete"
    class = "B"
    season = "Y"
    competitor = "Who"
    position = "P"
    points = "Pts"

    [[standings]]
    file = "entrants.csv"
    kind = "teams"
    title = "Teams' Cup"
    coverage = "complete"
    season = "Y"
    competitor = "Team"
    position = "P"
    points = "Pts"
"""


@pytest.mark.parametrize("line", ["", ",2,Cy Cook,3\n", "2021,2,Cy Cook\n"])
def test_a_published_table_is_of_the_class_that_the_map_names_and_complete_only_if_all_of_it_is_read(
    tmp_path: Path, line: str
) -> None:
    table = f"Y,P,Who,Pts\n2021,1,Tab Only,9\n{line}"
    folder, said = _with(tmp_path, "", "", TITLES, table=table, entrants="Y,P,Team,Pts\n2021,1,Team Able,1.5\n")
    season = read_season(folder)
    coverage = "partial" if line else "complete"

    assert [(one.code, one.class_, one.kind, one.coverage) for one in season.file.championships] == [
        ("drivers-cup", "B", "drivers", coverage),
        ("teams-cup", "A", "teams", coverage),
    ]
    assert ("table.csv:3: " in said) == bool(line)
    assert season.file.points_denominator == 2
    assert [row.competitor for row in season.standings] == ["Tab Only", "Team Able"]
    # Who is in a table of drivers alone is one of the drivers; a team is none.
    names = {row.name for row in season.drivers}
    assert "Tab Only" in names
    assert "Team Able" not in names
    # A season that no table is of has no championship.
    assert read_season(folder.parent / "saloons-2022").file.championships == ()


def test_lines_of_a_season_without_results_are_said_to_be_left_out_and_take_nothing_from_others(tmp_path: Path) -> None:
    tables = {
        "table": "Y,P,Who,Pts\n2021,1,Tab Only,9\n2019,1,Old Hand,7\n2019,2,Ann Able,5\n",
        "entrants": "Y,P,Team,Pts\n2021,1,Team Able,1.5\n",
        "grid": "Y,Day,Track,Class,P,No,Who\n2021,2021-04-11,Highfield,A,1,7,Fay\n2018,2018-04-11,Highfield,A,1,7,X\n",
    }
    folder, said = _with(tmp_path, "", "", GRID + TITLES, **tables)

    assert "table.csv:3: no results of the season 2019 are read: this line and 1 more of its table are left out" in said
    assert "grid.csv:3: no results of the season 2018 are read: this line is left out" in said
    assert "entrants.csv" not in said
    season = read_season(folder)
    assert {one.coverage for one in season.file.championships} == {"complete"}
    assert season.file.coverage.qualifying == "complete"
    assert sorted(found.name for found in folder.parent.iterdir()) == ["saloons-2021", "saloons-2022"]


# The page that teaches it.


def test_the_maps_of_the_page_can_be_read_and_its_columns_are_all_there_are(tmp_path: Path) -> None:
    page = (DATA.parent.parent / "data" / "README.md").read_text(encoding="utf-8")
    maps = re.findall(r"^```toml map\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    decisions = re.findall(r"^```toml decisions\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    path = tmp_path / "plan.toml"

    assert (len(maps), len(decisions)) == (2, 1)
    for text in maps:
        path.write_text(text, encoding="utf-8")
        assert read_map(path).credit
    path.write_text(decisions[0], encoding="utf-8")
    assert read_plan(path, Decisions).people["Giammaria Bruni"] == "Gianmaria Bruni"
    for model in (Map, ResultColumns):
        named = {field.alias or name for name, field in model.model_fields.items()}
        assert [name for name in sorted(named) if f"`{name}`" not in page and f"\n{name} = " not in page] == []
