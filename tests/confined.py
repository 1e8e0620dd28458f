"""A program started with less than the tests may do: bound by the rights of a folder, or by a size of its files."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# The superuser keeps every right but one: to write where nobody may. 24 and 1 are PR_CAPBSET_DROP and CAP_DAC_OVERRIDE
# of linux/prctl.h and linux/capability.h; what is dropped there is gone after `exec`.
_PROGRAM = """
import ctypes, os, resource, sys
largest, *command = sys.argv[1:]
if os.geteuid() == 0:
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)
if largest:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
os.execv(command[0], command)
"""


def confined(*arguments: str, largest_file: int | None = None) -> tuple[str, ...]:
    """A command line that runs this Python with arguments; `largest_file` in bytes is as on a disk that is full."""
    largest = "" if largest_file is None else str(largest_file)
    return sys.executable, "-I", "-S", "-c", _PROGRAM, largest, sys.executable, *arguments


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder with files that a confined program can only read; skips the test where it could write all the same."""
    rights = {path: path.stat().st_mode for path in (*folder.iterdir(), folder)}
    for path, mode in rights.items():
        path.chmod(mode & ~0o222)
    try:
        probe = confined("-c", "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()", str(folder / "probe"))
        if subprocess.run(probe, stderr=subprocess.DEVNULL, timeout=60).returncode == 0:
            (folder / "probe").unlink()
            pytest.skip("this superuser may not give up the right to write where nobody may (CAP_SETPCAP is lacking)")
        yield
    finally:
        for path, mode in rights.items():
            path.chmod(mode)
