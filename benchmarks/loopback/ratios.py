"""Pitboard beside the floor: how many answers a second, how long one takes, what it costs; and memory.

Every ratio is the median over pairs of runs taken in turns, with the middle half of them beside it. A second floor
is measured like Pitboard is: how far two equal bots differ is how far a ratio can be believed.
"""

import argparse
import itertools
import json
import random
import statistics
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.loopback import payloads
from benchmarks.loopback.floor import COMMAND, OPTION
from benchmarks.loopback.load import Load, load
from benchmarks.loopback.payloads import Payload
from benchmarks.loopback.process import CONSTANTS, BotProcess, bot_process
from benchmarks.loopback.stand_in import StandIn
from bot.app import create_bot
from bot.archive import Archive
from bot.client import Pitboard
from bot.errors import UserError
from bot.running import run as run_loop
from bot.settings import Settings

IN_FLIGHT = 64
_MIX = 500
_BATCH = 5000
# The table is of no use folded.
_WIDTH = 140
_REPEATED, _ONE_BY_ONE = 1000, 200
_SEED = 2003
REPEATED: tuple[tuple[str, dict[str, str]], ...] = (
    ("winner", {"round": "6", "class": "GT"}),
    ("winner", {"round": "petit"}),
    ("standings", {"class": "gts"}),
    ("standings", {}),
    ("results", {"round": "mosport"}),
    ("qualifying", {"round": "petit"}),
    ("driver", {"name": "Ron Fellows"}),
    ("team", {"name": "Prodrive"}),
    ("car", {"number": "38"}),
    ("schedule", {}),
)
TYPED: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("winner", "round", "", {}),
    ("winner", "round", "ro", {}),
    ("winner", "class", "", {"round": "6"}),
    ("driver", "name", "fel", {}),
    ("driver", "name", "", {}),
    ("team", "name", "cor", {}),
    ("standings", "championship", "", {"class": "GT"}),
    ("car", "number", "3", {}),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two runs side by side. `costs` are processor seconds an answer, of ours and of the floor; None: not known."""

    ours: Load
    floor: Load
    costs: tuple[float, float] | None


def distinct(archive: Archive) -> Iterator[Payload]:
    """Look-ups of the default season, each another question."""
    season, names = archive.default_season, archive.names
    classes = ("", *names.targets(season, "class"))
    rounds = names.targets(season, "round")
    for command, (round_, class_) in itertools.product(
        ("winner", "results", "qualifying"), itertools.product(rounds, classes)
    ):
        yield payloads.slash(command, round=round_, **({"class": class_} if class_ else {}))
    tables = [
        *itertools.product(classes, ("", *rounds), ("",), ("", "yes")),
        *itertools.product(classes, ("",), ("teams", "drivers", "manufacturers"), ("", "yes")),
    ]
    for class_, after, kind, by_round in tables:
        options = {"class": class_, "after": after, "championship": kind, "by_round": by_round}
        yield payloads.slash("standings", **{name: text for name, text in options.items() if text})
    for by, class_ in itertools.product(("driver", "team", "car", "chassis", "engine"), classes):
        yield payloads.slash("wins", **{"by": by, **({"class": class_} if class_ else {})})
    for command, option, among in (
        ("driver", "name", "driver"),
        ("team", "name", "team"),
        ("car", "number", "car"),
        ("circuit", "name", "circuit"),
        ("round", "round", "round"),
        ("class", "name", "class"),
        ("points", "class", "class"),
        ("points", "round", "round"),
    ):
        for target in names.targets(season, among):  # type: ignore[arg-type]
            yield payloads.slash(command, **{option: target})


async def mix(bot: Pitboard) -> list[Payload]:
    """500 distinct look-ups that are answered, not refused, in an order that is the same every time."""
    found = []
    for payload in distinct(bot.archive):
        options = {option["name"]: option["value"] for option in payload["data"]["options"]}
        try:
            await bot.answer(payload["data"]["name"], options)
        except UserError:
            continue
        found.append(payload)
    random.Random(_SEED).shuffle(found)  # noqa: S311  # nothing secret is drawn
    return found[:_MIX]


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


def repeated(count: int) -> list[Payload]:
    """So many look-ups, the same few again and again."""
    asked = itertools.cycle(payloads.slash(command, **options) for command, options in REPEATED)
    return list(itertools.islice(asked, count))


def typed(count: int) -> list[Payload]:
    """So many keystrokes in options with autocomplete."""
    keystrokes = itertools.cycle(
        payloads.autocomplete(command, option, text, **options) for command, option, text, options in TYPED
    )
    return list(itertools.islice(keystrokes, count))


def constants(numbers: Iterable[int]) -> list[Payload]:
    """Asks for constants of the floor."""
    return [payloads.slash(COMMAND, **{OPTION: str(number)}) for number in numbers]


async def said(stand_in: StandIn, pitboard: BotProcess, asked: Sequence[Payload]) -> list[Payload]:
    """Our own answers: what the floor then says every time."""
    bodies: list[Payload] = []
    for payload in asked:
        exchange = await stand_in.begin(payloads.renewed(payload), pitboard.session)
        bodies.append(exchange.body["data"])
    return bodies


async def compare(console: Console, *, pairs: int, answers: int) -> None:
    """Print the table of ratios, then memory over this many answers, then how long a start takes."""
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
        ours, floors = folder / "pitboard", folder / "floor"
        ours.mkdir()
        floors.mkdir()
        bot = create_bot(Settings(state_dir=ours))
        try:
            await bot.load()
            asked = await mix(bot)
        finally:
            await bot.close()
        stand_in = await stack.enter_async_context(StandIn(quiet=True))
        async with bot_process(stand_in, "pitboard", "first", ours) as first:
            choices = [body["choices"] for body in await said(stand_in, first, typed(len(TYPED)))]
            messages = await said(stand_in, first, [*asked, *repeated(len(REPEATED))])
        constant = {"messages": messages, "choices": choices}
        (floors / CONSTANTS).write_text(json.dumps(constant), encoding="utf-8")
        floor_mix = constants(range(len(asked)))
        floor_repeated = constants(itertools.islice(itertools.cycle(range(len(asked), len(messages))), _REPEATED))
        floor = await stack.enter_async_context(bot_process(stand_in, "floor", "floor", floors))
        again = await stack.enter_async_context(bot_process(stand_in, "floor", "floor again", floors))
        pitboard = await stack.enter_async_context(bot_process(stand_in, "pitboard", "pitboard", ours))
        for one, warm in (
            (floor, floor_repeated),
            (again, floor_repeated),
            (pitboard, repeated(_REPEATED)),
        ):
            await load(stand_in, one.session, warm, IN_FLIGHT)

        async def measured(
            name: str, target: str, ours: tuple[BotProcess, list[Payload]], beside: list[Payload], in_flight: int
        ) -> None:
            found = [
                await pair(stand_in, ours, (floor, beside), in_flight=in_flight, turned=bool(number % 2))
                for number in range(pairs)
            ]
            row(table, name, found, target)

        one_by_one = floor_repeated[:_ONE_BY_ONE]
        await measured("a second floor, 64 in flight", "", (again, floor_repeated), floor_repeated, IN_FLIGHT)
        await measured("a second floor, one at a time", "", (again, one_by_one), one_by_one, 1)
        await measured(
            "repeated look-ups, 64 in flight", "≥ 0.95", (pitboard, repeated(_REPEATED)), floor_repeated, IN_FLIGHT
        )
        await measured(
            "repeated look-ups, one at a time", "median ≤ 1.1", (pitboard, repeated(_ONE_BY_ONE)), one_by_one, 1
        )
        await measured(
            "autocomplete, 64 in flight", "≥ 0.9", (pitboard, typed(_REPEATED)), typed_floor(_REPEATED), IN_FLIGHT
        )
        fresh = []
        starts = []
        for number in range(pairs):
            # A process of its own each time: nothing at all is kept yet, but its connections are open.
            async with bot_process(stand_in, "pitboard", f"fresh {number}", ours) as new:
                starts.append(new.start_seconds)
                await load(stand_in, new.session, [payloads.slash("help")] * 500, IN_FLIGHT)
                beside, turned = (floor, floor_mix), bool(number % 2)
                fresh.append(await pair(stand_in, (new, asked), beside, in_flight=IN_FLIGHT, turned=turned))
        row(table, f"{len(asked)} distinct, nothing kept yet", fresh, "≥ 0.8")
        console.print(table)
        console.print(f"Start until in reach of interactions, warm: {statistics.median(starts):.2f} s (target 1.5).")
        await memory(console, stand_in, pitboard, asked, answers)
        if (resident := floor.resident_bytes()) is not None:
            console.print(f"The floor itself: {resident / 1e6:.1f} MB.")


def typed_floor(count: int) -> list[Payload]:
    """So many keystrokes for the floor."""
    keystrokes = itertools.cycle(payloads.autocomplete(COMMAND, OPTION, str(number)) for number in range(len(TYPED)))
    return list(itertools.islice(keystrokes, count))


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
