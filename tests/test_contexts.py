"""Used anywhere: in servers, in direct messages and in private channels; installed to a server or to a user."""

import discord

from tests.conftest import Paddock
from tests.seen import buttons, seen_text

GUILD_INSTALL, USER_INSTALL = 0, 1
GUILD, BOT_DM, PRIVATE_CHANNEL = 0, 1, 2
PRIVILEGED = ("presences", "members", "message_content")


async def test_every_look_up_is_offered_everywhere_for_both_kinds_of_installation(paddock: Paddock) -> None:
    [sync] = [entry for entry in paddock.env.http_requests if entry.method == "PUT"]
    assert isinstance(sync.json, list)
    known = {look_up.name for look_up in paddock.bot.look_ups()}
    look_ups = [command for command in sync.json if command["name"] in known]
    assert len(look_ups) == len(known)
    for command in look_ups:
        assert set(command["contexts"]) == {GUILD, BOT_DM, PRIVATE_CHANNEL}, command["name"]
        assert set(command["integration_types"]) == {GUILD_INSTALL, USER_INSTALL}, command["name"]
        assert command.get("default_member_permissions") is None, command["name"]  # nobody is shut out
        assert not command.get("nsfw")


async def test_a_direct_message_is_answered_like_a_channel(paddock: Paddock) -> None:
    user = paddock.env.create_user("alone")
    for command, options, told in (
        ("winner", {"round": "6", "class": "GT"}, "#31 Petersen/White Lightning (Craig Stanton, Johnny Mowlem) won GT"),
        ("standings", {"class": "gts"}, "1. Corvette Racing 167"),
        ("schedule", {}, "had 9 rounds"),
        ("driver", {"name": "Tomas Enge"}, "Tomáš Enge had 1 class win"),
    ):
        result = await user.slash(command, **options)
        assert result.acknowledged
        assert result.response is not None
        assert told in seen_text(result.response.content)
        assert not result.response.ephemeral


async def test_a_refusal_in_a_direct_message_is_private_too(paddock: Paddock) -> None:
    user = paddock.env.create_user("alone")

    result = await user.slash("winner", round="12")

    assert paddock.env.errors
    assert result.response is not None
    assert result.response.ephemeral
    assert "There is no round “12”." in result.response.content


async def test_every_command_is_available_in_direct_messages(paddock: Paddock) -> None:
    user = paddock.env.create_user("alone")

    known = {look_up.name for look_up in paddock.bot.look_ups()}
    assert known <= set(user.available_commands())
    assert known <= set(paddock.fan.available_commands(paddock.channel))


async def test_buttons_and_completion_work_in_direct_messages(paddock: Paddock) -> None:
    user = paddock.env.create_user("alone")
    result = await user.slash("winner", round="6")
    assert result.response is not None
    label = next(label for label in buttons(result.response) if "Round 7" in label)

    await user.click(result.response, label=label)
    assert "won round 7, Laguna Seca" in result.response.content

    choices = await user.autocomplete("winner", "class", "", round="6")
    assert [choice["value"] for choice in choices] == ["LMP900", "LMP675", "GTS", "GT"]


async def test_no_privileged_intent_is_asked_for(paddock: Paddock) -> None:
    intents = paddock.bot.intents

    assert not [name for name in PRIVILEGED if getattr(intents, name)]
    assert intents.value == discord.Intents(guilds=True).value


async def test_no_message_of_the_bot_s_can_ping_anyone(paddock: Paddock) -> None:
    before = len(paddock.env.http_requests)
    message = await paddock.ask("winner", round="6")
    await paddock.fan.click(message, label="Results")
    other = paddock.guild.add_member(paddock.env.create_user("other"))
    await other.click(message, label="Winners")
    await paddock.ask("winner", round="@everyone")
    assert paddock.env.errors

    calls = [entry for entry in paddock.env.http_requests[before:] if entry.path.endswith("/callback")]
    assert len(calls) == 4
    for call in calls:
        assert isinstance(call.json, dict)
        assert call.json["data"]["allowed_mentions"] == {"parse": []}, call.json


async def test_nobody_s_messages_are_read(paddock: Paddock) -> None:
    before = len(paddock.env.http_requests)
    await paddock.fan.send(paddock.channel, "who won round 6?")

    assert len(paddock.env.http_requests) == before
