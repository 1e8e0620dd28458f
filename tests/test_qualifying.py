"""/qualifying: poles, class poles, and what of each grid is known."""

import pytest

from bot.errors import Cancelled, NoSuchThing, NotHeld
from tests.conftest import Paddock
from tests.seen import buttons, seen_text, whole_text

# Pole by round: car and team, driver, time.
POLES = {
    1: ("#1 Infineon Team Joest", "Frank Biela", "1:48.826"),
    2: ("#16 Dyson Racing", "James Weaver", "1:13.748"),
    3: ("#16 Dyson Racing", "Butch Leitzinger", "1:23.085"),
    4: ("#1 Infineon Team Joest", "Marco Werner", "0:57.740"),
    5: ("#16 Dyson Racing", "James Weaver", "1:07.906"),
    6: ("#1 Infineon Team Joest", "Marco Werner", "1:52.265"),
    7: ("#1 Infineon Team Joest", "Frank Biela", "1:16.224"),
    8: ("#38 ADT Champion Racing", "JJ Lehto", "0:47.848"),
    9: ("#1 Infineon Team Joest", "Marco Werner", "1:11.738"),
}
# The grid by round as far as it is known: car numbers by place.
GRIDS = {
    1: {1: "1", 2: "38", 3: "16", 4: "9", 5: "?", 6: "10", 7: "36", 8: "27", 10: "11"},
    2: {1: "16", 3: "38"},
    3: {1: "16", 2: "20", 3: "1", 4: "38"},
    4: {1: "1"},
    5: {1: "16", 2: "20", 3: "38", 4: "1"},
    6: {1: "1", 2: "16", 3: "38", 4: "20"},
    7: {1: "1"},
    8: {1: "38", 2: "1", 3: "16", 4: "37"},
    9: {1: "1", 2: "16", 3: "38", 4: "10", 5: "20", 6: "11", 7: "37"},
}
# Class poles beyond the front of the grid.
CLASS_POLES = (
    (1, "GTS", "#4 Corvette Racing (Oliver Gavin)"),
    (1, "LMP675", "#16 Dyson Racing"),
    (3, "GTS", "#4 Corvette Racing (Oliver Gavin)"),
    (3, "GT", "#24 Alex Job Racing (Jörg Bergmeister)"),
    (3, "LMP900", "#1 Infineon Team Joest"),
    (4, "GTS", "#88 Prodrive (Peter Kox and Tomáš Enge)"),
    (5, "GTS", "#4 Corvette Racing (Oliver Gavin)"),
    (5, "GT", "car number unknown, Alex Job Racing"),
    (6, "GTS", "car number unknown, Corvette Racing"),
    (6, "GT", "#23 Alex Job Racing"),
    (8, "LMP675", "#16 Dyson Racing"),
    (9, "GTS", "#80 Prodrive (Jan Magnussen)"),
    (9, "GT", "#23 Alex Job Racing (Sascha Maassen and Lucas Luhr)"),
)
ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", **{place: f"{place}th" for place in range(4, 11)}}


@pytest.mark.parametrize("number", sorted(POLES))
async def test_pole_and_the_known_grid_of_every_round(paddock: Paddock, number: int) -> None:
    message = await paddock.ask("qualifying", round=str(number))

    car, driver, time = POLES[number]
    assert seen_text(message.content).startswith(f"{car} ({driver}) was on pole position at round {number}, ")
    assert message.content.endswith(f", {time}.")
    [grid] = [field.value or "" for field in message.embeds[0].fields if field.name == "Grid"]
    # What is known of a car stands under its name: a phone would break a time off the end of a line.
    lines = [line for line in seen_text(grid).splitlines() if line.startswith(tuple(ORDINALS.values()))]
    assert len(lines) == len(GRIDS[number])
    assert f"({driver})\n{time}" in seen_text(grid)
    for line, (place, number_of_car) in zip(lines, sorted(GRIDS[number].items()), strict=True):
        shown = "car number unknown" if number_of_car == "?" else f"#{number_of_car} "
        assert line.startswith(f"{ORDINALS[place]} {shown}")
    assert "What is not listed is not in my data." in whole_text(message)


async def test_class_poles_are_told_where_they_are_known(paddock: Paddock) -> None:
    for number, class_, who in CLASS_POLES:
        message = await paddock.ask("qualifying", round=str(number), class_=class_)
        assert seen_text(message.content).startswith(f"{who} was on {class_} pole at round {number}, "), (
            number,
            class_,
        )


async def test_a_class_whose_qualifying_is_not_known_is_refused(paddock: Paddock) -> None:
    for number, class_ in (
        (1, "GT"),
        (2, "GTS"),
        (2, "GT"),
        (4, "LMP675"),
        (4, "GT"),
        (7, "GTS"),
        (8, "GTS"),
        (8, "GT"),
    ):
        message = await paddock.refused(NotHeld, "qualifying", round=str(number), class_=class_)
        assert f"Nothing of {class_} qualifying at round {number}," in message.content
        assert "is known there" in message.content


async def test_a_class_with_places_but_no_pole_names_no_pole(paddock: Paddock) -> None:
    message = await paddock.ask("qualifying", round="2", class_="LMP900")

    assert "The LMP900 pole of round 2, Road Atlanta, is not in my data; 1 place of its grid is." in message.content


async def test_what_happened_in_qualifying_is_told(paddock: Paddock) -> None:
    for number, told in (
        (1, "their times were deleted over the height of the rear diffuser"),
        (2, "Rain washed out both qualifying sessions"),
        (2, "first pole for an LMP675 car"),
        (3, "the front row was all LMP675"),
        (5, "sent to the back of the grid for the size of its rear wing"),
        (6, "#20, fourth on the grid, had to start from the pit lane."),
        (8, "0.039 s apart"),
    ):
        assert told in whole_text(await paddock.ask("qualifying", round=str(number))), told


async def test_a_cancelled_round_had_no_qualifying(paddock: Paddock) -> None:
    message = await paddock.refused(Cancelled, "qualifying", round="mexico")
    assert "cancelled because" in message.content


async def test_an_unknown_round_or_class_is_refused_with_what_there_is(paddock: Paddock) -> None:
    round_ = await paddock.refused(NoSuchThing, "qualifying", round="11")
    assert "rounds 1–9" in round_.content
    class_ = await paddock.refused(NoSuchThing, "qualifying", round="1", class_="LMP1")
    assert "LMP900, LMP675, GTS and GT" in class_.content


async def test_qualifying_leads_on_to_the_race(paddock: Paddock) -> None:
    message = await paddock.ask("qualifying", round="6")
    assert set(buttons(message)) >= {"Round 5", "Round 7", "Race winners", "Round facts"}
    await paddock.fan.click(message, label="Race winners")
    assert "won round 6" in message.content
