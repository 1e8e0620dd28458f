"""Who is the same over seasons: people and outfits, the seasons that each is held in, and the words for them.

Everything is in memory, made once of small rows; what somebody did is looked up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.folding import fold
from bot.queries.seasons import SeasonRow
from bot.queries.words import Word

CareerKind = Literal["person", "outfit"]

# What a person is called in one season, and what an outfit is.
IN_SEASON: Mapping[str, CareerKind] = {"driver": "person", "team": "outfit"}


@dataclass(frozen=True, slots=True)
class Career:
    """Somebody over the seasons held. `seasons` are (season, name there), earliest first."""

    kind: CareerKind
    key: str
    seasons: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """What the latest season calls them."""
        return self.seasons[-1][1]

    def name_in(self, season: str) -> str | None:
        """What a season calls them; None where they are not in it."""
        return next((name for key, name in self.seasons if key == season), None)


class Careers:
    """Everybody over all seasons, by key."""

    def __init__(self, rows: Mapping[CareerKind, Iterable[tuple[str, str, str]]]) -> None:
        """`rows` are (key, season, name there), earliest season first."""
        self._held: dict[tuple[CareerKind, str], Career] = {}
        self._keys: dict[tuple[CareerKind, str, str], str] = {}
        self._within: defaultdict[tuple[CareerKind, str], set[str]] = defaultdict(set)
        named: defaultdict[tuple[CareerKind, str], dict[str, None]] = defaultdict(dict)
        for kind, known in rows.items():
            seasons: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
            for key, season, name in known:
                seasons[key].append((season, name))
                self._keys[kind, season, name] = key
                self._within[kind, season].add(key)
                named[kind, fold(name)][key] = None
            for key, there in seasons.items():
                self._held[kind, key] = Career(kind, key, tuple(there))
        self._shared = {name: tuple(keys) for name, keys in named.items() if len(keys) > 1}

    def __iter__(self) -> Iterator[Career]:
        return iter(self._held.values())

    def find(self, kind: CareerKind, key: str) -> Career | None:
        """The career of a key, None where it is not held."""
        return self._held.get((kind, key))

    def of(self, kind: CareerKind, season: str, name: str) -> Career:
        """The career that a driver or team of a season belongs to. Raises: KeyError."""
        return self._held[kind, self._keys[kind, season, name]]

    def within(self, kind: CareerKind, seasons: Iterable[str]) -> set[str]:
        """Keys of those who are in any of these seasons."""
        return set().union(*(self._within.get((kind, season), ()) for season in seasons))

    def namesakes(self, career: Career) -> tuple[Career, ...]:
        """Others of the same name: whether they are the same is not known."""
        keys = {key: None for _, name in career.seasons for key in self._shared.get((career.kind, fold(name)), ())}
        return tuple(self._held[career.kind, key] for key in keys if key != career.key)


def career_words(careers: Careers, words: Iterable[Word]) -> Iterator[Word]:
    """The words for people and outfits: their keys, and all that any season calls them."""
    for career in careers:
        yield Word("", career.kind, career.key, career.key, name=False)
    said: set[tuple[str, str, str]] = set()
    for word in words:
        if word.kind in IN_SEASON:
            kind = IN_SEASON[word.kind]
            career = careers.of(kind, word.season, word.target)
            if (kind, career.key, word.alias) not in said:
                said.add((kind, career.key, word.alias))
                yield Word("", kind, career.key, word.alias, word.name)


def career_label(career: Career, seasons: Mapping[str, SeasonRow]) -> str:
    """`Graham Hill (Formula 1, 1958–1975)`: what tells a person from another of the name."""
    return f"{career.name} ({'; '.join(career_years(career, seasons))})"


def career_years(career: Career, seasons: Mapping[str, SeasonRow]) -> list[str]:
    """`Formula 1, 1958–1975`, for each series: the first and the last season that the career is held in."""
    where: defaultdict[str, list[str]] = defaultdict(list)
    for key, _ in career.seasons:
        where[seasons[key].series_name].append(seasons[key].label)
    return [f"{series}, {years(labels)}" for series, labels in where.items()]


def years(labels: Sequence[str]) -> str:
    """`1958–1975`, or `1958`. `labels` are of seasons in order."""
    return labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}"
