"""pydantic's complaints, said for somebody who edits a season file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from bot.season.model.values import FORMS

# What pydantic adds to the end of a location: the member of a union that it tried, or that a key was meant.
_TRIED = re.compile(r"constrained-\w+|int|str|decimal|literal\[.*\]|\[key\]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint. `path` is the key path in the file, `where` the same for people to read."""

    path: tuple[str | int, ...]
    where: str
    problem: str
    remedy: str


def explain(error: ValidationError) -> list[Problem]:
    """Every complaint of a validation, once per place; a value that fits no form of several is one complaint."""
    problems: dict[tuple[str | int, ...], Problem] = {}
    details = error.errors(include_url=False, include_context=True)
    for detail in details:
        path = _file_path(detail["loc"], detail["type"])
        value = detail.get("input")
        if detail["type"] == "too_short" and any(_inside(other["loc"], path) for other in details):
            continue  # its items are wrong, each said on its own, and were not counted
        problem, remedy = _words(detail["type"], detail["msg"], value, detail.get("ctx", {}))
        problems.setdefault(path, Problem(path, readable(path), problem, remedy))
    return list(problems.values())


def _inside(location: tuple[str | int, ...], path: tuple[str | int, ...]) -> bool:
    return len(location) > len(path) and location[: len(path)] == path


def _file_path(location: tuple[str | int, ...], kind: str) -> tuple[str | int, ...]:
    """pydantic's location without the name of the union member that it tried. An unknown key keeps any name."""
    last = location[-1] if location else None
    if kind != "extra_forbidden" and len(location) > 1 and isinstance(last, str) and _TRIED.fullmatch(last):
        return location[:-1]
    return location


def readable(path: Sequence[str | int]) -> str:
    """`round 4, date` from `("round", 3, "date")`."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        else:
            words.append(part if isinstance(part, str) and part.isprintable() and len(part) <= 60 else _shown(part))
    return ", ".join(words)


def _words(kind: str, message: str, value: object, context: dict[str, object]) -> tuple[str, str]:
    shown = _shown(value)
    match kind:
        case "extra_forbidden":
            return "unknown key", "correct its spelling or remove it; data/README.md lists the keys"
        case "missing":
            return "is missing", "add it"
        case "literal_error":
            return f"{shown} is not one of the values there are", f"write {context.get('expected', 'one of them')}"
        case "string_pattern_mismatch":
            pattern = str(context.get("pattern"))
            return f"{shown} has not the form it needs", f"write {FORMS.get(pattern, pattern)}"
        case "string_too_long":
            return f"{shown} is too long", f"write at most {context.get('max_length')} characters"
        case "too_short" if context.get("actual_length"):
            return f"holds {context['actual_length']} only", f"write at least {context['min_length']}"
        case "string_too_short" | "too_short":
            return "is empty", "write at least one"
        case "decimal_parsing" | "decimal_type" | "finite_number" | "decimal_max_places":
            return f"{shown} is not a number as it is written here", "write digits with a point: 5.955"
        case "greater_than_equal":
            return f"{shown} is too small", f"write {context.get('ge')} or more"
        case "less_than_equal" | "int_parsing_size" | "decimal_max_digits" | "decimal_whole_digits":
            return (
                f"{shown} is too large",
                f"write {context['le']} or less" if "le" in context else "correct the number",
            )
        case "string_type":
            return f"{shown} is not text", "write it in quotes"
        case "int_parsing" | "int_type":
            return f"{shown} is not a whole number", "write digits only, or ? for what the source leaves blank"
        case "date_type" | "date_from_datetime_parsing" | "date_parsing" | "date_from_datetime_inexact":
            return f"{shown} is not a date", "write year-month-day without quotes: 2003-08-24"
        case _:
            return f"{shown}: {message[0].lower()}{message[1:]}", "see data/README.md"


def _shown(value: object) -> str:
    """A value in a fault: short, on one line."""
    if isinstance(value, int) and value.bit_length() > 200:  # too long to read, and Python may refuse to write it
        return "the number"
    if isinstance(value, Decimal):
        shown = str(value)
    else:
        shown = repr(value) if isinstance(value, (str, int, float)) else type(value).__name__
    return f"{shown[:57]}…" if len(shown) > 60 else shown
