"""/wins over several seasons of a series: by people and teams that are the same, and only where winners are known."""

import pytest
import pytest_asyncio

from bot.client import Pitboard
from bot.errors import NotHeld
from bot.settings import Settings
from tests.conftest import Paddock
from tests.seen import embed_text, seen_text


@pytest_asyncio.fixture
async def settings(f1_settings: Settings) -> Settings:
    return f1_settings


async def test_wins_of_a_series_are_counted_over_its_seasons_and_say_over_which(paddock: Paddock) -> None:
    message = await paddock.ask("wins", by="driver", season="F1")

    assert seen_text(message.content) == (
        "Ayrton Senna has the most wins by driver in Formula 1, 1950–1953, 1988–1991 and 2025–2026 so far (10 seasons "
        "held): 27 of 131."
    )


async def test_wins_of_a_team_are_those_of_the_outfit(bot: Pitboard) -> None:
    answer = await bot.answer("wins", {"by": "team", "season": "f1"})

    assert "McLaren has the most wins by team" in seen_text(answer.sentence)
    assert "54 of 131" in answer.sentence


async def test_one_season_is_counted_as_ever(bot: Pitboard) -> None:
    answer = await bot.answer("wins", {"by": "driver", "season": "F1 1988"})

    assert "Ayrton Senna had the most wins by driver: 8 of 16." in seen_text(answer.sentence)
    assert "1. Ayrton Senna · 8 wins · rounds 2, 5, 6, 8 to 11 and 15" in embed_text(answer.embed)


async def test_wins_are_never_added_over_two_series(paddock: Paddock) -> None:
    message = await paddock.refused(NotHeld, "wins", by="driver", season="all")

    assert message.content == (
        "Wins are counted within one series: name Formula 1 or the American Le Mans Series as the season."
    )
    pressed = await paddock.fan.click(message, label="Formula 1")
    assert pressed.response is not None
    assert "has the most wins by driver in Formula 1" in pressed.response.content


async def test_car_numbers_are_not_counted_over_seasons(bot: Pitboard) -> None:
    for seasons in ("F1", "all"):
        with pytest.raises(NotHeld, match="another car in another season"):
            await bot.answer("wins", {"by": "car", "season": seasons})


async def test_what_is_not_known_of_too_many_winners_is_not_counted(bot: Pitboard) -> None:
    with pytest.raises(NotHeld, match="could change who leads"):
        await bot.answer("wins", {"by": "chassis", "season": "F1"})
