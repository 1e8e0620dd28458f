"""Names in capitals, as people write them: `Nyck DE VRIES` is Nyck de Vries. The source's spelling stays an alias."""

import re

# Words that stand before a surname and are written small inside a whole name.
_PARTICLES = frozenset(
    {
        *("da", "das", "de", "dei", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "las", "le"),
        *("les", "lo", "los", "ten", "ter", "van", "vande", "vander", "von", "y", "zu", "zum", "zur"),
    }
)
_NUMERALS = re.compile(r"I{2,3}|IV|VI{0,3}")
_INITIALS = re.compile(r"[A-Z]J|[B-DF-HJ-NP-TV-XZ]{2,3}|(?:[A-Z]\.)+[A-Z]?")


def person(first: str, last: str = "") -> str:
    """A name as it is written in a sentence. `first` alone is a whole name whose surname may be in capitals."""
    if last:
        return " ".join([*map(_first, first.split()), *_surname(last.split())])
    words = first.split()
    at = len(words)
    while at > 1 and _loud(words[at - 1]):
        at -= 1
    if at == 1 and _loud(words[0]) and len(words) == 1:
        return _cased(words[0])
    return " ".join([*map(_first, words[:at]), *_surname(words[at:])])


def _loud(word: str) -> bool:
    """Whether a word is written in capitals throughout."""
    return any(sign.isalpha() for sign in word) and word == word.upper()


def _first(word: str) -> str:
    """A first name: capitals throughout are initials, or a shout."""
    if not _loud(word) or len(word) == 1 or _INITIALS.fullmatch(word):
        return word
    return _cased(word)


def _surname(words: list[str]) -> list[str]:
    return [
        word
        if not _loud(word) or _NUMERALS.fullmatch(word)
        # The last word is the surname itself, whatever it looks like: DA is one too.
        else word.lower()
        if word.lower() in _PARTICLES and index < len(words) - 1
        else _cased(word)
        for index, word in enumerate(words)
    ]


def _cased(word: str) -> str:
    """`O'WARD` is O'Ward, `MCNISH` McNish, `SAINTE-MARIE` Sainte-Marie. After MAC nobody can tell: it is Macneil."""
    parts = re.split(r"(['’-])", word)
    joined = "".join(part[:1] + part[1:].lower() for part in parts)
    if joined.startswith("Mc") and len(joined) > 3:
        return f"Mc{joined[2:3].upper()}{joined[3:]}"
    return joined
