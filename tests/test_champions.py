"""/champions: every title of a season, a series season by season, and no champion before the last race."""

import pytest_asyncio

from bot.client import Pitboard
from bot.errors import NotHeld
from bot.settings import Settings
from tests.conftest import Paddock
from tests.seen import buttons, embed_text, seen_text, whole_text


@pytest_asyncio.fixture
async def settings(f1_settings: Settings) -> Settings:
    return f1_settings


async def test_a_seasons_champion_is_named_with_the_points_that_count(paddock: Paddock) -> None:
    message = await paddock.ask("champions", season="F1 1988")

    # 94 points were scored, 90 counted.
    assert seen_text(message.content) == (
        "The drivers' champion of the 1988 Formula 1 season was Ayrton Senna with 90 points; "
        "the constructors' was McLaren-Honda with 199 points."
    )
    assert "Constructors McLaren-Honda, 199 points" in whole_text(message)


async def test_champions_of_every_season_are_offered_where_the_series_has_others(paddock: Paddock) -> None:
    formula_1 = await paddock.ask("champions", season="F1 1988")
    assert "Champions of every season" in buttons(formula_1)

    endurance = await paddock.ask("champions", season="alms 2003")
    assert "Champions of every season" not in buttons(endurance)


async def test_whose_championship_can_be_asked_for(bot: Pitboard) -> None:
    answer = await bot.answer("champions", {"season": "1988", "championship": "constructors"})

    assert "The constructors' champion of the 1988 Formula 1 season was McLaren-Honda" in seen_text(answer.sentence)


async def test_makes_and_constructors_are_each_others_word_where_a_season_has_one_of_them(bot: Pitboard) -> None:
    formula_1 = await bot.answer("champions", {"season": "F1 1988", "championship": "manufacturers"})
    endurance = await bot.answer("champions", {"season": "alms 2003", "championship": "constructors"})

    assert "McLaren-Honda" in formula_1.sentence
    assert "Audi" in endurance.sentence


async def test_of_several_classes_each_champion_has_the_class(paddock: Paddock) -> None:
    message = await paddock.ask("champions")  # the default season's series, of which one season is held

    assert seen_text(message.content) == (
        "The teams' champions of the 2003 American Le Mans Series were Infineon Team Joest (LMP900, 170 points, "
        "derived), Dyson Racing (LMP675), Corvette Racing (GTS, 167 points) and Alex Job Racing (GT)."
    )


async def test_a_series_is_listed_season_by_season_the_latest_first(bot: Pitboard) -> None:
    answer = await bot.answer("champions", {"season": "F1"})

    text = embed_text(answer.embed)
    years = [line[:4] for line in text.splitlines() if line[:4].isdecimal()]
    assert years == ["2026", "2025", "1991", "1990", "1989", "1988", "1953", "1952", "1951", "1950"]
    assert "2026 not over yet" in text
    assert "1953 Alberto Ascari, 34.5 points" in text
    assert "Lando Norris" in answer.sentence


async def test_a_season_that_is_not_over_has_no_champion(paddock: Paddock) -> None:
    message = await paddock.refused(NotHeld, "champions", season="F1 2026")

    assert "no champion yet" in message.content
    assert list(buttons(message)) == ["Standings"]


async def test_champions_who_shared_a_title_have_its_points_each(paddock: Paddock) -> None:
    message = await paddock.ask("champions", season="alms 2003", championship="drivers")

    assert "Frank Biela and Marco Werner (LMP900, 170 points each, derived)" in seen_text(message.content)


async def test_a_season_without_such_a_championship_says_so(paddock: Paddock) -> None:
    message = await paddock.refused(NotHeld, "champions", season="F1 1950", championship="constructors")

    assert message.content == (
        "The 1950 Formula 1 season has only drivers' titles in my data; constructors' titles of Formula 1 are held for "
        "1988–1991 and 2025–2026 so far."
    )
    assert list(buttons(message)) == ["1950 drivers", "1988 constructors"]
    pressed = await paddock.fan.click(message, label="1988 constructors")
    assert pressed.response is not None
    assert "McLaren-Honda" in pressed.response.content


async def test_a_table_that_a_season_never_had_is_refused_with_those_there_are(paddock: Paddock) -> None:
    message = await paddock.refused(NotHeld, "standings", season="F1 1953", championship="teams")

    assert message.content.startswith(
        "The 1953 Formula 1 season has only drivers' titles in my data; constructors' titles"
    )


async def test_left_out_the_season_means_the_series_of_the_default_season(bot: Pitboard) -> None:
    answer = await bot.answer("champions", {}, season="f1-1988")

    assert "Formula 1" in answer.sentence
    assert ("season", "f1") in bot.question("champions", {}, "f1-1988").texts


async def test_the_leader_of_a_season_that_is_not_over_is_nowhere_called_champion(bot: Pitboard) -> None:
    season = await bot.answer("season", {"season": "F1 2026"})
    standings = await bot.answer("standings", {"season": "F1 2026"})

    assert "Leaders so far" in embed_text(season.embed)
    assert all(field.name != "Champions" for field in season.embed.fields)
    assert "11 of 23 rounds are raced" in season.sentence
    assert "so far" in standings.sentence
    assert "final" not in standings.sentence
