"""A place over seasons in words: which circuit, Grand Prix or country is meant, and where it was."""

from bot.answers.words import country, listed, plain, the
from bot.places import Place

_ARTICLE = ("United ", "Netherlands")
_FEW = 8


def at(place: Place) -> str:
    """`at Silverstone Circuit`, `at the French Grand Prix`, `in Italy`."""
    match place.kind:
        case "country":
            return f"in {country_in_words(place.code)}"
        case "event":
            return f"at {the(place.name)}"
        case "circuit":
            return f"at {plain(place.name)}"


def country_in_words(code: str) -> str:
    """A country within a sentence: `the United Kingdom`."""
    name = plain(country(code))
    return f"the {name}" if name.startswith(_ARTICLE) else name


def called(place: Place) -> str:
    """What it is called where it is one of several: `all races in Italy`, `the French Grand Prix`."""
    match place.kind:
        case "country":
            return f"all races in {country_in_words(place.code)}"
        case "event":
            return the(place.name)
        case "circuit":
            return f"all races at {plain(place.name)}"


def place_lines(place: Place) -> list[str]:
    """Where it was, for what is no circuit."""
    if place.kind == "circuit":
        return []
    names = [plain(name) for name in place.circuits]
    shown = listed(names) if len(names) <= _FEW else f"{listed(names[:_FEW])} and {len(names) - _FEW} more"
    return [f"Held at {shown}."]
