"""The try-out page: the real bot on a simulated Discord in a browser, with no account and no token.

It is served to this machine alone, and nothing is left running when it ends.
"""

import asyncio
import os
import sys
import webbrowser
from typing import TYPE_CHECKING

import discord
from rich.console import Console

from bot.app import create_bot
from bot.errors import TryoutError
from bot.settings import Settings

if TYPE_CHECKING:
    from simcord import Env, Preview

# Generous: a slow machine's first answer must not be taken for a hanging bot.
_SETTLE_SECONDS = 30.0


async def serve_tryout(settings: Settings, console: Console, *, port: int = 0, browser: bool = True) -> None:
    """Show the page until it is ended there, or this task is cancelled.

    `port` 0 takes a free one. The address is printed on a line of its own and, with `browser`, opened where somebody
    sits in front of a screen.

    Raises: TryoutError where the `try` extra is missing or the port is taken.
    """
    try:
        import simcord
    except ImportError as error:
        raise TryoutError("The try-out page needs one extra: pip install 'pitboard[try]'") from error

    bot = create_bot(settings)
    try:
        # What goes wrong inside the bot is answered and logged by the bot itself, and is no reason to end the page.
        async with simcord.run(bot, check_errors=False, settle_timeout=_SETTLE_SECONDS) as env:
            # The page draws no mention inside an embed, as Discord does.
            bot.name_plainly()
            # simcord stands before the bot's own handler and shows a refusal, which is an answer, as a failed action.
            vars(bot.tree).pop("on_error", None)
            preview = await _paddock(env, port)
            try:
                async with preview:
                    await _announce(preview, console, browser=browser)
                    await preview.wait_closed()
            except simcord.SetupError as error:
                raise _explained(error, port) from error
    finally:
        # simcord never closes the bot that it is given.
        await bot.close()


async def _paddock(env: "Env", port: int) -> "Preview":
    """A server with a channel, a fan in it, and the fan's first answer already there."""
    guild = env.create_guild("Pitboard try-out")
    channel = guild.create_text_channel("paddock", topic="Type /, pick, type for choices.")
    # The simulated account has a name of its own; a bot without the intent for servers sees none to be named in.
    for server in env.bot.guilds:
        await server.me.edit(nick="Pitboard")
    # May manage the server, so that /settings can be tried too.
    marshal = guild.create_role("marshal", permissions=discord.Permissions(manage_guild=True))
    fan = guild.add_member(env.create_user("fan"), roles=[marshal])
    await fan.slash(channel, "winner", round="6", **{"class": "GT"})
    return env.preview(channel, viewers=[fan], layout="channel", port=port)


async def _announce(preview: "Preview", console: Console, *, browser: bool) -> None:
    console.print("Pitboard is open to try in a browser on this machine. Type / there and choose a command.")
    # Never wrapped, so that it can be clicked and copied whole: it carries the page's secret.
    console.print(preview.url, style="bold cyan", soft_wrap=True)
    console.print("Ctrl-C ends it.", style="dim")
    if browser and _somebody_watches():
        # In a thread: some browsers are waited for while they start, and the page must answer them meanwhile.
        await asyncio.to_thread(webbrowser.open, preview.url)


def _somebody_watches() -> bool:
    """Whether opening a browser would show it to the person who started this."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    if sys.platform in ("darwin", "win32"):
        return True
    # Without a screen, `webbrowser` would start a text browser over this very terminal.
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _explained(error: Exception, port: int) -> TryoutError:
    if isinstance(error.__cause__, OSError):
        why = os.strerror(error.__cause__.errno or 0)
        return TryoutError(f"Port {port} cannot be opened ({why}): choose another with --port, or 0 for a free one.")
    return TryoutError(f"The try-out page cannot start; pip install 'pitboard[try]' may mend it. {error}")
