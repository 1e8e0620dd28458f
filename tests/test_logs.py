"""Log lines are of two forms; in neither is a token, anybody's words, or an address that answers for the bot."""

import asyncio
import errno
import gc
import io
import json
import logging
import sqlite3

import aiohttp
import pytest

from bot.endings import end
from bot.logs import DiscreetHandler, json_formatter, logging_as, plain_formatter, told
from bot.settings import LogFormat
from tests.conftest import Paddock

TOKEN = "a-token-that-nobody-may-see"
WORDS = "what somebody typed"


def written(form: logging.Formatter, message: str, error: BaseException | None = None, **extra: str) -> str:
    stream = io.StringIO()
    handler = DiscreetHandler(stream, TOKEN)
    handler.setFormatter(form)
    record = logging.LogRecord("bot.test", logging.ERROR, "", 1, message, (), None)
    record.__dict__.update(extra)
    if error is not None:
        record.exc_info = (type(error), error, error.__traceback__)
    handler.handle(record)
    return stream.getvalue()


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except type(error) as caught:
        return caught


@pytest.mark.parametrize("form", [json_formatter(), plain_formatter()], ids=["json", "text"])
def test_an_error_is_told_by_kind_and_place_and_not_by_what_somebody_typed(form: logging.Formatter) -> None:
    line = written(form, "Unexpected error", raised(KeyError(WORDS), raised(ValueError(WORDS))))

    assert WORDS not in line
    assert "KeyError" in line
    assert "ValueError" in line
    assert "test_logs.py" in line


@pytest.mark.parametrize("form", ["json", "text"])
async def test_what_a_task_of_nobody_ended_with_is_told_without_its_words(
    form: LogFormat, capsys: pytest.CaptureFixture[str]
) -> None:
    async def work() -> None:
        raise ValueError(WORDS)

    with logging_as("DEBUG", form):
        task = asyncio.create_task(work())
        await asyncio.wait({task})
        del task
        gc.collect()

    told_of_it = capsys.readouterr().err
    assert "Task exception was never retrieved" in told_of_it
    assert "ValueError" in told_of_it
    assert WORDS not in told_of_it


@pytest.mark.parametrize("form", [json_formatter(), plain_formatter()], ids=["json", "text"])
def test_no_line_has_the_token_or_an_address_that_answers_for_the_bot(form: logging.Formatter) -> None:
    line = written(form, f"{TOKEN} https://discord.com/api/v10/interactions/12/aW50ZXJ/callback /webhooks/5/x.y-z?wait")

    assert TOKEN not in line
    assert "aW50ZXJ" not in line
    assert "x.y-z" not in line
    assert "/interactions/12/…/callback" in line


@pytest.mark.parametrize("form", [json_formatter(), plain_formatter()], ids=["json", "text"])
def test_of_a_record_that_cannot_be_written_only_that_is_said(
    form: logging.Formatter, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = io.StringIO()
    handler = DiscreetHandler(stream)
    handler.setFormatter(form)

    handler.handle(logging.LogRecord("bot.test", logging.INFO, "", 1, "%d answers", (WORDS,), None))
    handler.handle(logging.LogRecord("bot.test", logging.INFO, "", 1, "%d answers", (7,), None))

    first, second = stream.getvalue().splitlines()
    assert "A log line could not be written (TypeError)" in first
    assert "7 answers" in second
    assert WORDS not in stream.getvalue() + capsys.readouterr().err


class Full(io.StringIO):
    """A file on a full disk, until there is room."""

    room = False

    def write(self, text: str, /) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(text)


def test_a_log_on_a_full_disk_stops_nothing_and_goes_on_when_there_is_room(
    capsys: pytest.CaptureFixture[str],
) -> None:
    disk = Full()
    handler = DiscreetHandler(disk)
    record = logging.LogRecord("bot.test", logging.INFO, "", 1, WORDS, (), None)

    handler.handle(record)
    disk.room = True
    handler.handle(record)

    assert disk.getvalue() == f"{WORDS}\n"
    assert capsys.readouterr().err == ""


def test_a_json_line_is_one_object_with_its_fields_and_a_text_line_is_readable() -> None:
    record = json.loads(written(json_formatter(), "It is so", reference="0a1b2c3d"))
    assert record.keys() == {"time", "level", "logger", "message", "reference"}
    assert (record["level"], record["logger"], record["reference"]) == ("ERROR", "bot.test", "0a1b2c3d")

    assert written(plain_formatter(), "It is so").endswith(" ERROR    bot.test: It is so\n")


def of_discord(module: str, message: str, error: BaseException, *args: object) -> list[str]:
    """The lines that become of a record of discord.py's at ERROR."""
    stream = io.StringIO()
    handler = DiscreetHandler(stream)
    handler.setFormatter(plain_formatter())
    exc_info = (type(error), error, error.__traceback__)
    handler.handle(logging.LogRecord(f"discord.{module}", logging.ERROR, "", 1, message, args, exc_info))
    return stream.getvalue().splitlines()


@pytest.mark.parametrize(
    ("module", "message", "args"),
    [
        ("client", "Attempting a reconnect in %.2fs", (0.52,)),
        ("shard", "Attempting a reconnect for shard ID %s in %.2fs", (3, 0.52)),
        ("shard", "Failed to connect for shard_id: %s. Retrying...", (3,)),
    ],
)
@pytest.mark.parametrize("error", [TimeoutError(), aiohttp.ClientConnectionError("Cannot connect\nto it")])
def test_a_lost_connection_that_is_tried_again_is_a_warning_of_one_line(
    module: str, message: str, args: tuple[object, ...], error: Exception
) -> None:
    [line] = of_discord(module, message, raised(error), *args)

    assert f" WARNING  discord.{module}: {message.split('%')[0]}" in line
    assert type(error).__name__ in line


def test_a_bug_in_a_connection_stays_an_error_with_its_place() -> None:
    lines = of_discord("shard", "Failed to connect for shard_id: %s. Retrying...", raised(KeyError(WORDS)), 3)

    assert " ERROR " in lines[0]
    assert any("test_logs.py" in line for line in lines)


def test_a_line_that_is_toned_down_below_the_level_asked_for_is_not_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lost = raised(TimeoutError())
    with logging_as("ERROR", "text"):
        logging.getLogger("discord.client").error("Attempting a reconnect in %.2fs", 0.5, exc_info=lost)
        logging.getLogger("discord.client").error("Something else", exc_info=lost)

    assert [line.rpartition(": ")[2] for line in capsys.readouterr().err.splitlines()] == [
        "Something else",
        "TimeoutError",
    ]


def test_errors_of_the_system_and_the_network_speak_for_themselves() -> None:
    assert told(ConnectionRefusedError(111, "refused")) == "ConnectionRefusedError: [Errno 111] refused"
    assert told(raised(sqlite3.OperationalError("disk I/O error"))).endswith("sqlite3.OperationalError: disk I/O error")


def test_logging_is_left_as_it_was_and_others_debugging_stays_off(capsys: pytest.CaptureFixture[str]) -> None:
    root, before = logging.getLogger(), logging.getLogger().level
    handlers = list(root.handlers)
    with logging_as("DEBUG", "json"):
        logging.getLogger("discord.http").debug(WORDS)
        logging.getLogger("aiosqlite").debug(WORDS)
        logging.getLogger("bot").debug("ours")
    logging.getLogger("bot").debug("afterwards")

    assert (root.level, root.handlers) == (before, handlers)
    [line] = capsys.readouterr().err.splitlines()
    assert json.loads(line)["message"] == "ours"


async def test_the_reference_that_somebody_quotes_is_a_field_of_the_record(
    paddock: Paddock, caplog: pytest.LogCaptureFixture
) -> None:
    await paddock.bot.archive.connection.close()
    message = await paddock.ask("season")
    [record] = [record for record in caplog.records if hasattr(record, "reference")]

    assert f"`{record.reference}`" in message.content
    assert paddock.env.errors
    assert end.__module__ == record.name
