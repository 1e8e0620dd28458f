"""Whether reports can be posted in PITBOARD_REPORTS_CHANNEL: the channel, its kind, what the bot may do there."""

from collections.abc import Mapping
from typing import Any

import discord

from bot.client import Pitboard
from bot.doctor.finding import Finding, fault, ok

_SUBJECT = "reports"
_OTHER = "give the id of a text channel in PITBOARD_REPORTS_CHANNEL"
# Kinds of channels that take messages, threads among them (official documentation, 2026); a direct message is no
# server's, and nobody has to allow anything there.
_WRITABLE = {0: "text", 2: "voice", 5: "announcement", 10: "thread", 11: "thread", 12: "thread", 13: "stage"}
_DIRECT = 1
_UNWRITABLE = {4: "category", 14: "directory", 15: "forum", 16: "media channel"}


async def reports_channel(bot: Pitboard, number: int, me: int) -> Finding:
    """What is to be said of the channel of that number; `me` is the bot's own id.

    Raises: discord.HTTPException where Discord says neither what the channel is nor that it is out of reach.
    """
    try:
        channel: Mapping[str, Any] = dict(await bot.http.get_channel(number))
    except discord.NotFound:
        return fault(_SUBJECT, "there is no channel of the id in PITBOARD_REPORTS_CHANNEL", _OTHER)
    except discord.Forbidden:
        remedy = "invite the bot into its server, and allow it there: View Channel, Send Messages"
        return fault(_SUBJECT, "the bot may not see the channel for reports", remedy)
    kind = int(channel["type"])
    if kind == _DIRECT:
        return ok(_SUBJECT, "are posted in a direct message")
    if kind not in _WRITABLE:
        what = _UNWRITABLE.get(kind, "channel of an unknown kind")
        return fault(_SUBJECT, f"the channel for reports is a {what}, which takes no messages", _OTHER)
    return written(await _permissions(bot, channel, me), channel)


def written(may: discord.Permissions, channel: Mapping[str, Any]) -> Finding:
    """Whether a report can be posted into a channel by whoever may do this there.

    Reports are plain text, so that they need nothing further, such as Embed Links.
    """
    thread = _WRITABLE[int(channel["type"])] == "thread"
    needed = {
        "View Channel": may.view_channel,
        "Send Messages in Threads" if thread else "Send Messages": (
            may.send_messages_in_threads if thread else may.send_messages
        ),
    }
    lacking = [name for name, has in needed.items() if not has]
    if lacking:
        said = "the bot may not write in the channel for reports"
        return fault(_SUBJECT, said, f"allow it there: {', '.join(lacking)}")
    if (channel.get("thread_metadata") or {}).get("locked") and not may.manage_threads:
        return fault(_SUBJECT, "the thread for reports is locked", "unlock it, or name another channel")
    return ok(_SUBJECT, "the bot may write in the channel for reports")


async def _permissions(bot: Pitboard, channel: Mapping[str, Any], me: int) -> discord.Permissions:
    """What the bot may do there: by its roles, and by what the channel, a thread's parent, says otherwise."""
    server = await bot.fetch_guild(int(channel["guild_id"]), with_counts=False)
    member = await server.fetch_member(me)
    thread = _WRITABLE[int(channel["type"])] == "thread"
    place = await server.fetch_channel(int(channel["parent_id"] if thread else channel["id"]))
    return place.permissions_for(member)
