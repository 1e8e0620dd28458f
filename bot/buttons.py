"""Buttons that lead on. All of a button's state is in its custom id, so it works after a restart.

A custom id is `pb1|command|page|option=value|…` (Discord's limit: 100 characters). The leading mark names the
version of this form and, by a letter after it, what the button is for. An id of another form is answered, never
ignored.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

import discord
from msgspec import Struct

from bot.answers.answer import Link
from bot.errors import Outdated, Suggestion

if TYPE_CHECKING:
    from bot.client import Pitboard

MARK = "pb1"
SHARE_MARK = "pb1s"
REPORT_MARK = "pb1r"
FORM_MARK = "pb1m"
LONGEST_ID = 100
BUTTONS = 5
_LABEL = 80


class Press(Struct, frozen=True):
    """What a button asks for: a command with option texts, and the page of its answer, from 1."""

    command: str
    texts: tuple[tuple[str, str], ...]
    page: int = 1


def custom_id(press: Press, mark: str = MARK) -> str | None:
    """The id of a button; None where it would be too long or could not be read back."""
    return _identity(mark, press.command, press.page, press.texts)


def _identity(mark: str, command: str, page: int, texts: tuple[tuple[str, str], ...]) -> str | None:
    text = _joined(mark, command, page, texts)
    fits = len(text) <= LONGEST_ID and text.count("|") == 2 + len(texts) and text.count("=") == len(texts)
    return text if fits else None


def shortened_id(press: Press, mark: str) -> str:
    """An id that always fits: of options that are too long, as much as there is room for.

    Enough to know the answer by, not to ask for it again.
    """
    if (whole := custom_id(press, mark)) is not None:
        return whole
    texts = [(name, re.sub(r"[|=\s]+", " ", value)) for name, value in press.texts]
    over = len(_joined(mark, press.command, press.page, texts)) - LONGEST_ID
    for index, (name, value) in sorted(enumerate(texts), key=lambda item: -len(item[1][1])):
        if over <= 0:
            break
        kept = value[: max(1, len(value) - over)]
        over -= len(value) - len(kept)
        texts[index] = (name, kept)
    return _joined(mark, press.command, press.page, texts)[:LONGEST_ID]


def _joined(mark: str, command: str, page: int, texts: Iterable[tuple[str, str]]) -> str:
    return "|".join([mark, command, str(page), *map("=".join, texts)])


def read_custom_id(text: str, mark: str = MARK) -> Press:
    """What the button of this id asks for.

    Raises: Outdated for an id that this version did not make.
    """
    found, *parts = text.split("|")
    if found == mark and len(parts) >= 2 and re.fullmatch(r"[1-9]\d{0,3}", parts[1]):
        pairs = [part.partition("=") for part in parts[2:]]
        if all(equals and name for name, equals, _ in pairs):
            return Press(parts[0], tuple((name, value) for name, _, value in pairs), int(parts[1]))
    raise Outdated("That button is from another version of Pitboard; ask again with a slash command.")


class StateButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"(?!)"):
    """A button that anyone may press at any time. `press` answers by the custom id alone."""

    def __init__(self, label: str, identity: str, row: int | None = None) -> None:
        style = discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=label[:_LABEL] or "…", style=style, custom_id=identity, row=row))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(getattr(item, "label", None) or "…", match.string)

    async def callback(self, interaction: "discord.Interaction[Pitboard]") -> Any:  # type: ignore[override]
        async with interaction.client.ending(interaction):
            await self.press(interaction, self.custom_id)

    @classmethod
    async def press(cls, interaction: "discord.Interaction[Pitboard]", identity: str) -> None:
        """Answer a press. Raises: UserError."""
        raise NotImplementedError


class AskButton(StateButton, template=re.compile(r"pb1\|[^\x00]*", re.DOTALL)):
    """A button that asks a question."""

    @classmethod
    async def press(cls, interaction: "discord.Interaction[Pitboard]", identity: str) -> None:
        await interaction.client.replies.pressed(interaction, read_custom_id(identity))


class ShareButton(StateButton, template=re.compile(r"pb1s\|[^\x00]*", re.DOTALL)):
    """Posts a private answer to the channel."""

    @classmethod
    async def press(cls, interaction: "discord.Interaction[Pitboard]", identity: str) -> None:
        await interaction.client.replies.shared(interaction, read_custom_id(identity, SHARE_MARK))


class ReportButton(StateButton, template=re.compile(r"pb1r\|[^\x00]*", re.DOTALL)):
    """Opens the form in which a mistake is reported."""

    @classmethod
    async def press(cls, interaction: "discord.Interaction[Pitboard]", identity: str) -> None:
        await interaction.client.reports.pressed(interaction, read_custom_id(identity, REPORT_MARK))


class Button(Struct, frozen=True):
    """A button before it is sent: what stands on it, and its custom id."""

    label: str
    identity: str

    def form(self) -> dict[str, Any]:
        """The button in Discord's form: the same as an item's own, without the making of an item."""
        label = self.label[:_LABEL] or "…"
        return {"type": 2, "style": 2, "label": label, "custom_id": self.identity, "disabled": False}


def button_rows(
    links: Iterable[Link | Suggestion],
    *,
    pages: int = 1,
    page: int = 1,
    asked: Press | None = None,
    share: bool = False,
    report: bool = False,
) -> tuple[tuple[Button, ...], ...]:
    """Rows of buttons for links, led by those that turn the pages of the question `asked`; no row where there are none.

    `share` and `report` add the buttons that are about `asked` itself, last. Each question has one button; one that
    does not fit an id has none.
    """
    leading: dict[str, Button] = {}
    if asked is not None and pages > 1:
        for turn in (page - 1, page + 1):
            if 1 <= turn <= pages and (identity := _identity(MARK, asked.command, turn, asked.texts)):
                leading[identity] = Button(f"Page {turn}", identity)
    for link in links:
        if len(leading) == BUTTONS:
            break
        identity = _identity(MARK, link.command, 1, link.options)
        if identity is not None and identity not in leading:
            leading[identity] = Button(link.label, identity)
    about: list[Button] = []
    if asked is not None:
        shown = Press(asked.command, asked.texts, page)
        if share and (identity := custom_id(shown, SHARE_MARK)):
            about.append(Button("Share", identity))
        if report:
            about.append(Button("Report a mistake", shortened_id(shown, REPORT_MARK)))
    if len(leading) + share + report > BUTTONS:
        return tuple(leading.values()), tuple(about)
    row = (*leading.values(), *about)
    return (row,) if row else ()


def button_view(links: Iterable[Link | Suggestion]) -> discord.ui.View | None:
    """Buttons for links; None where there are none.

    The view is stopped: discord.py would keep a live one for 15 minutes, and these need no view to work.
    """
    rows = button_rows(links)
    if not rows:
        return None
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for button in row:
            view.add_item(AskButton(button.label, button.identity, number))
    view.stop()
    return view
