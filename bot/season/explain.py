"""pydantic's complaints, said for somebody who edits a season file."""

from dataclasses import dataclass

from pydantic import ValidationError


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
    for detail in error.errors(include_url=False, include_context=True):
        path = _file_path(detail["loc"])
        value = detail.get("input")
        problem, remedy = _words(detail["type"], detail["msg"], value, detail.get("ctx", {}))
        problems.setdefault(path, Problem(path, _readable(path), problem, remedy))
    return list(problems.values())


def _file_path(location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """pydantic's location without the names of the union members that it tried."""
    path: list[str | int] = []
    for part in location:
        if isinstance(part, str) and not part.replace("_", "").replace("-", "").isalnum():
            break
        if isinstance(part, str) and path and part in {"int", "str", "decimal", "tuple", "float", "date"}:
            break
        path.append(part)
    return tuple(path)


def _readable(path: tuple[str | int, ...]) -> str:
    """`round 4, date` from `("round", 3, "date")`."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        else:
            words.append(str(part))
    return ", ".join(words)


def _words(kind: str, message: str, value: object, context: dict[str, object]) -> tuple[str, str]:
    shown = repr(value) if isinstance(value, (str, int, float)) else type(value).__name__
    if len(shown) > 60:
        shown = f"{shown[:57]}…"
    match kind:
        case "extra_forbidden":
            return "unknown key", "correct its spelling or remove it; data/README.md lists the keys"
        case "missing":
            return "is missing", "add it"
        case "literal_error":
            return f"{shown} is not one of the values there are", f"write {context.get('expected', 'one of them')}"
        case "string_pattern_mismatch":
            return f"{shown} has not the form it needs", f"it must match {context.get('pattern', '')}"
        case "string_too_long":
            return f"{shown} is too long", f"write at most {context.get('max_length')} characters"
        case "string_too_short" | "too_short":
            return "is empty", "write at least one"
        case "greater_than_equal":
            return f"{shown} is too small", f"write {context.get('ge')} or more"
        case "string_type":
            return f"{shown} is not text", "write it in quotes"
        case "int_parsing" | "int_type":
            return f"{shown} is not a whole number", "write digits only, or ? for what the source leaves blank"
        case "date_type" | "date_from_datetime_parsing" | "date_parsing" | "date_from_datetime_inexact":
            return f"{shown} is not a date", "write year-month-day without quotes: 2003-08-24"
        case _:
            return f"{shown}: {message[0].lower()}{message[1:]}", "see data/README.md"
