"""A season whose calendar is held and of which no race has been run: nothing is made up, and no way leads nowhere."""

import re
import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answers.answer import Link
from bot.app import create_bot
from bot.client import Pitboard
from bot.errors import NotHeld, Suggestion, UserError
from bot.settings import Settings

SEASON = "f1-2026"
WHOLE = Path(__file__).parent / "data" / "f1" / SEASON
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("season", {}), ("seasons", {}), ("schedule", {}), ("points", {}), ("points", {"round": "1"}), ("standings", {}),
    ("champions", {}), ("wins", {"by": "driver"}), ("record", {"what": "wins"}), ("winner", {"round": "1"}),
    ("results", {"round": "1"}), ("qualifying", {"round": "1"}), ("round", {"round": "1"}), ("class", {"name": "F1"}),
    ("circuit", {"name": "melbourne"}), ("driver", {"name": "Leclerc"}), ("team", {"name": "Ferrari"}), ("about", {}),
    ("help", {}), ("trivia", {}),
)  # fmt: skip
# What is said of a round that was raced.
RACED = re.compile(r"^(margin|fastest_lap|cautions|overall_places_known|complete_classes|to_come) = .*\n", re.MULTILINE)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pitboard]:
    """A bot that holds a season of which nothing has been raced, beside the shipped one."""
    folder = tmp_path_factory.mktemp("not-begun")
    season = folder / "data" / SEASON
    shutil.copytree(WHOLE, season)
    head, *rounds = RACED.sub("", (season / "season.toml").read_text(encoding="utf-8")).split("[[round]]\n")
    rounds = [re.sub(r"^(date = .*)$", r"\1\nto_come = true", text, count=1, flags=re.MULTILINE) for text in rounds]
    (season / "season.toml").write_text("[[round]]\n".join([head, *rounds]), encoding="utf-8")
    for table in ("results", "qualifying"):
        path = season / f"{table}.csv"
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    (season / "standings.csv").write_text(
        "championship,position,competitor,chassis,engine,total,sources,derivation,note\n"
    )
    made = create_bot(Settings(state_dir=folder / "state", data_dir=str(folder / "data"), costly_per_minute=0))
    await made.load()
    assert made.archive.skipped == ()
    yield made
    await made.close()


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def refusal(bot: Pitboard, command: str, **texts: str) -> UserError:
    with pytest.raises(NotHeld) as refused:
        await bot.answer(command, {"season": SEASON, **texts})
    return refused.value


async def test_it_is_said_not_to_have_begun(bot: Pitboard) -> None:
    assert (await bot.answer("seasons", {"season": SEASON})).sentence == (
        "The 2026 Formula 1 season is held: 0 of 23 races, not begun; no results yet."
    )
    season = await bot.answer("season", {"season": SEASON})
    assert "0 of 23 rounds are raced in my data; next is round 1, the Australian Grand Prix" in season.sentence


async def test_nobody_is_said_to_lead_it_or_to_have_won(bot: Pitboard) -> None:
    champions = await refusal(bot, "champions")
    assert (
        champions.sentence == "The 2026 Formula 1 season has no champion yet: 23 rounds are still to come in my data."
    )
    assert champions.suggestions == ()
    wins = await refusal(bot, "wins", by="driver")
    assert wins.sentence == "No race of the 2026 Formula 1 season had been held when my data was written."
    driver = await refusal(bot, "driver", name="Charles Leclerc")
    assert driver.sentence == "No car that Charles Leclerc drove in the 2026 Formula 1 season is in my data."


async def test_every_way_on_leads_to_an_answer(bot: Pitboard) -> None:
    nowhere = set()
    for command, texts in QUESTIONS:
        ways: Sequence[Link | Suggestion]
        try:
            ways = (await bot.answer(command, {**texts, "season": SEASON})).links
        except UserError as error:
            ways = error.suggestions
        for way in ways:
            try:
                await bot.answer(way.command, dict(way.options))
            except UserError:
                nowhere.add((command, way.label))
    assert nowhere == set()
