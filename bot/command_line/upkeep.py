"""Commands for whoever hosts Pitboard: looking after it, asking whether it is well, keeping a copy of its state."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.text import Text

from bot.database.backup import back_up, restore
from bot.doctor.finding import Finding
from bot.health import asked_health
from bot.settings import read_settings
from bot.terminal import terminal_console

_STYLES = {"ok": "green", "note": "yellow", "fault": "bold red"}


def doctor() -> None:
    """Look at everything that the bot needs, and say how to mend what is lacking."""
    from bot.doctor.examine import examine  # reads seasons, which a running bot has no use for

    settings = read_settings()
    console = terminal_console()
    faults = 0
    for finding in asyncio.run(examine(settings)):
        console.print(_shown(finding), soft_wrap=True)
        faults += finding.state == "fault"
    if faults:
        console.print(f"Faults: {faults}.", style="bold red")
        raise typer.Exit(1)


def health() -> None:
    """Ask the running bot whether it is well: exit status 0 where it is. Needs PITBOARD_HTTP_PORT."""
    settings = read_settings()
    if settings.http_port is None:
        well, sentence = False, "PITBOARD_HTTP_PORT is not set, so nothing is served that could be asked."
    else:
        well, sentence = asyncio.run(asked_health(settings.http_host, settings.http_port))
    terminal_console(stderr=not well).print(sentence)
    if not well:
        raise typer.Exit(1)


_Force = Annotated[bool, typer.Option("--force", help="Also where a file is there already.")]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")], force: _Force = False
) -> None:
    """Copy what people left behind (state.db) into FILE, whole, while the bot runs."""
    settings = read_settings()
    back_up(settings.state_db, file, force=force)
    terminal_console().print(f"{file}: a copy of {settings.state_db}", soft_wrap=True)


def restore_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `pitboard backup` made.")],
    force: _Force = False,
) -> None:
    """Put a copy back in the place of state.db, while the bot is stopped."""
    settings = read_settings()
    kept = restore(file, settings.state_db, force=force)
    console = terminal_console()
    console.print(f"{settings.state_db}: restored from {file}", soft_wrap=True)
    if kept is not None:
        console.print(f"{kept}: what was there before", soft_wrap=True)


COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "doctor": doctor,
    "health": health,
    "backup": backup,
    "restore": restore_,
}
"""Commands by the name that is typed."""


def _shown(finding: Finding) -> Text:
    text = Text(f"{finding.state:<6}", _STYLES[finding.state])
    text.append(f"{finding.subject}: {finding.said}", "default")
    if finding.remedy:
        text.append(f" → {finding.remedy}", "default")
    return text
