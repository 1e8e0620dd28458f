"""Buttons that lead on. All of a button's state is in its custom id, so it works after a restart.

A custom id is `pb1|command|page|option=value|…` (Discord's limit: 100 characters). The leading mark names the
version of this form: an id of another form is answered, never ignored.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.answers.answer import Link
from bot.errors import Outdated, Suggestion

if TYPE_CHECKING:
    from bot.client import Pitboard

MARK = "pb1"
LONGEST_ID = 100
BUTTONS = 5
_LABEL = 80
_TEMPLATE = re.compile(r"pb1\|(?P<state>[^\x00]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Press:
    """What a button asks for: a command with option texts, and the page of its answer, from 1."""

    command: str
    texts: tuple[tuple[str, str], ...]
    page: int = 1


def custom_id(press: Press) -> str | None:
    """The id of a button; None where it would be too long or could not be read back."""
    if any(mark in part for pair in press.texts for part in pair for mark in "|="):
        return None
    options = (f"{name}={value}" for name, value in press.texts)
    text = "|".join((MARK, press.command, str(press.page), *options))
    return text if len(text) <= LONGEST_ID else None


def read_custom_id(text: str) -> Press:
    """What the button of this id asks for.

    Raises: Outdated for an id that this version did not make.
    """
    mark, *parts = text.split("|")
    if mark == MARK and len(parts) >= 2 and re.fullmatch(r"[1-9]\d{0,3}", parts[1]):
        pairs = [part.partition("=") for part in parts[2:]]
        if all(equals and name for name, equals, _ in pairs):
            return Press(parts[0], tuple((name, value) for name, _, value in pairs), int(parts[1]))
    raise Outdated("That button is from another version of Pitboard; ask again with a slash command.")


class AskButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_TEMPLATE):
    """A button that asks a question when anyone presses it."""

    def __init__(self, label: str, identity: str) -> None:
        super().__init__(
            discord.ui.Button(label=label[:_LABEL] or "…", style=discord.ButtonStyle.secondary, custom_id=identity)
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(getattr(item, "label", None) or "…", match.string)

    async def callback(self, interaction: "discord.Interaction[Pitboard]") -> Any:  # type: ignore[override]
        await interaction.client.pressed(interaction, self.custom_id)


def button_view(
    links: Iterable[Link | Suggestion], *, pages: int = 1, page: int = 1, asked: Press | None = None
) -> discord.ui.View | None:
    """Buttons for links, led by those that turn the pages of the question `asked`; None where there are none.

    The view is stopped: discord.py would keep a live one for 15 minutes, and these need no view to work.
    """
    wanted: list[tuple[str, Press]] = []
    if asked is not None and pages > 1:
        if page > 1:
            wanted.append((f"← Page {page - 1}", Press(asked.command, asked.texts, page - 1)))
        if page < pages:
            wanted.append((f"Page {page + 1} →", Press(asked.command, asked.texts, page + 1)))
    wanted += [(link.label, Press(link.command, tuple(link.options))) for link in links]
    buttons = _buttons(wanted)
    if not buttons:
        return None
    view = discord.ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    view.stop()
    return view


def _buttons(wanted: Sequence[tuple[str, Press]]) -> list[AskButton]:
    """At most a row of buttons, each id once."""
    made: dict[str, AskButton] = {}
    for label, press in wanted:
        identity = custom_id(press)
        if identity is not None and identity not in made and len(made) < BUTTONS:
            made[identity] = AskButton(label, identity)
    return list(made.values())
