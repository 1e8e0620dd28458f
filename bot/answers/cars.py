"""A car number: whose it was, who drove it, what it was, and what it did."""

from bot.answers import remarks
from bot.answers.answer import Answer, Part, compose, link
from bot.answers.entries import entry_lines, extent_part, machines, unique, win_phrase
from bot.answers.words import listed, plain
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import results
from bot.queries.results import UNKNOWN


async def car(scope: Scope, number: str) -> Answer:
    """What a number was in the season. Numbers are text: 8 and 08 are two cars.

    Raises: NotHeld where no car of that number is held.
    """
    entries = await results.of_car(scope.connection, scope.season, number)
    if not entries:
        raise NotHeld(f"No car #{plain(number)} of the {plain(scope.held.row.name)} is in my data.")
    teams = unique(plain(entry.team) for entry in entries if entry.team != UNKNOWN)
    classes = unique(entry.class_ for entry in entries)
    cars = machines(entries)
    crew = unique(driver for entry in entries for driver in entry.crew)
    sentence = (
        f"**#{plain(number)}** was {listed(teams) or 'a car of an unknown team'} in {listed(classes)} and "
        f"{win_phrase(scope, entries)} in the {plain(scope.held.row.name)}."
    )
    lines = [f"**Crew** {listed([plain(name) for name in crew]) if crew else 'not known'}"]
    lines.append(f"**Car** {'; '.join(cars) if cars else 'not in my data'}")
    found = remarks.disputes_of_cars(scope, entries)
    codes = [entry.derivation for entry in entries]
    return compose(
        scope,
        sentence,
        title=f"#{number} · {scope.held.row.label}",
        lines=lines,
        parts=[
            Part(f"Rounds ({len(entries)} known)", tuple(entry_lines(scope, entries, show_crew=True))),
            extent_part(scope),
            remarks.disputed_part(scope, found),
            remarks.derived_part(scope, codes),
        ],
        sources=[
            *(key for entry in entries for key in entry.all_sources),
            *remarks.dispute_sources(found),
        ],
        links=[
            *(
                link(scope, team, "team", name=team)
                for team in unique(e.team for e in entries if e.team != UNKNOWN)[:1]
            ),
            *(link(scope, driver, "driver", name=driver) for driver in crew[:3]),
            link(scope, f"Class {classes[0]}", "class", name=classes[0]),
        ],
    )
