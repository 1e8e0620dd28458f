"""Whoever asks first waits no longer than others: what everybody asks for is at hand before anybody does."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.answers.answer import Link
from bot.archive import Scope
from bot.errors import UserError
from bot.finished import Shape, finished_message
from bot.lines import split_line

if TYPE_CHECKING:
    from bot.client import Pitboard


async def warm_up(bot: "Pitboard") -> None:
    """Read the default season, and ask one question of each command, and what the answer's buttons ask, as nobody: no
    answer is kept.

    What is said again and again is ready then, and Python runs faster what it has run before.
    """
    await bot.archive.read_ahead()
    further: dict[tuple[str, tuple[tuple[str, str], ...]], None] = {}
    scope = Scope(bot.archive, bot.archive.default_season)
    for look_up in bot.look_ups():
        if not bot.is_same_again(look_up.name):
            continue  # trivia remembers what it asked
        _, words = split_line(look_up.example(scope) or look_up.name)
        # `/ask` wants words of one's own; and of a season without results much is not held.
        with suppress(UserError):
            links = await _asked(bot, look_up.name, look_up.texts(bot.archive, words))
            further |= dict.fromkeys((link.command, link.options) for link in links)
    for command, options in further:
        with suppress(UserError):
            await _asked(bot, command, dict(options))


async def _asked(bot: "Pitboard", command: str, texts: Mapping[str, str]) -> tuple[Link, ...]:
    """Ask a question, as far as the message that would be sent; where its answer leads."""
    question, answer = await bot.asked(command, texts)
    finished_message(command, question, answer, Shape())
    return tuple(link for link in answer.links if bot.is_look_up(link.command) and bot.is_same_again(link.command))
