"""What Discord says of the bot, read through discord.py's own client: nothing is registered, changed or posted."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import discord

from bot.client import Pitboard
from bot.doctor.finding import Finding, fault, note, ok
from bot.doctor.reports import reports_channel
from bot.registry import differ
from bot.sessions import may_begin

# Discord's Date header is of whole seconds, and an answer takes a part of one; from here on the clock is wrong.
MOST_OFFSET_SECONDS = 5
_PORTAL = "https://discord.com/developers/applications"
_PRIVILEGED = {
    "presences": ("gateway_presence", "gateway_presence_limited"),
    "server members": ("gateway_guild_members", "gateway_guild_members_limited"),
    "message content": ("gateway_message_content", "gateway_message_content_limited"),
}
_SERVERS_A_PAGE = 200


@dataclass(slots=True)
class Clock:
    """How far this machine's clock is from Discord's, told by the last answer's Date header."""

    now: Callable[[], float] = time.time
    offset: float | None = field(default=None, init=False)

    def trace(self) -> aiohttp.TraceConfig:
        """Reads the header of every answer."""

        async def ended(session: aiohttp.ClientSession, context: object, found: aiohttp.TraceRequestEndParams) -> None:
            # One that is none, a proxy's, says nothing of any clock.
            with suppress(ValueError, OverflowError):
                date = parsedate_to_datetime(found.response.headers.get("Date", ""))
                self.offset = self.now() - date.timestamp()

        config = aiohttp.TraceConfig()
        config.on_request_end.append(ended)
        return config

    def finding(self) -> Finding:
        """What to say of it."""
        if self.offset is None:
            return note("clock", "not measured: it is told by Discord's answer to a token")
        if abs(self.offset) <= MOST_OFFSET_SECONDS:
            return ok("clock", f"within {MOST_OFFSET_SECONDS} s of Discord's")
        way = "ahead of" if self.offset > 0 else "behind"
        return fault(
            "clock", f"{abs(self.offset):.0f} s {way} Discord's", "let the system set its clock by the network"
        )


async def portal(bot: Pitboard, token: str) -> list[Finding]:
    """Log in and look. `bot` is loaded, and closed by the caller."""
    clock = Clock()
    bot.http.http_trace = clock.trace()
    found: list[Finding] = []
    try:
        await _look(bot, token, found)
    except discord.LoginFailure:
        remedy = f"copy the token again from the Bot page of {_PORTAL}"
        found.append(fault("log-in", "Discord refused the token", remedy))
    except (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound) as error:
        reason = str(error) or type(error).__name__
        if found:
            found.append(fault("Discord", f"did not answer everything: {reason}", "try again in a minute"))
        else:
            remedy = "look at the network, name resolution and any proxy"
            found.append(fault("log-in", f"Discord cannot be asked: {reason}", remedy))
    return [*found, clock.finding()]


async def _look(bot: Pitboard, token: str, found: list[Finding]) -> None:
    """Log in and look at one thing after the other; `found` has what was seen until Discord failed."""
    async with bot:
        me = await bot.http.static_login(token)
        about: Mapping[str, Any] = dict(await bot.http.application_info())
        application = int(about["id"])
        found.append(ok("log-in", f"as {me['username']}, application {application}"))
        found += flags(about)
        found += installs(about)
        found.append(await _sessions(bot))
        registered = await bot.http.get_global_commands(application)
        found.append(commands(differ(bot.tree, registered), len(registered)))
        found += servers(await _servers(bot))
        if bot.settings.reports_channel is not None:
            found.append(await reports_channel(bot, bot.settings.reports_channel, int(me["id"])))
        found.append(ok("invite", discord.utils.oauth_url(application, permissions=discord.Permissions.none())))


def flags(about: Mapping[str, Any]) -> Iterator[Finding]:
    """Privileged intents that are on in the portal, and where Discord sends interactions."""
    set_ = discord.ApplicationFlags._from_value(int(about.get("flags") or 0))
    on = [intent for intent, names in _PRIVILEGED.items() if any(getattr(set_, name) for name in names)]
    if on:
        said = f"privileged ones are switched on: {', '.join(on)}; Pitboard uses none"
        yield note("intents", said, f"switch them off on the Bot page of {_PORTAL}")
    else:
        yield ok("intents", "none that is privileged")
    if about.get("interactions_endpoint_url"):
        said = "Discord sends commands to an address instead of the bot"
        yield fault("application", said, f"empty “Interactions Endpoint URL” on the General page of {_PORTAL}")
    if about.get("bot_require_code_grant"):
        yield fault("application", "“Requires OAuth2 Code Grant” is on, so nobody can invite it", "switch it off")
    if not about.get("bot_public", True):
        yield note("application", "not public: only its owner can add it", "switch on “Public Bot” if others may")


def installs(about: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether servers and people may install it."""
    kinds = about.get("integration_types_config") or {}
    for key, whose in (("0", "servers"), ("1", "people")):
        if key in kinds:
            yield ok("installs", f"{whose} may install it")
        else:
            yield note("installs", f"{whose} may not install it", f"switch it on on the Installation page of {_PORTAL}")


def commands(different: bool, registered: int) -> Finding:
    """Whether Discord has the commands of this code."""
    if different:
        return note("commands", f"{registered} are registered, not those of this version", "the next start does that")
    return ok("commands", f"all {registered} are registered as in this version")


def servers(found: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """What the bot may do in each server, where it needs nothing."""
    for server in found:
        may = discord.Permissions(int(server.get("permissions") or 0))
        subject = f"server {server['id']}"
        if may.administrator:
            yield note(subject, "it is an administrator there, and needs no permission", "take that role away from it")
        else:
            yield ok(subject, "it needs no permission there")
    if not found:
        yield note("servers", "it is in none yet", "open the address under “invite”")


async def _servers(bot: Pitboard) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    while True:
        after = int(found[-1]["id"]) if found else None
        page = await bot.http.get_guilds(_SERVERS_A_PAGE, after=after, with_counts=False)
        found += [dict(server) for server in page]
        if len(page) < _SERVERS_A_PAGE:
            return found


async def _sessions(bot: Pitboard) -> Finding:
    shards, _, limit = await bot.http.get_bot_gateway()
    left, held = limit["remaining"], bot.settings.shard_count or 1
    if not may_begin(limit, bot.settings.connections):
        said = f"{left} of {limit['total']} starts are left today: the bot waits until they are more"
        return fault("gateway", said, "look in the bot's log for what ends it again and again")
    if shards > held:
        return fault("gateway", f"Discord asks for {shards} shards", f"set PITBOARD_SHARD_COUNT to {shards}")
    return ok("gateway", f"{left} of {limit['total']} starts are left today")
