"""Which of the words that people asked with meant nothing: each may want to be an alias. Pure."""

from collections.abc import Iterable

from bot.folding import fold
from bot.names import Kind, Names

_KINDS: tuple[Kind, ...] = ("person", "outfit", "round", "class", "circuit", "car", "season", "series")
_LENGTHS = range(2, 33)


def unknown_words(names: Names, season: str, texts: Iterable[str]) -> list[str]:
    """Words of letters alone that nothing is called by, folded, each once.

    Words that mean something by themselves are left out.
    """
    met = dict.fromkeys(word for text in texts for word in fold(text).split())
    return [
        word
        for word in met
        if word.isalpha()
        and len(word) in _LENGTHS
        and all(names.resolve(season, kind, word).outcome not in {"match", "several"} for kind in _KINDS)
    ]
