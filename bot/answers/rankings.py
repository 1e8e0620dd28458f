"""Who leads a series in something, and whether that can be told from what is known. Pure: rows in, a ranking out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.ranges import labels_text, titles_over
from bot.answers.words import counted, listed, plain
from bot.archive import Archive, Held
from bot.queries.records import Known, Tally, Title
from bot.queries.results import PODIUM

PLACES = {"wins in a row": 1, "podiums in a row": PODIUM}
SAID_FIRST = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of a list: who, what is compared (higher is better), how that is said, and when it was."""

    person: str
    value: int
    said: str
    when: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """A record of one series: best first, or `missing` says why nobody can be named.

    `remark` is what there is to add where something is missing that does not change who leads.
    """

    seasons: tuple[str, ...]
    marks: tuple[Mark, ...]
    missing: str = ""
    remark: str = ""


def missing_for(what: str, helds: Sequence[Held], known: Sequence[Known]) -> tuple[str, int]:
    """Why a record cannot be told, empty where it can; and of how many races nobody is known, where that is counted."""
    races = sum(season.races for season in known)
    if not races:
        return "no race has been held yet", 0
    if what in {"podiums", "starts", *PLACES}:
        partial = [held for held in helds if held.coverage.get("results") != "complete"]
        return (f"results are not complete {_in_seasons(partial, helds)}" if partial else ""), 0
    if what in {"poles", "fastest laps"}:
        have = sum(season.poles if what == "poles" else season.fastest_laps for season in known)
        one = "driver on pole" if what == "poles" else "driver of the fastest lap"
        return ("" if have else f"no {one} is known"), races - have
    partial = [held for held in helds if not held.wins_complete]
    if partial:
        return f"winners are not complete {_in_seasons(partial, helds)}", 0
    return "", sum(season.unknown_crews for season in known)


def _in_seasons(partial: Sequence[Held], helds: Sequence[Held]) -> str:
    if len(partial) == len(helds):
        return "in my data"
    labels = [plain(held.row.label) for held in partial]
    return f"for {listed(labels) if len(labels) <= SAID_FIRST else f'{len(labels)} of {len(helds)} seasons'}"


def of_tallies(
    archive: Archive, what: str, seasons: tuple[str, ...], tallies: Sequence[Tally], unknown: int
) -> Ranking:
    if not tallies:
        return Ranking(seasons, (), "nobody is known")
    second = tallies[1].count if len(tallies) > 1 else 0
    noun = {"poles": "the driver on pole", "fastest laps": "who drove the fastest lap"}.get(what, "the crew that won")
    if unknown and tallies[0].count - second <= unknown:
        return Ranking(seasons, (), f"{noun} is not known for {counted(unknown, 'race')}, which could change who leads")
    marks = []
    for tally in tallies:
        first, last = (plain(archive.seasons[key].row.label) for key in (tally.first, tally.last))
        marks.append(Mark(tally.person, tally.count, str(tally.count), first if first == last else f"{first}–{last}"))
    remark = f"For {counted(unknown, 'race')} {noun} is not known; that cannot change who leads." if unknown else ""
    return Ranking(seasons, tuple(marks), remark=remark)


def of_titles(archive: Archive, what: str, seasons: tuple[str, ...], titles: Sequence[Title]) -> Ranking:
    """Titles of the drivers' championships of seasons that are over; each must have its champion."""
    wanted = titles_over(archive, seasons, "drivers")
    have = {(title.season, title.championship) for title in titles}
    if not wanted:
        return Ranking(seasons, (), "no drivers' championship of a season that is over is in my data")
    if open_titles := wanted - have:
        return Ranking(seasons, (), f"the drivers' champion is not known for {counted(len(open_titles), 'title')}")
    if what != "titles":
        ages = [(str(t.key), t.born, t.ended, f"{plain(archive.seasons[t.season].row.label)} season") for t in titles]
        return by_age(seasons, what, ages, "champion")
    won: dict[str, list[str]] = {}
    for title in titles:
        won.setdefault(str(title.key), []).append(plain(archive.seasons[title.season].row.label))
    marks = [Mark(person, len(labels), str(len(labels)), labels_text(labels[::-1])) for person, labels in won.items()]
    return Ranking(seasons, tuple(sorted(marks, key=lambda mark: -mark.value)))


def by_age(
    seasons: tuple[str, ...], what: str, found: Sequence[tuple[str, date | None, date, str]], noun: str
) -> Ranking:
    """Each person once, at the youngest or oldest. `found` are (person, born, day, where) by date."""
    people = {person for person, *_ in found}
    nameless = {person for person, born, *_ in found if born is None}
    if nameless:
        many = counted(len(people), noun)
        if len(nameless) == len(people):
            return Ranking(seasons, (), f"no date of birth of its {many} is in my data")
        return Ranking(seasons, (), f"the date of birth of {len(nameless)} of {many} is not in my data")
    young = what.startswith("youngest")
    marks: dict[str, Mark] = {}
    for person, born, day, where in found:
        if born is None:
            continue
        days = (day - born).days
        mark = Mark(person, -days if young else days, age_text(born, day), where)
        if person not in marks or mark.value > marks[person].value:
            marks[person] = mark
    return Ranking(seasons, tuple(sorted(marks.values(), key=lambda mark: -mark.value)))


def age_text(born: date, day: date) -> str:
    """`18 years and 228 days`: full years, and days since the last birthday."""
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    # Who is born on 29 February has a birthday on 1 March where there is none.
    leap = (born.month, born.day) == (2, 29)
    last = date(born.year + age, 3, 1) if leap and not _leap(born.year + age) else born.replace(year=born.year + age)
    return f"{age} years and {counted((day - last).days, 'day')}"


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
