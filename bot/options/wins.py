"""The option that says by what wins are counted."""

from collections.abc import Mapping
from typing import ClassVar

from bot.options.option import WordOption


class ByOption(WordOption):
    description = "Count wins by driver, team, car, chassis or engine"
    noun = "way to count wins"
    values: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "driver": ("drivers",),
        "team": ("teams",),
        "car": ("cars", "car number", "number", "numbers"),
        "chassis": ("model", "make"),
        "engine": ("engines",),
    }
