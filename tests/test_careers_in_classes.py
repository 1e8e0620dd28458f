"""Careers in a series of several classes whose results are not complete: what is counted is what was a class win.

The seasons held are the shipped one and the same once more, said to be of the year before, so that everybody has done
everything twice.
"""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import create_bot
from bot.client import Pitboard
from bot.database.build import build_database
from bot.settings import Settings
from tests.article import CLASS_WINS
from tests.folders import another_season
from tests.seen import embed_text, seen_text


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the shipped season under the label 2002."""
    into = tmp_path_factory.mktemp("classes")
    folder = another_season(into, "2002")
    folder.write("season.toml", folder.text("season.toml").replace("= 2003-", "= 2002-"))
    return into


@pytest_asyncio.fixture
async def bot(data: Path) -> AsyncIterator[Pitboard]:
    """A bot that holds both seasons."""
    state = data.with_name(f"{data.name}-state")
    state.mkdir(exist_ok=True)
    await build_database(state / "season.db", [data])
    made = create_bot(Settings(state_dir=state, data_dir=str(data)))
    await made.load()
    yield made
    await made.close()


async def test_everybodys_class_wins_are_those_of_both_seasons(bot: Pitboard) -> None:
    drivers = Counter(name for win in CLASS_WINS for name in win.crew)
    teams = Counter(win.team for win in CLASS_WINS)
    wrong = []
    for command, wins in (("driver", drivers), ("team", teams)):
        for name, count in wins.items():
            sentence = seen_text((await bot.answer(command, {"name": name, "season": "alms"})).sentence)
            if not sentence.startswith(f"{name} had {2 * count} class wins ") or "from 2002 to 2003" not in sentence:
                wrong.append(sentence)

    assert wrong == []
    assert len(drivers) + len(teams) > 40


async def test_overall_wins_stand_beside_class_wins_and_titles_name_their_class(bot: Pitboard) -> None:
    async def said(command: str, name: str) -> tuple[str, str]:
        answer = await bot.answer(command, {"name": name, "season": "alms"})
        return seen_text(answer.sentence), embed_text(answer.embed)

    sentence, page = await said("driver", "Frank Biela")
    assert sentence == (
        "Frank Biela had 10 class wins (8 overall) in the American Le Mans Series from 2002 to 2003 and was LMP900 "
        "champion twice (2002 and 2003)."
    )
    assert "\n2002 LMP900: champion, 170 points · 5 class wins · Infineon Team Joest\n" in page
    # Results are not complete: what they hold is the least that there was.
    assert "\nPole positions 4 · Class podiums at least 18 · Fastest laps at least 0 (not known for 16 races)\n" in page
    assert "Best place" not in page
    assert "no sprints; a class win counts once a race. Everybody who shared a car has its result." in page
    assert "Results are not complete there, so starts and podiums may be missing." in page

    sentence, page = await said("team", "Corvette Racing")
    assert sentence == (
        "Corvette Racing had 10 class wins in the American Le Mans Series from 2002 to 2003 and was GTS teams' "
        "champion twice (2002 and 2003)."
    )
    assert "\n2003 GTS teams: champion, 167 points · 5 class wins\n" in page

    sentence, page = await said("driver", "Mike Durand")
    assert sentence == "Mike Durand had no class wins in the American Le Mans Series from 2002 to 2003."
    assert "\n2002 no win known · Intersport Racing\n" in page
