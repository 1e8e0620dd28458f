"""A finished answer, and the messages made of it: made once, sent as often as it is asked for, changed by nobody.

Making an embed, five buttons and their JSON forms takes longer than sending them; season.db never changes while it
is open, so neither does what is made here.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord

from bot.answers.answer import Answer
from bot.answers.spoilers import spoilered
from bot.buttons import Press, button_view
from bot.commands import Question

if TYPE_CHECKING:
    from discord.types.embed import Embed as EmbedData

# Answers that tell no result, and would only be a nuisance behind bars.
_NO_RESULTS = frozenset({"help"})


class FinishedEmbed(discord.Embed):
    """An embed whose form for Discord is made once."""

    __slots__ = ("_form",)

    def __init__(self, form: "EmbedData") -> None:
        super().__init__()
        self._form = form

    def to_dict(self) -> "EmbedData":
        """The form, in a copy: whoever is handed it may do with it what they like."""
        form = self._form.copy()
        if "fields" in form:
            form["fields"] = [field.copy() for field in form["fields"]]
        if "footer" in form:
            form["footer"] = form["footer"].copy()
        return form


class FinishedView(discord.ui.View):
    """Buttons whose form for Discord is made once; stopped, so that discord.py keeps nothing of an answer."""

    def __init__(self, form: list[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._form = form
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """The form, in a copy."""
        return [{**row, "components": [button.copy() for button in row["components"]]} for row in self._form]


@dataclass(frozen=True, slots=True)
class Made:
    """A message, but for what is said under its sentence."""

    sentence: str
    embed: FinishedEmbed
    view: FinishedView


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer to a question of a command, with its messages as far as they were needed."""

    command: str
    question: Question
    answer: Answer
    _made: dict[tuple[int, bool, bool], Made] = field(default_factory=dict)

    def made(self, page: int, *, spoilers: bool, share: bool) -> Made:
        """The message of a page, the last where there are fewer; `spoilers`: behind bars; `share`: with that button."""
        page = min(page, len(self.answer.embeds))
        spoilers = spoilers and self.command not in _NO_RESULTS
        made = self._made.get((page, spoilers, share))
        if made is None:
            made = self._made[page, spoilers, share] = self._make(page, spoilers=spoilers, share=share)
        return made

    def _make(self, page: int, *, spoilers: bool, share: bool) -> Made:
        answer = spoilered(self.question.scope, self.answer, self.command) if spoilers else self.answer
        asked = Press(self.command, answer.again or self.question.texts, page)
        view = button_view(answer.links, pages=len(answer.embeds), page=page, asked=asked, share=share, report=True)
        form = answer.embeds[page - 1].to_dict()
        return Made(answer.sentence, FinishedEmbed(form), FinishedView([] if view is None else view.to_components()))
