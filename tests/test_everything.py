"""Every command over every argument that the season knows: answered or refused, within Discord's limits."""

import itertools
from collections.abc import Iterator

import pytest

from bot.answers.answer import Link
from bot.answers.page import TITLE
from bot.answers.trivia import KINDS, thing_key
from bot.answers.words import TABLE_WIDTH
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUp
from bot.errors import UserError
from bot.examples import example_questions
from bot.options.classes import ClassOrOverallOption
from bot.options.option import NamedThing, Option, WordOption
from bot.options.questions import QuestionOption
from bot.options.trivia import AboutOption, FactOption
from bot.options.yes_no import YesNoOption
from tests.conftest import Paddock
from tests.limits import OPENAPI, assert_callback_valid, assert_commands_valid, assert_within_limits

SEASON = "alms-2003"
COMMANDS = {
    "about", "ask", "car", "champions", "circuit", "class", "driver", "help", "points", "qualifying", "record",
    "results", "round", "schedule", "season", "seasons", "standings", "team", "trivia", "winner", "wins",
}  # fmt: skip


def values(bot: Pitboard, option: Option) -> list[str]:
    """Every value of an option that the season knows."""
    if isinstance(option, ClassOrOverallOption):
        return ["overall", *bot.archive.names.targets(SEASON, "class")]
    if isinstance(option, NamedThing):
        return [SEASON] if option.kind == "season" else list(bot.archive.names.targets(SEASON, option.kind))
    if isinstance(option, AboutOption):
        names = bot.archive.names
        return [thing_key((kind, target)) for kind in KINDS for target in names.targets(SEASON, kind)]
    if isinstance(option, FactOption):
        return []  # every code is asked for in test_trivia.py
    if isinstance(option, QuestionOption):
        return example_questions(Scope(bot.archive, SEASON))
    if isinstance(option, YesNoOption):
        return ["yes"]  # “no” is what leaving it out means
    assert isinstance(option, WordOption)
    return list(option.values)


def questions(bot: Pitboard, look_up: LookUp) -> Iterator[dict[str, str]]:
    """Every combination of a command's options, each optional one also left out."""
    parameters = [parameter for parameter in look_up.parameters if parameter.name != "season"]
    lists = [([] if p.required else [""]) + values(bot, p.option) for p in parameters]
    for combination in itertools.product(*lists):
        yield {p.name: value for p, value in zip(parameters, combination, strict=True) if value}


async def test_the_commands_are_those_of_the_documents(paddock: Paddock) -> None:
    assert {look_up.name for look_up in paddock.bot.look_ups()} == COMMANDS


@pytest.mark.parametrize("command", sorted(COMMANDS))
async def test_every_answer_of_a_command_is_sound(paddock: Paddock, command: str) -> None:
    look_up = next(look_up for look_up in paddock.bot.look_ups() if look_up.name == command)
    answered = refused = 0
    for texts in questions(paddock.bot, look_up):
        before = len(paddock.env.http_requests)
        known = len(paddock.env.errors)
        message = await paddock.ask(command, **texts)
        errors = paddock.env.errors[known:]
        [call] = [entry for entry in paddock.env.http_requests[before:] if entry.path.endswith("/callback")]
        body = call.json
        assert isinstance(body, dict)
        assert_within_limits(body["data"])
        assert_callback_valid(body)
        if errors:
            cause = getattr(errors[0], "original", errors[0])
            assert isinstance(cause, UserError), f"/{command} {texts}: {cause!r}"
            assert message.ephemeral
            refused += 1
        else:
            answered += 1
            assert message.embeds[0].footer.text
            assert not message.content.startswith("#")  # would be a heading in a notification
            for line in (message.embeds[0].description or "").split("```")[1:2]:
                assert all(len(row) <= TABLE_WIDTH for row in line.splitlines()), line
    assert answered
    assert refused <= answered * 3


async def test_no_answer_needs_the_last_guard_against_long_text(bot: Pitboard) -> None:
    refusals: list[str] = []
    for look_up in bot.look_ups():
        for texts in questions(bot, look_up):
            try:
                answer = await bot.answer(look_up.name, texts)
            except UserError as error:
                refusals.append(error.sentence)
                continue
            assert len(answer.sentence) <= 600, answer.sentence
            for embed in answer.embeds:
                assert not (embed.title or "").endswith("…")
                assert len(embed.title or "") < TITLE
                assert not (embed.footer.text or "").endswith("…")
    assert max(map(len, refusals)) <= 600


async def test_every_link_of_every_answer_leads_to_an_answer(bot: Pitboard) -> None:
    links: set[Link] = set()
    for look_up in bot.look_ups():
        for texts in questions(bot, look_up):
            try:
                links.update((await bot.answer(look_up.name, texts)).links)
            except UserError as error:
                links.update(Link(s.label, s.command, s.options) for s in error.suggestions)
    assert len(links) > 300
    assert not [link.label for link in links if not link.label.isprintable() or set(link.label) & set("←→▶◀")]
    for link in links:
        try:
            await bot.answer(link.command, dict(link.options))
        except UserError as error:
            pytest.fail(f"{link} leads to a refusal: {error.sentence}")


async def test_registered_commands_are_valid_and_described(paddock: Paddock) -> None:
    [sync] = [entry for entry in paddock.env.http_requests if entry.method == "PUT"]
    body = sync.json
    assert isinstance(body, list)
    assert_commands_valid(body)
    slash = {command["name"]: command for command in body if command.get("type", 1) == 1}
    menus = [command for command in body if command.get("type", 1) != 1]
    assert [menu["name"] for menu in menus] == ["Look up"]
    for command in [*menus, *(slash[name] for name in COMMANDS)]:
        assert sorted(command["contexts"]) == [0, 1, 2]
        assert sorted(command["integration_types"]) == [0, 1]
    for name, command in slash.items():
        assert 1 <= len(command["description"]) <= 100
        if name not in COMMANDS:
            continue
        assert "season" in [option["name"] for option in command["options"]]
        for option in command["options"]:
            assert 5 < len(option["description"]) <= 100
            assert option["autocomplete"]
            assert not option["name"].endswith("_")


@pytest.mark.skipif(not OPENAPI, reason="DISCORD_OPENAPI does not name Discord's OpenAPI description")
async def test_the_openapi_description_is_really_held_against_bodies(paddock: Paddock) -> None:
    with pytest.raises(Exception, match=r"is too long|is not valid"):
        assert_callback_valid({"type": 4, "data": {"content": "x" * 5000}})
