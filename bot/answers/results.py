"""Who won, and who finished where."""

from collections.abc import Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, Link, compose, link
from bot.answers.calendar import neighbours
from bot.answers.classification import SPRINT, classification, race_winner
from bot.answers.page import Part
from bot.answers.unraced import refuse_unraced
from bot.answers.words import (
    car_and_team,
    counted,
    crew_short,
    crew_text,
    listed,
    machine,
    ordinal,
    place_text,
    plain,
    race_date,
    round_phrase,
)
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import results, rounds
from bot.queries.results import UNKNOWN, Entry
from bot.queries.rounds import Round

# Details of a car that matter beside a winner; disputes about other fields of the round belong elsewhere.
_WINNER_FIELDS = ("crew", "car", "engine", "chassis", "winner", "class-position")


async def winner(scope: Scope, round_: str, class_: str | None = None) -> Answer:
    """Who won a class of a round; without a class, who won every class and overall.

    Raises: Cancelled where the race was not held; NotHeld where no result of the class is held.
    """
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    if scope.held.single_class:
        return await race_winner(scope, there)
    if class_ is None:
        return await _all_winners(scope, there)
    entries = await results.of_class_of_round(scope.connection, scope.season, round_, class_)
    first = next((entry for entry in entries if entry.class_position == 1), None)
    if first is None:
        raise NotHeld(await _no_winner(scope, there, class_, entries))
    found = remarks.disputes(scope, round_=round_, classes=[class_], entries=[first], fields=_WINNER_FIELDS)
    found += tuple(d for d in remarks.disputes(scope, team=first.team, fields=("engine",)) if d.round_ is None)
    who = f"**{car_and_team(first.car, first.team)}**{crew_short(first.crew)}"
    if first.guest:
        sentence = (
            f"{who} was best of the {class_} guests at {round_phrase(there)}: outside the championship, no class win."
        )
    else:
        overall = " and the race overall" if first.overall_winner else ""
        sentence = f"{who} won {class_}{overall} at {round_phrase(there)}."
    details = [f"**Crew** {crew_text(first.crew)}"]
    if car := machine(first):
        details.append(f"**Car** {car}")
    if first.tyre and first.tyre != UNKNOWN:
        details.append(f"**Tyres** {plain(first.tyre)}")
    details.append(f"**Result** {place_text(first)}{f', {first.laps} laps' if first.laps else ''}")
    if first.note:
        details.append(plain(first.note))
    return compose(
        scope,
        sentence,
        title=f"{there.name} · {class_} winner",
        lines=[f"{race_date(there.date)}, {plain(there.circuit_name)}", *details],
        parts=[remarks.disputed_part(scope, found), remarks.derived_part(scope, [first.derivation])],
        sources=[
            *first.all_sources,
            *remarks.dispute_sources(found),
            *remarks.derivation_sources(scope, [first.derivation]),
        ],
        links=[
            *neighbours(scope, there, "winner", class_),
            *_class_switch(scope, there, class_),
            link(scope, "Every class", "winner", round_=round_),
            link(scope, f"{class_} result", "results", round_=round_, class_=class_),
        ],
    )


async def _all_winners(scope: Scope, there: Round) -> Answer:
    entries = await results.of_round(scope.connection, scope.season, there.round_)
    winners = [entry for entry in entries if entry.won]
    winners.sort(key=lambda entry: [c.class_ for c in scope.held.classes].index(entry.class_))
    if not winners:
        raise NotHeld(f"No class winner of {round_phrase(there)} is in my data.")
    best = next((entry for entry in entries if entry.overall_winner), None)
    facts = await rounds.facts(scope.connection, scope.season, "round", there.round_)
    overall = facts.get("overall_winner")
    multi = len([class_ for class_ in scope.held.classes if not class_.guest]) > 1
    if best is None:
        sentence = f"The overall winner of {round_phrase(there)}, is not in my data; class winners: "
        rest = winners
    else:
        of_class = f" ({best.class_})" if multi else ""
        who = f"**{car_and_team(best.car, best.team)}**{crew_short(best.crew)}"
        sentence = f"{who} won {round_phrase(there)}, overall{of_class}"
        rest = [entry for entry in winners if entry is not best]
        sentence += "; " if rest else ""
    sentence += ", ".join(f"{entry.class_}: {car_and_team(entry.car, entry.team)}" for entry in rest) + "."
    parts = [
        Part(
            f"{entry.class_}{' · overall winner' if entry.overall_winner else ''}",
            (
                f"**{car_and_team(entry.car, entry.team)}**",
                crew_text(entry.crew),
                *([machine(entry)] if machine(entry) else []),
            ),
        )
        for entry in winners
    ]
    found = remarks.disputes(scope, round_=there.round_, entries=winners, fields=_WINNER_FIELDS)
    derivations = [entry.derivation for entry in winners] + [overall.derivation if overall else None]
    return compose(
        scope,
        sentence,
        title=f"{there.name} · winners",
        lines=[f"Round {there.number} · {race_date(there.date)} · {plain(there.circuit_name)}"],
        parts=[*parts, remarks.disputed_part(scope, found), remarks.derived_part(scope, derivations)],
        sources=[
            *(key for entry in winners for key in entry.sources),
            *(overall.sources if overall else ()),
            *(key for entry in winners for key in entry.detail_sources),
            *remarks.dispute_sources(found),
            *remarks.derivation_sources(scope, derivations),
        ],
        links=[
            *neighbours(scope, there, "winner"),
            link(scope, "Results", "results", round_=there.round_),
            link(scope, "Round facts", "round", round_=there.round_),
            link(scope, "Standings", "standings", after=there.round_),
        ],
    )


def _class_switch(scope: Scope, there: Round, class_: str) -> list[Link]:
    """The other classes that raced at the round, from the next one down."""
    classes = list(scope.raced_in(there.round_))
    at = classes.index(class_)
    return [
        link(scope, other, "winner", round_=there.round_, class_=other) for other in classes[at + 1 :] + classes[:at]
    ]


async def _no_winner(scope: Scope, there: Round, class_: str, entries: Sequence[Entry]) -> str:
    """Why there is no winner to name: the class did not run as far as known, or only its winner is unknown."""
    if entries:
        return (
            f"The {class_} winner at {round_phrase(there)}, is not in my data; "
            f"{counted(len(entries), f'{class_} car')} of that round "
            f"{'is' if len(entries) == 1 else 'are'}."
        )
    ran = await results.of_class(scope.connection, scope.season, class_)
    where = list(dict.fromkeys(str(entry.round_number) for entry in ran if entry.round_number is not None))
    there_were = listed(list(scope.raced_in(there.round_)))
    known = f"{class_} is known at round {listed(where)} only" if where else f"no {class_} car of the season is known"
    return f"No {class_} car at {round_phrase(there)}, is in my data: {known}; {there_were or 'no class'} raced there."


async def results_of_round(scope: Scope, round_: str, class_: str | None = None, session: str | None = None) -> Answer:
    """As many places of a round as are known, overall or in a class, and how complete that is.

    `session` is "race" or "sprint"; None: the race.
    Raises: Cancelled where the race was not held; ToCome where it was not held yet; NotHeld where no car of the
    class, or no sprint, is held.
    """
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    if scope.held.single_class or session == SPRINT:
        return await classification(scope, there, session)
    if class_ is None:
        entries = await results.of_round(scope.connection, scope.season, round_)
    else:
        entries = await results.of_class_of_round(scope.connection, scope.season, round_, class_)
    if not entries:
        if class_ is not None:
            raise NotHeld(await _no_winner(scope, there, class_, entries))
        raise NotHeld(f"No result of {round_phrase(there)} is in my data.")
    placed = [entry for entry in entries if entry.class_position is not None]
    unplaced = [entry for entry in entries if entry.class_position is None]
    what = f"{class_} " if class_ else ""
    complete = await rounds.complete_classes(scope.connection, scope.season, there.round_)
    asked = {class_} if class_ else set(scope.raced_in(there.round_))
    if placed and asked <= complete:
        extent = (
            "The only classified car is known." if len(placed) == 1 else f"All {len(placed)} classified cars are known."
        )
    else:
        extent = _extent(there, class_, placed)
    best = entries[0]
    if best.overall_winner and class_ is None:
        lead = f"**{car_and_team(best.car, best.team)}** won {round_phrase(there)}, overall; "
    elif best.class_position == 1 and class_:
        did = "won" if best.won else "was best of"
        lead = f"**{car_and_team(best.car, best.team)}** {did} {class_} at {round_phrase(there)}; "
    else:
        lead = f"{round_phrase(there)[0].upper()}{round_phrase(there)[1:]}: "
    sentence = f"{lead}{extent[0].lower()}{extent[1:]}"
    found = remarks.disputes(
        scope,
        round_=round_,
        classes=None if class_ is None else [class_],
        fields=(*_WINNER_FIELDS, "status-note", "laps"),
    )
    derivations = [entry.derivation for entry in entries]
    lines = [f"{race_date(there.date)}, {plain(there.circuit_name)}"]
    for index, entry in enumerate(placed):
        # By class from here on: a class's second may stand above, whose place overall is known, and its first here.
        if class_ is None and entry.overall_position is None and index and placed[index - 1].overall_position:
            lines.append("**Overall place unknown**")
        lines += _lines(entry, overall=class_ is None)
    if unplaced:
        lines.append("**Place unknown or not classified**")
        for entry in unplaced:
            lines += _lines(entry, overall=class_ is None)
    return compose(
        scope,
        sentence,
        title=f"{there.name} · {what}result",
        lines=lines,
        parts=[remarks.disputed_part(scope, found), remarks.derived_part(scope, derivations)],
        sources=_by_weight(entries, (*remarks.dispute_sources(found), *remarks.derivation_sources(scope, derivations))),
        links=[
            *neighbours(scope, there, "results", class_),
            *([] if class_ is None else [link(scope, "Every class", "results", round_=round_)]),
            link(scope, "Winners", "winner", round_=round_),
            link(scope, "Round facts", "round", round_=round_),
        ],
    )


def _by_weight(entries: Sequence[Entry], others: Sequence[str]) -> list[str]:
    """Source keys, those that most rows rest on first."""
    weights: dict[str, int] = {}
    for entry in entries:
        for key in dict.fromkeys(entry.all_sources):
            weights[key] = weights.get(key, 0) + 1
    return [*sorted(weights, key=lambda key: -weights[key]), *others]


def _extent(there: Round, class_: str | None, placed: Sequence[Entry]) -> str:
    """How much of a result is known, as a sentence."""
    if class_ is None:
        if there.overall_places_known:
            return (
                f"Overall places 1 to {there.overall_places_known} are known, "
                f"and {counted(len(placed), 'class place')} in all; the rest is not in my data."
            )
        are = "is" if len(placed) == 1 else "are"
        return f"{counted(len(placed), 'class place')} {are} known; the rest is not in my data.".capitalize()
    known = [entry.class_position for entry in placed if entry.class_position is not None]
    if not known:
        return f"No {class_} place is in my data."
    if known == list(range(1, len(known) + 1)):
        through = f"places 1 to {known[-1]} are" if len(known) > 1 else "only the winner is"
        return f"Of {class_}, {through} known; the rest is not in my data."
    return f"Of {class_}, places {listed([str(place) for place in known])} are known; the rest is not in my data."


def _lines(entry: Entry, *, overall: bool) -> list[str]:
    """Two lines for a car: place, number and team; then crew, car, tyres and laps."""
    if entry.class_position is not None:
        in_class = ordinal(entry.class_position)
        about = ["derived"] if entry.derivation else []
        if overall:
            before = f"{ordinal(entry.overall_position)}, " if entry.overall_position else ""
            place = f"{before}{entry.class_} {in_class}"
        else:
            place = in_class
            about += [f"{ordinal(entry.overall_position)} overall"] if entry.overall_position else []
        place += f" ({', '.join(about)})" if about else ""
    else:
        place = f"{entry.class_} {place_text(entry)}" if overall else place_text(entry)
    guest = ", guest" if entry.guest else ""
    head = f"**{place}{guest}** · {car_and_team(entry.car, entry.team)}"
    details = [crew_text(entry.crew)]
    # All classes together make a long list: there the chassis says enough of a car.
    car = plain(entry.chassis) if overall and entry.chassis and entry.chassis != UNKNOWN else machine(entry)
    if car:
        details.append(car)
    if entry.tyre and entry.tyre != UNKNOWN:
        details.append(plain(entry.tyre))
    if entry.laps:
        details.append(f"{entry.laps} laps")
    if entry.note:
        details.append(plain(entry.note))
    return [head, " · ".join(details)]
