"""A car number: whose it was, who drove it, what it was, and what it did."""

from collections.abc import Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, compose, link
from bot.answers.entries import entry_lines, extent_part, known_heading, machines_text, unique, win_phrase
from bot.answers.page import Part
from bot.answers.words import crew_text, listed, plain
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import results
from bot.queries.results import UNKNOWN, Entry

_NAMED = 4


async def car(scope: Scope, number: str) -> Answer:
    """What a number was in the season. Numbers are text: 8 and 08 are two cars.

    Raises: NotHeld where no car of that number is held.
    """
    entries = await results.of_car(scope.connection, scope.season, number)
    if not entries:
        raise NotHeld(f"No car #{plain(number)} of the {plain(scope.held.row.name)} is in my data.")
    teams = unique(plain(entry.team) for entry in entries if entry.team != UNKNOWN)
    classes = unique(entry.class_ for entry in entries)
    cars = machines_text(entries)
    crew = unique(driver for entry in entries for driver in entry.crew)
    shown = listed(teams) or "a car of an unknown team"
    if scope.held.single_class:
        by = listed(_drivers(entries))
        ran = f"was driven by {by}" if by else f"was {shown}"
    else:
        ran = f"was {shown} in {listed(classes)}"
    sentence = f"**#{plain(number)}** {ran} and {win_phrase(scope, entries)} in the {plain(scope.held.row.name)}."
    who = "Drivers" if scope.held.single_class else "Crew"
    lines = [f"**{who}** {listed([plain(name) for name in crew]) if crew else 'not known'}"]
    lines.append(f"**Car** {cars or 'not in my data'}")
    found = remarks.disputes_of_cars(scope, entries)
    codes = [entry.derivation for entry in entries]
    return compose(
        scope,
        sentence,
        title=f"#{number} · {scope.held.row.label}",
        lines=lines,
        parts=[
            Part(known_heading(scope, "Rounds", len(entries)), tuple(entry_lines(scope, entries, show_crew=True))),
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
            *([] if scope.held.single_class else [link(scope, f"Class {classes[0]}", "class", name=classes[0])]),
        ],
    )


def _drivers(entries: Sequence[Entry]) -> list[str]:
    """Whose number it was, most often first, each with the cars driven under it: `Ayrton Senna (McLaren-Honda)`."""
    cars: dict[str, dict[str, None]] = {}
    for entry in sorted(entries, key=lambda entry: -sum(entry.crew == other.crew for other in entries)):
        if entry.crew:
            cars.setdefault(crew_text(entry.crew), {})[plain(entry.constructor or entry.team)] = None
    named = [f"{name} ({listed(list(held))})" for name, held in cars.items()]
    return named if len(named) <= _NAMED else [*named[:_NAMED], f"{len(named) - _NAMED} more"]
