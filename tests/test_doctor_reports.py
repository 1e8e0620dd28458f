"""`pitboard doctor` on the channel for reports: what stands in the way of a report is a fault with its remedy."""

from typing import Any

import discord
import pytest
from pydantic import SecretStr

from benchmarks.loopback.faults import Refusal
from benchmarks.loopback.payloads import APPLICATION, CHANNEL, GUILD, Payload, bot_user
from benchmarks.loopback.stand_in import StandIn
from bot.doctor.finding import Finding
from bot.doctor.reports import written
from bot.settings import Settings
from tests.test_doctor import TOKEN, about, looked

THREAD, ROLE = 3001, 2001
SEE = discord.Permissions(view_channel=True)
WRITE = discord.Permissions(view_channel=True, send_messages=True, send_messages_in_threads=True)
NOTHING = discord.Permissions.none()


def role(number: int, may: discord.Permissions) -> Payload:
    colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    named = {"id": str(number), "name": "role", "permissions": str(may.value), "position": 0, "flags": 0, "color": 0}
    return {**named, "colors": colours, "hoist": False, "managed": False, "mentionable": False}


def server(everybody: discord.Permissions, *, owner: int = 1) -> Payload:
    """A server in which the bot has one role, by which it may do nothing."""
    return {
        "id": str(GUILD),
        "name": "Fans",
        "owner_id": str(owner),
        "roles": [role(GUILD, everybody), role(ROLE, NOTHING)],
        "emojis": [],
        "stickers": [],
        "features": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-GB",
        "system_channel_flags": 0,
    }


def member(**changes: Any) -> Payload:
    joined = {"user": bot_user(), "roles": [str(ROLE)], "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0}
    return {**joined, "deaf": False, "mute": False, **changes}


def channel(kind: int = 0, *, allowed: discord.Permissions = NOTHING, denied: discord.Permissions = NOTHING) -> Payload:
    """The channel; what is allowed and denied there is so for the bot's role."""
    said = {"id": str(ROLE), "type": 0, "allow": str(allowed.value), "deny": str(denied.value)}
    named = {"id": str(CHANNEL), "guild_id": str(GUILD), "type": kind, "name": "reports", "position": 0}
    return {**named, "permission_overwrites": [said], "bitrate": 64000, "user_limit": 0}


def thread(*, locked: bool = False) -> Payload:
    """A thread in the channel."""
    metadata = {"archived": locked, "locked": locked, "auto_archive_duration": 60, "archive_timestamp": None}
    named = {"id": str(THREAD), "guild_id": str(GUILD), "parent_id": str(CHANNEL), "type": 11, "name": "reports"}
    return {**named, "owner_id": "1", "thread_metadata": metadata, "message_count": 0, "member_count": 1}


async def reports(settings: Settings, stand_in: StandIn, *, number: int = CHANNEL) -> Finding:
    asked = settings.model_copy(update={"discord_token": SecretStr(TOKEN), "reports_channel": number})
    found = about(await looked(asked, stand_in), "reports")
    assert found.state == "ok" or found.remedy
    return found


async def with_places(
    settings: Settings,
    there: Payload,
    everybody: discord.Permissions = NOTHING,
    *,
    inside: Payload | None = None,
    owner: int = 1,
    **joined: Any,
) -> Finding:
    """What is said where the channel is that, and everybody may do this in its server; `inside`: a thread in it."""
    async with StandIn(token=TOKEN) as stand_in:
        stand_in.account.places = {
            f"guilds/{GUILD}": server(everybody, owner=owner),
            f"guilds/{GUILD}/members/{APPLICATION}": member(**joined),
            f"channels/{CHANNEL}": there,
        }
        if inside is None:
            return await reports(settings, stand_in)
        stand_in.account.places[f"channels/{THREAD}"] = inside
        return await reports(settings, stand_in, number=THREAD)


@pytest.mark.parametrize("kind", [0, 2, 5, 13], ids=["text", "voice", "announcement", "stage"])
async def test_all_is_well_where_everybody_may_write_or_the_channel_lets_the_bots_role(
    settings: Settings, kind: int
) -> None:
    connect = discord.Permissions(connect=True)
    by_server = await with_places(settings, channel(kind), WRITE | connect)
    by_channel = await with_places(settings, channel(kind, allowed=WRITE), connect)
    as_owner = await with_places(settings, channel(kind), owner=APPLICATION)

    for found in (by_server, by_channel, as_owner):
        assert found == Finding("ok", "reports", "the bot may write in the channel for reports")


@pytest.mark.parametrize(
    ("there", "everybody", "lacking"),
    [
        (channel(), NOTHING, "View Channel, Send Messages"),
        (channel(), SEE, "Send Messages"),
        (channel(denied=discord.Permissions(send_messages=True)), WRITE, "Send Messages"),
        (channel(denied=SEE), WRITE, "View Channel, Send Messages"),
    ],
    ids=["nothing allowed", "only seen", "denied in the channel", "hidden in the channel"],
)
async def test_what_the_bot_may_not_do_there_is_named(
    settings: Settings, there: Payload, everybody: discord.Permissions, lacking: str
) -> None:
    found = await with_places(settings, there, everybody)

    assert (found.state, found.said) == ("fault", "the bot may not write in the channel for reports")
    assert found.remedy == f"allow it there: {lacking}"


@pytest.mark.parametrize("kind", [0, 2, 5, 10, 11, 12, 13])
def test_what_has_to_be_allowed_goes_by_the_kind_of_channel(kind: int) -> None:
    send = "Send Messages in Threads" if kind in {10, 11, 12} else "Send Messages"
    lacking = written(discord.Permissions(view_channel=True), {"type": kind})

    assert lacking.remedy == f"allow it there: {send}"
    assert written(WRITE, {"type": kind}).state == "ok"
    assert written(WRITE, {"type": kind, "thread_metadata": None}).state == "ok"
    locked = {"type": kind, "thread_metadata": {"locked": True}}
    assert written(WRITE, locked).said == "the thread for reports is locked"
    assert written(WRITE | discord.Permissions(manage_threads=True), locked).state == "ok"


async def test_a_thread_is_looked_at_by_its_channel_and_may_be_locked(settings: Settings) -> None:
    well = await with_places(settings, channel(), WRITE, inside=thread())
    silent = await with_places(settings, channel(), SEE | discord.Permissions(send_messages=True), inside=thread())
    locked = await with_places(settings, channel(), WRITE, inside=thread(locked=True))

    assert well.state == "ok"
    assert silent.remedy == "allow it there: Send Messages in Threads"
    assert (locked.state, locked.said) == ("fault", "the thread for reports is locked")


@pytest.mark.parametrize(
    ("kind", "named"),
    [(4, "a category"), (15, "a forum"), (16, "a media channel"), (99, "a channel of an unknown kind")],
)
async def test_a_kind_of_channel_that_takes_no_messages_is_named(settings: Settings, kind: int, named: str) -> None:
    found = await with_places(settings, channel(kind), WRITE)

    assert found.state == "fault"
    assert found.said == f"the channel for reports is {named}, which takes no messages"
    assert found.remedy.startswith("give the id of a text channel")


async def test_a_channel_that_is_not_there_and_one_out_of_sight_are_told_apart(settings: Settings) -> None:
    async with StandIn(token=TOKEN) as stand_in:
        gone = await reports(settings, stand_in)
        stand_in.script("place", Refusal(403, 50001, "Missing Access"))
        hidden = await reports(settings, stand_in)

    assert gone.said == "there is no channel of the id in PITBOARD_REPORTS_CHANNEL"
    assert hidden.said == "the bot may not see the channel for reports"
    assert "View Channel, Send Messages" in hidden.remedy


async def test_a_bot_that_is_timed_out_in_the_server_may_not_write(settings: Settings) -> None:
    until = "2999-01-01T00:00:00+00:00"
    found = await with_places(settings, channel(), WRITE, communication_disabled_until=until)

    assert found.remedy == "allow it there: Send Messages"


async def test_a_direct_message_needs_no_permission(settings: Settings) -> None:
    found = await with_places(settings, {"id": str(CHANNEL), "type": 1, "recipients": []})

    assert found == Finding("ok", "reports", "are posted in a direct message")
