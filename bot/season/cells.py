"""The marks of the four states, and what one cell of a standings table can say.

| written | means                                                        |
|---------|--------------------------------------------------------------|
| `20`    | the source states 20 for this round                           |
| `0`     | the source states zero                                        |
| `8*`    | derived: reasoned out by the rule that the row names          |
| `(4)`   | scored, but a dropped score: not counted in the total         |
| `6@a`   | one of several: of the row's cells marked `@a` one holds the 6 |
| `-`     | the source states: took no part                               |
| `?`     | looked at: the source is blank or unreadable there            |
|         | left out: nobody has filled it in                             |
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

UNKNOWN = "?"
NO_PART = "-"

CellState = Literal["points", "no part", "unknown", "left out"]

_CELL = re.compile(
    r"(?P<open>\()?(?P<points>[0-9]{1,6}(?:\.[0-9]{1,4})?)(?P<close>\))?(?P<derived>\*)?(?:@(?P<one_of>[a-z]))?"
)
FORMS = "a number, 8* (derived), (4) (dropped), 6@a (one of several), - (no part), ? (unknown) or nothing"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a competitor scored at one round.

    `points` is None unless `state` is "points". `one_of` is the letter shared by the cells of which
    exactly one holds the points, None for a cell of its own.
    """

    state: CellState
    points: Fraction | None = None
    derived: bool = False
    dropped: bool = False
    one_of: str | None = None


def read_cell(text: str) -> Cell:
    """Read one cell of a standings table.

    Raises: ValueError naming the forms there are.
    """
    if text == "":
        return Cell("left out")
    if text == UNKNOWN:
        return Cell("unknown")
    if text == NO_PART:
        return Cell("no part")
    match = _CELL.fullmatch(text)
    if match is None or (match["open"] is None) != (match["close"] is None):
        raise ValueError(f"{text!r} is not a cell of a standings table; write {FORMS}")
    return Cell(
        "points",
        Fraction(match["points"]),
        derived=match["derived"] is not None,
        dropped=match["open"] is not None,
        one_of=match["one_of"],
    )


def cell_text(cell: Cell) -> str:
    """A cell as it is written; the opposite of `read_cell`."""
    if cell.state != "points" or cell.points is None:
        return {"left out": "", "unknown": UNKNOWN, "no part": NO_PART, "points": ""}[cell.state]
    text = decimal_text(cell.points)
    text = f"({text})" if cell.dropped else text
    return f"{text}{'*' if cell.derived else ''}{f'@{cell.one_of}' if cell.one_of else ''}"


def decimal_text(points: Fraction) -> str:
    """Points with as many decimal places as they need, four at the most: what a cell can hold."""
    whole, rest = divmod(round(abs(points) * 10_000), 10_000)
    return f"{'-' if points < 0 else ''}{whole}.{rest:04}".rstrip("0").rstrip(".")
