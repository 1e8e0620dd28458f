"""Files that the owner writes for an import, read strictly: what is wrong in one is said, and nothing is imported."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from bot.errors import Fault, ImportRefused
from bot.importers.archive import bounded_file
from bot.importers.job import Job
from bot.importers.tables import decoded
from bot.season.explain import explain
from bot.season.locate import TomlLines
from bot.season.model.values import Key, Line, Text
from bot.season.statuses import Status

DECISIONS_FILE = "decisions.toml"
_SAID = 5
"""Complaints about one file that are said at once."""

T = TypeVar("T", bound=Text)


class Decisions(Text):
    """`decisions.toml`: what a person decided, so that the next import asks no more.

    `people`: a name as the source writes it, and the name that it is (the same one: somebody else than it was
    taken for). `statuses` are the source's words, `tyres` its abbreviations, `files` the code of the round by the
    file's name.
    """

    people: dict[Line, Line] = Field(default_factory=dict)
    statuses: dict[Line, Status] = Field(default_factory=dict)
    tyres: dict[Line, Line] = Field(default_factory=dict)
    files: dict[Line, Key] = Field(default_factory=dict)


def decisions_of(job: Job, *folders: Path) -> Decisions:
    """Those of the file that the import was given, else of the first one in these folders; none where there is none.

    Raises: ImportRefused where the file cannot be used.
    """
    given = job.files.get("decisions")
    if given is not None:
        return read_plan(given, Decisions)
    found = [folder / DECISIONS_FILE for folder in folders if (folder / DECISIONS_FILE).is_file()]
    return read_plan(found[0], Decisions) if found else Decisions()


def read_plan(path: Path, model: type[T]) -> T:
    """A TOML file that the owner wrote. Raises: ImportRefused naming the first few things that are wrong."""
    return checked_plan(raw_plan(path), path, model)


def raw_plan(path: Path) -> dict[str, object]:
    """The same, not checked yet. Raises: ImportRefused where it is not TOML."""
    try:
        return tomllib.loads(decoded(bounded_file(path), path.name), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise ImportRefused(f"{path} is not TOML: {error}.") from None


def checked_plan(raw: dict[str, object], path: Path, model: type[T]) -> T:
    """What a TOML file says, as `model`. Raises: ImportRefused naming the first few things that are wrong."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        problems = explain(error)
        lines = TomlLines(decoded(bounded_file(path), path.name).split("\n"))
        said = [
            str(Fault(path, lines.line_of(found.path), found.where, found.problem, found.remedy))
            for found in problems[:_SAID]
        ]
        more = [f"… and {len(problems) - _SAID} more"] if len(problems) > _SAID else []
        raise ImportRefused("\n".join([f"{path} cannot be used:", *said, *more])) from None
