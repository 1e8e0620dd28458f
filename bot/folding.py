"""Words as they are compared: without case, accents, punctuation, and whatever cannot be seen."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 100
"""Characters of a word that are looked at: Discord's own limit for a value offered by autocomplete."""

# What people type is mostly what others typed before.
_MOST_FOLDED = 4096
# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_INVISIBLE = frozenset({"Mn", "Cf", "Cc", "Cs", "Co", "Cn"})
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_GAPS = re.compile(r"(?:[^\w#]|_)+")


def fold(text: str) -> str:
    """Lower case without accents, apostrophes, punctuation and invisible characters; idempotent.

    Texts of late are kept in memory: fold the words of a message with `fold_and_forget`.
    """
    return _fold_once(text[: 4 * LONGEST])


def fold_and_forget(text: str) -> str:
    """As `fold`, and nothing of the text stays anywhere."""
    return _folded(text[: 4 * LONGEST])


def _folded(text: str) -> str:
    if text.isascii() and text.isprintable():  # most names: there is nothing to take off
        kept = text.lower()
    else:
        plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        plain = unicodedata.normalize("NFKD", plain)
        kept = "".join(letter for letter in plain if unicodedata.category(letter) not in _INVISIBLE)
    return _GAPS.sub(" ", _APOSTROPHES.sub("", kept)).strip()[:LONGEST].strip()


_fold_once = lru_cache(_MOST_FOLDED)(_folded)
