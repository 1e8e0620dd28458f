"""The message menu: right-click a message, and see privately what it names."""

import logging
from typing import Any

import pytest
import simcord

from bot.errors import NoSuchThing
from tests.conftest import Paddock
from tests.limits import assert_callback_valid, assert_within_limits
from tests.seen import seen_text, whole_text

MENU = "Look up"


async def look_up(paddock: Paddock, text: str) -> simcord.ResponseMessage:
    """What the fan sees after looking up a message of another fan."""
    writer = paddock.guild.add_member(paddock.env.create_user("writer"))
    message = await writer.send(paddock.channel, text)
    result = await paddock.fan.context_menu(paddock.channel, MENU, message)
    assert result.response is not None
    assert result.response.ephemeral
    return result.response


def picks(message: simcord.ResponseMessage) -> dict[str, str]:
    """Values of a message's list by label."""
    [row] = message.components
    [select] = row["components"]
    return {option["label"]: option["value"] for option in select["options"]}


def last_error(paddock: Paddock) -> BaseException:
    """What the last refusal was."""
    error: BaseException = paddock.env.errors[-1]
    return getattr(error, "original", error)


async def test_each_thing_that_a_message_names_has_a_card(paddock: Paddock) -> None:
    message = await look_up(paddock, "Did Ron Fellows and the Vettes win GTS at Mosport in #3?")

    assert seen_text(message.content) == ("5 things named: Ron Fellows, Corvette Racing, GTS, round 5, Mosport and #3.")
    [embed] = message.embeds
    names = [field.name for field in embed.fields]
    assert names[:5] == ["Ron Fellows", "Corvette Racing", "GTS", "Round 5: Toronto Grand Prix of Mosport", "#3"]
    text = whole_text(message)
    assert "Had 3 class wins (rounds 1, 3 and 5)." in text
    assert "GTS, for Corvette Racing" in text
    assert "GTS teams 1st, 167 points" in text
    assert "17 August 2003" in text
    assert "#1 Infineon Team Joest (Frank Biela, Marco Werner) won overall, in LMP900." in text


async def test_a_list_goes_deeper_and_answers_privately(paddock: Paddock) -> None:
    message = await look_up(paddock, "Kelly Collins at Petit")
    values = picks(message)
    assert list(values) == ["Kelly Collins", "Round 9: Petit Le Mans"]

    driver = await paddock.fan.select(message, [values["Kelly Collins"]])
    assert driver.response is not None
    assert driver.response.ephemeral
    assert seen_text(driver.response.content).startswith("Kelly Collins had 2 class wins")

    round_ = await paddock.fan.select(message, [values["Round 9: Petit Le Mans"]])
    assert round_.response is not None
    assert "Petit Le Mans" in round_.response.content


async def test_a_word_for_a_driver_and_a_team_shows_both(paddock: Paddock) -> None:
    people = await look_up(paddock, "Dyson!")
    assert set(picks(people)) == {"Chris Dyson", "Dyson Racing"}


async def test_a_place_of_two_rounds_shows_both(paddock: Paddock) -> None:
    message = await look_up(paddock, "at Road Atlanta")

    assert list(picks(message)) == ["Round 2: Chevy Grand Prix of Atlanta", "Round 9: Petit Le Mans"]


async def test_the_cancelled_race_says_that_it_was(paddock: Paddock) -> None:
    message = await look_up(paddock, "who won the Grand Prix of Mexico")

    assert "was cancelled because" in whole_text(message)


async def test_guests_and_circuits_and_drivers_without_a_win_have_cards(paddock: Paddock) -> None:
    text = whole_text(await look_up(paddock, "Bentley in LMGTP, Danica Patrick, Braselton, Georgia; Nasamax"))

    assert "Guests outside the championship, at round 1" in text
    assert "Ran as a guest outside the championship (round 1)." in text
    assert "Had no class win" in text
    assert "Rounds 2 and 9." in text


@pytest.mark.parametrize(
    "text",
    [
        "nothing of that kind",
        "🏎️🏁🏆",
        "what Said said of the field",
        "<@123> <:GT:456>",
        "||```*_~`||@everyone @here <@&1>",
        "\u202e\u200b\u0301" * 20,
        "x" * 2000,
    ],
)
async def test_a_message_that_names_nothing_gets_one_private_sentence(paddock: Paddock, text: str) -> None:
    message = await look_up(paddock, text)

    assert message.content == (
        "That message names no driver, team, round, circuit, class or car number of the "
        "2003 American Le Mans Series that I know."
    )
    assert not message.embeds
    assert not message.components
    assert isinstance(last_error(paddock), NoSuchThing)


async def test_a_picture_without_words_gets_the_same_sentence(paddock: Paddock) -> None:
    picture = await paddock.fan.send(paddock.channel, attachments=[("car.png", b"png")])

    result = await paddock.fan.context_menu(paddock.channel, MENU, picture)

    assert result.response is not None
    assert result.response.ephemeral
    assert "names no driver" in result.response.content
    assert isinstance(last_error(paddock), NoSuchThing)


async def test_answers_of_the_bot_can_be_looked_up_too(paddock: Paddock) -> None:
    answer = await paddock.ask("winner", round="6", class_="GT")

    result = await paddock.fan.context_menu(paddock.channel, MENU, answer)

    assert result.response is not None
    assert "#31" in result.response.content


async def test_the_longest_message_is_answered_within_discords_limits(paddock: Paddock) -> None:
    names = paddock.bot.archive.names
    everything = " ".join([*names.targets("alms-2003", "driver"), *names.targets("alms-2003", "team")])
    message = await look_up(paddock, f"Grand Prix of Mexico GT GTS {everything}"[:2000])

    assert message.content.startswith("The first 10 of ")
    [call] = [entry for entry in paddock.env.http_requests if entry.path.endswith("/callback")]
    body: Any = call.json
    assert_callback_valid(body)
    data = body["data"]
    assert_within_limits({**data, "components": []})
    assert len(message.embeds) == 1
    [select] = data["components"][0]["components"]
    assert len(select["options"]) == 10
    assert all(len(option["value"]) <= 100 and len(option["label"]) <= 100 for option in select["options"])


async def test_every_thing_has_a_card_and_leads_on(paddock: Paddock) -> None:
    names = paddock.bot.archive.names
    writer = paddock.guild.add_member(paddock.env.create_user("writer"))
    texts = [*names.targets("alms-2003", "driver"), *names.targets("alms-2003", "team")]
    texts += [f"#{car}" for car in names.targets("alms-2003", "car")]
    texts += [f"class {class_}" for class_ in names.targets("alms-2003", "class")]
    texts += [round_.name for round_ in paddock.bot.archive.seasons["alms-2003"].calendar]
    for text in texts:
        result = await paddock.fan.context_menu(paddock.channel, MENU, await writer.send(paddock.channel, text))
        assert result.response is not None
        assert result.response.embeds, text
        assert result.response.embeds[0].footer.text
        for value in picks(result.response).values():
            picked = await paddock.fan.select(result.response, [value])
            assert picked.response is not None
            if "known by name only" not in picked.response.content:
                assert picked.response.embeds, value
            else:
                paddock.env.errors.clear()


async def test_nothing_of_a_message_is_logged_or_kept(paddock: Paddock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    await look_up(paddock, "secretword and Kelly Collins")
    await look_up(paddock, "secretword alone")

    assert "secretword" not in "".join(record.getMessage() for record in caplog.records if record.name[:3] == "bot")
    path = paddock.bot.settings.state_db
    if path.exists():
        kept = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
        assert b"secretword" not in kept
    assert isinstance(last_error(paddock), NoSuchThing)


async def test_the_menu_is_there_for_servers_messages_and_people(paddock: Paddock) -> None:
    [sync] = [entry for entry in paddock.env.http_requests if entry.method == "PUT"]
    body: Any = sync.json
    [menu] = [command for command in body if command["type"] == 3]

    assert menu["name"] == MENU
    assert sorted(menu["contexts"]) == [0, 1, 2]
    assert sorted(menu["integration_types"]) == [0, 1]
