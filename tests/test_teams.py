"""/team: wins, cars, crews and standings of every team of the article, and of those other sources add."""

from collections import defaultdict

import pytest

from bot.errors import NoSuchThing
from tests.article import CLASS_WINS, GTS_TABLE, ClassWin, GtsLine
from tests.conftest import Paddock
from tests.seen import buttons, seen_text, whole_text

WINS: dict[str, list[ClassWin]] = defaultdict(list)
for _win in CLASS_WINS:
    WINS[_win.team].append(_win)
OVERALL_WINS = {"Infineon Team Joest": 4, "ADT Champion Racing": 4, "Dyson Racing": 1}
ORDINALS = ("", "1st", "2nd", "3rd", "4th", "5th")


@pytest.mark.parametrize("name", sorted(WINS))
async def test_every_winning_team_of_the_article_has_its_wins_cars_and_drivers(paddock: Paddock, name: str) -> None:
    message = await paddock.ask("team", name=name)

    wins = WINS[name]
    first = seen_text(message.content)
    count = f"{len(wins)} class win{'s' if len(wins) > 1 else ''}"
    assert first.startswith(f"{name} had {count} (")
    assert wins[0].class_ in first.partition(", in ")[2]
    assert ("overall" in first) == (name in OVERALL_WINS)
    lines = whole_text(message).splitlines()
    won = [line for line in lines if f" 1st in {wins[0].class_}" in line]
    assert [int(line.split()[0]) for line in won] == [win.round for win in wins]
    for line, win in zip(won, wins, strict=True):
        assert f"· #{win.car}" in line
        crews = next(line for line in lines if line.startswith(f"#{win.car} "))
        for driver in win.crew:
            assert driver in crews


@pytest.mark.parametrize("line", GTS_TABLE, ids=lambda line: line.team)
async def test_the_gts_teams_have_their_line_car_and_engine_of_the_article(paddock: Paddock, line: GtsLine) -> None:
    message = await paddock.ask("team", name=line.team)

    lines = whole_text(message).splitlines()
    assert f"GTS teams {ORDINALS[line.position]}, {line.total} points" in lines
    stood = f"and was {ORDINALS[line.position]} in the GTS teams standings with {line.total} points."
    assert seen_text(message.content).endswith(stood)
    assert f"GTS car {' / '.join(line.chassis)}, {' / '.join(line.engine)}" in lines


async def test_a_team_goes_by_sponsor_short_name_and_any_case(paddock: Paddock) -> None:
    for typed, name in (
        ("joest", "Infineon Team Joest"),
        ("Infineon", "Infineon Team Joest"),
        ("champion", "ADT Champion Racing"),
        ("ADT", "ADT Champion Racing"),
        ("dyson", "Dyson Racing"),
        ("corvette", "Corvette Racing"),
        ("The Vettes", "Corvette Racing"),
        ("PRODRIVE", "Prodrive"),
        ("olive garden", "Team Olive Garden"),
        ("white lightning", "Petersen/White Lightning"),
        ("petersen", "Petersen/White Lightning"),
        ("AJR", "Alex Job Racing"),
        ("TRG", "The Racer's Group"),
        ("racers group", "The Racer's Group"),
        ("panoz", "JML Team Panoz"),
        ("pk sport", "P.K. Sport"),
        ("j3", "J-3 Racing"),
        ("risi", "Risi Competizione"),
    ):
        message = await paddock.ask("team", name=typed)
        assert seen_text(message.content).startswith(f"{name} had "), f"{typed}: {message.content}"


async def test_nationalities_are_told_as_far_as_known(paddock: Paddock) -> None:
    for name, nationality in (
        ("Prodrive", "United Kingdom"),
        ("Infineon Team Joest", "Germany"),
        ("Corvette Racing", "United States"),
        ("Team Olive Garden", "the sources do not say"),
        ("Konrad Motorsport", "the sources do not say"),
        ("The Racer's Group", "not in my data"),
    ):
        assert f"Nationality {nationality}" in whole_text(await paddock.ask("team", name=name)).splitlines(), name


async def test_a_car_of_which_neither_number_nor_crew_is_known_is_no_crew(paddock: Paddock) -> None:
    message = await paddock.ask("team", name="Prodrive")

    crews = next(field.value or "" for field in message.embeds[0].fields if field.name == "Cars and crews")
    assert [line.split()[0] for line in seen_text(crews).splitlines()] == ["#88", "#80", "#08"]


async def test_guests_are_said_to_be_guests_and_have_no_standings(paddock: Paddock) -> None:
    message = await paddock.ask("team", name="Bentley")

    text = whole_text(message)
    assert "Team Bentley ran as a guest outside the championship (round 1) in the 2003 American Le Mans" in text
    assert "class win" not in seen_text(message.content)
    assert "1st in LMGTP, 3rd overall, guest · #8" in text
    assert "points" not in text


async def test_a_disputed_engine_shows_both_sides(paddock: Paddock) -> None:
    text = whole_text(await paddock.ask("team", name="Prodrive"))

    assert "Ferrari 6.0L V12 (Wikipedia, 2003 American Le Mans Series); Ferrari 5.9L V12 (" in text
    assert "Taken here: Ferrari 6.0L V12." in text


async def test_derived_totals_are_marked(paddock: Paddock) -> None:
    for name, standing in (
        ("Infineon Team Joest", "LMP900 teams 1st, 170 points (derived)"),
        ("ADT Champion Racing", "LMP900 teams 2nd, 163 points (derived)"),
        ("JML Team Panoz", "LMP900 teams 3rd, 135 points (derived)"),
    ):
        assert standing in whole_text(await paddock.ask("team", name=name)).splitlines()


async def test_results_are_never_called_complete(paddock: Paddock) -> None:
    for name in ("Prodrive", "The Racer's Group", "Team Nasamax"):
        assert "other results are partial" in whole_text(await paddock.ask("team", name=name))


async def test_an_unknown_team_is_refused_and_a_slip_is_offered(paddock: Paddock) -> None:
    unknown = await paddock.refused(NoSuchThing, "team", name="Scuderia Ferrari")
    assert "There is no team “Scuderia Ferrari”." in unknown.content
    assert "26 teams of the 2003 American Le Mans Series" in unknown.content

    near = await paddock.refused(NoSuchThing, "team", name="Corvete Racing")
    assert "Did you mean Corvette Racing?" in near.content
    assert list(buttons(near)) == ["Corvette Racing"]


async def test_a_team_leads_on_to_its_cars_and_drivers(paddock: Paddock) -> None:
    message = await paddock.ask("team", name="Prodrive")
    await paddock.fan.click(message, label="Car 88")
    assert "#88 was Prodrive in GTS" in seen_text(message.content)
