"""A draft while it is being made: the article, its rounds, and what has to be said of it."""

from collections import Counter
from collections.abc import Collection

from bot.importers.article.parse import Article, CalendarRow
from bot.importers.job import Remark
from bot.importers.keys import key_of
from bot.importers.people import People

SOURCE = "article"
SOURCES = (SOURCE,)


class Drafting:
    """A draft while it is being made. `rows` are the calendar's, `codes` their rounds' codes by their lines."""

    def __init__(self, article: Article, name: str, people: People, known: Collection[str]) -> None:
        self.article = article
        self.name = name
        self.people = people
        self.known = known
        self.questions: list[Remark] = []
        self.problems = list(article.problems)
        self.short: dict[int, str] = {}
        for winner in article.winners:
            self.short.setdefault(winner.number, winner.circuit)
        self.rows = self._calendar()
        self.codes = self._round_codes()

    def ask(self, line: int, text: str) -> None:
        """Say what has to be looked up."""
        self.questions.append(Remark(f"{self.name}:{line}", text))

    def left_out(self, line: int, text: str) -> None:
        """Say what of the article is not in the season."""
        self.problems.append(Remark(f"{self.name}:{line}", text))

    def _calendar(self) -> list[CalendarRow]:
        """The calendar's rows, each round once, in order of date."""
        rows: list[CalendarRow] = []
        numbers: set[int] = set()
        for row in self.article.calendar:
            if row.number in numbers:
                self.left_out(row.line, f"round {row.number} stands in the calendar twice")
                continue
            if row.number is not None:
                numbers.add(row.number)
            rows.append(row)
        return sorted(rows, key=lambda row: (row.date, row.line))

    def _round_codes(self) -> dict[int, str]:
        """The code of a round by the line of its calendar row: its circuit's short name, counted."""
        counts: Counter[str] = Counter()
        codes: dict[int, str] = {}
        for row in self.rows:
            base = key_of(self.short.get(row.number or 0) or row.circuit) or "round"
            counts[base] += 1
            codes[row.line] = base if counts[base] == 1 else f"{base}-{counts[base]}"
        return codes
