"""Who of two was ahead: in a race, or in qualifying; and who was ahead of somebody, or behind.

Of teams and makes the best car counts. What a car that is not placed might have done decides nothing: then it is said
that it is not known.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers import qualifying as grids
from bot.answers import results as pages
from bot.answers.answer import Answer
from bot.answers.asked.grid import place_text as place_text_of
from bot.answers.asked.grid import places_of
from bot.answers.asked.subject import Subject, entries_of, results_offered, saying
from bot.answers.entries import who
from bot.answers.unraced import refuse_unraced
from bot.answers.words import listed, ordinal, place_text, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld, Suggestion
from bot.queries import qualifying, results
from bot.queries.qualifying import GridPlace
from bot.queries.results import UNKNOWN, Entry

_OUT = frozenset({"retired", "disqualified", "did not start", "not classified", "excluded"})

_OFFERED = 3


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two, with its cars at the round, and the best of those that are placed."""

    subject: Subject
    cars: Sequence[Entry]

    def best(self, *, in_class: bool) -> Entry | None:
        placed = [entry for entry in self.cars if _place(entry, in_class=in_class) is not None]
        return min(placed, key=lambda entry: _place(entry, in_class=in_class) or 0, default=None)

    @property
    def open(self) -> bool:
        """Whether one of its cars may have been anywhere."""
        return any(entry.class_position is None and entry.status not in _OUT for entry in self.cars)

    @property
    def single(self) -> bool:
        """Whether it can have been in one car only."""
        return self.subject.kind in {"driver", "car"}

    @property
    def out(self) -> bool:
        """Whether none of its cars was placed, for certain."""
        return all(entry.status in _OUT for entry in self.cars)


async def beat(
    scope: Scope, one: Subject, other: Subject, round_: str, *, yesno: bool, class_: str | None = None
) -> Answer:
    """Who of two was ahead at the finish of a round; with `yesno` whether the first was.

    Raises: NotHeld where that is not known, or both shared a car; Cancelled and ToCome where there was no race.
    """
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    sides = [await _side(scope, subject, round_, class_) for subject in (one, other)]
    if any(entry in sides[1].cars for entry in sides[0].cars):
        raise NotHeld(f"{one.name} and {other.name} were in one car at {round_phrase(there)}.")
    classes = [{entry.class_ for entry in side.cars} for side in sides]
    if len(shared := classes[0] & classes[1]) == 1:
        # A make may be in a class as well where the other is not.
        sides = [replace(side, cars=[entry for entry in side.cars if entry.class_ in shared]) for side in sides]
        classes = [shared, shared]
    in_class = len(classes[0] | classes[1]) == 1 and not scope.held.single_class
    ranked = await _ranked(scope, round_, next(iter(classes[0])) if in_class else None)
    ahead = _ahead(sides, ranked, in_class=in_class)
    if ahead is None:
        if all(side.out for side in sides):
            known = "; ".join(f"{who(scope, e)}: {_result(scope, e)}" for side in sides for e in side.cars)
            raise NotHeld(f"Neither {one.name} nor {other.name} finished at {round_phrase(there)}: {known}.")
        known = "; ".join(f"{who(scope, e)}: {_result(scope, e)}" for side in sides for e in side.cars)
        raise NotHeld(f"Who of {one.name} and {other.name} was ahead at {round_phrase(there)}, is not known: {known}.")
    said = ("Yes: " if ahead == 0 else "No: ") if yesno else ""
    order = sides if ahead == 0 else sides[::-1]
    told = [_told(scope, side, in_class=in_class) for side in order]
    best = " (the best car of each)" if any(len(side.cars) > 1 for side in sides) else ""
    sentence = f"{said}at {round_phrase(there)}, {told[0]}, was ahead of {told[1]}{best}."
    page_class = next(iter(classes[0])) if in_class else None
    return saying(await pages.results_of_round(scope, round_, page_class), sentence[0].upper() + sentence[1:])


async def nearby(scope: Scope, subject: Subject, round_: str, *, behind: bool, class_: str | None = None) -> Answer:
    """Who was ahead of somebody in class at a round, or behind.

    Raises: NotHeld where its place is not known, or no other; Cancelled and ToCome where there was no race.
    """
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    in_class = not scope.held.single_class
    side = await _side(scope, subject, round_, class_)
    best = side.best(in_class=in_class)
    if best is None and side.out:
        known = "; ".join(f"{who(scope, e)}: {_result(scope, e)}" for e in side.cars)
        raise NotHeld(f"{subject.name} had no place at {round_phrase(there)}: {known}.")
    if best is None:
        raise NotHeld(f"Where {subject.name} finished at {round_phrase(there)}, is not in my data.")
    own = _place(best, in_class=in_class) or 0
    field = [
        entry
        for entry in await results.of_round(scope.connection, scope.season, round_)
        if (not in_class or entry.class_ == best.class_) and entry not in side.cars
    ]
    placed = [(place, entry) for entry in field if (place := _place(entry, in_class=in_class)) is not None]
    found = sorted(((place, e) for place, e in placed if (place > own) == behind), key=lambda pair: pair[0])
    in_ = f" in {best.class_}" if in_class else ""
    where = f"{in_} at {round_phrase(there)}"
    name = f"{who(scope, best)}, {ordinal(own)}"
    page = await pages.results_of_round(scope, round_, best.class_ if in_class else None)
    if not found and not behind and own == 1:
        ahead = await _overall_ahead(scope, best, round_) if in_class else ""
        return saying(page, f"Nobody{where}: {who(scope, best)} won{ahead}.")
    word = "behind" if behind else "ahead of"
    if not found:
        raise NotHeld(f"Who was {word} {name}{where}, is not in my data.")
    said = listed([f"{who(scope, entry)} {ordinal(place)}" for place, entry in found[:5]])
    missing = "" if behind or len(found) == own - 1 else "; the others ahead are not in my data"
    return saying(page, f"{word.capitalize()} {name}{where}: {said}{missing}.")


async def _overall_ahead(scope: Scope, best: Entry, round_: str) -> str:
    """Who was ahead of a class winner overall, as far as known; nothing where it won outright."""
    if best.overall_winner:
        return ""
    entries = await results.of_round(scope.connection, scope.season, round_)
    ahead = [e for e in entries if e.overall_position and e.overall_position < (best.overall_position or 2)]
    said = listed([f"{who(scope, entry)} {ordinal(entry.overall_position or 0)}" for entry in ahead[:5]])
    return f"; overall {said} {'was' if len(ahead) == 1 else 'were'} ahead" if ahead else ""


async def faster(scope: Scope, one: Subject, other: Subject, round_: str | None, *, yesno: bool) -> Answer:
    """Who of two was ahead in the qualifying of a round; with `yesno` whether the first was.

    Raises: NotHeld where that is not known, or no round is named; Cancelled and ToCome where there was no race.
    """
    if round_ is None:
        asked = f"Name a round: who of {one.name} and {other.name} was faster in qualifying is known round by round"
        raise NotHeld(f"{asked}.", suggestions=await _qualified_together(scope, one, other))
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    grid = await qualifying.grid(scope.connection, scope.season, round_)
    theirs = [await places_of(scope, subject, round_, grid) for subject in (one, other)]
    missing = [subject.name for subject, places in zip((one, other), theirs, strict=True) if not places]
    if missing:
        raise NotHeld(f"Where {listed(missing, last='or')} qualified at {round_phrase(there)}, is not in my data.")
    single = [subject.kind in {"driver", "car"} for subject in (one, other)]
    pairs = [_best_of(theirs, grid, single, overall=overall) for overall in (True, False)]
    pair = next((pair for pair in pairs if pair is not None), None)
    if pair is None:
        asked = f"Who of {one.name} and {other.name} was faster in qualifying"
        raise NotHeld(f"{asked} at {round_phrase(there)}, is not known.")
    ahead = 0 if pair[0][0] < pair[1][0] else 1
    said = ("Yes: " if ahead == 0 else "No: ") if yesno else ""
    first, second = (place_text_of(scope, place) for _, place in (pair if ahead == 0 else pair[::-1]))
    sentence = f"{said}in qualifying at {round_phrase(there)}, {first}, was ahead of {second}."
    return saying(await grids.grid(scope, round_), sentence[0].upper() + sentence[1:])


async def _qualified_together(scope: Scope, one: Subject, other: Subject) -> list[Suggestion]:
    """The qualifying of the latest rounds at which a place of both is held."""
    found = []
    for there in scope.held.raced[::-1]:
        grid = await qualifying.grid(scope.connection, scope.season, there.round_)
        theirs = [await places_of(scope, subject, there.round_, grid) for subject in (one, other)]
        if all(theirs):
            options = (("round", there.round_), ("season", scope.season))
            found.append(Suggestion(f"Qualifying of round {there.number}, {there.short}"[:80], "qualifying", options))
    return found[:_OFFERED][::-1]


async def _side(scope: Scope, subject: Subject, round_: str, class_: str | None) -> _Side:
    cars = [e for e in await entries_of(scope, subject) if e.round_ == round_ and class_ in {None, e.class_}]
    if not cars:
        where = round_phrase(scope.round_(round_))
        raise NotHeld(f"No car of {subject.name} at {where} is in my data.", suggestions=results_offered(scope, round_))
    return _Side(subject, cars)


async def _ranked(scope: Scope, round_: str, class_: str | None) -> Mapping[int, Sequence[Entry]]:
    """The cars of each place of a round, in a class or overall."""
    ranked: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in await results.of_round(scope.connection, scope.season, round_):
        place = _place(entry, in_class=class_ is not None)
        if place is not None and class_ in {None, entry.class_}:
            ranked[place].append(entry)
    return ranked


def _place(entry: Entry, *, in_class: bool) -> int | None:
    return entry.class_position if in_class else entry.overall_position


def _ahead(sides: Sequence[_Side], ranked: Mapping[int, Sequence[Entry]], *, in_class: bool) -> int | None:
    """Which of two was ahead, 0 or 1; None where it is not known for certain. `ranked`: the cars of each place."""
    places = [_place(best, in_class=in_class) if (best := side.best(in_class=in_class)) else None for side in sides]
    first, second = places
    if first is None or second is None:
        ahead = 0 if first is not None else 1
        if first is second or not (sides[1 - ahead].out or places[ahead] == 1):
            return None
    elif first == second:
        return None
    else:
        ahead = 0 if first < second else 1
    behind = sides[1 - ahead]
    if places[ahead] == 1:
        return ahead
    if behind.single and not behind.open:
        return ahead
    # Another car of it, without a place or not held at all, may have been before: unless all who were are known.
    before = range(1, places[ahead] or 1)
    known = all(rank in ranked and all(e.team != UNKNOWN for e in ranked[rank]) for rank in before)
    return ahead if known else None


def _told(scope: Scope, side: _Side, *, in_class: bool) -> str:
    best = side.best(in_class=in_class)
    entry = best if best is not None else side.cars[0]
    return f"{who(scope, entry)}, {_result(scope, entry)}"


def _result(scope: Scope, entry: Entry) -> str:
    return place_text(entry, one_class=scope.held.single_class)


def _best_of(
    theirs: Sequence[Sequence[GridPlace]], grid: Sequence[GridPlace], single: Sequence[bool], *, overall: bool
) -> list[tuple[int, GridPlace]] | None:
    """The best place of each, on the whole grid or in the class that both are of; None where either is not known.

    `single`: who can have had one car only. Of whom is behind, another car may have been ahead that is not held.
    """
    classes = {place.class_ for places in theirs for place in places}
    if not overall and len(classes) > 1:
        return None
    best = []
    for places in theirs:
        known = [(rank, place) for place in places if (rank := _rank(place, overall=overall)) is not None]
        if not known:
            return None
        best.append(min(known, key=lambda pair: pair[0]))
    if best[0][0] == best[1][0]:
        return None
    behind = 1 if best[0][0] < best[1][0] else 0
    held = {_rank(place, overall=overall) for place in grid if overall or place.class_ in classes}
    certain = single[behind] or all(rank in held for rank in range(1, best[1 - behind][0]))
    return best if certain else None


def _rank(place: GridPlace, *, overall: bool) -> int | None:
    return place.position if overall else place.class_position
