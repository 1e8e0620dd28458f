"""Names made comparable, and keys made of names: the same name gives the same key on every run."""

import re
import unicodedata

_NO_MARKS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "AE", "đ": "d", "Đ": "D"})
_LONGEST_KEY = 60


def folded(text: str) -> str:
    """A name without capitals, accents, blanks and punctuation: `GTD PRO` and `GTDPro` are one."""
    return "".join(plain_words(text))


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name without capitals, accents and punctuation."""
    bare = unicodedata.normalize("NFKD", text.translate(_NO_MARKS))
    kept = "".join(sign for sign in bare if not unicodedata.combining(sign) and sign not in "'’‘`.")
    return tuple(re.findall(r"\w+", kept.casefold().replace("_", " ")))


def key_of(text: str) -> str:
    """A natural key made of a name: `Circuit Trois-Rivières` is `circuit-trois-rivieres`; empty without one."""
    return "-".join(re.findall(r"[a-z0-9]+", " ".join(plain_words(text))))[:_LONGEST_KEY].strip("-")
