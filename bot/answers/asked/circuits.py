"""Questions about a circuit: how long, how many turns, of what kind."""

from bot.answers import circuits
from bot.answers.answer import Answer
from bot.answers.asked.subject import saying
from bot.answers.words import listed, plain
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import rounds as queries
from bot.queries.results import UNKNOWN


async def circuit_fact(scope: Scope, circuit: str, name: str) -> Answer:
    """A circuit's length or turns."""
    facts = await queries.facts(scope.connection, scope.season, "circuit", circuit)
    held = facts.get(name)
    there = next(c for c in scope.held.circuits if c.circuit == circuit)
    asked = "length" if name == "length_km" else "number of turns"
    races = await _race_lengths(scope, circuit) if name == "length_km" else ""
    if held is None or held.value == UNKNOWN:
        why = "sources differ on it" if held is not None else "it is not in my data"
        raise NotHeld(f"The {asked} of {plain(there.name)}: {why}{races}.")
    shown = f"{plain(held.value)} km long" if name == "length_km" else f"a circuit of {plain(held.value)} turns"
    note = f" ({plain(held.note.rstrip('.'))})" if held.note else ""
    return saying(await circuits.circuit(scope, circuit), f"**{plain(there.name)}** is {shown}{note}{races}.")


async def _race_lengths(scope: Scope, circuit: str) -> str:
    """How long the races at a circuit were: whoever asks how long a place was may mean that."""
    said = []
    for there in scope.held.raced:
        if there.circuit == circuit:
            facts = await queries.facts(scope.connection, scope.season, "round", there.round_)
            if (length := facts.get("length")) is not None and length.value != UNKNOWN:
                said.append(f"round {there.number} was run over {plain(length.value)}")
    return f"; {listed(said)}" if said else ""


async def kind_of_circuit(scope: Scope, circuit: str) -> Answer:
    """Whether a circuit is in streets, as a source puts it. Raises: NotHeld where none does."""
    facts = await queries.facts(scope.connection, scope.season, "circuit", circuit)
    there = next(c for c in scope.held.circuits if c.circuit == circuit)
    kind = facts.get("kind")
    if kind is None or kind.value == UNKNOWN:
        raise NotHeld(f"What kind of circuit {plain(there.name)} is, is not in my data.")
    return saying(await circuits.circuit(scope, circuit), f"**{plain(there.name)}**: {plain(kind.value)}.")
