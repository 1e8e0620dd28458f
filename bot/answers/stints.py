"""A career in one series: what is counted of it, and how that is said. Pure: rows in, text out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.answers.entries import unique
from bot.answers.ranges import labels_text, series_name, single_class, span_text, the_series, wins_word
from bot.answers.words import counted, listed, ordinal, plain, points_text
from bot.archive import Archive
from bot.careers import Career
from bot.queries.careers import CareerEntry, CareerStanding
from bot.queries.records import Known
from bot.queries.results import PODIUM, UNKNOWN

Counted = Literal["wins", "poles", "podiums", "fastest laps", "starts"]
"""What is counted of a career, race by race."""


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


def narrowed(stint: Stint, season: str) -> Stint:
    """What of it fell in one of its seasons."""
    laps = stint.fastest_laps
    return replace(
        stint,
        seasons=(season,),
        standings=tuple(row for row in stint.standings if row.season == season),
        poles=Counter({season: stint.poles[season]}),
        fastest_laps=None if laps is None else Counter({season: laps[season]}),
    )


def career_sentence(archive: Archive, stint: Stint) -> str:
    """`won 41 of 161 races in Formula 1 from 1984 to 1994 and was champion 3 times (1988, 1990 and 1991)`."""
    helds = [archive.seasons[season] for season in stint.seasons]
    starts, wins = race_count(stint.entries), reached(stint.entries, 1)
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
    said = []
    for champion, labels in titles(archive, stint).items():
        labels = unique(labels)
        when = labels_text(labels)
        said.append(f"{champion} in {when}" if len(labels) == 1 else f"{champion} {_times(len(labels))} ({when})")
    return said


def titles(archive: Archive, stint: Stint) -> dict[str, list[str]]:
    """The labels of the seasons that somebody was champion in, for each kind of championship and class."""
    won: dict[str, list[str]] = {}
    for row in stint.standings:
        if row.position == 1 and archive.seasons[row.season].over:
            won.setdefault(_champion(archive, row), []).append(archive.seasons[row.season].row.label)
    return won


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


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


def race_count(entries: Iterable[CareerEntry]) -> int:
    return len({(entry.season, entry.round_) for entry in entries if entry.started})


def reached(entries: Iterable[CareerEntry], place: int) -> int:
    """Races with this class place or better, each once whatever number of cars."""
    return len({(e.season, e.round_) for e in entries if e.class_position is not None and e.class_position <= place})


@dataclass(frozen=True, slots=True)
class Count:
    """How often somebody did something, and for how many races nobody is known: `unknown` makes it a least count.

    `whole` is False where results are not complete, so that more may be missing than can be counted.
    """

    number: int
    unknown: int = 0
    whole: bool = True

    @property
    def sure(self) -> bool:
        """Whether it cannot be more."""
        return self.whole and not self.unknown


def count_of(archive: Archive, stint: Stint, what: Counted) -> Count | None:
    """How often somebody did something in one series; None where that is not counted for the likes of them."""
    known = [stint.known[season] for season in stint.seasons]
    races = sum(season.races for season in known)
    match what:
        case "wins":
            whole = all(archive.seasons[season].wins_complete for season in stint.seasons)
            crews = sum(season.unknown_crews for season in known) if stint.career.kind == "person" else 0
            return Count(reached(stint.entries, 1), crews, whole)
        case "podiums":
            return Count(reached(stint.entries, PODIUM), 0, _complete(archive, stint))
        case "starts":
            return Count(race_count(stint.entries), 0, _complete(archive, stint))
        case "poles":
            return Count(stint.poles.total(), races - sum(season.poles for season in known))
        case "fastest laps":
            if stint.fastest_laps is None:
                return None
            return Count(stint.fastest_laps.total(), races - sum(season.fastest_laps for season in known))


def totals(archive: Archive, stint: Stint, *, several: bool) -> list[str]:
    """Poles, podiums, fastest laps and the best place, each as far as coverage allows."""
    podium = "podiums" if single_class(archive.seasons[season] for season in stint.seasons) else "class podiums"
    heads: tuple[tuple[Counted, str], ...] = (
        ("poles", "Pole positions"),
        ("podiums", podium.capitalize()),
        ("fastest laps", "Fastest laps"),
    )
    counts = ((head, count_of(archive, stint, what)) for what, head in heads)
    said = [f"**{head}** {count_text(count)}" for head, count in counts if count is not None]
    places = [entry.class_position for entry in stint.entries if entry.class_position is not None]
    if places and min(places) > 1 and _complete(archive, stint):
        said.append(f"**Best place** {ordinal(min(places))}")
    whole = " · ".join(said)
    return [f"{series_name(archive, stint.seasons)}: {whole}" if several else whole]


def count_text(count: Count) -> str:
    """A count; at least that where races are left of which nobody is known."""
    if count.unknown:
        return f"at least {count.number} (not known for {counted(count.unknown, 'race')})"
    return str(count.number) if count.whole else f"at least {count.number}"


def counting(archive: Archive, stint: Stint) -> str:
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


def season_lines(archive: Archive, stint: Stint, *, show_team: bool) -> list[str]:
    """`**1988** champion · 90 points · 8 wins · McLaren`."""
    lines = []
    for season in stint.seasons:
        held, entries = archive.seasons[season], stint.of(season)
        said = [
            _place(archive, row, stint.career.name_in(season))
            for row in stint.standings
            if row.season == season and (row.position is not None or row.struck or row.total)
        ]
        if wins := reached(entries, 1):
            said.append(counted(wins, wins_word(archive, [season])))
        if not said and entries:
            said.append(counted(race_count(entries), "race") if _complete(archive, stint) else "no win known")
        names = [plain(name) for name in unique(entry.team for entry in entries) if name != UNKNOWN]
        own = stint.career.name_in(season)
        if show_team and names:
            said.append(", ".join(names))
        elif not show_team and own is not None and own != stint.career.name:
            said.append(plain(own))
        lines.append(f"**{plain(held.row.label)}** {' · '.join(said)}".rstrip())
    return lines


def _place(archive: Archive, row: CareerStanding, name: str | None) -> str:
    """`champion, 90 points`, `2nd, 87 points`, `GTS: 3rd`; a place in a season that goes on is one so far.

    `name` is what the season calls the one whose career it is: a constructor of that name is not named again.
    """
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
    who = f" ({plain(row.competitor)})" if title.kind == "constructors" and row.competitor != name else ""
    return f"{class_}{', '.join(filter(None, (place, points)))}{who}"


def race_name(entry: CareerEntry) -> str:
    """`Monaco GP`; a race that is called otherwise goes by its circuit."""
    name = entry.round_name.removesuffix(" Grand Prix")
    return f"{name} GP" if name != entry.round_name else entry.circuit_short
