"""Endurance results imported from files of our own in the shape of the timing service: all names are made up."""

import os
import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path, PurePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import create_bot
from bot.errors import ImportRefused
from bot.importers.endurance.names import person
from bot.importers.endurance.rows import read_results
from bot.importers.endurance.which import finality
from bot.importers.times import gap_of, milliseconds, time_of
from bot.season.model.rows import ResultRow, StandingRow
from bot.season.model.season import Season
from bot.season.read import read_season
from bot.settings import Settings
from tests.imports import bytes_of, imported

SEASON = Path(__file__).parent / "data" / "endurance" / "lakeside-2024.toml"

# One family: whole names, surnames in capitals.
WHOLE = (
    "POSITION;NUMBER;TEAM;DRIVER_1;DRIVER_2; DRIVER_3;DRIVER_4;VEHICLE;TYRES;CLASS;GROUP;DIVISION;STATUS;LAPS;"
    "TOTAL_TIME;GAP_FIRST;GAP_PREVIOUS;FL_LAPNUM;FL_TIME;FL_KPH;DRIVER_5;"
)
LARKHILL = (
    "1;07;Northgate Racing;Nils DE VOSS;Ann MCTEST;;;Aurora LM;Roundrubber;HYPERCAR;H;;Classified;200;"
    "6:01'01.299;-;-;20;1'40.100;180.1;;",
    "2;9;Southgate;Bea DOE;Carl O'TEST;;;Borealis P;Roundrubber;HYPERCAR;H;;Classified;200;"
    "6:01'15.505;14.206;14.206;21;1'39.900;180.1;;",
    "3;77;Eastgate;Dan ROE;Eve VAN DER ROE;;;Comet GT;G;GTPRO;;;Classified;184;"
    "6:01'20.000;16 Laps;16 Laps;3;1'50.100;170;;",
    "4;8;Northgate Racing;Gil POE;;;;Aurora LM;Roundrubber;HYPERCAR;H;;Classified;180;"
    "6:01'30.000;20 Laps;4 Laps;3;1'41.000;170;;",
    ";5;Westgate;Fay POE;;;;Aurora LM;Roundrubber;HYPERCAR;H;;Retired;20;40'00.000;;;3;1'41.100;170;;",
    ";6;Westgate;Hal ROE;;;;Aurora LM;Roundrubber;HYPERCAR;H;;Not Started;;;;;;;;;",
)
# The other: first and second names, with countries.
SPLIT = (
    "POSITION,NUMBER,STATUS,LAPS,TOTAL_TIME,GAP_FIRST,GAP_PREVIOUS,FL_LAPNUM,FL_TIME,FL_KPH,TEAM,CLASS,GROUP,DIVISION,"
    "VEHICLE,TIRES,*Extra 1,DRIVER1_FIRSTNAME,DRIVER1_SECONDNAME,DRIVER1_LICENSE,DRIVER1_COUNTRY,"
    "DRIVER2_FIRSTNAME,DRIVER2_SECONDNAME,DRIVER2_LICENSE,DRIVER2_COUNTRY"
)
SUNDAL = (
    "1,9,Classified,100,2:46'00.000,-,-,3,1:38.000,180,Southgate,HYPER,,,Borealis P,Roundrubber,x,"
    "Bea,Doe,Gold,NOR,Carl,O'Test,Gold,",
    "2,07,Classified,98,2:46'30.000,-2 Laps,-2 Laps,3,1:38.500,180,Northgate Racing,HYPER,,,Aurora LM,Roundrubber,x,"
    'Nils,de Voss,Gold,SWE,Ann,McTest,Gold,"GBR"',
)


def _file(folder: Path, name: str, header: str, rows: Sequence[str], *, bom: bool = True) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\r\n".join([header, *rows, ""])
    path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + text.encode())
    return path


def _larkhill(folder: Path, rows: Sequence[str] = LARKHILL, name: str = "03_Classification_Race_Official.CSV") -> Path:
    return _file(folder, f"01_LARKHILL/202403021200_Race/{name}", WHOLE, rows)


def _sundal(folder: Path, rows: Sequence[str] = SUNDAL) -> Path:
    return _file(folder, "02_SUNDAL/202406151100_Race/05_Results_Race.csv", SPLIT, rows, bom=False)


def _imported(folder: Path, into: Path, *, force: bool = False, dry_run: bool = False) -> str:
    return imported("endurance", [folder], into, season=SEASON, force=force, dry_run=dry_run)


def _season(into: Path) -> Season:
    return read_season(into / "lakeside-2024")


def _row(season: Season, round_: str, car: str) -> ResultRow:
    (row,) = [row for row in season.results if (row.round_, row.car) == (round_, car)]
    return row


def _line(season: Season, championship: str, competitor: str) -> StandingRow:
    (row,) = [r for r in season.standings if (r.championship, r.competitor) == (championship, competitor)]
    return row


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the results of both rounds, among other files of the timing service."""
    folder = tmp_path / "results"
    _larkhill(folder)
    _sundal(folder)
    _file(folder, "01_LARKHILL/202403021200_Race/26_Weather_Race.CSV", "TIME_UTC_SECONDS;AIR_TEMP;", ["1;20;"])
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_both_families_of_columns_fill_in_one_season(files: Path, into: Path) -> None:
    said = _imported(files, into)
    season = _season(into)

    assert "Read 2 results files, 8 results, 9 drivers, 9 standings rows." in said
    assert "lakeside-2024" in said
    won = _row(season, "larkhill", "07")
    assert (won.class_, won.class_position, won.overall_position) == ("HYPER", 1, 1)
    assert (won.team, won.crew, won.chassis, won.tyre) == (
        "Northgate Racing",
        ("Nils de Voss", "Ann McTest"),
        "Aurora LM",
        "Roundrubber",
    )
    assert (won.laps, won.time, won.gap, won.status) == (200, "6:01:01.299", None, "classified")
    assert _row(season, "larkhill", "9").gap == "14.206"
    assert _row(season, "larkhill", "77").gap == "16 laps"
    assert _row(season, "sundal", "07").gap == "2 laps"


def test_class_places_are_counted_among_the_classified_and_marked_as_derived(files: Path, into: Path) -> None:
    _imported(files, into)
    season = _season(into)

    places = {
        row.car: (row.class_, row.class_position, row.derivation) for row in season.results if row.round_ == "larkhill"
    }
    assert places == {
        "07": ("HYPER", 1, "class-places"),
        "9": ("HYPER", 2, "class-places"),
        "77": ("GT Pro", 1, "class-places"),
        "8": ("HYPER", 3, "class-places"),
        "5": ("HYPER", "-", None),
        "6": ("HYPER", "-", None),
    }
    assert [item.code for item in season.file.derivations] == ["class-places", "points-by-scale"]
    assert (_row(season, "larkhill", "5").status, _row(season, "larkhill", "6").status) == ("retired", "did not start")


def test_a_round_learns_its_winner_margin_laps_and_fastest_lap(files: Path, into: Path) -> None:
    _imported(files, into)
    season = _season(into)
    larkhill, sundal, autumn = season.file.rounds

    assert larkhill.overall_winner is not None
    assert (larkhill.overall_winner.value, larkhill.overall_places_known) == ("07", 4)
    assert larkhill.complete_classes == ("HYPER", "GT Pro")
    assert larkhill.margin is not None
    assert (larkhill.margin.time, larkhill.margin.over) == ("14.206", "9")
    assert larkhill.fastest_lap is not None
    assert (larkhill.fastest_lap.car, larkhill.fastest_lap.time) == ("9", "1:39.900")
    assert sundal.margin is not None
    assert (sundal.margin.laps, sundal.margin.over) == (2, "07")
    assert autumn.to_come
    assert autumn.overall_winner is None


def test_points_are_worked_out_by_the_season_files_scale_and_are_marked_as_derived(files: Path, into: Path) -> None:
    _imported(files, into)
    season = _season(into)

    bea = _line(season, "hyper-drivers", "Bea Doe")
    assert (bea.position, bea.total.points, bea.derivation) == ("?", Fraction(43), "points-by-scale")
    assert all(cell.derived for cell in bea.cells.values() if cell.points is not None)
    nils, gil = (_line(season, "hyper-drivers", name) for name in ("Nils de Voss", "Gil Poe"))
    # Both crews have 43 points, from other rounds: which of them is first, no rule of the season file says.
    assert (nils.position, nils.total.points) == ("?", Fraction(43))
    assert (gil.total.points, gil.cells["sundal"].state) == (Fraction(15), "no part")
    assert {title.coverage for title in season.file.championships} == {"partial"}


def test_the_spelling_of_the_source_stays_an_alias_and_a_country_is_a_nationality(files: Path, into: Path) -> None:
    _imported(files, into)
    people = {row.name: row for row in _season(into).drivers}

    assert people["Nils de Voss"].aliases == ("Nils DE VOSS",)
    assert (people["Nils de Voss"].nationality, people["Nils de Voss"].sources) == ("SWE", ("results_sundal",))
    assert people["Eve van der Roe"].nationality is None


def test_the_source_says_which_file_it_was_and_that_it_is_not_said_to_be_official(files: Path, into: Path) -> None:
    _imported(files, into)
    sources = _season(into).file.sources

    assert "Official results" in str(sources["results_larkhill"].note)
    assert "does not say whether" in str(sources["results_sundal"].note)
    assert "03_Classification_Race_Official.CSV" in str(sources["results_larkhill"].note)
    assert sources["results_larkhill"].licence == "no open licence"
    assert _season(into).file.credit == "Results by the timing service of the Lakeside Endurance Cup."


@pytest.mark.parametrize(
    "name", ["Unofficial_Results.csv", "03_Classification_Race_Unofficial.CSV", "Provisional Results.csv"]
)
def test_unofficial_is_not_official(name: str) -> None:
    assert not finality(PurePath(name)).final
    assert not finality(PurePath(name)).words.startswith("Official")


def test_results_that_are_not_final_are_taken_and_said_in_the_seasons_coverage(tmp_path: Path, into: Path) -> None:
    _larkhill(tmp_path / "in", name="03_Classification_Race_Unofficial.CSV")
    _imported(tmp_path / "in", into)

    assert any("not the final ones" in remark for remark in _season(into).file.coverage.remarks)


def test_the_same_files_give_the_same_bytes_and_a_second_import_changes_nothing(files: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    _imported(files, first)
    _imported(files, second)
    before = bytes_of(first)

    assert before == bytes_of(second)
    assert "1 season unchanged" in _imported(files, first)
    assert bytes_of(first) == before


def test_a_dry_run_says_all_of_it_and_writes_nothing(files: Path, into: Path) -> None:
    said = _imported(files, into, dry_run=True)

    assert "Read 2 results files, 8 results" in said
    assert "1 season would be new: lakeside-2024" in said
    assert not into.exists()


# What is not the result.


@pytest.mark.parametrize(
    ("name", "rows", "why"),
    [
        ("23_Classification_Race_Hour 3.CSV", LARKHILL, "is a snapshot after hour 3 of a race of 6 hours"),
        ("23_Classification_Race_Hour_1.CSV", LARKHILL, "is a snapshot after hour 1 of a race of 6 hours"),
        (
            "03_Classification_Race.CSV",
            [LARKHILL[0].replace("6:01'01.299", "2:00'41.299")],
            "has a winner's time of 2:00:41.299 in a race of 6 hours: it was taken before the end",
        ),
        ("03_Classification_Qualifying.CSV", LARKHILL, "so it is not of the race"),
        ("03_Classification_Race.CSV", [LARKHILL[4]], "has no classified car"),
    ],
)
def test_what_was_taken_before_the_end_is_refused_unless_it_is_forced(
    tmp_path: Path, into: Path, name: str, rows: Sequence[str], why: str
) -> None:
    _larkhill(tmp_path / "in", rows, name)

    with pytest.raises(ImportRefused) as refused:
        _imported(tmp_path / "in", into)

    assert why in str(refused.value)
    assert bytes_of(into) == {}
    _imported(tmp_path / "in", into, force=True)
    note = str(_season(into).file.sources["results_larkhill"].note)
    assert note.startswith("It "), "that it was forced, and against what, stays with the source"


def test_the_last_hour_of_a_race_is_its_result(tmp_path: Path, into: Path) -> None:
    _larkhill(tmp_path / "in", name="23_Classification_Race_Hour 6.CSV")
    _imported(tmp_path / "in", into)

    assert _row(_season(into), "larkhill", "07").class_position == 1


def test_too_few_laps_for_the_races_length_are_a_snapshot(tmp_path: Path, into: Path) -> None:
    _sundal(tmp_path / "in", [SUNDAL[0].replace(",100,2:46", ",60,1:40")])

    with pytest.raises(ImportRefused, match="has 60 laps of a race of 100: it was taken before the end"):
        _imported(tmp_path / "in", into)


def test_of_two_files_of_one_race_the_shorter_is_called_a_snapshot(files: Path, into: Path) -> None:
    _larkhill(files, [LARKHILL[0].replace(";200;", ";130;")], "02_Classification_Race.CSV")

    with pytest.raises(
        ImportRefused, match=r"02_Classification_Race.CSV has 130 laps, .* 200, so the one is a snapshot"
    ):
        _imported(files, into)


# Which round it is of.


def test_a_file_is_joined_by_date_and_circuit_and_not_by_its_number(tmp_path: Path, into: Path) -> None:
    _file(tmp_path / "in", "07_LARKHILL/202410121200_Race/99_Results.csv", WHOLE, [LARKHILL[0]])
    _imported(tmp_path / "in", into)

    assert [row.round_ for row in _season(into).results] == ["larkhill-autumn"]
    assert not _season(into).file.rounds[2].to_come


def test_a_circuit_that_was_raced_twice_needs_a_date_and_a_decision_settles_it(tmp_path: Path, into: Path) -> None:
    path = _file(tmp_path / "in", "Larkhill.csv", WHOLE, [LARKHILL[0]])
    with pytest.raises(ImportRefused, match="may be of any of these rounds: larkhill, larkhill-autumn"):
        imported("endurance", [path], into, season=SEASON)

    decisions = tmp_path / "decisions.toml"
    decisions.write_text('[files]\n"Larkhill.csv" = "larkhill-autumn"\n')
    imported("endurance", [path], into, season=SEASON, decisions=decisions)

    assert [row.round_ for row in _season(into).results] == ["larkhill-autumn"]


def test_a_date_of_one_round_with_the_name_of_another_is_refused(tmp_path: Path, into: Path) -> None:
    _file(tmp_path / "in", "SUNDAL/202403021200_Race/03_Results.csv", WHOLE, [LARKHILL[0]])

    with pytest.raises(ImportRefused, match="has the date of 6 Hours of Larkhill and the name of Sundal 500"):
        _imported(tmp_path / "in", into)


# What cannot be read.


def test_a_line_that_is_not_understood_is_named_and_nobody_behind_it_is_given_a_class_place(
    tmp_path: Path, into: Path
) -> None:
    rows = [LARKHILL[0], LARKHILL[1].replace("Classified", "Abducted"), *LARKHILL[2:]]
    _larkhill(tmp_path / "in", rows)
    said = _imported(tmp_path / "in", into)
    season = _season(into)

    assert "03_Classification_Race_Official.CSV:3: the status 'Abducted' of car 9 is not known" in said
    assert _row(season, "larkhill", "07").class_position == 1
    assert _row(season, "larkhill", "8").class_position == "?"
    assert season.file.rounds[0].complete_classes == ()
    assert season.file.coverage.results == "partial"
    assert season.standings == ()


def test_decisions_make_the_next_import_silent(tmp_path: Path, into: Path) -> None:
    rows = [LARKHILL[0], LARKHILL[1].replace("Classified", "Abducted"), LARKHILL[2].replace("Dan ROE", "Nills DE VOSS")]
    _larkhill(tmp_path / "in", rows)
    said = _imported(tmp_path / "in", into)

    assert "Nills de Voss is near Nils de Voss: one person?" in said
    assert "Whose tyre 'G' is, the file does not say." in said

    (into / "lakeside-2024" / "decisions.toml").write_text(
        '[people]\n"Nills de Voss" = "Nils de Voss"\n[statuses]\n"Abducted" = "retired"\n[tyres]\n"G" = "Gripwell"\n'
    )
    said = _imported(tmp_path / "in", into)

    assert "To be decided" not in said
    assert "Not understood" not in said
    assert _row(_season(into), "larkhill", "77").crew == ("Nils de Voss", "Eve van der Roe")
    assert _row(_season(into), "larkhill", "77").tyre == "Gripwell"
    assert (into / "lakeside-2024" / "decisions.toml").is_file()


def test_a_name_near_one_of_an_earlier_season_is_a_question_and_a_known_alias_is_that_person(
    files: Path, tmp_path: Path, into: Path
) -> None:
    earlier = into / "lakeside-2023"
    earlier.mkdir(parents=True)
    text = SEASON.read_text(encoding="utf-8").replace("2024", "2023").replace("to_come = true", "")
    (earlier / "season.toml").write_text(text, encoding="utf-8")
    (earlier / "drivers.csv").write_text(
        "name,id,nationality,aliases,sources\nBeatrice Doe,beatrice-doe,,Bea Doe,\nCarl O'Tesk,,,,\n", encoding="utf-8"
    )

    said = _imported(files, into)
    people = {row.name: row for row in _season(into).drivers}

    assert people["Beatrice Doe"].id == "beatrice-doe"
    assert "Beatrice Doe" in _row(_season(into), "sundal", "9").crew
    assert "Carl O'Test is near Carl O'Tesk of lakeside-2023: one person?" in said
    assert "Carl O'Test" in people


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "has no header of columns"),
        ((WHOLE + "\r\n").encode(), "has a header and no line below it"),
        (b"A;B;C\r\n1;2;3\r\n", "lacks the columns POSITION"),
        (WHOLE.encode() + b"\r\n1;2\x00;", "holds a NUL byte"),
        (WHOLE.encode() + b"\r\n1;7;T\xe9am;", ":2: byte 0xe9 is not UTF-8"),
        ((WHOLE + "\r\n").encode("utf-16"), "is UTF-16"),
        (WHOLE.encode() + b'\r\n1;7;"never closed;;;', "is not CSV from here on"),
        (WHOLE.encode() + b"\r\n" + LARKHILL[0][:60].encode(), "the line may have been cut off"),
        (WHOLE.encode() + b"\r\n" + LARKHILL[0].replace("Northgate", "=1+1").encode(), "is a formula, not a value"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, into: Path, raw: bytes, why: str
) -> None:
    path = tmp_path / "20240302_Larkhill.csv"
    path.write_bytes(raw)

    with pytest.raises(ImportRefused) as refused:
        imported("endurance", [path], into, season=SEASON)

    assert why in str(refused.value)
    assert "\n" not in str(refused.value)
    assert bytes_of(into) == {}


def test_a_file_as_large_as_a_bomb_is_refused_before_it_is_read(tmp_path: Path, into: Path) -> None:
    path = tmp_path / "20240302_Larkhill.csv"
    with path.open("wb") as file:
        file.truncate(10 * 2**30)

    with pytest.raises(ImportRefused, match="is larger than"):
        imported("endurance", [path], into, season=SEASON)


def test_a_season_file_that_is_wrong_is_said_with_its_keys(tmp_path: Path, into: Path) -> None:
    plan = tmp_path / "season.toml"
    plan.write_text(SEASON.read_text(encoding="utf-8").replace("[[class]]", "[[klass]]"), encoding="utf-8")

    with pytest.raises(ImportRefused, match=r"cannot be used:\n") as refused:
        imported("endurance", [_larkhill(tmp_path)], into, season=plan)

    line = plan.read_text(encoding="utf-8").split("\n").index("[[klass]]") + 1
    assert f"{plan}:{line}: klass: unknown key; correct its spelling" in str(refused.value)


def test_an_import_without_a_season_file_says_what_it_needs(tmp_path: Path, into: Path) -> None:
    with pytest.raises(ImportRefused, match="endurance needs --season FILE"):
        imported("endurance", [_larkhill(tmp_path)], into)


# The rules by themselves.


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("Nyck DE VOSS", "", "Nyck de Voss"),
        ("Renger VAN DER TEST", "", "Renger van der Test"),
        ("AJ ALLTEST", "", "AJ Alltest"),
        ("JOEY HAND", "", "Joey Hand"),
        ("Pato", "O'WARTH", "Pato O'Warth"),
        ("Allan", "MCTISH", "Allan McTish"),
        ("Jean-Éric", "SAINTE-MARIE", "Jean-Éric Sainte-Marie"),
        ("António Félix", "DA CESTA", "António Félix da Cesta"),
        ("Sean", "Quillan", "Sean Quillan"),
        ("Robert WICKHAM III", "", "Robert Wickham III"),
        ("PELE", "", "Pele"),
    ],
)
def test_a_name_in_capitals_is_written_as_people_write_it(first: str, last: str, name: str) -> None:
    assert person(first, last) == name


@pytest.mark.parametrize(
    ("text", "time", "gap"),
    [
        ("6:01'01.299", "6:01:01.299", "6:01:01.299"),
        ("1'39.900", "1:39.900", "1:39.900"),
        ("14.206", "14.206", "14.206"),
        ("+0.156", None, "0.156"),
        ("16 Laps", None, "16 laps"),
        ("-6 Laps", None, "6 laps"),
        ("1 Lap", None, "1 lap"),
        ("-", None, None),
        ("", None, None),
        ("99'99.000", None, None),
    ],
)
def test_times_and_gaps_are_read(text: str, time: str | None, gap: str | None) -> None:
    assert (time_of(text), gap_of(text)) == (time, gap)


@given(st.integers(0, 99 * 3_600_000))
def test_every_time_is_read_as_the_milliseconds_that_it_is(ms: int) -> None:
    hours, rest = divmod(ms, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    time = time_of(f"{hours}:{minutes:02}'{rest // 1000:02}.{rest % 1000:03}")

    assert time is not None
    assert milliseconds(time) == ms


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_text_breaks_the_reading_of_names_times_and_gaps(one: str, other: str) -> None:
    assert isinstance(person(one, other), str)
    assert time_of(one) is None or milliseconds(time_of(one) or "0.0") >= 0
    assert gap_of(one) is None or gap_of(one)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=24), max_size=6), st.sampled_from([WHOLE, SPLIT]))
def test_no_table_breaks_the_reading_of_results(rows: list[list[str]], header: str) -> None:
    separator = ";" if header is WHOLE else ","
    text = "\r\n".join([header, *(separator.join(row) for row in rows)])
    try:
        results = read_results(text.encode("utf-8", "surrogatepass"), "results.csv", {})
    except ImportRefused:
        return
    assert len(results.cars) + len(results.problems) <= text.count("\n") + text.count("\r") + 1


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_results(raw: bytes) -> None:
    with pytest.raises(ImportRefused):
        read_results(raw, "results.csv", {})


@pytest.mark.slow
def test_an_imported_season_answers_like_any_other(files: Path, tmp_path: Path, into: Path) -> None:
    def run(*arguments: str) -> str:
        env = {**os.environ, "PITBOARD_DATA_DIR": str(into), "PITBOARD_STATE_DIR": str(tmp_path / "state")}
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments], capture_output=True, text=True, check=False, env=env
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("import", "endurance", str(files), "--season", str(SEASON), "--into", str(into))

    winner = run("ask", "/winner round:larkhill class:HYPER season:lakeside 2024")
    assert "#07 Northgate Racing (Nils de Voss, Ann McTest) won HYPER" in winner
    assert "Class places are counted" in winner
    standings = run("ask", "/standings class:HYPER championship:teams season:lakeside 2024")
    assert "Northgate Racing" in standings
    assert "* derived" in standings
    assert "Lakeside Endurance Cup 2024, 6 Hours of Larkhill, results of the timing service" in standings


def test_a_file_name_that_no_text_can_hold_is_one_sentence(tmp_path: Path, into: Path) -> None:
    path = _larkhill(tmp_path / "in", name="03_Results\x01Race.CSV")

    with pytest.raises(ImportRefused, match=r"lakeside-2024.toml cannot be filled in: note: "):
        imported("endurance", [path], into, season=SEASON)


async def test_what_was_imported_answers_with_whole_results_and_a_table_in_order_of_points(tmp_path: Path) -> None:
    _larkhill(tmp_path / "source")
    _sundal(tmp_path / "source")
    _imported(tmp_path / "source", tmp_path / "seasons")
    bot = create_bot(Settings(state_dir=tmp_path / "state", data_dir=str(tmp_path / "seasons")))
    await bot.load()
    try:
        whole = await bot.answer("results", {"round": "1", "season": "lakeside"})
        of_class = await bot.answer("results", {"round": "1", "class": "GT Pro", "season": "lakeside"})
        table = await bot.answer("standings", {"class": "HYPER", "championship": "drivers", "season": "lakeside"})
        pages = [
            await bot.answer("season", {"season": "lakeside"}),
            await bot.answer("class", {"name": "HYPER", "season": "lakeside"}),
        ]
    finally:
        await bot.close()

    assert whole.sentence.endswith("overall; all 4 classified cars are known.")
    assert of_class.sentence.endswith("the only classified car is known.")
    # Four are level on points and places: none of them has a place, and all are ahead of whoever is fifth.
    rows = (table.embed.description or "").splitlines()
    assert [row.split()[0] for row in rows[2:8]] == ["Ann", "Bea", "Carl", "Nils", "5", "6"]
    assert "--" not in (table.embed.description or "")
    # Who leads is known, though not who of them is first.
    for page in pages:
        [leaders] = [field.value or "" for field in page.embed.fields if field.name in {"Champions", "Leaders so far"}]
        [line] = [line for line in leaders.splitlines() if line.startswith("**Hyper drivers**")]
        assert line.endswith(" Ann McTest, Bea Doe, Carl O'Test and Nils de Voss, level on 43 points (derived)")
