"""The rule by which places in class are derived where a source has overall places only."""

from bot.season.model.facts import Derivation

CLASS_PLACES = "class-places"
"""The rule's key in a season's text."""


def class_places(sources: tuple[str, ...]) -> Derivation:
    """The rule in words, for places that rest on these sources."""
    text = "Class places are counted among the classified cars of a class, in the order of the overall places."
    return Derivation(code=CLASS_PLACES, text=text, sources=sources)
