"""Who finished in a place of a round, in a class or overall: in one place, and in the first three."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.answers import results as pages
from bot.answers.answer import Answer
from bot.answers.asked.subject import saying
from bot.answers.entries import who
from bot.answers.words import listed, ordinal, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import results, rounds
from bot.queries.results import UNKNOWN, Entry

_PODIUM = (1, 2, 3)
_LOST = "whoever had that place lost it, and nobody moved up"


@dataclass(frozen=True, slots=True)
class _Placings:
    """The cars of each place, as far as they are known; of the overall places, unless `by_class`.

    `vacant` are places that nobody had though others came after them: who had one lost it, and nobody moved up.
    """

    cars: Mapping[int, Sequence[Entry]]
    vacant: Collection[int]
    by_class: bool

    def ordinal(self, place: int) -> str:
        """`2nd`, marked where it was derived."""
        derived = self.by_class and any(entry.derivation for entry in self.cars[place])
        return f"{ordinal(place)}{' (derived)' if derived else ''}"


async def placed(scope: Scope, round_: str, place: int, class_: str | None = None) -> Answer:
    """Who finished in a place, of a class or overall.

    Raises: NotHeld where that is not known, or nobody did; Cancelled and ToCome where there was no race.
    """
    page = await pages.results_of_round(scope, round_, class_)
    placings, what, where = await _placings(scope, round_, class_), _what(scope, class_), _where(scope, round_)
    if place in placings.vacant:
        raise NotHeld(f"Nobody was {ordinal(place)}{what} at {where}: {_LOST}.")
    if place not in placings.cars:
        raise NotHeld(f"Who was {ordinal(place)}{what} at {where} is not in my data.")
    return saying(page, f"{_named(scope, placings, place)} finished {placings.ordinal(place)}{what} at {where}.")


async def podium(scope: Scope, round_: str, class_: str | None = None) -> Answer:
    """Who finished first, second and third: of a class, or overall. What of it is not held is said to be.

    Raises: NotHeld where none of the three is held, or the class did not race there; Cancelled and ToCome where there
    was no race.
    """
    page = await pages.results_of_round(scope, round_, class_)
    placings, what, where = await _placings(scope, round_, class_), _what(scope, class_), _where(scope, round_)
    known = [place for place in _PODIUM if place in placings.cars]
    if not known:
        raise NotHeld(f"Who was on the podium{what} at {where} is not in my data.")
    first, *others = [(_named(scope, placings, place), placings.ordinal(place)) for place in known]
    finished = listed([f"{first[0]} finished {first[1]}", *(f"{cars} {place}" for cars, place in others)])
    open_ = [ordinal(place) for place in _PODIUM if place not in known and place not in placings.vacant]
    rest = f"; who was {listed(open_)} is not in my data" if open_ else ""
    vacant = [ordinal(place) for place in _PODIUM if place in placings.vacant]
    nobody = f"; nobody was {listed(vacant)}: {_LOST}" if vacant else ""
    return saying(page, f"{finished}{what} at {where}{rest}{nobody}.")


async def _placings(scope: Scope, round_: str, class_: str | None) -> _Placings:
    held = scope.held
    if class_ is None:
        entries = await results.of_round(scope.connection, scope.season, round_)
        placed = [(entry.overall_position, entry) for entry in entries]
    else:
        entries = await results.of_class_of_round(scope.connection, scope.season, round_, class_)
        placed = [(entry.class_position, entry) for entry in entries]
    cars: defaultdict[int, list[Entry]] = defaultdict(list)
    for place, entry in placed:
        if place is not None and not (entry.car == UNKNOWN and entry.team == UNKNOWN):
            cars[place].append(entry)
    # Of several classes it is said of each whether all its cars are held; of the race as a whole, how many places are.
    one = held.classes[0].class_ if held.single_class else class_
    last = max((place for place, _ in placed if place is not None), default=0)
    complete = await rounds.complete_classes(scope.connection, scope.season, round_)
    if one not in complete:
        last = min(last, scope.round_(round_).overall_places_known) if class_ is None else 0
    vacant = frozenset(range(1, last + 1)).difference(place for place, _ in placed if place is not None)
    return _Placings(dict(cars), vacant, one is not None)


def _what(scope: Scope, class_: str | None) -> str:
    """Which places are meant; blank where there is one class."""
    return "" if scope.held.single_class else f" in {class_}" if class_ else " overall"


def _where(scope: Scope, round_: str) -> str:
    return round_phrase(scope.round_(round_))


def _named(scope: Scope, placings: _Placings, place: int) -> str:
    """The cars of a place: more than one where they share it."""
    return listed([who(scope, entry) for entry in placings.cars[place]])
