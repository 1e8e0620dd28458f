"""Pitboard beside the floor: how many answers a second, how long one takes, what it costs; and memory.

Every ratio is the median over pairs of runs taken in turns, with the middle half of them beside it. A second floor
is measured like Pitboard is: how far two equal bots differ is how far a ratio can be believed.
"""

import argparse
import itertools
import json
import statistics
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.loopback import payloads
from benchmarks.loopback.load import Load, load
from benchmarks.loopback.payloads import Payload
from benchmarks.loopback.process import CONSTANTS, BotProcess, bot_process
from benchmarks.loopback.questions import REPEATED, TYPED, constants, mix, repeated, typed, typed_floor
from benchmarks.loopback.stand_in import StandIn
from bot.app import create_bot
from bot.running import run as run_loop
from bot.settings import Settings

IN_FLIGHT = 64
_BATCH = 5000
_WARM = 500
# The table is of no use folded.
_WIDTH = 140
_REPEATED, _ONE_BY_ONE = 1000, 200


MEASURED: tuple[tuple[str, str], ...] = (
    ("a second floor, 64 in flight", ""),
    ("a second floor, one at a time", ""),
    ("repeated look-ups, 64 in flight", "≥ 0.95"),
    ("repeated look-ups, one at a time", "median ≤ 1.1"),
    ("autocomplete, 64 in flight", "≥ 0.9"),
    ("distinct look-ups, nothing kept yet", "≥ 0.8"),
)
"""Names and targets of what is measured, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Folders:
    """State folders of the bots."""

    ours: Path
    floor: Path


@dataclass(frozen=True, slots=True)
class Asked:
    """The look-ups that all differ, the floor's constants for them, and those for look-ups that are repeated."""

    mix: list[Payload]
    floor_mix: list[Payload]
    floor_repeated: list[Payload]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two runs side by side. `costs` are processor seconds an answer, of ours and of the floor; None: not known."""

    ours: Load
    floor: Load
    costs: tuple[float, float] | None


async def run(stand_in: StandIn, bot: BotProcess, sent: Sequence[Payload], in_flight: int) -> tuple[Load, float | None]:
    """A run, and the processor seconds that it cost the bot."""
    before = bot.processor_seconds()
    done = await load(stand_in, bot.session, sent, in_flight)
    after = bot.processor_seconds()
    return done, None if before is None or after is None else after - before


async def pair(
    stand_in: StandIn,
    ours: tuple[BotProcess, Sequence[Payload]],
    floor: tuple[BotProcess, Sequence[Payload]],
    *,
    in_flight: int,
    turned: bool,
) -> Pair:
    """Both, one after the other; `turned`: the floor first."""
    runs = {}
    for name, (bot, sent) in (("floor", floor), ("ours", ours)) if turned else (("ours", ours), ("floor", floor)):
        runs[name] = await run(stand_in, bot, sent, in_flight)
    (our_load, our_cost), (floor_load, floor_cost) = runs["ours"], runs["floor"]
    costs = None
    if our_cost is not None and floor_cost:
        costs = our_cost / len(our_load.latencies), floor_cost / len(floor_load.latencies)
    return Pair(our_load, floor_load, costs)


def ratios(pairs: Sequence[Pair], what: str) -> list[float]:
    """Ours to the floor's, one a pair, in order: `rate`, `median` or `cost`."""
    if what == "rate":
        return sorted(pair.ours.rate / pair.floor.rate for pair in pairs)
    if what == "median":
        return sorted(pair.ours.median_seconds / pair.floor.median_seconds for pair in pairs)
    return sorted(pair.costs[0] / pair.costs[1] for pair in pairs if pair.costs is not None)


def shown(found: Sequence[float]) -> str:
    """The median of ratios in order, and their middle half."""
    if not found:
        return "–"
    quarter = len(found) // 4
    return f"{statistics.median(found):.2f} ({found[quarter]:.2f}–{found[-1 - quarter]:.2f})"


def row(table: Table, name: str, pairs: Sequence[Pair], target: str) -> None:
    """A line of the table."""
    table.add_row(
        name,
        f"{statistics.median(pair.ours.rate for pair in pairs):,.0f}",
        shown(ratios(pairs, "rate")),
        f"{statistics.median(pair.ours.median_seconds for pair in pairs) * 1000:.2f} ms",
        shown(ratios(pairs, "median")),
        shown(ratios(pairs, "cost")),
        target,
    )


async def said(stand_in: StandIn, pitboard: BotProcess, asked: Sequence[Payload]) -> list[Payload]:
    """Our own answers: what the floor then says every time."""
    bodies: list[Payload] = []
    for payload in asked:
        exchange = await stand_in.begin(payloads.renewed(payload), pitboard.session)
        bodies.append(exchange.body["data"])
    return bodies


async def round_of_pairs(stand_in: StandIn, folders: Folders, asked: Asked, number: int) -> tuple[list[Pair], float]:
    """A pair of each of `MEASURED`, in its order, and how long our bot took to start.

    Every round has processes of its own: how memory happens to lie makes one run faster than its twin for good.
    """
    turned = bool(number % 2)
    async with (
        bot_process(stand_in, "floor", f"floor {number}", folders.floor) as floor,
        bot_process(stand_in, "floor", f"second floor {number}", folders.floor) as again,
        bot_process(stand_in, "pitboard", f"pitboard {number}", folders.ours) as bot,
    ):
        await load(stand_in, floor.session, asked.floor_repeated, IN_FLIGHT)
        await load(stand_in, again.session, asked.floor_repeated, IN_FLIGHT)
        # Its connections are open then, and nothing that is asked later is kept.
        await load(stand_in, bot.session, [payloads.slash("help")] * _WARM, IN_FLIGHT)
        first = await pair(stand_in, (bot, asked.mix), (floor, asked.floor_mix), in_flight=IN_FLIGHT, turned=turned)
        await load(stand_in, bot.session, repeated(_REPEATED), IN_FLIGHT)
        one_by_one = asked.floor_repeated[:_ONE_BY_ONE]
        others = [
            await pair(stand_in, ours, (floor, beside), in_flight=in_flight, turned=turned)
            for ours, beside, in_flight in (
                ((again, asked.floor_repeated), asked.floor_repeated, IN_FLIGHT),
                ((again, one_by_one), one_by_one, 1),
                ((bot, repeated(_REPEATED)), asked.floor_repeated, IN_FLIGHT),
                ((bot, repeated(_ONE_BY_ONE)), one_by_one, 1),
                ((bot, typed(_REPEATED)), typed_floor(_REPEATED), IN_FLIGHT),
            )
        ]
        return [*others, first], bot.start_seconds


async def prepared(stand_in: StandIn, folders: Folders) -> Asked:
    """What is asked of both; the floor's constants are written, our own answers word for word."""
    bot = create_bot(Settings(state_dir=folders.ours))
    try:
        await bot.load()
        asked = await mix(bot)
    finally:
        await bot.close()
    async with bot_process(stand_in, "pitboard", "first", folders.ours) as first:
        choices = [body["choices"] for body in await said(stand_in, first, typed(len(TYPED)))]
        messages = await said(stand_in, first, [*asked, *repeated(len(REPEATED))])
    constant = {"messages": messages, "choices": choices}
    (folders.floor / CONSTANTS).write_text(json.dumps(constant), encoding="utf-8")
    again = itertools.islice(itertools.cycle(range(len(asked), len(messages))), _REPEATED)
    return Asked(asked, constants(range(len(asked))), constants(again))


async def compare(console: Console, *, pairs: int, answers: int) -> None:
    """Print the table of ratios, how long a start takes, then memory over this many answers."""
    table = Table(
        "what",
        "a second",
        "of the floor",
        "median",
        "of the floor",
        "processor, of the floor",
        "target",
        title=f"Over a loopback Discord: medians of {pairs} pairs (middle half)",
    )
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folders = Folders(folder / "pitboard", folder / "floor")
        folders.ours.mkdir()
        folders.floor.mkdir()
        stand_in = await stack.enter_async_context(StandIn(quiet=True))
        asked = await prepared(stand_in, folders)
        rounds = [await round_of_pairs(stand_in, folders, asked, number) for number in range(pairs)]
        for place, (name, target) in enumerate(MEASURED):
            row(table, name, [found[place] for found, _ in rounds], target)
        console.print(table)
        start = statistics.median(seconds for _, seconds in rounds)
        console.print(f"Start until in reach of interactions, warm: {start:.2f} s (target 1.5).")
        async with bot_process(stand_in, "pitboard", "memory", folders.ours) as bot:
            await load(stand_in, bot.session, repeated(_REPEATED), IN_FLIGHT)
            await memory(console, stand_in, bot, asked.mix, answers)
        async with bot_process(stand_in, "floor", "memory of the floor", folders.floor) as floor:
            await load(stand_in, floor.session, [*asked.floor_mix, *asked.floor_repeated], IN_FLIGHT)
            if (resident := floor.resident_bytes()) is not None:
                console.print(f"The floor itself: {resident / 1e6:.1f} MB.")


async def memory(
    console: Console, stand_in: StandIn, pitboard: BotProcess, asked: Sequence[Payload], answers: int
) -> None:
    """Print resident memory as answers go by; every look-up of the mix is kept first."""
    await load(stand_in, pitboard.session, asked, IN_FLIGHT)
    step = max(1, answers // 4)
    for done in range(0, answers + 1, step):
        if done:
            for batch in range(0, step, _BATCH):
                sent = itertools.islice(itertools.cycle(asked), min(_BATCH, step - batch))
                await load(stand_in, pitboard.session, list(sent), IN_FLIGHT)
        resident = pitboard.resident_bytes()
        if resident is None:
            console.print("Memory is read from /proc, which this system does not have.")
            return
        console.print(f"Resident after {done:,} answers: {resident / 1e6:.1f} MB (target 90).")


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=12, help="pairs taken of each")
    parser.add_argument("--answers", type=int, default=200_000, help="answers over which memory is read")
    arguments = parser.parse_args()
    run_loop(compare(Console(width=_WIDTH), pairs=arguments.pairs, answers=arguments.answers))


if __name__ == "__main__":
    main()
