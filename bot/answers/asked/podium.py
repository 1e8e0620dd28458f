"""The first three of a round, in a class or overall, in one sentence."""

from bot.answers import results as pages
from bot.answers.answer import Answer
from bot.answers.asked.subject import saying
from bot.answers.entries import who
from bot.answers.words import listed, ordinal, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import results
from bot.queries.results import UNKNOWN, Entry

_PLACES = (1, 2, 3)


async def podium(scope: Scope, round_: str, class_: str | None = None) -> Answer:
    """Who finished first, second and third: of a class, or overall. What of it is not held is said to be.

    Raises: NotHeld where none of the three is held, or the class did not race there; Cancelled and ToCome where there
    was no race.
    """
    page = await pages.results_of_round(scope, round_, class_)
    there = scope.round_(round_)
    what = "" if scope.held.single_class else f" in {class_}" if class_ else " overall"
    by_place = await _by_place(scope, round_, class_)
    known = [place for place in _PLACES if place in by_place]
    if not known:
        raise NotHeld(f"Who was on the podium{what} at {round_phrase(there)} is not in my data.")
    first, *others = [(_who(scope, by_place[place]), ordinal(place)) for place in known]
    finished = listed([f"{first[0]} finished {first[1]}", *(f"{cars} {place}" for cars, place in others)])
    unknown = listed([ordinal(place) for place in _PLACES if place not in by_place])
    rest = f"; who was {unknown} is not in my data" if unknown else ""
    return saying(page, f"{finished}{what} at {round_phrase(there)}{rest}.")


async def _by_place(scope: Scope, round_: str, class_: str | None) -> dict[int, list[Entry]]:
    """The cars in the first three places, as far as it is known which they were."""
    if class_ is None:
        entries = await results.of_round(scope.connection, scope.season, round_)
        placed = [(entry.overall_position, entry) for entry in entries]
    else:
        entries = await results.of_class_of_round(scope.connection, scope.season, round_, class_)
        placed = [(entry.class_position, entry) for entry in entries]
    found: dict[int, list[Entry]] = {}
    for place, entry in placed:
        if place in _PLACES and not (entry.car == UNKNOWN and entry.team == UNKNOWN):
            found.setdefault(place, []).append(entry)
    return found


def _who(scope: Scope, entries: list[Entry]) -> str:
    """The cars of a place: more than one where they share it."""
    return listed([f"{who(scope, entry)}{' (derived)' if entry.derivation else ''}" for entry in entries])
