"""A private answer goes to the channel by its Share button, where the presser could write there themselves."""

import discord
import pytest
import simcord

from bot.app import create_bot
from bot.buttons import SHARE_MARK, Press, button_rows, custom_id
from tests.conftest import Paddock
from tests.limits import assert_callback_valid, assert_within_limits
from tests.raw import callbacks, press
from tests.seen import buttons

EVERYTHING = discord.Permissions.all() & ~discord.Permissions(administrator=True)
SHARE = "pb1s|winner|1|round=road-america|class=GT|season=alms-2003"


async def private_answer(paddock: Paddock) -> simcord.ResponseMessage:
    message = await paddock.ask("winner", round="6", class_="GT", private="yes")
    assert message.ephemeral
    return message


async def test_a_public_answer_has_no_share_button(paddock: Paddock) -> None:
    assert "Share" not in buttons(await paddock.ask("winner", round="6", class_="GT"))


async def test_sharing_posts_the_answer_to_the_channel_with_the_sharers_name_last(paddock: Paddock) -> None:
    message = await private_answer(paddock)

    result = await paddock.fan.click(message, label="Share")

    assert result.response is not None
    assert not result.ephemeral
    lines = result.response.content.split("\n")
    assert lines[0] == message.content
    assert lines[-1] == f"shared by <@{paddock.fan.id}>"
    assert result.response.embeds[0].to_dict() == message.embeds[0].to_dict()
    assert "Share" not in buttons(result.response)
    assert paddock.channel.last_message is not None
    assert paddock.channel.last_message.id == result.response.id


async def test_sharing_pings_nobody_and_keeps_discords_limits(paddock: Paddock) -> None:
    message = await private_answer(paddock)
    before = len(paddock.env.http_requests)

    await paddock.fan.click(message, label="Share")

    [body] = callbacks(paddock, before)
    assert body["data"]["allowed_mentions"] == {"parse": []}
    assert_within_limits(body["data"])
    assert_callback_valid(body)


async def test_the_page_that_is_read_is_the_page_that_is_shared(paddock: Paddock) -> None:
    message = await paddock.ask("about", private="yes")
    await paddock.fan.click(message, label="Page 2")

    result = await paddock.fan.click(message, label="Share")

    assert result.response is not None
    assert "Page 2 of" in str(result.response.embeds[0].footer.text)


async def test_sharing_works_after_a_restart(paddock: Paddock) -> None:
    message = await private_answer(paddock)
    again = create_bot(paddock.bot.settings)
    try:
        await paddock.env.restart_bot(again)

        result = await paddock.fan.click(message, label="Share")

        assert result.response is not None
        assert "shared by" in result.response.content
    finally:
        await again.close()


async def test_a_shared_answer_shows_who_shared_it_while_they_go_on(paddock: Paddock) -> None:
    message = await private_answer(paddock)
    result = await paddock.fan.click(message, label="Share")
    assert result.response is not None

    await paddock.fan.click(result.response, label="Round 7")

    assert result.response.content.endswith(f"\nshared by <@{paddock.fan.id}>")
    assert "round 7" in result.response.content


async def refused(paddock: Paddock, result: simcord.InteractionResult) -> str:
    assert result.response is not None
    assert result.ephemeral
    last = paddock.channel.last_message
    assert last is None or "shared by" not in last.content
    return result.response.content


async def test_who_may_not_write_in_the_channel_may_not_share_there(paddock: Paddock) -> None:
    message = await private_answer(paddock)
    may = EVERYTHING & ~discord.Permissions(send_messages=True)

    said = await refused(paddock, await press(paddock, SHARE, message=message, permissions=may))

    assert "send messages in this channel" in said


async def test_a_thread_asks_for_its_own_permission(paddock: Paddock) -> None:
    message = await private_answer(paddock)
    thread = {
        "id": "77",
        "type": 11,
        "name": "t",
        "parent_id": "1",
        "guild_id": str(paddock.guild.id),
        "owner_id": "1",
        "message_count": 0,
        "member_count": 1,
        "flags": 0,
        "permissions": "0",
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 60,
            "archive_timestamp": "2026-01-01T00:00:00+00:00",
            "locked": False,
        },
    }
    mute_in_threads = EVERYTHING & ~discord.Permissions(send_messages_in_threads=True)
    mute_elsewhere = EVERYTHING & ~discord.Permissions(send_messages=True)

    said = await refused(
        paddock,
        await press(paddock, SHARE, message=message, permissions=mute_in_threads, channel=thread, channel_id="77"),
    )
    allowed = await press(paddock, SHARE, message=message, permissions=mute_elsewhere, channel=thread, channel_id="77")

    assert "messages in threads" in said
    assert not allowed.ephemeral


@pytest.mark.parametrize("member", [True, False])
async def test_an_app_that_only_the_person_installed_needs_the_permission_for_external_apps(
    paddock: Paddock, member: bool
) -> None:
    message = await private_answer(paddock)
    owners = {"1": str(paddock.fan.id)} | ({"0": str(paddock.guild.id)} if member else {})
    may = EVERYTHING & ~discord.Permissions(use_external_apps=True)

    result = await press(paddock, SHARE, message=message, permissions=may, authorizing_integration_owners=owners)

    if member:
        assert not result.ephemeral
    else:
        assert "external apps" in await refused(paddock, result)


async def test_an_app_that_only_the_person_installed_shares_where_external_apps_are_allowed(paddock: Paddock) -> None:
    message = await private_answer(paddock)
    owners = {"1": str(paddock.fan.id)}

    result = await press(paddock, SHARE, message=message, permissions=EVERYTHING, authorizing_integration_owners=owners)

    assert result.response is not None
    assert not result.ephemeral
    assert "shared by" in result.response.content


async def test_in_a_server_that_the_bot_does_not_see_sharing_is_an_external_app_too(paddock: Paddock) -> None:
    message = await private_answer(paddock)
    may = EVERYTHING & ~discord.Permissions(use_external_apps=True)

    result = await press(
        paddock, SHARE, message=message, permissions=may, guild_id="4242", authorizing_integration_owners={}
    )

    assert "external apps" in await refused(paddock, result)


@pytest.mark.parametrize(
    "identity",
    [
        "pb1s",
        "pb1s|winner",
        "pb1s|nothing|1",
        "pb1s|winner|0|round=6",
        "pb1s|winner|1|round=nowhere",
        "pb1s|winner|1|round=6|season=f1-1988",
        "pb1s|settings|1|spoilers=no",
        "pb2s|winner|1|round=6",
        "pb1s|" + "|" * 90,
    ],
)
@pytest.mark.parametrize("carried", [True, False])
async def test_a_tampered_share_button_is_refused_privately(paddock: Paddock, identity: str, carried: bool) -> None:
    message = await private_answer(paddock)
    if carried:
        stored = paddock.env.backend.get_message(message.channel_id, message.id)
        stored.components[-1]["components"][0]["custom_id"] = identity

    result = await press(paddock, identity, message=message)

    assert await refused(paddock, result)


async def test_there_is_nobody_to_share_with_in_direct_messages(paddock: Paddock) -> None:
    user = paddock.env.create_user("alone")

    result = await user.slash("winner", round="6", private="yes")

    assert result.response.ephemeral
    assert "Share" not in buttons(result.response)


def test_an_answer_that_needs_a_longer_id_has_no_share_button_but_can_be_reported() -> None:
    press = Press("ask", (("question", "who " * 40), ("season", "alms-2003")))

    rows = button_rows((), asked=press, share=True, report=True)

    assert custom_id(press, SHARE_MARK) is None
    assert [[button.label for button in row] for row in rows] == [["Report a mistake"]]
