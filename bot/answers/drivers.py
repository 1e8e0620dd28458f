"""A driver's season: wins, classes, cars, team-mates, results, nationality."""

from bot.answers import remarks
from bot.answers.answer import Answer, compose, link
from bot.answers.entries import entry_lines, extent_part, known_heading, machines_text, rounds_text, unique, win_phrase
from bot.answers.page import Part
from bot.answers.people import elsewhere
from bot.answers.standings import standing_text
from bot.answers.words import counted, listed, nationality, plain
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import people, qualifying, results, standings
from bot.queries.results import UNKNOWN


async def driver(scope: Scope, name: str) -> Answer:
    """What a driver did in the season. `name` is the driver's own name.

    Raises: NotHeld where no car of the driver is held.
    """
    entries = await results.of_driver(scope.connection, scope.season, name)
    if not entries:
        raise NotHeld(f"No car that {plain(name)} drove in the {plain(scope.held.row.name)} is in my data.")
    who = await people.driver(scope.connection, scope.season, name)
    lines_in_tables = await standings.of_competitor(scope.connection, scope.season, name)
    grid = [place for place in await qualifying.poles(scope.connection, scope.season) if name in place.drivers]
    classes = unique(entry.class_ for entry in entries)
    teams = unique(plain(entry.team) for entry in entries if entry.team != UNKNOWN)
    mates = unique(plain(other) for entry in entries for other in entry.crew if other != name)
    cars = machines_text(entries)
    driving = [*([] if scope.held.single_class else [listed(classes)]), *([f"for {listed(teams)}"] if teams else [])]
    sentence = (
        f"**{plain(name)}** {win_phrase(scope, entries)} in the {plain(scope.held.row.name)}"
        f"{', driving ' if driving else ''}{' '.join(driving)}."
    )
    about = [f"**Nationality** {nationality(who.nationality if who else None)}"]
    if mates or not scope.held.single_class:
        about.append(
            f"**{'Shared a car with' if scope.held.single_class else 'Team-mates'}** "
            f"{listed(mates) if mates else 'not in my data'}"
        )
    if cars:
        about.append(f"**Cars** {cars}")
    about += [await standing_text(scope, row) for row in lines_in_tables]
    poles = await qualifying.poles_of_driver(scope.connection, scope.season, name)
    number = {round_.round_: round_.number for round_ in scope.held.calendar}
    class_poles = tuple(
        number[place.round_] or 0 for place in grid if place.class_position == 1 and place.position != 1
    )
    if known := [
        f"{counted(len(rounds), noun)} ({rounds_text(rounds)})"
        for rounds, noun in ((poles, "pole position"), (class_poles, "class pole"))
        if rounds
    ]:
        least = "" if scope.held.coverage.get("qualifying") == "complete" else "at least "
        about.append(f"**Qualifying** {least}{listed(known)}")
    others, whole = elsewhere(scope, "person", name)
    about += others
    found = remarks.disputes_of_cars(scope, entries)
    codes = [entry.derivation for entry in entries]
    return compose(
        scope,
        sentence,
        title=f"{name} · {scope.held.row.label}",
        lines=about,
        parts=[
            Part(known_heading(scope, "Rounds", len(entries)), tuple(entry_lines(scope, entries, show_team=True))),
            extent_part(scope),
            remarks.disputed_part(scope, found),
            remarks.derived_part(scope, codes),
        ],
        sources=[
            *(key for entry in entries for key in entry.all_sources),
            *(who.sources if who else ()),
            *(key for row in lines_in_tables for key in row.sources),
            *(key for place in grid for key in place.sources),
            *remarks.dispute_sources(found),
        ],
        links=[
            *whole,
            *(
                link(scope, team, "team", name=team)
                for team in unique(e.team for e in entries if e.team != UNKNOWN)[:2]
            ),
            *(
                link(scope, f"Car {car}", "car", number=car)
                for car in unique(e.car for e in entries if e.car != UNKNOWN)[:2]
            ),
            *([] if scope.held.single_class else [link(scope, f"Class {classes[0]}", "class", name=classes[0])]),
        ],
    )
