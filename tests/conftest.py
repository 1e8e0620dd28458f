"""A fan in a server with the real bot, over an in-memory Discord."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
import simcord

from bot.app import create_bot
from bot.archive import Archive, open_archive
from bot.ask.ask import Asker, make_asker
from bot.client import Pitboard
from bot.database.build import build_database
from bot.errors import UserError
from bot.importers.archive import files_of
from bot.settings import Settings
from tests.imports import imported, written

F1DB_EXCERPT = Path(__file__).parent / "data" / "f1db" / "f1db-excerpt.tar.xz"


# What takes long to make: the tests of each go to one process, so that it is made once (`--dist loadgroup`).
_MADE_ONCE = ("f1_import", "few_f1_seasons")


@pytest.hookimpl(tryfirst=True)  # xdist has to see the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Called by pytest."""
    for item in items:
        for name in _MADE_ONCE:
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.xdist_group(name))


@dataclass(frozen=True, slots=True)
class Paddock:
    """A server with one channel, and a fan in it."""

    env: simcord.Env
    bot: Pitboard
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    fan: simcord.MemberActor

    async def ask(self, command: str, **options: str) -> simcord.ResponseMessage:
        """What the fan sees after a slash command; an option that Python reserves ends in an underscore."""
        result = await self.fan.slash(
            self.channel, command, **{name.rstrip("_"): text for name, text in options.items()}
        )
        assert result.response is not None, f"/{command} was met with silence"
        return result.response

    async def refused(self, error: type[UserError], command: str, **options: str) -> simcord.ResponseMessage:
        """The private message of a refusal, which must be of this kind."""
        known = len(self.env.errors)
        message = await self.ask(command, **options)
        raised = [getattr(caught, "original", caught) for caught in self.env.errors[known:]]
        assert [type(cause) for cause in raised] == [error], f"/{command} {options}: {raised or message.content}"
        assert message.ephemeral
        assert not message.embeds
        return message


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests do not read the settings of whoever runs them."""
    for name in [name for name in os.environ if name == "DISCORD_TOKEN" or name.startswith("PITBOARD_")]:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="session")
def no_idling() -> None:
    """simcord looks again after 50 ms where an answer takes one turn of the loop, as most do: here it does sooner."""
    defaults = simcord.Env._settle_internal.__kwdefaults__
    assert defaults is not None
    assert defaults["idle"] == 0.05, "simcord waits in another way now"
    defaults["idle"] = 0.001


@pytest.fixture(scope="session")
def state_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where season.db is built once for all tests of a process."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="session")
def season_db(state_dir: Path) -> Path:
    """A season.db of the shipped season, to be read or copied."""
    return asyncio.run(build_database(state_dir / "season.db")).path


@pytest.fixture(scope="session")
def closed_archive(season_db: Path) -> Archive:
    """The archive of the shipped season for what it holds in memory: its words and small tables."""

    async def read() -> Archive:
        archive = await open_archive(season_db)
        await archive.close()
        return archive

    return asyncio.run(read())


@pytest.fixture(scope="session")
def f1_import(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with every Formula 1 season, imported from the excerpt of F1DB that lies beside the tests, and
    what the import printed.
    """
    into = tmp_path_factory.mktemp("f1")
    return into, imported("f1db", [F1DB_EXCERPT], into)


@pytest.fixture(scope="session")
def f1_data(f1_import: tuple[Path, str]) -> Path:
    """The data folder of `f1_import`."""
    return f1_import[0]


_FEW_YEARS = ("1950", "1951", "1952", "1953", "1988", "1989", "1990", "1991", "2025", "2026")
HELD = "in Formula 1, 1950–1953, 1988–1991 and 2025–2026 so far (10 seasons held)"
"""What is said of counts over `few_f1_seasons`."""


@pytest.fixture(scope="session")
def few_f1_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """F1DB's source tree of 1950 to 1953, 1988 to 1991, 2025, and 2026, which is not over."""
    few = files_of(F1DB_EXCERPT, lambda name: "/seasons/" not in name or name.split("/")[3] in _FEW_YEARS)
    return written(tmp_path_factory.mktemp("source"), few)


@pytest.fixture(scope="session")
def few_f1_seasons(few_f1_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the seasons of `few_f1_source`."""
    into = tmp_path_factory.mktemp("few")
    imported("f1db", [few_f1_source], into)
    return into


@pytest.fixture(scope="session")
def f1_season_db(state_dir: Path, few_f1_seasons: Path) -> Path:
    """A season.db of the shipped season and `few_f1_seasons`, to be read or copied."""
    return asyncio.run(build_database(state_dir / "f1" / "season.db", [few_f1_seasons])).path


@pytest.fixture
def f1_settings(f1_season_db: Path, few_f1_seasons: Path, tmp_path: Path) -> Settings:
    """Settings of a bot that holds the shipped season and `few_f1_seasons`."""
    folder = tmp_path / "f1-state"
    folder.mkdir()
    shutil.copy(f1_season_db, folder)
    return Settings(state_dir=folder, data_dir=str(few_f1_seasons))


@pytest_asyncio.fixture
async def archive(f1_season_db: Path) -> AsyncIterator[Archive]:
    """The archive of the shipped season and `few_f1_seasons`."""
    opened = await open_archive(f1_season_db)
    yield opened
    await opened.close()


@pytest.fixture
def asker(archive: Archive) -> Asker:
    """What answers questions."""
    return make_asker(archive)


@pytest.fixture
def settings(season_db: Path, tmp_path: Path) -> Settings:
    """Settings of a bot without a token, in a folder where nobody has left anything behind."""
    folder = tmp_path / "state"
    folder.mkdir()
    shutil.copy(season_db, folder)
    # The one fan of the tests asks more in a second than a fan in an hour.
    return Settings(state_dir=folder, costly_per_minute=0)


@pytest_asyncio.fixture
async def bot(settings: Settings) -> AsyncIterator[Pitboard]:
    """The real bot, loaded, without Discord."""
    made = create_bot(settings)
    await made.load()
    yield made
    await made.close()


@pytest_asyncio.fixture
async def simcord_bot(settings: Settings) -> AsyncIterator[Pitboard]:
    """The bot that simcord's own fixture drives; simcord leaves closing it to whoever made it."""
    made = create_bot(settings)
    yield made
    await made.close()


@pytest.fixture
def paddock(simcord_bot: Pitboard, simcord_env: simcord.Env) -> Paddock:
    """The real bot in a server with a fan."""
    guild = simcord_env.create_guild("Fans")
    channel = guild.create_text_channel("paddock")
    fan = guild.add_member(simcord_env.create_user("fan"))
    return Paddock(simcord_env, simcord_bot, guild, channel, fan)
