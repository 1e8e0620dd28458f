"""A place that was taken from its car and given to nobody is told apart from one that is not known."""

import shutil
from pathlib import Path

import pytest

from bot.archive import Scope, open_archive
from bot.ask.ask import make_asker
from bot.database.build import build_database
from bot.errors import NotHeld
from tests.folders import Folder
from tests.seen import seen_text

F1_1988 = Path(__file__).parent / "data" / "f1" / "f1-1988"
MONACO = "round 3, the 1988 Monaco Grand Prix"
COMPLETE = 'complete_classes = ["F1"]\n'
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


async def asked(folder: Folder, question: str) -> str:
    """The sentence that answers a question about the season of a folder."""
    built = await build_database(folder.path.parent.parent / "season.db", [folder.path.parent])
    archive = await open_archive(built.path)
    try:
        return seen_text((await make_asker(archive).answer(Scope(archive, "f1-1988"), question)).sentence)
    finally:
        await archive.close()


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
