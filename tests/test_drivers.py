"""/driver: every driver of the article with the wins it gives them, and no guess between two Fields."""

from collections import defaultdict
from pathlib import Path

import pytest

from bot.app import create_bot
from bot.errors import NoSuchThing, SeveralMatches
from bot.settings import Settings
from tests.article import CLASS_WINS, ClassWin
from tests.conftest import Paddock
from tests.folders import another_season
from tests.seen import buttons, seen_text, whole_text

# Rounds won overall, from the race reports.
OVERALL = {(1, "LMP900"), (2, "LMP900"), (3, "LMP675"), *((number, "LMP900") for number in range(4, 10))}

WINS: dict[str, list[ClassWin]] = defaultdict(list)
for _win in CLASS_WINS:
    for _driver in _win.crew:
        WINS[_driver].append(_win)

NATIONALITIES = {
    "Frank Biela": "Germany",
    "Marco Werner": "Germany",
    "Philipp Peter": "Austria",
    "Didier de Radiguès": "Belgium",
    "Chad Block": "the sources do not say",
    "Chris Dyson": "United States",
    "Ron Fellows": "Canada",
    "Johnny O'Connell": "United States",
    "Franck Fréon": "France",
    "Sascha Maassen": "Germany",
    "Lucas Luhr": "Germany",
    "JJ Lehto": "Finland",
    "Johnny Herbert": "United Kingdom",
    "Duncan Dayton": "United States",
    "Jon Field": "United States",
    "Kelly Collins": "United States",
    "Oliver Gavin": "United Kingdom",
    "Jörg Bergmeister": "Germany",
    "Timo Bernhard": "Germany",
    "Butch Leitzinger": "United States",
    "James Weaver": "United Kingdom",
    "Andy Wallace": "United Kingdom",
    "Jan Magnussen": "Denmark",
    "David Brabham": "Australia",
    "Craig Stanton": "the sources do not say",
    "Johnny Mowlem": "United Kingdom",
    "Darren Turner": "United Kingdom",
    "Clint Field": "United States",
    "Larry Connor": "United States",
    "Alain Menu": "Switzerland",
    "Tomáš Enge": "Czech Republic",
    "Peter Kox": "Netherlands",
    "Romain Dumas": "France",
}


def test_the_table_of_nationalities_has_every_driver_of_the_article() -> None:
    assert set(NATIONALITIES) == set(WINS)


@pytest.mark.parametrize("class_", ["LMP900", "LMP675", "GTS", "GT"])
async def test_every_driver_of_the_article_has_the_wins_it_gives_them(paddock: Paddock, class_: str) -> None:
    for name, wins in WINS.items():
        if wins[0].class_ != class_:
            continue
        message = await paddock.ask("driver", name=name)
        first = seen_text(message.content)
        count = f"{len(wins)} class win{'s' if len(wins) > 1 else ''}"
        assert first.startswith(f"{name} had {count} ("), first
        assert wins[0].team in first
        assert class_ in first
        assert ("overall" in first) == any((win.round, win.class_) in OVERALL for win in wins)
        text = whole_text(message)
        for win in wins:
            assert f"1st in {class_}" in text
            for mate in win.crew:
                assert mate == name or mate in text
        assert f"Nationality {NATIONALITIES[name]}" in text.splitlines()
        won = [line for line in text.splitlines() if f" 1st in {class_}" in line]
        assert [int(line.split()[0]) for line in won] == [win.round for win in wins], won


async def test_a_driver_goes_by_surname_nickname_any_case_and_without_accents(paddock: Paddock) -> None:
    for typed, name in (
        ("Lehto", "JJ Lehto"),
        ("jj lehto", "JJ Lehto"),
        ("JJ", "JJ Lehto"),
        ("Tomas Enge", "Tomáš Enge"),
        ("ENGE", "Tomáš Enge"),
        ("jorg bergmeister", "Jörg Bergmeister"),
        ("Freon", "Franck Fréon"),
        ("de radigues", "Didier de Radiguès"),
        ("radigues", "Didier de Radiguès"),
        ("oconnell", "Johnny O'Connell"),
        ("O’Connell", "Johnny O'Connell"),
        ("Enge, Tomáš", "Tomáš Enge"),
        ("dyson", "Chris Dyson"),
        ("  brabham  ", "David Brabham"),
    ):
        message = await paddock.ask("driver", name=typed)
        assert seen_text(message.content).startswith(f"{name} had "), f"{typed}: {message.content}"


async def test_the_two_fields_and_the_two_johnnys_are_asked_back(paddock: Paddock) -> None:
    message = await paddock.refused(SeveralMatches, "driver", name="Field")
    assert "Jon Field or Clint Field" in seen_text(message.content)
    assert set(buttons(message)) == {"Jon Field", "Clint Field"}
    await paddock.fan.click(message, label="Clint Field")
    assert "Clint Field had 1 class win (round 9)" in seen_text(message.content)

    johnnys = await paddock.refused(SeveralMatches, "driver", name="Johnny")
    assert set(buttons(johnnys)) == {"Johnny Herbert", "Johnny O'Connell", "Johnny Mowlem"}


async def test_a_driver_is_never_guessed_from_a_slip(paddock: Paddock) -> None:
    for typed, name in (("Leto", "JJ Lehto"), ("Wallacce", "Andy Wallace"), ("Bergmiester", "Jörg Bergmeister")):
        message = await paddock.refused(NoSuchThing, "driver", name=typed)
        assert f"{name}" in seen_text(message.content)
        assert name in buttons(message)
        assert "class win" not in message.content


async def test_a_driver_who_was_not_there_is_refused(paddock: Paddock) -> None:
    for typed in ("Michael Schumacher", "Ayrton Senna", "Lewis Hamilton", "Valentino Rossi"):
        message = await paddock.refused(NoSuchThing, "driver", name=typed)
        assert f"There is no driver “{typed}”." in seen_text(message.content)
        assert "drivers of the 2003 American Le Mans Series" in message.content


async def test_a_guest_s_place_is_no_class_win(paddock: Paddock) -> None:
    herbert = whole_text(await paddock.ask("driver", name="Herbert"))
    assert "had 4 class wins (rounds 2, 6, 8 and 9" in herbert
    assert "1st in LMGTP, 3rd overall, guest" in herbert

    kristensen = await paddock.ask("driver", name="Kristensen")
    assert "Tom Kristensen ran as a guest outside the championship (round 1)" in seen_text(kristensen.content)


async def test_what_is_not_complete_says_so(paddock: Paddock) -> None:
    for name in ("Marco Werner", "Danica Patrick", "Chad Block"):
        text = whole_text(await paddock.ask("driver", name=name))
        assert "Class wins are complete; other results are partial" in text


async def test_a_disputed_crew_is_told_of_those_it_concerns(paddock: Paddock) -> None:
    clint = whole_text(await paddock.ask("driver", name="Clint Field"))
    assert "Jon Field, Duncan Dayton, Larry Connor (" in clint
    assert "Taken here: Jon Field, Clint Field, Larry Connor." in clint
    assert "Disputed" not in whole_text(await paddock.ask("driver", name="Craig Stanton"))


async def test_standings_and_poles_of_a_driver_are_told(paddock: Paddock) -> None:
    lehto = whole_text(await paddock.ask("driver", name="Lehto")).splitlines()
    assert "LMP900 drivers 3rd, 163 points" in lehto
    assert "Qualifying at least 1 pole position (round 8)" in lehto
    weaver = whole_text(await paddock.ask("driver", name="Weaver"))
    assert "at least 2 pole positions (round 2 and 5)" in weaver or "(rounds 2 and 5)" in weaver
    gavin = whole_text(await paddock.ask("driver", name="Gavin"))
    assert "at least 3 class poles" in gavin


async def test_who_had_the_overall_winners_number_and_did_not_win_is_given_no_overall_win(tmp_path: Path) -> None:
    """Sources of old seasons give one number to several cars of a race."""
    folder = another_season(tmp_path / "data")
    folder.set("results.csv", "car", "16", round="sonoma", car="37")
    folder.replace("season.toml", 'code = "sonoma"\nnumber', 'code = "sonoma"\nrepeated_cars = ["16"]\nnumber')
    assert folder.faults() == []
    bot = create_bot(Settings(state_dir=tmp_path, data_dir=str(tmp_path / "data")))
    try:
        await bot.load()
        said = {
            name: seen_text((await bot.answer("driver", {"name": name, "season": "1903"})).sentence)
            for name in ("Jon Field", "Butch Leitzinger")
        }
    finally:
        await bot.close()

    assert "3 class wins (rounds 2, 4 and 9) in the" in said["Jon Field"]
    assert "round 3 overall" in said["Butch Leitzinger"]
