"""Standings as lines of a table: sums after any round, and how a line is written. Pure: rows in, text out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.answers.words import NARROW_WIDTH, units
from bot.championship import Part, alternatives, counted_points
from bot.queries.standings import Counting, Score, Standing

_SCORES_A_LINE = 9
# Nothing sorts behind it: the key of who never took a place that decides.
_LAST_OF_A_TIE = (1,)


@dataclass(frozen=True, slots=True)
class Line:
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
) -> list[Line]:
    """The table after the rounds given, best first; None: the final table as published or derived.

    `counting` are the parts of the season of which only the best scores count. `ties` are keys by competitor that
    sort those with equal points, lower first; whoever is not among them comes last.
    """
    ties = ties or {}
    if rounds is None:
        known: Counter[str] = Counter()
        for score in scores:
            known[score.competitor] += 0 if score.one_of or score.dropped else score.points or 0
        lines = [
            Line(
                row.competitor,
                (known[row.competitor] if row.total is None else row.total,),
                row.total is None,
                None if row.position is None else (row.position, row.position),
                row.total_derived,
                row.struck,
                None if row.total is None else row.scored,
            )
            for row in rows
        ]
        return _in_order(lines)
    by_competitor: defaultdict[str, list[Score]] = defaultdict(list)
    for score in scores:
        by_competitor[score.competitor].append(score)
    parts = [Part(part.best, frozenset(part.rounds) or None) for part in counting]
    open_lines = []
    for row in rows:
        cells = {score.round_: score for score in by_competitor[row.competitor]}
        more, derived = False, False
        groups: defaultdict[str, list[Score]] = defaultdict(list)
        counted: dict[str, Fraction] = {}
        for score in cells.values():
            if score.one_of:
                groups[score.one_of].append(score)
        for code in rounds:
            score_there = cells.get(code)
            if score_there is None or score_there.state in {"unknown", "left out"}:
                more = True
            elif score_there.points is not None and not score_there.one_of:
                counted[code] = Fraction(score_there.points)
                derived |= score_there.derived
        certain = counted_points(counted, parts)
        possible = alternatives(
            certain,
            [
                (Fraction(cells_of[0].points or 0), sum(score.round_ in rounds for score in cells_of), len(cells_of))
                for cells_of in groups.values()
            ],
        )
        scored = int(sum(counted.values()))
        kept = scored if certain != scored and not more and not groups else None
        open_lines.append((row.competitor, tuple(int(total) for total in possible), more, derived, kept))
    lines = []
    for name, totals, more, derived, kept in open_lines:
        others = [(other[0], other[1], other[2]) for other in open_lines if other[0] != name]
        if more or any(other_more for _, _, other_more in others):
            places = None
        else:
            level = sum(_wins_tie(ties, other, name) for other, sums, _ in others if sums == totals)
            ahead = sum(sums[0] > totals[-1] for _, sums, _ in others)
            maybe = sum(sums[-1] > totals[0] for _, sums, _ in others)
            # A tie is decided only where both totals are sure.
            places = (1 + ahead + level, 1 + maybe + level) if len(totals) == 1 else (1 + ahead, 1 + maybe)
        lines.append(Line(name, totals, more, places, derived, None, kept))
    return sorted(lines, key=lambda line: (-line.totals[-1], ties.get(line.name, _LAST_OF_A_TIE), line.name))


def _wins_tie(ties: Mapping[str, tuple[int, ...]], other: str, name: str) -> bool:
    """Whether another competitor with the same points stands before this one."""
    return ties.get(other, _LAST_OF_A_TIE) < ties.get(name, _LAST_OF_A_TIE)


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
    text = " or ".join(units(total, denominator) for total in line.totals)
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


def score_text(score: Score | None, denominator: int) -> str:
    if score is None or score.state == "left out":
        return "·"
    if score.state == "unknown":
        return "?"
    if score.state == "no part":
        return "-"
    points = units(score.points or 0, denominator)
    if score.one_of:
        return f"{points}?"
    return f"({points})" if score.dropped else points
