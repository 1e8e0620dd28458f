"""Many seasons held: each is answered as if it were alone, and nothing about one season reads the others."""

import asyncio
import random
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

import bot.ask.ask
import bot.names
import bot.prose
from benchmarks.made_up import write_seasons
from bot.app import create_bot
from bot.archive import Archive
from bot.client import Pitboard
from bot.database.build import build_database
from bot.folding import fold
from bot.names import Kind
from bot.season.read import check_folder, read_season
from bot.season.write import season_texts
from bot.settings import Settings
from tests.test_build import TOPICS, _statements

KINDS: tuple[Kind, ...] = ("round", "class", "circuit", "driver", "team", "car", "chassis", "engine", "tyre")
SEASONS = ("made-up-1950", "made-up-1951", "made-up-1952")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of made-up seasons."""
    folder = tmp_path_factory.mktemp("made-up")
    assert write_seasons(folder, len(SEASONS)) == SEASONS
    return folder


async def _loaded(state: Path, data: Path) -> Pitboard:
    made = create_bot(Settings(state_dir=state, data_dir=str(data)))
    await made.load()
    return made


@pytest_asyncio.fixture
async def forgetful(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pitboard]:
    """A bot that holds every season, but keeps hardly anything of what it makes of their words."""
    monkeypatch.setattr(bot.names, "_MOST_SHELVES", 2)
    monkeypatch.setattr(bot.prose, "_MOST_SEASONS", 1)
    monkeypatch.setattr(bot.ask.ask, "_MOST_VOCABULARIES", 1)
    made = await _loaded(tmp_path / "all", data)
    monkeypatch.undo()
    yield made
    await made.close()


@pytest_asyncio.fixture
async def alone(tmp_path: Path, data: Path) -> AsyncIterator[dict[str, Pitboard]]:
    """A bot for each season, which holds no other made-up one."""
    bots = {season: await _loaded(tmp_path / season, data / season) for season in SEASONS}
    yield bots
    for made in bots.values():
        await made.close()


async def test_each_of_many_seasons_answers_as_it_does_alone(forgetful: Pitboard, alone: dict[str, Pitboard]) -> None:
    asked = [
        *(("winner", {"round": str(number)}) for number in (1, 2, 15)),
        *(("results", {"round": str(number)}) for number in (1, 15)),
        ("qualifying", {"round": "3"}),
        ("standings", {}),
        ("points", {}),
        ("schedule", {}),
        *(("wins", {"by": by}) for by in ("driver", "team")),
        ("ask", {"question": "who won round 4"}),
        ("ask", {"question": "drivers standings after round 3"}),
    ]
    for (command, options), season in product(asked, SEASONS):
        texts = {**options, "season": season}
        among_many, by_itself = await forgetful.answer(command, texts), await alone[season].answer(command, texts)

        assert among_many.sentence == by_itself.sentence
        assert [embed.to_dict() for embed in among_many.embeds] == [embed.to_dict() for embed in by_itself.embeds]


def _meant(archive: Archive, season: str, kind: Kind, typed: list[str]) -> list[object]:
    names = archive.names
    found: list[object] = [names.targets(season, kind), sorted(names.aliases(season, kind))]
    for text in typed:
        found += names.resolve(season, kind, text), names.choices(season, kind, text)
    return found


async def test_words_mean_in_each_of_many_seasons_what_they_mean_in_it_alone(
    forgetful: Pitboard, alone: dict[str, Pitboard]
) -> None:
    chance = random.Random(4)  # noqa: S311  # the same words each time
    for kind, season in product(KINDS, SEASONS):
        archive = alone[season].archive
        aliases = [alias for _, alias in archive.names.aliases(season, kind)]
        some = chance.sample(aliases, min(12, len(aliases)))
        typed = ["", *ascii_lowercase[:6], *some, *(alias[1:] for alias in some)]

        assert _meant(forgetful.archive, season, kind, typed) == _meant(archive, season, kind, typed)
        text = f"{' and '.join(some)}, #7"
        assert forgetful.archive.prose.find(season, text) == archive.prose.find(season, text)


async def test_a_season_that_is_not_held_has_no_words(forgetful: Pitboard) -> None:
    names = forgetful.archive.names

    assert names.targets("made-up-2525", "driver") == ()
    assert names.resolve("made-up-2525", "driver", "Ka").outcome == "none"
    assert forgetful.archive.prose.find("made-up-2525", "Ka").things == ()


@given(text=st.text(st.characters(max_codepoint=127), max_size=90))
def test_plain_letters_fold_the_short_way_as_they_do_the_long_way(text: str) -> None:
    invisible = "\u200b"  # stands for nothing, and is none of the plain letters

    assert fold(text) == fold(text + invisible)


# Made-up seasons.


def test_made_up_seasons_pass_every_check(data: Path) -> None:
    assert [fault for season in SEASONS for fault in check_folder(data / season)] == []


def test_made_up_seasons_are_the_same_each_time_however_many_there_are(data: Path, tmp_path: Path) -> None:
    write_seasons(tmp_path / "again", 2)
    write_seasons(tmp_path / "other", 1, seed=2)

    for season in SEASONS[:2]:
        assert season_texts(read_season(tmp_path / "again" / season)) == season_texts(read_season(data / season))
    assert read_season(tmp_path / "other" / SEASONS[0]) != read_season(data / SEASONS[0])


def test_careers_of_made_up_drivers_run_over_seasons(data: Path) -> None:
    first, second = ({driver.id for driver in read_season(data / season).drivers} for season in SEASONS[:2])

    assert first & second
    assert first - second
    assert second - first


# Queries.


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[sqlite3.Connection]:
    """season.db of many seasons, with what SQLite knows of how large its tables are."""
    path = tmp_path_factory.mktemp("built") / "season.db"
    asyncio.run(build_database(path, [data]))
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


# These count over every season of a series: `:season` only narrows what they count.
_OVER_SEASONS = {"bot.queries.records", "bot.queries.won"}


def _about_one_season() -> Iterator[tuple[str, str]]:
    for module in (module for module in TOPICS if module.__name__ not in _OVER_SEASONS):
        for name, sql in _statements(module).items():
            if re.search(r"\bseason = :season\b", sql):
                yield f"{module.__name__}.{name}", sql


@pytest.mark.parametrize(("name", "sql"), [pytest.param(*named, id=named[0]) for named in _about_one_season()])
def test_what_is_asked_about_one_season_is_not_looked_for_in_all_of_them(
    database: sqlite3.Connection, name: str, sql: str
) -> None:
    tables = dict(database.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"))
    values = dict.fromkeys(re.findall(r":(\w+)", sql), "x")
    plan = [str(row[3]) for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    scanned = {step.split()[1] for step in plan if step.startswith("SCAN")} & tables.keys()

    # The makers of a few chassis lie in one page.
    assert {table for table in scanned if _rows(database, table) > 20} == set(), plan


def _rows(database: sqlite3.Connection, table: str) -> int:
    ((count,),) = database.execute(f"SELECT count(*) FROM {table}")  # a name that the database gave
    return int(count)
