"""/season: the season on one page, and no other season in its place."""

from bot.answers.seasons import level_ahead
from bot.answers.tables import Line
from bot.errors import NoSuchThing
from tests.article import SANCTIONED_BY
from tests.conftest import Paddock
from tests.seen import buttons, seen_text, whole_text


async def test_the_season_is_on_one_page(paddock: Paddock) -> None:
    message = await paddock.ask("season")

    assert len(message.embeds) == 1
    assert seen_text(message.content) == (
        "The 2003 American Le Mans Series ran from 15 March 2003 to 18 October 2003: 9 rounds, "
        "4 classes (LMP900, LMP675, GTS, GT). Teams' champions: Infineon Team Joest (LMP900), Dyson Racing (LMP675), "
        "Corvette Racing (GTS) and Alex Job Racing (GT)."
    )
    lines = whole_text(message).splitlines()
    assert f"Sanctioned by {SANCTIONED_BY}" in lines
    notes = [line for line in lines if line.startswith("- ")]
    for ordinal_, of in (
        ("fifth season", "of the American Le Mans Series"),
        ("33rd season", "of the IMSA GT Championship"),
    ):
        assert [note for note in notes if ordinal_ in note and note.endswith(f"{of}.")]
    assert (
        "- Dyson Racing's win at Sonoma was the first overall win in the series by a car from outside LMP900." in notes
    )
    assert "Wikipedia, 2003 American Le Mans Series" in (message.embeds[0].footer.text or "")


async def test_the_champions_are_told_as_far_as_they_are_known(paddock: Paddock) -> None:
    lines = whole_text(await paddock.ask("season")).splitlines()

    for champion in (
        "LMP900 teams Infineon Team Joest, 170 points (derived)",
        "LMP675 teams Dyson Racing",
        "GTS teams Corvette Racing, 167 points",
        "GT teams Alex Job Racing",
        "LMP900 drivers Frank Biela and Marco Werner, 170 points (derived)",
        "LMP675 drivers Chris Dyson",
        "GTS drivers Ron Fellows and Johnny O'Connell",
        "GT drivers Lucas Luhr and Sascha Maassen",
        "LMP900 manufacturers Audi",
        "GTS manufacturers Chevrolet, 167 points",
        "GT manufacturers Porsche",
        "GTS tyre makers Goodyear, 167 points",
    ):
        assert champion in lines


async def test_wins_by_team_are_the_article_s(paddock: Paddock) -> None:
    lines = whole_text(await paddock.ask("season")).splitlines()

    for wins in (
        "Overall wins Infineon Team Joest 4, ADT Champion Racing 4, Dyson Racing 1",
        "LMP900 wins Infineon Team Joest 5, ADT Champion Racing 4",
        "LMP675 wins Dyson Racing 6, Intersport Racing 3",
        "GTS wins Corvette Racing 5, Prodrive 4",
        "GT wins Alex Job Racing 8, Petersen/White Lightning 1",
    ):
        assert wins in lines


async def test_another_season_is_refused_with_the_one_there_is(paddock: Paddock) -> None:
    for command, options in (
        ("season", {}),
        ("schedule", {}),
        ("about", {}),
        ("help", {}),
        ("points", {}),
        ("standings", {"class_": "GTS"}),
        ("driver", {"name": "Lehto"}),
        ("wins", {"by": "driver"}),
    ):
        for season in ("2004", "2002", "F1 1988", "WEC 2013"):
            message = await paddock.refused(NoSuchThing, command, season=season, **options)
            assert f"There is no season “{season}”." in message.content
            assert "2003 American Le Mans Series" in message.content


async def test_the_season_leads_on(paddock: Paddock) -> None:
    for label, told in (
        ("Calendar", "had 9 rounds"),
        ("Standings", "Corvette Racing 167"),
        ("Most wins", "had the most class wins by driver"),
        ("Points", "20 for a class win"),
    ):
        message = await paddock.ask("season")
        assert label in buttons(message)
        await paddock.fan.click(message, label=label)
        assert told in seen_text(message.content)


def line(name: str, total: int, place: int | None) -> Line:
    """A line of a final table."""
    return Line(name, (total,), False, None if place is None else (place, place), False)


def test_those_level_at_the_top_are_named_only_where_nobody_else_can_be_among_them() -> None:
    level = [line("A", 30, None), line("B", 30, None)]

    assert level_ahead([*level, line("C", 20, 3)]) == level
    assert level_ahead([*level, line("C", 20, 4)]) == []
    assert level_ahead(level) == []
    # One alone is level with nobody.
    assert level_ahead([level[0], line("C", 20, 2)]) == []
    assert level_ahead([]) == []
