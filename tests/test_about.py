"""/about and /help: sources, licence and completeness; every command, clickable."""

import re

import discord
import pytest

from tests.conftest import Paddock
from tests.seen import buttons, seen_text, whole_text


async def test_about_names_the_licence_the_credit_and_the_version(paddock: Paddock) -> None:
    message = await paddock.ask("about")

    text = whole_text(message)
    assert "CC BY-SA 4.0" in text
    assert "Wikipedia contributors" in text
    assert "2003 American Le Mans Series" in message.content
    version = re.search(r"data version ([0-9a-f]{8})", message.content)
    assert version is not None
    assert f"data alms-2003 {version[1]}" in (message.embeds[0].footer.text or "")


async def test_about_says_how_complete_each_part_is(paddock: Paddock) -> None:
    lines = whole_text(await paddock.ask("about")).splitlines()

    for extent in (
        "Calendar complete",
        "Results partial",
        "Qualifying partial",
        "GTS teams standings complete",
        "LMP900 teams standings partial",
        "GT drivers standings champion only",
        "- Class winners are complete for all nine rounds and four classes.",
    ):
        assert extent in lines


async def test_every_source_is_listed_once_on_the_pages_of_about(paddock: Paddock) -> None:
    message = await paddock.ask("about")
    [_, pages] = re.findall(r"Page (\d+) of (\d+)", message.embeds[0].footer.text or "")[0]
    seen = []
    for page in range(1, int(pages) + 1):
        if page > 1:
            await paddock.fan.click(message, label=next(label for label in buttons(message) if f"Page {page}" in label))
        for field in message.embeds[0].fields:
            if (field.name or "").startswith("Sources"):
                seen += (field.value or "").splitlines()
    count = next(
        int(match[1]) for line in [*whole_text(message).splitlines()] if (match := re.match(r"Sources \((\d+)\)", line))
    )
    assert len(seen) == count
    assert len(set(seen)) == count
    assert "- Wikipedia, 2003 American Le Mans Series" in seen
    assert not [line for line in seen if "http" in line]


async def test_help_lists_every_command_as_a_clickable_mention(paddock: Paddock) -> None:
    message = await paddock.ask("help")

    [sync] = [entry for entry in paddock.env.http_requests if entry.method == "PUT"]
    assert isinstance(sync.json, list)
    known = {look_up.name for look_up in paddock.bot.look_ups()}
    registered = {command["name"]: command["description"] for command in sync.json if command["name"] in known}
    assert set(registered) == known
    ids = {command.name: command.id for command in await paddock.bot.tree.fetch_commands()}
    lines = (message.embeds[0].description or "").splitlines()
    for name, description in registered.items():
        [line] = [line for line in lines if line.startswith(f"</{name}:")]
        assert line.startswith(f"</{name}:{ids[name]}>")
        assert description in seen_text(line)


async def test_help_shows_what_to_type(paddock: Paddock) -> None:
    message = await paddock.ask("help")

    assert "/winner round:6 class:GT" in message.content
    assert {"The season", "About the data"} <= set(buttons(message))
    await paddock.fan.click(message, label="About the data")
    assert message.content.startswith("Pitboard ")


async def test_help_offers_no_question_that_is_refused(paddock: Paddock) -> None:
    message = await paddock.ask("help")

    for line in re.findall(r"`/(.+?)`", message.content):
        name, _, words = line.partition(" ")
        look_up = next(one for one in paddock.bot.look_ups() if one.name == name)
        assert (await paddock.bot.answer(name, look_up.texts(paddock.bot.archive, words))).sentence
    in_words = next(field.value or "" for field in message.embeds[0].fields if "/ask" in (field.name or ""))
    offered = [
        question
        for line in seen_text(in_words).splitlines()
        for question in re.sub(r"^(Of this season|A race|A career|Records|Championships) ", "", line).split(" · ")
        if "…" not in question and not line.startswith("Which season")
    ]
    assert "who has the most poles" in offered
    assert len(offered) > 10
    for question in offered:
        assert (await paddock.bot.answer("ask", {"question": question})).sentence
    # Nobody's date of birth is held, and no race is to come.
    assert not {"youngest winner", "when is the next race"} & set(offered)


async def test_help_tells_of_the_message_menu(paddock: Paddock) -> None:
    assert "Look up, under Apps in a message's menu" in whole_text(await paddock.ask("help"))


async def test_help_has_a_line_to_type_under_each_command_that_asks_for_something(paddock: Paddock) -> None:
    message = await paddock.ask("help")

    lines = (message.embeds[0].description or "").splitlines()
    examples = {line[2:].split(" ")[0]: line.strip("`") for line in lines if line.startswith("`/") and line[-1] == "`"}
    assert examples["driver"] == '/driver name:"Frank Biela"'
    asking = {one.name for one in paddock.bot.look_ups() if any(p.required for p in one.parameters)}
    assert examples.keys() == asking - {"ask"}
    for name, example in examples.items():
        look_up = next(one for one in paddock.bot.look_ups() if one.name == name)
        words = example.partition(" ")[2]
        assert (await paddock.bot.answer(name, look_up.texts(paddock.bot.archive, words))).sentence


async def test_help_names_commands_plainly_where_their_ids_are_not_known(paddock: Paddock) -> None:
    answer = await paddock.bot.answer("help", {})
    assert "</winner:" in (answer.embed.description or "")

    paddock.env.inject_error("GET", "/applications/*/commands")
    paddock.bot._mentions = {}
    with pytest.raises(discord.HTTPException):
        await paddock.bot.register()

    answer = await paddock.bot.answer("help", {})
    assert "`/winner`" in (answer.embed.description or "")


async def test_help_names_commands_plainly_where_a_page_shows_mentions_as_they_are_written(paddock: Paddock) -> None:
    assert "</winner:" in ((await paddock.ask("help")).embeds[0].description or "")

    paddock.bot.name_plainly()

    assert "`/winner`" in ((await paddock.ask("help")).embeds[0].description or "")
