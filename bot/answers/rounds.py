"""A round and the calendar: when, where, how far, and what happened."""

from datetime import date

from bot.answers import remarks
from bot.answers.answer import Answer, Link, Part, compose, link
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
from bot.errors import Cancelled, Suggestion
from bot.queries import qualifying, results, rounds
from bot.queries.results import UNKNOWN, Entry
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
_NOT_STATED = ("laps", "starters", "cautions", "winner_speed_kmh")
# Facts that every race has: where they are not held, the answer says so.


def cancelled_sentence(round_: Round) -> str:
    """Why a round was not held."""
    reason = round_.cancelled if round_.cancelled not in {None, UNKNOWN} else None
    because = f" because {plain(reason)}" if reason else "; the sources do not say why"
    return f"The {plain(round_.name)} ({race_date(round_.date)}) was cancelled{because}."


def refuse_cancelled(round_: Round) -> None:
    """Raises: Cancelled where the race was not held, so that nobody asks for its winner in vain."""
    if round_.cancelled is not None:
        raise Cancelled(
            f"{cancelled_sentence(round_)} It was never raced, so it has no result.",
            suggestions=[Suggestion("The calendar", "schedule", ())],
        )


async def round_facts(scope: Scope, round_: str) -> Answer:
    """A round: date, place, distance, starters, cautions, pole, fastest lap, margin and winners, as far as known."""
    there = scope.round_(round_)
    if there.cancelled is not None:
        return _cancelled_round(scope, there)
    facts = await rounds.facts(scope.connection, scope.season, "round", round_)
    entries = await results.of_round(scope.connection, scope.season, round_)
    grid = await qualifying.grid(scope.connection, scope.season, round_)
    best = next((entry for entry in entries if entry.overall_winner), None)
    winners = {entry.class_: entry for entry in entries if entry.won}
    notes = remarks.notes(scope, "race", round_=round_)
    found = remarks.disputes(scope, round_=round_, entries=list(winners.values()))
    sentence = (
        f"Round {there.number} of the {plain(scope.held.row.name)}, {the(there.name)}, was held on "
        f"{race_date(there.date)} at {plain(there.circuit_name)}"
    )
    sentence += f"; **{car_and_team(best.car, best.team)}** won overall." if best else "."
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
    missing = [_FACT_NAMES[name].lower() for name in _NOT_STATED if name not in facts]
    pole = next((place for place in grid if place.position == 1), None)
    speed = []
    if pole is not None:
        driver = f", {listed([plain(name) for name in pole.drivers])}" if pole.drivers else ""
        time = f", {pole.time}" if pole.time else ""
        speed.append(f"**Pole position** {car_and_team(pole.car, pole.team)}{driver}{time}")
    else:
        missing.append("pole position")
    speed += _fastest_lap(facts, entries, missing)
    speed += _margin(facts, entries, missing)
    if missing:
        race.append(f"Not in my data: {listed(missing)}.")
    derivations = [fact.derivation for fact in facts.values()]
    return compose(
        scope,
        sentence,
        title=f"Round {there.number} · {there.name} · {there.date.day} {there.date:%b %Y}",
        lines=[*lines, *race],
        parts=[
            Part("Pace", tuple(speed)),
            Part(
                "Class winners",
                tuple(
                    f"**{class_.class_}** {car_and_team(entry.car, entry.team)}: {crew_text(entry.crew)}"
                    for class_ in scope.held.classes
                    if (entry := winners.get(class_.class_)) is not None
                ),
            ),
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
            *_beside(scope, there),
            link(scope, "Results", "results", round_=round_),
            link(scope, "Qualifying", "qualifying", round_=round_),
            link(scope, "Circuit", "circuit", name=there.circuit),
        ],
    )


def _fact(fact: Fact, unit: str) -> str:
    derived = " (derived)" if fact.derivation else ""
    note = f" ({plain(fact.note)})" if fact.note else ""
    return f"sources differ{note}" if fact.value == UNKNOWN else f"{plain(fact.value)}{unit}{derived}{note}"


def _fastest_lap(facts: dict[str, Fact], entries: tuple[Entry, ...], missing: list[str]) -> list[str]:
    if "fastest_lap_time" not in facts:
        missing.append("fastest lap")
        return []
    car = facts["fastest_lap_car"].value
    team = next((entry.team for entry in entries if entry.car == car), None)
    driver = facts.get("fastest_lap_driver")
    by = f", {plain(driver.value)}" if driver else ", driver not stated"
    return [f"**Fastest lap** {car_and_team(car, team)}{by}, {facts['fastest_lap_time'].value}"]


def _margin(facts: dict[str, Fact], entries: tuple[Entry, ...], missing: list[str]) -> list[str]:
    over = facts.get("margin_over")
    team = next((entry.team for entry in entries if over and entry.car == over.value), None)
    ahead = f" ahead of {car_and_team(over.value, team)}" if over else ""
    if "margin_laps" in facts:
        return [f"**Winning margin** {counted(int(facts['margin_laps'].value), 'lap')}{ahead}"]
    if "margin_time" in facts:
        time = facts["margin_time"].value
        shown = "sources differ on how much," if time == UNKNOWN else f"{time}{' s' if ':' not in time else ''}"
        return [f"**Winning margin** {shown}{ahead}"]
    missing.append("winning margin")
    return []


def _beside(scope: Scope, there: Round) -> list[Link]:
    calendar = scope.held.calendar
    place = calendar.index(there)
    links = []
    if place > 0:
        links.append(link(scope, f"← {calendar[place - 1].circuit_short}", "round", round_=calendar[place - 1].round_))
    if place + 1 < len(calendar):
        links.append(link(scope, f"{calendar[place + 1].circuit_short} →", "round", round_=calendar[place + 1].round_))
    return links


def neighbours(scope: Scope, there: Round, command: str, class_: str | None = None) -> list[Link]:
    """The rounds raced before and after, by the class where one is given, as links to the same question."""
    raced = [
        round_
        for round_ in scope.held.calendar
        if round_.number is not None and (class_ is None or class_ in scope.raced_in(round_.round_))
    ]
    options = {} if class_ is None else {"class_": class_}
    place = raced.index(there)
    links = []
    if place > 0:
        links.append(
            link(scope, f"← Round {raced[place - 1].number}", command, round_=raced[place - 1].round_, **options)
        )
    if place + 1 < len(raced):
        links.append(
            link(scope, f"Round {raced[place + 1].number} →", command, round_=raced[place + 1].round_, **options)
        )
    return links


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
        links=[*_beside(scope, there), link(scope, "Calendar", "schedule")],
    )


async def schedule(scope: Scope) -> Answer:
    """The calendar of a season with its cancelled races and why."""
    calendar = scope.held.calendar
    raced = [round_ for round_ in calendar if round_.cancelled is None]
    cancelled = [round_ for round_ in calendar if round_.cancelled is not None]
    row = scope.held.row
    sentence = (
        f"The {plain(row.name)} had {counted(len(raced), 'round')}, from {race_date(raced[0].date)} "
        f"({plain(raced[0].circuit_short)}) to {race_date(raced[-1].date)} ({plain(raced[-1].circuit_short)})"
    )
    sentence += f"; the {listed([plain(round_.name) for round_ in cancelled])} was cancelled." if cancelled else "."
    lines = []
    for round_ in calendar:
        mark = f"**{round_.number}**" if round_.cancelled is None else "**Cancelled**"
        lines.append(f"{mark} · {_short_date(round_.date)} · **{plain(round_.name)}**")
        place = "" if round_.place == UNKNOWN else f", {plain(round_.place)}"
        lines.append(f"{plain(round_.circuit_name)}{place}")
    notes = remarks.notes(scope, "calendar")
    found = tuple(d for d in scope.held.disputes if d.field == "date" and d.round_ is not None)
    return compose(
        scope,
        sentence,
        title=f"{row.name} · calendar",
        lines=lines,
        parts=[
            Part("Cancelled", tuple(f"- {cancelled_sentence(round_)}" for round_ in cancelled)),
            remarks.notes_part(notes),
            remarks.disputed_part(scope, found),
        ],
        sources=[
            *(key for round_ in calendar for key in round_.sources),
            *(key for round_ in cancelled for key in round_.cancelled_sources),
            *remarks.note_sources(notes),
            *remarks.dispute_sources(found),
        ],
        links=[
            link(scope, f"Round {raced[0].number}", "round", round_=raced[0].round_),
            link(scope, f"Round {raced[-1].number}", "round", round_=raced[-1].round_),
            link(scope, "The season", "season"),
        ],
    )


def _short_date(day: date) -> str:
    return f"{day.day} {day:%B}"
