"""The try-out page: the real bot on this machine alone, gone when it ends, a sentence where it cannot be shown."""

import asyncio
import io
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from rich.console import Console

import bot.tryout
from bot.client import Pitboard
from bot.errors import TryoutError
from bot.settings import Settings
from bot.tryout import serve_tryout

ROOT = Path(bot.tryout.__file__).parent.parent
WINNER = "#31 Petersen/White Lightning"


@dataclass(frozen=True, slots=True)
class Page:
    """An open try-out page: what was printed, its address, and the secret that the address carries."""

    task: "asyncio.Task[None]"
    printed: str
    host: str
    port: int
    secret: str

    @property
    def base(self) -> str:
        return f"http://{self.host}:{self.port}"

    async def snapshot(self, session: aiohttp.ClientSession) -> dict[str, Any]:
        """What the page shows when it is opened."""
        headers = {"X-Simcord-Capability": self.secret}
        async with session.post(f"{self.base}/api/pages", json={}, headers=headers) as response:
            assert response.status == 200, await response.text()
            shown: dict[str, Any] = await response.json()
            return shown


async def _opened(task: "asyncio.Task[None]", output: io.StringIO) -> Page:
    async with asyncio.timeout(60):
        while "Ctrl-C ends it." not in output.getvalue():
            assert not task.done(), task
            await asyncio.sleep(0.02)
    [found] = re.findall(r"^http://(.+):(\d+)/#(\S+)$", output.getvalue(), re.MULTILINE)
    return Page(task, output.getvalue(), found[0], int(found[1]), found[2])


@asynccontextmanager
async def open_page(settings: Settings) -> AsyncIterator[Page]:
    """The page in a task of its own, cancelled at the end as Ctrl-C does."""
    output = io.StringIO()
    # Narrower than any address: it must stay on one line.
    task = asyncio.create_task(serve_tryout(settings, Console(file=output, width=30), browser=False))
    try:
        yield await _opened(task, output)
    finally:
        task.cancel()
        await asyncio.wait([task])


def _database_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if "_connection_worker_thread" in thread.name]


async def test_the_page_answers_with_the_first_answer_on_it(settings: Settings) -> None:
    async with open_page(settings) as page, aiohttp.ClientSession() as session:
        async with session.get(page.base) as response:
            assert response.status == 200
            assert response.content_type == "text/html"
        shown = str(await page.snapshot(session))

    assert page.host == "127.0.0.1"
    assert WINNER in shown
    for fact in ("Craig Stanton", "Johnny Mowlem", "Wikipedia, 2003 American Le Mans Series", "paddock", "Pitboard"):
        assert fact in shown


async def test_the_picker_has_every_look_up(settings: Settings, bot: Pitboard) -> None:
    async with open_page(settings) as page, aiohttp.ClientSession() as session:
        shown = await page.snapshot(session)
        headers = {"X-Simcord-Capability": page.secret, "X-Simcord-Context": shown["context"]["id"]}
        async with session.get(f"{page.base}/api/commands", headers=headers) as response:
            assert response.status == 200
            catalogue = await response.json()

    offered = {" ".join(entry["path"]) for entry in catalogue["entries"]}
    assert "winner" in offered
    assert {look_up.name for look_up in bot.look_ups()} <= offered


async def test_a_refusal_is_an_answer_and_no_failed_action(settings: Settings) -> None:
    async with open_page(settings) as page, aiohttp.ClientSession() as session:
        shown = await page.snapshot(session)
        headers = {"X-Simcord-Capability": page.secret, "X-Simcord-Context": shown["context"]["id"]}
        async with session.get(f"{page.base}/api/commands", headers=headers) as response:
            catalogue = await response.json()
        [driver] = [entry for entry in catalogue["entries"] if entry["path"] == ["driver"]]
        asked = {
            "kind": "run_command",
            "command_id": driver["commandId"],
            "path": driver["path"],
            "schema_fingerprint": driver["schemaFingerprint"],
            "options": {"name": "jan"},
            "protocol_version": 3,
            "sequence": 1,
            "request_id": "a-refusal",
            "generation": shown["context"]["generation"],
            "bot_generation": shown["botGeneration"],
            "published_revision": shown["publishedRevision"],
        }
        async with session.post(f"{page.base}/api/action", json=asked, headers=headers) as response:
            receipt = await response.json()
        async with session.get(f"{page.base}/api/state", headers=headers) as response:
            seen = str(await response.json())

    assert "“jan” could be Jan Magnussen or Jan Lammers: which driver do you mean?" in seen
    assert receipt["settlement"] == "settled"
    assert receipt["diagnostics"] == []


async def test_nobody_without_the_address_is_let_in(settings: Settings) -> None:
    async with open_page(settings) as page, aiohttp.ClientSession() as session:
        for headers in ({}, {"X-Simcord-Capability": "guessed"}):
            async with session.post(f"{page.base}/api/pages", json={}, headers=headers) as response:
                assert response.status == 401


async def test_no_other_machine_can_reach_the_page(settings: Settings) -> None:
    async with open_page(settings) as page, aiohttp.ClientSession() as session:
        async with session.get(page.base) as response:
            assert response.status == 200
        # Were it open to all addresses of this machine, these two would answer as well.
        for host in ("127.0.0.2", "[::1]"):
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.get(f"http://{host}:{page.port}")


async def test_cancelling_ends_the_page_and_closes_the_bot(settings: Settings) -> None:
    before = _database_threads()
    async with open_page(settings) as page:
        assert len(_database_threads()) > len(before)
        page.task.cancel()
        async with asyncio.timeout(10):
            with pytest.raises(asyncio.CancelledError):
                await page.task

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", page.port), timeout=5)
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name and thread.name not in before:
            await asyncio.to_thread(thread.join, 10)
    assert _database_threads() == before
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []


async def test_a_port_may_be_chosen(settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    output = io.StringIO()
    task = asyncio.create_task(serve_tryout(settings, Console(file=output), port=port, browser=False))
    try:
        page = await _opened(task, output)
        assert page.port == port
    finally:
        task.cancel()
        await asyncio.wait([task])


async def test_a_taken_port_is_one_sentence_and_closes_the_bot(settings: Settings) -> None:
    before = _database_threads()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(TryoutError) as caught:
            await serve_tryout(settings, Console(file=io.StringIO()), port=port, browser=False)

    said = str(caught.value)
    assert re.fullmatch(
        rf"Port {port} cannot be opened \(.+\): choose another with --port, or 0 for a free one\.", said
    )
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name and thread.name not in before:
            await asyncio.to_thread(thread.join, 10)
    assert _database_threads() == before


# Without the extra


def _without(module: str, state_dir: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command line where a module cannot be imported, as where its package is not installed."""
    code = f"import sys; sys.modules[{module!r}] = None; from bot.__main__ import main; main(sys.argv[1:])"
    kept = {name: text for name, text in os.environ.items() if name.startswith("COVERAGE") or name == "PATH"}
    env = kept | {"PYTHONPATH": str(ROOT), "PITBOARD_STATE_DIR": str(state_dir), "HOME": str(state_dir)}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=state_dir, env=env, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("command", ["try", "run"])
def test_without_the_extra_the_page_is_one_sentence_that_names_it(state_dir: Path, command: str) -> None:
    ended = _without("simcord", state_dir, command, "--no-browser")

    assert ended.returncode == 1
    assert ended.stderr == "The try-out page needs one extra: pip install 'pitboard[try]'\n"


def test_with_half_of_the_extra_the_page_is_one_sentence_that_names_it(state_dir: Path) -> None:
    ended = _without("linkify_it", state_dir, "try", "--no-browser")

    assert ended.returncode == 1
    assert ended.stdout == ""
    [sentence] = ended.stderr.splitlines()
    assert "pip install 'pitboard[try]'" in sentence


def test_without_the_extra_questions_are_answered(state_dir: Path) -> None:
    ended = _without("simcord", state_dir, "ask", "/winner round:6 class:GT")

    assert ended.returncode == 0
    assert ended.stdout.startswith(WINNER)
    assert ended.stderr == ""
