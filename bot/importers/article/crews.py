"""Names that were run together, told apart by known names, else in twos; what does not come out is unknown."""

from collections.abc import Collection, Iterator

_PARTICLES = frozenset(
    {"da", "de", "dei", "del", "della", "den", "der", "di", "dos", "du", "la", "le", "ten", "van", "von"}
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_MOST = 60
"""Words of one crew: more is no crew."""


def told_apart(text: str, known: Collection[str]) -> tuple[str, ...] | None:
    """The names of a crew in their order; None where they cannot be told apart, or in more than one way.

    `known` are names of people; where they cover more of the text, they are preferred.
    """
    words = tuple(text.split())
    if not 0 < len(words) <= _MOST:
        return None
    names = {tuple(name.split()) for name in known}
    longest = max(map(len, names), default=0)
    # From the end: the best covers of what follows each word, as (words covered by known names, splits).
    best: dict[int, tuple[int, list[tuple[str, ...]]]] = {len(words): (0, [()])}
    for at in range(len(words) - 1, -1, -1):
        found: dict[tuple[str, ...], int] = {}
        for size, sure in _sizes(words, at, names, longest):
            if at + size not in best:
                continue
            covered, splits = best[at + size]
            for split in splits:
                name = " ".join(words[at : at + size])
                found[name, *split] = max(found.get((name, *split), 0), covered + (size if sure else 0))
        if found:
            top = max(found.values())
            # Two are as many as it takes to know that it is not clear.
            best[at] = (top, [split for split, covered in found.items() if covered == top][:2])
    _, splits = best.get(0, (0, []))
    return splits[0] if len(splits) == 1 else None


def _sizes(
    words: tuple[str, ...], at: int, names: Collection[tuple[str, ...]], longest: int
) -> Iterator[tuple[int, bool]]:
    """How many words the name that begins at a word may have, and whether it is one that is known."""
    for size in range(1, min(longest, len(words) - at) + 1):
        if words[at : at + size] in names:
            yield size, True
    end = at + 1
    while end < len(words) and words[end].casefold() in _PARTICLES:
        end += 1
    if end < len(words) and words[at].casefold() not in _SUFFIXES:
        end += 1
        if end < len(words) and words[end].casefold() in _SUFFIXES:
            end += 1
        yield end - at, False
