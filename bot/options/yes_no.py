"""Options that are yes or no."""

from collections.abc import Mapping
from typing import ClassVar

from bot.options.option import WordOption

PRIVATE = "private"
"""The name of the option that keeps an answer to the asker."""


class YesNoOption(WordOption):
    description = "Show the points of each round"
    noun = "answer"
    values: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "yes": ("y", "true", "on", "1"),
        "no": ("n", "false", "off", "0"),
    }


class PrivateOption(YesNoOption):
    description = "Show the answer to you alone: yes or no; left out: as set with /my and /settings"
