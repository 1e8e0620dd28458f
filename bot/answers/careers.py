"""A driver or team over all seasons held: the career in one sentence, then season by season.

What is counted is counted series by series and never added over them, and only as far as coverage allows.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from bot.answers import drivers, teams
from bot.answers.answer import Answer, Link, compose, link
from bot.answers.entries import unique
from bot.answers.page import Part
from bot.answers.people import career_link, career_name, namesake_lines
from bot.answers.ranges import by_series, cited, series_name
from bot.answers.stints import Stint, career_sentence, counting, race_count, race_name, reached, season_lines, totals
from bot.answers.words import counted, nationality, plain, race_date
from bot.archive import Archive, Scope
from bot.careers import Career, career_years
from bot.queries import careers as queries
from bot.queries import people, records
from bot.queries.careers import CareerEntry
from bot.queries.people import Identity
from bot.queries.results import UNKNOWN

_MOST_SHOWN = 12


async def driver(scope: Scope, key: str) -> Answer:
    """A driver, by the key of the career: one season's page where only one is asked about or held, else the career.

    Raises: NotHeld where no car of the driver is held.
    """
    career = _found(scope, "person", key)
    there = [(season, name) for season, name in career.seasons if season in scope.seasons]
    if len(there) == 1:
        [(season, name)] = there
        return _asked(await drivers.driver(scope.within(season), name), season, name)
    stints = await stints_of(scope, career)
    parts = [part for stint in stints for part in _driver_parts(scope, stint, several=len(stints) > 1)]
    who = await people.driver(scope.connection, *there[-1])
    return _page(scope, career, stints, _about(who), parts, _driver_links(scope, career, stints))


async def team(scope: Scope, key: str) -> Answer:
    """A team, by the key of the outfit: one season's page where only one is asked about or held, else all of them.

    Raises: NotHeld where neither a car nor a standings line of the team is held.
    """
    career = _found(scope, "outfit", key)
    there = [(season, name) for season, name in career.seasons if season in scope.seasons]
    if len(there) == 1:
        [(season, name)] = there
        return _asked(await teams.team(scope.within(season), name), season, name)
    winners = await queries.winners_of_outfit(scope.connection, key)
    stints = await stints_of(scope, career)
    parts = [part for stint in stints for part in _team_parts(scope, stint, several=len(stints) > 1)]
    if {season for season, _ in career.seasons} <= set(scope.seasons) and len(stints) == 1:
        parts.insert(1, Part("Drivers who won", tuple(_winners(scope, winners))))
    links = [career_link(scope, "person", person) for person, _ in winners[:2]]
    who = await people.team(scope.connection, *there[-1])
    return _page(scope, career, stints, _about(who), parts, [*_season_links(scope, "team", career, stints), *links])


def _found(scope: Scope, kind: str, key: str) -> Career:
    career = scope.archive.careers.find("person" if kind == "person" else "outfit", key)
    if career is None:
        raise LookupError(f"no {kind} {key}")  # options offer only those that are held
    return career


def _asked(answer: Answer, season: str, name: str) -> Answer:
    """The page of one season, asked for again by that season's own words."""
    return replace(answer, again=(("name", name), ("season", season)))


async def stints_of(scope: Scope, career: Career) -> list[Stint]:
    """What somebody did in each series, in the seasons that are counted: the series with most seasons first."""
    connection, key = scope.connection, career.key
    laps: Counter[str] | None = None
    if career.kind == "person":
        entries = await queries.of_person(connection, key)
        standings = await queries.standings_of_person(connection, key)
        poles = Counter(season for season, _ in await queries.poles_of_person(connection, key))
        laps = await queries.fastest_laps_of_person(connection, key)
    else:
        entries = await queries.of_outfit(connection, key)
        standings = await queries.standings_of_outfit(connection, key)
        poles = await queries.poles_of_outfit(connection, key)
    by_season: defaultdict[str, list[CareerEntry]] = defaultdict(list)
    for entry in entries:
        by_season[entry.season].append(entry)
    stints = []
    for series, seasons in by_series(
        scope, [season for season, _ in career.seasons if season in scope.seasons]
    ).items():
        seasons = sorted(seasons, key=lambda key: scope.archive.seasons[key].row.starts)
        known = await records.known(scope.connection, season=None, series=series)
        stints.append(
            Stint(
                career,
                tuple(seasons),
                {season: tuple(by_season[season]) for season in seasons},
                tuple(row for row in standings if row.season in seasons),
                Counter({season: poles[season] for season in seasons}),
                None if laps is None else Counter({season: laps[season] for season in seasons}),
                {one.season: one for one in known},
            )
        )
    return stints


def _about(who: Identity | None) -> list[str]:
    """Nationality and date of birth, where either is known."""
    said = []
    if who is not None and who.nationality is not None:
        said.append(f"**Nationality** {nationality(who.nationality)}")
    if who is not None and who.born is not None:
        said.append(f"**Born** {race_date(who.born)}")
    return [" · ".join(said)] if said else []


def _page(
    scope: Scope,
    career: Career,
    stints: Sequence[Stint],
    about: Sequence[str],
    parts: Sequence[Part],
    links: Sequence[Link],
) -> Answer:
    archive = scope.archive
    said = [career_sentence(archive, stint) for stint in stints]
    sources: dict[str, list[str]] = {}
    for stint in stints:
        for season in stint.seasons:
            lists = dict.fromkeys(entry.sources for entry in stint.of(season))
            keys = [key for text in lists for key in text.split()]
            sources[season] = [*keys, *(key for row in stint.standings if row.season == season for key in row.sources)]
    rows = {key: held.row for key, held in archive.seasons.items()}
    return compose(
        scope,
        f"**{plain(career.name)}** {'; '.join(said)}.",
        title=f"{career.name} · {'; '.join(career_years(career, rows))}",
        lines=[
            *about,
            *(line for stint in stints for line in totals(archive, stint, several=len(stints) > 1)),
            *namesake_lines(scope, career),
        ],
        parts=[*parts, Part("What is counted", tuple(counting(archive, stint) for stint in stints))],
        sources=cited(sources),
        links=links,
    )


def _heading(archive: Archive, stint: Stint, heading: str, *, several: bool) -> str:
    return f"{series_name(archive, stint.seasons)} · {heading.lower()}" if several else heading


def _driver_parts(scope: Scope, stint: Stint, *, several: bool) -> list[Part]:
    archive = scope.archive
    raced = [entry for entry in stint.entries if _raced(entry)]
    teams_ = []
    for name in unique(entry.team for entry in raced):
        of_team = [entry for entry in raced if entry.team == name]
        wins = reached(of_team, 1)
        won = f", {counted(wins, 'win')}" if wins else ""
        teams_.append(f"{plain(name)} {counted(race_count(of_team), 'race')}{won}")
    won_in: dict[str, list[str]] = {}
    for entry in stint.entries:
        if entry.class_position == 1:
            where = f"{entry.number or ''} {plain(race_name(entry))}".strip()
            won_in.setdefault(plain(archive.seasons[entry.season].row.label), []).append(where)
    wins_by_season = [f"**{label}** {', '.join(unique(places))}" for label, places in won_in.items()]
    return [
        Part(_heading(archive, stint, "Seasons", several=several), tuple(season_lines(archive, stint, show_team=True))),
        Part(_heading(archive, stint, "Teams", several=several), ("; ".join(teams_),) if teams_ else ()),
        Part(_heading(archive, stint, "Wins, by round", several=several), tuple(wins_by_season)),
    ]


def _raced(entry: CareerEntry) -> bool:
    """Whether somebody raced for a team that is known: who only tried to qualify did not."""
    return entry.started and entry.team != UNKNOWN


def _team_parts(scope: Scope, stint: Stint, *, several: bool) -> list[Part]:
    lines = season_lines(scope.archive, stint, show_team=False)
    return [Part(_heading(scope.archive, stint, "Seasons", several=several), tuple(lines))]


def _winners(scope: Scope, winners: Sequence[tuple[str, int]]) -> list[str]:
    """`Ayrton Senna 35, Lewis Hamilton 21`."""
    named = [f"{career_name(scope, 'person', person)} {won}" for person, won in winners[:_MOST_SHOWN]]
    more = f" and {len(winners) - _MOST_SHOWN} more" if len(winners) > _MOST_SHOWN else ""
    return [f"{', '.join(named)}{more}"] if named else []


def _season_links(scope: Scope, command: str, career: Career, stints: Sequence[Stint]) -> list[Link]:
    """The latest season, and the one with the most wins."""
    links = []
    for stint in stints:
        most = max(stint.seasons, key=lambda season: reached(stint.of(season), 1))
        for season in unique((stint.seasons[-1], most)):
            row = scope.archive.seasons[season].row
            name = career.name_in(season) or career.name
            label = f"{row.series_name} {row.label}" if len(stints) > 1 else row.label
            links.append(link(scope, f"{label} season", command, season=season, name=name))
    return links


def _driver_links(scope: Scope, career: Career, stints: Sequence[Stint]) -> list[Link]:
    links = _season_links(scope, "driver", career, stints)[:3]
    for stint in stints:
        raced = Counter((entry.season, entry.team) for entry in stint.entries if _raced(entry))
        outfits: Counter[str] = Counter()
        for (season, name), count in raced.items():
            outfits[scope.archive.careers.of("outfit", season, name).key] += count
        links += [career_link(scope, "outfit", key) for key, _ in outfits.most_common(2)]
    return links
