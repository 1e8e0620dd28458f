"""Most wins over several seasons of one series, by whom or by what; only as far as coverage allows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from bot.answers import wins as one_season
from bot.answers.answer import Answer, Link, compose, link
from bot.answers.page import Part
from bot.answers.people import career_link, career_name
from bot.answers.ranges import by_series, cited, range_text, series_name, single_class, span_text
from bot.answers.wins import OVERALL, By
from bot.answers.words import counted, listed, plain
from bot.archive import Scope
from bot.careers import CareerKind
from bot.errors import NotHeld
from bot.queries import won as queries
from bot.queries.won import WonCar

_SHOWN = 25
_SAID = 6
_LINKS = 3

_CAREERS: dict[By, CareerKind] = {"driver": "person", "team": "outfit"}
_WINNERS: dict[By, Callable[[WonCar], Iterable[str]]] = {
    "driver": lambda car: dict.fromkeys(car.people),
    "team": lambda car: () if car.outfit is None else (car.outfit,),
    "chassis": lambda car: () if car.chassis is None else (car.chassis,),
    "engine": lambda car: () if car.engine is None else (car.engine,),
}


async def wins(scope: Scope, by: By, class_: str | None = None) -> Answer:
    """Who or what has the most wins in the seasons asked about; of one season as `wins` of that season.

    Raises: NotHeld where winners are not known completely, or where seasons cannot be counted together.
    """
    if len(scope.seasons) == 1:
        return await one_season.wins(scope.within(scope.seasons[0]), by, class_)
    several = by_series(scope)
    if len(several) > 1:
        names = [series_name(scope.archive, keys) for keys in several.values()]
        raise NotHeld(f"Wins are counted within one series: name one of {listed(names, last='or')} as the season.")
    [seasons] = several.values()
    if by == "car":
        raise NotHeld("A car number means another car in another season: name one season to count wins by car number.")
    helds = [scope.archive.seasons[season] for season in seasons]
    where = range_text(scope.archive, seasons)
    part = "overall_winners" if class_ == OVERALL else None
    gaps = [
        held
        for held in helds
        if (held.coverage.get(part) != "complete" if part is not None else not held.wins_complete)
    ]
    if gaps:
        labels = [plain(held.row.label) for held in gaps]
        which = listed(labels) if len(labels) <= _SAID else f"{len(labels)} of {len(helds)} seasons"
        raise NotHeld(f"Wins {where} cannot be counted: winners are not complete for {which} in my data.")
    cars = await queries.won_cars(scope.connection, season=None, series=helds[0].row.series)
    if class_ == OVERALL:
        cars = tuple(car for car in cars if car.overall_winner)
    elif class_ is not None:
        cars = tuple(car for car in cars if car.class_ == class_)
    what = "wins" if single_class(helds) else "class wins" if class_ is None else f"{plain(class_)} wins"
    return await _counted(scope, by, what, seasons, cars)


async def _counted(scope: Scope, by: By, what: str, seasons: Sequence[str], cars: Sequence[WonCar]) -> Answer:
    archive = scope.archive
    won: defaultdict[str, list[WonCar]] = defaultdict(list)
    open_wins = 0
    for car in cars:
        names = tuple(_WINNERS[by](car))
        open_wins += not names
        for name in names:
            won[name].append(car)
    where = range_text(archive, seasons)
    if not won:
        raise NotHeld(f"What {by} won {where} is not in my data.")
    ranked = sorted(won.items(), key=lambda item: (-len(item[1]), _name(scope, by, item[0])))
    most = len(ranked[0][1])
    if open_wins and len(ranked) > 1 and most - len(ranked[1][1]) <= open_wins:
        raise NotHeld(
            f"Most {what} by {by} {where} cannot be told: of {counted(open_wins, 'winner')} the {by} is not in my "
            "data, which could change who leads."
        )
    first = [name for name, found in ranked if len(found) == most]
    named = listed([f"**{_name(scope, by, name)}**" for name in first])
    each = " each" if len(first) > 1 else ""
    sentence = (
        f"{named} {'has' if len(first) == 1 else 'have'} the most {what} by {by} {where}: {most}{each} of {len(cars)}."
    )
    if open_wins:
        sentence += f" The {by} of {counted(open_wins, 'winner')} is not in my data; that cannot change who leads."
    lines, place = [], 0
    for index, (name, found) in enumerate(ranked, start=1):
        if index == 1 or len(found) < len(ranked[index - 2][1]):
            place = index
        if place > _SHOWN:
            break
        labels = list(dict.fromkeys(car.season for car in found))
        when = span_text(archive, labels) if len(labels) == 1 else _from_to(scope, labels)
        lines.append(f"**{place}. {_name(scope, by, name)}** · {counted(len(found), 'win')} · {when}")
    more = len(ranked) - len(lines)
    crew = " Everybody who shared the winning car counts." if by == "driver" else ""
    series = archive.seasons[seasons[-1]].row
    sources = await queries.win_sources(scope.connection, season=None, series=series.series)
    return compose(
        scope,
        sentence,
        title=f"{series.series_name} · most {what} by {by}",
        lines=[*lines, *([f"… and {more} more with fewer"] if more else [])],
        parts=[
            Part(
                "How this is counted",
                (f"Races of the championship, no sprints; years are those of the first and last win.{crew}",),
            )
        ],
        sources=cited({season: sources.get(season, ()) for season in seasons}),
        links=[*_links(scope, by, first), link(scope, f"{scope.held.row.label} only", "wins", by=by)],
    )


def _from_to(scope: Scope, seasons: Sequence[str]) -> str:
    return "–".join(plain(scope.archive.seasons[key].row.label) for key in (seasons[0], seasons[-1]))


def _name(scope: Scope, by: By, key: str) -> str:
    kind = _CAREERS.get(by)
    return plain(key) if kind is None else career_name(scope, kind, key)


def _links(scope: Scope, by: By, keys: Sequence[str]) -> list[Link]:
    kind = _CAREERS.get(by)
    if kind is None:
        return []
    return [career_link(scope, kind, key) for key in keys[:_LINKS]]
