"""What an import is asked to do, and what it has to say: the shapes that every importer shares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Called as progress(what, done, of)."""


def no_progress(what: str, done: int, of: int) -> None:
    """Shows nothing."""


@dataclass(frozen=True, slots=True)
class Job:
    """One import. `paths` are what was given to read, `into` the data folder that the seasons go to.

    `files` are further files that an importer asks for, by the option's name: a column map, decisions.
    `force` takes what looks wrong all the same, and writes over edits. `staging` is an empty folder on the same
    disk as `into`, in which the importer leaves one folder a season.
    """

    paths: Sequence[Path]
    into: Path
    staging: Path
    files: Mapping[str, Path] = field(default_factory=dict)
    force: bool = False
    progress: Progress = no_progress


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something that a person should know: where (a file, with its line where that is known) and what."""

    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text


@dataclass(frozen=True, slots=True)
class Preview:
    """How the first rows of a table are read: shown before anything is written."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an importer made. `counts` say what was read, in order; `not_understood` are rows that were left out.

    `questions` are matches that a person has to decide; until then the season says `?` or keeps the names apart.
    `previews` are for a dry run.
    """

    counts: Mapping[str, int]
    not_understood: tuple[Remark, ...] = ()
    questions: tuple[Remark, ...] = ()
    previews: tuple[Preview, ...] = ()


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of source. `run` reads the job's paths and stages seasons.

    `needs` are the options that it cannot do without, `takes` those that it can.
    Raises of `run`: ImportRefused with one sentence where the source as a whole cannot be used.
    """

    name: str
    about: str
    run: Callable[[Job], Outcome]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
