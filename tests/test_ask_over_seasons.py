"""/ask over seasons: careers, records, champions, what is held, and what goes on; names that several people have.

The seasons held are the shipped one and `few_f1_seasons`.
"""

import re

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.archive import Scope
from bot.ask.ask import Asker
from bot.ask.lexicon import phrases
from bot.errors import NoSuchThing, NotHeld, SeveralMatches, UserError
from bot.queries import records
from bot.settings import Settings
from tests.conftest import HELD, Paddock
from tests.seen import buttons, seen_text


@pytest_asyncio.fixture(name="settings")
async def _settings(f1_settings: Settings) -> Settings:
    return f1_settings


async def said(asker: Asker, question: str, season: str = "alms-2003") -> str:
    """The first words of the answer to a question that is asked in a season."""
    return seen_text((await asker.answer(Scope(asker.archive, season, open=True), question)).sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("how many wins does senna have", f"Ayrton Senna has 27 wins {HELD}."),
        ("how many titles did fangio win", f"Juan Manuel Fangio has 1 title {HELD}: 1951."),
        ("how many races did fangio start", f"Juan Manuel Fangio has 21 starts {HELD}."),
        ("was ascari ever champion", f"Yes: Alberto Ascari has 2 titles {HELD}: 1952 and 1953."),
        ("was gerhard berger ever champion", f"No: Gerhard Berger has no title {HELD}."),
        ("more wins senna or prost", f"Ayrton Senna has 27 wins, Alain Prost 16, {HELD}."),
        (
            "first win of ascari",
            f"The first of Alberto Ascari's 13 wins {HELD} was the German Grand Prix on 29 July 1951",
        ),
        (
            "which teams did prost drive for",
            "Alain Prost drove for McLaren (1988 and 1989) and Ferrari (1990 and 1991)",
        ),
        (
            "senna first pole",
            f"The first of Ayrton Senna's 44 pole positions {HELD} was the Brazilian Grand Prix on 3 April",
        ),
        ("first title of senna", f"The first of Ayrton Senna's 3 titles {HELD} was that of 1988."),
        ("record for most poles f1", f"Ayrton Senna has the most pole positions {HELD}"),
        ("what years did fangio race", f"Juan Manuel Fangio raced in 3 seasons {HELD}: 1950, 1951 and 1953."),
        ("when was senna born", "Ayrton Senna was born on 21 March 1960."),
        ("most constructors titles f1", "McLaren has the most constructors' titles in Formula 1"),
        ("youngest winner", f"Kimi Antonelli is the youngest winner {HELD}"),
        ("what seasons do you have", "11 seasons of 2 series are held: Formula 1 (1950–1953, 1988–1991 and"),
        ("last f1 champion", "The latest Formula 1 drivers' champion in my data is Lando Norris (2025)"),
        ("next race f1", "Next is round 12, the Dutch Grand Prix, on 23 August 2026, at Circuit Park Zandvoort"),
        ("who won in imola 1988", "Ayrton Senna (#12 McLaren-Honda) won round 2, the 1988 San Marino Grand Prix."),
    ],
)
async def test_a_question_over_seasons_is_answered_by_its_first_sentence(
    asker: Asker, question: str, sentence: str
) -> None:
    assert (await said(asker, question)).startswith(sentence)


async def test_what_fell_in_the_season_asked_in_is_said_too(asker: Asker) -> None:
    assert (await said(asker, "how many wins does senna have", "f1-1990")).endswith("; 6 of them in 1990.")
    assert (await said(asker, "senna titles", "f1-1989")).endswith(": 1988, 1990 and 1991; place in 1989: 2nd.")
    assert (await said(asker, "who has the most wins", "f1-1989")).splitlines()[-1] == (
        "1989 Formula 1: Ayrton Senna had the most wins by driver: 6 of 16."
    )


async def test_words_that_keep_to_a_season_count_that_season_only(asker: Asker) -> None:
    assert (await said(asker, "how many wins does senna have this season", "f1-1990")).startswith("6 wins: ")
    assert (await said(asker, "how many wins did senna have in 1988")).startswith("8 wins: Ayrton Senna")
    assert await said(asker, "most poles in 1988") == (
        "Ayrton Senna has the most pole positions in the 1988 Formula 1 season: 13."
    )


async def test_who_is_held_in_the_season_asked_in_alone_is_answered_from_it(asker: Asker) -> None:
    assert (await said(asker, "how many wins did corvette have")).startswith("5 class wins: Corvette Racing")


@pytest.mark.parametrize(
    ("question", "season", "error", "words"),
    [
        ("how many wins has ferrari", "alms-2003", SeveralMatches, "the team Ferrari (Formula 1, 1950–2026)"),
        (
            "how many wins does brabham have",
            "alms-2003",
            SeveralMatches,
            "2003 American Le Mans Series, the team Brabham",
        ),
        ("who won at suzuka", "alms-2003", NoSuchThing, "no “suzuka” in the 2003 American Le Mans Series. I know that"),
        ("who was senna's team mate", "f1-2026", NoSuchThing, "Formula 1 1988 to 1991. Name a season to ask there."),
        ("has norris ever finished second at monza", "f1-2026", NotHeld, "one season at a time"),
        ("who won the first championship", "f1-2026", NotHeld, "not what is asked"),
        ("champions of the 1980s", "f1-2026", NoSuchThing, "“1980s”"),
        ("how many podiums did fellows have", "alms-2003", NotHeld, "podiums cannot be counted"),
        ("next race", "alms-2003", NotHeld, "the 2026 Formula 1 season goes on"),
        ("who leads the championship", "f1-1988", NotHeld, "1988 Formula 1 season is over"),
        ("how many wins does fangioo have", "f1-1988", NoSuchThing, "Did you mean “how many wins does fangio have”?"),
        ("first win of berger in 1989 without ferrari", "f1-1988", NotHeld, "with an exception"),
        ("who has the least wins", "f1-1988", NotHeld, "not what is asked"),
        ("how many wins did senna have by 1990", "f1-1988", NotHeld, "not up to one"),
        ("fastest lap record", "f1-1988", NotHeld, "not what is asked"),
        ("first ever f1 winner", "f1-1988", NotHeld, "not what is asked"),
        ("longest race", "f1-1988", NotHeld, "not what is asked"),
        ("who has more wins senna or fellows", "alms-2003", NotHeld, "not held in one and the same series"),
        ("first win of alliot", "alms-2003", NotHeld, "Philippe Alliot has no win"),
    ],
)
async def test_what_is_doubtful_or_not_known_is_refused_with_the_reason(
    asker: Asker, question: str, season: str, error: type[UserError], words: str
) -> None:
    with pytest.raises(error) as caught:
        await asker.answer(Scope(asker.archive, season, open=True), question)

    assert words in seen_text(caught.value.sentence)


async def test_a_name_of_two_series_is_offered_and_the_button_asks_of_one(paddock: Paddock) -> None:
    message = await paddock.refused(SeveralMatches, "ask", question="how many wins has ferrari")
    await paddock.fan.click(message, label="the team Ferrari (Formula 1, 1950–2026)")

    assert seen_text(message.content).startswith("Ferrari has ")
    assert seen_text(message.content).endswith(f" wins {HELD}.")


async def test_a_career_of_one_season_is_shared_as_the_question_that_it_answers(paddock: Paddock) -> None:
    message = await paddock.ask("ask", question="arvid lindblad", private="yes")
    result = await paddock.fan.click(message, label="Share")

    assert result.response is not None
    assert result.response.content.startswith(message.content)
    assert seen_text(message.content).startswith("Arvid Lindblad had no win")


async def test_a_season_that_knows_the_name_is_one_button_away(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "ask", question="who won at suzuka")
    label = next(label for label in buttons(message) if label.startswith("1991"))
    await paddock.fan.click(message, label=label)

    assert "Gerhard Berger" in seen_text(message.content)


async def test_everybody_has_as_many_wins_and_poles_in_words_as_in_the_records(asker: Asker) -> None:
    archive = asker.archive
    for what, noun, sql in (("wins", "win", records.WINS), ("poles", "pole position", records.POLES)):
        tallies = await records.tallies(archive.connection, sql, season=None, series="f1")
        counts = {tally.person: tally.count for tally in tallies}
        for career in archive.careers:
            if career.kind == "person" and any(season.startswith("f1-") for season, _ in career.seasons):
                answer = await said(asker, f"how many {what} does {career.name} have in f1")
                number = counts.get(career.key, 0)
                # Of three races the driver on pole is not known.
                shown = rf"(at least )?{number} {noun}s?" if number else rf"no (known )?{noun}"
                assert re.match(rf"{re.escape(career.name)} has {shown}\b", answer), answer


async def test_what_is_offered_for_a_name_of_several_is_an_answer(asker: Asker) -> None:
    """Of every word that is part of somebody's name; only what is asked of one season may be doubtful there too."""
    words = {word for career in asker.archive.careers for word in career.name.split() if word.isalpha()}
    offered = [options for word in sorted(words) for options in await _offered(asker, f"{word} wins")]

    assert len(offered) > 100
    for options in offered:
        question = options["question"]
        if not question.endswith("alms 2003"):
            assert "win" in await said(asker, question)


async def _offered(asker: Asker, question: str) -> list[dict[str, str]]:
    """The questions that are offered where one can be read in several ways."""
    try:
        await asker.answer(Scope(asker.archive, "alms-2003", open=True), question)
    except UserError as error:
        ways = error.suggestions if isinstance(error, SeveralMatches) else ()
        return [dict(way.options) for way in ways if way.command == "ask"]
    return []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_no_question_over_seasons_brings_anything_but_an_answer_or_a_refusal(
    asker: Asker, data: st.DataObject
) -> None:
    names = [
        "senna",
        "alain prost",
        "ferrari",
        "mclaren",
        "f1",
        "1988",
        "alms",
        "max",
        "brabham",
        "monza",
        "round 3",
        "italy",
        "french",
    ]
    words = st.sampled_from([*phrases(), *names, *names])
    question = " ".join(data.draw(st.lists(words, min_size=1, max_size=7)))
    season = data.draw(st.sampled_from(["alms-2003", "f1-1988", "f1-2026"]))
    try:
        sentence = await said(asker, question, season)
    except UserError as error:
        sentence = error.sentence

    assert 0 < len(sentence) <= 2000
