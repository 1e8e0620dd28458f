"""One race as a round of the calendar, with what is known of it as a whole."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot.importers.f1db.race import CLASS, SOURCES, TIME, Race
from bot.importers.f1db.tree import Record, text
from bot.season.model.calendar import Round

_LAPS_BEHIND = re.compile(r"\+(\d{1,3}) laps?")


def take_round(it: Race, cars: Sequence[Sequence[Record]]) -> None:
    """Take the round; one without a car in it is still to come."""
    race = it.race
    grand_prix = text(race, "grandPrixId")
    circuit = text(race, "circuitId")
    it.races.layouts.setdefault(circuit, set()).add(
        (text(race, "courseLength"), text(race, "turns"), text(race, "circuitType"))
    )
    places = [int(text(car[0], "position")) for car in cars if text(car[0], "position").isdecimal()]
    numbers = Counter(text(car[0], "driverNumber") for car in cars)
    values: dict[str, Any] = {
        "code": it.code,
        "number": int(text(race, "round") or 0),
        "name": it.names.full_name("grands-prix", grand_prix),
        "circuit": circuit,
        "date": date.fromisoformat(text(race, "date")),
        "sources": SOURCES,
        "aliases": tuple(
            dict.fromkeys(
                alias
                for alias in (
                    it.names.name("grands-prix", grand_prix),
                    text(it.names.of("grands-prix", grand_prix), "shortName"),
                )
                if alias
            )
        ),
        "short": it.names.name("grands-prix", grand_prix),
        "full_name": _fact(text(race, "officialName")[:120]),
    }
    if cars:
        values |= {
            "laps": _fact(int(text(race, "laps"))) if text(race, "laps").isdecimal() else None,
            "distance_km": _fact(Decimal(text(race, "distance"))) if text(race, "distance") else None,
            "margin": _margin(it, cars),
            "fastest_lap": _fastest_lap(it),
            "overall_places_known": max(places, default=0) or None,
            "complete_classes": (CLASS,),
            "vacant_places": tuple(sorted(set(range(1, max(places, default=0))) - set(places))),
            "repeated_cars": tuple(
                number for number, cars_of in numbers.items() if cars_of > 1 and number and number != "?"
            ),
        }
    else:
        values["to_come"] = True
    it.races.rounds.append(Round.model_validate({key: value for key, value in values.items() if value is not None}))


def _margin(it: Race, cars: Sequence[Sequence[Record]]) -> dict[str, Any] | None:
    second = next((car[0] for car in cars if text(car[0], "position") == "2"), None)
    if second is None:
        return None
    gap = text(second, "gap")
    over = {"over": text(second, "driverNumber") or "?", "sources": SOURCES}
    if laps := _LAPS_BEHIND.fullmatch(gap):
        return {"laps": int(laps[1]), **over}
    time = gap.removeprefix("+")
    return {"time": time, **over} if TIME.fullmatch(time) else None


def _fastest_lap(it: Race) -> dict[str, Any] | None:
    """The fastest lap; with several drivers where the source puts them all first."""
    first = [item for item in it.records("fastest-laps.yml") if text(item, "position") == "1"]
    if not first:
        return None
    drivers = list(dict.fromkeys(it.names.name("drivers", text(item, "driverId")) for item in first))
    lap: dict[str, Any] = {
        "car": text(first[0], "driverNumber") or "?",
        "driver": drivers[0],
        "also": tuple(drivers[1:]),
        "sources": SOURCES,
    }
    if TIME.fullmatch(text(first[0], "time")):
        lap["time"] = text(first[0], "time")
    return lap


def _fact(value: object) -> dict[str, Any]:
    return {"value": value, "sources": SOURCES}
