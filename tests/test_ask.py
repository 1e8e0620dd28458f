"""/ask: a question in words gets the look-up's answer, or a refusal that says what was not understood."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.score import held_beside, score
from bot.archive import Archive, Scope, open_archive
from bot.ask.ask import Asker
from bot.ask.lexicon import phrases
from bot.ask.reading import LONGEST_QUESTION, normal
from bot.database.build import build_database
from bot.errors import Cancelled, NoSuchThing, NotHeld, SeveralMatches, UserError
from tests.conftest import Paddock
from tests.seen import buttons, seen_text

QUESTIONS = sorted((Path(__file__).parent / "questions").glob("*.jsonl"))
# Questions full of slips and slang, written by somebody who had not seen how they are read: a ratchet.
SHARE = {"fans": 0.86}
FURTHER = [Path(path) for path in os.environ.get("FURTHER_QUESTIONS", "").split(os.pathsep) if path]


@pytest_asyncio.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    """The archive of the shipped seasons."""
    built = await build_database(tmp_path / "season.db")
    opened = await open_archive(built.path)
    yield opened
    await opened.close()


@pytest.fixture
def scope(archive: Archive) -> Scope:
    """The season asked about."""
    return Scope(archive, archive.default_season, open=True)


@pytest.mark.parametrize("path", [*QUESTIONS, *FURTHER], ids=lambda path: path.stem)
async def test_questions_of_fans_are_answered_and_none_wrongly(tmp_path: Path, path: Path) -> None:
    built = await build_database(tmp_path / "season.db", held_beside(path))
    archive = await open_archive(built.path)
    try:
        scored = await score(archive, path)
    finally:
        await archive.close()
    wrong = [item for item in scored if item.verdict == "wrong"]
    right = sum(item.verdict == "right" for item in scored)

    assert not wrong, "\n".join(f"{item.identity} {item.question!r}: {item.answer}" for item in wrong)
    assert right >= SHARE.get(path.stem, 0.95) * len(scored), "\n".join(
        f"{item.identity} {item.question!r}: {item.answer}" for item in scored if item.verdict != "right"
    )


async def test_a_question_is_answered_in_the_channel(paddock: Paddock) -> None:
    message = await paddock.ask("ask", question="who won gts at mosport")

    assert seen_text(message.content).startswith("#3 Corvette Racing (Ron Fellows, Johnny O'Connell) won GTS")
    assert message.embeds[0].title == "Toronto Grand Prix of Mosport · GTS winner"
    assert not message.ephemeral


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("did corvette win at laguna", "No: #80 Prodrive"),
        ("did prodrive win at petit", "Yes: #88 Prodrive"),
        ("how many wins did corvette have", "5 class wins: Corvette Racing"),
        ("how many points did prodrive get at petit", "Prodrive scored 26 points"),
        ("who drove with gavin", "Kelly Collins and Andy Pilgrim both shared a car with Oliver Gavin"),
        ("when was sonoma", "27 July 2003"),
        ("points for third at sebring", "3rd in class paid 19 points"),
        ("last race", "Round 9"),
        ("more wins corvette or prodrive", "Corvette Racing had 5 class wins, Prodrive 4"),
        ("what car did risi use", "Risi Competizione ran Ferrari 360 Modena GTC"),
        ("did the mexico race happen", "No: The Grand Prix of Mexico (6 April 2003) was cancelled"),
    ],
)
async def test_the_first_sentence_answers_that_question(asker: Asker, scope: Scope, question: str, start: str) -> None:
    answer = await asker.answer(scope, question)

    assert seen_text(answer.sentence).startswith(start)


@pytest.mark.parametrize(
    ("question", "error", "words"),
    [
        ("who won the grand prix of mexico", Cancelled, "was cancelled because"),
        ("who won lmp1", NoSuchThing, "“lmp1”"),
        ("2004 champion", NoSuchThing, "“2004”"),
        ("who won the rolex 24", NoSuchThing, "“rolex”"),
        ("who did not win in gts", NotHeld, "did not happen"),
        ("who won at road atlanta", SeveralMatches, "round 2 (29 June) or round 9 (18 October)"),
        ("fellws wins", NoSuchThing, "Did you mean “fellows wins”?"),
        ("", NoSuchThing, "no words"),
        ("🏁🏁🏁", NoSuchThing, "no words"),
        ("x" * (LONGEST_QUESTION + 1), NoSuchThing, "too long"),
        ("who won gt at petit and who was second", NotHeld, "not what is asked"),
    ],
)
async def test_what_cannot_be_answered_is_refused_with_the_reason(
    asker: Asker, scope: Scope, question: str, error: type[UserError], words: str
) -> None:
    with pytest.raises(error) as caught:
        await asker.answer(scope, question)

    assert words in seen_text(caught.value.sentence)


async def test_a_country_s_rounds_are_offered_where_one_is_asked_for(paddock: Paddock) -> None:
    message = await paddock.refused(SeveralMatches, "ask", question="who won in canada")

    assert {"who won in round 4", "who won in round 5"} <= set(buttons(message))
    await paddock.fan.click(message, label="who won in round 5")
    assert "won round 5, Mosport, overall" in message.content


async def test_whoever_names_a_make_or_a_car_alone_is_told_who_ran_it(paddock: Paddock) -> None:
    names = paddock.bot.archive.names
    for kind in ("manufacturer", "chassis"):
        for name in names.targets("alms-2003", kind):
            if names.resolve("alms-2003", "team", name).outcome == "match":
                continue  # its page is the answer
            if name == "DBA4 03S":
                continue  # whose it was is in no source
            said = (await paddock.bot.answer("ask", {"question": f"who ran {normal(name)}"})).sentence
            assert seen_text(said).startswith(f"{name} was run by "), said

    message = await paddock.ask("ask", question="porsche")
    assert "Porsche was run by Alex Job Racing" in seen_text(message.content)


async def test_a_country_without_a_race_is_no_slip_for_its_people(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "ask", question="most wins in austria")

    assert seen_text(message.content) == "I do not know what “austria” means here. /help shows what can be asked."


async def test_two_ways_to_read_a_question_are_offered_as_buttons(paddock: Paddock) -> None:
    message = await paddock.refused(SeveralMatches, "ask", question="who won gt at road atlanta")

    assert {"who won gt at round 2", "who won gt at round 9"} <= set(buttons(message))
    await paddock.fan.click(message, label="who won gt at round 9")

    assert "Romain Dumas" in message.content


async def test_namesakes_are_offered_as_buttons_that_answer(paddock: Paddock) -> None:
    message = await paddock.refused(SeveralMatches, "ask", question="field at petit")

    assert {"Jon Field at petit", "Clint Field at petit"} <= set(buttons(message))
    await paddock.fan.click(message, label="Clint Field at petit")
    assert "#37 Intersport Racing (Jon Field, Clint Field, Larry Connor): 1st in LMP675" in seen_text(message.content)


async def test_weather_is_said_not_to_be_held_and_the_round_is_offered(paddock: Paddock) -> None:
    message = await paddock.refused(NotHeld, "ask", question="did it rain at sebring")

    assert seen_text(message.content) == (
        "Nothing about the weather at round 1, Sebring, is in my data: it has results, qualifying, points and the "
        "calendar."
    )
    await paddock.fan.click(message, label="Round 1, Sebring")
    assert "Round 1 of the 2003 American Le Mans Series" in seen_text(message.content)


async def test_a_year_that_is_not_held_is_told_with_those_that_are(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "ask", question="who won in 2004")

    assert seen_text(message.content) == "I have no season “2004”: I have the American Le Mans Series 2003."
    await paddock.fan.click(message, label="Seasons that I have")
    assert "2003" in message.content


async def _said(asker: Asker, scope: Scope, question: str) -> str:
    """What the asker reads first."""
    try:
        return (await asker.answer(scope, question)).sentence
    except UserError as error:
        return error.sentence


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_no_question_brings_anything_but_an_answer_or_a_refusal(
    asker: Asker, scope: Scope, data: st.DataObject
) -> None:
    known = [*phrases(), "gts", "gt", "prodrive", "fellows", "petit", "round 6", "corvette", "car 31", "third", "june"]
    words = st.one_of(st.sampled_from(known), st.text(max_size=12))
    question = " ".join(data.draw(st.lists(words, max_size=9)))
    said = await _said(asker, scope, question)

    assert 0 < len(said) <= 2000


@given(st.text(max_size=400))
def test_normalising_a_question_twice_changes_nothing(text: str) -> None:
    assert normal(normal(text)) == normal(text)
