"""Standings as lines of a table: sums after any round, and how a line is written. Pure: rows in, text out."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bot.answers.totals import least_totals
from bot.answers.words import NARROW_WIDTH, units
from bot.championship import Part, alternatives, counted_points
from bot.queries.standings import Adjustment, Counting, Score, Standing

NOT_HELD = "·"
"""The cell of points that are not in the data."""

_SCORES_A_LINE = 9
# Nothing sorts behind it: the key of who never took a place that decides.
_LAST_OF_A_TIE = (1,)
_NOT_KNOWN = frozenset({"unknown", "left out"})


class Line(Struct, frozen=True):
    """A competitor in a table. `totals` are the possible totals, ascending; `more` where points are not known.

    `scored` are all points where some of them were dropped, None where all count or some are not known.
    `places` are the best and worst place that are possible, None where no place can be given.
    """

    name: str
    totals: tuple[int, ...]
    more: bool
    places: tuple[int, int] | None
    derived: bool
    struck: str | None = None
    scored: int | None = None


def lines_after(
    rows: Sequence[Standing],
    scores: Sequence[Score],
    rounds: Sequence[str] | None,
    counting: Sequence[Counting] = (),
    ties: Mapping[str, tuple[int, ...]] | None = None,
    changes: Sequence[Adjustment] = (),
) -> list[Line]:
    """The table after the rounds given, best first; None: the final table as published or derived.

    `counting` are the parts of the season of which only the best scores count. `ties` are keys by competitor that
    sort those with equal points, lower first; whoever is not among them comes last. `changes` are the
    championship's adjustments, which the final table needs where a total is not known.
    """
    ties = ties or {}
    if rounds is None:
        known = least_totals(scores, counting, changes) if any(row.total is None for row in rows) else {}
        lines = [
            Line(
                row.competitor,
                (known.get(row.competitor, 0) if row.total is None else row.total,),
                row.total is None,
                None if row.position is None else (row.position, row.position),
                row.total_derived,
                row.struck,
                None if row.total is None else row.scored,
            )
            for row in rows
        ]
        return _in_order(lines)
    cells: dict[str, dict[str, Score]] = {row.competitor: {} for row in rows}
    for score in scores:
        cells[score.competitor][score.round_] = score
    parts = [Part(part.best, frozenset(part.rounds) or None) for part in counting]
    lines = [_summed(name, of_rounds, rounds, parts) for name, of_rounds in cells.items()]
    if not any(line.more for line in lines):
        lines = _placed(lines, ties)
    return sorted(lines, key=lambda line: (-line.totals[-1], ties.get(line.name, _LAST_OF_A_TIE), line.name))


def _summed(name: str, cells: Mapping[str, Score], rounds: Sequence[str], parts: Sequence[Part]) -> Line:
    """A competitor's points after some rounds, still without a place. `cells` are scores by round."""
    more, derived = False, False
    counted: dict[str, int] = {}
    for code in rounds:
        score = cells.get(code)
        if score is None or score.state in _NOT_KNOWN:
            more = True
        elif score.points is not None and not score.one_of:
            counted[code] = score.points
            derived |= score.derived
    certain = counted_points(counted, parts)
    groups: defaultdict[str, list[Score]] = defaultdict(list)
    for score in cells.values():
        if score.one_of:
            groups[score.one_of].append(score)
    totals = alternatives(
        certain,
        [
            (group[0].points or 0, sum(score.round_ in rounds for score in group), len(group))
            for group in groups.values()
        ],
    )
    scored = sum(counted.values())
    kept = scored if certain != scored and not more and not groups else None
    return Line(name, totals, more, None, derived, None, kept)


def _placed(lines: Sequence[Line], ties: Mapping[str, tuple[int, ...]]) -> list[Line]:
    """The lines with the places that are possible, where everybody's points are known."""
    least, most = sorted(line.totals[0] for line in lines), sorted(line.totals[-1] for line in lines)
    level: defaultdict[tuple[int, ...], list[tuple[int, ...]]] = defaultdict(list)
    for line in lines:
        level[line.totals].append(ties.get(line.name, _LAST_OF_A_TIE))
    placed = []
    for line in lines:
        best = 1 + len(lines) - bisect_right(least, line.totals[-1])
        worst = 1 + len(lines) - bisect_right(most, line.totals[0])
        if len(line.totals) == 1:
            # A tie is decided only where both totals are sure.
            key = ties.get(line.name, _LAST_OF_A_TIE)
            before = sum(other < key for other in level[line.totals])
            places = best + before, worst + before
        else:
            places = best, worst - 1  # its own highest total is above its lowest
        placed.append(replace(line, places=places))
    return placed


def _in_order(lines: Sequence[Line]) -> list[Line]:
    """A final table: those with a place in order of it. Of those without, who has more points than somebody with a
    place stands before that one, as where a tie is not broken; the others come last, by what is known of their points.
    """
    unplaced = sorted((line for line in lines if line.places is None), key=lambda line: -line.totals[-1])
    certain = [line for line in unplaced if not line.more and not line.struck]
    ordered: list[Line] = []
    for line in (line for line in lines if line.places is not None):
        before = [one for one in certain if one.totals > line.totals and one not in ordered]
        ordered += [*before, line]
    return [*ordered, *(line for line in unplaced if line not in ordered)]


def total_text(line: Line, denominator: int) -> str:
    """`163`, `16 or 22`, `56+` where some rounds are not known, `?` where none is."""
    if len(line.totals) == 1:
        text = units(line.totals[0], denominator)
    else:
        text = " or ".join([units(total, denominator) for total in line.totals])
    if line.more:
        return f"{text}+" if any(line.totals) else "?"
    return text


def counted_text(line: Line, denominator: int) -> str:
    """`163`, or `90 counted of 94` where scores were dropped."""
    total = total_text(line, denominator)
    return total if line.scored is None else f"{total} counted of {units(line.scored, denominator)}"


def place_text(line: Line) -> str:
    """`3`, `3-4` where both are possible, `DSQ` or `EX`, or nothing."""
    if line.struck:
        return line.struck
    if line.places is None:
        return ""
    best, worst = line.places
    return str(best) if best == worst else f"{best}-{worst}"


def open_groups(lines: Sequence[Line], scores: Sequence[Score]) -> list[Line]:
    """Lines with more than one possible total for those whose points belong to one of several rounds."""
    split = {score.competitor for score in scores if score.one_of}
    return [Line(line.name, (0, 1), False, line.places, line.derived) if line.name in split else line for line in lines]


def cell_width(texts: Iterable[str]) -> int:
    """How wide a column is that takes any of these cells; parts of points need a blank before them."""
    return max(3, *(len(text) + ("." in text and not text.startswith("(")) for text in texts), 0)


def row_chunks(texts: Sequence[str], width: int) -> list[str]:
    """Cells of a width, as many to a line as a phone shows without wrapping, nine at most."""
    a_line = min(_SCORES_A_LINE, (NARROW_WIDTH - 2) // width)
    return [
        "".join(text.rjust(width) for text in texts[start : start + a_line]).rstrip()
        for start in range(0, len(texts), a_line)
    ]


def score_text(score: Score, denominator: int) -> str:
    if score.state == "left out":
        return NOT_HELD
    if score.state == "unknown":
        return "?"
    if score.state == "no part":
        return "-"
    points = units(score.points or 0, denominator)
    if score.one_of:
        return f"{points}?"
    return f"({points})" if score.dropped else points
