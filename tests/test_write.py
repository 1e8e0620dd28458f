"""Season text written and read again: nothing is lost, nothing is added, and it is the same bytes each time."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.season.cells import Cell, cell_text, read_cell
from bot.season.folders import season_folders, shipped_data
from bot.season.model.facts import Source
from bot.season.model.season import Season
from bot.season.read import read_season
from bot.season.write import season_texts, toml_text

SHIPPED = read_season(shipped_data() / "alms-2003")


def _bare(season: Season) -> list[object]:
    """A season without the numbers of its lines."""
    tables = [season.drivers, season.results, season.qualifying, season.standings]
    return [season.file, *([row.model_copy(update={"line": 0}) for row in table] for table in tables)]


@pytest.mark.parametrize("folder", season_folders([shipped_data()]), ids=lambda folder: folder.name)
def test_a_season_that_is_written_and_read_is_the_same_season(folder: Path, tmp_path: Path) -> None:
    season = read_season(folder)
    written = tmp_path / season.key
    written.mkdir()
    for name, text in season_texts(season).items():
        (written / name).write_text(text, encoding="utf-8", newline="")

    again = read_season(written)

    assert _bare(again) == _bare(season)
    assert season_texts(again) == season_texts(season)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable() and text == text.strip()))
def test_any_line_of_text_survives_being_written(title: str) -> None:
    file = SHIPPED.file.model_copy(update={"sources": {"odd": Source(title=title)}})

    assert tomllib.loads(toml_text(file), parse_float=Decimal)["sources"]["odd"]["title"] == title


@given(
    st.builds(
        Cell,
        state=st.just("points"),
        points=st.integers(0, 99_999).map(lambda units: Fraction(units, 100)),
        derived=st.booleans(),
        dropped=st.booleans(),
        one_of=st.none() | st.sampled_from("abc"),
    )
    | st.builds(Cell, state=st.sampled_from(["no part", "unknown", "left out"]))
)
def test_every_cell_is_read_as_it_was_written(cell: Cell) -> None:
    assert read_cell(cell_text(cell)) == cell
