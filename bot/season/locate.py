"""Finds the line of a TOML file that a value stands on, so that a fault can name it.

The standard reader gives no positions. The search knows the shapes that season files use: top-level keys,
`[table]`, `[[array]]` items and their sub-tables, one key a line.
"""

import re
from collections.abc import Sequence

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?")


def line_of(lines: Sequence[str], path: Sequence[str | int]) -> int:
    """The line, counted from 1, on which the value at `path` stands, or of the nearest thing around it.

    `path` is a key path as pydantic reports it, with TOML's own key names: `("round", 3, "date")`.
    """
    start, end, rest = 0, len(lines), list(path)
    best = 1
    prefix: list[str] = []
    while rest and isinstance(rest[0], str):
        index = rest[1] if len(rest) > 1 and isinstance(rest[1], int) else None
        dotted = ".".join([*prefix, rest[0]])
        found = _header(lines, dotted, index or 0, start, end)
        if found is not None:
            start, best = found, found + 1
            end = _block_end(lines, dotted, found, end)
        elif index is not None or not _has_tables(lines, dotted, start, end):
            break
        prefix.append(rest[0])
        rest = rest[1:] if index is None else rest[2:]
    keys = [part for part in rest if isinstance(part, str)]
    if keys and (found := _key(lines, keys[0], start, end)) is not None:
        best = found + 1
    return best


def _key(lines: Sequence[str], key: str, start: int, end: int) -> int | None:
    """Number (from 0) of the line that begins with `key`, from the header at `start` to the next header."""
    pattern = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*[=.]""")
    for number in range(start, end):
        if pattern.match(lines[number]):
            return number
        if number > start and _HEADER.match(lines[number]):
            return None
    return None


def _has_tables(lines: Sequence[str], dotted: str, start: int, end: int) -> bool:
    """Whether headers between `start` and `end` begin with `dotted`, as in `[sources.article]`."""
    return any(
        match and _name(match[2]).startswith(f"{dotted}.")
        for match in (_HEADER.match(line) for line in lines[start:end])
    )


def _name(header: str) -> str:
    return header.replace('"', "").replace(" ", "")


def _header(lines: Sequence[str], dotted: str, index: int, start: int, end: int) -> int | None:
    """Number (from 0) of the `index`-th header called `dotted` between `start` and `end`."""
    seen = -1
    for number in range(start, end):
        match = _HEADER.match(lines[number])
        if match and _name(match[2]) == dotted:
            seen += 1
            if seen == index:
                return number
    return None


def _block_end(lines: Sequence[str], dotted: str, start: int, end: int) -> int:
    """Number of the first line after `start` that is not of this table or its sub-tables."""
    for number in range(start + 1, end):
        match = _HEADER.match(lines[number])
        if match and not _name(match[2]).startswith(f"{dotted}."):
            return number
    return end
