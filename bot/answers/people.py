"""Drivers and teams over seasons as answers name them, and the links to them."""

from bot.answers.answer import Link, link
from bot.answers.words import plain
from bot.archive import Scope
from bot.careers import Career, CareerKind, career_years

_COMMANDS: dict[CareerKind, str] = {"person": "driver", "outfit": "team"}


def career_name(scope: Scope, kind: CareerKind, key: str) -> str:
    """A driver's or team's latest name."""
    career = scope.archive.careers.find(kind, key)
    return plain(key if career is None else career.name)


def career_link(scope: Scope, kind: CareerKind, key: str) -> Link:
    """A link to all that is held of somebody: the career, or the one season that there is."""
    career = scope.archive.careers.find(kind, key)
    if career is None:
        return link(scope, key, _COMMANDS[kind], season="all", name=key)
    if len(career.seasons) == 1:
        [(season, name)] = career.seasons
        return link(scope, name, _COMMANDS[kind], season=season, name=name)
    return link(scope, career.name, _COMMANDS[kind], season="all", name=key)


def elsewhere(scope: Scope, kind: CareerKind, name: str) -> tuple[list[str], list[Link]]:
    """What one season's page says of a driver or team in other seasons: lines, and a link to the whole career."""
    career = scope.archive.careers.of(kind, scope.season, name)
    label = "Whole career" if kind == "person" else "Every season"
    links = [link(scope, label, _COMMANDS[kind], season="all", name=career.key)]
    return namesake_lines(scope, career), links if len(career.seasons) > 1 else []


def namesake_lines(scope: Scope, career: Career) -> list[str]:
    """Others of the name. Nobody says that they are the same, so they are neither joined nor left out."""
    others = scope.archive.careers.namesakes(career)
    if not others:
        return []
    rows = {key: held.row for key, held in scope.archive.seasons.items()}
    noun = "driver" if career.kind == "person" else "team"
    return [
        f"A {noun} of the same name is in {plain('; '.join(career_years(other, rows)))}; whether it is the same one "
        "is not in my data."
        for other in others
    ]
