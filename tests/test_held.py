"""/seasons: what is held, and how complete it is."""

import pytest_asyncio

from bot.client import Pitboard
from bot.settings import Settings
from tests.conftest import Paddock
from tests.seen import embed_text, seen_text, whole_text


@pytest_asyncio.fixture
async def settings(f1_settings: Settings) -> Settings:
    return f1_settings


async def test_every_series_is_listed_with_its_seasons_and_how_complete_they_are(paddock: Paddock) -> None:
    message = await paddock.ask("seasons")

    assert seen_text(message.content) == (
        "11 seasons of 2 series are held: Formula 1 (1950–1953, 1988–1991 and 2025–2026 so far) and the American Le "
        "Mans Series (2003)."
    )
    text = whole_text(message)
    assert "2003 9 races · winners complete, results partial, qualifying partial, standings partial" in text
    assert "1988–1989 32 races" in text
    assert "2026 11 of 23 races, in progress · complete so far but for qualifying\n" in text
    assert "CC BY-SA 4.0" in text
    # The credit line as it is, with nothing said twice.
    assert "\n- Formula 1 data from F1DB (https://github.com/f1db/f1db), licensed under CC BY 4.0\n" in text
    assert text.count("CC BY 4.0") == 1


async def test_one_series_has_a_line_a_season(bot: Pitboard) -> None:
    answer = await bot.answer("seasons", {"season": "F1"})
    text = embed_text(answer.embed)

    assert answer.sentence == ("10 seasons of Formula 1 are held: 1950–1953, 1988–1991 and 2025–2026 so far.")
    years = [line[:4] for line in text.splitlines() if line[:4].isdecimal()]
    assert years == ["2026", "2025", "1991", "1990", "1989", "1988", "1953", "1952", "1951", "1950"]
    assert "1988 16 races" in text


async def test_one_season_that_is_asked_about_is_not_said_to_be_the_only_one(bot: Pitboard) -> None:
    answer = await bot.answer("seasons", {"season": "F1 1988"})

    assert answer.sentence == "The 1988 Formula 1 season is held: 16 races; complete but for qualifying."


async def test_about_names_series_and_not_every_season(bot: Pitboard) -> None:
    answer = await bot.answer("about", {})

    assert "11 seasons held (Formula 1 1950–1953, 1988–1991 and 2025–2026 so far; 2003 American" in answer.sentence
