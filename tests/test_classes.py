"""/class: winners by round as the article has them, and the champions as far as they are known."""

import re

import pytest

from bot.errors import NoSuchThing
from tests.article import CLASS_WINS, CLASSES
from tests.conftest import Paddock
from tests.seen import buttons, seen_text, whole_text

MOST = {
    "LMP900": ("Infineon Team Joest", 5),
    "LMP675": ("Dyson Racing", 6),
    "GTS": ("Corvette Racing", 5),
    "GT": ("Alex Job Racing", 8),
}
CHAMPIONS = {
    "LMP900": ("LMP900 teams Infineon Team Joest, 170 points (derived)", "LMP900 manufacturers Audi"),
    "LMP675": ("LMP675 teams Dyson Racing", "LMP675 drivers Chris Dyson"),
    "GTS": (
        "GTS teams Corvette Racing, 167 points",
        "GTS drivers Ron Fellows and Johnny O'Connell",
        "GTS manufacturers Chevrolet, 167 points",
        "GTS tyre makers Goodyear, 167 points",
    ),
    "GT": ("GT drivers Lucas Luhr and Sascha Maassen", "GT manufacturers Porsche"),
}


@pytest.mark.parametrize("class_", CLASSES)
async def test_a_class_has_its_nine_winners_and_its_champions(paddock: Paddock, class_: str) -> None:
    message = await paddock.ask("class", name=class_.lower())

    first = seen_text(message.content)
    team, count = MOST[class_]
    # What it was comes first: that is what somebody asks who asks for a class.
    assert re.match(rf"{class_}: (The|One of the two) [\w ]+ class(es)?\b", first), first
    assert f" kg. {team} led its teams at the end" in first or f"win. {team} led its teams at the end" in first
    assert f"{team} won most, {count} of 9." in first
    [winners] = [field.value or "" for field in message.embeds[0].fields if field.name == "Winners"]
    lines = seen_text(winners).splitlines()
    wins = [win for win in CLASS_WINS if win.class_ == class_]
    assert len(lines) == 9
    for line, win in zip(lines, wins, strict=True):
        assert line.startswith(f"{win.round} ")
        assert line.endswith(f"#{win.car} {win.team} ({', '.join(win.crew)})")
    text = whole_text(message)
    for champion in CHAMPIONS[class_]:
        assert champion in text


async def test_classes_go_by_their_other_names(paddock: Paddock) -> None:
    for typed, class_ in (
        ("900", "LMP900"),
        ("LMP 900", "LMP900"),
        ("lmp-675", "LMP675"),
        ("grand touring sport", "GTS"),
        ("gt class", "GT"),
        ("Grand Touring", "GT"),
    ):
        message = await paddock.ask("class", name=typed)
        assert seen_text(message.content).startswith(f"{class_}:"), typed


async def test_gt_and_gts_are_two_classes(paddock: Paddock) -> None:
    gt = whole_text(await paddock.ask("class", name="gt"))
    gts = whole_text(await paddock.ask("class", name="gts"))

    assert "Corvette Racing" not in gt
    assert "Alex Job Racing" not in gts


async def test_the_guests_class_has_no_winners_and_no_champions(paddock: Paddock) -> None:
    message = await paddock.ask("class", name="LMGTP")

    text = whole_text(message)
    assert "guests outside the championship, at round 1" in seen_text(message.content)
    assert "Best of the guests" in text
    assert "Winners" not in text
    assert "Champions" not in text
    assert not [label for label in buttons(message) if "standings" in label]


async def test_an_unknown_class_is_refused_with_those_there_are(paddock: Paddock) -> None:
    for typed in ("LMP1", "GT1", "Hypercar", "LMP"):
        known = len(paddock.env.errors)
        message = await paddock.ask("class", name=typed)
        assert len(paddock.env.errors) == known + 1, typed
        assert message.ephemeral
        assert "LMP900" in message.content
        assert "LMP675" in message.content

    await paddock.refused(NoSuchThing, "class", name="Formula 1")
