"""Every complaint that pydantic can have of what somebody wrote is said in words of season text.

Each field of everything that is read from text is given values of every kind that TOML and CSV have.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from pydantic import ValidationError

from bot.importers.mapped.plan import Map
from bot.importers.plans import Decisions
from bot.season.explain import Problem, explain
from bot.season.model.season import Season
from bot.season.model.values import Text

WRITTEN: tuple[object, ...] = (
    "", "?", "5", "-1", "1.5", "1000000000", "9" * 5000, "yes", "Some Text", "a\x01b", "x" * 700,
    0, -1, 7, 10**9, 10**25, 10**400,
    Decimal("1.5"), Decimal(-1), Decimal("1.12345678"), Decimal("1e30"), Decimal("NaN"), Decimal("Infinity"),
    True, False, date(2003, 8, 24), time(11, 2),
    datetime(2003, 8, 24, tzinfo=UTC), datetime(2003, 8, 24, 11, 2, tzinfo=UTC),
    [], [1], [[]], [{}], [{"a": 1}], {}, {"a": 1}, {"a": {}}, {"x y": {}}, {"value": True},
    {"value": [], "sources": [0]},
)  # fmt: skip
# pydantic's own words, and Python's names for what is written otherwise.
FOREIGN = re.compile(
    r"input|valid|instance|constrained|tuple|dictionary|boolean|decimal |datetime|Field|literal|see data/README"
    r"|\b(?:True|False|None|dict|str|int)\b is"
)


# Of a standings row: cells are read, and complained of, before.
CELLS = ("cells", "total")


def read_from_text() -> Iterator[type[Text]]:
    """Every class of what is read from text: of seasons, and of files that imports are given."""
    assert {Season, Map, Decisions} <= set(Text.__subclasses__())
    waiting: list[type[Text]] = [Text]
    while waiting:
        found = waiting.pop().__subclasses__()
        waiting += found
        yield from (kind for kind in found if kind is not Season and kind.model_fields)


def complaints() -> Iterator[tuple[str, Problem]]:
    """What is said of every value in every field, with the class and the field that it is about."""
    for kind in read_from_text():
        for name, field in kind.model_fields.items():
            if name in CELLS:
                continue
            for value in WRITTEN:
                try:
                    kind.model_validate({field.alias or name: value})
                except ValidationError as error:
                    for problem in explain(error):
                        yield f"{kind.__name__}.{name} = {value!r:.40}", problem
                except RecursionError:
                    pytest.fail(f"{kind.__name__}.{name}")


def test_no_complaint_is_in_the_words_of_a_library() -> None:
    said = list(complaints())

    assert len(said) > 5000
    for about, problem in said:
        for words in (problem.where, problem.problem, problem.remedy):
            assert words.isprintable(), about
            assert 0 < len(words) < 250, about
    assert not [
        (about, problem)
        for about, problem in said
        if FOREIGN.search(f"{problem.where} {problem.problem} {problem.remedy}")
    ]
