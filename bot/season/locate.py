"""Finds the line of a TOML file that a value stands on, so that a fault can name it.

The standard reader gives no positions. The search knows the shapes that season files use: top-level keys,
`[table]`, `[[array]]` items and their sub-tables, one key a line.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?")
MOST_LOOKED_FOR = 300
"""Of a file with more faults than anybody mends in a day, this many are looked for: each takes the longer, the longer
the file is, and one that was made to be read for hours must not hold up a start."""


class TomlLines:
    """The lines of a TOML file, and where in them a value stands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        found = ((number, match) for number, line in enumerate(lines) if (match := _HEADER.match(line)))
        # Number (from 0) and name of each header, in order.
        self._headers = [(number, match[2].replace('"', "").replace(" ", "")) for number, match in found]
        self._numbers = [number for number, _ in self._headers]
        self._looked_for = 0

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line, counted from 1, on which the value at `path` stands, or of the nearest thing around it.

        `path` is a key path as pydantic reports it, with TOML's own key names: `("round", 3, "date")`. 0, the file
        as a whole, where more than `MOST_LOOKED_FOR` were looked for.
        """
        self._looked_for += 1
        if self._looked_for > MOST_LOOKED_FOR:
            return 0
        start, end, rest = 0, len(self._lines), list(path)
        best = 1
        prefix: list[str] = []
        while rest and isinstance(rest[0], str):
            index = rest[1] if len(rest) > 1 and isinstance(rest[1], int) else None
            dotted = ".".join([*prefix, rest[0]])
            found = self._header(dotted, index or 0, start, end)
            if found is not None:
                start, best = found, found + 1
                end = self._block_end(dotted, found, end)
            elif index is not None or not self._has_tables(dotted, start, end):
                break
            prefix.append(rest[0])
            rest = rest[1:] if index is None else rest[2:]
        keys = [part for part in rest if isinstance(part, str)]
        if keys and (found := self._key(keys[0], start, end)) is not None:
            best = found + 1
        return best

    def _key(self, key: str, start: int, end: int) -> int | None:
        """Number (from 0) of the line that begins with `key`, from the header at `start` to the next header."""
        pattern = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*[=.]""")
        following = bisect_right(self._numbers, start)
        # The next header's own line may be the one, where a value begins with a bracket.
        last = min(end, self._numbers[following] + 1 if following < len(self._numbers) else end)
        return next((number for number in range(start, last) if pattern.match(self._lines[number])), None)

    def _between(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Numbers and names of the headers from line `start` to before line `end`."""
        first, last = bisect_left(self._numbers, start), bisect_left(self._numbers, end)
        return (self._headers[place] for place in range(first, last))

    def _has_tables(self, dotted: str, start: int, end: int) -> bool:
        """Whether headers between `start` and `end` begin with `dotted`, as in `[sources.article]`."""
        return any(name.startswith(f"{dotted}.") for _, name in self._between(start, end))

    def _header(self, dotted: str, index: int, start: int, end: int) -> int | None:
        """Number (from 0) of the `index`-th header called `dotted` between `start` and `end`."""
        seen = -1
        for number, name in self._between(start, end):
            if name == dotted:
                seen += 1
                if seen == index:
                    return number
        return None

    def _block_end(self, dotted: str, start: int, end: int) -> int:
        """Number of the first line after `start` that is not of this table or its sub-tables."""
        for number, name in self._between(start + 1, end):
            if not name.startswith(f"{dotted}."):
                return number
        return end
