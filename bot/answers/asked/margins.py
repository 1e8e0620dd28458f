"""By how much races were won, which was the closest, and which the most one-sided."""

from dataclasses import dataclass

from bot.answers import rounds as pages
from bot.answers.answer import Answer, compose, link
from bot.answers.asked.subject import Subject, entries_of, saying
from bot.answers.entries import briefly, drivers_lead
from bot.answers.unraced import refuse_unraced
from bot.answers.words import counted, listed, plain, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import results, rounds
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


async def margin(scope: Scope, round_: str) -> Answer:
    """By how much a race was won overall."""
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    facts = await rounds.facts(scope.connection, scope.season, "round", round_)
    over = facts.get("margin_over")
    ahead = f" over #{plain(over.value)}" if over else ""
    if drivers_lead(scope):
        entries = await results.of_round(scope.connection, scope.season, round_)
        second = next((entry for entry in entries if entry.overall_position == 2), None)
        ahead = f" over {briefly(scope, second)}" if second else ""
    if "margin_laps" in facts:
        by = counted(int(facts["margin_laps"].value), "lap")
    elif "margin_time" in facts and facts["margin_time"].value != UNKNOWN:
        time = facts["margin_time"].value
        by = time if ":" in time else f"{time} s"
    else:
        why = "sources differ" if "margin_time" in facts else "it is not in my data"
        raise NotHeld(f"The winning margin at {round_phrase(there)}: {why}.")
    sentence = f"{round_phrase(there)[0].upper()}{round_phrase(there)[1:]}, was won by {by}{ahead}."
    return saying(await pages.round_facts(scope, round_), sentence)


async def margin_of(scope: Scope, round_: str, subject: Subject) -> Answer:
    """By how much somebody won a race overall. Raises: NotHeld where it did not."""
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    if not any(entry.overall_winner for entry in await entries_of(scope, subject) if entry.round_ == round_):
        raise NotHeld(
            f"{subject.name} did not win {round_phrase(there)}, overall; margins of classes are not in my data."
        )
    return await margin(scope, round_)


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
