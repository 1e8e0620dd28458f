"""What a reading may ask: each kind of question with the words it needs, those it may have, and the call it makes.

A reading fits where it has every feature that is needed, no feature beyond those allowed, and names of just the
kinds and numbers given. So a word that a question has and its meaning has no place for makes it fit nothing.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from msgspec import Struct

from bot.answers import wins
from bot.answers.answer import Answer
from bot.answers.asked.subject import Subject, SubjectKind
from bot.archive import Span
from bot.ask.reading import Reading

SUBJECTS: Final = ("driver", "team", "car", "manufacturer", "chassis")
PLAYERS: Final = ("driver", "team", "car")
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "subject": SUBJECTS,
    "player": PLAYERS,
    "runner": ("team", "car"),
    "somewhere": ("area", "spot"),
    "ride": ("team", "car", "manufacturer", "chassis"),
    "make": ("manufacturer", "chassis"),
    "maker": ("team", "manufacturer", "chassis"),
    "named": (*SUBJECTS, "round", "class"),
    "career": ("person", "outfit"),
}

Range = tuple[int, int]
ONE: Final[Range] = (1, 1)
TWO: Final[Range] = (2, 2)
MAYBE: Final[Range] = (0, 1)


class Call(Struct, frozen=True):
    """One call of an answer function: what a question comes down to. `span`: the seasons that it counts, None where it
    is about one.
    """

    function: Callable[..., Awaitable[Answer]]
    arguments: tuple[Any, ...] = ()
    keywords: tuple[tuple[str, Any], ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """One kind of question. `any_of`: at least one of these features; empty: none is needed."""

    call: Callable[[Reading], Call | None]
    need: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    names: Mapping[str, Range] = field(default_factory=dict)

    def fits(self, reading: Reading) -> bool:
        """Whether every word of the reading has its place here."""
        features = reading.features
        if not self.need <= features or not features <= self.need | self.may | self.any_of:
            return False
        if self.any_of and not self.any_of & features:
            return False
        left = [kind for kind in reading.kinds() if kind not in {"season", "series"}]
        for group, (least, most) in self.names.items():
            kinds = _GROUPS.get(group, (group,))
            count = sum(kind in kinds for kind in left)
            if not least <= count <= most:
                return False
            left = [kind for kind in left if kind not in kinds]
        return not left


def _words(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def subjects(reading: Reading) -> tuple[Subject, ...]:
    """Whom or what a question is about, in its order."""
    return tuple(Subject(cast(SubjectKind, name.kind), name.value) for name in reading.names if name.kind in SUBJECTS)


def subject(reading: Reading) -> Subject:
    """Whom or what a question is about; the first of several."""
    return subjects(reading)[0]


def whose(reading: Reading) -> Subject | None:
    """Whom or what a question is about, where it names anybody or anything; the first of several."""
    named = subjects(reading)
    return named[0] if named else None


def one(reading: Reading, kind: str) -> str | None:
    """The first name of a kind, None where there is none."""
    found = reading.of(kind)
    return found[0] if found else None


def place(reading: Reading) -> int:
    """The place that is asked for, from 1."""
    return int(reading.of("place")[0])


def championship_kind(reading: Reading) -> str | None:
    """Whose championship is asked for."""
    kinds = {"team": "teams", "driver": "drivers", "crew": "drivers", "make": "manufacturers", "tyre": "tyres"}
    asked = {kinds[feature] for feature in reading.features if feature in kinds}
    return asked.pop() if len(asked) == 1 else None


def winner_kind(reading: Reading) -> wins.By | None:
    """By whom or by what wins are to be counted; None where that is left open."""
    for feature, by in (
        ("driver", "driver"),
        ("team", "team"),
        ("car", "car"),
        ("chassis", "chassis"),
        ("number", "car"),
    ):
        if feature in reading.features:
            return cast(wins.By, by)
    return None


def call(function: Callable[..., Awaitable[Answer]], *arguments: Any, **keywords: Any) -> Call:
    """A call with its arguments: two of the same function and arguments are equal."""
    return Call(function, arguments, tuple(sorted(keywords.items())))


def intent(
    call: Callable[[Reading], Call | None],
    *,
    need: str = "",
    may: str = "",
    any_of: str = "",
    **names: Range,
) -> Intent:
    """A kind of question. Features are separated by commas; names by kind or group, with a trailing underscore where
    Python keeps the word.
    """
    kinds = {name.rstrip("_"): numbers for name, numbers in names.items()}
    return Intent(call, _words(need), _words(may), _words(any_of), kinds)
