"""Time per answer of every command, and of a cold build, beside a floor measured in the same run.

The floor of an answer is one round trip to the database that reads a constant row, and an embed with the same words
every time: what no answer from the database can beat. Ratios are medians over pairs taken in turns, with the middle
half of them beside it: on a shared machine two floors differ by a fifth.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import discord
from rich.console import Console
from rich.table import Table

from benchmarks import names
from bot.app import create_bot
from bot.client import Pitboard
from bot.database.build import build_database
from bot.settings import Settings

QUESTIONS = (
    "/winner round:6 class:GT",
    "/winner round:6",
    "/standings class:GTS",
    "/standings",
    "/standings class:GTS by_round:yes",
    "/round round:petit",
    "/results round:mosport",
    "/qualifying round:petit",
    "/driver name:Ron Fellows",
    "/team name:Prodrive",
    "/car number:38",
    "/class name:GT",
    "/circuit name:road-atlanta",
    "/points",
    "/schedule",
    "/season",
    "/wins by:driver",
    "/ask question:who won gts at mosport",
    "/ask question:how many wins did corvette have",
    "/about",
    "/help",
)
Work = Callable[[], Awaitable[object]]


async def timed(work: Work, times: int) -> float:
    """Seconds a call, over this many."""
    start = time.perf_counter()
    for _ in range(times):
        await work()
    return (time.perf_counter() - start) / times


async def pairs(work: Work, floor: Work, *, rounds: int, times: int) -> tuple[list[float], list[float]]:
    """Seconds a call of both, taken in turns."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        taken[0].append(await timed(work, times))
        taken[1].append(await timed(floor, times))
    return taken


def floor_of(bot: Pitboard) -> Work:
    """What no answer from the database can beat."""

    async def constant() -> discord.Embed:
        async with bot.archive.connection.execute("SELECT 1") as cursor:
            await cursor.fetchone()
        embed = discord.Embed(title="Constant", description="The same words every time.")
        embed.set_footer(text="No source")
        return embed

    return constant


async def answers(settings: Settings, table: Table, *, rounds: int, times: int) -> None:
    """A row for each question."""
    bot = create_bot(settings)
    try:
        await bot.load()
        for line in QUESTIONS:
            name, words = line.removeprefix("/").partition(" ")[::2]
            texts = next(look_up for look_up in bot.look_ups() if look_up.name == name).texts(bot.archive, words)

            async def ask(name: str = name, texts: dict[str, str] = texts) -> object:
                return await bot.answer(name, texts)

            taken, floor = await pairs(ask, floor_of(bot), rounds=rounds, times=times)
            ratios = sorted(one / other for one, other in zip(taken, floor, strict=True))
            quarter = len(ratios) // 4
            table.add_row(
                line,
                f"{statistics.median(taken) * 1000:.2f} ms",
                f"{statistics.median(ratios):.1f}",
                f"{ratios[quarter]:.1f}–{ratios[-1 - quarter]:.1f}",
            )
    finally:
        await bot.close()


async def build(folder: Path, *, rounds: int) -> tuple[float, float]:
    """Median seconds of a cold build and of a start with an unchanged database."""
    target = folder / "season.db"
    cold = [await timed(lambda: build_database(target, force=True), 1) for _ in range(rounds)]
    warm = [await timed(lambda: build_database(target), 1) for _ in range(rounds)]
    return statistics.median(cold), statistics.median(warm)


async def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help="pairs taken of each")
    parser.add_argument("--times", type=int, default=20, help="calls in each of them")
    arguments = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        cold, warm = await build(Path(folder), rounds=5)
        size = (Path(folder) / "season.db").stat().st_size
        table = Table("question", "an answer", "of the floor", "middle half", title="Answers")
        await answers(Settings(state_dir=Path(folder)), table, rounds=arguments.rounds, times=arguments.times)
    console.print(table)
    names.main()
    console.print(f"Cold build: {cold * 1000:.0f} ms ({size / 1024:.0f} kB). Unchanged: {warm * 1000:.1f} ms.")


if __name__ == "__main__":
    asyncio.run(main())
