"""This machine: Python and packages, the state folder and its databases, the token's shape. Sends nothing."""

import base64
import binascii
import importlib.metadata
import os
import platform
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from bot.database.backup import examine_copy
from bot.database.build import held_seasons
from bot.database.state import newest_migration
from bot.doctor.finding import Finding, fault, note, ok
from bot.errors import BackupError, NewerState
from bot.season.folders import season_runs
from bot.settings import Settings

_PROGRAM = "pitboard"
# STRICT tables: https://sqlite.org/stricttables.html
_OLDEST_SQLITE = (3, 37, 0)
_LEAST_FREE_MIB = 50
_INSTALL = "install Pitboard anew, into an environment of its own"
# The application's number, the moment it was made, a signature; the first in base 64 (seen in Discord's portal, 2026).
_TOKEN = re.compile(r"([\w-]{6,})\.[\w-]{5,}\.[\w-]{20,}", re.ASCII)
_COPY_AGAIN = "copy the token from the Bot page of https://discord.com/developers/applications"


def versions() -> Iterator[Finding]:
    """Python, SQLite and packages, against what Pitboard asks for."""
    try:
        metadata = importlib.metadata.metadata(_PROGRAM)
    except importlib.metadata.PackageNotFoundError:
        yield note("Python", f"{platform.python_version()}; Pitboard runs without being installed", _INSTALL)
        return
    yield python_version(platform.python_version(), metadata["Requires-Python"] or ">=3.11")
    found = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        wanted = ".".join(map(str, _OLDEST_SQLITE))
        yield fault("SQLite", f"{found} is too old", f"use a Python that comes with SQLite {wanted} or newer")
    else:
        yield ok("SQLite", found)
    required = [Requirement(line) for line in importlib.metadata.requires(_PROGRAM) or []]
    needed = [line for line in required if line.marker is None or line.marker.evaluate({"extra": ""})]
    there = {line: _installed(line.name) for line in needed}
    wrong = list(package_faults(there))
    yield from wrong
    if not wrong:
        listed = ", ".join(sorted(f"{line.name} {version}" for line, version in there.items()))
        yield ok("packages", f"of the versions that Pitboard asks for: {listed}")


def python_version(found: str, asked: str) -> Finding:
    """Python's version against what Pitboard asks for, such as ">=3.11"."""
    if not SpecifierSet(asked).contains(found, prereleases=True):
        return fault("Python", f"{found}, and Pitboard needs {asked}", "use another Python")
    return ok("Python", found)


def package_faults(found: dict[Requirement, str | None]) -> Iterator[Finding]:
    """A fault for each package that is missing (None) or of a version that is not asked for."""
    for requirement, version in found.items():
        asked = str(requirement.specifier)
        if version is None:
            yield fault(requirement.name, f"missing, and Pitboard needs {asked}", _INSTALL)
        elif not requirement.specifier.contains(Version(version), prereleases=True):
            yield fault(requirement.name, f"{version}, and Pitboard needs {asked}", _INSTALL)


def _installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def state_folder(settings: Settings) -> Iterator[Finding]:
    """Whether what has to be kept can be kept."""
    folder = settings.state_dir
    there = next(part for part in (folder, *folder.parents) if part.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        remedy = "let the user who runs Pitboard write there, or name another folder in PITBOARD_STATE_DIR"
        yield fault("state folder", f"{there} cannot be written ({error.strerror})", remedy)
        return
    free = shutil.disk_usage(there).free >> 20
    if free < _LEAST_FREE_MIB:
        yield fault("state folder", f"{folder} has only {free} MiB left", "make room on that disk")
        return
    yield ok("state folder", f"{folder} can be written" if folder.exists() else f"{folder} will be made")


def databases(settings: Settings) -> Iterator[Finding]:
    """What state season.db and state.db are in. Neither needs to be there before the first start."""
    path = settings.season_db
    if not path.exists():
        yield ok("season.db", "not built yet; the next start does")
    elif (seasons := held_seasons(path, settings.data_dirs)) is None:
        yield note("season.db", "not of this text and this version; the next start builds it anew")
    else:
        yield ok("season.db", f"built from this text: {season_runs(seasons)}")
    path = settings.state_db
    if not path.exists():
        yield ok("state.db", "nobody has left anything behind yet")
        return
    try:
        head = examine_copy(path)
    except NewerState as error:
        yield fault("state.db", str(error), "update Pitboard")
    except BackupError as error:
        yield fault("state.db", str(error), "stop Pitboard and put a copy back: pitboard restore FILE --force")
    else:
        behind = newest_migration() - head
        said = f"sound, at migration {head}"
        yield ok("state.db", said) if not behind else note("state.db", f"{said}; the next start does {behind} more")


def token_shape(settings: Settings) -> Finding:
    """Whether the token looks like one. No part of it is said."""
    if settings.discord_token is None:
        return note("token", "none is set, so there is only the try-out page", f"for Discord, {_COPY_AGAIN}")
    token = settings.discord_token.get_secret_value()
    match = _TOKEN.fullmatch(token)
    if match is not None and _is_number(match[1]):
        return ok("token", "looks like a bot's token")
    looks = "like an application's number" if token.isdecimal() else "like no bot's token"
    if re.fullmatch(r"[0-9a-f]{64}", token):
        looks = "like an application's public key"
    elif re.fullmatch(r"[\w-]{32}", token):
        looks = "like a client secret"
    return fault("token", f"looks {looks}", f"{_COPY_AGAIN}; it has three parts with dots between")


def secret_file(path: Path) -> Iterator[Finding]:
    """Whether others on this machine can read the file that holds the token."""
    if os.name == "nt" or not path.is_file() or "DISCORD_TOKEN=" not in path.read_text("utf-8", "replace"):
        return
    if path.stat().st_mode & 0o077:
        yield note(str(path), "others on this machine may read the token in it", f"chmod 600 {path}")


def _is_number(part: str) -> bool:
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).isdigit()
    except (binascii.Error, ValueError):
        return False
