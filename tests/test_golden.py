"""Famous cases of how Formula 1 counted, each with its reason: the imported seasons say the same."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.season.model.rows import StandingRow
from bot.season.model.season import Season
from bot.season.read import read_season
from tests.conftest import F1DB_EXCERPT

GOLDEN: Mapping[str, Any] = tomllib.loads(
    F1DB_EXCERPT.with_name("golden.toml").read_text(encoding="utf-8"), parse_float=Decimal
)
CASES = [(case, row) for case in GOLDEN["case"] for row in case["row"]]


@cache
def _season(folder: Path) -> Season:
    return read_season(folder)


def _words(key: str) -> str:
    """An id or a name as its letters alone."""
    return "".join(character for character in key.casefold() if character.isalnum())


def _name(season: Season, championship: str, key: str) -> str:
    """The competitor of F1DB's id."""
    if championship == "drivers":
        return next(driver.name for driver in season.drivers if driver.id == key)
    constructor, _, engine = key.partition("/")
    teams = {team.id: team.name for team in season.file.teams}
    if not engine:
        return next(row.competitor for row in season.standings if _words(row.competitor) == _words(key))
    wanted = {_words(teams[constructor] + ("" if engine == constructor else engine))}
    labels = {row.constructor or "" for row in season.results}
    return next(label for label in labels if _words(label) in wanted)


def _line(season: Season, championship: str, name: str) -> StandingRow | None:
    rows = [row for row in season.standings if (row.championship, row.competitor) == (championship, name)]
    return rows[0] if rows else None


def _points(value: object) -> Fraction:
    return Fraction(str(value))


def _ids() -> Iterator[str]:
    for case, row in CASES:
        yield f"{case['season']}-{case['championship']}-{row['competitor']}".replace("/", "-")


@pytest.mark.parametrize(("case", "row"), CASES, ids=list(_ids()))
def test_a_famous_case_is_as_it_was_counted(f1_data: Path, case: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    season = _season(f1_data / f"f1-{case['season']}")
    line = _line(season, case["championship"], _name(season, case["championship"], row["competitor"]))
    if line is None:
        # Who scored nothing is in no table.
        assert not {"position", "counted"} & set(row)
        assert not any(row.get("rounds", {}).values())
        return
    scored = {code: cell.points for code, cell in line.cells.items() if cell.points}
    dropped = {code: cell.points for code, cell in line.cells.items() if cell.points and cell.dropped}

    if "position" in row:
        assert line.position == row["position"], case["reason"]
    if "counted" in row:
        assert line.total.points == _points(row["counted"]), case["reason"]
    if "all" in row and case["championship"] == "drivers":
        assert sum(scored.values()) == _points(row["all"]), case["reason"]
    for code, points in row.get("rounds", {}).items():
        if case["championship"] == "drivers":
            assert scored.get(code, Fraction(0)) == _points(points), case["reason"]
    if "dropped" in row:
        assert dropped == {code: _points(points) for code, points in row["dropped"].items()}, case["reason"]
    if "dropped_points" in row:
        assert sorted(dropped.values()) == sorted(map(_points, row["dropped_points"])), case["reason"]


def test_every_case_says_why_and_from_where() -> None:
    assert len(GOLDEN["case"]) >= 12
    for case in GOLDEN["case"]:
        assert case["reason"].endswith(".")
        assert case["sources"]
        assert set(case["sources"]) <= set(GOLDEN["sources"])
