"""Whoever asks first waits no longer than others: what everybody asks for is at hand before anybody does."""

from contextlib import suppress
from typing import TYPE_CHECKING

from bot.archive import Scope
from bot.errors import UserError
from bot.finished import Shape, finished_message
from bot.lines import split_line

if TYPE_CHECKING:
    from bot.client import Pitboard


async def warm_up(bot: "Pitboard") -> None:
    """Read the default season, and ask one question of each command, as nobody: no answer is kept.

    What is said again and again is ready then, and Python runs faster what it has run a few times.
    """
    await bot.archive.read_ahead()
    scope = Scope(bot.archive, bot.archive.default_season)
    for look_up in bot.look_ups():
        if not bot.is_same_again(look_up.name):
            continue  # trivia remembers what it asked
        _, words = split_line(look_up.example(scope) or look_up.name)
        # `/ask` wants words of one's own; and of a season without results much is not held.
        with suppress(UserError):
            question, answer = await bot.asked(look_up.name, look_up.texts(bot.archive, words))
            finished_message(look_up.name, question, answer, Shape())
