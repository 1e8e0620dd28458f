"""Championships of one season, with their tables."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from bot.importers.keys import key_of
from bot.importers.mapped.making import SOURCES, Making
from bot.importers.mapped.plan import StandingColumns
from bot.importers.mapped.reading import Drive, fraction
from bot.importers.mapped.records import Record
from bot.season.cells import Cell
from bot.season.model.championships import Championship
from bot.season.model.rows import StandingRow


def title(it: Making, columns: StandingColumns) -> Championship:
    """The championship that a table of standings is of."""
    class_ = columns.class_ or it.map.classes[0].code
    return Championship.model_validate(
        {
            "code": _title_code(columns),
            "class": class_,
            "kind": columns.kind,
            "name": columns.title,
            "coverage": it.extent(columns.coverage),
        }
    )


def standing_rows(it: Making, columns: StandingColumns, records: Sequence[Record]) -> Iterator[StandingRow]:
    """Lines of standings.csv of one table, in its order."""
    seen: set[str] = set()
    for record in records:
        row = it.safely(record, lambda: _standing(it, columns, record))  # noqa: B023
        if row is None:
            continue
        if row.competitor in seen:
            it.note(record, f"{row.competitor} stands twice in the table")
            continue
        seen.add(row.competitor)
        yield row


def _standing(it: Making, columns: StandingColumns, record: Record) -> StandingRow:
    name = record["competitor"]
    if columns.kind == "drivers":
        name = it.namer.competitor(name, record)
    total = fraction(record["points"])
    scored = it.held.points.get((columns.kind, name), {})
    # What was scored is said by round where it adds up to the published total; else some of it was dropped,
    # or given for something else, and which the source does not say.
    whole = sum(scored.values(), Fraction(0)) == total
    started = {drive.where for drive in it.held.drives if name in _competitors(it, columns, drive)}
    cells = {
        it.codes[where]: Cell("points", scored.get(where, Fraction(0)))
        if where in started or where in scored
        else Cell("no part")
        for where in it.order
        if where in it.raced
    }
    position = record["position"]
    return StandingRow(
        line=0,
        championship=_title_code(columns),
        position=int(position) if _is_place(position) else {"D": "DSQ", "E": "EX"}.get(position),  # type: ignore[arg-type]
        competitor=name,
        cells=cells if whole else {},
        total=Cell("points", total),
        sources=SOURCES,
    )


def _competitors(it: Making, columns: StandingColumns, drive: Drive) -> Sequence[str]:
    if columns.kind == "drivers":
        return drive.crew
    return (drive.record["team" if columns.kind == "teams" else "constructor"],)


def _title_code(columns: StandingColumns) -> str:
    return key_of(columns.title) or columns.kind


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < len(text) <= 3 and int(text) > 0
