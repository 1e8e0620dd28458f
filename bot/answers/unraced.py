"""Rounds that were cancelled or are to come: what is said of them where a result is asked for."""

from bot.answers.words import plain, race_date, the
from bot.archive import Scope
from bot.errors import Cancelled, Suggestion, ToCome
from bot.queries.results import UNKNOWN
from bot.queries.rounds import Round


def cancelled_sentence(round_: Round) -> str:
    """Why a round was not held."""
    reason = round_.cancelled if round_.cancelled not in {None, UNKNOWN} else None
    because = f" because {plain(reason)}" if reason else "; the sources do not say why"
    return f"The {plain(round_.name)} ({race_date(round_.date)}) was cancelled{because}."


def to_come_sentence(round_: Round) -> str:
    """When a round is that had not been raced when the data was written."""
    return f"The {round_.date.year} {plain(round_.name)} is to come: {race_date(round_.date)}."


def refuse_unraced(scope: Scope, round_: Round) -> None:
    """So that nobody asks for the winner of a race in vain.

    Raises: Cancelled where it was not held, ToCome where it was not held yet.
    """
    calendar = Suggestion("The calendar", "schedule", (("season", scope.season),))
    if round_.to_come:
        raise ToCome(
            f"{to_come_sentence(round_)} It had not been raced when my data was written, so it has no result.",
            suggestions=[calendar],
        )
    if round_.cancelled is not None:
        raise Cancelled(
            f"{cancelled_sentence(round_)} It was never raced, so it has no result.",
            suggestions=[calendar],
        )


def next_round(round_: Round) -> str:
    """`round 12, the Dutch Grand Prix, on 23 August 2026`."""
    return f"round {round_.number}, {the(round_.name)}, on {race_date(round_.date)}"
