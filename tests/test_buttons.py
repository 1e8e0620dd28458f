"""Buttons lead on, for anybody, after a restart; and no press is met with silence."""

import pytest

from bot.app import create_bot
from bot.buttons import LONGEST_ID, Press, custom_id, read_custom_id
from bot.errors import Outdated, SeveralMatches
from tests.conftest import Paddock
from tests.seen import buttons, seen_text, whole_text


async def test_a_button_leads_from_a_round_to_the_next(paddock: Paddock) -> None:
    message = await paddock.ask("round", round="6")

    await paddock.fan.click(message, label="Round 7, Laguna Seca")

    assert seen_text(message.content).startswith("Round 7 of the 2003 American Le Mans Series")


async def test_a_press_by_somebody_else_is_answered_privately(paddock: Paddock) -> None:
    message = await paddock.ask("round", round="6")
    other = paddock.guild.add_member(paddock.env.create_user("other"))

    result = await other.click(message, label="Round 7, Laguna Seca")

    assert result.ephemeral
    assert result.response is not None
    assert "Round 7" in result.response.content
    assert "Round 6" in message.content


async def test_a_button_works_after_a_restart(paddock: Paddock) -> None:
    message = await paddock.ask("round", round="6")
    again = create_bot(paddock.bot.settings)
    try:
        await paddock.env.restart_bot(again)

        await paddock.fan.click(message, label="Round 5, Mosport")

        assert "Round 5" in message.content
    finally:
        await again.close()


async def test_pages_are_turned_by_buttons(paddock: Paddock) -> None:
    message = await paddock.ask("about")

    assert "Page 1 of" in whole_text(message)
    await paddock.fan.click(message, label="Page 2")

    assert "Page 2 of" in whole_text(message)
    assert "Page 1" in buttons(message)


async def test_a_refusal_offers_what_was_perhaps_meant_as_buttons(paddock: Paddock) -> None:
    message = await paddock.refused(SeveralMatches, "winner", round="Road Atlanta", class_="GT")

    await paddock.fan.click(message, label="9 · Petit Le Mans (Road Atlanta)")

    assert "Jörg Bergmeister, Timo Bernhard, Romain Dumas" in message.content


@pytest.mark.parametrize(
    "identity",
    [
        "pb0|winner|1|round=petit",
        "pb1",
        "pb1|winner",
        "pb1|winner|0|round=petit",
        "pb1|winner|1|round",
        "pb1|winner|99999|round=petit",
        "pb1|nothing|1",
        "pb1|winner|1|round=nowhere|season=alms-2003",
        "pb1|winner|1|round=petit|season=f1-1988",
        "pb1|winner|1",
        "somebody else's button",
        "pb1|about|9999",
    ],
)
async def test_a_press_of_an_outdated_or_tampered_button_is_answered(paddock: Paddock, identity: str) -> None:
    message = await paddock.ask("winner", round="6")
    stored = paddock.env.backend.get_message(message.channel_id, message.id)
    stored.components[0]["components"][0]["custom_id"] = identity

    result = await paddock.fan.click(message, custom_id=identity)

    assert result.acknowledged


@pytest.mark.parametrize(
    "press",
    [
        Press("winner", (("round", "petit"), ("class", "GT"), ("season", "alms-2003"))),
        Press("driver", (("name", "Didier de Radiguès"),), 3),
        Press("about", ()),
    ],
)
def test_a_custom_id_says_all_that_a_button_asks_for(press: Press) -> None:
    identity = custom_id(press)

    assert identity is not None
    assert read_custom_id(identity) == press


def test_a_button_that_would_need_a_longer_id_is_not_made() -> None:
    assert custom_id(Press("driver", (("name", "x" * LONGEST_ID),))) is None
    assert custom_id(Press("driver", (("name", "a|b"),))) is None


def test_an_id_of_another_version_is_outdated() -> None:
    with pytest.raises(Outdated):
        read_custom_id("pb9|winner|1")


async def test_a_button_keeps_no_view_alive(paddock: Paddock) -> None:
    for number in range(1, 10):
        await paddock.ask("round", round=str(number))

    assert not paddock.bot.persistent_views
    assert not paddock.bot._connection._view_store._views  # what a live view would leave behind
