"""/standings: the GTS table of the article to the point, sums after every round, and what of the rest is known."""

import re
from itertools import accumulate

import pytest
import simcord

from bot.answers.words import ordinal
from bot.errors import Cancelled, NoSuchThing, NotHeld
from tests.article import GTS_TABLE
from tests.conftest import Paddock
from tests.seen import buttons, embed_text, seen_text, whole_text

_ROW = re.compile(r"\s*(?P<place>\d+(?:-\d+)?)? *(?P<name>\S.*?) +(?P<points>\d+(?:/\d+)?\+?\*?|\?) *(?P<gap>-\d+)?")
CORVETTE, PRODRIVE = GTS_TABLE[0], GTS_TABLE[1]
# The rounds of these rows are reasoned out: totals after each of the nine rounds. The 6 points that Carsport America
# has from round 2 or 3 make two totals possible after round 2.
OLIVE_GARDEN = (0, 8, 16, 29, 39, 49, 59, 72, 72)
CARSPORT = ("16", "16 or 22", "22", "22", "30", "34", "42", "42", "42")
KONRAD = (0, 0, 0, 0, 0, 6, 6, 6, 6)


def block(message: simcord.ResponseMessage) -> list[str]:
    """The lines of a table as they stand in its code block."""
    [embed] = message.embeds
    return (embed.description or "").split("```")[1].strip("\n").splitlines()


def rows(message: simcord.ResponseMessage) -> list[tuple[str, str, str, str]]:
    """Place, name, points and gap of each line of a table; blanks are empty."""
    found = []
    for line in block(message)[1:]:
        match = _ROW.fullmatch(line)
        assert match is not None, line
        found.append((match["place"] or "", match["name"], match["points"], match["gap"] or ""))
    return found


def about(message: simcord.ResponseMessage) -> str:
    """Everything below the table, as shown."""
    [embed] = message.embeds
    return embed_text(embed).rpartition("\n```")[2]


async def test_the_gts_table_is_the_article_s(paddock: Paddock) -> None:
    message = await paddock.ask("standings", class_="gts")

    first = seen_text(message.content)
    assert first == (
        "GTS teams, final: 1. Corvette Racing 167, 2. Prodrive 163, 3. Team Olive Garden 72, "
        "4. Carsport America 42, 5. Konrad Motorsport 6."
    )
    leader = GTS_TABLE[0].total
    assert rows(message) == [
        (str(line.position), line.team, str(line.total), f"-{leader - line.total}" if line.total < leader else "")
        for line in GTS_TABLE
    ]
    assert "Wikipedia, 2003 American Le Mans Series" in (message.embeds[0].footer.text or "")
    assert "derived: worked out" not in about(message)  # these totals are published


@pytest.mark.parametrize("number", range(1, 10))
async def test_gts_teams_after_every_round_have_the_sums_of_the_article_s_points(paddock: Paddock, number: int) -> None:
    message = await paddock.ask("standings", class_="GTS", after=str(number))

    totals = {
        "Corvette Racing": str(list(accumulate(CORVETTE.points))[number - 1]),
        "Prodrive": str(list(accumulate(PRODRIVE.points))[number - 1]),
        "Team Olive Garden": str(OLIVE_GARDEN[number - 1]),
        "Carsport America": CARSPORT[number - 1],
        "Konrad Motorsport": str(KONRAD[number - 1]),
    }
    first = seen_text(message.content)
    assert first.startswith(f"GTS teams, after round {number}, ")
    for team, total in totals.items():
        assert re.search(rf"\d(?:-\d)?\. {re.escape(team)} {total}[,.]", first), f"{team} {total}: {first}"
    found = {name: (place, points, gap) for place, name, points, gap in rows(message)}
    leader = int(totals["Corvette Racing"])
    for team, total in totals.items():
        place, points, gap = found[team]
        assert points.rstrip("*") == total.replace(" or ", "/")
        assert points.endswith("*") == (team not in {"Corvette Racing", "Prodrive"})  # the article's own cells
        if " or " not in total:
            behind = leader - int(total)
            assert gap == (f"-{behind}" if behind else "")
            better = sum(max(map(int, other.split(" or "))) > int(total) for other in totals.values())
            assert place.split("-")[0] == str(1 + better)
    assert "\n- * derived: worked out" in about(message)


async def test_carsport_america_s_six_points_are_of_one_of_two_rounds(paddock: Paddock) -> None:
    after_two = await paddock.ask("standings", class_="GTS", after="2")
    after_three = await paddock.ask("standings", class_="GTS", after="3")
    final = await paddock.ask("standings", class_="GTS")

    assert "Carsport America 16 or 22" in seen_text(after_two.content)
    assert "Carsport America 22" in seen_text(after_three.content)
    assert "Carsport America 42" in seen_text(final.content)
    undecided = "Carsport America: 6 points belong to round 2 or 3; the sources do not say which."
    assert undecided in about(after_two)
    assert undecided not in about(after_three)
    assert undecided in about(final)


async def test_gts_points_by_round_are_those_of_the_article_s_rows(paddock: Paddock) -> None:
    message = await paddock.ask("standings", class_="GTS", by_round="yes")

    lines = block(message)
    assert lines[0].split() == [str(number) for number in range(1, 10)]
    heads, points = lines[1::2], [line.split() for line in lines[2::2]]
    assert [head.replace("*", "") for head in heads] == [f"{row.position} {row.team} {row.total}" for row in GTS_TABLE]
    assert points[0] == [str(score) for score in CORVETTE.points]
    assert points[1] == [str(score) for score in PRODRIVE.points]
    for row, line in zip(GTS_TABLE[2:], points[2:], strict=True):
        assert len(line) == 9
        certain = [int(score) for score in line if not score.endswith("?")]
        # The 6 that belongs to round 2 or 3 stands in both, marked, and is counted once.
        open_points = [6] if row.team == "Carsport America" else []
        assert sorted(row.points) == sorted([score for score in certain if score] + open_points)
    assert points[3][1:3] == ["6?", "6?"]
    assert [head.split()[-1].endswith("*") for head in heads] == [False] * 5  # totals are published
    assert ["*" in head for head in heads] == [False, False, True, True, True]  # which rounds is reasoned out


async def test_points_by_round_go_as_far_as_the_round_asked_for(paddock: Paddock) -> None:
    message = await paddock.ask("standings", class_="GTS", after="Sonoma", by_round="yes")

    lines = block(message)
    assert lines[0].split() == ["1", "2", "3"]
    assert lines[1:5] == ["1 Corvette Racing 66", "   26 20 20", "2 Prodrive 51", "   22 16 13"]
    assert "as far as round 3, Sonoma" in message.content
    assert "Final table" in buttons(message)


async def test_the_lmp900_teams_are_derived_and_marked_so(paddock: Paddock) -> None:
    message = await paddock.ask("standings", class_="LMP900")

    found = rows(message)
    assert found[:3] == [
        ("1", "Infineon Team Joest", "170*", ""),
        ("2", "ADT Champion Racing", "163*", "-7"),
        ("3", "JML Team Panoz", "135*", "-35"),
    ]
    assert [place for place, _, _, _ in found[3:]] == [""] * 4  # no place is known of the rest
    assert "* derived: worked out from results, not published." in about(message)
    assert "Points worked out from the best known place in class" in about(message)
    assert "130 if the Bentleys took LMP900 points at Sebring" in about(message)
    assert "a competitor not listed may have scored" in about(message)


async def test_tables_known_in_part_say_at_least(paddock: Paddock) -> None:
    for class_, leader, points in (("LMP675", "Dyson Racing", "164+"), ("GT", "Alex Job Racing", "172+")):
        message = await paddock.ask("standings", class_=class_)

        assert rows(message)[0][:3] == ("1", leader, points)
        assert not [gap for _, _, _, gap in rows(message) if gap]  # behind an unknown total nothing can be told
        assert "+ at least: some rounds are not known." in about(message)
        assert "a competitor not listed may have scored" in about(message)


@pytest.mark.parametrize("class_", ["LMP900", "LMP675", "GTS", "GT"])
@pytest.mark.parametrize(("kind", "command"), [("teams", "team"), ("drivers", "driver")])
async def test_whoever_stands_in_a_table_has_the_same_points_there_as_alone(
    paddock: Paddock, class_: str, kind: str, command: str
) -> None:
    for place, name, points, _ in rows(await paddock.ask("standings", class_=class_, championship=kind)):
        stands = f"{class_} {kind} {ordinal(int(place)) if place else 'place not known'}"
        if points == "?":
            known = "total not known"
        else:
            at_least = "at least " if points.endswith("+") else ""
            known = f"{at_least}{points.rstrip('+*')} points{' (derived)' if points.endswith('*') else ''}"
        # Of a name that is too wide for the table, its beginning is enough.
        assert f"{stands}, {known}" in whole_text(await paddock.ask(command, name=name.rstrip("…"))).splitlines()


async def test_what_is_known_of_a_champion_s_total_is_said_of_its_class_too(paddock: Paddock) -> None:
    page = whole_text(await paddock.ask("class", name="GT"))

    assert "GT teams Alex Job Racing, at least 172 points" in page.splitlines()
    assert "GT drivers Lucas Luhr and Sascha Maassen, at least 138 points" in page.splitlines()


async def test_a_team_whose_place_alone_is_known_has_no_points(paddock: Paddock) -> None:
    message = await paddock.ask("standings", class_="GT")

    assert ("3", "The Racer's Group", "?", "") in rows(message)
    assert "? the sources do not say how many points." in about(message)


async def test_without_a_class_the_leaders_of_every_class_are_named(paddock: Paddock) -> None:
    message = await paddock.ask("standings")

    first = seen_text(message.content)
    for leader in (
        "LMP900: Infineon Team Joest 170",
        "LMP675: Dyson Racing 164+",
        "GTS: Corvette Racing 167",
        "GT: Alex Job Racing 172+",
    ):
        assert leader in first
    assert {"LMP900 table", "LMP675 table", "GTS table", "GT table"} <= set(buttons(message))

    await paddock.fan.click(message, label="GTS table")
    assert rows(message)[0][:3] == ("1", "Corvette Racing", "167")


async def test_the_overview_tells_the_marks_that_it_shows_and_no_others(paddock: Paddock) -> None:
    message = await paddock.ask("standings")

    marks = next(field.value or "" for field in message.embeds[0].fields if field.name == "Marks")
    # A sign of lists would be drawn as a list inside the list, and be gone.
    assert marks.splitlines() == [
        "- – place not known.",
        "- \\* derived.",
        "- \\+ at least: some rounds are not known.",
        "- ? the sources do not say how many points.",
    ]
    manufacturers = await paddock.ask("standings", championship="manufacturers")
    marks = next(field.value or "" for field in manufacturers.embeds[0].fields if field.name == "Marks")
    assert marks.splitlines() == ["- ? the sources do not say how many points."]


async def test_the_overview_says_of_which_class_it_knows_no_table(paddock: Paddock) -> None:
    message = await paddock.ask("standings", championship="manufacturers")

    assert message.content.endswith(" The manufacturers standings of LMP675 are not in my data.")
    assert "not in my data" not in (await paddock.ask("standings")).content


async def test_leaders_after_a_round_are_named_only_where_they_are_certain(paddock: Paddock) -> None:
    message = await paddock.ask("standings", after="5")

    first = seen_text(message.content)
    assert "GTS: Corvette Racing 106" in first  # 26 and four times 20
    assert "the order is not known for certain" in first


async def test_drivers_titles_are_those_that_are_known(paddock: Paddock) -> None:
    message = await paddock.ask("standings", championship="drivers")
    for leader in (
        "LMP900: Frank Biela and Marco Werner 170",
        "LMP675: Chris Dyson",
        "GTS: Ron Fellows and Johnny O'Connell",
        "GT: Lucas Luhr and Sascha Maassen",
    ):
        assert leader in seen_text(message.content)

    lmp900 = await paddock.ask("standings", class_="LMP900", championship="drivers")
    assert rows(lmp900) == [
        ("1", "Frank Biela", "170*", ""),
        ("1", "Marco Werner", "170*", ""),
        ("3", "JJ Lehto", "163", "-7"),
        ("18", "Emanuele Pirro", "22", "-148"),
        ("", "Johnny Herbert", "141+", ""),
    ]
    gts = await paddock.ask("standings", class_="GTS", championship="driver")
    assert "Ron Fellows and Johnny O'Connell shared the GTS drivers title" in seen_text(gts.content)
    assert "Title decided at round 8, Miami." in about(gts)
    gt = await paddock.ask("standings", class_="GT", championship="drivers")
    assert "Lucas Luhr and Sascha Maassen shared the GT drivers title" in seen_text(gt.content)
    assert "Title decided at round 7, Laguna Seca." in about(gt)


async def test_drivers_points_of_lmp900_add_up_to_what_was_published_on_the_way(paddock: Paddock) -> None:
    after_five = await paddock.ask("standings", class_="LMP900", championship="drivers", after="5")
    after_seven = await paddock.ask("standings", class_="LMP900", championship="drivers", after="7")

    # Published: 18 points ahead after round 5; 135 and 117 after round 7.
    assert ("", "JJ Lehto", "84*", "-18") in rows(after_five)
    assert ("", "Frank Biela", "135*", "") in rows(after_seven)
    assert ("", "JJ Lehto", "117*", "-18") in rows(after_seven)


@pytest.mark.parametrize("word", ["manufacturers", "Manufacturer", "makes", "constructors"])
async def test_manufacturers_of_gts_are_one_point_apart(paddock: Paddock, word: str) -> None:
    message = await paddock.ask("standings", class_="GTS", championship=word)

    assert rows(message) == [("1", "Chevrolet", "167", ""), ("2", "Ferrari", "166", "-1")]


async def test_manufacturers_before_the_last_round_were_eight_points_apart_as_published(paddock: Paddock) -> None:
    message = await paddock.ask("standings", class_="GTS", championship="manufacturers", after="8")

    assert rows(message)[1][3] == "-8"


async def test_a_title_without_known_points_is_still_named(paddock: Paddock) -> None:
    for class_, make in (("LMP900", "Audi"), ("GT", "Porsche")):
        message = await paddock.ask("standings", class_=class_, championship="manufacturers")

        assert f"{make} won the {class_} manufacturers title" in seen_text(message.content)
        assert rows(message) == [("1", make, "?", "")]


@pytest.mark.parametrize("word", ["tyres", "tires", "tyre"])
async def test_tyre_makers_are_known_of_gts_at_the_end_only(paddock: Paddock, word: str) -> None:
    message = await paddock.ask("standings", class_="GTS", championship=word)
    assert rows(message) == [("1", "Goodyear", "167", ""), ("2", "Michelin", "163", "-4")]

    refusal = await paddock.refused(NotHeld, "standings", class_="GTS", championship=word, after="3")
    assert "at the end of the season only" in refusal.content


async def test_a_championship_that_is_not_held_is_refused_with_those_that_are(paddock: Paddock) -> None:
    for class_, held in (
        ("GT", "teams, drivers and manufacturers"),
        ("LMP675", "teams and drivers"),
        ("LMP900", "teams, drivers and manufacturers"),
    ):
        message = await paddock.refused(NotHeld, "standings", class_=class_, championship="tyres")
        assert f"The {class_} tyres standings are not in my data; its {held} standings are." in message.content
        assert "167" not in message.content


async def test_an_unknown_kind_of_championship_is_refused_with_those_there_are(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "standings", class_="GTS", championship="pilots")

    assert "teams, drivers, manufacturers or tyres" in message.content
    assert list(buttons(message)) == ["teams", "drivers", "manufacturers", "tyres"]
    await paddock.fan.click(message, label="tyres")
    assert "Goodyear 167" in seen_text(message.content)


async def test_guests_have_no_standings(paddock: Paddock) -> None:
    for kind in ("teams", "drivers", "constructors", "manufacturers", "tyres"):
        message = await paddock.refused(NotHeld, "standings", class_="LMGTP", championship=kind)
        assert "guests outside the championship" in message.content


async def test_there_are_no_standings_after_the_cancelled_round(paddock: Paddock) -> None:
    for options in ({"class_": "GTS"}, {}, {"class_": "GT", "championship": "drivers"}):
        message = await paddock.refused(Cancelled, "standings", after="Mexico", **options)
        assert "Grand Prix of Mexico was cancelled" in message.content


async def test_standings_after_a_round_that_two_share_a_circuit_with_are_not_guessed(paddock: Paddock) -> None:
    known = len(paddock.env.errors)
    message = await paddock.ask("standings", class_="GTS", after="Road Atlanta")

    assert len(paddock.env.errors) == known + 1
    assert "which round do you mean?" in message.content
    labels = list(buttons(message))
    await paddock.fan.click(message, label=labels[0])
    assert "after round 2, Road Atlanta" in seen_text(message.content)


async def test_every_table_of_standings_says_where_it_is_from(paddock: Paddock) -> None:
    for class_ in ("LMP900", "LMP675", "GTS", "GT"):
        for kind in ("teams", "drivers"):
            message = await paddock.ask("standings", class_=class_, championship=kind)
            assert re.match(r"Sources?: \S", message.embeds[0].footer.text or ""), f"{class_} {kind}"
