"""What can go wrong on purpose, and the sentence for each.

    PitboardError
    ├── UserError           the asker can mend it: its sentence is shown to the asker alone
    │   ├── NoSuchThing     nothing of that name is held: names what there is
    │   ├── SeveralMatches  two or more things match equally well: offers them
    │   ├── NotHeld         the thing exists, the fact asked for is not in the sources
    │   ├── Cancelled       the round was cancelled: says why
    │   ├── ToCome          the round was not raced yet when the data was written: says when it is
    │   ├── BadCommand      a typed command line cannot be read (terminal, old buttons)
    │   ├── Outdated        a button or form from another version of the bot
    │   ├── NotAllowed      the asker, or Pitboard, lacks a permission there: names it
    │   ├── TooFast         the asker asked for more costly answers than one person gets in a minute
    │   ├── SeasonsUnreadable  season.db was damaged while it was open: it is being made anew
    │   └── StateUnavailable  nothing can be kept now: state.db is locked, full or read-only
    ├── DataError           a season folder is wrong: the build stops and names every fault
    │   └── SeasonClash     two folders claim one season
    ├── CannotBuild         season.db cannot be written where it is kept: the disk is full, or the folder read-only
    ├── ImportRefused       what was given to an import cannot be used: nothing is written
    ├── NewerState          state.db was written by a newer Pitboard: it does not start
    ├── BackupError         state.db cannot be copied there, or that copy cannot take its place
    ├── CannotServe         /healthz and /metrics cannot be served where settings say: the port is taken
    ├── SettingsError       the environment or .env holds something that cannot be used
    └── TryoutError         the try-out page cannot be shown

Everything else is a bug, stays a bare exception, is logged with its traceback and reaches the user as
one sentence with a reference.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

# A refusal is one sentence on a phone: what people typed is quoted no longer than this.
QUOTE_LENGTH = 60


class PitboardError(Exception):
    """The root of every error that Pitboard raises on purpose."""


class Suggestion(Struct, frozen=True):
    """One thing the asker may have meant: a button's label and the command that it runs.

    `options` are (option name, value) pairs as typed after the command's name.
    """

    label: str
    command: str
    options: tuple[tuple[str, str], ...]


class UserError(PitboardError):
    """Something the asker can mend. `sentence` is complete, escaped for Discord, and safe to show."""

    def __init__(self, sentence: str, *, suggestions: Sequence[Suggestion] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.suggestions = tuple(suggestions)


class NoSuchThing(UserError):
    """A name that matches nothing held. `text` is what was typed, where the owner may want to know it."""

    def __init__(self, sentence: str, *, suggestions: Sequence[Suggestion] = (), text: str = "") -> None:
        super().__init__(sentence, suggestions=suggestions)
        self.text = text


class SeveralMatches(UserError):
    """A name that matches several things equally well: they are offered, never chosen between."""


class NotHeld(UserError):
    """A question whose answer is in none of the sources."""


class Cancelled(UserError):
    """A question about the race of a round that was cancelled."""


class ToCome(UserError):
    """A question about the race of a round that was still to come when the data was written."""


class BadCommand(UserError):
    """A command line typed in a terminal, or an old button's, that cannot be read."""


class Outdated(UserError):
    """A button, select or form that this version of the bot did not make."""


class NotAllowed(UserError):
    """Something that needs a permission which is lacking."""


class TooFast(UserError):
    """More costly answers than one person gets in a minute. `seconds` is how long to wait for the next."""

    def __init__(self, seconds: int) -> None:
        wait = "a second" if seconds <= 1 else f"{seconds} seconds"
        super().__init__(f"That was a lot at once: please wait {wait} before you ask that again. Look-ups go on.")
        self.seconds = seconds


class SeasonsUnreadable(UserError):
    """season.db was damaged, or written by somebody, while it was open."""

    def __init__(self) -> None:
        super().__init__("Pitboard cannot read its seasons at the moment. Please ask again in a minute.")


class StateUnavailable(UserError):
    """What people leave behind can be neither kept nor looked up now; questions about seasons are still answered."""

    def __init__(self) -> None:
        super().__init__(
            "Pitboard cannot keep or look up anything of yours at the moment, so nothing was changed. "
            "Questions are still answered; please try this again later."
        )


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in one file of a season folder.

    `line` counts from 1; 0 where the whole file or folder is meant. `where` names the field.
    """

    file: Path
    line: int
    where: str = field(compare=False)
    problem: str = field(compare=False)
    remedy: str = field(compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        where = f"{self.where}: " if self.where else ""
        return f"{place}: {where}{self.problem}; {self.remedy}"


class DataError(PitboardError):
    """One or more season folders are wrong. `faults` holds all of them, in order of file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type["DataError"], tuple[tuple[Fault, ...]]]:
        """Pickled by its faults: a season may be read by another process."""
        return type(self), (self.faults,)


class SeasonClash(DataError):
    """Two folders claim the same season."""


class CannotBuild(PitboardError):
    """season.db cannot be written where it is kept. `reason` is the system's or SQLite's own."""

    def __init__(self, target: Path, reason: str) -> None:
        super().__init__(
            f"{target} cannot be made ({reason}): make room on that disk and let the user who runs Pitboard write "
            "there, or name another folder in PITBOARD_STATE_DIR."
        )


class ImportRefused(PitboardError):
    """What was given to an import cannot be used. Its text is one sentence that names what there is."""


class NewerState(PitboardError):
    """state.db holds migrations that this version of Pitboard does not know."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"{path} was written by a newer Pitboard (its migration {found}; this version knows {known}): update "
            "Pitboard, or name another folder in PITBOARD_STATE_DIR."
        )


class BackupError(PitboardError):
    """state.db cannot be copied, or a copy cannot take its place. Its text is one plain sentence."""


class CannotServe(PitboardError):
    """Health and numbers cannot be served where they are set to be. `reason` is the system's own."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"/healthz and /metrics cannot be served on {host} port {port} ({reason}): end whatever uses that port, or "
            "give another one in PITBOARD_HTTP_PORT, or an address of this machine in PITBOARD_HTTP_HOST."
        )


class SettingsError(PitboardError):
    """The environment or `.env` holds something that cannot be used. Its text is plain, and holds no secret."""


class TryoutError(PitboardError):
    """The try-out page cannot be shown. Its text is one plain sentence that says what to do."""
