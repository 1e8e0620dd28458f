"""A question's words, each with everything it may stand for; then every way to read the question as a whole.

Names come from the season's own words; everything else from the lexicon. The longest phrase wins. A word that is
neither is left over, and a question with a word left over is not understood.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import prod

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.folding import fold

LONGEST_QUESTION = 300
"""Characters that are read; what is longer is no question to look up."""

_LONGEST_PHRASE = 9
_MOST_READINGS = 256
_YEAR = re.compile(r"(?:.* )?\d{4}")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$|[?!.,])")
_REWRITES = (
    (re.compile(r"\bgp\b"), "grand prix"),
    (re.compile(r"\bgps\b"), "grands prix"),
    (re.compile(r"\b(\d+) ?(?:h|hr|hrs|hour)\b"), r"\1 hours"),
    (re.compile(r"\bfull course\b"), "full course"),
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a phrase may stand for: a feature, a name, a place, a month."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of a question's words, from `start` up to `end`, with what it may stand for; nothing: not understood."""

    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a whole question."""

    features: frozenset[str]
    names: tuple[Meaning, ...]

    def of(self, *kinds: str) -> tuple[str, ...]:
        """Values of the names of these kinds, in the question's order."""
        return tuple(name.value for name in self.names if name.kind in kinds)

    def kinds(self) -> tuple[str, ...]:
        """Kinds of the names, in the question's order."""
        return tuple(name.kind for name in self.names)


@dataclass(slots=True)
class Vocabulary:
    """Every phrase that a question about one season may have, with what it stands for."""

    meanings: dict[str, dict[Meaning, None]] = field(default_factory=dict)

    def add(self, phrase: str, kind: str, value: str) -> None:
        if phrase:
            self.meanings.setdefault(phrase, {})[Meaning(kind, value)] = None


def normal(text: str) -> str:
    """A question or a name as the vocabulary has it."""
    plain = fold(_POSSESSIVE.sub(" ", text[:LONGEST_QUESTION].replace("#", " #")))
    for pattern, words in _REWRITES:
        plain = pattern.sub(words, plain)
    return plain


def split(made: Vocabulary, question: str) -> list[Phrase]:
    """The phrases of a question, longest first from the left; a word that is in no phrase has no meaning."""
    words = normal(question).split()
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            text = " ".join(words[at : at + length])
            meanings = made.meanings.get(text) or _singular(made, text)
            if meanings:
                found.append(Phrase(text, at, at + length, tuple(meanings)))
                at += length
                break
        else:
            found.append(Phrase(words[at], at, at + 1, ()))
            at += 1
    return found


def joined(found: list[Phrase]) -> list[Phrase]:
    """Neighbours that may stand for the same people as one phrase that stands for these: a first name and a surname."""
    whole: list[Phrase] = []
    for phrase in found:
        before = whole[-1] if whole else phrase
        both = [m for m in before.meanings if m in phrase.meanings and m.kind in {"person", "outfit"}]
        if whole and both:
            whole[-1] = Phrase(f"{before.text} {phrase.text}", before.start, phrase.end, tuple(both))
        else:
            whole.append(phrase)
    return whole


def _singular(made: Vocabulary, text: str) -> dict[Meaning, None] | None:
    """What a word stands for without a last s: `brabhams`, `the bentleys`, `675s`; the 1980s are no year."""
    if len(text) <= 3 or not text.endswith("s") or _YEAR.fullmatch(text[:-1]):
        return None
    return made.meanings.get(text[:-1])


def too_many(found: list[Phrase]) -> bool:
    """Whether there are more ways to read the phrases together than are looked at."""
    return prod(len(_open(phrase, last=phrase is found[-1])) for phrase in found) > _MOST_READINGS


def readings(found: list[Phrase]) -> Iterator[Reading]:
    """Every way to read the phrases together, at most a few hundred."""
    choices = [_open(phrase, last=phrase is found[-1]) for phrase in found]
    for combination in itertools.islice(itertools.product(*choices), _MOST_READINGS):
        features = frozenset(m.value for m in combination if m.kind == "feature" and m.value != "stop")
        # A note may be called up by several of its words.
        notes = dict.fromkeys(m for m in combination if m.kind == "note")
        yield Reading(features, (*(m for m in combination if m.kind not in {"feature", "note"}), *notes))


def _open(phrase: Phrase, *, last: bool) -> list[Meaning]:
    """What a phrase may stand for where it stands.

    A leading verb asks for yes or no, elsewhere it only helps; so does a “right?” at the end.
    """
    asks = Meaning("feature", "yesno")
    tail = Meaning("feature", "tail")
    if (phrase.start == 0 and asks in phrase.meanings) or (last and tail in phrase.meanings):
        return [asks]
    return [meaning for meaning in phrase.meanings if meaning not in {asks, tail}]


def nearest(made: Vocabulary, word: str) -> str | None:
    """The word of the vocabulary that is one slip of the finger away, None where none or several are."""
    if len(word) < 5 or any(character.isdigit() for character in word):
        return None
    single = [phrase for phrase in made.meanings if " " not in phrase and len(phrase) >= 4]
    close = process.extract(word, single, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=3)
    return close[0][0] if len(close) == 1 else None


def spelled(found: Iterable[Phrase]) -> str:
    """The phrases as a question again."""
    return " ".join(phrase.text for phrase in found)
