"""What one cell of a standings table can say: the four states, and the marks on points."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.season.cells import FORMS, Cell, decimal_text, read_cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("20", Cell("points", Fraction(20))),
        ("0", Cell("points", Fraction(0))),
        ("8*", Cell("points", Fraction(8), derived=True)),
        ("(4)", Cell("points", Fraction(4), dropped=True)),
        ("(4)*", Cell("points", Fraction(4), derived=True, dropped=True)),
        ("6@a", Cell("points", Fraction(6), one_of="a")),
        ("6*@b", Cell("points", Fraction(6), derived=True, one_of="b")),
        ("4.5", Cell("points", Fraction(9, 2))),
        ("-", Cell("no part")),
        ("?", Cell("unknown")),
        ("", Cell("left out")),
    ],
)
def test_a_cell_says_what_the_table_of_forms_promises(text: str, cell: Cell) -> None:
    assert read_cell(text) == cell


def test_the_four_states_are_four_different_cells() -> None:
    assert len({read_cell(text) for text in ("0", "-", "?", "")}) == 4


def test_a_stated_zero_and_a_derived_zero_are_told_apart() -> None:
    assert read_cell("0") != read_cell("0*")


@pytest.mark.parametrize("text", ["0", "7", "-7", "0.5", "-0.5", "-1.25", "163.5", "123456.1234", "-10"])
def test_points_are_written_with_as_many_places_as_they_need(text: str) -> None:
    assert decimal_text(Fraction(text)) == text


def test_points_are_exact() -> None:
    assert read_cell("0.1").points == Fraction(1, 10)


@pytest.mark.parametrize(
    "text",
    [
        "20 ",
        "x",
        "-1",
        "+1",
        "(4",
        "4)",
        "()",
        "8**",
        "6@",
        "6@ab",
        "6@A",
        "@a",
        "*",
        "1,5",
        ".5",
        "5.",
        "--",
        "??",
        "1e3",
        "٣",
        "9" * 7,
        "nan",
        "1.00001",
        "(-)",
        "?*",
        "-*",
        "\x00",
        "4\n",
    ],
)
def test_anything_else_is_refused_with_the_forms_that_there_are(text: str) -> None:
    with pytest.raises(ValueError, match="is not a cell of a standings table") as caught:
        read_cell(text)

    assert str(caught.value).endswith(FORMS)
    assert repr(text) in str(caught.value)


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_any_text_is_a_cell_or_a_value_error(text: str) -> None:
    try:
        cell = read_cell(text)
    except ValueError:
        return
    assert (cell.points is not None) == (cell.state == "points")


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 999_999), st.booleans(), st.booleans(), st.sampled_from([None, "a", "z"]))
def test_every_mark_is_read_from_every_number(points: int, derived: bool, dropped: bool, one_of: str | None) -> None:
    text = f"({points})" if dropped else str(points)
    text += ("*" if derived else "") + (f"@{one_of}" if one_of else "")

    assert read_cell(text) == Cell("points", Fraction(points), derived, dropped, one_of)
