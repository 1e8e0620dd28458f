"""A place that was taken from its car and given to nobody is told apart from one that is not known."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.answers import results, rounds
from bot.answers.answer import Answer
from bot.archive import Scope, open_archive
from bot.ask.ask import make_asker
from bot.database.build import build_database
from bot.errors import NotHeld
from tests.folders import Folder
from tests.seen import answer_text, seen_text

F1_1988 = Path(__file__).parent / "data" / "f1" / "f1-1988"
MONACO = "round 3, the 1988 Monaco Grand Prix"
COMPLETE = 'complete_classes = ["F1"]\n'
LookUp = Callable[[Scope, str], Awaitable[Answer]]

LOST = "whoever had that place lost it, and nobody moved up."


@pytest.fixture
def without_a_second(tmp_path: Path) -> Folder:
    """Formula 1 of 1988, as if Gerhard Berger had lost his second place at Monaco."""
    folder = Folder(shutil.copytree(F1_1988, tmp_path / "data" / "f1-1988"))
    for column, value in {"class_position": "-", "overall_position": "-", "status": "disqualified"}.items():
        folder.set("results.csv", column, value, round="monaco", car="28")
    text = folder.text("season.toml")
    there = text.index('code = "monaco"\nnumber = 3')
    folder.write("season.toml", text[:there] + text[there:].replace(COMPLETE, f"{COMPLETE}vacant_places = [2]\n", 1))
    for kind, name, paid, total in (("drivers", "Gerhard Berger", "0", "35"), ("constructors", "Ferrari", "4*", "59")):
        folder.set("standings.csv", "monaco", paid, championship=kind, competitor=name)
        folder.set("standings.csv", "total", total, championship=kind, competitor=name)
    assert folder.said() == []
    return folder


@asynccontextmanager
async def opened(folder: Folder) -> AsyncIterator[Scope]:
    """The season of a folder, to ask about."""
    built = await build_database(folder.path.parent.parent / "season.db", [folder.path.parent])
    archive = await open_archive(built.path)
    try:
        yield Scope(archive, "f1-1988")
    finally:
        await archive.close()


async def asked(folder: Folder, question: str) -> str:
    """The sentence that answers a question about the season of a folder."""
    async with opened(folder) as scope:
        return seen_text((await make_asker(scope.archive).answer(scope, question)).sentence)


async def first_three(folder: Folder, look_up: LookUp) -> list[str]:
    """The lines of the first three of Monaco in an answer."""
    async with opened(folder) as scope:
        parts = (await look_up(scope, "monaco")).pages[0].parts
    [lines] = [part.lines for part in parts if part.heading == "First three"]
    return [seen_text(line) for line in lines]


async def test_nobody_was_in_a_place_that_is_vacant(without_a_second: Folder) -> None:
    with pytest.raises(NotHeld) as refused:
        await asked(without_a_second, "who finished second at monaco")

    assert refused.value.sentence == f"Nobody was 2nd at {MONACO}: {LOST}"


async def test_a_podium_says_which_of_its_places_is_vacant(without_a_second: Folder) -> None:
    assert (await asked(without_a_second, "podium at monaco")).endswith(
        f"Alain Prost (#11 McLaren-Honda) finished 1st and Michele Alboreto (#27 Ferrari) 3rd at {MONACO}; "
        f"nobody was 2nd: {LOST}"
    )


async def test_where_not_every_car_is_held_who_had_a_missing_place_is_not_known(without_a_second: Folder) -> None:
    without_a_second.replace("season.toml", f"overall_places_known = 10\n{COMPLETE}vacant_places = [2]\n", "")
    without_a_second.replace("season.toml", 'results = "complete"', 'results = "partial"')
    assert without_a_second.said() == []

    with pytest.raises(NotHeld) as refused:
        await asked(without_a_second, "who finished second at monaco")

    assert refused.value.sentence == f"Who was 2nd at {MONACO} is not in my data."
    assert (await asked(without_a_second, "podium at monaco")).endswith(f"{MONACO}; who was 2nd is not in my data.")
    for look_up in (results.winner, rounds.round_facts):
        assert (await first_three(without_a_second, look_up))[1] == "2. not in my data"


@pytest.mark.parametrize("held", ["complete", "places"])
@pytest.mark.parametrize("look_up", [results.winner, rounds.round_facts])
async def test_the_first_three_say_which_place_is_vacant(without_a_second: Folder, look_up: LookUp, held: str) -> None:
    if held == "places":
        places = "overall_places_known = 10\n"
        without_a_second.replace("season.toml", f"{places}{COMPLETE}vacant", f"{places}vacant")

    assert await first_three(without_a_second, look_up) == [
        "1. Alain Prost (#11 McLaren-Honda), 1:57:17.077",
        "2. vacant: whoever had this place lost it, and nobody moved up",
        "3. Michele Alboreto (#27 Ferrari), +41.229",
    ]


@pytest.mark.parametrize("question", ["podium at monaco", "who finished second at monaco"])
async def test_whoever_is_not_named_in_a_place_is_not_taken_for_nobody(without_a_second: Folder, question: str) -> None:
    without_a_second.replace("season.toml", f"{COMPLETE}vacant_places = [2]\n", COMPLETE)
    named_nowhere = {"class_position": "2", "overall_position": "2", "status": "classified"}
    for column, value in (named_nowhere | {"crew": "?", "constructor": "?", "team": "?"}).items():
        without_a_second.set("results.csv", column, value, round="monaco", car="28")
    without_a_second.set("results.csv", "car", "?", round="monaco", car="28")
    assert without_a_second.said() == []
    with pytest.raises(NotHeld, match="is not in my data"):
        raise NotHeld(await asked(without_a_second, question))


async def test_a_result_does_not_take_the_third_for_the_second(without_a_second: Folder) -> None:
    async with opened(without_a_second) as scope:
        answer = await results.results_of_round(scope, "monaco")

    assert seen_text(answer.sentence).endswith(f"won {MONACO}, ahead of Michele Alboreto (#27 Ferrari) in 3rd.")
    assert "2. vacant" in answer_text(answer)
