"""Championship tables: final, by round, or after any round, saying what is derived and what is not known."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.answers import remarks
from bot.answers.answer import Answer, Link, Part, compose, link
from bot.answers.words import STAR, TABLE_WIDTH, cell, listed, ordinal, plain, round_phrase, shortened, table, units
from bot.archive import Scope
from bot.championship import alternatives
from bot.errors import Cancelled, NotHeld
from bot.queries import standings as queries
from bot.queries.rounds import Round
from bot.queries.standings import Championship, Score, Standing

_SCORES_A_LINE = 9


@dataclass(frozen=True, slots=True)
class Line:
    """A competitor in a table. `totals` are the possible totals, ascending; `more` where points are not known.

    `places` are the best and worst place that are possible, None where no place can be given.
    """

    name: str
    totals: tuple[int, ...]
    more: bool
    places: tuple[int, int] | None
    derived: bool
    struck: bool = False


async def standings(
    scope: Scope,
    class_: str | None = None,
    kind: str | None = None,
    after: str | None = None,
    *,
    by_round: bool = False,
) -> Answer:
    """The standings of a class: final, after a round, or by round; without a class, the leaders of every class.

    Raises: NotHeld where the championship, or its points by round, are not held; Cancelled for a cancelled round.
    """
    kind = kind or scope.held.row.default_kind
    until = None
    if after is not None:
        until = scope.round_(after)
        if until.cancelled is not None:
            raise Cancelled(f"The {plain(until.name)} was cancelled: there are no standings after it.")
    if class_ is None:
        classes = [title for title in scope.held.championships if title.kind == kind]
        if len(classes) != 1:
            return await _leaders(scope, kind, classes, until)
        title = classes[0]
    else:
        title = _championship(scope, class_, kind)
    rows = await queries.standings(scope.connection, scope.season, title.championship)
    scores = await queries.scores(scope.connection, scope.season, title.championship)
    if not rows:
        raise NotHeld(f"The {plain(title.name)} standings are not in my data.")
    if by_round:
        return _by_round(scope, title, rows, scores)
    return _table(scope, title, rows, scores, until)


def _championship(scope: Scope, class_: str, kind: str) -> Championship:
    held = [title for title in scope.held.championships if title.class_ == class_]
    title = next((title for title in held if title.kind == kind), None)
    if title is not None:
        return title
    if scope.class_(class_).guest:
        raise NotHeld(f"{class_} cars were guests outside the championship: they have no standings.")
    known = f"its {listed([title.kind for title in held])} standings are" if held else "nothing of its standings is"
    raise NotHeld(f"The {class_} {kind} standings are not in my data; {known}.")


def lines_after(rows: Sequence[Standing], scores: Sequence[Score], rounds: Sequence[str] | None) -> list[Line]:
    """The table after the rounds given, best first; None: the final table as published or derived."""
    if rounds is None:
        known: Counter[str] = Counter()
        for score in scores:
            known[score.competitor] += 0 if score.one_of or score.dropped else score.points or 0
        return [
            Line(
                row.competitor,
                (known[row.competitor] if row.total is None else row.total,),
                row.total is None,
                None if row.position is None else (row.position, row.position),
                row.total_derived,
                row.struck,
            )
            for row in rows
        ]
    by_competitor: defaultdict[str, list[Score]] = defaultdict(list)
    for score in scores:
        by_competitor[score.competitor].append(score)
    open_lines = []
    for row in rows:
        cells = {score.round_: score for score in by_competitor[row.competitor]}
        certain, more, derived = Fraction(0), False, False
        groups: defaultdict[str, list[Score]] = defaultdict(list)
        for score in cells.values():
            if score.one_of:
                groups[score.one_of].append(score)
        for code in rounds:
            score_there = cells.get(code)
            if score_there is None or score_there.state in {"unknown", "left out"}:
                more = True
            elif score_there.points is not None and not score_there.one_of:
                certain += score_there.points
                derived |= score_there.derived
        possible = alternatives(
            certain,
            [
                (Fraction(cells_of[0].points or 0), sum(score.round_ in rounds for score in cells_of), len(cells_of))
                for cells_of in groups.values()
            ],
        )
        open_lines.append((row.competitor, tuple(int(total) for total in possible), more, derived))
    lines = []
    for name, totals, more, derived in open_lines:
        others = [(other[1], other[2]) for other in open_lines if other[0] != name]
        if more or any(other_more for _, other_more in others):
            places = None
        else:
            ahead = sum(other[0] > totals[-1] for other, _ in others)
            maybe = sum(other[-1] > totals[0] for other, _ in others)
            places = (1 + ahead, 1 + maybe)
        lines.append(Line(name, totals, more, places, derived))
    return sorted(lines, key=lambda line: (-line.totals[-1], line.name))


def total_text(line: Line, denominator: int) -> str:
    """`163`, `16 or 22`, `56+` where some rounds are not known, `?` where none is."""
    text = " or ".join(units(total, denominator) for total in line.totals)
    if line.more:
        return f"{text}+" if any(line.totals) else "?"
    return text


def place_text(line: Line) -> str:
    """`3`, `3-4` where both are possible, `DSQ`, or nothing."""
    if line.struck:
        return "DSQ"
    if line.places is None:
        return ""
    best, worst = line.places
    return str(best) if best == worst else f"{best}-{worst}"


def _table(
    scope: Scope, title: Championship, rows: tuple[Standing, ...], scores: tuple[Score, ...], until: Round | None
) -> Answer:
    denominator = scope.held.row.points_denominator
    codes = None if until is None else _raced_through(scope, until)
    if codes is not None and all(score.state == "left out" for score in scores if score.round_ in codes):
        raise NotHeld(f"The {plain(title.name)} standings are in my data at the end of the season only, not by round.")
    lines = lines_after(rows, scores, codes)
    when = "final" if until is None else f"after {round_phrase(until)}"
    leader = lines[0].totals[0] if lines[0].totals and not lines[0].more else None
    cells = []
    for line in lines:
        gap = ""
        if leader is not None and len(line.totals) == 1 and not line.more and line.totals[0] != leader:
            gap = f"-{units(leader - line.totals[0], denominator)}"
        points = total_text(line, denominator).replace(" or ", "/") + ("*" if line.derived else "")
        cells.append((place_text(line), line.name, points, gap))
    room = (
        TABLE_WIDTH
        - 3
        - sum(max(len(row[column]) for row in [*cells, ("P", "", "Pts", "Gap")]) for column in (0, 2, 3))
    )
    shown = [(place, shortened(name, room), points, gap) for place, name, points, gap in cells]
    text = table([("P", title.kind.capitalize().removesuffix("s"), "Pts", "Gap"), *shown], "><>>")
    first = [
        f"{place_text(line) + '. ' if place_text(line) else ''}{plain(line.name)} {total_text(line, denominator)}"
        for line in lines[:6]
    ]
    more = f" and {len(lines) - 6} more" if len(lines) > 6 else ""
    sentence = f"{plain(title.name)}, {when}: {', '.join(first)}{more}."
    sentence = _champions(title, lines, sentence, until)
    full_names = [name for _, name, _, _ in cells if len(name) > room]
    about = lines if codes is not None else _open_groups(lines, rows, scores)
    legend = _legend(scope, title, about, rows, scores, codes)
    notes = [note for note in scope.held.notes if note.championship == title.championship]
    found = tuple(d for d in scope.held.disputes if d.championship == title.championship)
    derivations = _derivations(rows, lines)
    return compose(
        scope,
        sentence,
        title=f"{scope.held.row.label} {title.name} · {when}",
        lines=text,
        parts=[
            Part("In full", tuple(f"- {plain(name)}" for name in full_names)),
            Part("About this table", tuple(legend)),
            remarks.notes_part(notes),
            remarks.disputed_part(scope, found),
            remarks.derived_part(scope, derivations),
        ],
        sources=[
            *_sources(rows),
            *title.decided_sources,
            *remarks.note_sources(notes),
            *remarks.dispute_sources(found),
        ],
        links=_links(scope, title, scores, by_round=False),
    )


def _champions(title: Championship, lines: Sequence[Line], sentence: str, until: Round | None) -> str:
    """Where only who won the title is known, the sentence says that first."""
    if until is not None or title.coverage != "champion only":
        return sentence
    first = [line for line in lines if line.places == (1, 1)]
    names = listed([f"**{plain(line.name)}**" for line in first])
    shared = "shared" if len(first) > 1 else "won"
    return f"{names} {shared} the {plain(title.name)} title; the rest of its table is not complete in my data."


def _legend(
    scope: Scope,
    title: Championship,
    lines: Sequence[Line],
    rows: Sequence[Standing],
    scores: Sequence[Score],
    codes: Sequence[str] | None,
) -> list[str]:
    """What the marks in the table mean, and how complete it is."""
    legend = []
    if title.coverage != "complete":
        what = "the champions only" if title.coverage == "champion only" else "part of this table"
        legend.append(f"- My data has {what}; a competitor not listed may have scored.")
    if any(line.derived for line in lines):
        legend.append("- \\* derived: worked out from results, not published.")
    if any(line.more and any(line.totals) for line in lines):
        legend.append("- + at least: some rounds are not known.")
    if any(line.more and not any(line.totals) for line in lines):
        legend.append("- ? the sources do not say how many points.")
    split = [line for line in lines if len(line.totals) > 1]
    by_code = {round_.round_: round_ for round_ in scope.held.calendar}
    for line in split:
        group = [score for score in scores if score.competitor == line.name and score.one_of]
        where = listed([str(by_code[score.round_].number) for score in group], last="or")
        points = units(group[0].points or 0, scope.held.row.points_denominator)
        legend.append(f"- {plain(line.name)}: {points} points belong to round {where}; the sources do not say which.")
    for row in rows:
        if row.note and codes is None:
            legend.append(f"- {plain(row.competitor)}: {plain(row.note)}")
    if title.decided and codes is None:
        decided = by_code[title.decided]
        legend.append(f"- Title decided at {round_phrase(decided)}.")
    return legend


def _derivations(rows: Sequence[Standing], lines: Sequence[Line]) -> list[str | None]:
    names = {line.name for line in lines if line.derived or len(line.totals) > 1}
    return [row.derivation for row in rows if row.competitor in names]


def _raced_through(scope: Scope, until: Round) -> list[str]:
    """Codes of the rounds raced up to and with `until`."""
    calendar = scope.held.calendar
    return [r.round_ for r in calendar[: calendar.index(until) + 1] if r.cancelled is None]


def _sources(rows: Sequence[Standing]) -> list[str]:
    return [key for row in rows for key in row.sources]


def _links(scope: Scope, title: Championship, scores: Sequence[Score], *, by_round: bool) -> list[Link]:
    links = []
    cells = any(score.state != "left out" for score in scores)
    if by_round:
        links.append(link(scope, "Final table", "standings", class_=title.class_, championship=title.kind))
    elif cells:
        links.append(link(scope, "By round", "standings", class_=title.class_, championship=title.kind, by_round="yes"))
    for other in scope.held.championships:
        if other.class_ == title.class_ and other.kind != title.kind:
            label = other.kind.capitalize()
            links.append(link(scope, label, "standings", class_=other.class_, championship=other.kind))
    links.append(link(scope, "Every class", "standings"))
    return links[:5]


def _by_round(scope: Scope, title: Championship, rows: tuple[Standing, ...], scores: tuple[Score, ...]) -> Answer:
    """Two-line rows: the competitor and total, then the points of each round."""
    denominator = scope.held.row.points_denominator
    raced = [round_ for round_ in scope.held.calendar if round_.cancelled is None]
    cells = {(score.competitor, score.round_): score for score in scores}
    if all(score.state == "left out" for score in scores):
        raise NotHeld(f"The {plain(title.name)} points by round are not in my data; its final table is.")
    numbers = [str(round_.number) for round_ in raced]
    lines = ["```"]
    lines += [f"  {chunk}" for chunk in _row_chunks(numbers)]
    for row, line in zip(rows, lines_after(rows, scores, None), strict=True):
        starred = any(cells[row.competitor, r.round_].derived for r in raced if (row.competitor, r.round_) in cells)
        place = place_text(line)
        total = total_text(line, denominator) + ("*" if line.derived else "")
        name = shortened(
            f"{place + ' ' if place else ''}{row.competitor}{'*' if starred else ''}", TABLE_WIDTH - len(total) - 1
        )
        lines.append(cell(f"{name} {total}"))
        texts = [_score_text(cells.get((row.competitor, round_.round_)), denominator) for round_ in raced]
        lines += [f"  {chunk}" for chunk in _row_chunks(texts)]
    lines.append("```")
    all_lines = lines_after(rows, scores, None)
    legend = ["- Columns are round numbers."]
    if any(score.derived for score in scores):
        legend.append(
            "- \\* after a name: which round points belong to is derived. After a total: the total is derived."
        )
    shown = {_score_text(score, denominator) for score in scores}
    if "?" in shown:
        legend.append("- ? the sources do not say.")
    if "-" in shown:
        legend.append("- \\- took no part.")
    if "·" in shown:
        legend.append("- · not in my data.")
    if any(score.dropped for score in scores):
        legend.append("- ( ) dropped score: not counted.")
    legend += [
        text
        for text in _legend(scope, title, _open_groups(all_lines, rows, scores), rows, scores, None)
        if not text.startswith(("- \\*", "- +", "- ?"))
    ]
    totals = [f"{plain(line.name)} {total_text(line, denominator)}" for line in lines_after(rows, scores, None)[:6]]
    more = f" and {len(rows) - 6} more" if len(rows) > 6 else ""
    sentence = f"{plain(title.name)}, points by round; totals: {', '.join(totals)}{more}."
    return compose(
        scope,
        sentence,
        title=f"{scope.held.row.label} {title.name} · by round",
        lines=lines,
        parts=[
            Part("About this table", tuple(legend)),
            remarks.derived_part(scope, [row.derivation for row in rows]),
        ],
        sources=[*_sources(rows), *remarks.derivation_sources(scope, [row.derivation for row in rows])],
        links=_links(scope, title, scores, by_round=True),
    )


def _open_groups(lines: Sequence[Line], rows: Sequence[Standing], scores: Sequence[Score]) -> list[Line]:
    """Lines with more than one possible total for those whose points belong to one of several rounds."""
    split = {score.competitor for score in scores if score.one_of}
    return [Line(line.name, (0, 1), False, line.places, line.derived) if line.name in split else line for line in lines]


def _row_chunks(texts: Sequence[str]) -> list[str]:
    """Cells three characters wide, nine to a line: what a phone shows without wrapping."""
    width = max(3, *(len(text) for text in texts)) if any(len(text) > 2 for text in texts) else 3
    a_line = min(_SCORES_A_LINE, (TABLE_WIDTH - 2) // width)
    return [
        "".join(text.rjust(width) for text in texts[start : start + a_line]).rstrip()
        for start in range(0, len(texts), a_line)
    ]


def _score_text(score: Score | None, denominator: int) -> str:
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


async def _leaders(scope: Scope, kind: str, titles: Sequence[Championship], until: Round | None) -> Answer:
    """First places of every class."""
    if not titles:
        kinds = listed(list(dict.fromkeys(title.kind for title in scope.held.championships)))
        raise NotHeld(f"No {kind} standings are in my data{f'; {kinds} standings are' if kinds else ''}.")
    denominator = scope.held.row.points_denominator
    leaders, parts, sources, open_classes = [], [], [], []
    for title in titles:
        rows = await queries.standings(scope.connection, scope.season, title.championship)
        scores = await queries.scores(scope.connection, scope.season, title.championship)
        codes = None if until is None else _raced_through(scope, until)
        if not rows or (codes is not None and all(s.state == "left out" for s in scores if s.round_ in codes)):
            open_classes.append(title.class_)
            continue
        lines = lines_after(rows, scores, codes)
        sources += _sources(rows)
        first = [line for line in lines if line.places and line.places[0] == 1] or lines[:1]
        certain = all(line.places == (1, 1) for line in first)
        names = listed([plain(line.name) for line in first])
        points = total_text(first[0], denominator)
        if not certain:
            open_classes.append(title.class_)
        else:
            leaders.append(f"{title.class_}: **{names}**{'' if points == '?' else f' {points}'}")
        parts.append(
            Part(
                title.name,
                tuple(
                    f"{place_text(line) or '–'} {plain(line.name)} · {total_text(line, denominator)}"
                    f"{STAR if line.derived else ''}"
                    for line in lines[:3]
                ),
                inline=False,
            )
        )
    when = "after the last round" if until is None else f"after {round_phrase(until)}"
    kind_word = kind.removesuffix("s")
    sentence = f"Leading {kind_word} of each class {when}: {'; '.join(leaders)}." if leaders else ""
    if open_classes:
        sentence += f" For {listed(open_classes)} the order is not known for certain."
    legend = ["- \\* derived.", "- + at least: some rounds are not known.", "- ? the sources do not say."]
    found = tuple(d for d in scope.held.disputes if d.championship in {title.championship for title in titles})
    return compose(
        scope,
        sentence.strip(),
        title=f"{scope.held.row.label} standings · {kind} · {when}",
        parts=[*parts, Part("Marks", tuple(legend)), remarks.disputed_part(scope, found)],
        sources=[*dict.fromkeys(sources), *remarks.dispute_sources(found)],
        links=[
            link(scope, f"{title.class_} table", "standings", class_=title.class_, championship=kind)
            for title in titles[:5]
        ],
    )


def standing_text(scope: Scope, row: Standing) -> str:
    """A competitor's line in one championship: `**GTS teams** 1st with 167 points`."""
    title = next(title for title in scope.held.championships if title.championship == row.championship)
    place = ordinal(row.position) if row.position else "struck from the table" if row.struck else "place not known"
    if row.total is None:
        points = "total not known"
    else:
        derived = " (derived)" if row.total_derived else ""
        points = f"{units(row.total, scope.held.row.points_denominator)} points{derived}"
    return f"**{plain(title.name)}** {place}, {points}"
