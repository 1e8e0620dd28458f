"""/privacy says what is stored about whoever asks, and only that; exports it, and erases it."""

import json
import sqlite3
from contextlib import closing

import pytest
import simcord

from tests.conftest import Paddock
from tests.raw import submit

FORM = "pb1m|winner|1|round=road-america|class=GT|season=alms-2003"


async def exported(paddock: Paddock, by: simcord.MemberActor | None = None) -> dict[str, object]:
    result = await (by or paddock.fan).slash(paddock.channel, "privacy", export="yes")
    assert result.ephemeral
    assert result.response is not None
    [attachment] = result.response.attachments
    assert attachment.filename == "pitboard-data.json"
    data: dict[str, object] = json.loads(await attachment.read())
    return data


def everything(paddock: Paddock) -> str:
    """Every value of every table, as text."""
    with closing(sqlite3.connect(paddock.bot.settings.state_db)) as connection:
        return "\n".join(connection.iterdump())


async def test_nothing_is_stored_about_somebody_who_only_asks_and_presses(paddock: Paddock) -> None:
    message = await paddock.ask("winner", round="6", private="yes")
    await paddock.fan.click(message, label="Share")
    await paddock.fan.click(message, label="Round 7")

    said = await paddock.ask("privacy")

    assert said.ephemeral
    assert said.content.startswith(
        "Pitboard stores nothing about you.\n-# That means no questions, no answers, no messages, no name. Words that "
        "matched nothing are counted without whose they were."
    )
    assert str(paddock.fan.id) not in everything(paddock)
    assert "fan" not in everything(paddock).split("'")


async def test_what_is_erased_is_in_no_byte_of_the_file(paddock: Paddock) -> None:
    words = "Nobody has ever typed this before."
    await submit(paddock, FORM, words)
    assert words in everything(paddock)

    await paddock.ask("privacy", erase="yes")
    await paddock.bot.close()

    path = paddock.bot.settings.state_db
    assert sorted(file.name for file in path.parent.glob("state.db*")) == ["state.db"]
    assert words.encode() not in path.read_bytes()


async def test_what_is_stored_is_said(paddock: Paddock) -> None:
    await paddock.ask("my", private="yes", season="2003")
    await submit(paddock, FORM, "wrong")

    said = (await paddock.ask("privacy")).content

    assert said.startswith(
        f"Pitboard stores your settings and 1 report of yours, with your Discord id `{paddock.fan.id}`"
    )
    assert "alms-2003" in said
    assert "private" in said
    assert "Nothing else about you is stored: no questions, no answers, no messages, no name." in said


async def test_the_export_holds_every_value_that_is_stored_about_the_person(paddock: Paddock) -> None:
    await paddock.ask("my", private="no", season="2003")
    await submit(paddock, FORM, 'wrong "quoted" ```')
    [kept] = await paddock.bot.state.open_reports()

    data = await exported(paddock)

    assert data == {
        "person": str(paddock.fan.id),
        "settings": {"season": "alms-2003", "private": False},
        "reports": [
            {
                "reference": kept.reference,
                "command": "winner",
                "options": "round:road-america class:GT season:alms-2003",
                "data_version": kept.data_version,
                "text": 'wrong "quoted" ```',
                "created": kept.created.isoformat(),
                "state": "open",
            }
        ],
    }


async def test_nobody_gets_anything_of_anybody_else(paddock: Paddock) -> None:
    await paddock.ask("my", private="yes")
    await submit(paddock, FORM, "mine alone")
    other = paddock.guild.add_member(paddock.env.create_user("other"))

    said = await other.slash(paddock.channel, "privacy")
    data = await exported(paddock, other)
    await other.slash(paddock.channel, "privacy", erase="yes")

    assert said.response is not None
    assert said.response.content.startswith("Pitboard stores nothing about you.")
    assert data["reports"] == []
    assert data["settings"] == {"season": None, "private": None}
    assert len(await paddock.bot.state.open_reports()) == 1
    assert paddock.bot.state.of_person(paddock.fan.id).private


async def test_erasing_deletes_everything_of_the_person_and_nothing_else(paddock: Paddock) -> None:
    other = paddock.guild.add_member(paddock.env.create_user("other"))
    await other.slash(paddock.channel, "my", private="yes")
    await submit(paddock, FORM, "theirs", by=other)
    await paddock.ask("my", private="yes")
    await submit(paddock, FORM, "mine alone")

    said = await paddock.ask("privacy", erase="yes")

    assert said.content.startswith("Erased")
    assert str(paddock.fan.id) not in everything(paddock)
    assert "mine alone" not in everything(paddock)
    assert "theirs" in everything(paddock)
    assert paddock.bot.state.of_person(other.id).private
    assert not (await paddock.ask("winner", round="6")).ephemeral
    assert (await paddock.ask("privacy")).content.startswith("Pitboard stores nothing about you.")


async def test_erasing_nothing_says_so(paddock: Paddock) -> None:
    assert (await paddock.ask("privacy", erase="yes")).content == "There was nothing of yours to erase."


async def test_a_copy_may_be_taken_while_erasing(paddock: Paddock) -> None:
    await submit(paddock, FORM, "mine alone")

    said = await paddock.ask("privacy", export="yes", erase="yes")

    [attachment] = said.attachments
    assert b"mine alone" in await attachment.read()
    assert "mine alone" not in everything(paddock)


@pytest.mark.parametrize("count", [1, 20])
async def test_however_much_is_stored_the_message_fits(paddock: Paddock, count: int) -> None:
    for number in range(count):
        await submit(paddock, f"pb1m|winner|1|round={number}", "x" * 1000)

    said = await paddock.ask("privacy")

    assert len(said.content) <= 2000
    assert len((await exported(paddock))["reports"]) == count  # type: ignore[arg-type]


async def test_every_column_that_holds_a_person_is_shown_and_erased(paddock: Paddock) -> None:
    """A table that is added later with people in it must be added to /privacy."""
    with closing(sqlite3.connect(paddock.bot.settings.state_db)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {
            (table, column)
            for table in tables
            for _, column, *_ in connection.execute(f"PRAGMA table_info({table})")
            if column in {"person", "user", "member", "author", "owner"}
        }

    assert columns == {("person", "person"), ("report", "person")}
