"""season.db: everything of the text is in it, it is made anew only for a reason, and nothing leaves a broken one."""

import asyncio
import importlib
import os
import pkgutil
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

import bot.queries as topics
from bot.database import build
from bot.database.build import SCHEMA, Built, build_database, content_hash
from bot.database.open import open_season_db
from bot.errors import CannotBuild, DataError, SeasonClash
from bot.queries import results
from bot.season.folders import season_runs, shipped_data
from bot.season.model.season import Season
from bot.season.read import read_season
from tests.folders import SHIPPED, Folder, another_season, copied

TOPICS = tuple(
    importlib.import_module(f"{topics.__name__}.{found.name}")
    for found in pkgutil.iter_modules(topics.__path__)
    if found.name not in {"fetch", "preferences", "reports", "unmatched"}  # the last three ask state.db
)
ROOT = Path(build.__file__).parents[2]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "state" / "season.db"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The shipped seasons, built once, opened as the standard library sees them."""
    path = tmp_path_factory.mktemp("built") / "season.db"
    asyncio.run(build_database(path))
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def _read(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def _sound(path: Path) -> bool:
    return _read(path, "PRAGMA integrity_check") == [("ok",)] and _read(path, "PRAGMA foreign_key_check") == []


def _beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


# What is in it.


def test_every_table_is_strict_and_every_key_holds(database: sqlite3.Connection) -> None:
    tables = database.execute("PRAGMA table_list").fetchall()
    strict = {row[1]: row[5] for row in tables if row[2] == "table" and not row[1].startswith("sqlite_")}

    assert len(strict) > 20
    assert set(strict.values()) == {1}
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_database_itself_refuses_what_the_check_refuses(target: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("INSERT INTO coverage VALUES ('none', 'results', 'complete')")
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute("INSERT INTO alias VALUES ('x', 'planet', 'x', 'x', 1)")
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
            connection.execute("INSERT INTO scale_place VALUES ('x', 'x', 1, 'twenty')")


def _expected_counts(season: Season) -> dict[str, int]:
    file = season.file
    return {
        "season": 1,
        "source": len(file.sources),
        "class": len(file.classes),
        "circuit": len(file.circuits),
        "round": len(file.rounds),
        "driver": len(season.drivers),
        "chassis": len(file.chassis),
        "derivation": len(file.derivations),
        "entry": len(season.results),
        "crew": sum(name != "?" for row in season.results for name in row.crew),
        "qualifying": len(season.qualifying),
        "championship": len(file.championships),
        "standing": len(season.standings),
        "score": sum(len(row.cells) for row in season.standings),
        "scale": len(file.scales),
        "scale_place": sum(len(scale.points) for scale in file.scales),
        "scale_round": sum(len(scale.rounds) for scale in file.scales),
        "rule": len(file.rules),
        "dispute": len(file.disputes),
        "claim": sum(len(dispute.claims) for dispute in file.disputes),
        "note": len(file.notes),
        "coverage_remark": len(file.coverage.remarks),
        "team": len({row.team for row in season.results if row.team != "?"} | {team.name for team in file.teams}),
    }


def test_every_row_of_the_text_is_in_the_database(database: sqlite3.Connection) -> None:
    expected = _expected_counts(read_season(SHIPPED))
    counts = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in expected}

    assert counts == expected


def test_every_result_comes_back_as_the_text_has_it_with_its_crew_in_order(database: sqlite3.Connection) -> None:
    columns = "round, class, car, team, crew, chassis, engine, tyre, laps, class_position, overall_position, status"
    held = database.execute(f"SELECT {columns}, sources, detail_sources, derivation, note FROM entry_line").fetchall()
    text = [
        (
            row.round_,
            row.class_,
            row.car,
            row.team,
            "; ".join(name for name in row.crew if name != "?") or None,
            row.chassis,
            # Sources differ on Prodrive's engine, and what the season article says stands.
            "Ferrari 6.0L V12" if (row.team, row.engine) == ("Prodrive", "Ferrari 5.9L V12") else row.engine,
            row.tyre,
            row.laps if isinstance(row.laps, int) else None,
            row.class_position if isinstance(row.class_position, int) else None,
            row.overall_position if isinstance(row.overall_position, int) else None,
            row.status,
            " ".join(row.sources),
            " ".join(row.detail_sources),
            row.derivation,
            row.note,
        )
        for row in read_season(SHIPPED).results
    ]

    assert sorted(held, key=repr) == sorted(text, key=repr)


def test_every_score_comes_back_as_the_text_has_it(database: sqlite3.Connection) -> None:
    sql = "SELECT championship, competitor, round, state, points, derived, dropped, one_of FROM score"
    text = [
        (
            row.championship,
            row.competitor,
            code,
            cell.state,
            None if cell.points is None else int(cell.points),
            int(cell.derived),
            int(cell.dropped),
            cell.one_of,
        )
        for row in read_season(SHIPPED).standings
        for code, cell in row.cells.items()
    ]

    assert sorted(database.execute(sql).fetchall(), key=repr) == sorted(text, key=repr)


def test_each_round_has_one_overall_winner_which_won_its_class(database: sqlite3.Connection) -> None:
    sql = "SELECT round_number, car, class FROM entry_line WHERE overall_winner ORDER BY round_seq"

    assert [tuple(row) for row in database.execute(sql)] == [
        (1, "1", "LMP900"),
        (2, "38", "LMP900"),
        (3, "16", "LMP675"),
        (4, "1", "LMP900"),
        (5, "1", "LMP900"),
        (6, "38", "LMP900"),
        (7, "1", "LMP900"),
        (8, "38", "LMP900"),
        (9, "38", "LMP900"),
    ]


async def test_half_points_are_kept_as_whole_units(tmp_path: Path, target: Path) -> None:
    folder = another_season(tmp_path)
    folder.replace("season.toml", "points_denominator = 1", "points_denominator = 2")
    folder.set("standings.csv", "total", "163.5", championship="gts-tyres", competitor="Michelin")
    await build_database(target, [tmp_path])
    sql = "SELECT season, total FROM standing WHERE championship = 'gts-tyres' AND competitor = 'Michelin' ORDER BY 1"

    assert _read(target, sql) == [("alms-1903", 327), ("alms-2003", 163)]


# Queries.


def _statements(module: ModuleType) -> dict[str, str]:
    """The statements of a module of queries, by the name of the constant."""
    return {
        name: value
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and value.lstrip().startswith("SELECT")
    }


def _plan(database: sqlite3.Connection, sql: str) -> list[str]:
    names = (
        "season",
        "round",
        "class_",
        "team",
        "car",
        "chassis",
        "driver",
        "name",
        "championship",
        "competitor",
        "subject",
        "key",
        "series",
        "kind",
        "place",
        "session",
        "outfit",
    )
    values = dict.fromkeys(names, "x")
    return [str(row[3]) for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


@pytest.mark.parametrize("name", sorted(set(_statements(results)) - {"ENTRY"}))  # the beginning of the others
def test_a_question_about_cars_is_answered_through_an_index(database: sqlite3.Connection, name: str) -> None:
    plan = _plan(database, _statements(results)[name])

    assert any(step.startswith("SEARCH entry USING") for step in plan)
    scanned = {step.split()[1] for step in plan if step.startswith("SCAN")}
    assert scanned <= {"class", "listed"}, "a handful of classes, and the crew of one car"


@pytest.mark.parametrize("module", TOPICS, ids=lambda module: module.__name__)
def test_every_statement_of_a_topic_is_one_that_the_database_understands(
    database: sqlite3.Connection, module: ModuleType
) -> None:
    found = _statements(module)

    assert found
    for sql in found.values():
        assert _plan(database, sql)


# When it is made anew.


async def test_a_second_build_of_the_same_text_does_not_touch_the_file(target: Path) -> None:
    first = await build_database(target)
    before = _stamp(target)
    second = await build_database(target)

    assert (first.fresh, second.fresh) == (True, False)
    assert _stamp(target) == before
    assert (second.version, second.seasons) == (first.version, first.seasons) == (first.version, ("alms-2003",))


async def test_force_makes_it_anew(target: Path) -> None:
    await build_database(target)
    before = _stamp(target)

    assert (await build_database(target, force=True)).fresh
    assert _stamp(target) != before


@pytest.mark.parametrize("name", ["season.toml", "drivers.csv", "results.csv", "qualifying.csv", "standings.csv"])
async def test_a_change_of_any_text_makes_it_anew(tmp_path: Path, target: Path, name: str) -> None:
    folder = copied(tmp_path / "data")
    first = await build_database(target, shipped=folder.path.parent)
    folder.write(name, folder.text(name) + "\n")
    second = await build_database(target, shipped=folder.path.parent)

    assert second.fresh
    assert second.version != first.version
    assert not (await build_database(target, shipped=folder.path.parent)).fresh


async def test_a_corrected_fact_is_in_the_new_database(tmp_path: Path, target: Path) -> None:
    folder = copied(tmp_path / "data")
    await build_database(target, shipped=folder.path.parent)
    folder.set("results.csv", "tyre", "Michelin", round="road-america", class_="GT", class_position="1")
    await build_database(target, shipped=folder.path.parent)

    sql = "SELECT tyre FROM entry WHERE round = 'road-america' AND class = 'GT' AND class_position = 1"
    assert _read(target, sql) == [("Michelin",)]


async def test_a_season_that_comes_or_goes_makes_it_anew(tmp_path: Path, target: Path) -> None:
    more = tmp_path / "more"
    folder = another_season(more)
    built = [await build_database(target, [more])]
    shutil.rmtree(folder.path)
    built.append(await build_database(target, [more]))

    assert [(one.fresh, one.seasons) for one in built] == [(True, ("alms-1903", "alms-2003")), (True, ("alms-2003",))]


@pytest.mark.parametrize(
    "name",
    ["championship.py", "database/build.py", "database/rows/entries.py", "database/season.sql", "season/model/rows.py"],
)
def test_a_change_of_the_code_that_builds_changes_the_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    code = tmp_path / "bot"
    shutil.copytree(ROOT / "bot", code, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(build, "_CODE", code)
    before = content_hash([SHIPPED])
    assert before == content_hash([SHIPPED])
    with (code / name).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert content_hash([SHIPPED]) != before


def test_the_hash_does_not_depend_on_where_the_text_lies_but_on_each_byte_of_it(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    assert content_hash([folder.path]) == content_hash([SHIPPED])

    folder.replace("drivers.csv", "Frank Biela,DEU", "Frank Biela,AUT")
    assert content_hash([folder.path]) != content_hash([SHIPPED])


# Builds that fail, and files that are no databases.


async def _fails(target: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    async def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def fail_at_once(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, name, fail if name == "_write" else fail_at_once)
    with pytest.raises(CannotBuild, match=r"season\.db cannot be made \(No space left on device\): make room"):
        await build_database(target, force=True)
    monkeypatch.undo()


@pytest.mark.faults
@pytest.mark.parametrize("name", ["_write", "_flush"])
async def test_a_build_that_fails_leaves_the_old_file_as_it_was_and_nothing_beside_it(
    target: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    await build_database(target)
    before = _stamp(target)

    await _fails(target, monkeypatch, name)

    assert _stamp(target) == before
    assert _sound(target)
    assert _beside(target) == []


@pytest.mark.faults
async def test_a_statement_that_fails_in_the_middle_of_a_build_leaves_nothing_beside(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await build_database(target)
    before = _stamp(target)
    half = target.parent.parent / "half.sql"
    text = SCHEMA.read_text(encoding="utf-8")
    half.write_text(text[: text.index("CREATE TABLE note")], encoding="utf-8")
    monkeypatch.setattr(build, "SCHEMA", half)

    with pytest.raises(sqlite3.OperationalError, match="no such table: note"):
        await build_database(target, force=True)

    assert _stamp(target) == before
    assert _beside(target) == []


_SLOW_BUILD = """
import asyncio, sys, time
from pathlib import Path
from bot.database import build

def wait(path):
    print(path.name, flush=True)
    time.sleep(60)

build._flush = wait
asyncio.run(build.build_database(Path(sys.argv[1]), force=True))
"""


def _python(script: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.faults
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
async def test_a_build_that_is_killed_leaves_the_old_file_working_and_its_rest_is_swept_later(target: Path) -> None:
    await build_database(target)
    before = _stamp(target)
    with _python(_SLOW_BUILD, str(target)) as process:
        assert process.stdout is not None
        half = process.stdout.readline().strip()
        process.kill()

    assert _stamp(target) == before
    assert _sound(target)
    assert not (await build_database(target)).fresh
    assert _beside(target) == [half]

    await build_database(target, force=True)
    assert _beside(target) == [half], "it may belong to a process that is still at it"

    long_ago = time.time() - 2 * 3600
    os.utime(target.parent / half, (long_ago, long_ago))
    await build_database(target, force=True)
    assert _beside(target) == []


@pytest.mark.faults
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: raw[: len(raw) // 2], id="cut in half"),
        pytest.param(lambda raw: raw[:50], id="cut in its header"),
        pytest.param(lambda raw: b"not a database at all, but long enough to be one" * 100, id="text"),
        pytest.param(lambda raw: raw[:20000] + bytes(4096 * 8) + raw[20000 + 4096 * 8 :], id="a hole in it"),
        pytest.param(lambda raw: raw[:16] + b"\xff" * 84 + raw[100:], id="a torn header"),
        pytest.param(lambda raw: raw[:-1], id="a byte short"),
    ],
)
async def test_a_database_that_is_damaged_is_noticed_and_made_anew(
    target: Path, damage: Callable[[bytes], bytes]
) -> None:
    await build_database(target)
    target.write_bytes(damage(target.read_bytes()))

    built = await build_database(target)

    assert built.fresh
    assert _sound(target)
    assert _beside(target) == []


async def test_a_database_of_other_tables_is_made_anew(target: Path) -> None:
    target.parent.mkdir()
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value BLOB)")
        connection.execute("INSERT INTO meta VALUES ('version', x'ff')")
        connection.commit()

    assert (await build_database(target)).fresh
    assert _sound(target)


# Folders of somebody's own.


async def test_a_faulty_further_folder_is_skipped_and_named_at_every_start(tmp_path: Path, target: Path) -> None:
    folder = another_season(tmp_path)
    line = folder.replace("season.toml", "date = 2003-08-24", "date = 2004-08-24")

    for fresh in (True, False):
        built = await build_database(target, [tmp_path])

        assert built.fresh == fresh
        assert built.seasons == ("alms-2003",)
        (error,) = built.skipped
        (fault,) = error.faults
        assert (fault.file, fault.line) == (folder.path / "season.toml", line)
    assert _read(target, "SELECT season FROM season") == [("alms-2003",)]


async def test_a_faulty_further_folder_that_is_mended_is_held_from_the_next_start_on(
    tmp_path: Path, target: Path
) -> None:
    folder = another_season(tmp_path)
    folder.replace("season.toml", "date = 2003-08-24", "date = 2004-08-24")
    await build_database(target, [tmp_path])
    folder.replace("season.toml", "date = 2004-08-24", "date = 2003-08-24")

    built = await build_database(target, [tmp_path])

    assert (built.seasons, built.skipped) == (("alms-1903", "alms-2003"), ())
    assert not (await build_database(target, [tmp_path])).fresh


async def test_a_faulty_further_folder_that_is_mended_by_no_change_of_its_text_is_held_too(
    tmp_path: Path, target: Path
) -> None:
    folder = another_season(tmp_path / "elsewhere")
    called_wrongly = folder.path.rename(tmp_path / "elsewhere" / "old")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "alms-1903").symlink_to(called_wrongly)
    built = await build_database(target, [tmp_path / "data"])
    assert "the folder is called 'old'" in str(built.skipped[0])

    called_wrongly.rename(folder.path)
    (tmp_path / "data" / "alms-1903").unlink()
    (tmp_path / "data" / "alms-1903").symlink_to(folder.path)
    mended = await build_database(target, [tmp_path / "data"])

    assert (mended.fresh, mended.seasons, mended.skipped) == (True, ("alms-1903", "alms-2003"), ())
    assert mended.version == built.version, "not a byte of the text is another one"


@pytest.mark.parametrize("put", [Path.mkdir, lambda path: path.symlink_to("nowhere")], ids=["a folder", "a dead link"])
async def test_what_takes_the_place_of_a_table_is_noticed_at_the_next_start(
    tmp_path: Path, target: Path, put: Callable[[Path], None]
) -> None:
    folder = another_season(tmp_path)
    (folder.path / "qualifying.csv").unlink()
    folder.replace("season.toml", 'qualifying = "partial"', 'qualifying = "none"')
    assert (await build_database(target, [tmp_path])).skipped == ()
    put(folder.path / "qualifying.csv")

    for fresh in (True, False):
        built = await build_database(target, [tmp_path])
        assert built.fresh == fresh
        assert "qualifying.csv" in str(built.skipped[0])


async def test_a_further_season_that_takes_the_place_of_another_is_held_instead_of_it(
    tmp_path: Path, target: Path
) -> None:
    folder = another_season(tmp_path)
    await build_database(target, [tmp_path])
    shutil.rmtree(folder.path)
    another_season(tmp_path, "1904")

    assert (await build_database(target, [tmp_path])).seasons == ("alms-1904", "alms-2003")


async def test_a_faulty_folder_leaves_its_season_to_a_sound_one(tmp_path: Path, target: Path) -> None:
    faulty = another_season(tmp_path / "first")
    faulty.replace("season.toml", 'name = "Petit Le Mans"', 'title = "Petit Le Mans"')
    another_season(tmp_path / "second")

    for _ in range(2):
        built = await build_database(target, [tmp_path / "first", tmp_path / "second"])
        assert built.seasons == ("alms-1903", "alms-2003")
        assert str(faulty.path) in str(built.skipped[0])

    shutil.copy(tmp_path / "second" / "alms-1903" / "season.toml", faulty.path)
    built = await build_database(target, [tmp_path / "first", tmp_path / "second"])
    assert [type(error) for error in built.skipped] == [SeasonClash]


async def test_a_further_season_that_is_sound_is_held_and_the_shipped_one_stays_the_default(
    tmp_path: Path, target: Path
) -> None:
    another_season(tmp_path)

    built = await build_database(target, [tmp_path])

    assert built.skipped == ()
    assert built.seasons == ("alms-1903", "alms-2003")
    assert _read(target, "SELECT value FROM meta WHERE key = 'default_season'") == [("alms-2003",)]
    assert _sound(target)
    counts = _read(target, "SELECT count(*) FROM entry GROUP BY season")
    assert len(counts) == 2
    assert counts[0] == counts[1]


async def test_two_folders_for_one_season_are_a_clash_that_names_both(tmp_path: Path, target: Path) -> None:
    folder = copied(tmp_path)

    for _ in range(2):
        built = await build_database(target, [tmp_path])

        (error,) = built.skipped
        assert isinstance(error, SeasonClash)
        assert str(folder.path) in str(error)
        assert str(SHIPPED) in str(error)
    assert _read(target, "SELECT count(*) FROM season") == [(1,)]


async def test_what_is_skipped_is_the_same_at_the_next_start(tmp_path: Path, target: Path) -> None:
    """The hard case: the first of two folders for a season is faulty, so the second is the one that is held."""
    faulty = another_season(tmp_path / "first")
    faulty.replace("season.toml", 'name = "Petit Le Mans"', 'title = "Petit Le Mans"')
    another_season(tmp_path / "second")
    third = another_season(tmp_path / "third")
    folders = [tmp_path / name for name in ("first", "second", "third")]

    first = await build_database(target, folders)
    second = await build_database(target, folders)

    assert (first.fresh, second.fresh) == (True, False)
    assert [str(error) for error in first.skipped] == [str(error) for error in second.skipped]
    assert len(first.skipped) == 2
    assert isinstance(first.skipped[1], SeasonClash)
    assert str(third.path) in str(first.skipped[1])
    assert str(tmp_path / "second") in str(first.skipped[1])


async def test_the_shipped_folder_named_once_more_is_no_clash(target: Path) -> None:
    for again in (shipped_data(), SHIPPED, SHIPPED.parent / ".." / SHIPPED.parent.name):
        built = await build_database(target, [again])
        assert built.skipped == ()
        assert built.seasons == ("alms-2003",)


async def test_a_data_folder_that_is_not_there_is_named(tmp_path: Path, target: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for missing in (tmp_path / "none", tmp_path / "loop"):
        built = await build_database(target, [missing])

        (error,) = built.skipped
        assert str(missing) in str(error)
        assert "PITBOARD_DATA_DIR" in str(error)


async def test_a_season_folder_may_be_named_itself(tmp_path: Path, target: Path) -> None:
    folder = another_season(tmp_path)

    assert (await build_database(target, [folder.path])).seasons == ("alms-1903", "alms-2003")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read by anybody")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("name", ["results.csv", "qualifying.csv"])
async def test_a_further_table_that_is_a_pipe_or_a_device_is_named_and_neither_waited_for_nor_read(
    tmp_path: Path, target: Path, name: str
) -> None:
    table = another_season(tmp_path / "extra").path / name
    for put in (os.mkfifo, lambda path: path.symlink_to("/dev/zero")):
        table.unlink(missing_ok=True)
        put(table)

        built = await build_database(target, [tmp_path / "extra"])

        assert built.seasons == ("alms-2003",)
        assert f"{name}: is not a file; put a text file there" in str(built.skipped[0])


async def test_a_further_file_that_cannot_be_read_is_named_and_stops_nothing(tmp_path: Path, target: Path) -> None:
    folder = another_season(tmp_path)
    (folder.path / "results.csv").unlink()
    (folder.path / "results.csv").symlink_to("/proc/self/mem")

    built = await build_database(target, [tmp_path])

    assert built.seasons == ("alms-2003",)
    assert "cannot be read" in str(built.skipped[0])


async def test_a_fault_in_the_shipped_data_stops_the_build_and_leaves_the_old_file(
    tmp_path: Path, target: Path
) -> None:
    folder = copied(tmp_path / "data")
    await build_database(target, shipped=folder.path.parent)
    before = _stamp(target)
    folder.replace("season.toml", "date = 2003-08-24", "date = 2004-08-24")

    with pytest.raises(DataError, match="2004-08-24 is outside the season"):
        await build_database(target, shipped=folder.path.parent)

    assert _stamp(target) == before
    assert _beside(target) == []


async def test_progress_names_each_folder_and_ends_with_the_file(tmp_path: Path, target: Path) -> None:
    another_season(tmp_path)
    told: list[tuple[str, int, int]] = []

    await build_database(target, [tmp_path], progress=lambda what, done, of: told.append((what, done, of)))

    assert told == [("alms-2003", 0, 2), ("alms-1903", 1, 2), ("season.db", 2, 2)]


# Opening it, and building it twice at once.


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM entry",
        "INSERT INTO meta VALUES ('x', 'y')",
        "DROP TABLE meta",
        "CREATE TABLE t (x TEXT)",
        "CREATE TEMP TABLE t (x TEXT)",
    ],
)
async def test_an_opened_season_db_refuses_writes(target: Path, sql: str) -> None:
    await build_database(target)
    before = target.read_bytes()
    connection = await open_season_db(target)
    try:
        with pytest.raises(sqlite3.OperationalError, match=r"readonly|read-only|query_only"):
            await connection.execute(sql)
    finally:
        await connection.close()

    assert target.read_bytes() == before
    assert _beside(target) == []


async def test_opening_a_database_that_is_not_there_makes_none(target: Path) -> None:
    target.parent.mkdir()
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        await open_season_db(target)

    assert not target.exists()
    # aiosqlite lets its thread go after it has said so.
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 10)


async def test_a_path_with_signs_of_an_address_in_it_is_a_path(tmp_path: Path) -> None:
    target = tmp_path / "what? a #1 100% path" / "season.db"

    built = await build_database(target)
    connection = await open_season_db(built.path)
    await connection.close()

    assert not (await build_database(target)).fresh


async def test_the_old_file_can_be_read_while_a_new_one_takes_its_place(target: Path) -> None:
    await build_database(target)
    connection = await open_season_db(target)
    try:
        await build_database(target, force=True)
        async with connection.execute("SELECT count(*) FROM entry") as cursor:
            row = await cursor.fetchone()
    finally:
        await connection.close()

    assert row is not None
    assert row[0] == len(read_season(SHIPPED).results)


_BUILD = """
import asyncio, sys
from pathlib import Path
from bot.database.build import build_database

for _ in range(3):
    asyncio.run(build_database(Path(sys.argv[1]), force=True))
"""


def test_two_processes_that_build_at_once_both_end_with_a_sound_file(target: Path) -> None:
    processes = [_python(_BUILD, str(target)) for _ in range(2)]
    ended = [(process.communicate(timeout=60), process.returncode) for process in processes]

    assert [code for _, code in ended] == [0, 0], ended
    assert _sound(target)
    assert _beside(target) == []


async def test_two_builds_in_one_process_both_end_with_a_sound_file(target: Path) -> None:
    built: list[Built] = await asyncio.gather(*(build_database(target, force=True) for _ in range(3)))

    assert len({one.version for one in built}) == 1
    assert _sound(target)
    assert _beside(target) == []


def test_a_copy_of_the_shipped_folder_is_the_shipped_season(tmp_path: Path) -> None:
    folder: Folder = copied(tmp_path)

    assert read_season(folder.path) == read_season(SHIPPED)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ((), ""),
        (("alms-2003",), "alms-2003"),
        (("alms-2003", "f1-1950", "f1-1951", "f1-1953"), "alms-2003, f1-1950 to f1-1951, f1-1953"),
        (("wec-2018-19", "wec-2019", "wec-2020"), "wec-2018-19, wec-2019 to wec-2020"),
    ],
)
def test_seasons_in_a_row_of_years_are_named_by_the_first_and_last(keys: tuple[str, ...], text: str) -> None:
    assert season_runs(keys) == text
