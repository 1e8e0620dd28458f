"""How many instructions an answer takes, of Pitboard and of the floor: a count that no noise touches.

    python -m benchmarks.loopback.instructions

Needs Valgrind, under which a process runs some fifty times as slowly; the kernel's own work is not in the count.
"""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.loopback import payloads
from benchmarks.loopback.load import load
from benchmarks.loopback.payloads import Payload
from benchmarks.loopback.process import Kind, bot_process
from benchmarks.loopback.questions import repeated, typed, typed_floor
from benchmarks.loopback.ratios import IN_FLIGHT, Folders, prepared
from benchmarks.loopback.stand_in import StandIn
from bot.running import run as run_loop

_REPEATED = 500
# Connections are open then, and the interpreter has seen what every answer goes through.
_WARM = 200
# Valgrind takes its time with what a start imports.
_PATIENCE_SECONDS = 300.0


async def instructions(
    stand_in: StandIn, kind: Kind, folder: Path, warm: Sequence[Payload], sent: Sequence[Payload]
) -> float:
    """Instructions that a bot takes for each interaction sent, after those of `warm`."""
    with tempfile.TemporaryDirectory() as scratch:
        counts = Path(scratch) / "counts"
        under = ("valgrind", "--quiet", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={counts}")
        token = f"counted {kind} {len(sent)}"
        async with bot_process(stand_in, kind, token, folder, under=under, patience=_PATIENCE_SECONDS) as bot:
            await load(stand_in, bot.session, warm, IN_FLIGHT)
            await _switch("on", bot.process.pid)
            await load(stand_in, bot.session, sent, IN_FLIGHT)
            await _switch("off", bot.process.pid)
        return counted(counts.read_text(encoding="utf-8")) / len(sent)


def counted(report: str) -> int:
    """The instructions of a report of Callgrind's. Raises: LookupError where it has no total."""
    found = next((line for line in report.splitlines() if line.startswith("totals:")), None)
    if found is None:
        raise LookupError("Callgrind counted nothing")
    return int(found.split()[1])


async def _switch(state: str, process: int) -> None:
    control = await asyncio.create_subprocess_exec(
        "callgrind_control", f"--instr={state}", str(process), stdout=asyncio.subprocess.DEVNULL
    )
    await control.wait()


async def count(console: Console) -> None:
    """Print the table."""
    table = Table("what", "million an answer", "of the floor", title="Instructions an answer, over a loopback Discord")
    with tempfile.TemporaryDirectory() as scratch:
        folders = Folders(Path(scratch) / "pitboard", Path(scratch) / "floor")
        folders.ours.mkdir()
        folders.floor.mkdir()
        async with StandIn(quiet=True) as stand_in:
            asked = await prepared(stand_in, folders)
            opened = [payloads.slash("help")] * _WARM
            floor = await instructions(
                stand_in, "floor", folders.floor, asked.floor_repeated[:_WARM], asked.floor_repeated[:_REPEATED]
            )
            floor_typed = await instructions(
                stand_in, "floor", folders.floor, typed_floor(_WARM), typed_floor(_REPEATED)
            )
            table.add_row("the floor", f"{floor / 1e6:.2f}", "")
            table.add_row("the floor, autocomplete", f"{floor_typed / 1e6:.2f}", "")
            for name, warm, sent, beside in (
                ("repeated look-ups", repeated(_WARM), repeated(_REPEATED), floor),
                ("autocomplete", typed(_WARM), typed(_REPEATED), floor_typed),
                ("distinct look-ups, nothing kept yet", opened, asked.mix, floor),
            ):
                taken = await instructions(stand_in, "pitboard", folders.ours, warm, sent)
                table.add_row(name, f"{taken / 1e6:.2f}", f"{taken / beside:.2f}")
    console.print(table)


def main() -> None:
    """Count, where Valgrind is installed."""
    if shutil.which("valgrind") is None or shutil.which("callgrind_control") is None:
        sys.exit("Instructions are counted by Valgrind, which is not installed (Debian, Ubuntu: apt install valgrind).")
    run_loop(count(Console()))


if __name__ == "__main__":
    main()
