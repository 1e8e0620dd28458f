"""A page of an answer, which Discord calls an embed, and what it may hold.

Discord's limits (official documentation, 2026): title 256, description 4,096, field name 256, field value 1,024, 25
fields, footer 2,048, 6,000 in all, message content 2,000.
"""

from typing import Any

import discord
from msgspec import Struct

from bot.answers.words import heading_text

TITLE, DESCRIPTION, FIELD_NAME, FIELD_VALUE, FIELDS, FOOTER, EMBED = 256, 4096, 256, 1024, 25, 2048, 6000
CONTENT = 2000

COLOUR = discord.Colour(0xC8102E)


class Part(Struct, frozen=True):
    """One part of a page: a heading, which is no Markdown, and lines under it, which are.

    `inline` parts stand side by side where there is room.
    """

    heading: str
    lines: tuple[str, ...]
    inline: bool = False

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


class Page(Struct, frozen=True):
    """A page within Discord's limits. `title` is no Markdown. `description` is empty where there is none.

    `sources` names them in words, empty where there are none; `version` is that of the data. Both stand in the footer,
    after the page's `number` where there are several: `of` so many.
    """

    title: str
    description: str
    parts: tuple[Part, ...]
    sources: str
    version: str
    number: int = 1
    of: int = 1

    @property
    def footer(self) -> str:
        """The last line."""
        page = f"Page {self.number} of {self.of} · " if self.of > 1 else ""
        sources = f"{self.sources} · " if self.sources else ""
        return cut(f"{page}{sources}{self.version}", FOOTER)

    def shown(self) -> "Shown":
        """The page as it is sent."""
        fields = tuple([(heading_text(part.heading, FIELD_NAME), part.text, part.inline) for part in self.parts])
        return Shown(heading_text(self.title, TITLE), self.description, fields, self.footer)

    def embed(self) -> discord.Embed:
        """The page as discord.py takes it."""
        return discord.Embed.from_dict(self.shown().form())


class Shown(Struct, frozen=True):
    """A page with its texts joined, all of it Markdown. `fields` are (name, value, inline)."""

    title: str
    description: str
    fields: tuple[tuple[str, str, bool], ...]
    footer: str

    def form(self) -> dict[str, Any]:
        """The embed in Discord's form, made anew."""
        form: dict[str, Any] = {
            "type": "rich",
            "title": self.title,
            "color": COLOUR.value,
            "footer": {"text": self.footer},
        }
        if self.description:
            form["description"] = self.description
        if self.fields:
            form["fields"] = [{"name": name, "value": value, "inline": inline} for name, value, inline in self.fields]
        return form

    @property
    def length(self) -> int:
        """How many characters its longer texts have together."""
        return len(self.description) + sum([len(value) for _, value, _ in self.fields])


def cut(text: str, limit: int) -> str:
    """The text, or its beginning with an ellipsis: a last guard, no answer is meant to need it."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
