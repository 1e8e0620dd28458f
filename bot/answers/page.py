"""A page of an answer, which Discord calls an embed, and what it may hold.

Discord's limits (official documentation, 2026): title 256, description 4,096, field name 256, field value 1,024, 25
fields, footer 2,048, 6,000 in all, message content 2,000.
"""

from dataclasses import dataclass
from typing import Any

import discord

from bot.answers.words import heading_text

TITLE, DESCRIPTION, FIELD_NAME, FIELD_VALUE, FIELDS, FOOTER, EMBED = 256, 4096, 256, 1024, 25, 2048, 6000
CONTENT = 2000

COLOUR = discord.Colour(0xC8102E)


@dataclass(frozen=True, slots=True)
class Part:
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


@dataclass(frozen=True, slots=True)
class Page:
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

    def form(self) -> dict[str, Any]:
        """The embed in Discord's form."""
        form: dict[str, Any] = {
            "type": "rich",
            "title": heading_text(self.title, TITLE),
            "color": COLOUR.value,
            "footer": {"text": self.footer},
        }
        if self.description:
            form["description"] = self.description
        if self.parts:
            form["fields"] = [
                {"name": heading_text(part.heading, FIELD_NAME), "value": part.text, "inline": part.inline}
                for part in self.parts
            ]
        return form

    def embed(self) -> discord.Embed:
        """The page as discord.py takes it."""
        return discord.Embed.from_dict(self.form())


def cut(text: str, limit: int) -> str:
    """The text, or its beginning with an ellipsis: a last guard, no answer is meant to need it."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
