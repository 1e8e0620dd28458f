"""Lists to pick from lead on after a restart, and no pick is met with silence."""

import pytest

from bot.answers.answer import Link
from bot.app import create_bot
from bot.selects import MOST_OPTIONS, SELECT_MARK, link_select
from tests.conftest import Paddock
from tests.test_menu import look_up, picks


async def test_the_list_works_after_a_restart(paddock: Paddock) -> None:
    message = await look_up(paddock, "Kelly Collins")
    again = create_bot(paddock.bot.settings)
    try:
        await paddock.env.restart_bot(again)

        result = await paddock.fan.select(message, [picks(message)["Kelly Collins"]])

        assert result.response is not None
        assert "Kelly Collins" in result.response.content
    finally:
        await again.close()


@pytest.mark.parametrize(
    "value",
    [
        "pb0|driver|1|name=Kelly Collins",
        "",
        "driver",
        "pb1|nothing|1",
        "pb1|driver|1|name=Nobody",
        "pb1|driver|1",
        "x" * 100,
    ],
)
async def test_a_tampered_pick_is_answered(paddock: Paddock, value: str) -> None:
    message = await look_up(paddock, "Kelly Collins")
    stored = paddock.env.backend.get_message(message.channel_id, message.id)
    stored.components[0]["components"][0]["options"][0]["value"] = value

    result = await paddock.fan.select(message, [value])

    assert result.acknowledged
    assert result.response is not None
    assert result.response.ephemeral
    paddock.env.errors.clear()


async def test_a_list_of_another_version_is_answered(paddock: Paddock) -> None:
    message = await look_up(paddock, "Kelly Collins")
    stored = paddock.env.backend.get_message(message.channel_id, message.id)
    stored.components[0]["components"][0]["custom_id"] = "pb0c|0"

    result = await paddock.fan.select(message, [picks(message)["Kelly Collins"]], custom_id="pb0c|0")

    assert result.response is not None
    assert "another version" in result.response.content


async def test_a_list_keeps_no_view_alive(paddock: Paddock) -> None:
    for _ in range(5):
        await look_up(paddock, "Kelly Collins")

    assert not paddock.bot.persistent_views
    assert not paddock.bot._connection._view_store._views  # what a live view would leave behind


async def test_a_list_takes_no_more_than_discord_does() -> None:
    links = [Link(f"Driver {number} " + "x" * 90, "driver", (("name", str(number)),)) for number in range(40)]

    view = link_select([*links, *links, Link("y", "driver", (("name", "y" * 100),))], "Go")

    assert view is not None
    [row] = view.to_components()
    [select] = row["components"]
    assert select["custom_id"].startswith(SELECT_MARK)
    assert len(select["options"]) == MOST_OPTIONS
    assert all(len(option["label"]) <= 100 for option in select["options"])


async def test_a_list_of_nothing_is_none() -> None:
    assert link_select([], "Go") is None
    assert link_select([Link("y", "driver", (("name", "a|b"),))], "Go") is None
