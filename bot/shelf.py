"""The words of one kind of thing in one season, and ways to find among them; what is certain, `bot.names` decides."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.folding import fold

SHORTEST_BEGINNING = 3
"""Letters that a beginning has at least, and what is looked up as near."""
_NEAR_ENOUGH = 0.72
_KEPT_LETTERS = 2


@dataclass(slots=True)
class Shelf:
    """The words of one kind of thing in one season, with indexes that keep a keystroke off most of them."""

    labels: dict[str, str] = field(default_factory=dict)
    exact: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    folded: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    squeezed: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    by_word: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    """Folded aliases by each of their words."""
    own: set[str] = field(default_factory=set)
    """Folded names that things go by themselves, kept of people and outfits only."""
    words: list[str] = field(default_factory=list)
    """The words in order, so that those with one beginning lie together."""
    order: dict[str, int] = field(default_factory=dict)
    """The place of each thing among all, most relevant first."""
    pieces: defaultdict[int, dict[str, dict[str, None]]] = field(default_factory=lambda: defaultdict(dict))
    """Things by words and whole aliases that a slip may have meant, by their length."""

    first_letters: dict[str, list[str]] = field(default_factory=dict)
    """What was found for one or two letters, which fit so much that looking twice would be felt."""

    def add(self, target: str, alias: str, label: str | None) -> None:
        """Put a word for a thing on it; the first is what the thing is called where there is no `label`."""
        self.labels.setdefault(target, label or alias)
        self.order.setdefault(target, len(self.order))
        self.exact[alias][target] = None
        plain = fold(alias)
        if not plain:
            return
        self.folded[plain][target] = None
        self.squeezed[plain.replace(" ", "")][target] = None
        for word in plain.split():
            self.by_word[word][plain] = None
        for piece in {plain, *plain.split()}:
            if len(piece) >= SHORTEST_BEGINNING:
                self.pieces[len(piece)].setdefault(piece, {})[target] = None

    def close(self) -> None:
        """Put the words in order; nothing is added after."""
        self.words = sorted(self.by_word)

    def beginning(self, start: str) -> Iterator[str]:
        """Folded aliases with a word that begins so, each perhaps more than once."""
        for index in range(bisect_left(self.words, start), len(self.words)):
            if not self.words[index].startswith(start):
                return
            yield from self.by_word[self.words[index]]

    def with_words(self, words: Sequence[str], among: Collection[str] | None = None) -> dict[str, None]:
        """Things of which one alias, or one that is `among` these folded ones, has all these words."""
        rarest = min(words, key=lambda word: len(self.by_word.get(word, ())))
        wanted = set(words)
        aliases = (
            alias
            for alias in self.by_word.get(rarest, ())
            if (among is None or alias in among) and wanted <= set(alias.split())
        )
        return {target: None for alias in aliases for target in self.folded[alias]}

    def with_beginnings(self, words: Sequence[str]) -> dict[str, None]:
        """Things of which one alias has a word for each of these beginnings."""
        aliases = dict.fromkeys(self.beginning(max(words, key=len)))
        fitting = (alias for alias in aliases if _begins(words, alias.split()))
        return {target: None for alias in fitting for target in self.folded[alias]}

    def ranked(self, query: str) -> list[str]:
        """Things whose words begin as the query's do: whole aliases first, then their beginnings, then words."""
        if len(query) <= _KEPT_LETTERS and query in self.first_letters:
            return self.first_letters[query]
        words = query.split()
        ranks: dict[str, int] = {}
        for alias in dict.fromkeys(self.beginning(max(words, key=len))):
            if alias.startswith(query):
                rank = 0 if alias == query else 1
            elif len(words) == 1 or _begins(words, alias.split()):
                rank = 2
            else:
                continue
            for target in self.folded[alias]:
                ranks[target] = min(rank, ranks.get(target, rank))
        found = sorted(ranks, key=lambda target: (ranks[target], self.order[target]))
        if found and len(query) <= _KEPT_LETTERS:
            self.first_letters[query] = found
        return found

    def near(self, query: str) -> list[str]:
        """Things within a slip of the finger or two, nearest first."""
        if len(query) < SHORTEST_BEGINNING or any(character.isdigit() for character in query):
            return []
        scored: dict[str, float] = {}
        # What differs more in length than in likeness cannot be near.
        lengths = range(ceil(len(query) * _NEAR_ENOUGH), int(len(query) / _NEAR_ENOUGH) + 1)
        for length in lengths:
            pieces = self.pieces.get(length, {})
            found = process.extract(
                query, pieces.keys(), scorer=OSA.normalized_similarity, score_cutoff=_NEAR_ENOUGH, limit=10
            )
            for piece, score, _ in found:
                for target in pieces[piece]:
                    scored[target] = max(score, scored.get(target, 0.0))
        return sorted(scored, key=lambda target: (-scored[target], self.order[target]))


def _begins(words: Sequence[str], alias: Sequence[str]) -> bool:
    """Whether every word begins a word of the alias, each another one."""
    left = list(alias)
    for word in words:
        hit = next((candidate for candidate in left if candidate.startswith(word)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True
