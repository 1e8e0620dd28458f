"""What is counted of part of a series: races at one place or with a sprint, who did it there, what is not known."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.answers.asked.places import at, place_lines
from bot.answers.page import Part
from bot.answers.people import career_name
from bot.answers.ranges import by_series, cited, range_text, series_name, single_class, the_series
from bot.answers.words import counted, listed, plain
from bot.archive import ALL, Scope, Span
from bot.careers import CareerKind
from bot.errors import NotHeld
from bot.queries import feats as queries
from bot.queries.feats import Feat
from bot.queries.results import PODIUM, UNKNOWN

What = Literal["wins", "podiums", "poles", "sprint wins"]

ONE: dict[What, str] = {
    "wins": "win",
    "podiums": "podium",
    "poles": "pole position",
    "sprint wins": "sprint win",
}
NAMED = 8
"""Names that a sentence has at most."""


@dataclass(frozen=True, slots=True)
class Only:
    """What a count is narrowed to: races at a place, cars of a team, people of a nation. None: it is not."""

    place: str | None = None
    outfit: str | None = None
    nation: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What is counted in one series: the races, and who did it there. `seasons` are all that the question counts."""

    series: str
    what: What
    seasons: tuple[str, ...]
    races: frozenset[tuple[str, str]]
    feats: tuple[Feat, ...]

    @property
    def unknown(self) -> int:
        """Races of which nobody is known to have done it."""
        return len(self.races - {(feat.season, feat.round_) for feat in self.feats})


async def ground_of(scope: Scope, what: What, only: Only, series: str) -> Ground:
    """Everything that is counted. Raises: NotHeld where it is not complete, or no race was held there."""
    archive, seasons = scope.archive, tuple(by_series(scope)[series])
    place = None if only.place is None else archive.places[only.place]
    races = frozenset(
        (season, round_.round_)
        for season in seasons
        for round_ in archive.seasons[season].raced
        if (place is None or (season, round_.round_) in place.races)
        and (what != "sprint wins" or round_.round_ in archive.seasons[season].sprints)
    )
    where = f"{at_place(scope, only)} {range_text(archive, seasons)}"
    if not races:
        raise NotHeld(f"No {'sprint' if what == 'sprint wins' else 'race'}{where} is in my data.")
    asked = {season for season, _ in races}
    helds = [archive.seasons[season] for season in seasons if season in asked]
    if what == "wins":
        partial = [held for held in helds if not held.wins_complete]
    else:
        partial = [held for held in helds if what != "poles" and held.coverage.get("results") != "complete"]
    if partial:
        labels = [plain(held.row.label) for held in partial]
        which = listed(labels) if len(labels) <= NAMED else f"{len(labels)} seasons"
        raise NotHeld(f"{ONE[what].capitalize()}s{where} cannot be counted: results of {which} are not complete.")
    if what == "poles":
        found = await queries.poles(scope.connection, series=series)
    else:
        session = "sprint" if what == "sprint wins" else "race"
        found = await queries.placed(scope.connection, series=series, session=session)
    lowest = PODIUM if what == "podiums" else 1
    feats = tuple(feat for feat in found if feat.place <= lowest and (feat.season, feat.round_) in races)
    return Ground(series, what, seasons, races, feats)


async def nations_of(scope: Scope, ground: Ground) -> dict[str, str]:
    """The nationality of everybody who did it. Raises: NotHeld where one is not known, or is not one."""
    found: defaultdict[str, set[str | None]] = defaultdict(set)
    for person, nation in await queries.nationalities(scope.connection, series=ground.series):
        found[person].add(None if nation == UNKNOWN else nation)
    nations: dict[str, str] = {}
    for person in dict.fromkeys(person for feat in ground.feats for person in feat.people):
        [first, *others] = found[person]
        if first is None or others:
            name = the_series(series_name(scope.archive, ground.seasons))
            raise NotHeld(
                f"{ONE[ground.what].capitalize()}s in {name} cannot be counted by nation: the nationality of "
                f"{career_name(scope, 'person', person)}, for one, is not in my data."
            )
        nations[person] = first
    return nations


def once(feats: Sequence[Feat], by: CareerKind) -> list[Feat]:
    """Somebody who did it twice in one race did it once: what is left of the second car is who was not in the first."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for feat in feats:
        whose = feat.people if by == "person" else () if feat.outfit is None else (feat.outfit,)
        new = [key for key in whose if (feat.season, feat.round_, key) not in seen]
        seen |= {(feat.season, feat.round_, key) for key in new}
        if by == "person" and (new or not whose):
            kept.append(replace(feat, people=tuple(new)))
        elif by == "outfit" and (new or not whose):
            kept.append(feat)
    return kept


def may_be_for(feat: Feat, only: Only) -> bool:
    return only.outfit is None or feat.outfit in {None, only.outfit}


def constructing(scope: Scope) -> Scope:
    """The seasons of series with championships of constructors: there a team stands for one.

    Raises: NotHeld where there are none.
    """
    seasons = scope.archive.seasons
    series = {
        seasons[key].row.series
        for key in scope.seasons
        if any(title.kind == "constructors" for title in seasons[key].championships)
    }
    if not series:
        raise NotHeld("Wins of manufacturers are not counted: ask about teams.")
    keys = tuple(key for key in scope.seasons if seasons[key].row.series in series)
    text = series.pop() if len(series) == 1 else ALL
    season = scope.season if scope.season in keys else keys[-1]
    return Scope(scope.archive, season, scope.channel, Span(text, keys), scope.open)


def noun_of(scope: Scope, ground: Ground) -> str:
    several = not single_class(scope.archive.seasons[season] for season in ground.seasons)
    return f"{'class ' if several and ground.what in {'wins', 'podiums'} else ''}{ONE[ground.what]}"


def for_team(scope: Scope, only: Only) -> str:
    return "" if only.outfit is None else f" for {career_name(scope, 'outfit', only.outfit)}"


def at_place(scope: Scope, only: Only) -> str:
    return "" if only.place is None else f" {at(scope.archive.places[only.place])}"


def counting_part(scope: Scope, ground: Ground, only: Only) -> Part:
    races = counted(len(ground.races), "sprint" if ground.what == "sprint wins" else "race")
    lines = [f"{races} {range_text(scope.archive, ground.seasons)}."]
    if only.place is not None:
        place = scope.archive.places[only.place]
        lines += place_lines(place)
    if ground.what == "poles":
        lines.append("A pole position is first place on the starting grid, or in qualifying where no grid is held.")
    elif ground.what == "sprint wins":
        lines.append("Sprints as far as my data has them; races are not counted.")
    else:
        lines.append("Races of the championship, no sprints. Everybody who shared a car counts, each once a race.")
    if only.outfit is not None:
        lines.append("A team is the one that ran or built the car, as the season's data names it.")
    if only.nation is not None:
        lines.append("Nationalities as my data has them: the one that somebody raced under.")
    return Part("How this is counted", tuple(lines))


def sources_of(ground: Ground, feats: Sequence[Feat]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {season: [] for season in ground.seasons if season in {s for s, _ in ground.races}}
    for feat in feats or ground.feats:
        if feat.season in found:
            found[feat.season] += feat.sources.split()
    return {season: keys for season, keys in cited(found).items() if keys} or dict(cited(found))
