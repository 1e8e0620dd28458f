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
        name = rest[0]
        index = rest[1] if len(rest) > 1 and isinstance(rest[1], int) else None
        dotted = ".".join([*prefix, name])
        found = _header(lines, dotted, index or 0, start, end)
        if found is None:
            break
        start, best = found, found + 1
        end = _block_end(lines, dotted, found, end)
        prefix.append(name)
        rest = rest[1:] if index is None else rest[2:]
    for key in (part for part in rest if isinstance(part, str)):
        pattern = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*=""")
        inline = re.compile(rf"[{{,]\s*{re.escape(key)}\s*=")
        for number in range(start, end):
            if number > start and _HEADER.match(lines[number]) and not prefix:
                break
            if pattern.match(lines[number]) or (best - 1 == number and inline.search(lines[number])):
                best = number + 1
                break
        else:
            break
    return best


def _header(lines: Sequence[str], dotted: str, index: int, start: int, end: int) -> int | None:
    """Number (from 0) of the `index`-th header called `dotted` between `start` and `end`."""
    seen = -1
    for number in range(start, end):
        match = _HEADER.match(lines[number])
        if match and match[2].replace('"', "").replace(" ", "") == dotted:
            seen += 1
            if seen == index:
                return number
    return None


def _block_end(lines: Sequence[str], dotted: str, start: int, end: int) -> int:
    """Number of the first line after `start` that is not of this table or its sub-tables."""
    for number in range(start + 1, end):
        match = _HEADER.match(lines[number])
        if match and not match[2].startswith(f"{dotted}."):
            return number
    return end
