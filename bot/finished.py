"""Finished messages, kept: made once, sent as often as they are asked for, and changed by nobody.

season.db never changes while it is open, so the same question has the same answer. What decides a message is its
key: the command with its checked options and season, the page, whether it is behind bars and whether it can be
shared. Who asks, and where, is no part of it; what they typed is remembered beside the question that it meant, where
it meant one. A message cannot be changed, and its form is made anew for whoever asks for it: nothing done to one that
was handed out reaches what is kept.
"""

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from bot.answers.answer import Answer
from bot.answers.page import Shown
from bot.answers.spoilers import spoilered
from bot.buttons import Button, Press, button_rows
from bot.commands import Question
from bot.kept import Kept

if TYPE_CHECKING:
    from bot.client import Pitboard

# Answers that tell no result, and would only be a nuisance behind bars.
_NO_RESULTS = frozenset({"help"})
# Together, in bytes of texts and what else a message takes: short texts, buttons and Python's objects.
_MOST_BYTES = 12_000_000
_BYTES_ADDED = 2500
_MOST_QUESTIONS = 4000
# Longer texts than any name are not remembered.
_LONGEST = 200

Texts = tuple[tuple[str, str], ...]


class Shape(Struct, frozen=True):
    """How a message is shown: its page (the last where there are fewer), behind bars, with a button to share it."""

    page: int = 1
    spoilers: bool = False
    share: bool = False


class Message(Struct, frozen=True):
    """A finished message: what its text says, its page and its rows of buttons.

    There is no view, so nothing of discord.py waits for it.
    """

    sentence: str
    page: Shown
    rows: tuple[tuple[Button, ...], ...]

    def form(self) -> dict[str, Any]:
        """Its embed and buttons in Discord's form, made anew each time: they are whoever's that asked for them."""
        buttons = [{"type": 1, "components": [button.form() for button in row]} for row in self.rows]
        return {"embeds": [self.page.form()], "components": buttons}

    def size(self) -> int:
        """Its bytes of memory, about."""
        return _BYTES_ADDED + len(self.sentence) + self.page.length


class Finished:
    """The messages that answer questions, made where they are not kept."""

    def __init__(self, bot: "Pitboard") -> None:
        self._bot = bot
        self._questions: Kept[tuple[str, Texts, str | None], Question] = Kept(_MOST_QUESTIONS)
        self._messages: Kept[tuple[str, Texts, Shape], Message] = Kept(_MOST_BYTES)

    def forget(self) -> None:
        """Keep nothing: what answers say may have changed."""
        self._questions.clear()
        self._messages.clear()

    async def message(
        self, command: str, texts: Texts, season: str | None, shape: Shape, *, channel: int | None = None
    ) -> Message:
        """The message that answers a command with option texts. `season` is the default one; None: Pitboard's own.

        `channel` is Discord's number of where it is asked, which trivia goes by. Raises: UserError.
        """
        if not self._bot.is_same_again(command):
            question = self._bot.question(command, dict(texts), season, channel=channel)
            return finished_message(command, question, await self._bot.answer_to(command, question), shape)
        question = self._question(command, texts, season)
        key = command, question.texts, shape
        message = self._messages.find(key)
        if message is None:
            message = finished_message(command, question, await self._bot.answer_to(command, question), shape)
            self._messages.keep(key, message, message.size())
        return message

    def _question(self, command: str, texts: Texts, season: str | None) -> Question:
        asked = command, texts, season
        question = self._questions.find(asked)
        if question is None:
            question = self._bot.question(command, dict(texts), season)
            if sum([len(text) for _, text in texts]) <= _LONGEST:
                self._questions.keep(asked, question)
        return question


def finished_message(command: str, question: Question, answer: Answer, shape: Shape) -> Message:
    """One page of an answer as a message."""
    pages = len(answer.pages)
    page = min(shape.page, pages)
    asked = Press(command, answer.again or question.texts, page)
    if shape.spoilers and command not in _NO_RESULTS:
        answer = spoilered(question.scope, answer, command)
    rows = button_rows(answer.links, pages=pages, page=page, asked=asked, share=shape.share, report=True)
    return Message(answer.sentence, answer.pages[page - 1].shown(), rows)
