"""What goes to standard error, beside the answers: complaints, and the log where a person reads it."""

from contextlib import AbstractContextManager

from rich.text import Text

from bot.logs import logging_as
from bot.settings import Settings
from bot.terminal import terminal_console


def complain(sentence: str) -> None:
    """Say what went wrong."""
    terminal_console(stderr=True).print(Text(sentence), style="red", soft_wrap=True)


def logging_for_people(settings: Settings) -> AbstractContextManager[None]:
    """Log where a person reads the answers in the same terminal: readably, unless JSON was asked for."""
    return logging_as(_for_people(settings), settings.log_format or "text")


def _for_people(settings: Settings) -> str:
    """The level where a person reads the answers in the same terminal: warnings only, unless a level was asked for."""
    return settings.log_level if "log_level" in settings.model_fields_set else "WARNING"
