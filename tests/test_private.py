"""Who sees an answer: the option decides, then the person, then the server; without any it is public."""

import pytest

from bot.app import create_bot
from bot.errors import NoSuchThing
from tests.conftest import Paddock
from tests.managing import manager


async def test_without_any_setting_an_answer_is_public(paddock: Paddock) -> None:
    assert not (await paddock.ask("winner", round="6")).ephemeral


@pytest.mark.parametrize("yes", ["yes", "Y", "true", "1"])
async def test_the_option_makes_an_answer_private(paddock: Paddock, yes: str) -> None:
    assert (await paddock.ask("winner", round="6", private=yes)).ephemeral


async def test_every_look_up_takes_it(paddock: Paddock) -> None:
    assert (await paddock.ask("help", private="yes")).ephemeral
    [sync] = [entry for entry in paddock.env.http_requests if entry.method == "PUT"]
    assert isinstance(sync.json, list)
    names = {look_up.name for look_up in paddock.bot.look_ups()}
    for command in sync.json:
        if command["name"] in names:
            assert [option["name"] for option in command["options"]][-2:] == ["season", "private"]


async def test_a_word_that_is_neither_yes_nor_no_is_refused(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "winner", round="6", private="perhaps")

    assert "yes or no" in message.content


async def test_it_is_offered_while_typing(paddock: Paddock) -> None:
    choices = await paddock.fan.autocomplete(paddock.channel, "winner", "private", "")

    assert [choice["value"] for choice in choices] == ["yes", "no"]


@pytest.mark.parametrize("server", [None, "yes", "no"])
@pytest.mark.parametrize("person", [None, "yes", "no"])
@pytest.mark.parametrize("option", [None, "yes", "no"])
async def test_the_option_wins_over_the_person_and_the_person_over_the_server(
    paddock: Paddock, option: str | None, person: str | None, server: str | None
) -> None:
    if server:
        await manager(paddock).slash(paddock.channel, "settings", private=server)
    if person:
        await paddock.ask("my", private=person)

    message = await paddock.ask("winner", round="6", **({"private": option} if option else {}))

    assert message.ephemeral == ((option or person or server or "no") == "yes")


async def test_what_a_person_set_holds_for_nobody_else(paddock: Paddock) -> None:
    await paddock.ask("my", private="yes")
    other = paddock.guild.add_member(paddock.env.create_user("other"))

    result = await other.slash(paddock.channel, "winner", round="6")

    assert not result.ephemeral


async def test_what_a_server_set_does_not_hold_in_another(paddock: Paddock) -> None:
    await manager(paddock).slash(paddock.channel, "settings", private="yes")
    elsewhere = paddock.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("pit")
    visitor = elsewhere.add_member(paddock.env.create_user("visitor"))

    assert not (await visitor.slash(channel, "winner", round="6")).ephemeral


async def test_settings_hold_after_a_restart(paddock: Paddock) -> None:
    await paddock.ask("my", private="yes")
    again = create_bot(paddock.bot.settings)
    try:
        await paddock.env.restart_bot(again)

        assert (await paddock.ask("winner", round="6")).ephemeral
    finally:
        await again.close()


async def test_a_private_answer_stays_private_when_its_buttons_are_pressed(paddock: Paddock) -> None:
    message = await paddock.ask("winner", round="6", private="yes")

    await paddock.fan.click(message, label="Round 7")

    assert message.ephemeral
    assert "round 7" in message.content
    assert any(button["label"] == "Share" for row in message.components for button in row["components"])
