"""A mistake is reported with two presses, kept once a person and answer, and listed for those who edit the data."""

import os
import re
import subprocess
import sys
from typing import Any

import pytest
import simcord

from bot.app import create_bot
from bot.buttons import FORM_MARK, LONGEST_ID, REPORT_MARK, Press, read_custom_id, shortened_id
from bot.settings import Settings
from bot.state import MOST_OPEN_REPORTS
from tests.conftest import Paddock
from tests.limits import assert_callback_valid
from tests.raw import callbacks, submit
from tests.seen import buttons, seen_text

FORM = "pb1m|winner|1|round=road-america|class=GT|season=alms-2003"


async def form_of(paddock: Paddock, by: simcord.MemberActor | None = None) -> simcord.InteractionResult:
    message = await paddock.ask("winner", round="6", class_="GT")
    result = await (by or paddock.fan).click(message, label="Report a mistake")
    assert result.modal is not None
    return result


async def report(paddock: Paddock, text: str = "Stanton was not in the car.") -> str:
    result = await paddock.fan.submit_modal(await form_of(paddock), {"text": text})
    assert result.response is not None
    assert result.ephemeral
    return result.response.content


@pytest.mark.parametrize("command", ["help", "about", "season", "schedule"])
async def test_every_answer_has_the_button_last(paddock: Paddock, command: str) -> None:
    assert list(buttons(await paddock.ask(command)))[-1] == "Report a mistake"


async def test_a_private_answer_has_it_after_share(paddock: Paddock) -> None:
    message = await paddock.ask("winner", round="6", private="yes")

    assert list(buttons(message))[-2:] == ["Share", "Report a mistake"]
    assert [len(row["components"]) <= 5 for row in message.components] == [True] * len(message.components)


async def test_the_form_names_the_answer_by_its_reference_and_its_question(paddock: Paddock) -> None:
    before = len(paddock.env.http_requests)
    result = await form_of(paddock)

    assert result.modal is not None
    assert re.fullmatch(r"Report a mistake · [0-9a-f]{8}", result.modal["title"])
    assert len(result.modal["title"]) <= 45
    assert "/winner round:road-america class:GT season:alms-2003" in str(result.modal)
    answer, form = callbacks(paddock, before)
    assert_callback_valid(answer)
    assert form["type"] == 9


async def test_a_report_is_kept_with_what_it_is_about_and_thanked_for(paddock: Paddock) -> None:
    said = await report(paddock)

    [kept] = await paddock.bot.state.open_reports()
    assert kept.reference in said
    assert (kept.command, kept.options) == ("winner", "round:road-america class:GT season:alms-2003")
    assert kept.data_version.startswith("alms-2003 ")
    assert kept.text == "Stanton was not in the car."
    assert kept.created.utcoffset() is not None
    assert kept.state == "open"


async def test_the_same_answer_has_the_same_reference_for_everybody_however_it_was_typed(paddock: Paddock) -> None:
    other = paddock.guild.add_member(paddock.env.create_user("other"))
    typed = await paddock.ask("winner", round="Road America", class_="gt")

    mine = await paddock.fan.click(typed, label="Report a mistake")
    theirs = await form_of(paddock, other)

    assert mine.modal is not None
    assert theirs.modal is not None
    assert mine.modal["title"] == theirs.modal["title"]


async def test_a_second_press_says_that_the_report_is_open(paddock: Paddock) -> None:
    await report(paddock)
    message = await paddock.ask("winner", round="6", class_="GT")

    result = await paddock.fan.click(message, label="Report a mistake")

    assert result.modal is None
    assert result.response is not None
    assert result.ephemeral
    assert "already open" in result.response.content


async def test_another_person_may_report_the_same_answer(paddock: Paddock) -> None:
    await report(paddock)
    other = paddock.guild.add_member(paddock.env.create_user("other"))

    result = await other.submit_modal(await form_of(paddock, other), {"text": "Nor was Mowlem."})

    assert result.response is not None
    assert "Thank you" in result.response.content
    assert len(await paddock.bot.state.open_reports()) == 2


async def test_a_closed_report_may_be_followed_by_another(paddock: Paddock) -> None:
    await report(paddock)
    [kept] = await paddock.bot.state.open_reports()
    assert await paddock.bot.state.close_report(kept.report)

    assert "Thank you" in await report(paddock)


async def test_a_form_sent_twice_is_answered_twice_and_kept_once(paddock: Paddock) -> None:
    first = await submit(paddock, FORM, "wrong")
    second = await submit(paddock, FORM, "wrong")

    assert first.response is not None
    assert "Thank you" in first.response.content
    assert second.response is not None
    assert "already open" in second.response.content
    assert len(await paddock.bot.state.open_reports()) == 1


async def test_a_form_opened_before_a_restart_is_kept_after_it(paddock: Paddock) -> None:
    form = await form_of(paddock)
    again = create_bot(paddock.bot.settings)
    try:
        await paddock.env.restart_bot(again)

        result = await paddock.fan.submit_modal(form, {"text": "wrong"})

        assert result.response is not None
        assert "Thank you" in result.response.content
    finally:
        await again.close()


async def test_the_button_works_after_a_restart(paddock: Paddock) -> None:
    message = await paddock.ask("winner", round="6", class_="GT")
    again = create_bot(paddock.bot.settings)
    try:
        await paddock.env.restart_bot(again)

        assert (await paddock.fan.click(message, label="Report a mistake")).modal is not None
    finally:
        await again.close()


async def test_a_form_keeps_nothing_alive_in_the_bot(paddock: Paddock) -> None:
    await form_of(paddock)

    assert not paddock.bot._connection._view_store._modals


@pytest.mark.parametrize("identity", ["somebody else's form", "pb1m", "pb1m|", "pb1m|winner|x", "pb2m|winner|1", ""])
async def test_a_form_of_another_version_is_answered(paddock: Paddock, identity: str) -> None:
    result = await submit(paddock, identity, "wrong")

    assert result.response is not None
    assert result.ephemeral
    assert "another version" in result.response.content
    assert await paddock.bot.state.open_reports() == ()


@pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b", None, 7, ["x"]])
async def test_an_empty_or_shapeless_report_is_refused(paddock: Paddock, text: Any) -> None:
    result = await submit(paddock, FORM, text)

    assert result.response is not None
    assert "empty" in result.response.content
    assert await paddock.bot.state.open_reports() == ()


async def test_a_text_that_is_too_long_or_full_of_tricks_is_kept_as_far_as_it_goes(paddock: Paddock) -> None:
    await submit(paddock, FORM, "\x00\u202e\ud800@everyone ``` || <@1> " + "é" * 4000)

    [kept] = await paddock.bot.state.open_reports()
    assert len(kept.text) == 1000
    assert kept.text.startswith("@everyone ``` || <@1> é")


async def test_a_form_about_a_command_that_does_not_exist_is_only_text(paddock: Paddock) -> None:
    result = await submit(paddock, "pb1m|`@everyone`|1|x=<@1>|season=f1-1988", "wrong")

    assert result.response is not None
    [kept] = await paddock.bot.state.open_reports()
    assert kept.data_version == "f1-1988"


async def test_one_person_cannot_fill_the_list(paddock: Paddock) -> None:
    for number in range(MOST_OPEN_REPORTS):
        await submit(paddock, f"pb1m|winner|1|round={number}", "wrong")

    result = await submit(paddock, "pb1m|winner|1|round=more", "wrong")

    assert result.response is not None
    assert "open reports" in result.response.content
    assert len(await paddock.bot.state.open_reports()) == MOST_OPEN_REPORTS


async def test_a_long_question_can_be_reported_too() -> None:
    press = Press("ask", (("question", "who won | = " + "x" * 3000), ("season", "alms-2003")))

    for mark in (REPORT_MARK, FORM_MARK):
        identity = shortened_id(press, mark)
        assert len(identity) <= LONGEST_ID
        read = read_custom_id(identity, mark)
        assert read.command == "ask"
        assert dict(read.texts)["season"] == "alms-2003"
        assert dict(read.texts)["question"].startswith("who won x")


# The owner's channel.


@pytest.fixture
async def with_channel(settings: Settings) -> Any:
    """A server whose reports go to a channel of it, which the bot learns of at its start."""
    bots = []

    def make(channel: simcord.ChannelHandle) -> Any:
        bot = create_bot(settings.model_copy(update={"reports_channel": channel.id}))
        bots.append(bot)
        return bot

    yield make
    for bot in bots:
        await bot.close()


async def test_a_report_is_posted_to_the_owners_channel_harmlessly_and_without_a_name(
    paddock: Paddock, with_channel: Any
) -> None:
    garage = paddock.guild.create_text_channel("garage")
    await paddock.env.restart_bot(with_channel(garage))

    await submit(paddock, FORM, "@everyone **bold** https://example.org <@1>\n# Heading ||x||")

    assert garage.last_message is not None
    posted = garage.last_message.content
    assert "/winner round:road-america class:GT season:alms-2003" in posted
    assert "@everyone" not in posted
    assert "<@" not in posted.replace("\\<@", "")
    assert str(paddock.fan.id) not in posted
    assert "fan" not in posted
    [call] = [entry for entry in paddock.env.http_requests if entry.path.endswith(f"/{garage.id}/messages")]
    assert isinstance(call.json, dict)
    assert call.json["allowed_mentions"] == {"parse": []}
    assert call.json["flags"] & 4  # links are shown without a preview
    assert "**bold**" in seen_text(posted)


async def test_a_report_of_the_longest_kind_fits_a_message(paddock: Paddock, with_channel: Any) -> None:
    garage = paddock.guild.create_text_channel("garage")
    await paddock.env.restart_bot(with_channel(garage))

    for number, text in enumerate(("*" * 1000, "\n" * 10 + "a\n" * 495, "x" * 1000)):
        await submit(paddock, f"pb1m|winner|1|round={number}" + "`" * 60, text)
        # Discord takes no longer one.
        assert garage.last_message is not None
        assert f"round:{number}" in garage.last_message.content
        assert len(garage.last_message.content) <= 2000


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003), (500, 0)])
async def test_a_channel_that_cannot_be_written_to_loses_no_report(
    paddock: Paddock, with_channel: Any, status: int, code: int
) -> None:
    garage = paddock.guild.create_text_channel("garage")
    await paddock.env.restart_bot(with_channel(garage))
    paddock.env.inject_error("POST", f"/channels/{garage.id}/messages", status=status, code=code, times=None)

    result = await submit(paddock, FORM, "wrong")

    assert result.response is not None
    assert "Thank you" in result.response.content


# The command line.


def pitboard(settings: Settings, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PITBOARD_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=kept | {"PITBOARD_STATE_DIR": str(settings.state_dir), "COLUMNS": "200"} | more,
        capture_output=True,
        text=True,
        timeout=60,
    )


async def test_the_command_line_lists_open_reports_while_the_bot_runs_and_closes_them(paddock: Paddock) -> None:
    await submit(paddock, FORM, "Stanton was \x1b[31mnot in the car.")
    [kept] = await paddock.bot.state.open_reports()

    listed = pitboard(paddock.bot.settings, "reports")
    closed = pitboard(paddock.bot.settings, "reports", "--close", str(kept.report))
    again = pitboard(paddock.bot.settings, "reports", "--close", str(kept.report))

    assert listed.returncode == 0
    assert kept.reference in listed.stdout
    assert "/winner round:road-america class:GT season:alms-2003" in listed.stdout
    assert "not in the car." in listed.stdout
    assert "\x1b" not in listed.stdout
    assert closed.returncode == 0
    assert "No report is open." in closed.stdout
    assert again.returncode == 1
    assert f"No report {kept.report} is open." in again.stderr


async def test_the_command_line_lists_words_that_meant_nothing_and_forgets_them(paddock: Paddock) -> None:
    for _ in range(2):
        await paddock.bot.count_unmatched(["Zonda Pagani", "zonda"])

    ended = pitboard(paddock.bot.settings, "unmatched")
    forgotten = pitboard(paddock.bot.settings, "unmatched", "--forget", "zonda", "--forget", "mclaren")

    assert ended.returncode == 0
    assert [line.split()[:2] for line in ended.stdout.splitlines()[1:]] == [["pagani", "2"], ["zonda", "2"]]
    assert [line.split()[:2] for line in forgotten.stdout.splitlines()[1:]] == [["pagani", "2"]]
    assert (forgotten.returncode, forgotten.stderr) == (1, "No word mclaren has been counted.\n")


def test_with_nothing_kept_the_command_line_says_so(settings: Settings) -> None:
    assert "No report is open." in pitboard(settings, "reports").stdout
    assert "No word has been counted." in pitboard(settings, "unmatched").stdout


def test_a_report_channel_that_is_no_number_is_a_sentence(settings: Settings) -> None:
    ended = pitboard(settings, "reports", PITBOARD_REPORTS_CHANNEL="#garage")

    assert ended.returncode == 78
    assert "PITBOARD_REPORTS_CHANNEL cannot be used" in ended.stderr
