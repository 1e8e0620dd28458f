"""/car: numbers are text (0, 8 and 08 are three cars); every number that won has the article's wins."""

from collections import defaultdict

from bot.errors import NoSuchThing
from tests.article import CLASS_WINS, ClassWin
from tests.conftest import Paddock
from tests.seen import buttons, seen_text, whole_text

WINS: dict[str, list[ClassWin]] = defaultdict(list)
for _win in CLASS_WINS:
    WINS[_win.car].append(_win)


async def test_every_winning_number_of_the_article_has_its_wins_team_and_crews(paddock: Paddock) -> None:
    assert len(WINS) == 12
    for number, wins in WINS.items():
        message = await paddock.ask("car", number=number)
        first = seen_text(message.content)
        count = f"{len(wins)} class win{'s' if len(wins) > 1 else ''}"
        assert first.startswith(f"#{number} was {wins[0].team} in {wins[0].class_} and had {count} ("), first
        won = [line for line in whole_text(message).splitlines() if f" 1st in {wins[0].class_}" in line]
        assert [int(line.split()[0]) for line in won] == [win.round for win in wins]
        for line, win in zip(won, wins, strict=True):
            assert f"#{number} ({', '.join(win.crew)})" in line


async def test_eight_and_nought_eight_and_nought_are_three_cars(paddock: Paddock) -> None:
    for typed, team, class_ in (
        ("8", "Team Bentley", "LMGTP"),
        ("08", "Prodrive", "GTS"),
        ("0", "Team Olive Garden", "GTS"),
    ):
        message = await paddock.ask("car", number=typed)
        first = seen_text(message.content)
        assert first.startswith(f"#{typed} was {team} in {class_} "), first
        guest = "ran as a guest outside the championship (round 1)"
        assert (guest if class_ == "LMGTP" else "had no class win") in first


async def test_a_number_may_be_written_as_people_do(paddock: Paddock) -> None:
    for typed, number in (
        ("#31", "31"),
        ("car 31", "31"),
        ("no 31", "31"),
        ("number 31", "31"),
        (" # 08 ", "08"),
        ("Car #0", "0"),
    ):
        message = await paddock.ask("car", number=typed)
        assert seen_text(message.content).startswith(f"#{number} was "), f"{typed}: {message.content}"


async def test_a_number_that_nobody_had_is_refused_with_those_there_are(paddock: Paddock) -> None:
    for typed in ("2", "007", "00", "080", "008", "13", "999", "8a", "?", "88 80"):
        message = await paddock.refused(NoSuchThing, "car", number=typed)
        assert "Numbers known: 0, 08, 1, 3, 4, 7, 8, 9," in message.content
        assert " was " not in message.content


async def test_digits_apart_are_no_number(paddock: Paddock) -> None:
    for typed in ("3.1", "3 1", "8-0", "2/3", "1, 6"):
        await paddock.refused(NoSuchThing, "car", number=typed)


async def test_a_number_may_follow_an_abbreviation(paddock: Paddock) -> None:
    for typed in ("No. 31", "Nr. 31", "no.31"):
        answer = await paddock.bot.answer("car", {"number": typed})
        assert answer.sentence.startswith("**#31** was ")


async def test_the_nought_eight_is_the_third_prodrive_of_petit_le_mans(paddock: Paddock) -> None:
    text = whole_text(await paddock.ask("car", number="08"))

    assert "Crew Frédéric Dor, Jan Lammers and Jérôme Policand" in text
    assert "9 Road Atlanta 4th in GTS, 11th overall · #08" in text
    assert "Rounds (1 known)" in text


async def test_the_crew_of_a_number_is_everybody_known_to_have_driven_it(paddock: Paddock) -> None:
    text = whole_text(await paddock.ask("car", number="20"))

    for driver in ("Didier de Radiguès", "Chad Block", "Chris Dyson", "Andy Wallace"):
        assert driver in next(line for line in text.splitlines() if line.startswith("Crew "))


async def test_a_dispute_about_a_car_is_told_with_it(paddock: Paddock) -> None:
    text = whole_text(await paddock.ask("car", number="16"))
    assert "Why #16 retired: electrical failure (" in text

    assert "Disputed" not in whole_text(await paddock.ask("car", number="31"))


async def test_derived_places_of_a_car_are_marked(paddock: Paddock) -> None:
    lines = whole_text(await paddock.ask("car", number="0")).splitlines()

    assert [line for line in lines if line.startswith("2 Road Atlanta 5th in GTS (derived)")]
    assert [line for line in lines if line.startswith("4 Trois-Rivières 3rd in GTS, 8th overall")]
    assert "Derived" in lines


async def test_a_car_leads_on_to_its_team_and_drivers(paddock: Paddock) -> None:
    message = await paddock.ask("car", number="31")
    assert "Craig Stanton" in buttons(message)
    await paddock.fan.click(message, label="Petersen/White Lightning")
    assert "Petersen/White Lightning had 1 class win" in seen_text(message.content)


async def test_a_car_whose_wins_were_all_overall_has_its_rounds_said_once(paddock: Paddock) -> None:
    message = await paddock.ask("car", number="38")

    assert "had 4 class wins (rounds 2, 6, 8 and 9, all overall) in" in message.content
