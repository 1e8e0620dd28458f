"""/results: as many places as are known, in order, and never more."""

import re
from itertools import pairwise
from typing import NamedTuple

import pytest
import simcord

from bot.errors import Cancelled, NoSuchThing, NotHeld, SeveralMatches
from tests.article import CLASS_WINS, CLASSES
from tests.conftest import Paddock
from tests.seen import buttons, seen_text, whole_text


class Place(NamedTuple):
    """One line of a result: overall place and place in class as shown, None where not known."""

    overall: int | None
    class_: str
    in_class: int | None
    car: str


_HEAD = re.compile(
    r"(?:(?P<overall>\d+)(?:st|nd|rd|th), )?(?P<class>LMP900|LMP675|GTS|GT|LMGTP) "
    r"(?:(?P<in_class>\d+)(?:st|nd|rd|th)\*?|[a-z ]+)(?:, guest)? · (?:#(?P<car>\w+)|car number unknown,) .+"
)
# Overall results, best first, as the race pages have them: (class, car).
OVERALL = {
    1: "LMP900 1, LMP900 38, LMGTP 8, LMGTP 7, LMP900 10, LMP900 9, LMP900 27, GTS 3, LMP900 11, GT 23",
    2: (
        "LMP900 38, LMP900 1, LMP675 37, LMP675 16, LMP900 27, LMP900 10, GTS 4, GTS 88, GTS 3, GTS 80, "
        "LMP900 30, LMP900 12"
    ),
    3: "LMP675 16, LMP900 1, LMP900 38, LMP900 27, LMP900 10, LMP900 11, LMP675 20, GTS 3, GTS 4, GTS 80",
    4: (
        "LMP900 1, LMP900 38, LMP900 10, GTS 4, GTS 3, LMP900 11, LMP900 12, GTS 0, GT 23, LMP675 37, LMP900 30, GT 35"
    ),
    5: (
        "LMP900 1, LMP675 20, LMP900 11, GTS 3, GTS 88, GTS 80, LMP900 10, GTS 0, GT 24, GT 35, GT 43, GT 23, GT 60, "
        "GTS 71"
    ),
    6: "LMP900 38, LMP675 20",
    7: (
        "LMP900 1, LMP675 16, LMP900 10, LMP900 38, LMP900 12, GTS 80, LMP900 30, GTS 3, GTS 4, GTS 0, GT 23, GTS 71, "
        "GT 35"
    ),
    8: (
        "LMP900 38, LMP900 1, LMP900 10, GTS 80, GTS 88, LMP675 20, GT 23, LMP675 16, GT 35, GT 60, LMP900 30, "
        "LMP900 12"
    ),
    9: "LMP900 38, LMP900 10, LMP900 1, LMP900 11, GTS 88, GTS 80, GTS 4, GT 24, GT 23, LMP900 12, GTS 08",
}


def places(message: simcord.ResponseMessage) -> list[Place]:
    """The cars of a result that have a place, from every page."""
    found = []
    for embed in message.embeds:
        for line in seen_text(embed.description or "").splitlines():
            if (match := _HEAD.fullmatch(line)) is not None:
                overall, in_class = match["overall"], match["in_class"]
                found.append(
                    Place(
                        int(overall) if overall else None,
                        match["class"],
                        int(in_class) if in_class else None,
                        match["car"] or "?",
                    )
                )
    return found


@pytest.mark.parametrize("number", range(1, 10))
async def test_overall_places_are_those_of_the_race_pages_and_no_more(paddock: Paddock, number: int) -> None:
    message = await paddock.ask("results", round=str(number))

    wanted = [tuple(car.split()) for car in OVERALL[number].split(", ")]
    found = places(message)
    leading = found[: len(wanted)]
    assert [(place.class_, place.car) for place in leading] == wanted
    assert [place.overall for place in leading] == list(range(1, len(wanted) + 1))
    assert f"overall places 1 to {len(wanted)} are known" in message.content
    assert "the rest is not in my data" in message.content
    assert not [place for place in found if place.overall == len(wanted) + 1]


@pytest.mark.parametrize("number", range(1, 10))
async def test_places_in_class_run_from_the_winner_without_doubles(paddock: Paddock, number: int) -> None:
    found = places(await paddock.ask("results", round=str(number)))

    for class_ in CLASSES:
        of_class = [place.in_class for place in found if place.class_ == class_ and place.in_class is not None]
        assert len(set(of_class)) == len(of_class), class_
        winner = next(win for win in CLASS_WINS if win.round == number and win.class_ == class_)
        assert [place.car for place in found if place.class_ == class_ and place.in_class == 1] == [winner.car]
        known = [place for place in found if place.class_ == class_ and None not in (place.in_class, place.overall)]
        by_overall = sorted(known, key=lambda place: place.overall or 0)
        assert [place.in_class for place in by_overall] == sorted(place.in_class or 0 for place in known)


async def test_a_class_alone_has_its_cars_alone(paddock: Paddock) -> None:
    message = await paddock.ask("results", round="7", class_="GTS")

    text = seen_text(message.embeds[0].description or "")
    assert "of GTS, places 1 to 5 are known; the rest is not in my data." in message.content
    assert "are known" not in text  # said once
    for line in (
        "1st (6th overall) · #80 Prodrive",
        "2nd (8th overall) · #3 Corvette Racing",
        "3rd (9th overall) · #4 Corvette Racing",
        "4th (10th overall) · #0 Team Olive Garden",
        "5th (12th overall) · #71 Carsport America",
    ):
        assert line in text.splitlines()
    assert "Joest" not in text
    assert "Alex Job" not in text


async def test_gaps_in_a_class_are_named_place_by_place(paddock: Paddock) -> None:
    gaps = await paddock.ask("results", round="8", class_="LMP675")
    assert "places 1, 2 and 4 are known" in gaps.content

    one = await paddock.ask("results", round="2", class_="GT")
    assert "only the winner is known" in one.content
    assert len(re.findall(r"· #", seen_text(one.embeds[0].description or ""))) == 1


async def test_tyres_are_told_of_the_rounds_that_have_them(paddock: Paddock) -> None:
    makers = ("Michelin", "Goodyear", "Pirelli", "Dunlop")
    for number in range(1, 10):
        message = await paddock.ask("results", round=str(number))
        told = [maker for maker in makers if f" · {maker}" in whole_text(message)]
        assert bool(told) == (number in {5, 7, 8}), number
    laguna = await paddock.ask("results", round="7", class_="GTS")
    lines = seen_text(laguna.embeds[0].description or "").splitlines()
    told_of = {head: below.split(" · ") for head, below in pairwise(lines) if " · #" in head}
    for head, tyre, laps in (
        ("1st (6th overall) · #80 Prodrive", "Michelin", "113 laps"),
        ("2nd (8th overall) · #3 Corvette Racing", "Goodyear", "112 laps"),
        ("5th (12th overall) · #71 Carsport America", "Pirelli", "108 laps"),
    ):
        assert {tyre, laps} <= set(told_of[head]), head


async def test_what_became_of_a_car_is_told_where_it_has_no_place(paddock: Paddock) -> None:
    for number, told in (
        (1, "GTS retired · #17 Carsport America"),
        (3, "LMP675 did not start · #37 Intersport Racing"),
        (4, "GT disqualified · car number unknown, J-3 Racing"),
        (6, "LMP675 retired · #16 Dyson Racing"),
        (7, "LMP900 did not start · #11 JML Team Panoz"),
        (8, "GTS did not start · #4 Corvette Racing"),
        (9, "GT retired · #31 Petersen/White Lightning"),
        (9, "GT result unknown · car number unknown, BMW Team PTG"),
    ):
        text = seen_text((await paddock.ask("results", round=str(number))).embeds[0].description or "")
        below = text.partition("Place unknown or not classified")[2].splitlines()
        assert told in below, f"{number}: {told}"


async def test_whose_overall_place_is_not_known_stands_under_a_heading_of_its_own(paddock: Paddock) -> None:
    """Petit Le Mans: of LMP675 the second was 21st overall; the winner's overall place is not known."""
    text = seen_text((await paddock.ask("results", round="9")).embeds[0].description or "")
    known, unknown = text.split("Overall place unknown\n")

    assert "21st, LMP675 2nd · #20 Dyson Racing" in known.splitlines()
    assert unknown.startswith("LMP675 1st · #37 Intersport Racing\n")
    assert "Overall place unknown" not in whole_text(await paddock.ask("results", round="9", class_="LMP675"))


async def test_konrad_s_retirement_at_mosport_is_no_place(paddock: Paddock) -> None:
    found = places(await paddock.ask("results", round="5"))
    text = whole_text(await paddock.ask("results", round="5", class_="GTS"))

    assert [place.in_class for place in found if place.class_ == "GTS"] == [1, 2, 3, 4, 5, None, None]
    assert "retired · car number unknown, Konrad Motorsport" in text


async def test_derived_places_are_marked_and_explained(paddock: Paddock) -> None:
    for number, team, place in (
        (1, "Prodrive", "2nd"),
        (2, "Team Olive Garden", "5th"),
        (6, "Konrad Motorsport", "6th"),
    ):
        message = await paddock.ask("results", round=str(number), class_="GTS")
        text = seen_text(message.embeds[0].description or "")
        line = next(line for line in text.splitlines() if team in line and line.startswith(place))
        assert line.startswith(f"{place} (derived")
        assert [field for field in message.embeds[0].fields if field.name == "Derived"]


async def test_disputes_of_a_result_are_told(paddock: Paddock) -> None:
    konrad = whole_text(await paddock.ask("results", round="6", class_="GTS"))
    assert "6th, by its 6 points (Wikipedia, 2003 American Le Mans Series); 5th (DailySportsCar" in konrad
    bentleys = whole_text(await paddock.ask("results", round="1", class_="LMP900"))
    assert "they take LMP900 places" in bentleys
    retirement = whole_text(await paddock.ask("results", round="9", class_="LMP675"))
    for claim in ("electrical failure (", "accident on lap 10 (", "smoke from the engine on lap 8 ("):
        assert claim in retirement


async def test_guests_are_in_the_result_and_marked(paddock: Paddock) -> None:
    text = seen_text((await paddock.ask("results", round="1")).embeds[0].description or "")
    assert "3rd, LMGTP 1st, guest · #8 Team Bentley" in text.splitlines()
    assert "4th, LMGTP 2nd, guest · #7 Team Bentley" in text.splitlines()

    alone = await paddock.ask("results", round="1", class_="LMGTP")
    assert "#8 Team Bentley was best of LMGTP at round 1, Sebring" in seen_text(alone.content)


async def test_a_class_that_did_not_race_and_a_cancelled_round_have_no_result(paddock: Paddock) -> None:
    absent = await paddock.refused(NotHeld, "results", round="5", class_="LMGTP")
    assert "LMP900, LMP675, GTS and GT raced there" in absent.content

    for options in ({}, {"class_": "GT"}):
        cancelled = await paddock.refused(Cancelled, "results", round="Mexico", **options)
        assert "It was never raced, so it has no result." in cancelled.content


async def test_what_is_not_a_round_or_a_class_is_asked_back(paddock: Paddock) -> None:
    await paddock.refused(SeveralMatches, "results", round="Road Atlanta")
    unknown = await paddock.refused(NoSuchThing, "results", round="6", class_="DTM")
    assert "LMP900, LMP675, GTS and GT" in unknown.content
    near = await paddock.refused(NoSuchThing, "results", round="Laguna Sceaa")
    assert "Did you mean round 7" in near.content
    [label] = buttons(near)
    await paddock.fan.click(near, label=label)
    assert "won round 7, Laguna Seca, overall" in near.content
