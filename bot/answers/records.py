"""Records: who has the most, the longest run, and who was youngest; series by series, and only where it can be proved.

A count is refused where what is missing could change who leads; the answer says what is missing.
"""

from collections.abc import Mapping, Sequence

from bot.answers.answer import Answer, Link, compose, link
from bot.answers.page import Part
from bot.answers.people import career_link, career_name
from bot.answers.ranges import by_series, range_text, series_name, span_text, the_series, wins_word
from bot.answers.rankings import PLACES, SAID_FIRST, Mark, Ranking, by_age, missing_for, of_tallies, of_titles
from bot.answers.words import listed, plain, race_date
from bot.archive import Archive, Scope
from bot.errors import NotHeld
from bot.queries import records as queries
from bot.queries import won

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
_MOST_NAMED = 8


async def record(scope: Scope, what: str) -> Answer:
    """Who holds a record, series by series.

    Raises: NotHeld where no series has what is needed; the sentence says what is missing.
    """
    rankings = [await _ranking(scope, what, series, tuple(keys)) for series, keys in by_series(scope).items()]
    known = [ranking for ranking in rankings if ranking.marks]
    if not known:
        raise NotHeld(" ".join(_refusal(scope.archive, what, ranking) for ranking in rankings[:SAID_FIRST]))
    said = [_sentence(scope, what, ranking) for ranking in known[:SAID_FIRST]]
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
        sources=await _sources(scope, what, [season for ranking in known for season in reversed(ranking.seasons)]),
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
        return of_titles(scope.archive, what, seasons, titles)
    missing, unknown = missing_for(what, helds, known)
    if missing:
        return Ranking(seasons, (), missing)
    if what in PLACES:
        runs = await queries.runs(connection, PLACES[what], season=season, series=series)
        marks = [
            Mark(run.person, run.count, str(run.count), f"{race_date(run.first)} to {race_date(run.last)}")
            for run in runs
        ]
        return Ranking(seasons, tuple(marks), "" if marks else "there were never two in a row")
    if what in {"youngest winner", "oldest winner"}:
        races = await queries.won_races(connection, season=season, series=series)
        ages = [
            (race.person, race.born, race.day, f"{race_date(race.day)}, {plain(race.circuit_short)}") for race in races
        ]
        return by_age(seasons, what, ages, "winner")
    tallies = await queries.tallies(connection, _COUNTED[what], **keys)
    return of_tallies(scope.archive, what, seasons, tallies, unknown)


_COUNTED = {
    "wins": queries.WINS,
    "poles": queries.POLES,
    "podiums": queries.PODIUMS,
    "fastest laps": queries.FASTEST_LAPS,
    "starts": queries.STARTS,
    "wins in a season": queries.WINS_IN_SEASON,
}


def _sentence(scope: Scope, what: str, ranking: Ranking) -> str:
    archive = scope.archive
    leaders = [mark for mark in ranking.marks if mark.value == ranking.marks[0].value]
    people = dict.fromkeys(mark.person for mark in leaders)
    names = listed([f"**{career_name(scope, 'person', person)}**" for person in people])
    if len(people) > _MOST_NAMED:
        names = f"{len(people)} drivers"
    where = range_text(archive, ranking.seasons)
    best = leaders[0]
    one = len(people) == 1
    if what.startswith(("youngest", "oldest")):
        return f"{names} {'is' if one else 'are'} the {what} {where}: {best.said} ({best.when})."
    word = wins_word(archive, ranking.seasons)
    noun = what.replace("wins", f"{word}s").replace("poles", "pole positions")
    each = "" if one else " each"
    if what in PLACES:
        when = f" ({best.when})" if len(leaders) == 1 else ""
        return f"{names} {'has' if one else 'have'} the most {noun} {where}: {best.said}{each}{when}."
    when = f", in {best.when}" if what == "wins in a season" and len(leaders) == 1 else ""
    least = "at least " if ranking.remark else ""
    return f"{names} {'has' if one else 'have'} the most {noun} {where}: {least}{best.said}{each}{when}."


def _lines(scope: Scope, ranking: Ranking) -> list[str]:
    """The first ten, those level with the tenth, and how many more there are. A year that the heading has already is
    not said again.
    """
    lines: list[str] = []
    only = span_text(scope.archive, ranking.seasons) if len(ranking.seasons) == 1 else None
    place = 0
    for index, mark in enumerate(ranking.marks, start=1):
        if index == 1 or mark.value < ranking.marks[index - 2].value:
            place = index
        if place > _TOP or index > _MOST_SHOWN:
            break
        when = "" if mark.when == only else f" · {mark.when}"
        lines.append(f"**{place}. {career_name(scope, 'person', mark.person)}** · {mark.said}{when}")
    more = len(ranking.marks) - len(lines)
    return [*lines, *([f"and {more} more"] if more else []), *([ranking.remark] if ranking.remark and lines else [])]


def _refusal(archive: Archive, what: str, ranking: Ranking) -> str:
    name = the_series(series_name(archive, ranking.seasons))
    return f"The record for {what} in {name} cannot be told: {ranking.missing}."


def _links(scope: Scope, what: str, known: Sequence[Ranking]) -> list[Link]:
    links = []
    for ranking in known[:SAID_FIRST]:
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
        wins = await won.win_sources(scope.connection, season=None, series=None)
        for season in seasons:
            found[season] += wins.get(season, ())
    return {season: tuple(dict.fromkeys(keys)) for season, keys in found.items()}


_RUN = "a race not started ends no run, a year that is not held does."
_CREW = "Everybody who shared a car counts, each once a race; sprints and guests outside the championship do not."
_CLASS = "Where there are several classes, places are those of a class."
_COUNTING = {
    "wins": f"{_CREW} {_CLASS}",
    "poles": "First place on the starting grid; first in qualifying where no grid is held.",
    "podiums": f"Places 1 to 3. {_CREW} {_CLASS}",
    "fastest laps": "The fastest lap of the race; drivers with exactly the same time each have it.",
    "starts": f"Races in which somebody took the start. {_CREW}",
    "titles": "First place in the final table of a drivers' championship of a season that is over.",
    "wins in a row": f"Wins at races one after the other that somebody started; {_RUN} {_CREW}",
    "podiums in a row": f"Places 1 to 3 at races one after the other that somebody started; {_RUN} {_CREW}",
    "wins in a season": f"{_CREW} {_CLASS}",
    "youngest winner": "Age on the day of the race, each winner at the first win. Everybody who shared the car counts.",
    "oldest winner": "Age on the day of the race, each winner at the last win. Everybody who shared the car counts.",
    "youngest champion": "Age on the day of the season's last race; a title may have been decided before.",
    "oldest champion": "Age on the day of the season's last race; a title may have been decided before.",
}
