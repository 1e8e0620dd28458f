"""Health over HTTP, of a bot in this process: what is lacking is named, and a harmed season.db is mended."""

import errno
import os
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.app import create_bot
from bot.client import Pitboard
from bot.errors import CannotBuild, CannotServe, SeasonsUnreadable
from bot.health import asked_health, endpoint
from bot.settings import Settings

HERE = "127.0.0.1"
NOT_CONNECTED = (False, "Unwell: not connected to Discord.")


@pytest_asyncio.fixture
async def served(settings: Settings) -> AsyncIterator[tuple[Pitboard, int]]:
    """A bot that is loaded and not connected to Discord, and the port where it tells its health."""
    bot = create_bot(settings.model_copy(update={"http_port": 0}))
    await bot.load()
    async with endpoint(bot, 0) as port:
        yield bot, port
    await bot.close()


def harm(path: Path) -> None:
    """Half of a file is gone."""
    os.truncate(path, path.stat().st_size // 2)


async def no_room(*_: object) -> None:
    raise CannotBuild(Path("season.db"), os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("host", "reason"), [(HERE, "Address already in use"), ("no such host.invalid", ""), ("192.0.2.1", "")]
)
async def test_an_address_that_cannot_be_had_is_one_sentence_with_the_settings_that_say_so(
    settings: Settings, served: tuple[Pitboard, int], host: str, reason: str
) -> None:
    _, port = served
    other = create_bot(settings.model_copy(update={"http_port": port, "http_host": host}))
    try:
        with pytest.raises(CannotServe) as refused:
            async with endpoint(other, port):
                pass
    finally:
        await other.close()

    said = str(refused.value)
    assert said.startswith(f"/healthz and /metrics cannot be served on {host} port {port} ({reason}")
    assert "PITBOARD_HTTP_PORT" in said
    assert "PITBOARD_HTTP_HOST" in said


async def test_a_bot_without_discord_is_unwell_and_its_numbers_are_served(served: tuple[Pitboard, int]) -> None:
    _, port = served

    assert await asked_health(HERE, port) == NOT_CONNECTED
    assert await asked_health("0.0.0.0", port) == NOT_CONNECTED  # noqa: S104  # asked at this machine
    async with aiohttp.ClientSession() as session, session.get(f"http://{HERE}:{port}/metrics") as page:
        assert "pitboard_gateway_connected 0.0" in (await page.text()).splitlines()


async def test_where_nothing_answers_that_is_said_with_the_address(served: tuple[Pitboard, int]) -> None:
    bot, port = served
    await bot.close()
    async with endpoint(create_bot(bot.settings), 0) as closed:
        pass

    well, sentence = await asked_health(HERE, closed)

    assert not well
    assert sentence.startswith(f"Nothing that is well answers at http://{HERE}:{closed}/healthz: ")
    assert await asked_health(HERE, port) == (
        False,
        "Unwell: not connected to Discord, the database cannot be read.",
    )


async def test_a_bot_that_is_connected_and_cannot_read_its_seasons_is_unwell(
    served: tuple[Pitboard, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.open.LOOK_SECONDS", 0.0)
    monkeypatch.setattr("bot.mending.build_database", no_room)
    bot, port = served
    monkeypatch.setattr(bot, "gateway_connected", lambda: True)
    well = await asked_health(HERE, port)
    harm(bot.settings.season_db)

    assert well[0]
    assert await asked_health(HERE, port) == (False, "Unwell: the database cannot be read.")


async def test_asking_for_health_makes_a_harmed_season_db_anew(
    served: tuple[Pitboard, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.open.LOOK_SECONDS", 0.0)
    bot, port = served
    before = bot.archive
    harm(bot.settings.season_db)

    assert await asked_health(HERE, port) == NOT_CONNECTED
    assert bot.archive is not before
    assert "Corvette Racing" in (await bot.answer("team", {"name": "Corvette"})).sentence


async def test_a_season_db_that_cannot_be_made_anew_is_said_by_health_and_by_answers_until_it_can(
    served: tuple[Pitboard, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.open.LOOK_SECONDS", 0.0)
    bot, port = served
    harm(bot.settings.season_db)
    with monkeypatch.context() as full:
        full.setattr("bot.mending.build_database", no_room)
        for _ in range(2):  # tried, then not yet again
            assert (await asked_health(HERE, port))[1].endswith(", the database cannot be read.")
            with pytest.raises(SeasonsUnreadable):
                await bot.answer("team", {"name": "Corvette"})

    monkeypatch.setattr("bot.mending.AGAIN_SECONDS", 0.0)

    assert "Corvette Racing" in (await bot.answer("team", {"name": "Corvette"})).sentence
    assert await asked_health(HERE, port) == NOT_CONNECTED
