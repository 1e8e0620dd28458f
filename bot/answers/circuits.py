"""A circuit: where it is, how long, and the rounds held there."""

from collections.abc import Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, compose, link
from bot.answers.page import Part
from bot.answers.words import lies_at, plain, race_date, runs
from bot.archive import Scope
from bot.queries import rounds
from bot.queries.results import UNKNOWN
from bot.queries.rounds import Round


async def circuit(scope: Scope, name: str) -> Answer:
    """Place, country, length and turns of a circuit, and its rounds in the season. `name` is a circuit's key."""
    there = next(circuit for circuit in scope.held.circuits if circuit.circuit == name)
    facts = await rounds.facts(scope.connection, scope.season, "circuit", name)
    held = [round_ for round_ in scope.held.calendar if round_.circuit == name]
    planned = [round_ for round_ in held if round_.cancelled is None]
    to_come = [round_ for round_ in planned if round_.to_come]
    found = remarks.disputes(scope, circuit=name)
    where = lies_at(there.place, there.country)
    sentence = f"**{plain(there.name)}** is {f'at {where}' if where else 'at a place that is not in my data'}"
    season = f"the {plain(scope.held.row.name)}"
    raced = [round_ for round_ in planned if round_.raced]
    said = []
    if raced:
        said.append(f"it held {_rounds(raced)} of {season}")
    if to_come:
        said.append(f"{'its ' if raced else ''}{_rounds(to_come)} of {season} {_are(to_come)} to come")
    if not planned:
        said.append(f"no race of {season} was run there")
    sentence += "".join(f"; {part}" for part in said) + "."
    lines = []
    then = facts.get("name_then")
    if then is not None and then.value not in {there.name, UNKNOWN}:
        lines.append(f"**Name in {scope.held.row.label}** {plain(then.value)}")
    for key, label, unit in (("kind", "Kind", ""), ("length_km", "Length", " km"), ("turns", "Turns", "")):
        fact = facts.get(key)
        if fact is None:
            if key != "kind":
                lines.append(f"**{label}** not in my data")
        elif fact.value == UNKNOWN:
            lines.append(f"**{label}** sources differ")
        else:
            note = f" ({plain(fact.note.rstrip('.'))})" if fact.note else ""
            derived = " (derived)" if fact.derivation else ""
            lines.append(f"**{label}** {plain(fact.value)}{unit}{derived}{note}")
    return compose(
        scope,
        sentence,
        title=there.name,
        lines=lines,
        parts=[
            Part(
                f"Rounds of {scope.held.row.label}",
                tuple(
                    f"**{round_.number or 'Cancelled'}** {plain(round_.name)}, {race_date(round_.date)}"
                    + (" · to come" if round_.to_come else "")
                    for round_ in held
                ),
            ),
            remarks.disputed_part(scope, found),
        ],
        sources=[
            *there.sources,
            *(key for fact in facts.values() for key in fact.sources),
            *remarks.dispute_sources(found),
        ],
        links=[link(scope, f"Round {round_.number}", "round", round_=round_.round_) for round_ in planned[:4]]
        + [link(scope, "Calendar", "schedule")],
    )


def _rounds(held: Sequence[Round]) -> str:
    return f"round{'s' if len(held) > 1 else ''} {runs([r.number for r in held if r.number is not None])}"


def _are(held: Sequence[Round]) -> str:
    return "are" if len(held) > 1 else "is"
