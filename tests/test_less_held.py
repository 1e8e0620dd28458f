"""A season of Formula 1 of which less is held: what is lacking is said, and nothing is counted that is not whole.

Of 1956 the winner at Monza is taken out, the grids of Belgium and France, the qualifying of France, and the day on
which Fangio was born. Beside it 1988 is held, which is whole.
"""

import csv
import re
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import create_bot
from bot.client import Pitboard
from bot.errors import NotHeld, UserError
from bot.season.read import check_folder
from bot.settings import Settings
from tests.seen import answer_text, seen_text

pytestmark = pytest.mark.asyncio(loop_scope="module")
F1 = Path(__file__).parent / "data" / "f1"
BOTH = "in Formula 1, 1956 and 1988 (2 seasons held)"

Row = dict[str, str]


def _rewritten(path: Path, change: Callable[[Row], Row | None]) -> None:
    """A table with its rows changed, or taken out where that is None."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed for row in rows if (changed := change(row)) is not None)


def _without_winner_and_grids(row: Row) -> Row | None:
    if (row["round"], row["class_position"]) == ("italy", "1"):
        return None
    return {**row, "grid": ""} if row["round"] in {"belgium", "france"} else row


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder with both seasons."""
    folder = tmp_path_factory.mktemp("less-held")
    for season in ("f1-1956", "f1-1988"):
        shutil.copytree(F1 / season, folder / season)
    less = folder / "f1-1956"
    text = (less / "season.toml").read_text("utf-8")
    for what in ("results", "qualifying", "overall_winners"):
        text = text.replace(f'\n{what} = "complete"', f'\n{what} = "partial"')
    before, code, italy = text.partition('code = "italy"')
    italy = italy.replace('overall_places_known = 11\ncomplete_classes = ["F1"]\n', "", 1)
    (less / "season.toml").write_text(f"{before}{code}{italy}", "utf-8")
    _rewritten(less / "results.csv", _without_winner_and_grids)
    _rewritten(less / "qualifying.csv", lambda row: None if row["round"] == "france" else row)
    _rewritten(less / "drivers.csv", lambda row: {**row, "born": ""} if row["name"] == "Juan Manuel Fangio" else row)
    assert not check_folder(less)
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def less_held(data: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pitboard]:
    """The real bot, loaded, without Discord, that holds both seasons. Nothing is changed in it."""
    state = tmp_path_factory.mktemp("less-held-state")
    made = create_bot(Settings(state_dir=state, data_dir=str(data), costly_per_minute=0))
    await made.load()
    yield made
    await made.close()


async def test_where_no_grid_is_held_who_was_fastest_in_qualifying_is_said_and_no_pole(less_held: Pitboard) -> None:
    answer = await less_held.answer("qualifying", {"round": "belgium", "season": "f1-1956"})

    assert seen_text(answer.sentence) == (
        "Juan Manuel Fangio (#2 Ferrari) was fastest in qualifying for round 4, the 1956 Belgian Grand Prix, 4:09.800."
    )
    assert "The starting grid is not in my data; what is listed is qualifying." in answer_text(answer)


@pytest.mark.parametrize(
    ("command", "texts", "sentence"),
    [
        (
            "qualifying",
            {"round": "france", "season": "f1-1956"},
            "Nothing of qualifying at round 5, the 1956 French Grand Prix, is in my data.",
        ),
        (
            "wins",
            {"by": "driver", "season": "F1"},
            f"Wins {BOTH} cannot be counted: winners are not complete for 1956 in my data.",
        ),
        (
            "wins",
            {"by": "driver", "season": "f1-1956"},
            "Winners are not complete in my data, so wins cannot be counted.",
        ),
        (
            "wins",
            {"by": "car", "season": "F1"},
            "A car number means another car in another season: name one season to count wins by car number.",
        ),
        (
            "ask",
            {"question": "who won monza", "season": "f1-1956"},
            "The winner of round 8, the 1956 Italian Grand Prix, is",
        ),
        ("ask", {"question": "last win", "season": "f1-1956"}, "Winners are not complete in my data, so no win can be"),
        (
            "ask",
            {"question": "fangio wins", "season": "f1-1956"},
            "Winners are not complete in my data, so wins cannot",
        ),
        (
            "ask",
            {"question": "when was fangio born", "season": "f1-1956"},
            "The date of birth of Juan Manuel Fangio is",
        ),
    ],
)
async def test_what_is_not_whole_is_not_counted(
    less_held: Pitboard, command: str, texts: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UserError) as caught:
        await less_held.answer(command, texts)

    assert isinstance(caught.value, NotHeld)
    assert seen_text(caught.value.sentence).startswith(sentence)


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("most wins", "winners are not complete for 1956"),
        ("most podiums", "results are not complete for 1956"),
        ("wins in a row", "results are not complete for 1956"),
        ("youngest winner", "winners are not complete for 1956"),
        ("oldest champion", "the date of birth of 1 of 2 champions is not in my data"),
    ],
)
async def test_a_record_that_cannot_be_told_says_why(less_held: Pitboard, what: str, why: str) -> None:
    with pytest.raises(NotHeld) as caught:
        await less_held.answer("record", {"what": what, "season": "F1"})

    assert why in seen_text(caught.value.sentence)


async def test_equal_points_are_not_put_in_an_order_that_missing_results_decide(less_held: Pitboard) -> None:
    # Of Italy the winner is not known, which might be anybody: before it, all places are.
    before = answer_text(await less_held.answer("standings", {"after": "germany", "season": "f1-1956"}))
    after = answer_text(await less_held.answer("standings", {"after": "italy", "season": "f1-1956"}))

    assert re.search(r"^ ?7 Paul Frère +6 +-24\n ?7 Sam Hanks +6 +-24\n ?9 ", before, re.MULTILINE)
    assert re.search(r"^ *7-9 Paco Godia +6\n *7-9 Paul Frère +6\n *7-9 Sam Hanks +6\n", after, re.MULTILINE)
    unknown = "Not all of those places are in my data: where they may decide, the order is not known."
    assert unknown not in before
    assert unknown in after
