"""/ask about who took part, who was ahead of whom, what became of cars, and what no season's text has a place for."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.archive import Scope, open_archive
from bot.ask.ask import Asker, make_asker
from bot.database.build import build_database
from bot.errors import UserError
from tests.seen import seen_text

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asker(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asker]:
    """What answers questions about the shipped season."""
    built = await build_database(tmp_path_factory.mktemp("entries") / "season.db")
    archive = await open_archive(built.path)
    yield make_asker(archive)
    await archive.close()


async def said(asker: Asker, question: str) -> str:
    """What the asker reads first, an answer or a refusal."""
    scope = Scope(asker.archive, asker.archive.default_season, open=True)
    try:
        return seen_text((await asker.answer(scope, question)).sentence)
    except UserError as error:
        return seen_text(error.sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        # A number is a car's only where nothing else can be meant.
        ("who drove the 38 at miami", "At round 8, Miami, #38 ADT Champion Racing: JJ Lehto and Johnny Herbert."),
        ("who won on july 27", "#16 Dyson Racing (Butch Leitzinger, James Weaver) won round 3, Sonoma, overall"),
        ("what was on sept 7", "Round 7 of the 2003 American Le Mans Series"),
        ("gts winner round 10", "I know these words, but not what is asked."),
        ("points for 3rd at sebring", "3rd in class paid 19 points at round 1, Sebring."),
        # Of cars without a number it is not known whether they are those that have one.
        (
            "how many gts cars at trois-rivieres",
            "How many GTS cars there were at round 4, Trois-Rivières, is not in my data; 4 are known: #4 Corvette "
            "Racing, #3 Corvette Racing, #0 Team Olive Garden and #88 Prodrive.",
        ),
        (
            "how many gts cars at road america",
            "How many GTS cars there were at round 6, Road America, is not in my data; 6 are known: #80 Prodrive, #3 "
            "Corvette Racing, #4 Corvette Racing, #0 Team Olive Garden, Konrad Motorsport (number unknown) and "
            "Carsport America (number unknown).",
        ),
        # What a car that is not placed did decides nothing.
        (
            "did fellows beat gavin at road america",
            "Who of Ron Fellows and Oliver Gavin was ahead at round 6, Road America, is not known: #3 Corvette Racing "
            "(Ron Fellows, Johnny O'Connell): result unknown; #4 Corvette Racing (Kelly Collins, Oliver Gavin): result "
            "unknown.",
        ),
        ("did lehto beat johansson at sebring", "JJ Lehto and Stefan Johansson were in one car at round 1, Sebring."),
        ("did biela beat magnussen at sebring", "Yes: at round 1, Sebring, #1 Infineon Team Joest (Frank Biela, Marco"),
        ("who beat fellows at sonoma", "Nobody in GTS at round 3, Sonoma: #3 Corvette Racing (Ron Fellows, Johnny"),
        (
            "who beat konrad at mosport",
            "Konrad Motorsport had no place at round 5, Mosport: car number unknown, Konrad",
        ),
        # Of a driver who shared a car, the car's time counts where nobody says who drove it.
        (
            "did wallace outqualify biela at sonoma",
            "Yes: in qualifying at round 3, Sonoma, #20 Dyson Racing, 2nd overall",
        ),
        # What is missing is said.
        (
            "who retired at sebring",
            "2 known retirements at round 1, Sebring: #17 Carsport America (Anthony Kumpen, Mike",
        ),
        ("who was disqualified at petit", "No disqualification at round 9, Road Atlanta is in my data, which does not"),
        ("best finish for the viper", "Best of Dodge Viper GTS-R: 4th in GTS at round 1 is the best known."),
        (
            "did doran race at miami",
            "No car of Doran Lista Racing at round 8, Miami, is in my data; it is known to have",
        ),
    ],
)
async def test_a_question_about_the_entry_is_answered_as_far_as_it_is_held(
    asker: Asker, question: str, sentence: str
) -> None:
    assert (await said(asker, question)).startswith(sentence)


async def test_a_slip_is_offered_as_a_question_else_as_whoever_may_be_meant(asker: Asker) -> None:
    assert "Did you mean “prodrive at petit”?" in await said(asker, "prodrve at petit")
    assert "Did you mean “leitzinger”?" in await said(asker, "leitzenger pole where")
