"""Staged season folders go into a data folder, all of them or none; what people edited since is left alone.

A season's folder is changed by moving folders, never by writing into it. The first lines of an imported `season.toml`
hold a digest of the folder's text: where it no longer fits, somebody edited the text.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import DataError, ImportRefused
from bot.season.files import SEASON_FILE
from bot.season.read import check_folder

_STAGING = ".pitboard-import-"
_REPLACED = ".replaced"
_MARK = "# text: "


@dataclass(frozen=True, slots=True)
class Landing:
    """Keys of seasons by what became of them. `kept`: edited by a person since the last import, and left alone."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    kept: tuple[str, ...]


@contextmanager
def staging_folder(into: Path, *, dry_run: bool) -> Iterator[Path]:
    """An empty folder that is gone afterwards: inside the data folder, or where it touches nothing for a dry run.

    Raises: OSError where it cannot be made.
    """
    if dry_run:
        with tempfile.TemporaryDirectory(prefix="pitboard-") as temporary:
            yield Path(temporary)
        return
    into.mkdir(parents=True, exist_ok=True)
    _recover(into)
    folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=into))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage(staging: Path, key: str, source: str, texts: Mapping[str, str]) -> Path:
    """Write one season's files into the staging folder, marked as imported from `source`. Returns its folder.

    Raises: DataError with every fault of the season; nothing faulty is ever landed.
    """
    folder = staging / key
    folder.mkdir()
    marked = {**texts, SEASON_FILE: _marked(source, texts)}
    for name, text in marked.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    if faults := check_folder(folder):
        # Said of the season: the staging folder is gone by the time that it is read.
        raise DataError([replace(fault, file=Path(key) / fault.file.name) for fault in faults])
    return folder


def land(staging: Path, into: Path, *, force: bool, dry_run: bool) -> Landing:
    """Move every staged season into the data folder; with `dry_run` only say what would become of each.

    Raises: OSError where a folder cannot be moved; what was moved before is moved back.
    """
    found: dict[str, list[str]] = {"new": [], "changed": [], "same": [], "kept": []}
    moves: list[tuple[Path, Path]] = []
    for folder in sorted(path for path in staging.iterdir() if path.is_dir()):
        target = into / folder.name
        state = _state(folder, target, force=force)
        found[state].append(folder.name)
        if state in {"new", "changed"}:
            moves.append((folder, target))
    if not dry_run:
        _move(moves)
    return Landing(*(tuple(found[state]) for state in ("new", "changed", "same", "kept")))


def _state(folder: Path, target: Path, *, force: bool) -> str:
    if not target.exists():
        return "new"
    if not target.is_dir():
        raise ImportRefused(f"{target} is not a folder: move it away, or name another data folder.")
    names = sorted(path.name for path in folder.iterdir())
    if all((target / name).is_file() and _same(folder / name, target / name) for name in names):
        return "same"
    return "changed" if force or _untouched(target) else "kept"


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def _move(moves: list[tuple[Path, Path]]) -> None:
    done: list[tuple[Path, Path]] = []
    try:
        for folder, target in moves:
            if target.exists():
                # Files that are not ours, such as notes of the owner, go with the season.
                for other in target.iterdir():
                    if not (folder / other.name).exists() and not _made_by_import(other):
                        _copy(other, folder / other.name)
                target.rename(_replaced(target))
            done.append((folder, target))
            folder.rename(target)
    except OSError:
        for folder, target in reversed(done):
            if target.exists():
                target.rename(folder)
            _put_back(target)
        raise
    for _, target in done:
        shutil.rmtree(_replaced(target), ignore_errors=True)


def _copy(path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, target)
    else:
        shutil.copy2(path, target)


def _made_by_import(path: Path) -> bool:
    """Whether a file is one of a season's own, which an import that no longer has it takes away."""
    return path.suffix == ".csv" or path.name == SEASON_FILE


def _replaced(target: Path) -> Path:
    return target.with_name(f".{target.name}{_REPLACED}")


def _put_back(target: Path) -> None:
    before = _replaced(target)
    if before.exists():
        before.rename(target)


def _recover(into: Path) -> None:
    """Put back what an import that was killed between two moves had put aside."""
    for before in into.glob(f".*{_REPLACED}"):
        target = into / before.name.removeprefix(".").removesuffix(_REPLACED)
        if target.exists():
            shutil.rmtree(before, ignore_errors=True)
        else:
            before.rename(target)


def _marked(source: str, texts: Mapping[str, str]) -> str:
    lines = (
        f"# Imported from {source}. What people edit here is theirs: an import leaves a folder alone that was edited",
        "# since, unless it is told to write over it (--force).",
        f"{_MARK}{_digest(texts)}",
    )
    return "\n".join(lines) + f"\n\n{texts[SEASON_FILE]}"


def _digest(texts: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(texts):
        digest.update(f"{name}\0{texts[name]}\0".encode())
    return digest.hexdigest()[:16]


def _untouched(folder: Path) -> bool:
    """Whether a season folder is as an import left it."""
    try:
        texts = {
            path.name: path.read_bytes().decode("utf-8")
            for path in folder.iterdir()
            if path.is_file() and (_made_by_import(path) or path.name == "LICENSE.md")
        }
    except (OSError, UnicodeDecodeError):
        return False
    head, _, rest = texts.get(SEASON_FILE, "").partition("\n\n")
    marks = [line.removeprefix(_MARK) for line in head.splitlines() if line.startswith(_MARK)]
    return marks == [_digest({**texts, SEASON_FILE: rest})]
