"""A bot in a process of its own, connected to a stand-in until it is stopped: `floor` or `pitboard`.

    python -m benchmarks.loopback.process pitboard http://127.0.0.1:PORT TOKEN FOLDER

For `floor`, FOLDER holds the constants that it answers with, in floor.json.
"""

import argparse
import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from benchmarks.loopback.floor import Floor
from benchmarks.loopback.news import PATIENCE_SECONDS
from benchmarks.loopback.wiring import pointed_at
from bot.app import create_bot
from bot.running import run, settle
from bot.service import serve
from bot.settings import Settings

if TYPE_CHECKING:
    # A bot's process has no server in it.
    from benchmarks.loopback.gateway import Session
    from benchmarks.loopback.stand_in import StandIn

Kind = Literal["floor", "pitboard"]
CONSTANTS = "floor.json"


@dataclass(frozen=True, slots=True)
class BotProcess:
    """A bot's process and its session. `start_seconds` from its beginning until it was in reach of interactions."""

    process: asyncio.subprocess.Process
    session: "Session"
    start_seconds: float

    def resident_bytes(self) -> int | None:
        """Memory of the process; None where the system has no /proc."""
        try:
            pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        except FileNotFoundError:
            return None
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def processor_seconds(self) -> float | None:
        """Processor time that the process has used; None where the system has no /proc."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except FileNotFoundError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def bot_process(
    stand_in: "StandIn",
    kind: Kind,
    token: str,
    folder: Path,
    *,
    under: Sequence[str] = (),
    patience: float = PATIENCE_SECONDS,
) -> AsyncIterator[BotProcess]:
    """Start a bot, wait until it is connected, and stop it at the end. `under` is a command line that runs it.

    Raises: TimeoutError where it does not connect within `patience` seconds.
    """
    loop = asyncio.get_running_loop()
    start = loop.time()
    arguments = ("-m", "benchmarks.loopback.process", kind, stand_in.address, token, str(folder))
    process = await asyncio.create_subprocess_exec(*under, sys.executable, *arguments)
    try:
        session = await stand_in.connected(token, patience)
        yield BotProcess(process, session, loop.time() - start)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _run(kind: Kind, address: str, token: str, folder: Path) -> None:
    work = _serve_floor(folder, token) if kind == "floor" else serve(create_bot(Settings(state_dir=folder)), token)
    with pointed_at(address):
        task = asyncio.ensure_future(work)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        await asyncio.wait({task})


async def _serve_floor(folder: Path, token: str) -> None:
    constants = json.loads((folder / CONSTANTS).read_text(encoding="utf-8"))
    async with Floor(constants["messages"], constants["choices"]) as bot:
        settle()
        await bot.start(token)


def main() -> None:
    """Run one bot until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("floor", "pitboard"))
    parser.add_argument("address")
    parser.add_argument("token")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    run(_run(arguments.kind, arguments.address, arguments.token, arguments.folder))


if __name__ == "__main__":
    main()
