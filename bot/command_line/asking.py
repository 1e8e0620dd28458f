"""The bot itself: run in Discord, tried in a browser, asked in the terminal."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from bot.app import create_bot
from bot.command_line.seasons import built
from bot.command_line.stderr import logging_for_people
from bot.errors import UserError
from bot.logs import logging_as
from bot.running import run as run_loop
from bot.running import until_stopped
from bot.service import serve
from bot.settings import Settings, read_settings
from bot.terminal import shown_answer, shown_refusal, terminal_console
from bot.tryout import serve_tryout

_Port = Annotated[int, typer.Option(min=0, max=65535, help="The try-out page's port; 0 takes a free one.")]
_NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the try-out page's address only.")]


def run(port: _Port = 0, no_browser: _NoBrowser = False) -> None:
    """Start the bot: in Discord with a DISCORD_TOKEN, on the try-out page without one."""
    settings = read_settings()
    if settings.discord_token is None:
        terminal_console().print("There is no DISCORD_TOKEN, so this is the try-out page.")
        _try(settings, port=port, browser=not no_browser)
        return
    token = settings.discord_token.get_secret_value()
    with logging_as(settings.log_level, settings.log_format, token=token):
        run_loop(until_stopped(_connect(settings, token)))


def try_(port: _Port = 0, no_browser: _NoBrowser = False) -> None:
    """Try the bot in a browser, with no Discord account."""
    _try(read_settings(), port=port, browser=not no_browser)


def ask(
    lines: Annotated[list[str], typer.Argument(metavar="LINE", help='"/winner round:6 class:GT", or "who won petit".')],
) -> None:
    """Answer here what one would type in Discord. Quotes may be left out: each / begins a question."""
    settings = read_settings()
    with logging_for_people(settings):
        refused = asyncio.run(_ask(settings, _questions(lines), terminal_console()))
    if refused:
        raise typer.Exit(1)


COMMANDS: Final[dict[str, Callable[..., None]]] = {"run": run, "try": try_, "ask": ask}
"""Commands by the name that is typed."""


def _try(settings: Settings, *, port: int, browser: bool) -> None:
    with logging_for_people(settings):
        asyncio.run(until_stopped(_serve(settings, port=port, browser=browser)))


async def _serve(settings: Settings, *, port: int, browser: bool) -> None:
    # Built before the bot starts, where it can show its progress.
    await built(settings)
    await serve_tryout(settings, terminal_console(), port=port, browser=browser)


async def _connect(settings: Settings, token: str) -> None:
    # Built before the bot starts, where it can show its progress.
    await built(settings)
    await serve(create_bot(settings), token)


async def _ask(settings: Settings, lines: Sequence[str], console: Console) -> bool:
    """Answer every line; whether any was refused."""
    refused = False
    bot = create_bot(settings)
    try:
        await bot.load()
        for number, line in enumerate(lines):
            if number:
                console.print()
            if len(lines) > 1:
                console.print(Text(line, "dim"))
            try:
                # Never cropped: a table is wider than some screens, and no part of it may be lost.
                console.print(shown_answer(await bot.ask(line), bot.archive.default_season), crop=False)
            except UserError as refusal:
                # Printed where the answer would be, so that a pipe reads it; the exit status tells the two apart.
                console.print(shown_refusal(refusal, bot.archive.default_season))
                refused = True
    finally:
        await bot.close()
    return refused


def _questions(words: Sequence[str]) -> list[str]:
    """The lines meant by a shell's words: a word without a slash goes on with the line before it."""
    lines: list[str] = []
    for word in words:
        if word.startswith("/") or not lines:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return lines
