"""A bug reaches the log with its traceback, and the asker as one private sentence with a reference."""

import logging
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import discord
import pytest
import simcord

from bot.app import create_bot
from bot.client import Pitboard
from bot.database.open import open_season_db
from bot.errors import Outdated, UserError
from bot.settings import Settings
from tests.conftest import Paddock
from tests.logged import alarms
from tests.raw import callbacks
from tests.seen import buttons, seen_text

SENTENCE = re.compile(
    r"Something went wrong in Pitboard; it has been logged\. Please quote reference `([0-9a-f]{8})`\."
)


def reference_of(message: simcord.ResponseMessage) -> str:
    """The reference that the asker is given, in the one sentence there is."""
    match = SENTENCE.fullmatch(message.content)
    assert match is not None, message.content
    assert message.ephemeral
    assert not message.embeds
    assert not message.components
    return match[1]


def assert_logged(caplog: pytest.LogCaptureFixture, reference: str, *, cause: str) -> None:
    """The reference stands in the log once, as an error with the traceback of the cause."""
    records = [record for record in caplog.records if reference in record.getMessage()]
    assert [record.levelno for record in records] == [logging.ERROR]
    info = records[0].exc_info
    assert info is not None
    assert info[2] is not None
    assert cause in str(info[1])
    assert f"{Path('bot') / 'queries'}" in caplog.text


@pytest.fixture
async def closed_database(paddock: Paddock) -> Paddock:
    """The fan's server, with the database lost behind the bot's back."""
    await paddock.bot.archive.connection.close()
    return paddock


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("winner", {"round": "6", "class": "GT"}),
        ("standings", {"class": "gts"}),
        ("round", {"round": "6"}),
        ("driver", {"name": "Lehto"}),
        ("wins", {"by": "driver"}),
        ("season", {}),
    ],
)
async def test_a_lost_database_reaches_the_log_and_the_asker_gets_its_reference(
    closed_database: Paddock, caplog: pytest.LogCaptureFixture, command: str, options: dict[str, str]
) -> None:
    message = await closed_database.ask(command, **options)

    assert closed_database.env.errors
    reference = reference_of(message)
    assert_logged(caplog, reference, cause="Cannot operate on a closed database")
    assert "connection" not in message.content


async def test_every_bug_has_a_reference_of_its_own(closed_database: Paddock, caplog: pytest.LogCaptureFixture) -> None:
    references = {reference_of(await closed_database.ask("season")) for _ in range(5)}

    assert len(references) == 5
    assert len(closed_database.env.errors) == 5
    for reference in references:
        assert caplog.text.count(reference) == 1


async def test_a_bug_behind_a_button_reaches_the_same_handler(
    paddock: Paddock, caplog: pytest.LogCaptureFixture
) -> None:
    message = await paddock.ask("winner", round="6")
    await paddock.bot.archive.connection.close()

    result = await paddock.fan.click(message, label="Round 7")

    assert result.response is not None
    assert_logged(caplog, reference_of(result.response), cause="Cannot operate on a closed database")
    assert "won round 6" in message.content  # what was asked first still stands


async def test_a_bug_after_the_answer_is_told_beside_it_and_to_the_asker_alone(
    paddock: Paddock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answered_and_broken(cog: object, interaction: discord.Interaction, **options: str) -> None:
        await interaction.response.send_message("The answer.")
        raise RuntimeError("broken")

    monkeypatch.setattr(paddock.bot.tree.get_command("season"), "_callback", answered_and_broken)

    result = await paddock.fan.slash(paddock.channel, "season")

    assert paddock.env.errors
    assert result.response is not None
    assert result.response.content == "The answer."
    [told] = result.followups
    reference_of(told)


async def test_what_needs_no_database_is_still_refused_plainly(closed_database: Paddock) -> None:
    known = len(closed_database.env.errors)
    message = await closed_database.ask("winner", round="12")

    assert "There is no round “12”." in message.content
    assert isinstance(getattr(closed_database.env.errors[known], "original", None), UserError)


async def test_a_table_that_is_gone_is_a_bug_and_no_refusal(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    bot = create_bot(Settings(state_dir=tmp_path))
    try:
        async with simcord.run(bot) as env:
            # A file that was swapped behind the bot's back: the same seasons, without a table.
            damaged = tmp_path / "damaged.db"
            shutil.copy(tmp_path / "season.db", damaged)
            with closing(sqlite3.connect(damaged)) as connection:
                connection.execute("PRAGMA foreign_keys = OFF")
                connection.execute("DROP TABLE note")
                connection.execute("ALTER TABLE standing RENAME TO lost")
                connection.commit()
            whole, broken = bot.archive.connection, await open_season_db(damaged)
            object.__setattr__(bot.archive, "connection", broken)
            await whole.close()
            guild = env.create_guild("Fans")
            fan = guild.add_member(env.create_user("fan"))
            result = await fan.slash(guild.create_text_channel("paddock"), "standings", **{"class": "GTS"})
            assert env.errors
            assert result.response is not None
            reference = reference_of(result.response)
    finally:
        await bot.close()
    assert_logged(caplog, reference, cause="no such table")


async def test_a_server_error_of_discord_s_on_the_answer_does_not_end_the_bot(
    paddock: Paddock, caplog: pytest.LogCaptureFixture
) -> None:
    for times in (1, 2, 5):
        paddock.env.inject_error("POST", "/interactions/*/callback", status=500, times=times)
        for _ in range(times):
            await paddock.fan.slash(paddock.channel, "winner", round="6")
        paddock.env.backend.faults.clear()

        message = await paddock.ask("winner", round="6", class_="GT")
        assert "#31 Petersen/White Lightning" in seen_text(message.content)
    assert paddock.env.errors
    assert not paddock.bot.is_closed()
    assert "Unexpected error, reference" in caplog.text or "Could not tell the asker" in caplog.text


async def test_an_interaction_that_ran_out_is_a_warning_and_no_bug(
    paddock: Paddock, caplog: pytest.LogCaptureFixture
) -> None:
    paddock.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, message="Unknown interaction")

    result = await paddock.fan.slash(paddock.channel, "winner", round="6")

    assert result.response is None
    assert paddock.env.errors
    assert "An interaction ran out before it was answered" in caplog.text
    assert alarms(caplog) == []
    message = await paddock.ask("winner", round="6", class_="GT")
    assert "#31" in message.content


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (404, 10003, "out of reach"),
        (404, 10008, "out of reach"),
        (403, 50001, "out of reach"),
        (403, 50013, "out of reach"),
        (404, 10004, "Unexpected error"),
        (403, 50002, "Unexpected error"),
    ],
)
async def test_a_place_that_is_out_of_reach_is_a_warning_and_what_discord_says_otherwise_is_a_bug(
    paddock: Paddock, caplog: pytest.LogCaptureFixture, status: int, code: int, said: str
) -> None:
    paddock.env.inject_error("POST", "/interactions/*/callback", status=status, code=code, message="scripted")

    message = await paddock.ask("winner", round="6")

    assert paddock.env.errors
    assert message.ephemeral
    assert said in caplog.text
    if said == "out of reach":
        assert message.content.startswith("That message is gone, or Pitboard may not write there; ask again")
        assert alarms(caplog) == []
    else:
        reference_of(message)


async def test_how_an_answer_ended_is_counted(settings: Settings) -> None:
    bot = create_bot(settings.model_copy(update={"http_port": 0}))
    metrics = bot.traffic.metrics
    assert metrics is not None
    try:
        async with simcord.run(bot) as env:
            guild = env.create_guild("Fans")
            channel = guild.create_text_channel("paddock")
            fan = guild.add_member(env.create_user("fan"))
            await fan.slash(channel, "winner", round="6")
            await fan.slash(channel, "winner", round="12")
            for status, code in ((404, 10062), (403, 50013), (500, 0), (404, 10004)):
                env.inject_error("POST", "/interactions/*/callback", status=status, code=code, message="scripted")
                await fan.slash(channel, "winner", round="6")
                env.backend.faults.clear()
            assert len(env.errors) == 5
        page = metrics.page(connected=False, latency=0.0).decode()
    finally:
        await bot.close()
    counted = re.findall(r'^pitboard_answers_total\{command="winner",outcome="(\w+)"\} (\S+)$', page, re.MULTILINE)
    assert dict(counted) == {"answered": "1.0", "refused": "2.0", "late": "1.0", "failed": "2.0"}


async def test_a_refusal_that_cannot_be_told_is_a_warning(paddock: Paddock, caplog: pytest.LogCaptureFixture) -> None:
    paddock.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, message="Unknown interaction")

    await paddock.fan.slash(paddock.channel, "winner", round="12")

    assert paddock.env.errors
    assert "Could not tell the asker what went wrong" in caplog.text
    assert alarms(caplog) == []


async def test_an_error_while_completing_an_option_offers_nothing_and_is_logged(
    paddock: Paddock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(type(paddock.bot.archive.names), "choices")

    before = len(paddock.env.http_requests)
    choices = await paddock.fan.autocomplete(paddock.channel, "winner", "round", "pet")

    assert choices == []
    assert callbacks(paddock, before) == [{"type": 8, "data": {"choices": []}}], "nothing can be said there"
    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert re.search(r"reference [0-9a-f]{8}", record.getMessage())
    assert record.exc_info is not None


async def test_a_refusal_is_no_error_in_the_log(paddock: Paddock, caplog: pytest.LogCaptureFixture) -> None:
    for options in ({"round": "12"}, {"round": "Road Atlanta"}, {"round": "mexico"}, {"round": "6", "class": "LMGTP"}):
        await paddock.ask("winner", **options)

    assert len(paddock.env.errors) == 4
    assert alarms(caplog, logging.WARNING) == []


async def test_an_outdated_button_says_what_to_do(paddock: Paddock, caplog: pytest.LogCaptureFixture) -> None:
    message = await paddock.ask("winner", round="6")
    stored = paddock.env.backend.get_message(message.channel_id, message.id)
    stored.components[0]["components"][0]["custom_id"] = "pb0|gone"

    result = await paddock.fan.click(message, custom_id="pb0|gone")

    assert result.response is not None
    assert result.ephemeral
    assert "ask again with a slash command" in result.response.content
    assert alarms(caplog) == []


async def test_a_command_that_discord_still_has_and_the_code_lost_is_answered(
    paddock: Paddock, caplog: pytest.LogCaptureFixture
) -> None:
    paddock.bot.tree.remove_command("schedule")

    message = await paddock.ask("schedule")

    assert paddock.env.errors
    assert message.ephemeral
    assert message.content == "That command is from another version of Pitboard; reload Discord and try again."
    assert "Discord sent a command that the code does not have" in caplog.text


async def test_a_command_line_of_no_command_names_those_there_are(bot: Pitboard) -> None:
    for line in ("/winners round:6", "/", "", "   ", "/drop table"):
        with pytest.raises(UserError) as refusal:
            await bot.ask(line)
        assert "/winner" in refusal.value.sentence


async def test_suggestions_of_a_refusal_run_the_same_question(paddock: Paddock) -> None:
    known = len(paddock.env.errors)
    message = await paddock.ask("standings", class_="GTSS", after="3", by_round="yes")
    assert len(paddock.env.errors) == known + 1

    labels = buttons(message)
    assert "GTS" in labels
    await paddock.fan.click(message, label="GTS")
    assert "GTS teams, points by round as far as round 3, Sonoma" in message.content


def test_an_outdated_press_is_something_the_asker_can_mend() -> None:
    assert issubclass(Outdated, UserError)
