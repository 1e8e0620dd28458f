"""How things are said: names, places, dates, lists. Text from data is escaped here and nowhere else."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache

import discord

from bot.errors import QUOTE_LENGTH
from bot.months import MONTHS
from bot.queries.results import UNKNOWN, Entry
from bot.queries.rounds import Round

# Discord shows no more than this many characters of a code block on a phone in one line.
TABLE_WIDTH = 34
# As many as the try-out page shows at a phone's 390 pixels: a column of numbers must not end beyond.
NARROW_WIDTH = 31

STAR = "\\*"
"""The mark of a derived value in Markdown; in a code block it is a bare star."""

# Marks of Discord's Markdown anywhere; every tag begins with “<”, and “://” makes a link.
_MARKS = re.compile(r"[\\*_~|`<\[\]]|:(?=//)")
# Those, and what else a heading may not hold as it is: mentions, and a quote's mark at its beginning.
_MARKS_IN_HEADINGS = re.compile(rf"{_MARKS.pattern}|@|^\s*>")
# Those of headings, quotes and lists.
_LINE_MARKS = re.compile(r"^(\s*)([#>-])", re.MULTILINE)
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
COUNTRIES = {
    "ARE": "United Arab Emirates",
    "ARG": "Argentina",
    "AUS": "Australia",
    "AUT": "Austria",
    "AZE": "Azerbaijan",
    "BEL": "Belgium",
    "BHR": "Bahrain",
    "BRA": "Brazil",
    "CAN": "Canada",
    "CHE": "Switzerland",
    "CHL": "Chile",
    "CHN": "China",
    "COL": "Colombia",
    "CZE": "Czech Republic",
    "DEU": "Germany",
    "DNK": "Denmark",
    "ESP": "Spain",
    "FIN": "Finland",
    "FRA": "France",
    "GBR": "United Kingdom",
    "HKG": "Hong Kong",
    "HUN": "Hungary",
    "IDN": "Indonesia",
    "IND": "India",
    "IRL": "Ireland",
    "ITA": "Italy",
    "JPN": "Japan",
    "KOR": "South Korea",
    "LIE": "Liechtenstein",
    "MAR": "Morocco",
    "MCO": "Monaco",
    "MEX": "Mexico",
    "MYS": "Malaysia",
    "NLD": "Netherlands",
    "NZL": "New Zealand",
    "POL": "Poland",
    "PRT": "Portugal",
    "QAT": "Qatar",
    "RUS": "Russia",
    "SAU": "Saudi Arabia",
    "SGP": "Singapore",
    "SWE": "Sweden",
    "THA": "Thailand",
    "TUR": "Turkey",
    "URY": "Uruguay",
    "USA": "United States",
    "VEN": "Venezuela",
    "ZAF": "South Africa",
    "ZWE": "Zimbabwe",
}
"""Names of the ISO 3166 alpha-3 codes in use; a code without a name here is shown as it is."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Text from data or people, safe inside Markdown: shown as it is, no tag, no mention, no link."""
    # discord.py's own function leaves everything inside “[…](…)” as it is.
    return discord.utils.escape_mentions(_LINE_MARKS.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", text)))


@lru_cache(maxsize=1024)
def heading_text(text: str, limit: int) -> str:
    """A title or the name of a field as Discord's apps take it, no longer than `limit`; the end gives way to that.

    They draw bold, code, tags and links there as in a message, and quotes, but neither headings nor lists: a car's
    number needs no mark before it.
    """
    if len(text) <= limit and _MARKS_IN_HEADINGS.search(text) is None:
        return text  # nearly all are
    shown = _in_heading(text)
    kept = limit - 1
    while len(shown) > limit:
        shown = f"{_in_heading(text[:kept])}…"
        kept -= max(len(shown) - limit, 1)
    return shown


def _in_heading(text: str) -> str:
    return discord.utils.escape_mentions(re.sub(r"^(\s*)>", r"\1\>", _MARKS.sub(r"\\\g<0>", text)))


def cell(text: str) -> str:
    """Text from data, safe inside a code block."""
    return text.replace("`", "'")


def quoted(text: str) -> str:
    """What somebody typed, short, visible and harmless, in quotation marks."""
    seen = re.sub(r"\s+", " ", text)
    seen = "".join(character for character in seen if unicodedata.category(character) not in _INVISIBLE)
    seen = re.sub(r" +", " ", seen).strip()
    # At most two marks stacked on a letter: more only draw over the lines around it.
    seen = re.sub(r"([\u0300-\u036f]{2})[\u0300-\u036f]+", r"\1", seen)
    if len(seen) > QUOTE_LENGTH:
        seen = seen[: QUOTE_LENGTH - 1] + "…"
    return f"“{plain(seen)}”" if seen else "of that name"


def listed(names: Sequence[str], *, last: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def runs(numbers: Sequence[int]) -> str:
    """`1, 3 and 5 to 8`: three or more in a row are said as a run. `numbers` are in ascending order."""
    parts: list[str] = []
    start = 0
    for index in range(1, len(numbers) + 1):
        if index == len(numbers) or numbers[index] != numbers[index - 1] + 1:
            run = numbers[start:index]
            parts += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run]
            start = index
    return listed(parts)


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    return f"{number}{'th' if number % 100 in {11, 12, 13} else _SUFFIXES.get(number % 10, 'th')}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 win`, `5 wins`, `no wins`."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def race_date(day: date) -> str:
    """`24 August 2003`: plain text, because a date is not an instant."""
    return f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """`24 August`: where the year is known already."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def country(code: str) -> str:
    """A country's name."""
    return COUNTRIES.get(code, code)


def lies_at(place: str, code: str) -> str:
    """Where a circuit lies, as far as it is known: place and country; empty where neither is."""
    return ", ".join([*([] if place == UNKNOWN else [plain(place)]), *([] if code == UNKNOWN else [country(code)])])


def nationality(code: str | None) -> str:
    """A nationality by its country's name; `?` and a blank are two different silences."""
    if code is None:
        return "not in my data"
    return "the sources do not say" if code == UNKNOWN else country(code)


def units(points: int, denominator: int) -> str:
    """Points in units as people write them: `20`, `4.5`."""
    if denominator == 1:
        return str(points)
    whole, rest = divmod(points, denominator)
    return f"{float(Fraction(points, denominator)):g}" if rest else str(whole)


def points_text(points: int, denominator: int) -> str:
    """`1 point`, `4.5 points`, from points in units."""
    said = units(points, denominator)
    return f"{said} point{'' if said == '1' else 's'}"


def the(name: str) -> str:
    """`the Road America 500`; a name that brings its own article needs none: `Le Grand Prix de Trois-Rivières`."""
    return (
        plain(name)
        if name.split(" ")[0] in {"The", "Le", "La", "Les", "Il", "Die", "Der", "Das"}
        else f"the {plain(name)}"
    )


def round_phrase(round_: Round) -> str:
    """`round 6, Road America`, or `round 3, the 1988 Monaco Grand Prix` where it has a short name of its own.

    A cancelled round by its name.
    """
    if round_.number is None:
        return the(round_.name)
    if round_.own_short is not None:
        return f"round {round_.number}, the {round_.date.year} {plain(round_.name)}"
    return f"round {round_.number}, {plain(round_.circuit_short)}"


def entry_round(entry: Entry) -> str:
    """`6 Road America`: an entry's round in a list."""
    return f"{entry.round_number or ''} {plain(entry.round_short or entry.circuit_short)}".strip()


def car_and_team(car: str, team: str | None) -> str:
    """`#31 Petersen/White Lightning`; what is not known is said to be."""
    number = f"#{plain(car)}" if car != UNKNOWN else "car number unknown,"
    name = plain(team) if team and team != UNKNOWN else "team unknown"
    return f"{number} {name}"


def crew_text(crew: Sequence[str]) -> str:
    """`Craig Stanton and Johnny Mowlem`, in listed order."""
    return listed([plain(name) for name in crew]) if crew else "crew unknown"


def crew_short(crew: Sequence[str]) -> str:
    """The crew in brackets after a car, nothing where it is not known."""
    return f" ({', '.join(plain(name) for name in crew)})" if crew else ""


def machine(entry: Entry) -> str:
    """`Audi R8, Audi 3.6L Turbo V8`, as far as known; empty where neither is."""
    known = [plain(part) for part in (entry.chassis, entry.engine) if part and part != UNKNOWN]
    return ", ".join(known)


def place_text(entry: Entry, *, one_class: bool = False) -> str:
    """`1st in GT, 9th overall`, `1st` in a season of one class, or what became of the car."""
    if one_class:
        if entry.overall_position is not None:
            return ordinal(entry.overall_position)
        return ended(entry)
    if entry.class_position is None:
        status = "result unknown" if entry.status == UNKNOWN else entry.status
        overall = f", {ordinal(entry.overall_position)} overall" if entry.overall_position else ""
        return status if entry.status != "classified" else f"classified, class place unknown{overall}"
    derived = " (derived)" if entry.derivation else ""
    overall = f", {ordinal(entry.overall_position)} overall" if entry.overall_position else ""
    if entry.overall_winner and entry.overall_position is None:
        overall = ", 1st overall"
    return f"{ordinal(entry.class_position)} in {entry.class_}{derived}{overall}"


def ended(entry: Entry) -> str:
    """What became of a car without a place: `retired (engine)`, `did not start`."""
    if entry.status in {UNKNOWN, "classified"}:
        return "place unknown"
    return f"{entry.status} ({reason_text(entry.reason)})" if entry.reason else entry.status


def reason_text(reason: str) -> str:
    """A reason inside a sentence: `engine`; an abbreviation keeps its capitals: `CV joint`."""
    return plain(reason[0].lower() + reason[1:] if reason[1:2].islower() else reason)


def table(rows: Iterable[Sequence[str]], align: str) -> list[str]:
    """Rows as the lines of a code block. `align` has a letter a column: `<` left, `>` right.

    Columns are as wide as their widest cell; what is too wide for a phone is the caller's to shorten.
    """
    columns = []
    for side, column in zip(align, zip(*rows, strict=True), strict=True):
        cells = [cell(text) for text in column]
        width = max(map(len, cells))
        columns.append([text.ljust(width) if side == "<" else text.rjust(width) for text in cells])
    return ["```", *(" ".join(row).rstrip() for row in zip(*columns, strict=True)), "```"]


def shortened(text: str, width: int) -> str:
    """A name within a table's column: whole words, then an ellipsis."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
