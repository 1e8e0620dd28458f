"""pydantic's complaints, said for somebody who edits a season file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

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
    details = error.errors(include_url=False, include_context=True)
    by_path: dict[tuple[str | int, ...], list[ErrorDetails]] = {}
    for detail in details:
        path = _file_path(detail["loc"], detail["type"])
        if detail["type"] == "too_short" and any(_inside(other["loc"], path) for other in details):
            continue  # its items are wrong, each said on its own, and were not counted
        by_path.setdefault(path, []).append(detail)
    return [_problem(path, of_path) for path, of_path in by_path.items()]


def _problem(path: tuple[str | int, ...], details: Sequence[ErrorDetails]) -> Problem:
    """What is wrong at a place: what the first form wants, and the marks that may stand there instead."""
    first, *others = details
    problem, remedy = _words(first["type"], first["msg"], first.get("input"), first.get("ctx", {}), path)
    if not first["type"].startswith("string"):
        marks = [str(other["ctx"]["expected"]).replace("'", "") for other in others if other["type"] == "literal_error"]
        remedy += "".join(f"{', ' if ' or ' in mark else ' or '}{mark}" for mark in marks)
    return Problem(path, readable(path), problem, remedy)


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


def _words(
    kind: str, message: str, value: object, context: dict[str, Any], path: Sequence[str | int]
) -> tuple[str, str]:
    """What is wrong with a value, and what to write; pydantic's own `message` where it has a new kind of complaint."""
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
        case "string_too_short":
            return "is empty", "write at least one character"
        case "too_short":
            return "is empty", "write at least one item"
        case "decimal_parsing" | "decimal_type" | "finite_number":
            return f"{shown} is not a number as it is written here", "write digits with a point: 5.955"
        case "decimal_max_places":
            return f"{shown} is too exact", f"write at most {context['decimal_places']} digits after the point"
        case "decimal_max_digits":
            return (
                f"{shown} has too many digits or is too large",
                f"write at most {context['max_digits']} digits in all",
            )
        case "decimal_whole_digits":
            return f"{shown} is too large", f"write at most {context['whole_digits']} digits before the point"
        case "greater_than_equal":
            return f"{shown} is too small", f"write {context['ge']} or more"
        case "less_than_equal":
            return f"{shown} is too large", f"write {context['le']} or less"
        case "int_parsing_size":
            return f"{shown} is too large", "write a smaller number"
        case "string_type":
            return f"{shown} is not text", "write it in quotes"
        case "int_parsing" | "int_type" | "int_from_float":
            return f"{shown} is not a whole number", "write digits only"
        case "bool_type" | "bool_parsing":
            return f"{shown} is neither true nor false", "write true or false, without quotes"
        case "date_type":
            return f"{shown} is not a date", "write year-month-day without quotes: 2003-08-24"
        case "tuple_type":
            one = _header(path) if isinstance(value, dict) else ""
            remedy = f"write [[{one}]] as its header" if one else "write it in square brackets: [ ]"
            return f"{shown} is not a list", remedy
        case "dict_type" | "model_type":
            if str(context.get("class_name")).startswith("Fact["):
                return f"{shown} is not a value with its sources", 'write { value = …, sources = ["…"] }'
            return f"{shown} is not a table", f"write its keys in braces, or below a header: [{_header(path)}]"
        case _:
            return f"{shown}: {message[0].lower()}{message[1:]}", "see data/README.md"


def _header(path: Sequence[str | int]) -> str:
    """The header of a table in TOML: `round.margin`."""
    return ".".join(part for part in path if isinstance(part, str))


def _shown(value: object) -> str:
    """A value in a fault: short, on one line, as TOML writes it."""
    match value:
        case bool():
            return str(value).lower()
        case int() if value.bit_length() > 200:  # too long to read, and Python may refuse to write it
            return "the number"
        case str() | int() | float():
            shown = repr(value)
        case Decimal():
            shown = str(value)
        case date() | time():
            shown = value.isoformat()
        case list() | tuple():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "this"
    return f"{shown[:57]}…" if len(shown) > 60 else shown
