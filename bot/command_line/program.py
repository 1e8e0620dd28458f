"""The `pitboard` command line: options in, one call, an exit status out. What is meant to go wrong ends as a sentence.

Exit status: 0 done, 1 refused or faulty, 2 wrong usage, 78 a setting that must be mended first, 130 interrupted.
"""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, NoReturn

import discord
import typer

from bot import __version__
from bot.command_line import asking, feedback, seasons, upkeep
from bot.command_line.stderr import complain
from bot.errors import PitboardError, SettingsError, UserError
from bot.terminal import shown_refusal, terminal_console

# EX_CONFIG of BSD's sysexits.h: a service manager can be told not to start again after it.
_EXIT_CONFIG = 78

# Discord's code for a token that it does not know, said by the gateway (official documentation, 2026).
_NOT_AUTHENTICATED = 4004

_REFUSED = (
    "Discord refused DISCORD_TOKEN: copy the token again from the Bot page of "
    "https://discord.com/developers/applications"
)

app = typer.Typer(
    help="Motorsport questions answered from reviewed season text, in Discord and here.",
    no_args_is_help=True,
    add_completion=False,
    # Never: it would show the values of local variables, the token among them.
    pretty_exceptions_enable=False,
)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command line, the process's own where `arguments` is None. Always ends in SystemExit."""
    if sys.stderr is None:
        # Closed by whoever started us: nobody reads what is complained of, and nothing else may end for it.
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # for as long as the process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name with an accent must not end the program where the terminal has no letter for it.
            stream.reconfigure(errors="replace")
    try:
        app(arguments, prog_name="pitboard")
    except UserError as error:
        terminal_console(stderr=True).print(shown_refusal(error))
        sys.exit(1)
    except SettingsError as error:
        complain(str(error))
        sys.exit(_EXIT_CONFIG)
    except PitboardError as error:
        complain(str(error))
        sys.exit(1)
    except ImportError as error:
        if error.name is not None:
            raise
        # Not of Python's own making: a stranger's package stands where ours should.
        complain(f"Pitboard cannot start: {error}.")
        sys.exit(1)
    except discord.LoginFailure:
        complain(_REFUSED)
        sys.exit(_EXIT_CONFIG)
    except discord.ConnectionClosed as error:
        if error.code == _NOT_AUTHENTICATED:
            complain(_REFUSED)
            sys.exit(_EXIT_CONFIG)
        complain(f"Discord ended the connection for good (code {error.code}): {error.reason or 'no reason given'}.")
        sys.exit(1)
    except discord.PrivilegedIntentsRequired:
        complain("Discord ended the connection for good (code 4014): intents that the application may not use.")
        sys.exit(1)
    except discord.HTTPException as error:
        complain(f"Discord did not let the bot in: {error}")
        sys.exit(1)
    except OSError as error:
        # A file that cannot be read or written, or a network that is not there.
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        sys.exit(1)
    sys.exit(0)


def _version(wanted: bool) -> None:
    if wanted:
        terminal_console().print(f"pitboard {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


for name, command in (asking.COMMANDS | seasons.COMMANDS | feedback.COMMANDS | upkeep.COMMANDS).items():
    app.command(name)(command)
