"""A run of entries as lines, and the words that drivers', teams' and cars' answers share."""

from collections.abc import Iterable

from bot.answers.answer import Part
from bot.answers.words import counted, crew_short, entry_round, place_text, plain, runs
from bot.archive import Scope
from bot.queries.results import UNKNOWN, Entry


def unique(values: Iterable[str]) -> list[str]:
    """Values once each, in the order they came."""
    return list(dict.fromkeys(values))


def win_phrase(scope: Scope, entries: Iterable[Entry]) -> str:
    """`had 6 class wins (rounds 1, 3 and 5 to 8; round 3 overall)`, or `had no class win`.

    Where winners are not all known it says `at least`, or that none is known.
    """
    entries = list(entries)
    wins = [entry for entry in entries if entry.won]
    overall = [entry for entry in entries if entry.overall_winner]
    win = "win" if scope.held.single_class else "class win"
    if not wins:
        return f"had no {win}" if scope.held.wins_complete else f"has no {win} in my data"
    at_least = "" if scope.held.wins_complete else "at least "
    also = f"; {round_run(overall)} overall" if overall and not scope.held.single_class else ""
    return f"had {at_least}{counted(len(wins), win)} ({round_run(wins)}{also})"


def extent_part(scope: Scope) -> Part:
    """How complete results are, as a part of an answer; nothing where they are."""
    if scope.held.coverage.get("results") == "complete":
        return Part("How complete", ())
    wins = "Class wins are complete" if scope.held.wins_complete else "Class wins are not complete"
    return Part("How complete", (f"{wins}; other results are partial, so starts and places may be missing.",))


def round_run(entries: Iterable[Entry]) -> str:
    """`round 3`, `rounds 1, 3 and 5 to 8`."""
    numbers = sorted({entry.round_number for entry in entries if entry.round_number is not None})
    return f"round{'s' if len(numbers) > 1 else ''} {runs(numbers)}"


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


def entry_lines(entries: Iterable[Entry], *, show_team: bool = False, show_crew: bool = False) -> list[str]:
    """One line an entry: round, place, car, and whom it carried."""
    lines = []
    for entry in entries:
        car = f"#{plain(entry.car)}" if entry.car != UNKNOWN else "car number unknown"
        team = f" {plain(entry.team)}" if show_team and entry.team != UNKNOWN else ""
        crew = crew_short(entry.crew) if show_crew else ""
        class_ = "" if entry.class_position is not None else f"{entry.class_} "
        guest = ", guest" if entry.guest else ""
        note = f" · {plain(entry.note)}" if entry.note else ""
        lines.append(f"**{entry_round(entry)}** {class_}{place_text(entry)}{guest} · {car}{team}{crew}{note}")
    return lines
