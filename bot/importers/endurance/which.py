"""Which round a results file is of, and whether it is the result at all: by date and circuit, never by number.

The timing service puts neither into the file, but its folders are called by both. A snapshot that was taken while the
race ran looks like a result and is none.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePath

from bot.errors import ImportRefused
from bot.importers.endurance.rows import Results
from bot.importers.keys import folded, plain_words
from bot.importers.times import milliseconds
from bot.season.model.calendar import Round
from bot.season.model.file import SeasonFile

_DATE = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:\d{4}(?:\d\d)?)?(?!\d)")
_SNAPSHOT_HOUR = re.compile(r"(?<![a-z0-9])(?:hour|hr)[\s_-]*(\d{1,2})(?!\d)", re.IGNORECASE)
_OTHER_SESSION = re.compile(
    r"(?<![a-z])(practice|qualifying|quali|hyperpole|warm[\s_-]?up|free|test|grid)(?![a-z])", re.IGNORECASE
)
_NOT_FINAL = re.compile(r"(?<![a-z])(unofficial|provisional|preliminary)(?![a-z])", re.IGNORECASE)
_OFFICIAL = re.compile(r"(?<![a-z])(official|final)(?![a-z])", re.IGNORECASE)
_HOURS_LONG = re.compile(r"(\d{1,3})\s*(?:hours?|h)(?:\s*(?:and\s*)?(\d{1,2})\s*min\w*)?", re.IGNORECASE)
_MINUTES_LONG = re.compile(r"(\d{1,4})\s*min\w*", re.IGNORECASE)
_LAPS_LONG = re.compile(r"(\d{1,4})\s*laps?", re.IGNORECASE)
_SHORT = 0.95
"""A result whose winner drove less than this share of the race's time or laps was taken before its end."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How final a file calls itself, in words for its source's note."""

    words: str
    final: bool

    def but(self, why: str) -> "Standing":
        """The same, with what speaks against its being the result; never final."""
        return replace(self, words=f"It {why}.", final=False)


def finality(path: PurePath) -> Standing:
    """What a file's name says of how final it is: unofficial is not official."""
    if match := _NOT_FINAL.search(path.name):
        return Standing(f"{match[1].capitalize()} results, as the file is called.", final=False)
    if _OFFICIAL.search(path.name):
        return Standing("Official results, as the file is called.", final=True)
    return Standing("The file does not say whether the results are official.", final=True)


def round_of(path: PurePath, file: SeasonFile, decided: Mapping[str, str]) -> Round:
    """The round that a file belongs to: as decided by its name, else by the date and circuit in its path.

    Raises: ImportRefused where that is no round, or not one alone.
    """
    rounds = [round_ for round_ in file.rounds if round_.cancelled is None]
    if path.name in decided:
        found = [round_ for round_ in rounds if round_.code == decided[path.name]]
        if not found:
            codes = ", ".join(round_.code for round_ in rounds)
            raise ImportRefused(f"{path.name} is decided to be of {decided[path.name]!r}; rounds are: {codes}.")
        return found[0]
    dates = set(_dates(path))
    by_date = [round_ for round_ in rounds if dates & {round_.date, round_.date - timedelta(days=1)}]
    named = {round_.code: _length_of_name(path, round_, file) for round_ in rounds}
    longest = max(named.values(), default=0)
    by_name = [round_ for round_ in rounds if longest and named[round_.code] == longest]
    found = [round_ for round_ in by_date if named[round_.code]] or by_date if dates else by_name
    if dates and len(found) == 1 and by_name and not named[found[0].code]:
        raise ImportRefused(
            f"{path.name} has the date of {found[0].name} and the name of {by_name[0].name}: "
            f"say which it is. {_answer(path)}"
        )
    if len(found) == 1:
        return found[0]
    those = ", ".join(round_.code for round_ in found or rounds)
    why = "may be of any of these rounds" if found else "names neither the date nor the circuit of a round; there are"
    raise ImportRefused(f"{path.name} {why}: {those}. {_answer(path)}")


def _answer(path: PurePath) -> str:
    return f'Answer in decisions.toml, under [files]: "{path.name}" = "<code of the round>".'


def _dates(path: PurePath) -> Iterator[date]:
    # The nearest folder counts: a season's folder may have the date of its upload.
    for part in (path.name, *reversed(path.parent.parts[-3:])):
        found = list(_DATE.finditer(part))
        for match in found:
            try:
                yield date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
        if found:
            return


def _length_of_name(path: PurePath, round_: Round, file: SeasonFile) -> int:
    """How much of the path's words a name of the round or of its circuit is; 0 where none stands there whole."""
    circuit = next((item for item in file.circuits if item.code == round_.circuit), None)
    names = [round_.code, round_.name, *round_.aliases]
    if round_.full_name:
        names.append(round_.full_name.value)
    if circuit:
        names += [circuit.name, circuit.short or "", *circuit.aliases]
    best = 0
    for part in (path.stem, *path.parent.parts[-3:]):
        words = plain_words(part)
        for name in names:
            wanted = plain_words(name)
            within = any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))
            if wanted and within:
                best = max(best, len(folded(name)))
    return best


def why_not(path: PurePath, results: Results, round_: Round) -> str:
    """Why a file is not the result of its round's race, as a clause; empty where nothing speaks against it."""
    if match := _OTHER_SESSION.search(path.stem):
        return f"is called {match[1]!r}, so it is not of the race"
    length = round_.length.value if round_.length else ""
    hours = _hours(length)
    if match := _SNAPSHOT_HOUR.search(path.stem):
        hour = int(match[1])
        if hours is None:
            said = "add the round's length to the season file to tell whether that is the end"
            return f"is called by hour {hour}: {said}"
        if hour < hours:
            return f"is a snapshot after hour {hour} of a race of {length}"
    winner = min((car for car in results.cars if car.position), key=lambda car: car.position or 0, default=None)
    if winner is None:
        return "has no classified car"
    if hours is not None and winner.time and milliseconds(winner.time) < hours * 3_600_000 * _SHORT:
        return f"has a winner's time of {winner.time} in a race of {length}: it was taken before the end"
    laps = round_.laps.value if round_.laps and isinstance(round_.laps.value, int) else _laps(length)
    if laps and results.laps < laps * _SHORT:
        return f"has {results.laps} laps of a race of {laps}: it was taken before the end"
    return ""


def _hours(length: str) -> float | None:
    if match := _HOURS_LONG.match(length):
        return int(match[1]) + int(match[2] or 0) / 60
    match = _MINUTES_LONG.match(length)
    return int(match[1]) / 60 if match else None


def _laps(length: str) -> int | None:
    match = _LAPS_LONG.match(length)
    return int(match[1]) if match else None
