"""A run of entries as lines, and the words that drivers', teams' and cars' answers share."""

from collections.abc import Iterable, Sequence

from bot.answers.words import counted, crew_short, entry_round, listed, place_text, plain
from bot.queries.results import UNKNOWN, Entry


def unique(values: Iterable[str]) -> list[str]:
    """Values once each, in the order they came."""
    return list(dict.fromkeys(values))


def win_phrase(wins: Sequence[Entry], overall: Sequence[Entry]) -> str:
    """`had 3 class wins (rounds 5, 6 and 8), 1 of them overall`; class wins are complete in every season held."""
    if not wins:
        return "had no class win"
    rounds = unique(str(entry.round_number) for entry in wins)
    where = f"round{'s' if len(rounds) > 1 else ''} {listed(rounds)}"
    also = ""
    if overall:
        also = ", also overall" if len(wins) == 1 else f", {len(overall)} of them overall"
    return f"had {counted(len(wins), 'class win')} ({where}){also}"


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
