"""Records: who has the most, the longest run, and who was youngest; series by series, and only where it can be proved.

A count is refused where what is missing could change who leads; the answer says what is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.answer import Answer, Link, Part, compose, link
from bot.answers.people import career_link, career_name
from bot.answers.ranges import by_series, cited, labels_text, range_text, series_name, span_text, the_series, wins_word
from bot.answers.words import counted, listed, plain, race_date
from bot.archive import Archive, Held, Scope
from bot.errors import NotHeld
from bot.queries import records as queries
from bot.queries.records import Known, Tally, Title

RECORDS: Mapping[str, tuple[str, ...]] = {
    "wins": ("win", "most wins", "victories", "race wins"),
    "poles": ("pole", "pole positions", "most poles", "pole position"),
    "podiums": ("podium", "most podiums"),
    "fastest laps": ("fastest lap", "laps", "most fastest laps"),
    "starts": ("start", "races", "most starts", "most races"),
    "titles": ("title", "championships", "championship", "most titles", "champion"),
    "wins in a row": ("streak", "winning streak", "consecutive wins", "run of wins"),
    "podiums in a row": ("podium streak", "consecutive podiums"),
    "wins in a season": ("most wins in a season", "season wins"),
    "youngest winner": ("youngest", "youngest race winner"),
    "oldest winner": ("oldest", "oldest race winner"),
    "youngest champion": ("youngest world champion",),
    "oldest champion": ("oldest world champion",),
}
"""What records there are, with the other words for each, folded."""

_TOP = 10
_MOST_SHOWN = 25
_PLACES = {"wins in a row": 1, "podiums in a row": 3}
_SAID_FIRST = 3


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


async def record(scope: Scope, what: str) -> Answer:
    """Who holds a record, series by series.

    Raises: NotHeld where no series has what is needed; the sentence says what is missing.
    """
    rankings = [await _ranking(scope, what, series, tuple(keys)) for series, keys in by_series(scope).items()]
    known = [ranking for ranking in rankings if ranking.marks]
    if not known:
        raise NotHeld(" ".join(_refusal(scope.archive, what, ranking) for ranking in rankings[:_SAID_FIRST]))
    said = [_sentence(scope, what, ranking) for ranking in known[:_SAID_FIRST]]
    parts = []
    for ranking in rankings:
        heading = scope.archive.seasons[ranking.seasons[-1]].row.series_name
        lines = _lines(scope, ranking) or [_refusal(scope.archive, what, ranking)]
        parts.append(Part(f"{heading}, {span_text(scope.archive, ranking.seasons)}", tuple(lines)))
    return compose(
        scope,
        "\n".join(said),
        title=f"Record · {what}",
        parts=[*parts, Part("How this is counted", (_COUNTING[what],))],
        sources=await _sources(scope, what, [season for ranking in known for season in ranking.seasons]),
        links=_links(scope, what, known),
    )


async def _ranking(scope: Scope, what: str, series: str, seasons: tuple[str, ...]) -> Ranking:
    season = seasons[0] if len(scope.seasons) == 1 else None
    keys = {"season": season, "series": series}
    helds = [scope.archive.seasons[key] for key in seasons]
    connection = scope.connection
    known = await queries.known(connection, season=season, series=series)
    if what in {"youngest champion", "oldest champion", "titles"}:
        titles = await queries.titles(connection, "drivers", season=season, series=series)
        return _of_titles(scope.archive, what, seasons, titles)
    missing, unknown = _missing(what, helds, known)
    if missing:
        return Ranking(seasons, (), missing)
    if what in _PLACES:
        runs = await queries.runs(connection, _PLACES[what], season=season, series=series)
        marks = [
            Mark(run.person, run.count, str(run.count), f"{race_date(run.first)} to {race_date(run.last)}")
            for run in runs
        ]
        return Ranking(seasons, tuple(marks), "" if marks else "there were never two in a row")
    if what in {"youngest winner", "oldest winner"}:
        won = await queries.won_races(connection, season=season, series=series)
        ages = [
            (race.person, race.born, race.day, f"{race_date(race.day)}, {plain(race.circuit_short)}") for race in won
        ]
        return _by_age(seasons, what, ages, "winner")
    tallies = await queries.tallies(connection, _COUNTED[what], **keys)
    return _of_tallies(scope.archive, what, seasons, tallies, unknown)


_COUNTED = {
    "wins": queries.WINS,
    "poles": queries.POLES,
    "podiums": queries.PODIUMS,
    "fastest laps": queries.FASTEST_LAPS,
    "starts": queries.STARTS,
    "wins in a season": queries.WINS_IN_SEASON,
}


def _missing(what: str, helds: Sequence[Held], known: Sequence[Known]) -> tuple[str, int]:
    """Why a record cannot be told, empty where it can; and of how many races nobody is known, where that is counted."""
    races = sum(season.races for season in known)
    if not races:
        return "no race has been held yet", 0
    if what in {"podiums", "starts", *_PLACES}:
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
    return f"for {listed(labels) if len(labels) <= _SAID_FIRST else f'{len(labels)} of {len(helds)} seasons'}"


def _of_tallies(
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


def _of_titles(archive: Archive, what: str, seasons: tuple[str, ...], titles: Sequence[Title]) -> Ranking:
    """Titles of the drivers' championships of seasons that are over; each must have its champion."""
    over = [archive.seasons[key] for key in seasons if archive.seasons[key].over]
    wanted = {
        (held.row.season, title.championship)
        for held in over
        for title in held.championships
        if title.kind == "drivers"
    }
    have = {(title.season, title.championship) for title in titles}
    if not wanted:
        return Ranking(seasons, (), "no drivers' championship of a season that is over is in my data")
    if open_titles := wanted - have:
        return Ranking(seasons, (), f"the drivers' champion is not known for {counted(len(open_titles), 'title')}")
    if what != "titles":
        ages = [(str(t.key), t.born, t.ended, f"{plain(archive.seasons[t.season].row.label)} season") for t in titles]
        return _by_age(seasons, what, ages, "champion")
    won: dict[str, list[str]] = {}
    for title in titles:
        won.setdefault(str(title.key), []).append(plain(archive.seasons[title.season].row.label))
    marks = [Mark(person, len(labels), str(len(labels)), labels_text(labels[::-1])) for person, labels in won.items()]
    return Ranking(seasons, tuple(sorted(marks, key=lambda mark: -mark.value)))


def _by_age(
    seasons: tuple[str, ...], what: str, found: Sequence[tuple[str, date | None, date, str]], noun: str
) -> Ranking:
    """Each person once, at the youngest or oldest. `found` are (person, born, day, where) by date."""
    people = {person for person, *_ in found}
    nameless = {person for person, born, *_ in found if born is None}
    if nameless:
        many = counted(len(people), noun)
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


def _sentence(scope: Scope, what: str, ranking: Ranking) -> str:
    archive = scope.archive
    leaders = [mark for mark in ranking.marks if mark.value == ranking.marks[0].value]
    names = listed(
        [f"**{career_name(scope, 'person', person)}**" for person in dict.fromkeys(mark.person for mark in leaders)]
    )
    where = range_text(archive, ranking.seasons)
    best = leaders[0]
    one = len({mark.person for mark in leaders}) == 1
    if what.startswith(("youngest", "oldest")):
        return f"{names} {'is' if one else 'are'} the {what} {where}: {best.said} ({best.when})."
    word = wins_word(archive, ranking.seasons)
    noun = what.replace("wins", f"{word}s").replace("poles", "pole positions")
    each = "" if one else " each"
    if what in _PLACES:
        when = f" ({best.when})" if len(leaders) == 1 else ""
        return f"{names} {'has' if one else 'have'} the most {noun} {where}: {best.said}{each}{when}."
    when = f", in {best.when}" if what == "wins in a season" and len(leaders) == 1 else ""
    least = "at least " if ranking.remark else ""
    return f"{names} {'has' if one else 'have'} the most {noun} {where}: {least}{best.said}{each}{when}."


def _lines(scope: Scope, ranking: Ranking) -> list[str]:
    """The first ten, and those level with the tenth."""
    lines = []
    place = 0
    for index, mark in enumerate(ranking.marks, start=1):
        if index == 1 or mark.value < ranking.marks[index - 2].value:
            place = index
        if place > _TOP or index > _MOST_SHOWN:
            break
        lines.append(f"**{place}. {career_name(scope, 'person', mark.person)}** · {mark.said} · {mark.when}")
    return [*lines, *([ranking.remark] if ranking.remark and lines else [])]


def _refusal(archive: Archive, what: str, ranking: Ranking) -> str:
    name = the_series(series_name(archive, ranking.seasons))
    return f"The record for {what} in {name} cannot be told: {ranking.missing}."


def _links(scope: Scope, what: str, known: Sequence[Ranking]) -> list[Link]:
    links = []
    for ranking in known[:_SAID_FIRST]:
        links.append(career_link(scope, "person", ranking.marks[0].person))
    series = [scope.archive.seasons[ranking.seasons[-1]].row for ranking in known]
    if len(series) > 1:
        links += [link(scope, f"{row.series_name} only", "record", season=row.series, what=what) for row in series[:2]]
    elif "title" not in what and "champion" not in what:
        links.append(link(scope, "Champions", "champions", season=series[0].series))
    return links


async def _sources(scope: Scope, what: str, seasons: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Sources of what was counted: of titles the tables', else the winners' rows stand for the results."""
    found: dict[str, list[str]] = {season: [] for season in seasons}
    if what in {"titles", "youngest champion", "oldest champion"}:
        for title in await queries.titles(scope.connection, "drivers", season=None, series=None):
            if title.season in found:
                found[title.season] += title.sources
    else:
        wins = await queries.win_sources(scope.connection, season=None, series=None)
        for season in seasons:
            found[season] += wins.get(season, ())
    return cited(found)


_CREW = "Everybody who shared a car counts, each once a race; sprints and guests outside the championship do not."
_CLASS = "Where there are several classes, places are those of a class."
_COUNTING = {
    "wins": f"{_CREW} {_CLASS}",
    "poles": "First place on the starting grid; first in qualifying where no grid is held.",
    "podiums": f"Places 1 to 3. {_CREW} {_CLASS}",
    "fastest laps": "The fastest lap of the race; drivers with exactly the same time each have it.",
    "starts": f"Races in which somebody took the start. {_CREW}",
    "titles": "First place in the final table of a drivers' championship of a season that is over.",
    "wins in a row": f"Wins at races one after the other that somebody started; one not started ends no run. {_CREW}",
    "podiums in a row": f"Places 1 to 3 at races one after the other that somebody started. {_CREW}",
    "wins in a season": f"{_CREW} {_CLASS}",
    "youngest winner": "Age on the day of the race, each winner at the first win. Everybody who shared the car counts.",
    "oldest winner": "Age on the day of the race, each winner at the last win. Everybody who shared the car counts.",
    "youngest champion": "Age on the day of the season's last race; a title may have been decided before.",
    "oldest champion": "Age on the day of the season's last race; a title may have been decided before.",
}
