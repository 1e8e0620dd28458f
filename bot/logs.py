"""Log lines: JSON for machines, readable for people; never a token, what somebody typed, or what they are called.

What goes wrong inside an answer may carry the asker's words in its own: of such errors the log keeps the kind and the
places in the code, which is where the bug is. Errors of the system, SQLite and the network speak for themselves.
"""

import copy
import logging
import re
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import TextIO

import aiohttp
import discord
from pythonjsonlogger.json import JsonFormatter

from bot.errors import CannotBuild, DataError, NewerState, SettingsError
from bot.settings import LogFormat

# Warnings of discord.py that are no news: Pitboard has no voice, and it is simcord's own client that sees no servers.
_NO_NEWS = ("voice will NOT be supported", "Guilds intent seems to be disabled")
# At DEBUG these write down whole messages, members and statements with their values.
_TALKATIVE = ("discord", "aiosqlite", "asyncio")
# Whoever reads such an address may answer in the bot's name for 15 minutes.
_SECRET_PATH = re.compile(r"/(interactions|webhooks)/(\d+)/[^/\s\"'?]+")
_NETWORK = (
    *(OSError, aiohttp.ClientError),
    *(discord.ConnectionClosed, discord.GatewayNotFound, discord.DiscordServerError),
)
# How records of discord.py 2.7 begin that are louder than their news, or say who typed.
_TRIED_AGAIN = ("Attempting a reconnect", "Failed to connect for shard_id")
_WHO_TYPED = "Ignoring exception in autocomplete"
# Discord's error codes of an interaction that was answered too late, or already (official documentation, 2026).
_TOO_LATE = frozenset({10062, 40060})
_OWN_WORDS = (*_NETWORK, sqlite3.Error, discord.HTTPException, CannotBuild, DataError, NewerState, SettingsError)


@contextmanager
def logging_as(level: str, form: LogFormat | None, *, token: str | None = None) -> Iterator[None]:
    """Log to standard error, and leave logging afterwards as it was.

    `form` None: readable in a terminal and JSON elsewhere. `token` is left out of every line.
    """
    number = logging.getLevelNamesMapping()[level]
    handler = DiscreetHandler(sys.stderr, token)
    handler.setLevel(number)
    handler.addFilter(lambda record: not any(words in record.getMessage() for words in _NO_NEWS))
    root = logging.getLogger()
    before = {logger: logger.level for logger in (root, *map(logging.getLogger, _TALKATIVE))}
    if handler.stream.isatty() and form != "json":
        discord.utils.setup_logging(handler=handler, level=number)
    else:
        formatter = plain_formatter() if form == "text" else json_formatter()
        discord.utils.setup_logging(handler=handler, formatter=formatter, level=number)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(number, logging.INFO))
    try:
        yield
    finally:
        root.removeHandler(handler)
        for logger, level_before in before.items():
            logger.setLevel(level_before)


def json_formatter() -> logging.Formatter:
    """One JSON object a line: time, level, logger, message, what the record carries, and where it went wrong."""
    return JsonFormatter(
        ("levelname", "name", "message"),
        rename_fields={"levelname": "level", "name": "logger", "exc_info": "error"},
        timestamp="time",
        json_ensure_ascii=False,
    )


def plain_formatter() -> logging.Formatter:
    """A line with no colours in it: for files that people read."""
    return logging.Formatter("%(asctime)s %(levelname)-8s %(name)s: %(message)s")


class DiscreetHandler(logging.StreamHandler[TextIO]):
    """Writes records without secrets and without people's words, however they are formatted."""

    def __init__(self, stream: TextIO, token: str | None = None) -> None:
        super().__init__(stream)
        self._token = token

    def handle(self, record: logging.LogRecord) -> bool:
        """Write the record, where it is still loud enough once it says no more than its news."""
        record = toned(record)
        return record.levelno >= self.level and bool(super().handle(record))

    def format(self, record: logging.LogRecord) -> str:
        """The record's line or lines."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None or record.name == "asyncio":
            record = copy.copy(record)
        if error is not None:
            record.exc_text, record.exc_info = told(error), None
        if record.name == "asyncio":
            # What follows its first line are tasks with the errors in them, in those errors' own words.
            record.msg, record.args = record.getMessage().partition("\n")[0], None
        line = _SECRET_PATH.sub(r"/\1/\2/…", super().format(record))
        return line.replace(self._token, "…") if self._token else line

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # as logging calls it
        """Say that a record could not be written; Python's own way writes down whatever was in it."""
        record = copy.copy(record)
        record.msg, record.args = f"A log line could not be written ({type(sys.exception()).__name__})", None
        record.exc_text = record.exc_info = None
        with suppress(OSError, ValueError):  # a full disk, a pipe that nobody reads: there is no place to say it
            self.stream.write(self.format(record) + self.terminator)


def toned(record: logging.LogRecord) -> logging.LogRecord:
    """A record of discord.py as Pitboard says it; any other as it is.

    A lost connection, which is tried again by itself, is a warning of one line. So are choices that came too late for
    what was being typed, or were too many for Discord; where they failed otherwise it is an error, and in neither case
    said whose typing it was.
    """
    error = record.exc_info[1] if record.exc_info else None
    if error is None or not record.name.startswith("discord."):
        return record
    expected = isinstance(error, (*_NETWORK, discord.HTTPException))
    words = str(record.msg)
    if words.startswith(_TRIED_AGAIN) and expected:
        said = record.getMessage().rstrip(".")
    elif words.startswith(_WHO_TYPED):
        command = record.args[0] if isinstance(record.args, tuple) and record.args else "?"
        said = f"Choices for {command!r} could not be given while it was being typed"
        expected = isinstance(error, _NETWORK) or getattr(error, "code", None) in _TOO_LATE
        expected = expected or getattr(error, "status", None) == HTTPStatus.TOO_MANY_REQUESTS
    else:
        return record
    record = copy.copy(record)
    record.msg, record.args = said, None
    if expected:
        record.msg = f"{said}: {' '.join(_named(error).split())}"
        record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
        record.exc_info = record.exc_text = None
    return record


def told(error: BaseException) -> str:
    """What the log says of an error: where in the code, of what kind, and its own words where those are nobody's.

    A network that is not there is one line: where in the code nobody needs to know.
    """
    if isinstance(error, _NETWORK):
        return _named(error)
    parts = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        places = "".join(traceback.format_tb(link.__traceback__))
        parts.append(f"Traceback (most recent call last):\n{places}{_named(link)}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n\nThe error before it:\n\n".join(parts)


def _named(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    words = str(error).strip()
    return f"{kind}: {words}" if words and isinstance(error, _OWN_WORDS) else kind
