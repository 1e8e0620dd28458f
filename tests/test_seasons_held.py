"""Several seasons and series held: which one a question is about."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import create_bot
from bot.client import Pitboard
from bot.errors import NoSuchThing, SeveralMatches, UserError
from bot.settings import Settings
from tests.folders import SHIPPED
from tests.seen import embed_text, seen_text


def another(folder: Path, series: str, label: str, name: str) -> None:
    """The shipped season once more under another series and label, told apart by its name."""
    copy = folder / f"{series}-{label}"
    shutil.copytree(SHIPPED, copy)
    text = (copy / "season.toml").read_text(encoding="utf-8")
    for old, new in (
        ('series = "alms"', f'series = "{series}"'),
        ('series_name = "American Le Mans Series"', f'series_name = "{name}"'),
        ('series_aliases = ["ALMS"]', f'series_aliases = ["{series.upper()}"]'),
        ('label = "2003"', f'label = "{label}"'),
        ('name = "2003 American Le Mans Series"\nstarts', f'name = "{label} {name}"\nstarts'),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (copy / "season.toml").write_text(text, encoding="utf-8")


@pytest_asyncio.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Pitboard]:
    """A bot that holds two series, one of them in two seasons."""
    further = tmp_path / "further"
    further.mkdir()
    another(further, "cup", "2003", "Hill Cup")
    another(further, "cup", "1988", "Hill Cup")
    another(further, "hill", "1988", "Hill Climb")
    made = create_bot(Settings(state_dir=tmp_path / "state", data_dir=str(further)))
    await made.load()
    yield made
    await made.close()


async def season_of(bot: Pitboard, season: str) -> str:
    """What `/season` opens with."""
    return seen_text((await bot.answer("season", {"season": season})).sentence)


async def test_a_label_alone_means_the_default_series(bot: Pitboard) -> None:
    assert "2003 American Le Mans Series" in await season_of(bot, "2003")


async def test_series_and_label_name_a_season_of_any_series(bot: Pitboard) -> None:
    assert "2003 Hill Cup" in await season_of(bot, "CUP 2003")
    assert "1988 Hill Climb" in await season_of(bot, "hill 1988")


async def test_a_label_that_two_other_series_have_is_offered(bot: Pitboard) -> None:
    with pytest.raises(SeveralMatches) as caught:
        await season_of(bot, "1988")

    assert {dict(s.options)["season"] for s in caught.value.suggestions} == {"cup-1988", "hill-1988"}


async def test_a_series_where_one_season_is_asked_for_says_how_many_it_has(bot: Pitboard) -> None:
    with pytest.raises(SeveralMatches) as caught:
        await season_of(bot, "CUP")

    assert caught.value.sentence == "“CUP” has 2 seasons, 1988 and 2003: which one do you mean?"
    assert [s.label for s in caught.value.suggestions] == ["2003 Hill Cup", "1988 Hill Cup"]


async def test_a_season_that_is_not_held_is_refused_by_naming_those_that_are(bot: Pitboard) -> None:
    with pytest.raises(NoSuchThing) as caught:
        await season_of(bot, "1977")

    assert (
        "I hold the Hill Cup, 1988 and 2003, the 2003 American Le Mans Series and the 1988 Hill Climb."
        in caught.value.sentence
    )


async def test_every_command_answers_for_the_season_that_is_named(bot: Pitboard) -> None:
    answer = await bot.answer("winner", {"round": "6", "class": "GT", "season": "cup-1988"})

    assert "#31 Petersen/White Lightning" in seen_text(answer.sentence)
    assert "cup-1988" in (answer.embed.footer.text or "")
    assert all(("season", "cup-1988") in link.options for link in answer.links)


async def test_a_question_in_words_is_read_with_the_words_of_its_season(bot: Pitboard) -> None:
    answer = await bot.answer("ask", {"question": "who won gts at mosport", "season": "cup-1988"})

    assert "#3 Corvette Racing" in seen_text(answer.sentence)
    assert "cup-1988" in (answer.embed.footer.text or "")


async def test_names_with_markdown_in_them_are_escaped_in_text_and_not_on_buttons(tmp_path: Path) -> None:
    another(tmp_path, "cup", "2004", "Hill_Climb_Cup")
    for path in (tmp_path / "cup-2004").glob("*.[ct][so][vm]*"):
        path.write_text(path.read_text(encoding="utf-8").replace("Alex Job Racing", "Alex_Job_Racing"), "utf-8")
    bot = create_bot(Settings(state_dir=tmp_path / "state", data_dir=str(tmp_path)))
    await bot.load()
    try:
        answer = await bot.answer("wins", {"by": "team", "season": "cup"})
        with pytest.raises(UserError) as refused:
            await bot.answer("wins", {"by": "team", "season": "all"})
    finally:
        await bot.close()

    assert answer.sentence.startswith("**Alex\\_Job\\_Racing** had the most class wins")
    assert answer.links[0].label == "Alex_Job_Racing"
    assert "or Hill\\_Climb\\_Cup as" in refused.value.sentence
    assert "Hill_Climb_Cup" in [suggestion.label for suggestion in refused.value.suggestions]


def the_same(folder: Path) -> None:
    """Say of a copy's Lehto and Champion that they are those of other copies too."""
    drivers, toml = folder / "drivers.csv", folder / "season.toml"
    header, *lines = drivers.read_text(encoding="utf-8").splitlines()
    known = [f"{line},{'jj-lehto' if line.startswith('JJ Lehto,') else ''}" for line in lines]
    drivers.write_text("\n".join([f"{header},id", *known, ""]), encoding="utf-8")
    team = 'name = "ADT Champion Racing"\n'
    text = toml.read_text(encoding="utf-8")
    assert text.count(team) == 1
    toml.write_text(text.replace(team, f'{team}id = "champion"\n'), encoding="utf-8")


async def test_a_career_in_two_series_is_told_series_by_series_and_never_added(tmp_path: Path) -> None:
    held = (("cup", "1988", "Hill Cup"), ("cup", "1990", "Hill Cup"), ("climb", "1989", "Hill Climb Cup"))
    for series, label, name in held:
        another(tmp_path, series, label, name)
        the_same(tmp_path / f"{series}-{label}")
    bot = create_bot(Settings(state_dir=tmp_path / "state", data_dir=str(tmp_path)))
    try:
        await bot.load()
        driver = await bot.answer("driver", {"name": "jj-lehto", "season": "all"})
        team = await bot.answer("team", {"name": "champion", "season": "all"})
        of_cup = await bot.answer("team", {"name": "champion", "season": "cup"})
        with pytest.raises(SeveralMatches) as either:
            await bot.answer("driver", {"name": "jj-lehto", "season": "hill"})
    finally:
        await bot.close()

    assert either.value.sentence == ("“hill” could be Hill Climb Cup or Hill Cup: which series do you mean?")
    assert [dict(one.options)["season"] for one in either.value.suggestions] == ["climb", "cup"]
    text = embed_text(driver.embed).splitlines()
    assert seen_text(driver.sentence) == (
        "JJ Lehto had 8 class wins (8 overall) in the Hill Cup from 1988 to 1990; "
        "had 4 class wins (4 overall) in the Hill Climb Cup in 1989."
    )
    assert text[0] == "JJ Lehto · Hill Climb Cup, 1989; Hill Cup, 1988–1990"
    for series, labels, poles in (("Hill Cup", ("1988", "1990"), 2), ("Hill Climb Cup", ("1989",), 1)):
        count = len(labels)
        totals = f"{series}: Pole positions {poles} · Class podiums at least {8 * count}"
        assert len([line for line in text if line.startswith(totals)]) == 1
        for heading, lines in (
            ("seasons", [f"{one} LMP900: 3rd, 163 points · 4 class wins · ADT Champion Racing" for one in labels]),
            ("teams", [f"ADT Champion Racing {9 * count} races, {4 * count} wins"]),
            ("wins, by round", [f"{one} 2 Road Atlanta, 6 Road America, 8 Miami, 9 Road Atlanta" for one in labels]),
        ):
            at = text.index(f"{series} · {heading}") + 1
            assert text[at : at + len(lines)] == lines
    seasons = ["Hill Cup 1990 season", "Hill Cup 1988 season", "Hill Climb Cup 1989 season"]
    assert [link.label for link in driver.links] == [*seasons, "ADT Champion Racing", "ADT Champion Racing"]
    assert [link.label for link in team.links] == [*seasons, "JJ Lehto", "Johnny Herbert"]
    lines = embed_text(team.embed).splitlines()
    at = lines.index("Hill Cup · seasons") + 1
    assert lines[at : at + 2] == [f"{one} LMP900 teams: 2nd, 163 points · 4 class wins" for one in ("1988", "1990")]
    # Who won in its cars is told of a whole career in one series: nothing is added over series, or over some seasons.
    assert "Drivers who won" not in embed_text(team.embed)
    assert "Drivers who won" not in embed_text(of_cup.embed)
    assert [link.label for link in of_cup.links] == ["1990 season", "1988 season", "JJ Lehto", "Johnny Herbert"]
