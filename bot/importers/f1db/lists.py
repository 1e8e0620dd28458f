"""Circuits, teams and drivers of a season, with the other names that they are known by."""

from collections.abc import Iterator
from typing import Any

from bot.importers.f1db.conversion import Conversion
from bot.importers.f1db.race import SOURCES
from bot.importers.f1db.tree import text
from bot.season.model.calendar import Circuit
from bot.season.model.competitors import Team
from bot.season.model.rows import DriverRow


def circuits(it: Conversion) -> Iterator[Circuit]:
    """The circuits that were raced on."""
    for key, layouts in it.races.layouts.items():
        item = it.names.of("circuits", key)
        previous = item.get("previousNames")
        values: dict[str, Any] = {
            "code": key,
            "name": it.names.full_name("circuits", key),
            "short": it.names.name("circuits", key),
            "place": text(item, "placeName") or "?",
            "country": it.names.country(text(item, "countryId")) or "?",
            "sources": SOURCES,
            "aliases": tuple(name for name in previous if isinstance(name, str)) if isinstance(previous, list) else (),
        }
        if len(layouts) == 1:
            ((length, turns, kind),) = layouts
            values["length_km"] = {"value": length, "sources": SOURCES} if length else None
            values["turns"] = {"value": int(turns), "sources": SOURCES} if turns.isdecimal() else None
            values["kind"] = {"value": f"{kind.capitalize()} circuit", "sources": SOURCES} if kind else None
        yield Circuit.model_validate({key: value for key, value in values.items() if value is not None})


def teams(it: Conversion) -> Iterator[Team]:
    """The constructors, who are the teams."""
    for key in it.races.constructors:
        name = it.names.name("constructors", key)
        others = [it.names.full_name("constructors", key)]
        others += [it.names.name("entrants", entrant) for entrant in it.entries.entrants(key)]
        yield Team(
            name=name,
            id=key,
            aliases=tuple(dict.fromkeys(other for other in others if other != name)),
            nationality=it.names.country(text(it.names.of("constructors", key), "countryId")) or "?",
            sources=SOURCES,
        )


def driver_rows(it: Conversion) -> tuple[DriverRow, ...]:
    """Lines of drivers.csv, by name."""
    rows = []
    for key in it.races.drivers:
        item = it.names.of("drivers", key)
        name = it.names.name("drivers", key)
        others = (text(item, "fullName"), _abbreviation(it, key))
        rows.append(
            DriverRow.model_validate(
                {
                    "line": 0,
                    "name": name,
                    "id": key,
                    "nationality": it.names.country(text(item, "nationalityCountryId")) or "?",
                    "born": text(item, "dateOfBirth"),
                    "aliases": tuple(dict.fromkeys(other for other in others if other and other != name)),
                    "sources": SOURCES,
                }
            )
        )
    return tuple(sorted(rows, key=lambda row: row.name))


def abbreviations(it: Conversion) -> tuple[str, ...]:
    """Three letters that name a driver on screens, and are read in a message only in capitals."""
    return tuple(sorted({short for key in it.races.drivers if (short := _abbreviation(it, key))}))


def _abbreviation(it: Conversion, driver: str) -> str:
    """A driver's three letters; none where another driver of the season has them too."""
    short = text(it.names.of("drivers", driver), "abbreviation")
    same = [key for key in it.races.drivers if text(it.names.of("drivers", key), "abbreviation") == short]
    return short if len(same) == 1 else ""
