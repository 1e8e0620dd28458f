"""A round: when, where, how far, and what happened."""

from collections.abc import Mapping, Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, compose, link
from bot.answers.calendar import rounds_beside
from bot.answers.entries import VACANT, briefly, car_name, drivers_lead, who
from bot.answers.page import Part
from bot.answers.poles import pole_of
from bot.answers.unraced import cancelled_sentence
from bot.answers.words import (
    car_and_team,
    counted,
    crew_text,
    lies_at,
    listed,
    plain,
    race_date,
    the,
)
from bot.archive import Scope
from bot.queries import results, rounds, standings
from bot.queries.results import PODIUM, UNKNOWN, Entry
from bot.queries.rounds import Fact, Round

_FACT_NAMES = {
    "length": "Length",
    "laps": "Laps",
    "distance_km": "Distance",
    "entered": "Entered",
    "starters": "Starters",
    "cautions": "Cautions",
    "caution_laps": "Laps under caution",
    "winner_speed_kmh": "Winner's average",
}
_UNITS = {"distance_km": " km", "winner_speed_kmh": " km/h"}
# Facts that every race has: where they are not held, the answer says so.
_NOT_STATED = ("laps", "starters", "cautions", "winner_speed_kmh")


async def round_facts(scope: Scope, round_: str) -> Answer:
    """A round: date, place, distance, starters, cautions, pole, fastest lap, margin and winners, as far as known."""
    there = scope.round_(round_)
    if not there.raced:
        return _cancelled_round(scope, there) if there.cancelled is not None else _round_to_come(scope, there)
    facts = await rounds.facts(scope.connection, scope.season, "round", round_)
    entries = await results.of_round(scope.connection, scope.season, round_)
    best = next((entry for entry in entries if entry.overall_winner), None)
    winners = {entry.class_: entry for entry in entries if entry.won}
    notes = remarks.notes(scope, "race", round_=round_)
    found = remarks.disputes(scope, round_=round_, entries=list(winners.values()))
    one_class = scope.held.single_class
    complete = one_class and bool(await rounds.complete_classes(scope.connection, scope.season, round_))
    sprint = await results.of_sprint(scope.connection, scope.season, round_) if round_ in scope.held.sprints else ()
    sentence = (
        f"Round {there.number} of the {plain(scope.held.row.name)}, {the(there.name)}, was held on "
        f"{race_date(there.date)} at {plain(there.circuit_name)}"
    )
    sentence += f"; {_winner(scope, best)}" if best else "."
    full = facts.get("full_name")
    lines = []
    if full is not None and full.value not in {there.name, UNKNOWN}:
        lines.append(f"*{plain(full.value)}*")
    where = lies_at(there.place, there.country)
    lines.append(", ".join([race_date(there.date), plain(there.circuit_name), *([where] if where else [])]))
    race = [
        f"**{label}** {_fact(facts[name], _UNITS.get(name, ''))}"
        for name, label in _FACT_NAMES.items()
        if name in facts
    ]
    stated = await rounds.fact_names(scope.connection, scope.season)
    missing = [_FACT_NAMES[name].lower() for name in _NOT_STATED if name not in facts and name in stated]
    pole = await pole_of(scope, round_, entries)
    speed = [f"**Pole position** {pole.text}{f', {pole.time}' if pole.time else ''}"] if pole else []
    if pole is None:
        missing.append("pole position")
    speed += _fastest_lap(scope, facts, entries, missing)
    margin = margin_text(scope, facts, entries)
    if not margin:
        missing.append("winning margin")
    speed += margin
    if missing:
        race.append(f"Not in my data: {listed(missing)}.")
    derivations = [fact.derivation for fact in facts.values()]
    class_winners = [
        f"**{class_.class_}** {car_and_team(entry.car, entry.team)}: {crew_text(entry.crew)}"
        for class_ in scope.held.classes
        if (entry := winners.get(class_.class_)) is not None
    ]
    return compose(
        scope,
        sentence,
        title=f"Round {there.number} · {there.name}",
        lines=[*lines, *race],
        parts=[
            Part("Pace", tuple(speed)),
            Part("First three", tuple(podium_lines(scope, entries, whole=podium_held(there, complete=complete))))
            if one_class
            else Part("Class winners", tuple(class_winners)),
            Part("Sprint", tuple(podium_lines(scope, sprint, whole=complete))),
            Part("Titles", tuple(await _decided(scope, there))),
            remarks.notes_part(notes),
            remarks.disputed_part(scope, found),
            remarks.derived_part(scope, derivations),
        ],
        sources=[
            *there.sources,
            *(key for fact in facts.values() for key in fact.sources),
            *(pole.sources if pole else ()),
            *(key for entry in winners.values() for key in entry.sources),
            *remarks.note_sources(notes),
            *remarks.dispute_sources(found),
        ],
        links=[
            *rounds_beside(scope, there),
            link(scope, "Results", "results", round_=round_),
            link(scope, "Qualifying", "qualifying", round_=round_),
            link(scope, "Circuit", "circuit", name=there.circuit),
        ],
    )


def _winner(scope: Scope, best: Entry) -> str:
    """Who won, for the end of a sentence."""
    if scope.held.single_class:
        return f"{who(scope, best)} won."
    return f"**{car_and_team(best.car, best.team)}** won overall."


def podium_held(there: Round, *, complete: bool) -> bool:
    """Whether all of a race's first three are held: where its result is `complete`, or its overall places that far."""
    return complete or there.overall_places_known >= PODIUM


def podium_lines(scope: Scope, entries: Sequence[Entry], *, whole: bool) -> list[str]:
    """The first three overall with what they took, a line each; none where no place is known.

    `whole`: whoever had one of these places is held, so that one before others was vacant; else it is not known.
    """
    placed = {entry.overall_position: entry for entry in entries if entry.overall_position is not None}
    lines = []
    for place in range(1, PODIUM + 1) if placed else ():
        entry = placed.get(place)
        if entry is not None:
            took = entry.time if place == 1 else entry.gap or entry.time
            lines.append(f"**{place}.** {briefly(scope, entry)}{f', {plain(took)}' if took else ''}")
        elif not whole:
            lines.append(f"**{place}.** not in my data")
        elif place < max(placed):
            lines.append(f"**{place}.** {VACANT}")
    return lines


async def _decided(scope: Scope, there: Round) -> list[str]:
    """The championships that were decided at a round, and for whom."""
    lines = []
    for title in scope.held.championships:
        if title.decided != there.round_ or scope.held.to_come or scope.held.row.default_kind != "drivers":
            continue
        rows = await standings.standings(scope.connection, scope.season, title.championship)
        first = [plain(row.competitor) for row in rows if row.position == 1]
        lines.append(f"**{plain(title.name)}** decided here: {listed(first)}")
    return lines


def _fact(fact: Fact, unit: str) -> str:
    derived = " (derived)" if fact.derivation else ""
    note = f" ({plain(fact.note)})" if fact.note else ""
    return f"sources differ{note}" if fact.value == UNKNOWN else f"{plain(fact.value)}{unit}{derived}{note}"


def _fastest_lap(scope: Scope, facts: dict[str, Fact], entries: tuple[Entry, ...], missing: list[str]) -> list[str]:
    if "fastest_lap_car" not in facts or (not scope.held.single_class and "fastest_lap_time" not in facts):
        missing.append("fastest lap")
        return []
    return [f"**Fastest lap** {fastest_lap_text(scope, facts, entries)}"]


def fastest_lap_text(scope: Scope, facts: Mapping[str, Fact], entries: Sequence[Entry]) -> str:
    """Who drove the fastest lap, everybody who shared it, and its time. There must be a fact that names the car."""
    car = facts["fastest_lap_car"].value
    time = f", {facts['fastest_lap_time'].value}" if "fastest_lap_time" in facts else ""
    driver = facts.get("fastest_lap_driver")
    also = facts["fastest_lap_also"].value.split("; ") if "fastest_lap_also" in facts else []
    if drivers_lead(scope) and driver is not None:
        names = []
        for name in (driver.value, *also):
            entry = next((entry for entry in entries if name in entry.crew), None)
            names.append(f"{plain(name)} ({car_name(entry)})" if entry else plain(name))
        return f"{listed(names)}{time}{' each' if also and time else ''}"
    team = next((entry.team for entry in entries if entry.car == car), None)
    by = f", {listed([plain(name) for name in (driver.value, *also)])}" if driver else ", driver not stated"
    return f"{car_and_team(car, team)}{by}{time}"


def margin_text(scope: Scope, facts: Mapping[str, Fact], entries: Sequence[Entry]) -> list[str]:
    """The winning margin as a line; none where it is not known."""
    over = facts.get("margin_over")
    second = next((entry for entry in entries if entry.overall_position == 2), None)
    if drivers_lead(scope) and second is not None:
        ahead = f" ahead of {briefly(scope, second)}"
    else:
        team = next((entry.team for entry in entries if over and entry.car == over.value), None)
        ahead = f" ahead of {car_and_team(over.value, team)}" if over else ""
    if "margin_laps" in facts:
        return [f"**Winning margin** {counted(int(facts['margin_laps'].value), 'lap')}{ahead}"]
    if "margin_time" in facts:
        time = facts["margin_time"].value
        shown = "sources differ on how much," if time == UNKNOWN else f"{time}{' s' if ':' not in time else ''}"
        return [f"**Winning margin** {shown}{ahead}"]
    return []


def _round_to_come(scope: Scope, there: Round) -> Answer:
    return compose(
        scope,
        f"Round {there.number} of the {plain(scope.held.row.name)}, {the(there.name)}, is to come: "
        f"{race_date(there.date)} at {plain(there.circuit_name)}.",
        title=f"Round {there.number} · {there.name}",
        lines=[
            ", ".join(
                text
                for text in (
                    race_date(there.date),
                    plain(there.circuit_name),
                    lies_at(there.place, there.country),
                )
                if text
            ),
            "It had not been raced when my data was written.",
        ],
        sources=there.sources,
        links=[
            *rounds_beside(scope, there),
            link(scope, "Circuit", "circuit", name=there.circuit),
            link(scope, "Calendar", "schedule"),
        ],
    )


def _cancelled_round(scope: Scope, there: Round) -> Answer:
    found = remarks.disputes(scope, round_=there.round_)
    notes = remarks.notes(scope, "calendar", round_=there.round_)
    where = lies_at(there.place, there.country)
    return compose(
        scope,
        cancelled_sentence(there),
        title=f"{there.name} · cancelled",
        lines=[
            f"Planned for {race_date(there.date)} at {plain(there.circuit_name)}{f', {where}' if where else ''}.",
            "It has no round number, no result and no points.",
        ],
        parts=[remarks.notes_part(notes), remarks.disputed_part(scope, found)],
        sources=[
            *there.sources,
            *there.cancelled_sources,
            *remarks.dispute_sources(found),
            *remarks.note_sources(notes),
        ],
        links=[*rounds_beside(scope, there), link(scope, "Calendar", "schedule")],
    )
