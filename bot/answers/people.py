"""Drivers and teams over seasons as answers name them, and the links to them."""

from bot.answers.answer import Link, link
from bot.answers.words import plain
from bot.archive import Scope
from bot.careers import CareerKind

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
