"""Formula 1 since 1950 imported from an excerpt of F1DB: what is read, what is counted, and what is refused."""

import io
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import DataError, ImportRefused
from bot.importers.archive import LARGEST_FILE, files_of
from bot.importers.f1db.entrants import rounds_of
from bot.importers.f1db.tree import record
from bot.season.model.rows import ResultRow, StandingRow
from bot.season.model.season import Season
from bot.season.read import read_season
from bot.season.recount import recounts
from tests.conftest import F1DB_EXCERPT
from tests.imports import bytes_of, imported, written


@cache
def _season(folder: Path) -> Season:
    return read_season(folder)


def _year(data: Path, year: int) -> Season:
    return _season(data / f"f1-{year}")


def _line(season: Season, title: str, competitor: str) -> StandingRow:
    (row,) = [r for r in season.standings if (r.championship, r.competitor) == (title, competitor)]
    return row


def _cars(season: Season, round_: str, driver: str, session: str = "race") -> list[ResultRow]:
    return [r for r in season.results if (r.round_, r.session) == (round_, session) and driver in r.crew]


def _read_excerpt() -> dict[str, bytes]:
    return dict(files_of(F1DB_EXCERPT, lambda name: True))


@cache
def _small() -> Mapping[str, bytes]:
    """The excerpt of one season, to break things in."""
    return {name: raw for name, raw in _read_excerpt().items() if "/seasons/" not in name or "/seasons/1958/" in name}


def _import(source: Path, into: Path, *, force: bool = False, dry_run: bool = False) -> str:
    return imported("f1db", [source], into, force=force, dry_run=dry_run)


# Every table, worked out anew.


@pytest.mark.slow
def test_every_table_since_1950_is_what_results_and_rules_make_of_it(f1_data: Path) -> None:
    tables = [table for year in range(1950, 2026) for table in recounts(_year(f1_data, year))]
    drivers = [table for table in tables if table.championship.kind == "drivers"]
    constructors = [table for table in tables if table.championship.kind == "constructors"]

    assert (len(drivers), len(constructors)) == (76, 68)
    assert [(table.season.key, table.differences or table.unknown) for table in tables if not table.equal] == []
    assert sum(table.competitors for table in tables) > 2_000, "tables of nobody would be equal too"


def test_a_recount_tells_a_result_that_is_wrong(f1_data: Path) -> None:
    season = _year(f1_data, 1988)
    (senna,) = _cars(season, "japan", "Ayrton Senna")
    wrong = season.model_copy(
        update={
            "results": tuple(
                row.model_copy(update={"class_position": 7}) if row is senna else row for row in season.results
            )
        }
    )
    drivers, constructors = recounts(wrong)

    assert [(d.competitor, d.recounted, d.published) for d in drivers.differences] == [
        ("Ayrton Senna", Fraction(84), Fraction(90))
    ]
    assert [d.competitor for d in constructors.differences] == ["McLaren-Honda"]


def test_only_recorded_adjustments_bring_a_table_in_line_and_each_says_why(f1_data: Path) -> None:
    changed: dict[int, int] = {}
    for year in range(1950, 2027):
        for title in _year(f1_data, year).file.championships:
            for change in title.adjustments:
                assert change.reason
                assert change.sources
                changed[year] = changed.get(year, 0) + 1

    assert sorted(changed) == [
        1953, 1956, 1957, 1958, 1963, 1967, 1969, 1984, 1987, 1995, 2000, 2007, 2018, 2020
    ]  # fmt: skip


# What was read.


def test_all_of_it_is_read_and_no_row_is_left_out(f1_import: tuple[Path, str]) -> None:
    f1_data, said = f1_import

    assert "77 seasons" in said
    assert "1,160 races" in said
    assert "Not understood: 3" in said, "three cars with a place that they cannot have had"
    assert len(list(f1_data.iterdir())) == 77
    rows = sum(len(row.crew) for year in range(1950, 2027) for row in _year(f1_data, year).results)
    assert rows == 27_533 + 568, "every race result and every sprint result of the source, a driver each"


def test_a_shared_car_is_one_car_with_its_drivers_and_both_have_won(f1_data: Path) -> None:
    season = _year(f1_data, 1956)
    (won,) = [r for r in season.results if (r.round_, r.class_position) == ("argentina", 1)]

    assert won.crew == ("Luigi Musso", "Juan Manuel Fangio")
    assert len(_cars(season, "argentina", "Juan Manuel Fangio")) == 2, "he retired his own car first"
    assert _line(season, "drivers", "Luigi Musso").cells["argentina"].points == 4


def test_senna_has_90_points_of_94_counted_and_prost_87_of_105(f1_data: Path) -> None:
    season = _year(f1_data, 1988)

    for name, counted, scored in (("Ayrton Senna", 90, 94), ("Alain Prost", 87, 105)):
        line = _line(season, "drivers", name)
        assert line.total.points == counted
        assert sum((cell.points or Fraction(0)) for cell in line.cells.values()) == scored
        assert len([c for c in line.cells.values() if c.points and not c.dropped]) == 11


def test_a_driver_struck_from_the_table_keeps_his_points(f1_data: Path) -> None:
    line = _line(_year(f1_data, 1997), "drivers", "Michael Schumacher")

    assert line.position == "DSQ"
    assert line.total.points == 78


def test_a_team_that_stands_in_a_table_twice_is_two_competitors(f1_data: Path) -> None:
    season = _year(f1_data, 2018)
    rows = {r.competitor: r for r in season.standings if "Force India" in r.competitor}

    assert {name: (str(r.position), str(r.total.points)) for name, r in rows.items()} == {
        "Force India-Mercedes": ("7", "52"),
        "Sahara Force India F1 Team": ("EX", "0"),
    }


def test_a_fastest_lap_that_seven_share_pays_each_a_seventh(f1_data: Path) -> None:
    season = _year(f1_data, 1954)
    (round_,) = [r for r in season.file.rounds if r.code == "great-britain"]

    assert round_.fastest_lap is not None
    assert 1 + len(round_.fastest_lap.also) == 7
    assert season.file.points_denominator == 100
    assert _line(season, "drivers", "Jean Behra").cells["great-britain"].points == Fraction(14, 100)


def test_half_points_and_sprints_are_scales_of_their_own(f1_data: Path) -> None:
    season = _year(f1_data, 2021)
    scales = {scale.code: scale for scale in season.file.scales}
    half = next(scale for scale in scales.values() if scale.rounds == ("belgium",))
    sprint = next(scale for scale in scales.values() if scale.session == "sprint")

    assert str(half.points[0]) == "12.5"
    assert half.fastest_lap is None
    assert sprint.rounds == ("great-britain", "italy", "sao-paulo")
    assert [row.session for row in _cars(season, "italy", "Valtteri Bottas")] == ["race"]
    assert [row.class_position for row in _cars(season, "italy", "Valtteri Bottas", "sprint")] == [1]


def test_a_place_that_nobody_holds_is_said_to_be_vacant(f1_data: Path) -> None:
    vacant = {
        (year, round_.code): round_.vacant_places
        for year in range(1950, 2027)
        for round_ in _year(f1_data, year).file.rounds
        if round_.vacant_places
    }

    assert vacant == {(1983, "brazil"): (2,), (1997, "japan"): (11,)}


def test_a_place_that_a_car_which_retired_at_once_cannot_have_is_taken_back_and_said(
    f1_import: tuple[Path, str],
) -> None:
    f1_data, said = f1_import
    (streiff,) = _cars(_year(f1_data, 1987), "austria", "Philippe Streiff")

    assert (streiff.class_position, streiff.status, streiff.laps) == ("-", "retired", 0)
    assert "1987 austria: car 4 has place 25 with 0 laps" in said


def test_a_car_that_had_the_pole_and_did_not_start_keeps_it(f1_data: Path) -> None:
    (schumacher,) = _cars(_year(f1_data, 1996), "france", "Michael Schumacher")
    (leclerc,) = _cars(_year(f1_data, 2021), "monaco", "Charles Leclerc")

    assert [(row.grid, row.status) for row in (schumacher, leclerc)] == [(1, "did not start")] * 2


def test_every_race_has_one_car_on_pole(f1_data: Path) -> None:
    for year in range(1950, 2027):
        season = _year(f1_data, year)
        poles = Counter(row.round_ for row in season.results if row.session == "race" and row.grid == 1)
        assert poles == {round_.code: 1 for round_ in season.raced}, year


def test_a_season_in_progress_has_rounds_to_come_and_no_result_of_them(f1_data: Path) -> None:
    season = _year(f1_data, 2026)
    to_come = [round_.code for round_ in season.file.rounds if round_.to_come]

    assert to_come[0] == "netherlands"
    assert len(to_come) == 12
    assert not [row for row in season.results if row.round_ in to_come]
    assert not any(title.decided for title in season.file.championships)


def test_two_races_at_one_circuit_in_one_year_are_two_rounds(f1_data: Path) -> None:
    rounds = [round_.code for round_ in _year(f1_data, 2020).file.rounds if round_.circuit == "spielberg"]

    assert rounds == ["austria", "styria"]


def test_the_source_and_its_credit_stand_in_every_season(f1_data: Path) -> None:
    for year in range(1950, 2027):
        file = _year(f1_data, year).file
        assert file.data_licence == "CC BY 4.0"
        assert "F1DB" in file.credit
        assert file.sources["f1db"].address == "https://github.com/f1db/f1db"
        assert "CC BY 4.0" in (f1_data / f"f1-{year}" / "LICENSE.md").read_text(encoding="utf-8")


def test_everybody_has_one_id_in_every_season_and_a_date_of_birth(f1_data: Path) -> None:
    names: dict[str, set[str]] = {}
    for year in range(1950, 2027):
        for driver in _year(f1_data, year).drivers:
            assert driver.born is not None
            names.setdefault(driver.id or "", set()).add(driver.name)

    assert all(len(known) == 1 for known in names.values())
    assert len(names) > 800


def test_everything_is_read_as_text() -> None:
    read = record(b"chassis: 010\ntime: 17:00\ndate: 1960-03-21\nempty:\nyes: no\n", "odd.yml")

    assert read == {"chassis": "010", "time": "17:00", "date": "1960-03-21", "empty": "", "yes": "no"}


@given(st.text("0123456789,- ", max_size=20))
def test_a_list_of_rounds_is_read_or_is_none(listed: str) -> None:
    assert all(isinstance(number, int) for number in rounds_of(listed))


def test_a_list_of_rounds_holds_its_ends() -> None:
    assert rounds_of("1-2,4,7-9") == {1, 2, 4, 7, 8, 9}


# The same again, edits, and what is refused.


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source tree of one season."""
    return written(tmp_path_factory.mktemp("tree"), _small().items())


def test_the_same_source_gives_the_same_bytes_as_tree_tar_and_zip(small: Path, tmp_path: Path) -> None:
    packed = tmp_path / "tree.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        tar.add(small, "f1db-main")
    zipped = tmp_path / "tree.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        for name, raw in _small().items():
            archive.writestr(f"f1db/{name}", raw)

    made = []
    for number, source in enumerate((small, packed, zipped)):
        _import(source, tmp_path / str(number))
        made.append(bytes_of(tmp_path / str(number)))

    assert made[0] == made[1] == made[2]
    assert set(made[0]) >= {"f1-1958/season.toml", "f1-1958/results.csv", "f1-1958/LICENSE.md"}


def test_a_second_import_changes_nothing_and_says_so(small: Path, tmp_path: Path) -> None:
    first = _import(small, tmp_path)
    before = bytes_of(tmp_path)
    second = _import(small, tmp_path)

    assert "1 season new: f1-1958" in first
    assert "1 season unchanged: f1-1958" in second
    assert bytes_of(tmp_path) == before


def test_what_people_edited_is_left_alone_until_they_say_otherwise(small: Path, tmp_path: Path) -> None:
    _import(small, tmp_path)
    landed = bytes_of(tmp_path)
    drivers = tmp_path / "f1-1958" / "drivers.csv"
    drivers.write_text(drivers.read_text(encoding="utf-8").replace("Mike Hawthorn,", "John Michael Hawthorn,"), "utf-8")
    (tmp_path / "f1-1958" / "notes.txt").write_text("mine", "utf-8")
    edited = bytes_of(tmp_path)

    said = _import(small, tmp_path)

    assert "edited since the last import and left alone: f1-1958" in said
    assert bytes_of(tmp_path) == edited
    _import(small, tmp_path, force=True)
    assert bytes_of(tmp_path) == {**landed, "f1-1958/notes.txt": b"mine"}


def test_a_dry_run_says_what_would_be_and_touches_nothing(small: Path, tmp_path: Path) -> None:
    into = tmp_path / "data"

    said = _import(small, into, dry_run=True)

    assert "1 season would be new: f1-1958" in said
    assert "Nothing was written" in said
    assert not into.exists()


@pytest.mark.faults
def test_an_import_that_was_killed_between_two_moves_is_put_right_by_the_next(small: Path, tmp_path: Path) -> None:
    _import(small, tmp_path)
    before = bytes_of(tmp_path)
    (tmp_path / "f1-1958").rename(tmp_path / ".f1-1958.replaced")

    said = _import(small, tmp_path)

    assert "1 season unchanged: f1-1958" in said
    assert bytes_of(tmp_path) == before


def _cut(packed: bytes) -> bytes:
    return packed[: len(packed) // 2]


def _bomb() -> bytes:
    """An archive whose first file says that it is 10 GB large; only its beginning is there."""
    member = tarfile.TarInfo("src/data/seasons/1958/races/01-argentina/race-results.yml")
    member.size = 10 * 2**30
    return member.tobuf() + b"\0" * 10_240


def _escape() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        member = tarfile.TarInfo("../../outside/src/data/drivers/x.yml")
        member.size = 6
        tar.addfile(member, io.BytesIO(b"id: x\n"))
    return made.getvalue()


def _large(*, zipped: bool) -> bytes:
    """An archive whose one file is larger than a file of results can be, packed to next to nothing."""
    made = io.BytesIO()
    name, raw = "src/data/drivers/x.yml", bytes(LARGEST_FILE + 1)
    if zipped:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, raw)
    else:
        with tarfile.open(fileobj=made, mode="w:gz") as tar:
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            tar.addfile(member, io.BytesIO(raw))
    return made.getvalue()


def _damaged_zip() -> bytes:
    """A zip whose list of files is whole, and the first of them is not."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("src/data/drivers/x.yml", b"id: x\n" * 1000)
    raw = made.getvalue()
    return raw[:60] + b"\xff" * 20 + raw[80:]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "truncated": (lambda: _cut(F1DB_EXCERPT.read_bytes()), "no archive that can be read to its end"),
    "no archive": (lambda: b"POSITION;NUMBER\n1;2\n", "no archive that can be read to its end"),
    "empty": (lambda: b"", "no archive that can be read to its end"),
    "bomb": (_bomb, "unpacks to more than"),
    "path escape": (_escape, "outside of itself"),
    "large file": (lambda: _large(zipped=False), "src/data/drivers/x.yml is larger than 16 MB"),
    "large file in a zip": (lambda: _large(zipped=True), "src/data/drivers/x.yml is larger than 16 MB"),
    "damaged zip": (_damaged_zip, "no archive that can be read to its end"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_archive_is_one_sentence_and_leaves_nothing_behind(case: str, tmp_path: Path) -> None:
    make, sentence = REFUSED[case]
    source = tmp_path / "bad.tar.xz"
    source.write_bytes(make())
    into = tmp_path / "data"
    into.mkdir()

    with pytest.raises(ImportRefused) as refused:
        _import(source, into)

    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
    assert list(into.iterdir()) == []
    assert not (tmp_path / "outside").exists()


RESULTS = "src/data/seasons/1958/races/01-argentina/race-results.yml"
BROKEN_FILES: dict[str, tuple[str, bytes]] = {
    "not YAML": (RESULTS, b"- position: [1\n"),
    "no list": (RESULTS, b"position: 1\n"),
    "a list of words": (RESULTS, b"- one\n- two\n"),
    "another encoding": (RESULTS, "- position: 1\n  driverId: Étancelin\n".encode("latin-1")),
    "a race that is a list": (RESULTS.replace("race-results", "race"), b"- id: 1\n"),
}


@pytest.mark.parametrize("case", BROKEN_FILES)
def test_a_file_that_is_not_as_f1db_writes_it_is_named_and_nothing_is_written(case: str, tmp_path: Path) -> None:
    name, raw = BROKEN_FILES[case]
    tree = written(tmp_path / "tree", {**_small(), name: raw}.items())
    into = tmp_path / "data"

    with pytest.raises(ImportRefused, match="1958"):
        _import(tree, into)

    assert list(into.iterdir()) == []


def test_a_table_that_the_results_contradict_is_not_imported(tmp_path: Path) -> None:
    name = "src/data/seasons/1958/driver-standings.yml"
    wrong = _small()[name].replace(b"points: 42", b"points: 43", 1)
    assert wrong != _small()[name]
    tree = written(tmp_path / "tree", {**_small(), name: wrong}.items())
    into = tmp_path / "data"

    with pytest.raises(DataError, match="Mike Hawthorn has 42 by its rounds, 43 as total"):
        _import(tree, into)

    assert list(into.iterdir()) == []


def test_a_row_that_cannot_be_one_is_left_out_and_said(tmp_path: Path) -> None:
    lines = _small()[RESULTS].decode().replace("laps: 80", "laps: eighty")
    tree = written(tmp_path / "tree", {**_small(), RESULTS: lines.encode()}.items())

    with pytest.raises(DataError, match="season"):
        # Without its winner the round is not complete, which is said rather than imported.
        _import(tree, tmp_path / "data")


def test_a_folder_without_seasons_is_refused_by_what_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()

    with pytest.raises(ImportRefused, match="no seasons of F1DB"):
        _import(tmp_path / "tree", tmp_path / "data")


def test_a_source_that_is_not_there_is_refused_by_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="nowhere is neither a file nor a folder: give a source tree or its arch"):
        _import(tmp_path / "nowhere", tmp_path / "data")


def test_links_and_large_files_in_a_tree_are_not_read(tmp_path: Path) -> None:
    tree = written(tmp_path / "tree", _small().items())
    outside = tmp_path / "outside.yml"
    outside.write_text("- position: [1", "utf-8")
    (tree / "src/data/seasons/1958/races/01-argentina/pit-stops.yml").symlink_to(outside)
    assert "1 season new: f1-1958" in _import(tree, tmp_path / "data")

    (tree / RESULTS).write_bytes(bytes(LARGEST_FILE + 1))
    with pytest.raises(ImportRefused, match=r"race-results\.yml is larger than 16 MB: that is no table of results"):
        _import(tree, tmp_path / "data")


def test_an_unknown_source_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="f1db"):
        imported("wikipedia", [tmp_path], tmp_path / "data")


@pytest.mark.parametrize("season", sorted(path.name for path in (F1DB_EXCERPT.parents[1] / "f1").glob("f1-*")))
@pytest.mark.parametrize("table", ["results.csv", "standings.csv"])
def test_the_seasons_that_tests_rest_on_are_what_the_import_makes_today(f1_data: Path, season: str, table: str) -> None:
    kept = F1DB_EXCERPT.parents[1] / "f1" / season / table

    assert kept.read_text("utf-8") == (f1_data / season / table).read_text("utf-8"), "make tests/data/f1 anew"
