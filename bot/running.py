"""How the process runs: uvloop where it is installed, and a garbage collector that leaves alone what the start made."""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

# New objects until the youngest are looked through. Python's own 700 are reached by a few answers.
_YOUNGEST = 10_000


def event_loop() -> Callable[[], asyncio.AbstractEventLoop]:
    """What makes the loop: uvloop's where that is installed, Python's own elsewhere."""
    try:
        import uvloop
    except ImportError:  # it has no wheels for some systems
        return asyncio.new_event_loop
    return uvloop.new_event_loop


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run the work on a loop of its own until it ends."""
    with asyncio.Runner(loop_factory=event_loop()) as runner:
        return runner.run(work)


async def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Do the work until it ends, or until Ctrl-C or SIGTERM cancels it: that is its ordinary end and no error."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        for number in signals:
            # A second signal does what it always does, should closing take too long.
            loop.remove_signal_handler(number)
        task.cancel()

    signals = () if sys.platform == "win32" else (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not stopped:
            raise


def settle() -> None:
    """Call once when everything that lives as long as the process has been loaded.

    Most objects are of that kind: looking through them again and again for garbage takes longer than an answer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNGEST, 10, 10)
