"""Files out of a folder or an archive that somebody made: bounded, never written to disk, never outside of it.

Archives may be truncated, be bombs, or name files outside of themselves: each is one clear refusal.
"""

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from bot.errors import ImportRefused

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes of one file. The largest of a real source is well under a megabyte."""
LARGEST_TOTAL = 1024 * 1024 * 1024
"""Bytes of all files of an archive together, wanted or not: what is more was packed to harm."""
MOST_FILES = 500_000

Wanted = Callable[[str], bool]


def files_of(path: Path, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    """The wanted files of a folder or an archive (tar, plain or packed, or zip), as (name with /, bytes).

    Files of a folder come in order of name, those of an archive as they lie in it. Links are not followed.

    Raises: ImportRefused where the path is neither, the archive is damaged, or it holds too much.
    """
    if path.is_dir():
        yield from _of_folder(path, wanted)
    elif not path.is_file():
        raise ImportRefused(f"{path} is neither a file nor a folder: give a source tree or its archive.")
    elif zipfile.is_zipfile(path):
        yield from _of_zip(path, wanted)
    else:
        yield from _of_tar(path, wanted)


def bounded_file(path: Path) -> bytes:
    """A whole file of at most `LARGEST_FILE` bytes.

    Raises: ImportRefused where it is no file, is larger, or cannot be read.
    """
    try:
        if not path.is_file():
            raise ImportRefused(f"{path} is not a file.")
        with path.open("rb") as file:
            # One byte more tells a file that is too large, whatever its size is said to be.
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ImportRefused(f"{path} cannot be read ({error.strerror}).") from None
    if len(raw) > LARGEST_FILE:
        raise ImportRefused(f"{path} is larger than {LARGEST_FILE // 2**20} MB: that is no table of results.")
    return raw


def _of_folder(path: Path, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    seen = 0
    for file in sorted(path.rglob("*")):
        if file.is_symlink() or not file.is_file():
            continue
        seen += 1
        if seen > MOST_FILES:
            raise ImportRefused(f"{path} holds more than {MOST_FILES:,} files: name the source tree itself.")
        name = file.relative_to(path).as_posix()
        if wanted(name):
            yield name, bounded_file(file)


def _of_tar(path: Path, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    budget = _Budget(path)
    try:
        # As a stream: nothing is looked for, so a bomb is only read as far as its budget goes.
        with tarfile.open(path, "r|*") as tar:
            for member in tar:
                name = _inside(path, member.name)
                budget.spend(member.size)
                if not member.isfile() or not wanted(name):
                    continue
                file = tar.extractfile(member)
                if file is None:
                    continue
                yield name, _whole(path, name, file.read(LARGEST_FILE + 1))
    except (tarfile.TarError, EOFError, lzma.LZMAError, zlib.error, OSError) as error:
        raise ImportRefused(
            f"{path} is no archive that can be read to its end: {str(error) or 'it ends too early'}."
        ) from None


def _of_zip(path: Path, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    budget = _Budget(path)
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                name = _inside(path, member.filename)
                budget.spend(member.file_size)
                if member.is_dir() or not wanted(name):
                    continue
                with archive.open(member) as file:
                    yield name, _whole(path, name, file.read(LARGEST_FILE + 1))
    except (zipfile.BadZipFile, EOFError, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
        raise ImportRefused(f"{path} is no archive that can be read to its end: {error}.") from None


class _Budget:
    """How much of an archive may still be looked at."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bytes = LARGEST_TOTAL
        self._files = MOST_FILES

    def spend(self, size: int) -> None:
        self._bytes -= size
        self._files -= 1
        if self._bytes < 0 or self._files < 0:
            raise ImportRefused(
                f"{self._path} unpacks to more than {LARGEST_TOTAL // 2**30} GB or {MOST_FILES:,} files: "
                "that is no source tree."
            )


def _inside(path: Path, name: str) -> str:
    """A member's name, which must not lead outside the archive."""
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or (parts.parts and parts.parts[0].endswith(":")):
        raise ImportRefused(f"{path} names a file outside of itself ({name!r}): nothing of it was read.")
    return parts.as_posix()


def _whole(path: Path, name: str, raw: bytes) -> bytes:
    if len(raw) > LARGEST_FILE:
        raise ImportRefused(f"{path}: {name} is larger than {LARGEST_FILE // 2**20} MB.")
    return raw
