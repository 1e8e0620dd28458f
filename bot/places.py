"""Where races were held over the seasons of a series: at a circuit, under the name of an event, in a country. Pure.

A Grand Prix is not a circuit: the French one moved, and Silverstone has held three. A circuit and an event go by their
codes, which mean the same in every season of a series; where the names say otherwise, they stand for no place.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from bot.folding import fold
from bot.queries.results import UNKNOWN
from bot.queries.rounds import Round

PlaceKind = Literal["event", "circuit", "country"]
"""The first of these is what is meant where two hold the very same races."""
PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)


@dataclass(frozen=True, slots=True)
class Place:
    """Races held at one place. `code` is a circuit's, a round's or a country's; `name` is the latest one, of a country
    its code.

    `races` are (season, round) of those that were raced; `circuits` are the names of where, earliest first.
    """

    series: str
    kind: PlaceKind
    code: str
    name: str
    races: frozenset[tuple[str, str]]
    circuits: tuple[str, ...]

    @property
    def key(self) -> str:
        """What names it and no other."""
        return f"{self.series} {self.kind} {self.code}"

    @property
    def seasons(self) -> frozenset[str]:
        """Keys of the seasons with a race there."""
        return frozenset(season for season, _ in self.races)


def places(calendars: Iterable[tuple[str, str, Iterable[Round]]]) -> dict[str, Place]:
    """Every place by its key. `calendars` are (series, season, rounds), earliest season first."""
    found: defaultdict[tuple[str, PlaceKind, str], list[tuple[str, Round]]] = defaultdict(list)
    for series, season, rounds in calendars:
        for round_ in rounds:
            if round_.raced:
                for kind in PLACE_KINDS:
                    if (code := _code(kind, round_)) != UNKNOWN:
                        found[series, kind, code].append((season, round_))
    codes: defaultdict[tuple[str, PlaceKind, str], set[str]] = defaultdict(set)
    for (series, kind, code), held in found.items():
        for _, round_ in held:
            codes[series, kind, fold(_name(kind, round_))].add(code)
    made = (
        _place(series, kind, code, held)
        for (series, kind, code), held in found.items()
        if all(len(codes[series, kind, fold(_name(kind, round_))]) == 1 for _, round_ in held)
        and (kind != "event" or _one_event(held))
    )
    return {place.key: place for place in made}


def distinct(known: Mapping[str, Place], keys: Iterable[str]) -> Iterator[str]:
    """Keys of places that hold different races, where several hold the same ones the event, else the circuit."""
    seen: set[frozenset[tuple[str, str]]] = set()
    for key in sorted(set(keys), key=lambda key: (PLACE_KINDS.index(known[key].kind), key)):
        if known[key].races not in seen:
            seen.add(known[key].races)
            yield key


def _one_event(held: list[tuple[str, Round]]) -> bool:
    """Whether rounds of one code are one event: of one name, or at one circuit."""
    return len({fold(round_.name) for _, round_ in held}) == 1 or len({round_.circuit for _, round_ in held}) == 1


def _code(kind: PlaceKind, round_: Round) -> str:
    return {"event": round_.round_, "circuit": round_.circuit, "country": round_.country}[kind]


def _name(kind: PlaceKind, round_: Round) -> str:
    return {"event": round_.name, "circuit": round_.circuit_name, "country": round_.country}[kind]


def _place(series: str, kind: PlaceKind, code: str, held: list[tuple[str, Round]]) -> Place:
    return Place(
        series,
        kind,
        code,
        _name(kind, held[-1][1]),
        frozenset((season, round_.round_) for season, round_ in held),
        tuple(dict.fromkeys(round_.circuit_short for _, round_ in held)),
    )
