"""/schedule and /round: the article's calendar row by row, and what other sources add to each race."""

import re
from datetime import date
from typing import NamedTuple

import pytest
import simcord

from bot.errors import NoSuchThing, SeveralMatches
from tests.article import CALENDAR, CLASS_WINS, CalendarLine
from tests.conftest import Paddock
from tests.seen import buttons, embed_text, seen_text, whole_text

RACED = [line for line in CALENDAR if line.number is not None]
MONTHS = {3: "March", 4: "April", 6: "June", 7: "July", 8: "August", 9: "September", 10: "October"}
# Neighbours on the calendar as their buttons call them, the cancelled round among them.
STOPS = (
    "Sebring",
    "Mexico City",
    "Road Atlanta",
    "Sonoma",
    "Trois-Rivières",
    "Mosport",
    "Road America",
    "Laguna Seca",
    "Miami",
    "Road Atlanta",
)


# What a label has beside the name, to point the way.
NUMBER = re.compile(r"Round \d+, ")


class Race(NamedTuple):
    """What other sources than the article say of one race; None where they say nothing."""

    laps: int
    pole: str
    fastest_lap: str | None
    margin: str | None
    starters: str | None = None
    cautions: int | None = None
    average: str | None = None
    distance: str | None = None


RACES = {
    1: Race(367, "#1 Infineon Team Joest, Frank Biela, 1:48.826", None, "sources differ"),
    2: Race(128, "#16 Dyson Racing, James Weaver, 1:13.748", None, None),
    3: Race(
        102,
        "#16 Dyson Racing, Butch Leitzinger, 1:23.085",
        "#16 Dyson Racing, driver not stated, 1:24.229",
        "3.708 s ahead of #1 Infineon Team Joest",
        cautions=4,
        average="150.145 km/h",
        distance="415.307 km",
    ),
    4: Race(
        169,
        "#1 Infineon Team Joest, Marco Werner, 0:57.740",
        "#1 Infineon Team Joest, driver not stated, 0:59.265",
        None,
        average="137.808 km/h",
        distance="413.68 km",
    ),
    5: Race(
        116,
        "#16 Dyson Racing, James Weaver, 1:07.906",
        "#16 Dyson Racing, James Weaver, 1:09.479",
        None,
        starters="33",
        average="166.189 km/h",
        distance="459.056 km",
    ),
    6: Race(
        79,
        "#1 Infineon Team Joest, Marco Werner, 1:52.265",
        None,
        "1 lap ahead of #20 Dyson Racing",
        starters="36",
    ),
    7: Race(120, "#1 Infineon Team Joest, Frank Biela, 1:16.224", None, "1:22.283 ahead of #16 Dyson Racing"),
    8: Race(
        157,
        "#38 ADT Champion Racing, JJ Lehto, 0:47.848",
        None,
        "40.642 s ahead of #1 Infineon Team Joest",
        cautions=5,
    ),
    9: Race(
        394,
        "#1 Infineon Team Joest, Marco Werner, 1:11.738",
        None,
        "8 laps ahead of #10 JML Team Panoz",
        starters="sources differ",
    ),
}


def written(day: date) -> str:
    """A date as people write it."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def way(message: simcord.ResponseMessage, to: str) -> str:
    """The label of the button that leads to a place, after the round's number."""
    return next(label for label in buttons(message) if NUMBER.sub("", label) == to)


async def test_the_schedule_is_the_article_s_row_by_row(paddock: Paddock) -> None:
    message = await paddock.ask("schedule")

    lines = seen_text(message.embeds[0].description or "").splitlines()
    assert len(lines) == 2 * len(CALENDAR)
    for head, place, line in zip(lines[::2], lines[1::2], CALENDAR, strict=True):
        number = "Cancelled" if line.number is None else str(line.number)
        assert head == f"{number} · {line.date.day} {MONTHS[line.date.month]} · {line.name}"
        assert place.startswith(f"{line.circuit}, ")
    first = seen_text(message.content)
    assert "had 9 rounds, from 15 March 2003" in first
    assert "to 18 October 2003" in first
    assert "the Grand Prix of Mexico was cancelled" in first


async def test_the_schedule_says_why_a_race_was_cancelled_and_what_changed(paddock: Paddock) -> None:
    text = whole_text(await paddock.ask("schedule"))

    assert "Grand Prix of Mexico (6 April 2003) was cancelled because its organiser" in text
    assert "Washington, D.C. and Mid-Ohio were gone" in text
    assert "the Grand Prix of Atlanta at Road Atlanta was back in their place" in text
    assert "6 April (Wikipedia, 2003 American Le Mans Series); 5 April (" in text
    assert "Taken here: 6 April." in text


async def test_dates_are_plain_text(paddock: Paddock) -> None:
    for message in [await paddock.ask("schedule"), await paddock.ask("round", round="6")]:
        assert "<t:" not in message.content + (message.embeds[0].description or "")


@pytest.mark.parametrize("line", RACED, ids=lambda line: f"round-{line.number}")
async def test_a_round_says_when_where_and_what_happened(paddock: Paddock, line: CalendarLine) -> None:
    number = line.number
    assert number is not None
    message = await paddock.ask("round", round=str(number))

    first = seen_text(message.content)
    assert first.startswith(f"Round {number} of the 2003 American Le Mans Series, ")
    assert f"{line.name}, was held on {written(line.date)} at {line.circuit}" in first
    assert " won overall." in first
    race = RACES[number]
    text = whole_text(message)
    held = text.splitlines()
    missing = next((told for told in held if told.startswith("Not in my data: ")), "")
    assert f"Laps {race.laps}" in held
    assert f"Pole position {race.pole}" in held
    for label, what, known in (
        ("Fastest lap", "fastest lap", race.fastest_lap),
        ("Winning margin", "winning margin", race.margin),
        ("Starters", "starters", race.starters),
        ("Cautions", "cautions", race.cautions),
        ("Winner's average", "winner's average", race.average),
    ):
        if known is None:
            assert what in missing
            assert not [told for told in held if told.startswith(f"{label} ")]
        else:
            assert what not in missing
            assert [told for told in held if told.startswith(f"{label} {known}")], f"{label} {known}: {text}"
    if race.distance is not None:
        assert f"Distance {race.distance}" in held
    for win in CLASS_WINS:
        if win.round == number:
            crew = f"{', '.join(win.crew[:-1])} and {win.crew[-1]}"
            assert f"{win.class_} #{win.car} {win.team}: {crew}" in held
    assert "Wikipedia, 2003 American Le Mans Series" in (message.embeds[0].footer.text or "")


async def test_a_disputed_margin_shows_both_sides_and_takes_neither(paddock: Paddock) -> None:
    text = whole_text(await paddock.ask("round", round="Sebring"))

    assert "13.493 s (Audi MediaCenter" in text
    assert "13.403 s, in another passage of the same report (Emanuele Pirro" in text
    line = next(line for line in text.splitlines() if line.startswith("- Winning margin"))
    assert line.endswith("Neither is taken here.")
    assert "Winning margin 13" not in text


async def test_a_disputed_field_at_petit_le_mans_shows_both_sides(paddock: Paddock) -> None:
    text = whole_text(await paddock.ask("round", round="petit"))

    assert "Starters sources differ" in text
    line = next(line for line in text.splitlines() if line.startswith("- Number of starters"))
    assert "36, as JMB withdrew" in line
    assert "38 (Dyson Racing" in line


async def test_what_was_special_of_a_race_is_told(paddock: Paddock) -> None:
    for number, told in (
        (1, "The two Bentleys, third and fourth overall, ran in a class of their own"),
        (3, "A first overall win in the series for a car from outside LMP900"),
        (4, "#1 led all 169 laps."),
        (6, "#1 lost seven laps to a failed starter motor"),
        (7, "#16 led 5 of the 120 laps."),
        (8, "36 of the 157 laps were run under caution."),
        (9, "Prodrive ran a third car, #08."),
    ):
        assert told in whole_text(await paddock.ask("round", round=str(number))), number


async def test_buttons_lead_through_the_calendar_and_back(paddock: Paddock) -> None:
    message = await paddock.ask("round", round="1")
    for stop, line in zip(STOPS[1:], CALENDAR[1:], strict=True):
        await paddock.fan.click(message, label=way(message, stop))
        assert line.name in seen_text(message.content)
        assert written(line.date) in seen_text(message.content)
    for stop, line in zip(reversed(STOPS[:-1]), reversed(CALENDAR[:-1]), strict=True):
        await paddock.fan.click(message, label=way(message, stop))
        assert line.name in seen_text(message.content)


async def test_the_first_and_the_last_round_have_one_neighbour(paddock: Paddock) -> None:
    for number, neighbour in (("1", "Mexico City"), ("9", "Miami")):
        message = await paddock.ask("round", round=number)
        assert {NUMBER.sub("", label) for label in buttons(message)} & set(STOPS) == {neighbour}


async def test_the_cancelled_round_has_a_page_of_its_own(paddock: Paddock) -> None:
    message = await paddock.ask("round", round="Mexico")

    first = seen_text(message.content)
    assert first.startswith("The Grand Prix of Mexico (6 April 2003) was cancelled because its organiser")
    text = embed_text(message.embeds[0])
    assert "Autodromo Hermanos Rodriguez, Mexico City, Mexico" in text
    assert "no round number, no result and no points" in text
    assert "Wikipedia, 2003 American Le Mans Series" in (message.embeds[0].footer.text or "")
    assert not message.ephemeral


async def test_a_round_leads_on_to_its_results_qualifying_and_circuit(paddock: Paddock) -> None:
    for label, command in (("Results", "result"), ("Qualifying", "qualifying"), ("Circuit", "Road America")):
        message = await paddock.ask("round", round="6")
        await paddock.fan.click(message, label=label)
        assert command in (message.embeds[0].title or "")


async def test_road_atlanta_and_unknown_rounds_are_asked_back(paddock: Paddock) -> None:
    several = await paddock.refused(SeveralMatches, "round", round="road atlanta")
    assert "round 2, Chevy Grand Prix of Atlanta or round 9, Petit Le Mans" in several.content

    unknown = await paddock.refused(NoSuchThing, "round", round="Daytona")
    assert "rounds 1–9" in unknown.content
    assert not buttons(unknown)

    near = await paddock.refused(NoSuchThing, "round", round="Monsport")
    assert "Did you mean round 5, Toronto Grand Prix of Mosport?" in near.content
    assert len(buttons(near)) == 1
