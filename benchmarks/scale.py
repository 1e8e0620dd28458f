"""Time and memory against size: one season, as many as Formula 1 has had, three and ten times as many.

Seasons are made up (`benchmarks.made_up`), seeded, in the shape of Formula 1's. Whole commands run as processes of
their own. Answers of a bot that holds many seasons are taken in turns with those of one that holds a single one; both
hold the shipped seasons too. Each look-up is asked once of a bot that was just opened, so that no answer kept from
before answers it; rows that an earlier one read may, in both alike. Figures are medians; a ratio is the median over
pairs, to one season in the same run. Commands are given in seconds by the clock and, in brackets, of processor time;
all else in processor time, which other programs on the machine change less.
"""

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.made_up import FIRST_YEAR, SERIES, write_seasons
from benchmarks.names import keystrokes, times
from bot.app import create_bot
from bot.archive import Archive, open_archive
from bot.client import Pitboard
from bot.database.build import build_database
from bot.names import Kind, Names
from bot.queries.words import Word
from bot.settings import Settings

FORMULA_1 = 78
"""Seasons of Formula 1, 1950 to 2027."""

SIZES = (1, FORMULA_1, 3 * FORMULA_1, 10 * FORMULA_1)
_SEASON = f"{SERIES}-{FIRST_YEAR}"
_EVERYBODY = "everybody"
_KINDS: tuple[Kind, ...] = ("driver", "team", "round", "car", "circuit", "class")
_LOOK_UPS: tuple[tuple[str, Kind, str], ...] = (
    ("winner", "round", "round"),
    ("results", "round", "round"),
    ("qualifying", "round", "round"),
    ("round", "round", "round"),
    ("driver", "driver", "name"),
    ("team", "team", "name"),
    ("car", "car", "number"),
    ("circuit", "circuit", "name"),
)
Pairs = list[tuple[float, float]]
Rows = dict[str, str]


def settings_of(folder: Path) -> Settings:
    """Settings of a bot whose data folder and state lie in a folder of their own."""
    return Settings(state_dir=folder / "state", data_dir=str(folder / "data"))


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended: seconds by the clock and of processor time, and its peak memory in MB."""

    seconds: float
    busy: float
    peak: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.busy:.2f})"


def run(folder: Path, *arguments: str) -> Run:
    """Run Python with these arguments on the data of a folder.

    Raises: CalledProcessError where it fails.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("PITBOARD_")}
    env |= {"PITBOARD_STATE_DIR": str(folder / "state"), "PITBOARD_DATA_DIR": str(folder / "data")}
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], env=env, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    taken = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    # Kilobytes, but bytes on macOS.
    return Run(taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def typical(folder: Path, rounds: int, *arguments: str) -> Run:
    """The run of median processor time."""
    return sorted((run(folder, *arguments) for _ in range(rounds)), key=lambda done: done.busy)[rounds // 2]


def commands(folder: Path, rounds: int) -> Iterator[tuple[str, str]]:
    """Figures of whole processes: a full build, one with nothing to do, a start with an answer, a bot in use."""
    built = run(folder, "-m", "bot", "build", "--force")
    yield "full build", f"{built}, peak {built.peak:.0f} MB"
    yield "season.db", f"{(folder / 'state' / 'season.db').stat().st_size / 2**20:.1f} MB"
    yield "build, nothing changed", str(typical(folder, rounds, "-m", "bot", "build"))
    line = f"/season season:{_SEASON}"
    yield "start and one answer", str(typical(folder, rounds, "-m", "bot", "ask", line))
    for what, flag in (("memory, one season asked", "0"), ("memory, all seasons asked", "1")):
        yield what, f"{run(folder, '-m', 'benchmarks.scale', '--use', str(folder), flag).peak:.0f} MB"


async def use(folder: Path, *, every_season: bool) -> None:
    """Open a bot and ask about one or every season that it holds, in every way that puts something into memory."""
    bot = create_bot(settings_of(folder))
    try:
        await bot.load()
        names, prose = bot.archive.names, bot.archive.prose
        for season in bot.archive.seasons if every_season else (_SEASON,):
            for command, options in (
                ("standings", {}),
                ("winner", {"round": "1"}),
                ("ask", {"question": "who won round 1"}),
            ):
                await bot.answer(command, {**options, "season": season})
            for kind in _KINDS:
                names.choices(season, kind, "ka")
            prose.find(season, "Was Kali Marmosber better, or #12?")
    finally:
        await bot.close()


def questions(archive: Archive) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Look-ups about one season: the command and its options."""
    season = {"season": _SEASON}
    for command, kind, option in _LOOK_UPS:
        for target in archive.names.targets(_SEASON, kind)[:12]:
            yield command, {**season, option: target}
    for command in ("standings", "points", "schedule", "season"):
        yield command, season
    for by in ("driver", "team", "car", "chassis", "engine"):
        yield "wins", {**season, "by": by}


async def milliseconds(work: Awaitable[object]) -> float:
    """Processor time of all threads until this is done."""
    start = time.process_time()
    await work
    return (time.process_time() - start) * 1000


async def look_ups(small: Path, large: Path, rounds: int) -> dict[str, Pairs]:
    """Milliseconds of look-ups with one season and with many, by command."""
    taken: dict[str, Pairs] = {}
    for turn in range(rounds):
        bots = create_bot(settings_of(small)), create_bot(settings_of(large))
        try:
            for bot in bots:
                await bot.load()
            await _in_turns(
                bots, [("winner", {"season": _SEASON, "round": "1"})], turn, taken, "first look-up after a start"
            )
            await _in_turns(bots, list(questions(bots[0].archive)), turn, taken)
        finally:
            for bot in bots:
                await bot.close()
    return taken


async def _in_turns(
    bots: tuple[Pitboard, Pitboard],
    asked: Sequence[tuple[str, Mapping[str, str]]],
    turn: int,
    taken: dict[str, Pairs],
    name: str | None = None,
) -> None:
    for number, (command, texts) in enumerate(asked):
        # Whoever is second finds the processor's caches warm.
        order = (0, 1) if (number + turn) % 2 else (1, 0)
        pair = {at: await milliseconds(bots[at].answer(command, texts)) for at in order}
        taken.setdefault(name or f"/{command}", []).append((pair[0], pair[1]))


async def starts(small: Path, large: Path, rounds: int) -> Pairs:
    """Milliseconds until an unchanged database is checked and opened, with one season and with many."""

    async def start(folder: Path) -> float:
        settings = settings_of(folder)
        begun = time.process_time()
        built = await build_database(settings.season_db, settings.data_dirs)
        archive = await open_archive(built.path, built.skipped)
        taken = time.process_time() - begun
        await archive.close()
        return taken * 1000

    return [(await start(small), await start(large)) for _ in range(rounds)]


async def autocomplete(folder: Path) -> Iterator[tuple[str, str]]:
    """Milliseconds of a keystroke among a season's drivers and among all drivers: median and 99th percentile."""
    archive = await open_archive(settings_of(folder).season_db)
    await archive.close()
    rows = []
    everybody = Names(_everybody(archive))
    for what, names, season in (("a season's drivers", archive.names, _SEASON), ("all drivers", everybody, _EVERYBODY)):
        drivers = names.targets(season, "driver")
        typed = keystrokes(list(drivers), random.Random(season))  # noqa: S311  # what is typed is no secret
        # The first letters are asked for by everybody; the second time they are at hand.
        for letters in typed:
            if len(letters) <= 2:
                names.choices(season, "driver", letters)
        median, high = times(partial(names.choices, season, "driver"), typed)
        rows.append((f"keystroke, {what}", f"{median:.2f} ms (99 %: {high:.2f}) of {len(drivers):,}"))
    return iter(rows)


def _everybody(archive: Archive) -> Iterator[Word]:
    """The words for all drivers of the made-up seasons, as if they had driven in one."""
    said: set[tuple[str, str]] = set()
    for season in archive.seasons:
        if season.startswith(f"{SERIES}-"):
            for word in archive.names.aliases(season, "driver"):
                if word not in said:
                    said.add(word)
                    target, alias = word
                    yield Word(_EVERYBODY, "driver", target, alias, alias == target)


def _shown(pairs: Pairs) -> str:
    ratio = statistics.median(large / small for small, large in pairs)
    return f"{statistics.median(large for _, large in pairs):.2f} ms, ×{ratio:.2f}"


async def measured(small: Path, large: Path, rounds: int) -> Rows:
    """Every figure of the bot that holds what lies in `large`, with its ratios to `small`."""
    rows: Rows = dict(commands(large, rounds))
    rows["check and open"] = _shown(await starts(small, large, rounds))
    rows |= {name: _shown(pairs) for name, pairs in (await look_ups(small, large, rounds)).items()}
    return rows | dict(await autocomplete(large))


def imported(archive: Path) -> Rows:
    """Time and memory of an import of F1DB."""
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder), "-m", "bot", "import", "f1db", str(archive), "--into", f"{folder}/data")
    return {"import of F1DB": f"{done}, peak {done.peak:.0f} MB"}


async def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of seasons; the first is 1")
    parser.add_argument("--rounds", type=int, default=5, help="times that each is measured")
    parser.add_argument("--f1db", type=Path, help="an archive or a tree of F1DB, to import")
    parser.add_argument("--use", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.use:
        folder, every_season = arguments.use
        await use(Path(folder), every_season=every_season == "1")
        return
    console = Console()
    if arguments.f1db:
        for what, figure in imported(arguments.f1db).items():
            console.print(f"{what}: {figure}")
    sizes = [int(size) for size in arguments.sizes.split(",")]
    columns: list[Rows] = []
    with tempfile.TemporaryDirectory() as temporary:
        small = Path(temporary) / "1"
        write_seasons(small / "data", 1)
        run(small, "-m", "bot", "build")
        for size in sizes:
            large = Path(temporary) / str(size)
            if size > 1:
                write_seasons(large / "data", size)
            columns.append(await measured(small, large, arguments.rounds))
            console.print(f"{size} seasons measured.")
    table = Table("", *(f"{size} seasons" if size > 1 else "1 season" for size in sizes), title="Size")
    for what in columns[0]:
        table.add_row(what, *(column[what] for column in columns))
    console.print(table)


if __name__ == "__main__":
    asyncio.run(main())
