"""A race, or a sprint, of a season of one class: who won, and the whole classification with times and reasons."""

from collections.abc import Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, Link, compose, link
from bot.answers.calendar import neighbours
from bot.answers.entries import VACANT, briefly, car_name, drivers_lead, unique, who
from bot.answers.page import Part
from bot.answers.rounds import margin_text, podium_held, podium_lines
from bot.answers.words import (
    counted,
    crew_text,
    listed,
    machine,
    ordinal,
    plain,
    race_date,
    reason_text,
    round_phrase,
    runs,
)
from bot.archive import Scope
from bot.errors import NotHeld, Suggestion
from bot.queries import results, rounds
from bot.queries.results import UNKNOWN, Entry
from bot.queries.rounds import Round

SPRINT = "sprint"
# Headings of those without a place, by status, in the order in which they are shown.
_WITHOUT_PLACE = (
    "not classified",
    "retired",
    "disqualified",
    "excluded",
    "did not start",
    "did not qualify",
    "did not pre-qualify",
    "did not practise",
)


async def race_winner(scope: Scope, there: Round) -> Answer:
    """Who won a race, how, and from whom.

    Raises: NotHeld where the winner is not held.
    """
    entries = await results.of_round(scope.connection, scope.season, there.round_)
    best = next((entry for entry in entries if entry.overall_winner), None)
    if best is None:
        raise NotHeld(f"The winner of {round_phrase(there)}, is not in my data.")
    facts = await rounds.facts(scope.connection, scope.season, "round", there.round_)
    shared = ", in a shared car" if drivers_lead(scope) and len(best.crew) > 1 else ""
    lines = [f"{race_date(there.date)}, {plain(there.circuit_name)}"]
    if car := machine(best):
        lines.append(f"**Car** {car}")
    if best.entrant:
        lines.append(f"**Entered by** {plain(best.entrant)}")
    if best.tyre and best.tyre != UNKNOWN:
        lines.append(f"**Tyres** {plain(best.tyre)}")
    raced = [part for part in (best.time or "", counted(best.laps, "lap") if best.laps else "") if part]
    if raced:
        lines.append(f"**Race** {', '.join(raced)}")
    if start := _grid(best):
        lines.append(f"**Started** {start}")
    lines += margin_text(scope, facts, entries)
    if best.note:
        lines.append(plain(best.note))
    complete = bool(await rounds.complete_classes(scope.connection, scope.season, there.round_))
    sprint = await results.of_sprint(scope.connection, scope.season, there.round_)
    of_sprint = next((entry for entry in sprint if entry.class_position == 1), None)
    if of_sprint is not None:
        lines.append(f"**Sprint** won by {briefly(scope, of_sprint)}")
    found = remarks.disputes(scope, round_=there.round_, entries=[best])
    return compose(
        scope,
        f"{who(scope, best)} won {round_phrase(there)}{shared}.",
        title=f"{there.date.year} {there.name} · winner",
        lines=lines,
        parts=[
            Part("First three", tuple(podium_lines(scope, entries, whole=podium_held(there, complete=complete)))),
            remarks.disputed_part(scope, found),
            remarks.derived_part(scope, [best.derivation]),
        ],
        sources=[
            *best.all_sources,
            *(key for name, fact in facts.items() if name.startswith("margin") for key in fact.sources),
            *remarks.dispute_sources(found),
        ],
        links=[
            *neighbours(scope, there, "winner"),
            link(scope, "Results", "results", round_=there.round_),
            link(scope, "Round facts", "round", round_=there.round_),
            link(scope, "Standings", "standings", after=there.round_),
        ],
    )


async def classification(scope: Scope, there: Round, session: str | None = None) -> Answer:
    """Everybody in a race, or in its sprint, with times, gaps and reasons, and how complete that is.

    Raises: NotHeld where there was no sprint, or nobody is held.
    """
    sprint = session == SPRINT
    if sprint:
        entries = await sprint_entries(scope, there)
    else:
        entries = await results.of_round(scope.connection, scope.season, there.round_)
    if not entries:
        raise NotHeld(f"No result of {round_phrase(there)} is in my data.")
    whole = bool(await rounds.complete_classes(scope.connection, scope.season, there.round_))
    best = next((entry for entry in entries if entry.overall_position == 1), None)
    what = "the sprint at " if sprint else ""
    followed = [briefly(scope, entry) for entry in entries if entry.overall_position in {2, 3}]
    if len(followed) == 1 and all(entry.overall_position != 2 for entry in entries):
        followed = [f"{followed[0]} in 3rd"]
    ahead = f", ahead of {listed(followed)}" if followed else ""
    lead = f"{who(scope, best)} won {what}{round_phrase(there)}{ahead}." if best else ""
    extent = _extent(entries, whole=whole)
    # How much is held is said once: first where something may be missing, else with the detail.
    sentence, about = (lead, f" {extent}") if lead and whole else (f"{lead} {extent}".strip(), "")
    found = remarks.disputes(scope, round_=there.round_)
    derivations = [entry.derivation for entry in entries]
    other = (
        [link(scope, "Race", "results", round_=there.round_)]
        if sprint
        else [link(scope, "Sprint", "results", round_=there.round_, session=SPRINT)]
        if there.round_ in scope.held.sprints
        else []
    )
    return compose(
        scope,
        sentence,
        title=f"{there.date.year} {there.name} · {'sprint' if sprint else 'result'}",
        lines=[
            f"{'Race on ' if sprint else ''}{race_date(there.date)}, {plain(there.circuit_name)}.{about}",
            *_placed_lines(scope, entries, whole=whole),
        ],
        parts=[
            *_unplaced_parts(scope, entries),
            remarks.disputed_part(scope, found),
            remarks.derived_part(scope, derivations),
        ],
        sources=[
            *unique(key for entry in entries for key in entry.all_sources),
            *remarks.dispute_sources(found),
            *remarks.derivation_sources(scope, derivations),
        ],
        links=[
            *_neighbours(scope, there, sprint=sprint),
            *other,
            link(scope, "Qualifying", "qualifying", round_=there.round_),
            link(scope, "Round facts", "round", round_=there.round_),
        ],
    )


async def sprint_entries(scope: Scope, there: Round) -> tuple[Entry, ...]:
    """Everybody in the sprint of a round. Raises: NotHeld where there was none; says where there were some."""
    entries = await results.of_sprint(scope.connection, scope.season, there.round_)
    if entries:
        return entries
    held = [round_ for round_ in scope.held.calendar if round_.round_ in scope.held.sprints]
    if not held:
        raise NotHeld(f"No sprint of the {plain(scope.held.row.name)} is in my data.")
    numbers = runs([round_.number for round_ in held if round_.number is not None])
    where = f"round{'s' if len(held) > 1 else ''} {numbers}"
    raise NotHeld(
        f"No sprint at {round_phrase(there)}, is in my data; there was one at {where}.",
        suggestions=[
            Suggestion(
                f"Sprint at {round_.short}",
                "results",
                (("round", round_.round_), ("session", SPRINT), ("season", scope.season)),
            )
            for round_ in held[:5]
        ],
    )


def _neighbours(scope: Scope, there: Round, *, sprint: bool) -> list[Link]:
    if not sprint:
        return neighbours(scope, there, "results")
    held = [round_ for round_ in scope.held.raced if round_.round_ in scope.held.sprints]
    at = held.index(there)
    beside = [*held[max(at - 1, 0) : at], *held[at + 1 : at + 2]]
    return [
        link(scope, f"Sprint of round {round_.number}, {round_.short}", "results", round_=round_.round_, session=SPRINT)
        for round_ in beside
    ]


def _extent(entries: Sequence[Entry], *, whole: bool) -> str:
    """How many there were and what became of them; that others may be missing where that is so."""
    counts = {"classified": sum(entry.overall_position is not None for entry in entries)}
    for status in _WITHOUT_PLACE:
        counts[status] = sum(entry.status == status and entry.overall_position is None for entry in entries)
    told = listed([f"{count} {status}" for status, count in counts.items() if count])
    cars = counted(len(entries), "car")
    if whole:
        return f"Complete: {cars}, {told}."
    return f"{cars[0].upper()}{cars[1:]} known, {told}; there may have been others."


def _placed_lines(scope: Scope, entries: Sequence[Entry], *, whole: bool) -> list[str]:
    """Two lines a car, by place; where all are held, a place without one was vacant."""
    placed = {entry.overall_position: entry for entry in entries if entry.overall_position is not None}
    lines: list[str] = []
    for place in range(1, max(placed, default=0) + 1):
        entry = placed.get(place)
        if entry is not None:
            lines += [f"**{place}.** {_named(scope, entry)}", _details(entry, _time(entry))]
        elif whole:
            lines.append(f"**{place}.** {VACANT}")
    return [line for line in lines if line]


def _unplaced_parts(scope: Scope, entries: Sequence[Entry]) -> list[Part]:
    """Those without a place by what became of them, two lines a car, the longest distance first."""
    parts = []
    for status in _WITHOUT_PLACE:
        held = [entry for entry in entries if entry.overall_position is None and entry.status == status]
        held.sort(key=lambda entry: -(entry.laps or 0))
        cars = [_unplaced(scope, entry, reason_text(entry.reason) if entry.reason else "") for entry in held]
        parts.append(Part(f"{status[0].upper()}{status[1:]}", tuple(cars)))
    unknown = [entry for entry in entries if entry.overall_position is None and entry.status not in _WITHOUT_PLACE]
    parts.append(Part("Place unknown", tuple(_unplaced(scope, entry, _time(entry)) for entry in unknown)))
    return parts


def _unplaced(scope: Scope, entry: Entry, first: str) -> str:
    return "\n".join(line for line in (_named(scope, entry), _details(entry, first)) if line)


def _named(scope: Scope, entry: Entry) -> str:
    if drivers_lead(scope) and entry.crew:
        return f"**{crew_text(entry.crew)}** · {car_name(entry)}"
    return briefly(scope, entry)


def _time(entry: Entry) -> str:
    """What a placed car took: the winner's time, else the gap."""
    if entry.overall_position == 1:
        return entry.time or ""
    return plain(entry.gap or entry.time or "")


def _details(entry: Entry, first: str) -> str:
    start = _grid(entry)
    parts = [
        first,
        f"{entry.laps} laps" if entry.laps and entry.laps != 1 else "1 lap" if entry.laps else "",
        f"grid {start}" if start and not entry.pit_lane else start,
        plain(entry.note) if entry.note else "",
    ]
    return " · ".join(part for part in parts if part)


def _grid(entry: Entry) -> str:
    """`3rd`, `pit lane`; nothing where it is not known."""
    return "from the pit lane" if entry.pit_lane else ordinal(entry.grid) if entry.grid else ""
