"""Names in data that hold marks of Markdown are shown as they are, in titles and names of fields too."""

import io
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from rich.console import Console

from bot.app import create_bot
from bot.client import Pitboard
from bot.settings import Settings
from bot.terminal import shown_answer
from tests.folders import FILES, another_season
from tests.limits import assert_within_limits
from tests.seen import seen_text

pytestmark = pytest.mark.asyncio(loop_scope="module")
# What stands in the shipped season, and what stands there instead.
NAMES = {
    "Johnny Mowlem": "Johnny *Mow* _lem_",
    "Petersen/White Lightning": "||Petersen|| [White](https://a.example) `x`",
    "Road America 500": "> **Road** <t:0:R> __500__",
    "GT teams": "GT ~~teams~~ *",
    "American Le Mans Series": "ALMS @everyone **Series**",
}
ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("driver", {"name": "Mow"}),
    ("driver", {"name": "Mow", "season": "all"}),
    ("team", {"name": "Petersen"}),
    ("winner", {"round": "6", "class": "GT"}),
    ("round", {"round": "6"}),
    ("results", {"round": "6"}),
    ("standings", {"class": "GT"}),
    ("standings", {}),
    ("season", {}),
    ("points", {}),
    ("record", {"what": "wins", "season": "all"}),
    ("seasons", {}),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def dressed_up(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pitboard]:
    """The real bot, loaded, without Discord, that holds a season with such names. Nothing is changed in it."""
    data = tmp_path_factory.mktemp("hostile")
    folder = another_season(data)
    for name in FILES:
        text = folder.text(name)
        for plain, hostile in NAMES.items():
            text = text.replace(plain, hostile)
        folder.write(name, text)
    assert folder.said() == []
    made = create_bot(Settings(state_dir=tmp_path_factory.mktemp("state"), data_dir=str(data), costly_per_minute=0))
    await made.load()
    yield made
    await made.close()


@pytest.mark.parametrize(("command", "texts"), ASKED)
async def test_no_title_or_name_of_a_field_draws_what_a_name_holds(
    dressed_up: Pitboard, command: str, texts: dict[str, str]
) -> None:
    answer = await dressed_up.answer(command, {"season": "alms-1903"} | texts)

    assert_within_limits({"content": answer.sentence, "embeds": [embed.to_dict() for embed in answer.embeds]})
    raw = [text for page in answer.pages for text in (page.title, *(part.heading for part in page.parts))]
    sent = [
        text for embed in answer.embeds for text in (embed.title or "", *(field.name or "" for field in embed.fields))
    ]
    for wanted, text in zip(raw, sent, strict=True):
        assert seen_text(text).replace("\u200b", "") == wanted
        assert not re.search(r"[*_~|`<\[]|@everyone", re.sub(r"\\.", "", text))


async def test_a_page_is_called_by_the_whole_of_its_name(dressed_up: Pitboard) -> None:
    driver = await dressed_up.answer("driver", {"name": "Mow", "season": "alms-1903"})
    table = await dressed_up.answer("standings", {"season": "alms-1903"})

    assert driver.embed.title == r"Johnny \*Mow\* \_lem\_ · 1903"
    assert r"GT \~\~teams\~\~ \*" in [field.name for field in table.embed.fields]
    console = Console(record=True, width=200, file=io.StringIO())
    console.print(shown_answer(driver))
    assert "Johnny *Mow* _lem_ · 1903" in console.export_text()
