"""A question's words, each with everything it may stand for; then every way to read the question as a whole.

Names come from the season's own words; everything else from the lexicon. The longest phrase wins. A word that is
neither is left over, and a question with a word left over is not understood.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.archive import Held
from bot.ask.lexicon import MONTHS, ordinal_phrases, phrases
from bot.names import Names, fold

LONGEST_QUESTION = 300
"""Characters that are read; what is longer is no question to look up."""

_LONGEST_PHRASE = 9
_MOST_READINGS = 256
# Words that are in so many names that they stand for none.
# fmt: off
_COMMON = frozenset((
    "racing", "team", "motorsport", "motorsports", "sport", "sports", "competizione", "group", "the", "of", "de",
    "van", "le", "la", "and", "uk", "america", "american", "spirit", "white", "international", "grand", "prix",
    "race", "car", "cars", "street", "circuit", "championships", "class", "works",
))
# fmt: on
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$|[?!.,])")
_REWRITES = (
    (re.compile(r"\bgp\b"), "grand prix"),
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


def vocabulary(names: Names, season: str, held: Held) -> Vocabulary:
    """The vocabulary of a season: its names first, then the lexicon."""
    made = Vocabulary()
    _add_names(made, names, season)
    raced = [round_ for round_ in held.calendar if round_.number is not None]
    ordinals = ordinal_phrases()
    for index, round_ in enumerate(raced, start=1):
        for noun in ("round", "race", "r", "rd", "rnd", "event"):
            made.add(f"{noun} {round_.number}", "round", round_.round_)
        made.add(f"r{round_.number}", "round", round_.round_)
        for word, place in ordinals.items():
            if place == index and not word.startswith("p"):
                for noun in ("round", "race", "event"):
                    made.add(f"{word} {noun}", "round", round_.round_)
    for word in ("last", "final", "closing"):
        for noun in ("round", "race", "event"):
            made.add(f"{word} {noun}", "round", raced[-1].round_)
    for phrase in ("finale", "season finale", "season closer"):
        made.add(phrase, "round", raced[-1].round_)
    for phrase in ("opener", "season opener", "opening round", "opening race", "opening event"):
        made.add(phrase, "round", raced[0].round_)
    for circuit in held.circuits:
        for part in circuit.place.split(","):
            made.add(normal(part), "circuit", circuit.circuit)
            for round_ in held.calendar:
                if round_.circuit == circuit.circuit:
                    made.add(normal(part), "round", round_.round_)
    for index, note in enumerate(held.notes):
        for word in note.keywords:
            made.add(normal(word), "note", str(index))
    for series in (held.row.series_name, held.row.series):
        made.add(normal(series), "feature", "series")
    for phrase, features in phrases().items():
        for feature in features:
            made.add(phrase, "feature", feature)
    for phrase, place in ordinals.items():
        made.add(phrase, "place", str(place))
    for number, month in enumerate(MONTHS, start=1):
        made.add(month, "month", str(number))
        if month != "may":
            made.add(month[:3], "month", str(number))
    made.add("sept", "month", "9")
    for day in range(1, 32):
        made.add(str(day), "day", str(day))
    for word, place in ordinals.items():
        if word[0].isdigit():
            made.add(word, "day", str(place))
    if len(held.row.label) == 4 and held.row.label.isdigit():
        made.add(held.row.label[-2:], "season", season)
    return made


def _add_names(made: Vocabulary, names: Names, season: str) -> None:
    single: defaultdict[str, dict[Meaning, None]] = defaultdict(dict)
    exact: set[str] = set()
    for kind in ("round", "circuit", "class", "driver", "team", "chassis", "manufacturer", "tyre", "season"):
        for target, alias in names.aliases("" if kind == "season" else season, kind):
            phrase = normal(alias)
            if kind in {"round", "season"} and phrase.isdigit() and len(phrase) < 4:
                continue  # a bare number is no round: `round 6` is
            made.add(phrase, kind, target)
            made.add(fold(alias), kind, target)  # fry's as frys
            exact.add(phrase)
            if " " in phrase and any(character.isdigit() for character in phrase):
                made.add(phrase.replace(" ", ""), kind, target)  # C5-R as c5r
            if kind in {"driver", "team", "chassis"}:
                for word in phrase.split():
                    if word not in _COMMON and len(word) > 2 and not word.isdigit():
                        single[word][Meaning(kind, target)] = None
    for target, alias in names.aliases(season, "car"):
        for phrase in (
            f"{alias} car",
            f"#{alias}",
            f"car {alias}",
            f"number {alias}",
            f"no {alias}",
            f"car number {alias}",
        ):
            made.add(normal(phrase), "car", target)
    # A name that is a team's, a maker's and a model's means the first of them: all its cars, not one of them.
    for found in made.meanings.values():
        kinds = [kind for kind in ("team", "manufacturer", "chassis") if any(m.kind == kind for m in found)]
        for meaning in [meaning for meaning in found if meaning.kind in kinds[1:]]:
            del found[meaning]
    # A word of a longer name stands for it only where it is nobody's own name.
    for word, found in single.items():
        if word not in exact:
            made.meanings.setdefault(word, {}).update(found)


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


def _singular(made: Vocabulary, text: str) -> dict[Meaning, None] | None:
    """What a word stands for without a last s: `brabhams`, `the bentleys`, `675s`."""
    return made.meanings.get(text[:-1]) if len(text) > 3 and text.endswith("s") else None


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
