"""/points: both scales of the article, place by place; which rounds use which; the rules and what is disputed."""

import re

import pytest

from bot.errors import Cancelled, NoSuchThing, SeveralMatches
from tests.article import LONG_SCALE, SHORT_SCALE
from tests.conftest import Paddock
from tests.seen import buttons, seen_text, whole_text

LONG_ROUNDS = {1, 9}


def paid(table: str) -> dict[int, int]:
    """Points by place out of a table with places and points side by side."""
    return {int(place): int(points) for place, points in re.findall(r"(\d+)(?:st|nd|rd|th) +(\d+)", table)}


@pytest.mark.parametrize("number", range(1, 10))
async def test_every_round_pays_its_scale_place_by_place(paddock: Paddock, number: int) -> None:
    message = await paddock.ask("points", round=str(number))

    scale = LONG_SCALE if number in LONG_ROUNDS else SHORT_SCALE
    *others, last = map(str, scale)
    assert f"paid {', '.join(others)} and {last} points" in message.content  # read aloud, a dash is a minus
    assert message.content.startswith(f"Round {number}, ")
    [table] = [field.value or "" for field in message.embeds[0].fields if "```" in (field.value or "")]
    assert paid(table) == dict(enumerate(scale, start=1))


async def test_both_scales_are_shown_with_their_rounds(paddock: Paddock) -> None:
    message = await paddock.ask("points")

    assert "20 for a class win at rounds 2 to 8 and 26 for a class win at rounds 1 and 9" in message.content
    assert "the first 10 of each class" in message.content
    tables = {field.name or "": field.value or "" for field in message.embeds[0].fields if "```" in (field.value or "")}
    by_rounds = {heading.rpartition(" · ")[2]: paid(table) for heading, table in tables.items()}
    assert by_rounds == {
        "rounds 2 to 8": dict(enumerate(SHORT_SCALE, start=1)),
        "rounds 1 and 9": dict(enumerate(LONG_SCALE, start=1)),
    }


async def test_the_rules_are_told_and_the_share_of_distance_is_disputed(paddock: Paddock) -> None:
    for options in ({}, {"round": "6"}):
        text = whole_text(await paddock.ask("points", **options))
        assert "Only a team's best car in the class scores for the team." in text
        assert "whether that is 70 or 75 %, sources differ" in text
        line = next(line for line in text.splitlines() if "that a car must cover" in line)
        assert "70 % (" in line
        assert "75 % (" in line


async def test_the_article_is_not_credited_with_what_others_say(paddock: Paddock) -> None:
    footer = (await paddock.ask("points")).embeds[0].footer.text or ""

    assert "Wikipedia, 2003 American Le Mans Series;" in footer
    assert "Wikipedia, 2003 American Le Mans Series, points rules (read through a mirror)" in footer


async def test_a_cancelled_round_paid_nothing(paddock: Paddock) -> None:
    message = await paddock.refused(Cancelled, "points", round="Mexico")
    assert "Grand Prix of Mexico (6 April 2003) was cancelled" in message.content


async def test_which_round_is_meant_is_asked_back(paddock: Paddock) -> None:
    several = await paddock.refused(SeveralMatches, "points", round="Road Atlanta")
    labels = list(buttons(several))
    await paddock.fan.click(several, label=labels[1])
    assert seen_text(several.content).startswith("Round 9, Road Atlanta, paid 26, 22, 19, 16, ")

    unknown = await paddock.refused(NoSuchThing, "points", round="10")
    assert "rounds 1–9" in unknown.content
