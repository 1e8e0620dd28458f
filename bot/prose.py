"""What somebody wrote in, the drivers, teams, rounds, circuits, classes and cars that it names out; pure.

Only whole words count, as written or folded: no beginnings of words, no slips of the finger. Of two names that
share a word the longer one stands. Words that are ordinary words too ("Field", "Champion") name nothing by
themselves: the season's text lists them. Class codes of letters alone have to be in capitals ("GT", not "gt"),
numbers have to say that they are a car's or a round's ("#31", "car 31", "round 6"). Where words name two things
equally well, both are found.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from bot.folding import fold, fold_and_forget
from bot.names import Kind
from bot.queries.words import ProseRule, Word

LONGEST_TEXT = 4000
"""Characters of a message that are read: Discord's own limit for a message."""

MOST = 10
"""Things found in one message that are handed on."""

# Seasons whose names are kept, some 250 kB each where they are as large as Formula 1's.
_MOST_SEASONS = 24
_KINDS: frozenset[str] = frozenset({"driver", "team", "round", "circuit", "class"})
_READ = _KINDS | {"car"}
# Tags of Discord's (mentions, custom emoji, times) and addresses are not words that somebody wrote.
_NOT_WORDS = re.compile(r"<(?:a?:\w{1,40}:|[@#/]|t:)[^<>\n]{0,100}>|https?://\S+")
_MARKS = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufe0f\ufeff]")
_APOSTROPHES = "'’‘ʼ`´"
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_WORD = re.compile(rf"#?[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*|\n")
# What a team is called without: "Dyson Racing" is Dyson, "Team Nasamax" Nasamax.
_GENERIC = {"racing", "team", "motorsport", "motorsports", "the"}
# A surname begins at the first of these: "Eric van de Poele".
_PARTICLES = {"van", "von", "de", "der", "den", "di", "da", "del", "della", "du", "la", "le"}
_SUFFIXES = {"jr", "sr", "ii", "iii"}


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One thing that a text names. `target` is its natural key, `words` the folded words that name it."""

    kind: Kind
    target: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text names, in order of appearance, each thing once; `more` were left out."""

    things: tuple[Mentioned, ...] = ()
    more: int = 0


class _Token(NamedTuple):
    """A word as written; `forms` are its folded form and, of a possessive, what owns.

    `joined`: a hyphen ties it to another word. The "GTS" of "Viper GTS-R" is no class.
    """

    raw: str
    forms: tuple[str, ...]
    joined: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """One thing that words may name. `spelling`: with these capitals only. `code`: a class code."""

    kind: Kind
    target: str
    spelling: tuple[str, ...] = ()
    code: bool = False


@dataclass(slots=True)
class _Index:
    """The names of one season: by their folded words, and how many words they may have by the first one."""

    names: defaultdict[tuple[str, ...], dict[_Name, None]] = field(default_factory=lambda: defaultdict(dict))
    lengths: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, words: Sequence[str], name: _Name) -> None:
        self.names[tuple(words)][name] = None
        self.lengths[words[0]].add(len(words))


class _Span(NamedTuple):
    """Words of a text, from token `start`, and what they name."""

    start: int
    words: tuple[str, ...]
    names: tuple[_Name, ...]


class Prose:
    """What the words of every season held mean inside a text. A text is read in one pass.

    A season's names are gathered when a text is first read for it, and kept for the seasons read for last.
    """

    def __init__(self, words: Iterable[Word], rules: Iterable[ProseRule] = ()) -> None:
        self._words: defaultdict[str, list[Word]] = defaultdict(list)
        for word in words:
            if word.kind in _READ:
                self._words[word.season].append(word)
        self._rules: defaultdict[str, list[ProseRule]] = defaultdict(list)
        for rule in rules:
            self._rules[rule.season].append(rule)
        self._index = lru_cache(_MOST_SEASONS)(self._gathered)

    def _gathered(self, season: str) -> _Index:
        spelled: dict[tuple[str, ...], tuple[str, ...] | None] = {}
        for rule in self._rules.get(season, ()):
            tokens = _tokens(rule.word)
            capitals = None if rule.rule == "never alone" else tuple(token.raw for token in tokens)
            spelled[tuple(token.forms[0] for token in tokens)] = capitals
        index = _Index()
        for word in self._words.get(season, ()):
            for kind, written, code in _readings(word):
                spelling = spelled.get(written, ())
                if spelling is not None:
                    index.add(written, _Name(kind, word.target, spelling, code))
        return index

    def find(self, season: str, text: str) -> Reading:
        """The things of a season that a text names: at most ten, in order of appearance."""
        index = self._index(season)
        taken: set[int] = set()
        kept: list[_Span] = []
        for span in sorted(_spans(index, _tokens(text)), key=lambda span: (-len(span.words), span.start)):
            places = range(span.start, span.start + len(span.words))
            if taken.isdisjoint(places):
                taken.update(places)
                kept.append(span)
        kept.sort(key=lambda span: span.start)
        # A word that fits several things means the one that the text names in full elsewhere.
        sure = {(span.names[0].kind, span.names[0].target) for span in kept if len(span.names) == 1}
        found: dict[tuple[Kind, str], Mentioned] = {}
        for span in kept:
            keys = [(name.kind, name.target) for name in span.names]
            named = [key for key in keys if key in sure] or keys
            for kind, target in named:
                found.setdefault((kind, target), Mentioned(kind, target, " ".join(span.words)))
        things = tuple(found.values())
        return Reading(things[:MOST], max(0, len(things) - MOST))


def _tokens(text: str) -> list[_Token]:
    """The words of a text; a line's end is an empty one, which no name goes across."""
    text = _NOT_WORDS.sub(" \n ", text[:LONGEST_TEXT])
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFC", text))
    tokens = []
    for match in _WORD.finditer(text):
        raw = match[0]
        if raw == "\n":
            tokens.append(_Token(raw, (), False))
            continue
        word = raw.removeprefix("#")
        forms: tuple[str, ...] = (_folded(word),)
        if len(word) > 2 and word[-1] in "sS" and word[-2] in _APOSTROPHES:
            forms = (*forms, _folded(word[:-2]))
        start, end = match.span()
        joined = text[start - 1 : start] == "-" or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum())
        tokens.append(_Token(raw, forms, joined))
    return tokens


def _folded(word: str) -> str:
    return _APOSTROPHE.sub("", word).lower() if word.isascii() else fold_and_forget(word)


def _readings(word: Word) -> Iterator[tuple[Kind, tuple[str, ...], bool]]:
    """The runs of folded words by which a text may name a thing, and whether one is a class's code."""
    written = tuple(token.forms[0] for token in _tokens(word.alias) if token.forms)
    if word.kind == "car":
        yield "car", ("#", word.alias.casefold()), False
        yield "car", ("car", word.alias.casefold()), False
        return
    if word.kind not in _KINDS or not written or not all(written):
        return
    if word.kind == "class":
        if "".join(written) == fold(word.target).replace(" ", ""):
            yield "class", written, written == (word.target.casefold(),) and word.target.isalpha()
        return
    if all(part.isdigit() for part in written):
        if word.kind == "round":
            yield "round", ("round", *written), False
        return
    if len("".join(written)) < 2:
        return
    kind: Kind = word.kind  # type: ignore[assignment]  # one of _KINDS
    yield kind, written, False
    if word.name and kind == "driver":
        yield from ((kind, surname, False) for surname in _surnames(written))
    if word.name and kind == "team":
        short = list(written)
        while short and short[0] in _GENERIC:
            short.pop(0)
        while short and short[-1] in _GENERIC:
            short.pop()
        if short and not all(part.isdigit() for part in short):
            yield kind, tuple(short), False


def _surnames(written: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The last name, and the last name with what goes before it: `van de poele`, `poele`."""
    parts = list(written)
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    if len(parts) < 2:
        return
    yield (parts[-1],)
    particle = next((at for at, part in enumerate(parts[1:-1], start=1) if part in _PARTICLES), None)
    if particle is not None:
        yield tuple(parts[particle:])


def _spans(index: _Index, tokens: Sequence[_Token]) -> Iterator[_Span]:
    """Every run of words that names something."""
    for start, token in enumerate(tokens):
        if token.raw.startswith("#") and token.forms:
            yield from _named(index, tokens, start, 1, ("#", token.forms[0]))
        for first in token.forms:
            for length in index.lengths.get(first, ()):
                run = tokens[start : start + length]
                if len(run) < length or not all(other.forms for other in run):
                    continue
                before = tuple(other.forms[0] for other in run[:-1])
                for last in dict.fromkeys(run[-1].forms):
                    yield from _named(index, tokens, start, length, (*before, last))


def _named(index: _Index, tokens: Sequence[_Token], start: int, length: int, words: tuple[str, ...]) -> Iterator[_Span]:
    """The things that these words name as they stand there; a circuit only where no round is called the same."""
    if words not in index.names:
        return
    run = tokens[start : start + length]
    names = [name for name in index.names[words] if _stands(name, tokens, start, run)]
    rounds = any(name.kind == "round" for name in names)
    kept = {(name.kind, name.target): name for name in names if not (rounds and name.kind == "circuit")}
    if kept:
        yield _Span(start, words if words[0] != "#" else words[1:], tuple(kept.values()))


def _stands(name: _Name, tokens: Sequence[_Token], start: int, run: Sequence[_Token]) -> bool:
    """Whether the words are written as the name has to be."""
    if name.code:
        beside = [token.forms for token in (*tokens[start - 1 : start], *tokens[start + 1 : start + 2])]
        return (run[0].raw.removeprefix("#").isupper() and not run[0].joined) or ("class",) in beside
    if name.spelling:
        return all(_capitals(spelled, token.raw) for spelled, token in zip(name.spelling, run, strict=True))
    return True


def _capitals(spelled: str, raw: str) -> bool:
    """Whether a word has the capitals that it must: all of them, or the first."""
    raw = raw.removeprefix("#")
    if len(spelled) > 1 and spelled.isupper():
        return raw.isupper()
    return raw[:1].isupper() or not spelled[:1].isupper()
