"""One thing that was looked at: one line, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`note`: worth knowing, and the bot runs. `fault`: it does not, or not as it should.

    `remedy` is empty where there is nothing to do.
    """

    state: State
    subject: str
    said: str
    remedy: str = ""


def ok(subject: str, said: str) -> Finding:
    """Nothing to do."""
    return Finding("ok", subject, said)


def note(subject: str, said: str, remedy: str = "") -> Finding:
    """Worth knowing."""
    return Finding("note", subject, said, remedy)


def fault(subject: str, said: str, remedy: str) -> Finding:
    """Something to mend."""
    return Finding("fault", subject, said, remedy)
