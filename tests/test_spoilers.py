"""In spoiler mode nothing that Discord shows without a press tells how a race ended."""

import re

import pytest
import simcord

from bot.answers.answer import compose
from bot.answers.page import Part
from bot.answers.spoilers import barred, spoilered
from bot.archive import Scope
from bot.client import Pitboard
from bot.errors import UserError
from bot.names import Kind
from tests.conftest import Paddock
from tests.limits import assert_callback_valid, assert_within_limits
from tests.managing import manager
from tests.raw import callbacks
from tests.seen import buttons
from tests.test_everything import SEASON, questions

BARRED = re.compile(r"\|\|(?:[^|\\]|\\.|\|(?!\|))*\|\|", re.DOTALL)
COMMANDS = ("winner", "results", "standings", "round", "qualifying", "driver", "team", "car", "class", "season", "wins",
            "points", "schedule", "circuit", "about", "ask", "trivia")  # fmt: skip


@pytest.fixture
async def hushed(paddock: Paddock) -> Paddock:
    """A paddock in spoiler mode."""
    await manager(paddock).slash(paddock.channel, "settings", spoilers="yes")
    return paddock


def uncovered(text: str) -> str:
    """What of a text is seen without a press."""
    return BARRED.sub("", text)


def people_and_teams(bot: Pitboard) -> re.Pattern[str]:
    names = bot.archive.names
    kinds: tuple[Kind, ...] = ("driver", "team", "chassis", "engine")
    known = {name for kind in kinds for name in names.targets(SEASON, kind)}
    known |= {name.split()[-1] for name in names.targets(SEASON, "driver")}
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(known)) + r"|#\w")


def open_text(message: simcord.ResponseMessage) -> str:
    """Everything that is seen of a message without a press."""
    parts = [uncovered(message.content), *buttons(message)]
    for embed in message.embeds:
        parts += [
            embed.title or "",
            uncovered(embed.description or ""),
            embed.footer.text or "",
            embed.author.name or "",
        ]
        for field in embed.fields:
            parts += [field.name or "", uncovered(field.value or "")]
    return "\n".join(parts)


async def test_the_sentence_the_description_and_every_field_go_behind_bars(hushed: Paddock) -> None:
    message = await hushed.ask("winner", round="6", class_="GT")

    assert message.content.startswith("||**#31 Petersen/White Lightning**")
    assert uncovered(message.content) == ""
    embed = message.embeds[0]
    assert uncovered(str(embed.description)).strip() == ""
    assert embed.fields
    assert [uncovered(str(field.value)).strip() for field in embed.fields] == [""] * len(embed.fields)


async def test_no_list_begins_inside_bars_where_it_may_not_be_hidden(hushed: Paddock) -> None:
    [embed] = (await hushed.ask("winner", round="6")).embeds

    disputed = next(str(field.value) for field in embed.fields if field.name == "Disputed")
    first, second = disputed.splitlines()
    assert first.startswith("||• Number of the winning car (GTS): ")
    assert second.startswith("• Number of the winning car (LMP675): ")
    assert second.endswith("||")


async def test_sources_move_behind_bars_and_the_version_stays(hushed: Paddock) -> None:
    embed = (await hushed.ask("winner", round="6", class_="GT")).embeds[0]

    assert re.fullmatch(r"data alms-2003 \w+", str(embed.footer.text))
    assert "Wikipedia" in str(next(field.value for field in embed.fields if field.name == "Sources"))


@pytest.mark.parametrize("command", COMMANDS)
async def test_what_is_seen_without_a_press_names_nobody(hushed: Paddock, command: str) -> None:
    look_up = next(look_up for look_up in hushed.bot.look_ups() if look_up.name == command)
    names = people_and_teams(hushed.bot)
    answered = 0
    for texts in questions(hushed.bot, look_up):
        before = len(hushed.env.http_requests)
        known = len(hushed.env.errors)
        message = await hushed.ask(command, **texts)
        if hushed.env.errors[known:]:
            assert message.ephemeral  # a refusal
            continue
        answered += 1
        said = open_text(message)
        found = names.search(said)
        assert found is None, f"/{command} {texts} shows {found}: {said}"
        assert "overall winner" not in said
        [body] = callbacks(hushed, before)
        assert_within_limits(body["data"])
        assert_callback_valid(body)
    assert answered


async def test_every_page_is_within_limits_and_covered(hushed: Paddock) -> None:
    message = await hushed.ask("about")
    names = people_and_teams(hushed.bot)
    page = 1
    while f"Page {page + 1}" in buttons(message):
        page += 1
        await hushed.fan.click(message, label=f"Page {page}")
        assert names.search(open_text(message)) is None
        assert str(message.embeds[0].footer.text).startswith(f"Page {page} of ")
    assert page > 1


async def test_links_to_people_get_labels_that_name_nobody(hushed: Paddock) -> None:
    message = await hushed.ask("wins", by="driver")

    assert [label for label in buttons(message) if label.startswith("Driver")] == ["Driver 1", "Driver 2", "Driver 3"]
    await hushed.fan.click(message, label="Driver 1")
    assert message.embeds[0].title == "Driver"
    assert uncovered(message.content) == ""


async def test_a_table_keeps_its_code_block_inside_the_bars(hushed: Paddock) -> None:
    message = await hushed.ask("standings", class_="GTS")

    embed = message.embeds[0]
    text = "\n".join([str(embed.description), *(str(field.value) for field in embed.fields)])
    assert "||```\n" in text
    assert "\n```||" in text
    assert text.count("```") % 2 == 0


async def test_what_is_shared_is_covered_too_and_names_the_sharer(hushed: Paddock) -> None:
    message = await hushed.ask("winner", round="6", class_="GT", private="yes")

    result = await hushed.fan.click(message, label="Share")

    assert result.response is not None
    assert uncovered(result.response.content) == f"\nshared by <@{hushed.fan.id}>"


async def test_help_stays_readable(hushed: Paddock) -> None:
    assert "||" not in (await hushed.ask("help")).content


async def test_other_servers_and_direct_messages_are_not_covered(hushed: Paddock) -> None:
    user = hushed.env.create_user("alone")

    assert "||" not in (await user.slash("winner", round="6")).response.content


async def test_spoiler_mode_ends_when_it_is_set_to_no(hushed: Paddock) -> None:
    marshal = manager(hushed)
    await marshal.slash(hushed.channel, "settings", spoilers="no")

    assert "||" not in (await hushed.ask("winner", round="6")).content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one", "||one||"),
        ("one\ntwo", "||one\ntwo||"),
        ("```\na b\n```", "||```\na b\n```||"),
        ("one\n```\na\n```\ntwo", "||one||\n||```\na\n```||\n||two||"),
        ("```\na || b\n```", "||```\na ¦¦ b\n```||"),
        ("one\n\n```\na\n```\n", "||one||\n\n||```\na\n```||\n"),
    ],
)
def test_bars_stand_around_text_and_around_each_code_block(text: str, expected: str) -> None:
    assert barred(text) == expected


async def test_no_answer_outgrows_its_limits_behind_bars(bot: Pitboard) -> None:
    """Descriptions and fields leave room for the bars: none may be cut."""
    for look_up in bot.look_ups():
        for texts in questions(bot, look_up):
            try:
                answer = await bot.answer(look_up.name, texts)
            except UserError:
                continue
            for embed in answer.embeds:
                assert len(barred(embed.description or "")) <= 4096
                assert all(len(barred(field.value or "")) <= 1024 for field in embed.fields)
                assert len(embed) <= 5900


async def test_every_page_keeps_its_sources_however_many_parts_it_has(bot: Pitboard) -> None:
    scope = Scope(bot.archive, SEASON)
    parts = [Part(f"Part {number}", ("x",)) for number in range(60)]
    keys = list(bot.archive.seasons[SEASON].sources)

    answer = spoilered(scope, compose(scope, "A.", title="T", parts=parts, sources=keys), "round")

    assert len(answer.pages) == 3
    for embed in answer.embeds:
        assert_within_limits({"content": answer.sentence, "embeds": [embed.to_dict()]})
        assert [field.name for field in embed.fields][-1] == "Sources"
        assert "Source" not in str(embed.footer.text)
