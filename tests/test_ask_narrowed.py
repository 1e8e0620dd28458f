"""/ask about part of what is counted over seasons: at a place, for a team, of a nation, of sprints, in a named season.

The seasons held are the shipped one and `few_f1_seasons`.
"""

import pytest
import pytest_asyncio

from bot.answers.asked import narrowed
from bot.answers.asked.grounds import Only
from bot.archive import Archive, Scope, Span
from bot.ask.ask import Asker
from bot.errors import NoSuchThing, NotHeld, SeveralMatches, UserError
from bot.examples import example_questions
from bot.places import distinct
from bot.queries import records, won
from bot.settings import Settings
from tests.conftest import HELD, Paddock
from tests.seen import buttons, seen_text


@pytest_asyncio.fixture
async def settings(f1_settings: Settings) -> Settings:
    return f1_settings


async def said(asker: Asker, question: str, season: str = "f1-2026", *, framed: bool = False) -> str:
    """The first words of the answer to a question asked in a season, or with it named."""
    return seen_text((await asker.answer(Scope(asker.archive, season, open=not framed), question)).sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("how many times did senna win at monaco", f"Ayrton Senna has 3 wins at the Monaco Grand Prix {HELD}: 1989 to"),
        ("most wins at monaco", f"Ayrton Senna has the most wins at the Monaco Grand Prix {HELD}: 3 of 7."),
        (
            "most wins at the british gp",
            f"Alain Prost and Alberto Ascari have the most wins at the British Grand Prix {HELD}: 2 each of 10.",
        ),
        ("which team has won the most at monza", "Ferrari has the most wins at Autodromo Nazionale Monza"),
        ("prost wins for ferrari", f"Alain Prost has 5 wins for Ferrari {HELD}: 1990."),
        ("prost ferrari wins at silverstone", "Alain Prost has 1 win for Ferrari at Silverstone Circuit"),
        ("who has the most wins for mclaren", f"Ayrton Senna has the most wins for McLaren {HELD}: 27."),
        ("mclaren wins at monaco", f"McLaren has 5 wins at the Monaco Grand Prix {HELD}: 1988 to 1991 and 2025."),
        ("has prost ever won at monza", "Yes: Alain Prost has 1 win at Autodromo Nazionale Monza"),
        ("has gerhard berger ever won for benetton", f"No: Gerhard Berger has no win for Benetton {HELD}."),
        (
            "how many poles did senna get at monaco",
            f"Ayrton Senna has 4 pole positions at the Monaco Grand Prix {HELD}",
        ),
        ("most wins by an italian", f"Alberto Ascari has the most wins by an Italian driver {HELD}: 13 of"),
        (
            "how many brazilians have won a race",
            f"2 Brazilian drivers have won {HELD}, 30 races in all: Ayrton Senna (27)",
        ),
        ("french champions", f"1 French driver has been champion {HELD}, 1 title in all: Alain Prost (1989)."),
        (
            "who won the sprint at china 2025",
            "Lewis Hamilton (#44 Ferrari) won the sprint at round 2, the 2025 Chinese",
        ),
        ("how many sprints did senna win", "Ayrton Senna has no sprint win"),
        ("which constructor has the most wins", f"McLaren has the most wins by team {HELD}"),
    ],
)
async def test_a_count_of_a_part_says_which_part_it_is(asker: Asker, question: str, sentence: str) -> None:
    assert (await said(asker, question)).startswith(sentence)


@pytest.mark.parametrize(
    ("question", "season", "error", "words"),
    [
        ("most wins in italy", "f1-2026", SeveralMatches, "the Italian Grand Prix or all races in Italy"),
        ("most wins in the 1988 italian gp", "f1-2026", NotHeld, "Only one race at the Italian Grand Prix"),
        ("how many americans have won a race", "alms-2003", NotHeld, "cannot be counted by nation: the nationality of"),
        ("most wins at mosport", "alms-2003", NotHeld, "Only one race at"),
        ("which manufacturer has the most wins at sebring", "alms-2003", NotHeld, "ask about teams"),
        ("ferrari podiums at monza", "f1-2026", NotHeld, "for drivers only"),
        ("who won the sprint at monaco", "f1-2026", NotHeld, "No sprint at round 6"),
        ("senna wins from pole at monaco", "f1-1988", NotHeld, "not what is asked"),
        ("how many times did senna win on pole at monaco", "f1-1988", NotHeld, "not what is asked"),
        ("how many drivers won for ferrari", "f1-2026", NotHeld, "not what is asked"),
        ("senna wins for fellows", "f1-1988", NotHeld, "not what is asked"),
        ("senna wins for corvette", "f1-2026", NotHeld, "not held in one and the same series"),
        ("most wins at the finnish grand prix", "f1-2026", NotHeld, "not what is asked"),
        ("most wins in europe", "f1-1989", NoSuchThing, "“europe”"),
        ("most wins in german races", "f1-2026", NotHeld, "not what is asked"),
        ("how many sprints and races did norris win", "f1-2026", NotHeld, "not what is asked"),
        ("first british winner", "f1-1988", NotHeld, "not what is asked"),
        ("most wins at monaco and monza", "f1-2026", NotHeld, "not what is asked"),
    ],
)
async def test_what_is_doubtful_or_not_complete_is_refused_with_the_reason(
    asker: Asker, question: str, season: str, error: type[UserError], words: str
) -> None:
    with pytest.raises(error) as caught:
        await asker.answer(Scope(asker.archive, season, open=True), question)

    assert words in seen_text(caught.value.sentence)


async def test_each_place_that_may_be_meant_is_one_button_away(paddock: Paddock) -> None:
    message = await paddock.refused(SeveralMatches, "ask", question="most wins in italy")
    assert list(buttons(message))[:2] == ["the Italian Grand Prix", "all races in Italy"]

    await paddock.fan.click(message, label="all races in Italy")

    assert " the most wins in Italy in Formula 1" in seen_text(message.content)


def test_a_place_is_where_races_were_held_and_an_event_may_move(archive: Archive) -> None:
    french, reims = archive.places["f1 event france"], archive.places["f1 circuit reims"]

    assert {season for season, _ in reims.races} == {"f1-1951", "f1-1953"} | ({"f1-1950"} & reims.seasons)
    assert reims.races < french.races
    assert len(french.circuits) > 2
    assert not any(("f1-2026", round_.round_) in french.races for round_ in archive.seasons["f1-2026"].to_come)
    monaco = ["f1 circuit monaco", "f1 country MCO", "f1 event monaco"]
    assert list(distinct(archive.places, monaco)) == ["f1 event monaco"]


async def test_wins_at_all_circuits_and_for_all_teams_add_up_to_the_wins_of_a_career(archive: Archive) -> None:
    seasons = tuple(key for key in archive.seasons if key.startswith("f1-"))
    scope = Scope(archive, "f1-2026", span=Span("f1", seasons))
    wins = {
        tally.person: tally.count
        for tally in await records.tallies(archive.connection, records.WINS, season=None, series="f1")
    }
    circuits = [place.key for place in archive.places.values() if (place.series, place.kind) == ("f1", "circuit")]
    outfits = {car.outfit for car in await won.won_cars(archive.connection, season=None, series="f1")}
    for person, number in wins.items():
        assert number == sum([await _number(scope, person, Only(place=key)) for key in circuits]), person
        assert number == sum([await _number(scope, person, Only(outfit=key)) for key in outfits]), person


async def _number(scope: Scope, person: str, only: Only) -> int:
    answer = await narrowed.count(scope, "person", person, "wins", only)
    word = seen_text(answer.sentence).partition(" has ")[2].split()[0]
    return 0 if word == "no" else int(word)


async def test_of_a_surname_whoever_drove_for_the_team_is_meant(asker: Asker) -> None:
    assert (await said(asker, "piquet wins for benetton")).startswith("Nelson Piquet has 3 wins for Benetton")


async def test_a_season_that_is_named_is_the_frame_of_the_question(asker: Asker) -> None:
    assert (await said(asker, "most wins", "f1-1988", framed=True)).startswith(
        "1988 Formula 1: Ayrton Senna had the most wins by driver: 8 of 16."
    )
    assert (await said(asker, "most wins", "f1-1988")).startswith(f"Ayrton Senna has the most wins {HELD}: 27.")
    assert (await said(asker, "most wins ever", "f1-1988", framed=True)).startswith(
        f"Ayrton Senna has the most wins {HELD}"
    )
    assert (await said(asker, "prost wins", "f1-1988", framed=True)).startswith("7 wins: Alain Prost")
    assert (await said(asker, "prost career wins", "f1-1988", framed=True)).startswith("Alain Prost has 16 wins")
    assert "in the 1988 Formula 1 season" in await said(asker, "youngest winner", "f1-1988", framed=True)


async def test_what_the_named_season_does_not_know_is_answered_from_all(asker: Asker) -> None:
    assert (await said(asker, "fangio titles", "f1-1988", framed=True)).startswith("Juan Manuel Fangio has 1 title")
    assert (await said(asker, "what seasons do you have", "f1-1988", framed=True)).startswith("11 seasons of 2 series")
    assert (await said(asker, "which years did senna race", "f1-1988", framed=True)).endswith(": 1988 to 1991.")


async def test_a_season_that_is_named_and_a_default_one_never_share_an_answer(paddock: Paddock) -> None:
    await paddock.ask("my", season="F1 1988")
    for _ in range(2):  # made, then kept
        asked_in = await paddock.ask("ask", question="most wins")
        named = await paddock.ask("ask", question="most wins", season="F1 1988")

        assert "27." in seen_text(asked_in.content).splitlines()[0]
        assert seen_text(named.content).startswith("1988 Formula 1: Ayrton Senna had the most wins by driver: 8 of 16.")


async def test_a_shared_answer_of_a_default_season_is_of_all_seasons_still(paddock: Paddock) -> None:
    await paddock.ask("my", season="F1 1988")
    message = await paddock.ask("ask", question="most wins", private="yes")
    result = await paddock.fan.click(message, label="Share")

    assert result.response is not None
    assert result.response.content.startswith(message.content)


async def test_every_example_of_every_season_is_answered_and_is_of_its_own_things(asker: Asker) -> None:
    for season in asker.archive.seasons:
        examples = example_questions(Scope(asker.archive, season))
        assert len(examples) >= 8
        for example in examples:
            assert await said(asker, example, season), example
    assert not any("GTS" in example for example in example_questions(Scope(asker.archive, "f1-2026")))
