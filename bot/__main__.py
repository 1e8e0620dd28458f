"""Where a process begins: it can be stopped before all that a command line needs has been loaded, which takes a while.

As the first process of a container it would not be stopped at all: the kernel keeps from it every signal that it has
not asked for.
"""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

# What goes on until somebody stops it: that is its ordinary end, and its exit status 0, from the first moment on.
_UNTIL_STOPPED = (["run"], ["try"])
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command line, the process's own where `arguments` is None. Always ends in SystemExit."""
    if arguments is None and sys.argv[1:2] in _UNTIL_STOPPED:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stopped_early)  # until the work has begun, and looks for them itself
    try:
        from bot.command_line.program import main as run_command_line
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    run_command_line(arguments)


def _stopped_early(number: int, frame: FrameType | None) -> None:
    # Nothing has been begun that would want an end, and an exception might be swallowed by what is just being loaded.
    os._exit(0)


if __name__ == "__main__":
    main()
