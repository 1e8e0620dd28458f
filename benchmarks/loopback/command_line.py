"""The command line as ever, with Discord at another address.

    python -m benchmarks.loopback.command_line http://127.0.0.1:PORT run

What follows the address is what would follow `pitboard`.
"""

import sys

from benchmarks.loopback.wiring import pointed_at
from bot.__main__ import main as command_line


def main() -> None:
    """Run what follows the address.

    Raises: SystemExit, as the command line does.
    """
    address, *arguments = sys.argv[1:]
    with pointed_at(address):
        command_line(arguments)


if __name__ == "__main__":
    main()
