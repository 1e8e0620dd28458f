"""A team's season: wins, cars and crews, chassis and engine, standings, results."""

from collections.abc import Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, Link, compose, link
from bot.answers.entries import entry_lines, extent_part, known_heading, machines_text, unique, win_phrase
from bot.answers.page import Part
from bot.answers.people import elsewhere
from bot.answers.standings import points_said, standing_text
from bot.answers.words import listed, nationality, ordinal, plain
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import people, results, standings
from bot.queries.results import UNKNOWN, Entry
from bot.queries.standings import Standing


async def team(scope: Scope, name: str) -> Answer:
    """What a team did in the season. `name` is the team's own name.

    Raises: NotHeld where neither a car nor a standings line of the team is held.
    """
    entries = await results.of_team(scope.connection, scope.season, name)
    rows = [
        row
        for row in await standings.of_competitor(scope.connection, scope.season, name)
        if _kind(scope, row.championship) == "teams"
    ]
    for name_there in unique(entry.constructor for entry in entries if entry.constructor):
        rows += [
            row
            for row in await standings.of_competitor(scope.connection, scope.season, name_there)
            if _kind(scope, row.championship) == "constructors"
        ]
    if not entries and not rows:
        raise NotHeld(f"{plain(name)} is known by name only: no car and no standings line of it is in my data.")
    who = await people.team(scope.connection, scope.season, name)
    classes = unique(entry.class_ for entry in entries) or unique(_class(scope, row.championship) for row in rows)
    sentence = (
        f"**{plain(name)}** {win_phrase(scope, entries)} in the {plain(scope.held.row.name)}"
        f"{'' if scope.held.single_class else f', in {listed(classes)}'}"
    )
    best = next((row for row in rows if row.position), None)
    if best is not None:
        sentence += await _stood(scope, best)
    sentence += "."
    about = [f"**Nationality** {nationality(who.nationality if who else None)}"]
    about += [await standing_text(scope, row) for row in rows]
    of_class = {class_: machines_text([e for e in entries if e.class_ == class_]) for class_ in classes}
    for row in rows:
        if row.chassis or row.engine:
            car = " / ".join(plain(part) for part in row.chassis)
            engine = " / ".join(plain(part) for part in row.engine)
            about.append(f"**{_class(scope, row.championship)} car** {car}{f', {engine}' if engine else ''}")
            of_class.pop(_class(scope, row.championship), None)
    about += [f"**{_car_of(scope, class_)}** {cars}" for class_, cars in of_class.items() if cars]
    others, whole = elsewhere(scope, "outfit", name)
    about += others
    found = remarks.disputes(scope, team=name)
    codes = [entry.derivation for entry in entries] + [row.derivation for row in rows if row.total_derived]
    return compose(
        scope,
        sentence,
        title=f"{name} · {scope.held.row.label}",
        lines=about,
        parts=[
            Part("Cars and crews", tuple(_crews(entries))),
            Part(known_heading(scope, "Results", len(entries)), tuple(entry_lines(scope, entries))),
            extent_part(scope),
            remarks.disputed_part(scope, found),
            remarks.derived_part(scope, codes),
        ],
        sources=[
            *(key for row in rows for key in row.sources),
            *(key for entry in entries for key in entry.all_sources),
            *(who.sources if who else ()),
            *remarks.dispute_sources(found),
        ],
        links=[
            *whole,
            *(
                link(scope, f"Car {car}", "car", number=car)
                for car in unique(e.car for e in entries if e.car != UNKNOWN)[:2]
            ),
            *(link(scope, driver, "driver", name=driver) for driver in unique(d for e in entries for d in e.crew)[:2]),
            *_standings_link(scope, rows, classes),
        ],
    )


def _standings_link(scope: Scope, rows: Sequence[Standing], classes: Sequence[str]) -> list[Link]:
    """The table that the team stands in; none where it stands in none."""
    if not rows:
        return []
    if scope.held.single_class:
        return [link(scope, "Standings", "standings", championship=_kind(scope, rows[0].championship))]
    return [link(scope, f"{classes[0]} standings", "standings", class_=classes[0])]


async def _stood(scope: Scope, row: Standing) -> str:
    """`, and was 2nd in the GTS teams standings with 163 points`, as far as they are known."""
    title = next(title for title in scope.held.championships if title.championship == row.championship)
    points = await points_said(scope, title, row)
    place = ordinal(row.position or 0)
    stands = f"was {place}" if scope.held.over else f"is {place} so far"
    return f", and {stands} in the {plain(title.name)} standings{f' with {points}' if points else ''}"


def _car_of(scope: Scope, class_: str) -> str:
    return "Car" if scope.held.single_class else f"{class_} car"


def _kind(scope: Scope, championship: str) -> str:
    return next(title.kind for title in scope.held.championships if title.championship == championship)


def _class(scope: Scope, championship: str) -> str:
    return next(title.class_ for title in scope.held.championships if title.championship == championship)


def _crews(entries: tuple[Entry, ...]) -> list[str]:
    """Each car with everybody known to have driven it, in the order they first did; none of which neither number nor
    crew is known.
    """
    crews: dict[str, list[str]] = {}
    for entry in entries:
        held = crews.setdefault(entry.car, [])
        held += [plain(driver) for driver in entry.crew if plain(driver) not in held]
    return [
        f"**{'#' + plain(car) if car != UNKNOWN else 'Car number unknown'}** {listed(crew) if crew else 'crew unknown'}"
        for car, crew in crews.items()
        if crew or car != UNKNOWN
    ]
