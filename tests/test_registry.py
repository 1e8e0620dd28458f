"""Commands are registered when they differ from Discord's, and only then."""

from typing import Any

import pytest
import simcord
from discord import app_commands

from bot.app import create_bot
from bot.client import Pitboard
from bot.registry import differ, mentions
from tests.conftest import Paddock


def puts(env: simcord.Env) -> int:
    """How often commands were registered."""
    return sum(entry.method == "PUT" and entry.path.endswith("/commands") for entry in env.http_requests)


async def registered_commands(bot: Pitboard) -> list[dict[str, Any]]:
    """What is registered, in Discord's own words."""
    assert bot.application_id is not None
    return [dict(command) for command in await bot.http.get_global_commands(bot.application_id)]


async def test_right_after_registering_nothing_differs(paddock: Paddock) -> None:
    registered = await registered_commands(paddock.bot)

    assert puts(paddock.env) == 1
    assert {look_up.name for look_up in paddock.bot.look_ups()} <= {command["name"] for command in registered}
    assert not differ(paddock.bot.tree, registered)


async def test_a_second_start_does_not_register_again(paddock: Paddock) -> None:
    again = create_bot(paddock.bot.settings)
    try:
        await paddock.env.restart_bot(again)

        assert puts(paddock.env) == 1
        assert "</winner:" in (await again.answer("help", {})).embed.description  # type: ignore[operator]
    finally:
        await again.close()


async def test_a_start_with_a_changed_command_registers_once_more(paddock: Paddock) -> None:
    again = create_bot(paddock.bot.settings)
    await again.load()
    command = again.tree.get_command("schedule")
    assert command is not None
    command.description = "Another description"
    try:
        await paddock.env.restart_bot(again)

        assert puts(paddock.env) == 2
        assert not differ(again.tree, await registered_commands(again))
    finally:
        await again.close()


@pytest.mark.parametrize("what", ["description", "option description", "option name", "context", "removed", "nsfw"])
async def test_whatever_people_could_see_of_a_change_counts(
    paddock: Paddock, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    tree = paddock.bot.tree
    registered = await registered_commands(paddock.bot)
    command = tree.get_command("winner")
    assert isinstance(command, app_commands.Command)
    option = command._params["round_"]  # that of every bot of this process: changed for this test alone
    if what == "description":
        command.description = "Who won?"
    elif what == "option description":
        monkeypatch.setattr(option, "description", "Which round")
    elif what == "option name":
        monkeypatch.setattr(option, "_rename", "race")
    elif what == "context":
        tree.allowed_contexts.private_channel = False
    elif what == "nsfw":
        command.nsfw = True
    else:
        tree.remove_command("winner")

    assert differ(tree, registered)


async def test_fewer_commands_at_discord_s_end_count_too(paddock: Paddock) -> None:
    registered = await registered_commands(paddock.bot)

    assert differ(paddock.bot.tree, registered[1:])
    assert differ(paddock.bot.tree, [])


async def test_the_order_of_commands_does_not_count(paddock: Paddock) -> None:
    registered = await registered_commands(paddock.bot)

    assert not differ(paddock.bot.tree, registered[::-1])


async def test_mentions_are_clickable_and_complete(paddock: Paddock) -> None:
    registered = await registered_commands(paddock.bot)

    found = mentions(registered)
    assert {look_up.name for look_up in paddock.bot.look_ups()} <= set(found)
    ids = {command["name"]: command["id"] for command in registered}
    for name, mention in found.items():
        assert mention == f"</{name}:{ids[name]}>"


async def test_a_refusing_discord_at_the_start_leaves_a_bot_that_answers(
    paddock: Paddock, caplog: pytest.LogCaptureFixture
) -> None:
    again = create_bot(paddock.bot.settings)
    paddock.env.inject_error("GET", "/applications/*/commands", status=403)
    try:
        await paddock.env.restart_bot(again)

        assert "Could not register commands" in caplog.text
        message = await paddock.ask("winner", round="6", class_="GT")
        assert "#31" in message.content
    finally:
        await again.close()
