"""Class winners of the article, as lines of results."""

from collections.abc import Iterator

from bot.importers.article.crews import told_apart
from bot.importers.article.drafting import SOURCES, Drafting
from bot.importers.article.parse import CalendarRow, Winner
from bot.importers.keys import plain_words
from bot.season.model.rows import ResultRow


def result_rows(it: Drafting) -> Iterator[ResultRow]:
    """Lines of results.csv, in the order of the article."""
    rounds = {row.number: row for row in it.rows if row.number is not None}
    seen: dict[tuple[int, str], str] = {}
    for winner in it.article.winners:
        row = rounds.get(winner.number)
        if row is None:
            it.left_out(winner.line, f"round {winner.number} is not in the calendar")
            continue
        if seen.setdefault((winner.number, winner.class_), winner.car) != winner.car:
            it.left_out(winner.line, f"round {winner.number} has another winner of {winner.class_} above")
            continue
        if not _same_place(winner.circuit, row):
            text = f"Round {winner.number} is at {winner.circuit} here, at {row.circuit} on the calendar."
            it.ask(winner.line, text)
        yield _result(it, winner, it.codes[row.line])


def _result(it: Drafting, winner: Winner, code: str) -> ResultRow:
    line = winner.drivers_line or winner.line
    names = told_apart(winner.drivers, it.known)
    if names is None:
        crew: tuple[str, ...] = ("?",)
        note = f"Line {line}: the names of the crew are run together, or missing."
        said = f"“{winner.drivers}”" if winner.drivers else "nothing"
        it.ask(
            line,
            f"Who drove car {winner.car} of {winner.class_} cannot be told from {said}: the crew is ?. Add a name "
            'of it to decisions.toml, under [people]: "<name>" = "<name>".',
        )
    else:
        where = f"{it.name}:{line}"
        crew = tuple(dict.fromkeys(it.people.name(driver, driver, where) for driver in names))
        note = f"Line {line} runs the names together." if len(names) > 1 else f"Line {line}."
    return ResultRow.model_validate(
        {
            "line": 0,
            "round": code,
            "class": winner.class_,
            "class_position": 1,
            "car": winner.car,
            "team": winner.team,
            "crew": crew,
            "status": "classified",
            "sources": SOURCES,
            "note": note,
        }
    )


def _same_place(short: str, row: CalendarRow) -> bool:
    """Whether the winners' row and the calendar's row may mean one place: a word in common is enough."""
    return not short or bool(set(plain_words(short)) & {*plain_words(row.circuit), *plain_words(row.name)})
