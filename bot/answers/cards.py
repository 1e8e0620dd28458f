"""A short card for each thing that a message names; the full answer of each is one link away."""

from bot.answers import remarks
from bot.answers.answer import Answer, Link, compose, link
from bot.answers.entries import extent_part, round_run, unique, who, win_phrase
from bot.answers.look_ups import LOOK_UPS
from bot.answers.page import Part
from bot.answers.standings import standing_text
from bot.answers.unraced import cancelled_sentence, to_come_sentence
from bot.answers.words import counted, lies_at, listed, plain, race_date, round_phrase
from bot.archive import Scope
from bot.errors import NoSuchThing
from bot.prose import Mentioned, Reading
from bot.queries import results, standings
from bot.queries.results import UNKNOWN, Entry

_SOURCES_OF_WINS = 3


async def cards(scope: Scope, reading: Reading) -> Answer:
    """A card for each thing named. Its links lead to the full answers, one for each thing, in the same order.

    Raises: NoSuchThing where nothing is named.
    """
    if not reading.things:
        raise NoSuchThing(
            f"That message names no driver, team, round, circuit, class or car number of the "
            f"{plain(scope.held.row.name)} that I know."
        )
    parts, sources = [], []
    for thing in reading.things:
        lines, found = await _card(scope, thing)
        parts.append(Part(_heading(scope, thing), tuple(lines)))
        sources += found
    count = len(reading.things)
    many = f"The first {count} of {count + reading.more}" if reading.more else str(count)
    named = listed([f"**{_said(scope, thing)}**" for thing in reading.things])
    return compose(
        scope,
        f"{many} {'thing' if count + reading.more == 1 else 'things'} named: {named}.",
        title=f"Named there · {scope.held.row.label}",
        parts=[*parts, extent_part(scope)],
        sources=sources,
        links=[_link(scope, thing) for thing in reading.things],
    )


def _link(scope: Scope, thing: Mentioned) -> Link:
    command, option = LOOK_UPS[thing.kind]
    return link(scope, _heading(scope, thing), command, **{option: thing.target})


def _heading(scope: Scope, thing: Mentioned) -> str:
    if thing.kind == "round":
        there = scope.round_(thing.target)
        return f"Round {there.number}: {there.name}" if there.number is not None else f"{there.name} (cancelled)"
    if thing.kind == "car":
        return f"#{thing.target}"
    return scope.label(thing.kind, thing.target)


def _said(scope: Scope, thing: Mentioned) -> str:
    if thing.kind == "round":
        return round_phrase(scope.round_(thing.target))
    return plain(_heading(scope, thing))


async def _card(scope: Scope, thing: Mentioned) -> tuple[list[str], list[str]]:
    """The lines of a card, and the sources they rest on."""
    connection, season = scope.connection, scope.season
    if thing.kind == "round":
        return await _round(scope, thing.target)
    if thing.kind == "circuit":
        return _circuit(scope, thing.target)
    if thing.kind == "class":
        return await _class(scope, thing.target)
    if thing.kind == "driver":
        entries = await results.of_driver(connection, season, thing.target)
    elif thing.kind == "team":
        entries = await results.of_team(connection, season, thing.target)
    else:
        entries = await results.of_car(connection, season, thing.target)
    titles = await standings.of_competitor(connection, season, thing.target) if thing.kind in {"driver", "team"} else ()
    titles = tuple(row for row in titles if row.position is not None)
    lines = [await standing_text(scope, row) for row in titles]
    if entries:
        won = f"{win_phrase(scope, entries)[0].upper()}{win_phrase(scope, entries)[1:]}."
        where = _where(scope, entries, with_team=thing.kind != "team")
        lines = [won, *([where] if where else []), *lines]
    elif not lines:
        lines = ["Known by name only: no car is in my data."]
    sources = [key for entry in entries if entry.won for key in entry.sources][:_SOURCES_OF_WINS]
    sources += [key for entry in entries[:1] for key in entry.sources]
    return lines, [*sources, *(key for row in titles for key in row.sources[:1])]


def _where(scope: Scope, entries: tuple[Entry, ...], *, with_team: bool) -> str:
    """Class and team, as far as known: `LMP900, for Infineon Team Joest`."""
    teams = listed(unique(plain(entry.team) for entry in entries if entry.team != UNKNOWN))
    if scope.held.single_class:
        return f"For {teams}" if with_team and teams else ""
    classes = listed(unique(entry.class_ for entry in entries))
    guest = " (guests)" if all(entry.guest for entry in entries) else ""
    return f"{classes}{guest}{f', for {teams}' if with_team and teams else ''}"


async def _round(scope: Scope, code: str) -> tuple[list[str], list[str]]:
    there = scope.round_(code)
    if there.cancelled is not None:
        return [cancelled_sentence(there)], [*there.sources, *there.cancelled_sources]
    if there.to_come:
        return [f"{to_come_sentence(there)}", plain(there.circuit_name)], list(there.sources)
    entries = await results.of_round(scope.connection, scope.season, code)
    best = next((entry for entry in entries if entry.overall_winner), None)
    won = "Overall winner not in my data."
    if best is not None:
        won = f"{who(scope, best)} won{'.' if scope.held.single_class else f' overall, in {best.class_}.'}"
    doubt = (
        remarks.disputes(scope, round_=code, classes=[best.class_], entries=[best], fields=("crew",)) if best else ()
    )
    return (
        [f"{race_date(there.date)}, {plain(there.circuit_name)}", won, *_doubts(len(doubt))],
        [*there.sources, *(best.sources if best else ())],
    )


def _doubts(count: int) -> list[str]:
    return ["Sources differ on that crew."] if count else []


def _circuit(scope: Scope, code: str) -> tuple[list[str], list[str]]:
    there = next(circuit for circuit in scope.held.circuits if circuit.circuit == code)
    raced = [round_ for round_ in scope.held.calendar if round_.circuit == code and round_.number is not None]
    rounds = "Round" if len(raced) == 1 else "Rounds"
    held = f"{rounds} {listed([str(round_.number) for round_ in raced])}" if raced else "No race was run there"
    where = lies_at(there.place, there.country)
    return [*([where] if where else []), f"{held}."], list(there.sources)


async def _class(scope: Scope, code: str) -> tuple[list[str], list[str]]:
    there = scope.class_(code)
    entries = await results.of_class(scope.connection, scope.season, code)
    if scope.held.single_class:
        return ["The season's only class."], list(there.sources)
    lines = [plain(there.about)] if there.about else []
    won = [entry for entry in entries if entry.won]
    teams: dict[str, list[Entry]] = {}
    for entry in won:
        teams.setdefault(entry.team, []).append(entry)
    if teams:
        ranked = sorted(teams.items(), key=lambda item: -len(item[1]))
        lines.append(listed([f"**{plain(team)}** {counted(len(of_team), 'win')}" for team, of_team in ranked[:3]]))
    elif there.guest and entries:
        lines.append(f"Guests outside the championship, at {round_run(entries)}.")
    return lines or ["A class of the season."], [*there.sources, *(key for entry in won for key in entry.sources)]
