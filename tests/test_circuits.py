"""/circuit: where each circuit is, how long, and which rounds it held; where sources differ, both sides."""

from typing import NamedTuple

import pytest

from bot.errors import NoSuchThing
from tests.conftest import Paddock
from tests.seen import buttons, seen_text, whole_text


class Track(NamedTuple):
    """What the sources say of one circuit; `rounds` empty where only the cancelled race was to be held."""

    asked: str
    name: str
    place: str
    rounds: tuple[int, ...]
    length: str
    turns: str


TRACKS = (
    Track("Sebring", "Sebring International Raceway", "Sebring, Florida, United States", (1,), "5.955 km", "17"),
    Track("Road Atlanta", "Road Atlanta", "Braselton, Georgia, United States", (2, 9), "4.088 km", "12"),
    Track("sears point", "Sonoma Raceway", "Sonoma, California, United States", (3,), "sources differ", "12"),
    Track(
        "trois rivieres",
        "Circuit Trois-Rivières",
        "Trois-Rivières, Quebec, Canada",
        (4,),
        "2.448 km",
        "sources differ",
    ),
    Track("mosport", "Mosport", "Bowmanville, Ontario, Canada", (5,), "3.957 km", "10"),
    Track("ROAD AMERICA", "Road America", "Elkhart Lake, Wisconsin, United States", (6,), "6.515 km", "14"),
    Track("Laguna", "Mazda Raceway Laguna Seca", "Monterey, California, United States", (7,), "3.602 km", "11"),
    Track("bayfront park", "Miami street circuit", "Miami, Florida, United States", (8,), "sources differ", "13"),
    Track("Mexico City", "Autodromo Hermanos Rodriguez", "Mexico City, Mexico", (), "not in my data", "not in my data"),
)


@pytest.mark.parametrize("track", TRACKS, ids=lambda track: track.name)
async def test_a_circuit_has_its_place_length_turns_and_rounds(paddock: Paddock, track: Track) -> None:
    message = await paddock.ask("circuit", name=track.asked)

    first = seen_text(message.content)
    assert first.startswith(f"{track.name} is at {track.place}")
    if track.rounds:
        plural = "s" if len(track.rounds) > 1 else ""
        assert f"held round{plural} {' and '.join(map(str, track.rounds))} of the 2003" in first
    else:
        assert "no race of the 2003 American Le Mans Series was run there" in first
    lines = whole_text(message).splitlines()
    [length] = [line for line in lines if line.startswith("Length ")]
    [turns] = [line for line in lines if line.startswith("Turns ") and not line.startswith("Turns of")]
    assert length.startswith(f"Length {track.length}")
    assert turns.startswith(f"Turns {track.turns}")
    for number in track.rounds:
        assert f"Round {number}" in buttons(message)


async def test_disputed_figures_show_every_side_and_take_none(paddock: Paddock) -> None:
    for name, sides in (
        ("miami", ("1.851 km (1.15 miles)", "2.09 km (1.3 miles)", "2.478 km (1.54 miles)")),
        ("sonoma", ("4.072 km, by the race distance", "4.056 km (2.52 miles)")),
        ("trois-rivières", ("10 (Italian Wikipedia", "11 (German Wikipedia")),
    ):
        message = await paddock.ask("circuit", name=name)
        [disputed] = [field.value or "" for field in message.embeds[0].fields if field.name == "Disputed"]
        for side in sides:
            assert side in seen_text(disputed), f"{name}: {side}"
        assert disputed.rstrip().endswith("is taken here.")


async def test_undisputed_circuits_have_no_dispute(paddock: Paddock) -> None:
    for name in ("Sebring", "Road Atlanta", "Mosport", "Road America", "Laguna Seca"):
        assert "Disputed" not in whole_text(await paddock.ask("circuit", name=name)), name


async def test_names_of_the_time_are_told(paddock: Paddock) -> None:
    assert "Name in 2003 Infineon Raceway" in whole_text(await paddock.ask("circuit", name="sonoma"))
    assert "Name in 2003 Mosport International Raceway" in whole_text(await paddock.ask("circuit", name="mosport"))


async def test_a_figure_of_another_year_says_so(paddock: Paddock) -> None:
    assert "As given for 2004" in whole_text(await paddock.ask("circuit", name="sebring"))
    mosport = whole_text(await paddock.ask("circuit", name="mosport"))
    assert "Turns 10 (As given for 2005)\n" in mosport
    assert "Length 3.957 km (2.459 miles)\n" in mosport
    assert "As given for 2013" in whole_text(await paddock.ask("circuit", name="road america"))


async def test_an_unknown_circuit_is_refused_with_those_there_are(paddock: Paddock) -> None:
    for typed in ("Spa", "Le Mans", "Daytona", "Silverstone"):
        message = await paddock.refused(NoSuchThing, "circuit", name=typed)
        text = seen_text(message.content)
        assert f"There is no circuit “{typed}”." in text
        for track in TRACKS:
            assert track.name in text


async def test_a_slip_is_offered_and_never_chosen(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "circuit", name="Sebirng")

    assert "Did you mean Sebring International Raceway?" in seen_text(message.content)
    [label] = buttons(message)
    await paddock.fan.click(message, label=label)
    assert "5.955 km" in whole_text(message)
