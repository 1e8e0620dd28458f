"""The closest and the most one-sided races of a season, by the winning margins that are known."""

from dataclasses import dataclass

from bot.answers.answer import Answer, compose, link
from bot.answers.words import counted, listed, plain, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import rounds
from bot.queries.results import UNKNOWN
from bot.queries.rounds import Round


@dataclass(frozen=True, slots=True)
class _Margin:
    """By how much a race was won: in `laps`, or in `seconds` within a lap."""

    there: Round
    laps: int
    seconds: float
    text: str
    sources: tuple[str, ...]


async def closest(scope: Scope) -> Answer:
    """The race with the smallest winning margin. Raises: NotHeld where no margin is known."""
    return await _ranked(scope, widest=False)


async def widest(scope: Scope) -> Answer:
    """The race with the largest winning margin. Raises: NotHeld where no margin is known."""
    return await _ranked(scope, widest=True)


async def _ranked(scope: Scope, *, widest: bool) -> Answer:
    known, missing = [], []
    for there in scope.held.raced:
        margin = await _margin(scope, there)
        if margin is None:
            missing.append(there)
        else:
            known.append(margin)
    if not known:
        raise NotHeld(f"No winning margin of the {plain(scope.held.row.name)} is in my data.")
    ranked = sorted(known, key=lambda margin: (margin.laps, margin.seconds), reverse=widest)
    best = ranked[0]
    which = "largest" if widest else "smallest"
    of = f"Of the winning margins that are known, the {which}" if missing else f"The {which} winning margin"
    open_ = f" Not known: {listed([round_phrase(there) for there in missing])}." if missing else ""
    return compose(
        scope,
        f"{of} was **{best.text}**, at {round_phrase(best.there)}.{open_}",
        title=f"Winning margins · {scope.held.row.label}",
        lines=[f"**{margin.text}** {round_phrase(margin.there)}" for margin in ranked],
        sources=[key for margin in ranked for key in margin.sources],
        links=[link(scope, f"Round {best.there.number}", "round", round_=best.there.round_)],
    )


async def _margin(scope: Scope, there: Round) -> _Margin | None:
    facts = await rounds.facts(scope.connection, scope.season, "round", there.round_)
    laps, time = facts.get("margin_laps"), facts.get("margin_time")
    if laps is not None and laps.value.isdigit():
        return _Margin(there, int(laps.value), 0, counted(int(laps.value), "lap"), laps.sources)
    if time is None or time.value == UNKNOWN:
        return None
    seconds = 0.0
    for part in time.value.split(":"):
        seconds = seconds * 60 + float(part)
    text = time.value if ":" in time.value else f"{time.value} s"
    return _Margin(there, 0, seconds, text, time.sources)
