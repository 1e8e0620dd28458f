"""Most wins over several seasons of one series, by whom or by what; only as far as coverage allows."""

from collections.abc import Callable, Iterable, Sequence

from bot.answers import wins as one_season
from bot.answers.answer import Answer, Link, compose, link
from bot.answers.page import Part
from bot.answers.people import career_link, career_name
from bot.answers.ranges import by_series, cited, range_text, series_name, single_class, span_text, the_series
from bot.answers.tally import tally
from bot.answers.wins import OVERALL, By
from bot.answers.words import counted, listed, plain
from bot.archive import Scope
from bot.careers import IN_SEASON
from bot.errors import NotHeld, Suggestion
from bot.queries import won as queries
from bot.queries.won import WonCar

_SHOWN = 25
_SAID = 6
_LINKS = 3

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
    if by == "car":
        raise NotHeld("A car number means another car in another season: name one season to count wins by car number.")
    several = by_series(scope)
    if len(several) > 1:
        said = listed([the_series(series_name(scope.archive, keys)) for keys in several.values()], last="or")
        options = (("by", by), *([("class", class_)] if class_ else []))
        raise NotHeld(
            f"Wins are counted within one series: name {said} as the season.",
            suggestions=[
                Suggestion(scope.archive.seasons[keys[-1]].row.series_name, "wins", (*options, ("season", series)))
                for series, keys in several.items()
            ],
        )
    [seasons] = several.values()
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
    where = range_text(archive, seasons)
    table = tally(cars, _WINNERS[by], order=lambda key: _name(scope, by, key))
    if not table.ranked:
        raise NotHeld(f"What {by} won {where} is not in my data.")
    if not table.settled:
        raise NotHeld(
            f"Most {what} by {by} {where} cannot be told: of {counted(table.unknown, 'winner')} the {by} is not in my "
            "data, which could change who leads."
        )
    named = listed([f"**{_name(scope, by, name)}**" for name in table.first])
    has, each = ("has", "") if len(table.first) == 1 else ("have", " each")
    sentence = f"{named} {has} the most {what} by {by} {where}: {table.most}{each} of {len(cars)}."
    if table.unknown:
        sentence += f" The {by} of {counted(table.unknown, 'winner')} is not in my data; that cannot change who leads."
    lines = []
    for row in table.ranked:
        if row.place > _SHOWN:
            break
        labels = list(dict.fromkeys(car.season for car in row.found))
        when = span_text(archive, labels) if len(labels) == 1 else _from_to(scope, labels)
        name = _name(scope, by, row.name)
        lines.append(f"**{row.place}. {name}** · {counted(len(row.found), 'win')} · {when}")
    more = len(table.ranked) - len(lines)
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
        links=[*_links(scope, by, table.first), link(scope, f"{scope.held.row.label} only", "wins", by=by)],
    )


def _from_to(scope: Scope, seasons: Sequence[str]) -> str:
    return "–".join(plain(scope.archive.seasons[key].row.label) for key in (seasons[0], seasons[-1]))


def _name(scope: Scope, by: By, key: str) -> str:
    kind = IN_SEASON.get(by)
    return plain(key) if kind is None else career_name(scope, kind, key)


def _links(scope: Scope, by: By, keys: Sequence[str]) -> list[Link]:
    kind = IN_SEASON.get(by)
    if kind is None:
        return []
    return [career_link(scope, kind, key) for key in keys[:_LINKS]]
