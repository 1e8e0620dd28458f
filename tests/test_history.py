"""All of Formula 1 since 1950, imported and counted: what is known to everybody comes out of the results."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import create_bot
from bot.client import Pitboard
from bot.settings import Settings
from tests.seen import seen_text

pytestmark = pytest.mark.slow


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(f1_data: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pitboard]:
    """A bot that holds the shipped season and all of Formula 1."""
    made = create_bot(Settings(state_dir=tmp_path_factory.mktemp("history"), data_dir=str(f1_data)))
    await made.load()
    yield made
    await made.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("command", "texts", "told"),
    [
        ("driver", {"name": "fangio"}, "won 24 of 51 races in Formula 1 from 1950 to 1958 and was champion 5 times"),
        ("driver", {"name": "ayrton senna"}, "won 41 of 161 races in Formula 1 from 1984 to 1994 and was champion 3 "),
        ("driver", {"name": "jim clark"}, "won 25 of 72 races in Formula 1 from 1960 to 1968 and was champion twice"),
        ("driver", {"name": "jochen rindt"}, "was champion in 1970"),
        ("driver", {"name": "michael schumacher"}, "won 91 of 306 races in Formula 1 from 1991 to 2012"),
        ("driver", {"name": "michael schumacher"}, "champion 7 times (1994, 1995 and 2000 to 2004)"),
        ("team", {"name": "ferrari"}, "constructors' champion 16 times"),
        ("team", {"name": "brawn"}, "had 8 wins"),
        ("record", {"what": "poles", "season": "F1"}, "Lewis Hamilton has the most pole positions"),
        ("record", {"what": "poles", "season": "F1"}, " 104."),
        ("record", {"what": "wins in a row", "season": "F1"}, "Max Verstappen"),
        ("record", {"what": "podiums in a row", "season": "F1"}, ": 19 (30 September 2001 to 13 October 2002)"),
        ("record", {"what": "wins in a season", "season": "F1"}, ": 19, in 2023."),
        ("record", {"what": "youngest winner", "season": "F1"}, "18 years and 228 days (15 May 2016"),
        ("record", {"what": "oldest champion", "season": "F1"}, "Juan Manuel Fangio"),
        ("record", {"what": "youngest champion", "season": "F1"}, "Sebastian Vettel"),
        ("record", {"what": "titles", "season": "F1"}, "Lewis Hamilton and Michael Schumacher have the most titles"),
        ("wins", {"by": "team", "season": "F1"}, "Ferrari has the most wins by team"),
        ("champions", {"season": "F1 1982"}, "Keke Rosberg with 44 points"),
    ],
)
async def test_what_everybody_knows_comes_out_of_the_results(
    bot: Pitboard, command: str, texts: dict[str, str], told: str
) -> None:
    assert told in seen_text((await bot.answer(command, texts)).sentence)


@pytest.mark.asyncio(loop_scope="module")
async def test_every_career_is_told_within_discords_limits(bot: Pitboard) -> None:
    commands = {"person": "driver", "outfit": "team"}
    for career in bot.archive.careers:
        answer = await bot.answer(commands[career.kind], {"name": career.key, "season": "all"})
        assert len(answer.sentence) <= 600
        for embed in answer.embeds:
            assert len(embed) <= 6000
            assert len(embed.fields) <= 25
            assert not (embed.footer.text or "").endswith("…")
