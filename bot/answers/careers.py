"""A driver or team over all seasons held: the career in one sentence, then season by season.

What is counted is counted series by series and never added over them, and only as far as coverage allows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers import drivers, teams
from bot.answers.answer import Answer, Link, Part, compose, link
from bot.answers.entries import unique
from bot.answers.people import career_link, career_name, namesake_lines
from bot.answers.ranges import (
    by_series,
    cited,
    labels_text,
    series_name,
    single_class,
    span_text,
    the_series,
    wins_word,
)
from bot.answers.words import counted, listed, nationality, ordinal, plain, points_text, race_date
from bot.archive import Archive, Scope
from bot.careers import Career, career_years
from bot.queries import careers as queries
from bot.queries import people, records
from bot.queries.careers import CareerEntry, CareerStanding
from bot.queries.people import Identity
from bot.queries.records import Known
from bot.queries.results import UNKNOWN

_PODIUM = 3
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Stint:
    """What somebody did in one series. `seasons` are those they are held in, earliest first.

    `fastest_laps` is None where it is not counted: a lap is a driver's.
    """

    career: Career
    seasons: tuple[str, ...]
    by_season: Mapping[str, tuple[CareerEntry, ...]]
    standings: tuple[CareerStanding, ...]
    poles: Counter[str]
    fastest_laps: Counter[str] | None
    known: Mapping[str, Known]

    @property
    def entries(self) -> tuple[CareerEntry, ...]:
        """Every car, by date."""
        return tuple(entry for season in self.seasons for entry in self.by_season[season])

    def of(self, season: str) -> tuple[CareerEntry, ...]:
        """The cars of one season."""
        return self.by_season[season]


async def driver(scope: Scope, key: str) -> Answer:
    """A driver, by the key of the career: one season's page where only one is asked about or held, else the career.

    Raises: NotHeld where no car of the driver is held.
    """
    career = _found(scope, "person", key)
    there = [(season, name) for season, name in career.seasons if season in scope.seasons]
    if len(there) == 1:
        [(season, name)] = there
        return _asked(await drivers.driver(scope.within(season), name), season, name)
    entries = await queries.of_person(scope.connection, key)
    standings = await queries.standings_of_person(scope.connection, key)
    poles = await queries.poles_of_person(scope.connection, key)
    laps = await queries.fastest_laps_of_person(scope.connection, key)
    stints = await _stints(scope, career, there, entries, standings, poles, laps)
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
    entries = await queries.of_outfit(scope.connection, key)
    standings = await queries.standings_of_outfit(scope.connection, key)
    poles = await queries.poles_of_outfit(scope.connection, key)
    winners = await queries.winners_of_outfit(scope.connection, key)
    stints = await _stints(scope, career, there, entries, standings, poles, None)
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


async def _stints(
    scope: Scope,
    career: Career,
    there: Sequence[tuple[str, str]],
    entries: Sequence[CareerEntry],
    standings: Sequence[CareerStanding],
    poles: Counter[str],
    laps: Counter[str] | None,
) -> list[Stint]:
    by_season: defaultdict[str, list[CareerEntry]] = defaultdict(list)
    for entry in entries:
        by_season[entry.season].append(entry)
    stints = []
    for series, seasons in by_series(scope, (season for season, _ in there)).items():
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
    said = [_sentence(archive, stint) for stint in stints]
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
            *(line for stint in stints for line in _totals(archive, stint, several=len(stints) > 1)),
            *namesake_lines(scope, career),
        ],
        parts=[*parts, Part("What is counted", tuple(_counting(archive, stint) for stint in stints))],
        sources=cited(sources),
        links=links,
    )


def _sentence(archive: Archive, stint: Stint) -> str:
    """`won 41 of 161 races in Formula 1 from 1984 to 1994 and was champion 3 times (1988, 1990 and 1991)`."""
    helds = [archive.seasons[season] for season in stint.seasons]
    starts, wins = _starts(stint.entries), _reached(stint.entries, 1)
    overall = len({(e.season, e.round_) for e in stint.entries if e.overall_winner})
    at_least = "" if all(held.wins_complete for held in helds) else "at least "
    if single_class(helds) and _complete(archive, stint):
        done = f"won {wins or 'none'} of {counted(starts, 'race')}" if starts else "started no race"
    elif single_class(helds):
        done = f"won {at_least}{counted(wins, 'race')}"
    else:
        also = f" ({overall} overall)" if overall else ""
        done = f"had {at_least}{counted(wins, 'class win')}{also}"
        done += f" in {counted(starts, 'race')}" if _complete(archive, stint) else ""
    when = span_text(archive, stint.seasons) if len(stint.seasons) == 1 else _from_to(archive, stint.seasons)
    name = the_series(series_name(archive, stint.seasons))
    titles = _titles(archive, stint)
    where = f"in {name} {'in ' if len(stint.seasons) == 1 else ''}{when}"
    return f"{done} {where}{f' and was {listed(titles)}' if titles else ''}"


def _from_to(archive: Archive, seasons: Sequence[str]) -> str:
    so_far = "" if archive.seasons[seasons[-1]].over else " so far"
    labels = [plain(archive.seasons[key].row.label) for key in (seasons[0], seasons[-1])]
    return f"from {labels[0]} to {labels[1]}{so_far}"


def _titles(archive: Archive, stint: Stint) -> list[str]:
    """`champion 3 times (1988, 1990 and 1991)`, for each kind of championship and class."""
    won: dict[str, list[str]] = {}
    for row in stint.standings:
        if row.position == 1 and archive.seasons[row.season].over:
            won.setdefault(_champion(archive, row), []).append(archive.seasons[row.season].row.label)
    said = []
    for champion, labels in won.items():
        labels = unique(labels)
        when = labels_text(labels)
        said.append(f"{champion} in {when}" if len(labels) == 1 else f"{champion} {len(labels)} times ({when})")
    return said


def _champion(archive: Archive, row: CareerStanding) -> str:
    """`champion`, `constructors' champion`, `GTS champion`."""
    held = archive.seasons[row.season]
    title = next(title for title in held.championships if title.championship == row.championship)
    whose = "" if title.kind == "drivers" else f"{title.kind}' "
    class_ = "" if held.single_class else f"{plain(title.class_)} "
    return f"{class_}{whose}champion"


def _complete(archive: Archive, stint: Stint) -> bool:
    """Whether every start, and so every podium, can be counted."""
    complete = all(archive.seasons[season].coverage.get("results") == "complete" for season in stint.seasons)
    return complete and all(entry.status != UNKNOWN for entry in stint.entries)


def _starts(entries: Iterable[CareerEntry]) -> int:
    return len({(entry.season, entry.round_) for entry in entries if entry.started})


def _reached(entries: Iterable[CareerEntry], place: int) -> int:
    """Races with this class place or better, each once whatever number of cars."""
    return len({(e.season, e.round_) for e in entries if e.class_position is not None and e.class_position <= place})


def _totals(archive: Archive, stint: Stint, *, several: bool) -> list[str]:
    """Poles, podiums, fastest laps and the best place, each as far as coverage allows."""
    known = [stint.known[season] for season in stint.seasons]
    races = sum(season.races for season in known)
    poles = _count(stint.poles.total(), races - sum(season.poles for season in known))
    said = [f"**Pole positions** {poles}"]
    podium = "podiums" if single_class(archive.seasons[season] for season in stint.seasons) else "class podiums"
    least = "" if _complete(archive, stint) else "at least "
    said.append(f"**{podium.capitalize()}** {least}{_reached(stint.entries, _PODIUM)}")
    if stint.fastest_laps is not None:
        laps = _count(stint.fastest_laps.total(), races - sum(season.fastest_laps for season in known))
        said.append(f"**Fastest laps** {laps}")
    places = [entry.class_position for entry in stint.entries if entry.class_position is not None]
    if places and min(places) > 1 and _complete(archive, stint):
        said.append(f"**Best place** {ordinal(min(places))}")
    whole = " · ".join(said)
    return [f"{series_name(archive, stint.seasons)}: {whole}" if several else whole]


def _count(count: int, unknown: int) -> str:
    """A count; at least that where races are left of which nobody is known."""
    return str(count) if not unknown else f"at least {count} (not known for {counted(unknown, 'race')})"


def _counting(archive: Archive, stint: Stint) -> str:
    held = [
        key for key, one in archive.seasons.items() if one.row.series == archive.seasons[stint.seasons[0]].row.series
    ]
    name = series_name(archive, held)
    wins = wins_word(archive, stint.seasons)
    whole = (
        "" if _complete(archive, stint) else " Results are not complete there, so starts and podiums may be missing."
    )
    crew = " Everybody who shared a car has its result." if stint.career.kind == "person" else ""
    return (
        f"Championship races of the {counted(len(held), 'season')} of {the_series(name)} held "
        f"({span_text(archive, held)}), no sprints; a {wins} counts once a race.{crew} "
        f"A pole position is first place on the starting grid, or in qualifying where no grid is held.{whole}"
    )


def _season_lines(archive: Archive, stint: Stint, *, show_team: bool) -> list[str]:
    """`**1988** champion · 90 points · 8 wins · McLaren`."""
    lines = []
    for season in stint.seasons:
        held, entries = archive.seasons[season], stint.of(season)
        said = [
            _place(archive, row)
            for row in stint.standings
            if row.season == season and (row.position is not None or row.struck or row.total)
        ]
        if wins := _reached(entries, 1):
            said.append(counted(wins, wins_word(archive, [season])))
        if not said and entries:
            said.append(counted(_starts(entries), "race") if _complete(archive, stint) else "no win known")
        names = [plain(name) for name in unique(entry.team for entry in entries) if name != UNKNOWN]
        own = stint.career.name_in(season)
        if show_team and names:
            said.append(", ".join(names))
        elif not show_team and own is not None and own != stint.career.name:
            said.append(plain(own))
        lines.append(f"**{plain(held.row.label)}** {' · '.join(said)}".rstrip())
    return lines


def _place(archive: Archive, row: CareerStanding) -> str:
    """`champion, 90 points`, `2nd, 87 points`, `GTS: 3rd`; a place in a season that goes on is one so far."""
    held = archive.seasons[row.season]
    title = next(title for title in held.championships if title.championship == row.championship)
    points = "" if row.total is None else points_text(row.total, held.row.points_denominator)
    if row.struck:
        place = f"struck from the table ({row.struck})"
    elif row.position is None:
        place = ""
    elif row.position == 1 and held.over:
        place = "champion"
    else:
        place = f"{ordinal(row.position)}{'' if held.over else ' so far'}"
    class_ = (
        "" if held.single_class else f"{plain(title.class_)}{'' if title.kind == 'drivers' else f' {title.kind}'}: "
    )
    who = f" ({plain(row.competitor)})" if title.kind == "constructors" else ""
    return f"{class_}{', '.join(filter(None, (place, points)))}{who}"


def _heading(archive: Archive, stint: Stint, heading: str, *, several: bool) -> str:
    return f"{series_name(archive, stint.seasons)} · {heading.lower()}" if several else heading


def _driver_parts(scope: Scope, stint: Stint, *, several: bool) -> list[Part]:
    archive = scope.archive
    raced = [entry for entry in stint.entries if entry.started and entry.team != UNKNOWN]
    teams_ = []
    for name in unique(entry.team for entry in raced):
        of_team = [entry for entry in raced if entry.team == name]
        wins = _reached(of_team, 1)
        won = f", {counted(wins, 'win')}" if wins else ""
        teams_.append(f"{plain(name)} {counted(_starts(of_team), 'race')}{won}")
    won_in: dict[str, list[str]] = {}
    for entry in stint.entries:
        if entry.class_position == 1:
            where = f"{entry.number or ''} {plain(_short(entry))}".strip()
            won_in.setdefault(plain(archive.seasons[entry.season].row.label), []).append(where)
    wins_by_season = [f"**{label}** {', '.join(unique(places))}" for label, places in won_in.items()]
    return [
        Part(
            _heading(archive, stint, "Seasons", several=several), tuple(_season_lines(archive, stint, show_team=True))
        ),
        Part(_heading(archive, stint, "Teams", several=several), ("; ".join(teams_),) if teams_ else ()),
        Part(_heading(archive, stint, "Wins, by round", several=several), tuple(wins_by_season)),
    ]


def _team_parts(scope: Scope, stint: Stint, *, several: bool) -> list[Part]:
    lines = _season_lines(scope.archive, stint, show_team=False)
    return [Part(_heading(scope.archive, stint, "Seasons", several=several), tuple(lines))]


def _short(entry: CareerEntry) -> str:
    """`Monaco GP`; a race that is called otherwise goes by its circuit."""
    name = entry.round_name.removesuffix(" Grand Prix")
    return f"{name} GP" if name != entry.round_name else entry.circuit_short


def _winners(scope: Scope, winners: Sequence[tuple[str, int]]) -> list[str]:
    """`Ayrton Senna 35, Lewis Hamilton 21`."""
    named = [f"{career_name(scope, 'person', person)} {won}" for person, won in winners[:_MOST_SHOWN]]
    more = f" and {len(winners) - _MOST_SHOWN} more" if len(winners) > _MOST_SHOWN else ""
    return [f"{', '.join(named)}{more}"] if named else []


def _season_links(scope: Scope, command: str, career: Career, stints: Sequence[Stint]) -> list[Link]:
    """The latest season, and the one with the most wins."""
    links = []
    for stint in stints:
        most = max(stint.seasons, key=lambda season: _reached(stint.of(season), 1))
        for season in unique((stint.seasons[-1], most)):
            row = scope.archive.seasons[season].row
            name = career.name_in(season) or career.name
            label = f"{row.series_name} {row.label}" if len(stints) > 1 else row.label
            links.append(link(scope, f"{label} season", command, season=season, name=name))
    return links


def _driver_links(scope: Scope, career: Career, stints: Sequence[Stint]) -> list[Link]:
    links = _season_links(scope, "driver", career, stints)[:3]
    for stint in stints:
        raced = Counter((entry.season, entry.team) for entry in stint.entries if entry.team != UNKNOWN)
        outfits: Counter[str] = Counter()
        for (season, name), count in raced.items():
            outfits[scope.archive.careers.of("outfit", season, name).key] += count
        links += [career_link(scope, "outfit", key) for key, _ in outfits.most_common(2)]
    return links
