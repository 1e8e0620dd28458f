"""A run of entries as lines, and the words that drivers', teams' and cars' answers share."""

from collections.abc import Iterable, Sequence

from bot.answers.page import Part
from bot.answers.words import car_and_team, counted, crew_short, crew_text, entry_round, place_text, plain, runs
from bot.archive import Scope
from bot.queries.results import UNKNOWN, Entry

VACANT = "vacant: whoever had this place lost it, and nobody moved up"
"""In the line of a place that nobody holds though every car that was placed is held."""


def unique(values: Iterable[str]) -> list[str]:
    """Values once each, in the order they came."""
    return list(dict.fromkeys(values))


def of_class(scope: Scope, class_: str) -> str:
    """`GT ` before a noun; nothing in a season of one class."""
    return "" if scope.held.single_class else f"{class_} "


def drivers_lead(scope: Scope) -> bool:
    """Whether cars are called by their drivers: where the championship that is meant by default is theirs."""
    return scope.held.row.default_kind == "drivers"


def car_name(entry: Entry) -> str:
    """`#12 McLaren-Honda`: the number and whose car it was, as a constructor where it scored as one."""
    name = plain(entry.constructor or entry.team)
    return name if entry.car == UNKNOWN else f"#{plain(entry.car)} {name}"


def who(scope: Scope, entry: Entry) -> str:
    """A car with its crew, the name it goes by in bold: `**Ayrton Senna** (#12 McLaren-Honda)` where drivers lead,
    else `**#31 Petersen/White Lightning** (Craig Stanton, Johnny Mowlem)`.
    """
    if drivers_lead(scope) and entry.crew:
        return f"**{crew_text(entry.crew)}** ({car_name(entry)})"
    return f"**{car_and_team(entry.car, entry.team)}**{crew_short(entry.crew)}"


def briefly(scope: Scope, entry: Entry) -> str:
    """A car by what it goes by: `Ayrton Senna (#12 McLaren-Honda)` where drivers lead, else `#31 Petersen`."""
    if drivers_lead(scope) and entry.crew:
        return f"{crew_text(entry.crew)} ({car_name(entry)})"
    return car_and_team(entry.car, entry.team)


def win_phrase(scope: Scope, entries: Iterable[Entry]) -> str:
    """`had 6 class wins (rounds 1, 3 and 5 to 8; round 3 overall)`, `(rounds 2 and 6, all overall)`, or `had no class
    win`; of guests alone `ran as a guest outside the championship (round 1)`.

    Where winners are not all known it says `at least`, or that none is known.
    """
    entries = list(entries)
    if entries and all(entry.guest for entry in entries):
        return f"ran as a guest outside the championship ({round_run(entries)})"
    wins = [entry for entry in entries if entry.won]
    overall = [entry for entry in entries if entry.overall_winner]
    win = "win" if scope.held.single_class else "class win"
    if not wins:
        return f"had no {win}" if scope.held.wins_complete else f"has no {win} in my data"
    at_least = "" if scope.held.wins_complete else "at least "
    also = ""
    if overall and not scope.held.single_class:
        also = f"; {round_run(overall)} overall"
        if len(overall) == len(wins):
            also = ", all overall" if len(wins) > 1 else ", and overall"
    return f"had {at_least}{counted(len(wins), win)} ({round_run(wins)}{also})"


def extent_part(scope: Scope) -> Part:
    """How complete results are, as a part of an answer; nothing where they are."""
    if scope.held.coverage.get("results") == "complete":
        return Part("How complete", ())
    if scope.held.single_class:
        wins = "Wins are complete" if scope.held.wins_complete else "Wins are not complete"
    else:
        wins = "Class wins are complete" if scope.held.wins_complete else "Class wins are not complete"
    return Part("How complete", (f"{wins}; other results are partial, so starts and places may be missing.",))


def round_run(entries: Iterable[Entry]) -> str:
    """`round 3`, `rounds 1, 3 and 5 to 8`."""
    return rounds_text({entry.round_number for entry in entries if entry.round_number is not None})


def rounds_text(numbers: Iterable[int]) -> str:
    """`round 3`, `rounds 1, 3 and 5 to 8`, from numbers in any order."""
    numbers = sorted(numbers)
    return f"round{'s' if len(numbers) > 1 else ''} {runs(numbers)}"


def known_heading(scope: Scope, noun: str, count: int) -> str:
    """`Rounds (7 known)`; `Rounds` where there are no others."""
    return noun if scope.held.coverage.get("results") == "complete" else f"{noun} ({count} known)"


def machines(entries: Iterable[Entry]) -> list[str]:
    """Each chassis once with the engines named for it: `Corvette C5-R (LS7-R 7.0L V8)`."""
    engines: dict[str, list[str]] = {}
    for entry in entries:
        if entry.chassis is None or entry.chassis == UNKNOWN:
            continue
        held = engines.setdefault(plain(entry.chassis), [])
        if entry.engine and entry.engine != UNKNOWN and plain(entry.engine) not in held:
            held.append(plain(entry.engine))
    return [f"{chassis} ({'; '.join(held)})" if held else chassis for chassis, held in engines.items()]


def machines_text(entries: Sequence[Entry]) -> str:
    """Each chassis with its engines, and of how many entries it is not known; empty where of all."""
    known = machines(entries)
    missing = sum(entry.chassis is None or entry.chassis == UNKNOWN for entry in entries)
    if known and missing:
        known.append(f"not in my data for {missing} of {len(entries)} entries")
    return "; ".join(known)


def entry_lines(
    scope: Scope, entries: Iterable[Entry], *, show_team: bool = False, show_crew: bool = False
) -> list[str]:
    """One line an entry: round, place, car, and whom it carried."""
    one_class = scope.held.single_class
    lines = []
    for entry in entries:
        car = f"#{plain(entry.car)}" if entry.car != UNKNOWN else "car number unknown"
        team = f" {plain(entry.constructor or entry.team)}" if show_team and entry.team != UNKNOWN else ""
        crew = crew_short(entry.crew) if show_crew else ""
        class_ = "" if entry.class_position is not None else of_class(scope, entry.class_)
        guest = ", guest" if entry.guest else ""
        note = f" · {plain(entry.note)}" if entry.note else ""
        place = f"{class_}{place_text(entry, one_class=one_class)}{guest}"
        if one_class and show_crew and not show_team:
            # All of one car number, which need not be said on every line.
            lines.append(f"**{entry_round(entry)}** {place} · {crew_text(entry.crew)}{note}")
            continue
        lines.append(f"**{entry_round(entry)}** {place} · {car}{team}{crew}{note}")
    return lines
