"""People's words in, the thing they mean out: a match, several that fit equally, near misses, or nothing.

Order: the exact word, the folded word (case, accents, punctuation), whole words of a longer name, beginnings
of words. A slip of the finger never decides: what is only near is offered, and so are two things that fit
equally well. Every word is in memory, read once from season.db; what finds it is made when its season is first
asked about.
"""

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from bot.folding import LONGEST, fold
from bot.queries.words import Word
from bot.shelf import SHORTEST_BEGINNING, Shelf

Kind = Literal[
    "series",
    "season",
    "round",
    "class",
    "circuit",
    "driver",
    "team",
    "car",
    "chassis",
    "engine",
    "manufacturer",
    "tyre",
    "person",
    "outfit",
]
"""`person` and `outfit` are drivers and teams over all seasons; what they are in one season is `driver` and `team`."""

Outcome = Literal["match", "several", "near", "none"]

_CAREERS = frozenset({"person", "outfit"})
_ACROSS_SEASONS = frozenset({"series", "season", "person", "outfit"})
_MOST_OFFERED = 5
# Shelves of seasons that are kept: all kinds of some thirty seasons, about 15 MB where they are like Formula 1's.
_MOST_SHELVES = 256
_ROUND_NUMBER = re.compile(r"(?:(?:round|rnd|rd|r|race)\.?)?\s*#?\s*0*(\d{1,3})")
_CAR_NUMBER = re.compile(r"(?:(?:car|number|no|nr)\.?\s*)?#?\s*(\w{1,4})")


class Found(Struct, frozen=True):
    """What a word may mean. `targets` are natural keys: one for a match, up to five offered else."""

    outcome: Outcome
    targets: tuple[str, ...] = ()
    more: int = 0


class Choice(Struct, frozen=True):
    """One thing to pick from a list: what is shown and what is sent."""

    label: str
    value: str


class Names:
    """The words of every season held. Seasons, series, and people and teams over seasons are looked up across all."""

    def __init__(
        self,
        words: Iterable[Word],
        *,
        weights: Mapping[tuple[str, str, str], int] | None = None,
        labels: Mapping[tuple[str, str, str], str] | None = None,
    ) -> None:
        """`weights` order what is offered, heavier first; `labels` replace names in lists. Both by
        (season, kind, target).
        """
        self._words: defaultdict[tuple[str, str], list[Word]] = defaultdict(list)
        for word in words:
            self._words[self._season(word.season, word.kind), word.kind].append(word)
        self._weights, self._labels = weights or {}, labels or {}
        # Of many seasons few are asked about at a time: a shelf is put up when it is first asked for. What is looked
        # up across seasons stays.
        self._across = cache(self._put_up)
        self._seasons_by_word = cache(self._every_season)
        self._of_a_season = lru_cache(_MOST_SHELVES)(self._put_up)

    def _shelf(self, season: str, kind: str) -> Shelf:
        season = self._season(season, kind)
        return self._of_a_season(season, kind) if season else self._across(season, kind)

    def _put_up(self, season: str, kind: str) -> Shelf:
        """The shelf of one kind of thing: by name before other words, each in order of weight."""
        words = self._words.get((season, kind), [])
        ordered = sorted(words, key=lambda word: -self._weights.get((word.season, word.kind, word.target), 0))
        shelf = Shelf()
        for word in sorted(ordered, key=lambda word: not word.name):
            shelf.add(word.target, word.alias, self._labels.get((word.season, word.kind, word.target)))
            if word.name and kind in _CAREERS:
                shelf.own.add(fold(word.alias))
        shelf.close()
        return shelf

    def resolve(self, season: str, kind: Kind, text: str, *, among: Collection[str] | None = None) -> Found:
        """What `text` means as a thing of this kind. `among` limits what may be found."""
        shelf = self._shelf(season, kind)
        # What buttons and offered choices send is a name letter for letter: the first of the rules below.
        exact = shelf.exact.get(text, ())
        if len(exact) == 1 and among is None:
            return Found("match", tuple(exact))
        text = _normal(kind, text.strip()[: 4 * LONGEST])
        query = fold(text)
        if not query:
            return Found("none")
        for targets in self._certain(shelf, kind, text, query):
            kept = [target for target in targets if among is None or target in among]
            if len(kept) == 1:
                return Found("match", (kept[0],))
            if kept:
                return Found("several", tuple(kept[:_MOST_OFFERED]), max(0, len(kept) - _MOST_OFFERED))
        near = [target for target in shelf.near(query) if among is None or target in among]
        return Found("near", tuple(near[:3])) if near else Found("none")

    def label(self, season: str, kind: Kind, target: str) -> str:
        """How a thing is called in lists and on buttons; the key itself where it is not held."""
        return self._shelf(season, kind).labels.get(target, target)

    def aliases(self, season: str, kind: Kind) -> Iterator[tuple[str, str]]:
        """Every word for things of this kind, as (thing, word)."""
        for alias, targets in self._shelf(season, kind).exact.items():
            for target in targets:
                yield target, alias

    def words(self, season: str, kind: Kind) -> Iterator[tuple[str, str]]:
        """As `aliases`, unfolded, of a season that need not be made ready for look-ups."""
        for word in self._words.get((self._season(season, kind), kind), ()):
            yield word.target, word.alias

    def seasons_with(self, word: str) -> frozenset[str]:
        """Seasons in which this one word, folded, is part of what something is called."""
        return self._seasons_by_word().get(word, frozenset())

    def _every_season(self) -> Mapping[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for (season, _), words in self._words.items():
            if season:
                for word in {piece for one in words for piece in fold(one.alias).split()}:
                    found[word].add(season)
        # Most words are of the same few seasons: each set is kept once.
        sets = {seasons: seasons for seasons in map(frozenset, found.values())}
        return {word: sets[frozenset(seasons)] for word, seasons in found.items()}

    def targets(self, season: str, kind: Kind) -> tuple[str, ...]:
        """Every thing of this kind, most relevant first."""
        return tuple(self._shelf(season, kind).labels)

    def choices(
        self, season: str, kind: Kind, text: str, *, limit: int = 25, among: Collection[str] | None = None
    ) -> list[Choice]:
        """What to offer for what has been typed so far, most relevant first; useful before anything is typed."""
        shelf = self._shelf(season, kind)
        query = fold(_normal(kind, text[: 4 * LONGEST]))
        if query:
            found: Iterable[str] = shelf.ranked(query) or shelf.near(query)
        else:
            found = shelf.labels
        kept = (target for target in found if (among is None or target in among) and len(target) <= LONGEST)
        return [Choice(shelf.labels[target][:LONGEST], target) for target in itertools.islice(kept, limit)]

    @staticmethod
    def _season(season: str, kind: str) -> str:
        return "" if kind in _ACROSS_SEASONS else season

    @staticmethod
    def _certain(shelf: Shelf, kind: Kind, text: str, query: str) -> Iterable[Collection[str]]:
        """Targets by each rule in turn, strictest first."""
        yield shelf.exact.get(text, {})
        # Marks between or before digits mean something: -1, 3.1 and 8-0 are not the numbers 1, 31 and 80.
        if query.replace(" ", "").isdigit() and not _bare(text).isalnum():
            return
        yield shelf.folded.get(query, {})
        yield shelf.squeezed.get(query.replace(" ", ""), {})
        # A number is never the beginning of another: car 3 is not car 31, round 1 not round 12.
        if kind == "car" or query.isdigit():
            return
        words = query.split()
        if kind in _CAREERS:
            # Over all seasons, what people are called comes before the further names of others.
            yield shelf.with_words(words, shelf.own)
        yield shelf.with_words(words)
        if len(query) >= SHORTEST_BEGINNING:
            yield shelf.with_beginnings(words)


def _bare(text: str) -> str:
    """Text in lower case without what is invisible or ends a sentence; all other marks stay."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in {"Cf", "Cc"})
    return seen.casefold().strip().rstrip(".,!?").rstrip()


def _normal(kind: Kind, text: str) -> str:
    """Words around a number or a class code that say only what kind of thing is meant, taken off."""
    if kind == "round" and (match := _ROUND_NUMBER.fullmatch(_bare(text))):
        return match[1]
    if kind == "car" and (match := _CAR_NUMBER.fullmatch(_bare(text))):
        return match[1]
    if kind == "class":
        return re.sub(r"\s+class$|^class\s+", "", text, flags=re.IGNORECASE)
    return text
