"""Races: who was ahead of whom, how close it was, and the gaps in the calendar."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from bot.answers.answer import link
from bot.answers.entries import car_name, drivers_lead
from bot.answers.facts.rows import Fact, Finder, Rows, Thing
from bot.answers.words import (
    car_and_team,
    counted,
    crew_short,
    ended,
    listed,
    ordinal,
    plain,
    race_date,
    round_phrase,
    runs,
)
from bot.queries.results import UNKNOWN, Entry
from bot.queries.rounds import Round

# Breaks of one length that are named one by one.
_CLOSE = 6
# Whoever drives the fastest lap and finishes here or further back has had a race worth telling.
_UNLIKELY = 6


def ahead_of_a_class_above(rows: Rows) -> Iterator[Fact]:
    """Class winners that finished ahead of the winner of a class that stands above theirs."""
    for round_ in rows.raced:
        won = [
            entry
            for class_ in rows.scope.held.classes
            for entry in rows.entries[round_.round_]
            if entry.won and entry.class_ == class_.class_ and entry.overall_position is not None
        ]
        for above, below in combinations(won, 2):
            if (below.overall_position or 0) < (above.overall_position or 0):
                yield rows.fact(
                    f"At {round_phrase(round_)}, the {below.class_} winner "
                    f"**{car_and_team(below.car, below.team)}** ({ordinal(below.overall_position or 0)} overall) "
                    f"finished ahead of the {above.class_} winner, {car_and_team(above.car, above.team)} "
                    f"({ordinal(above.overall_position or 0)}).",
                    link(rows.scope, "Results", "results", round_=round_.round_),
                    entries=[below, above],
                    about=[(kind, key) for e in (below, above) for kind, key in _about(e.class_, e.team)],
                    sources=[*below.detail_sources, *above.detail_sources],
                    cars=True,
                )


def _about(class_: str | None, team: str) -> Iterator[Thing]:
    if class_ is not None:
        yield "class", class_
    if team != UNKNOWN:
        yield "team", team


def second_from_outside(rows: Rows) -> Iterator[Fact]:
    """Rounds at which the second car overall was not of the top class, where second places are all known."""
    if any(round_.overall_places_known < 2 for round_ in rows.raced):
        return
    second = [entry for code in rows.entries for entry in rows.entries[code] if entry.overall_position == 2]
    outside = [entry for entry in second if entry.class_ != rows.top_class]
    if not outside or len(second) != len(rows.raced) or len(outside) > len(second) // 2:
        return
    numbers = runs([entry.round_number for entry in outside if entry.round_number is not None])
    shown = listed(list(dict.fromkeys(f"**{car_and_team(e.car, e.team)}** of {e.class_}" for e in outside)))
    yield rows.fact(
        f"At {counted(len(outside), 'round')} of {len(second)} the second car overall was not an {rows.top_class} one: "
        f"round{'s' if len(outside) > 1 else ''} {numbers}, {shown}.",
        link(rows.scope, f"Results of round {outside[0].round_number}", "results", round_=outside[0].round_),
        entries=outside,
        about=[(kind, key) for entry in outside for kind, key in _about(entry.class_, entry.team)],
        sources=[key for entry in outside for key in entry.detail_sources],
        cars=True,
    )


def margins(rows: Rows) -> Iterator[Fact]:
    """The closest and the clearest overall win among the margins that are known."""
    timed: list[tuple[int, Round, str]] = []
    laps: list[tuple[int, Round, str]] = []
    for round_ in rows.raced:
        facts = rows.facts[round_.round_]
        if "margin_laps" in facts:
            count = int(facts["margin_laps"].value)
            laps.append((count, round_, counted(count, "lap")))
        elif "margin_time" in facts and facts["margin_time"].value != UNKNOWN:
            time = facts["margin_time"].value
            timed.append((_milliseconds(time), round_, f"{time}{'' if ':' in time else ' s'}"))
    known = [*sorted(timed, key=lambda line: line[0]), *sorted(laps, key=lambda line: line[0])]
    if len(known) < 2:
        return
    details = [f"**{round_phrase(round_)[0].upper()}{round_phrase(round_)[1:]}** {shown}" for _, round_, shown in known]
    extent = f"of the {len(known)} winning margins that I know" if len(known) < len(rows.raced) else "of the season"
    for what, (_, round_, shown) in (("closest", known[0]), ("clearest", known[-1])):
        best = next((entry for entry in rows.entries[round_.round_] if entry.overall_winner), None)
        who = rows.bold(best) if best else "The winner"
        yield rows.fact(
            f"{who} won {round_phrase(round_)}, by **{shown}**: the {what} {extent}, in "
            f"{counted(len(rows.raced), 'race')}.",
            link(rows.scope, f"Round {round_.number}", "round", round_=round_.round_),
            entries=[best] if best else [],
            about=[("round", round_.round_), *_about(None, best.team if best else UNKNOWN)],
            sources=[
                key
                for _, other, _ in known
                for name, fact in rows.facts[other.round_].items()
                if name.startswith("margin")
                for key in fact.sources
            ],
            details=details,
            cars=True,
        )


def _milliseconds(time: str) -> int:
    """`1:22.283` as 82283."""
    whole, _, part = time.partition(".")
    seconds = 0
    for piece in whole.split(":"):
        seconds = seconds * 60 + int(piece)
    return seconds * 1000 + int(part.ljust(3, "0")[:3])


def guests_ahead(rows: Rows) -> Iterator[Fact]:
    """Guests outside the championship that finished among the first ten overall."""
    for round_ in rows.raced:
        guests = [
            entry
            for entry in rows.entries[round_.round_]
            if entry.guest and entry.overall_position is not None and entry.overall_position <= 10
        ]
        if guests:
            places = listed([f"**#{plain(e.car)}** {ordinal(e.overall_position or 0)}" for e in guests])
            team = f" of {plain(guests[0].team)}" if len({e.team for e in guests}) == 1 else ""
            yield rows.fact(
                f"At {round_phrase(round_)}, {places} overall{team} could win neither class nor championship: "
                f"{guests[0].class_} cars ran as guests.",
                link(
                    rows.scope, f"{guests[0].class_} result", "results", round_=round_.round_, class_=guests[0].class_
                ),
                entries=guests,
                about=[pair for e in guests for pair in _about(e.class_, e.team)],
                sources=[key for e in guests for key in e.detail_sources],
            )


def poles_from_outside(rows: Rows) -> Iterator[Fact]:
    """Pole positions of cars that were not of the top class."""
    for place in rows.poles:
        if place.position != 1 or place.class_ == rows.top_class or place.car == UNKNOWN:
            continue
        round_ = rows.scope.round_(place.round_)
        won = next((entry for entry in rows.entries.get(place.round_, ()) if entry.overall_winner), None)
        then = ""
        if won is not None:
            also = won.car == place.car
            then = ", and won" if also else f"; {car_and_team(won.car, won.team)} of {won.class_} won"
        yield rows.fact(
            f"**{car_and_team(place.car, place.team)}**{crew_short(place.drivers)} of {place.class_}, not "
            f"{rows.top_class}, was on pole position "
            f"at {round_phrase(round_)}{then}.",
            link(rows.scope, "Qualifying", "qualifying", round_=place.round_),
            entries=[won] if won else [],
            about=[
                ("round", place.round_),
                *_about(place.class_, place.team or UNKNOWN),
                *(("driver", name) for name in place.drivers),
            ],
            sources=place.sources,
            details=[plain(place.note)] if place.note else [],
        )


def fastest_laps_of_losers(rows: Rows) -> Iterator[Fact]:
    """Rounds at which a car that did not win overall drove the fastest lap."""
    for round_ in rows.raced:
        facts = rows.facts[round_.round_]
        best = next((entry for entry in rows.entries[round_.round_] if entry.overall_winner), None)
        if best is None or "fastest_lap_car" not in facts or facts["fastest_lap_car"].value == best.car:
            continue
        if "fastest_lap_time" not in facts:
            continue
        car = facts["fastest_lap_car"].value
        entry = next((entry for entry in rows.entries[round_.round_] if entry.car == car), None)
        if drivers_lead(rows.scope):
            yield from _fastest_loser(rows, round_, best)
            continue
        of_class = f" of {entry.class_}" if entry else ""
        yield rows.fact(
            f"The fastest lap at {round_phrase(round_)}, {facts['fastest_lap_time'].value}, was not the winner's: "
            f"**{car_and_team(car, entry.team if entry else None)}**{of_class} drove it, "
            f"{car_and_team(best.car, best.team)} won.",
            link(rows.scope, f"Round {round_.number}", "round", round_=round_.round_),
            about=[("round", round_.round_), *(_about(entry.class_, entry.team) if entry else ())],
            sources=[*facts["fastest_lap_car"].sources, *best.sources],
        )


def _fastest_loser(rows: Rows, round_: Round, best: Entry) -> Iterator[Fact]:
    """The fastest lap of a driver who did not win and shared it with nobody."""
    facts = rows.facts[round_.round_]
    driver = facts.get("fastest_lap_driver")
    if driver is None or "fastest_lap_also" in facts or driver.value in best.crew:
        return
    entry = next((entry for entry in rows.entries[round_.round_] if driver.value in entry.crew), None)
    if entry is None or (entry.overall_position or _UNLIKELY) < _UNLIKELY:
        return  # somebody else of those in front is no surprise
    fate = f"finished {ordinal(entry.overall_position)}" if entry.overall_position else _fate(entry)
    yield rows.fact(
        f"The fastest lap at {round_phrase(round_)}, {facts['fastest_lap_time'].value}, was not the winner's: "
        f"**{plain(driver.value)}** ({car_name(entry)}) drove it and {fate}; {rows.brief(best)} won.",
        link(rows.scope, f"Round {round_.number}", "round", round_=round_.round_),
        about=[("round", round_.round_), ("driver", driver.value), *_about(None, entry.team)],
        sources=[*facts["fastest_lap_car"].sources, *best.sources],
    )


def _fate(entry: Entry) -> str:
    """What became of a car without a place, as a verb: `retired (engine)`, `was disqualified`."""
    said = ended(entry)
    return said if entry.status == "retired" else f"was {said}"


def calendar_gaps(rows: Rows) -> Iterator[Fact]:
    """The longest and the shortest time between two rounds, and what was cancelled in between."""
    if rows.scope.held.coverage.get("calendar") != "complete" or len(rows.raced) < 3:
        return
    gaps = [((after.date - before.date).days, before, after) for before, after in pairwise(rows.raced)]
    days, before, after = max(gaps, key=lambda gap: gap[0])
    cancelled = [
        round_
        for round_ in rows.scope.held.calendar
        if round_.cancelled is not None and before.date < round_.date < after.date
    ]
    between = f"; the {listed([plain(r.name) for r in cancelled])} in between was cancelled" if cancelled else ""
    yield rows.fact(
        f"**{days} days** lay between {round_phrase(before)}, and {round_phrase(after)}, the longest gap of the season"
        f"{between}.",
        link(rows.scope, "Calendar", "schedule"),
        about=[("round", r.round_) for r in (before, after, *cancelled)],
        sources=[*before.sources, *after.sources, *(key for r in cancelled for key in r.cancelled_sources)],
        details=[f"{race_date(before.date)} to {race_date(after.date)}"],
    )
    least = min(days for days, _, _ in gaps)
    close = [(before, after) for days, before, after in gaps if days == least]
    shown = f"between rounds {listed([f'{before.number} and {after.number}' for before, after in close])}"
    if len(close) > _CLOSE:
        shown = f"{len(close)} times"
    yield rows.fact(
        f"The shortest break of the season was **{counted(least, 'day')}**: {shown}.",
        link(rows.scope, "Calendar", "schedule"),
        about=[("round", r.round_) for pair in close for r in pair],
        sources=[key for pair in close for r in pair for key in r.sources],
        details=[f"{race_date(before.date)} to {race_date(after.date)}" for before, after in close],
    )


FINDERS: tuple[Finder, ...] = (
    ahead_of_a_class_above,
    second_from_outside,
    margins,
    guests_ahead,
    poles_from_outside,
    fastest_laps_of_losers,
    calendar_gaps,
)
