"""Kept answers: the same as fresh ones, nobody else's, and changed by nothing that is done to one."""

import ast
import itertools
import re
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
import pytest_asyncio
import simcord

import bot.queries
from bot.answers.answer import Answer
from bot.app import create_bot
from bot.archive import open_archive
from bot.buttons import Press, button_rows
from bot.client import Pitboard
from bot.commands import Question
from bot.database.build import build_database
from bot.database.open import SeasonDb
from bot.errors import UserError
from bot.finished import Finished, Message, Shape
from bot.kept import Kept
from bot.settings import Settings
from tests.conftest import Paddock
from tests.folders import another_season, copied
from tests.seen import buttons, whole_text
from tests.test_everything import COMMANDS, questions

SHAPES = (Shape(), Shape(page=2), Shape(spoilers=True), Shape(share=True))


def body(message: Message) -> tuple[object, ...]:
    """All that Discord gets of a message."""
    return message.sentence, message.form()


async def test_nothing_that_was_made_of_one_archive_is_said_of_the_next(bot: Pitboard, tmp_path: Path) -> None:
    finished = bot.replies.finished
    before = await finished.message("season", (), None, Shape())
    folder = copied(tmp_path)
    folder.replace("season.toml", 'name = "2003 American Le Mans Series"', 'name = "Another Series of 2003"')
    built = await build_database(tmp_path / "other.db", shipped=tmp_path)

    await bot.read_instead(await open_archive(built.path, ()))
    after = await finished.message("season", (), None, Shape())

    assert "Another Series of 2003" not in str(body(before))
    assert "Another Series of 2003" in str(body(after))


# The store


def test_what_was_used_longest_ago_goes_first() -> None:
    kept: Kept[str, int] = Kept(2)
    kept.keep("one", 1)
    kept.keep("two", 2)
    assert kept.find("one") == 1
    kept.keep("three", 3)

    assert [kept.find(key) for key in ("one", "two", "three")] == [1, None, 3]


def test_all_that_is_kept_weighs_no_more_than_was_allowed() -> None:
    kept: Kept[int, int] = Kept(100)
    for number in range(50):
        kept.keep(number, number, weight=number)
        assert sum(number for number in range(50) if kept.find(number) is not None) <= 100
    kept.keep(99, 99, weight=101)
    assert kept.find(99) is None
    kept.keep(49, 49, weight=1)
    kept.keep(48, 48, weight=99)
    assert kept.find(49) == 49  # its old weight went with the old value


# Fresh and kept


@pytest_asyncio.fixture
async def forgetful(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pitboard]:
    """A bot that reads every row from season.db each time it is needed."""
    made = create_bot(settings)
    await made.load()
    assert isinstance(made.archive.connection, SeasonDb)
    monkeypatch.setattr(made.archive.connection, "kept", lambda asked: None)
    yield made
    await made.close()


@pytest.mark.parametrize("command", sorted(COMMANDS - {"trivia"}))
async def test_every_kept_answer_of_a_command_is_the_fresh_one(
    bot: Pitboard, forgetful: Pitboard, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Question] = []
    answer_to = bot.answer_to

    async def noted(command: str, question: Question) -> Answer:
        made.append(question)
        return await answer_to(command, question)

    monkeypatch.setattr(bot, "answer_to", noted)
    look_up = next(look_up for look_up in bot.look_ups() if look_up.name == command)
    answered = 0
    for number, texts in enumerate(questions(bot, look_up)):
        asked, shape = tuple(texts.items()), SHAPES[number % len(SHAPES)]
        try:
            first = await bot.replies.finished.message(command, asked, None, shape)
        except UserError as refused:
            sentence = refused.sentence
            with pytest.raises(type(refused), match=re.escape(sentence)):
                await bot.replies.finished.message(command, asked, None, shape)
            continue
        made.clear()
        kept = await bot.replies.finished.message(command, asked, None, shape)
        assert not made
        assert body(kept) == body(first)
        assert body(kept) == body(await Finished(forgetful).message(command, asked, None, shape))
        answered += 1
    assert answered


def test_of_each_query_there_is_one_row_type() -> None:
    """Rows are kept by the query's text alone: two functions that made different rows of one would be mixed up."""
    asked: Counter[str] = Counter()
    for path in Path(bot.queries.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"fetch", "fetch_one", "fetch_by"}
                and isinstance(node.args[1], ast.Name)
                and node.args[1].id.isupper()
            ):
                asked[f"{path.stem}.{node.args[1].id}.{ast.unparse(node.args[2])}"] += 1
    sql = Counter(key.rsplit(".", 1)[0] if key.count(".") == 2 else ".".join(key.split(".")[:2]) for key in asked)
    assert len(sql) > 20
    assert {key: count for key, count in sql.items() if count > 1} == {}


def test_a_button_in_its_form_is_what_discord_py_makes_of_it() -> None:
    press = Press("winner", (("round", "petit"), ("season", "alms-2003")), 2)
    rows = button_rows((), pages=3, page=2, asked=press, share=True, report=True)
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for button in row:
            view.add_item(discord.ui.Button(label=button.label, custom_id=button.identity, row=number))
    view.stop()

    assert [button.label for button in rows[0]] == ["Page 1", "Page 3", "Share", "Report a mistake"]
    made = [{"type": 1, "components": [button.form() for button in row]} for row in rows]
    assert made == [{key: row[key] for key in ("type", "components")} for row in view.to_components()]


# Whose answer it is


async def test_an_answer_kept_for_one_server_is_shown_in_another_as_that_one_has_set(paddock: Paddock) -> None:
    env, channel = paddock.env, paddock.channel
    careful = env.create_guild("Careful")
    hidden = careful.create_text_channel("no-spoilers")
    role = careful.create_role("marshal", permissions=discord.Permissions(manage_guild=True))
    chief = careful.add_member(env.create_user("chief"), roles=[role])
    await chief.slash(hidden, "settings", spoilers="yes")

    for _ in range(3):
        open_answer = (await paddock.fan.slash(channel, "winner", round="6")).response
        barred = (await chief.slash(hidden, "winner", round="6")).response
        assert open_answer is not None
        assert barred is not None
        assert "||" not in open_answer.content + (open_answer.embeds[0].description or "")
        assert barred.content.startswith("||")
        assert barred.content.endswith("||")
        assert "Petersen" not in str(list(buttons(barred)))


async def test_an_answer_kept_for_somebody_who_hides_theirs_is_public_for_others(paddock: Paddock) -> None:
    shy = paddock.guild.add_member(paddock.env.create_user("shy"))
    await shy.slash(paddock.channel, "my", private="yes")

    for _ in range(2):
        theirs = (await shy.slash(paddock.channel, "winner", round="6")).response
        public = await paddock.ask("winner", round="6")
        assert theirs is not None
        assert theirs.ephemeral
        assert "Share" in buttons(theirs)
        assert not public.ephemeral
        assert "Share" not in buttons(public)
        assert theirs.content == public.content


async def test_an_answer_kept_for_one_default_season_is_not_given_to_who_has_another(
    tmp_path: Path, settings: Settings
) -> None:
    another_season(tmp_path, "1903")
    made = create_bot(settings.model_copy(update={"data_dir": str(tmp_path)}))
    try:
        async with simcord.run(made) as env:
            guild = env.create_guild("Fans")
            channel = guild.create_text_channel("paddock")
            modern, old = (guild.add_member(env.create_user(name)) for name in ("modern", "old"))
            await old.slash(channel, "my", season="1903")
            for _ in range(2):
                first = (await modern.slash(channel, "schedule")).response
                second = (await old.slash(channel, "schedule")).response
                assert first is not None
                assert second is not None
                assert "data alms-2003" in (first.embeds[0].footer.text or "")
                assert "data alms-1903" in (second.embeds[0].footer.text or "")
    finally:
        await made.close()


async def test_the_buttons_of_a_kept_answer_lead_on(paddock: Paddock) -> None:
    await paddock.ask("winner", round="6")
    message = await paddock.ask("winner", round="6")

    result = await paddock.fan.click(message, label="Round 7")

    assert result.response is not None
    assert "round 7" in result.response.content
    assert not paddock.env.errors


async def test_nothing_done_to_an_answer_reaches_the_next_one(paddock: Paddock) -> None:
    before = whole_text(await paddock.ask("winner", round="6"))
    answer = await paddock.bot.answer("winner", {"round": "6"})
    for embed in answer.embeds:
        embed.title = "poison"
        embed.clear_fields()
    asked = (("round", "6"),)
    kept = await paddock.bot.replies.finished.message("winner", asked, None, Shape())
    form = kept.form()
    (embed,), rows = form["embeds"], form["components"]
    embed["fields"].clear()
    embed["footer"]["text"] = "poison"
    rows[0]["components"][0]["label"] = "poison"
    rows.clear()

    after = await paddock.ask("winner", round="6")

    assert whole_text(after) == before
    assert "poison" not in buttons(after)


async def test_trivia_is_drawn_anew_each_time(paddock: Paddock) -> None:
    told = [(await paddock.ask("trivia")).content for _ in range(12)]

    assert not paddock.bot.is_same_again("trivia")
    assert all(one != other for one, other in itertools.pairwise(told))


async def test_what_is_offered_while_typing_is_the_same_the_second_time_and_the_persons_own(paddock: Paddock) -> None:
    offered = [await paddock.fan.autocomplete(paddock.channel, "winner", "class", "", round="6") for _ in range(2)]
    elsewhere = await paddock.fan.autocomplete(paddock.channel, "winner", "class", "", round="1")

    assert offered[0] == offered[1] != []
    assert elsewhere != offered[0]


async def test_no_view_is_left_behind_by_answers(paddock: Paddock) -> None:
    for _ in range(3):
        await paddock.ask("winner", round="6")

    assert paddock.bot.persistent_views == []
    assert not paddock.bot._connection._view_store._synced_message_views


@pytest.mark.parametrize(
    ("way", "command", "options"),
    [
        ("read", "record", {"what": "titles"}),
        ("read_beside", "winner", {"round": "6"}),
        ("read_beside", "standings", {"class": "GT"}),
    ],
)
async def test_only_what_is_asked_of_one_season_is_read_while_others_wait(
    bot: Pitboard, monkeypatch: pytest.MonkeyPatch, way: str, command: str, options: dict[str, str]
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(SeasonDb, way, never)

    assert (await bot.answer(command, options)).sentence
