"""What an answer is: a sentence that answers by itself, then an embed with the detail, then ways on.

`compose` is the one place where a page is made, so that every answer names its source and keeps within Discord's
limits.
"""

from collections.abc import Iterable, Sequence
from operator import methodcaller

import discord
from msgspec import Struct

from bot.answers.page import CONTENT, DESCRIPTION, FIELD_NAME, FIELD_VALUE, FIELDS, TITLE, Page, Part, cut
from bot.answers.words import heading_text, plain
from bot.archive import Scope

_SOURCES_SHOWN = 4
# Left for the title and footer of each page.
_PAGE = 4200
# One is left for the sources: behind spoiler bars they are a part.
_PARTS = FIELDS - 1
# Left in a description and in each field for the bars of spoiler mode: four characters a run of text or code block.
_BARS = 40
# Each answer has some five links with two or three options: a loop would be a tenth of its making.
_without_underscore = methodcaller("rstrip", "_")
# A part of no more than this is one field, whatever its lines are: no need to look at each of them.
_ONE_FIELD = FIELD_VALUE - _BARS - 8


class Link(Struct, frozen=True):
    """A way on from an answer: a button's label and the command line that it stands for.

    `options` are (option name, value) pairs; values are natural keys, which the command reads without doubt.
    """

    label: str
    command: str
    options: tuple[tuple[str, str], ...] = ()


class Answer(Struct, frozen=True):
    """The answer to one question. There is at least one page.

    `sentence` is Discord Markdown and complete by itself: it is what notifications and screen readers give.
    `again` are the options that ask for this very answer, where those it was asked with may bring another; else empty.
    """

    sentence: str
    pages: tuple[Page, ...]
    links: tuple[Link, ...] = ()
    again: tuple[tuple[str, str], ...] = ()

    @property
    def embeds(self) -> tuple[discord.Embed, ...]:
        """The pages as discord.py takes them."""
        return tuple(page.embed() for page in self.pages)

    @property
    def embed(self) -> discord.Embed:
        """The first page as discord.py takes it."""
        return self.pages[0].embed()


def link(scope: Scope, label: str, command: str, *, season: str | None = None, **options: str) -> Link:
    """A link to another question about the same season, or the `season` (or series) given.

    Option names may end in an underscore.
    """
    pairs = (*zip(map(_without_underscore, options), options.values(), strict=True), ("season", season or scope.season))
    return Link(label[:80], command, pairs)


def once_raced(scope: Scope, *links: Link) -> tuple[Link, ...]:
    """Links that lead to an answer once a race of the season has been held; none before."""
    return links if scope.held.raced else ()


def named(scope: Scope, sentence: str) -> str:
    """A sentence about a season that can be quoted alone: where several are held, it says which it is about."""
    row = scope.held.row
    if len(scope.archive.seasons) == 1 or row.label in sentence:
        return sentence
    return f"{plain(row.label)} {plain(row.series_name)}: {sentence}"


def compose(
    scope: Scope,
    sentence: str,
    *,
    title: str,
    lines: Iterable[str] = (),
    parts: Iterable[Part] = (),
    sources: Iterable[str] | dict[str, Iterable[str]],
    links: Sequence[Link] = (),
    again: tuple[tuple[str, str], ...] = (),
) -> Answer:
    """An answer within Discord's limits. What does not fit on one page makes more pages; nothing is cut.

    `lines` are the description; `sources` are source keys, most important first: of the season asked about, or by
    season where the answer is about several.
    """
    dealt = _dealt(list(lines), [part for part in parts if part.lines])
    cited, version = _sources(scope, sources if isinstance(sources, dict) else {scope.season: sources})
    title = cut(title, TITLE)
    pages = tuple(
        [
            Page(title, description, tuple(shown), cited, version, number, len(dealt))
            for number, (description, shown) in enumerate(dealt, start=1)
        ]
    )
    return Answer(cut(sentence, CONTENT), pages, tuple(links), again)


def _dealt(lines: list[str], parts: list[Part]) -> list[tuple[str, list[Part]]]:
    """Lines and parts dealt out over pages, in order."""
    pages: list[tuple[str, list[Part]]] = [("\n".join(chunk), []) for chunk in _chunks(lines, DESCRIPTION - _BARS)] or [
        ("", [])
    ]
    description, shown = pages[-1]
    used = len(description)
    for whole in parts:
        size = _size(whole)
        fits = size <= _ONE_FIELD and len(whole.heading) <= FIELD_NAME
        for part, length in ((whole, size),) if fits else [(piece, _size(piece)) for piece in _split(whole)]:
            if used + length > _PAGE or len(shown) == _PARTS:
                shown, used = [], 0
                pages.append(("", shown))
            shown.append(part)
            used += length
    return pages


def _size(part: Part) -> int:
    return len(heading_text(part.heading, FIELD_NAME)) + sum(map(len, part.lines)) + len(part.lines)


def _split(part: Part) -> list[Part]:
    """A part as several where its lines do not fit one field."""
    chunks = _chunks(part.lines, FIELD_VALUE - _BARS)
    if len(chunks) == 1 and len(part.heading) <= FIELD_NAME:
        return [part]
    headings = [part.heading, *[f"{part.heading} (continued)"] * (len(chunks) - 1)]
    return [
        Part(cut(heading, FIELD_NAME), tuple(chunk), part.inline)
        for heading, chunk in zip(headings, chunks, strict=True)
    ]


def _chunks(lines: Sequence[str], limit: int) -> list[Sequence[str]]:
    """Lines in runs that are no longer than `limit` when joined; a code block is closed and opened again."""
    limit = min(limit, DESCRIPTION)
    if lines and sum(map(len, lines)) + len(lines) + 8 <= limit:
        return [lines]
    chunks: list[Sequence[str]] = []
    current: list[str] = []
    used, in_block = 0, False
    for line in (piece for whole in lines for piece in _wrapped(whole, limit - 8)):
        fence = line.startswith("```")
        reserve = 4 if in_block or fence else 0
        if current and used + len(line) + 1 + reserve > limit:
            if in_block and not fence:
                current.append("```")
            chunks.append(current)
            current, used = (["```"], 4) if in_block and not fence else ([], 0)
        current.append(line)
        used += len(line) + 1
        if fence:
            in_block = not in_block
    if current:
        chunks.append(current)
    return chunks


def _wrapped(line: str, limit: int) -> list[str]:
    """One line as several where it is longer than a whole field, broken at spaces."""
    pieces: list[str] = []
    while len(line) > limit:
        at = line.rfind(" ", 0, limit)
        at = at if at > 0 else limit
        pieces.append(line[:at])
        line = line[at:].lstrip()
    return [*pieces, line]


def _sources(scope: Scope, sources: dict[str, Iterable[str]]) -> tuple[str, str]:
    """Sources by title, most important first, and the version of the data."""
    titles: dict[str, None] = {}
    for season, keys in sources.items():
        titles |= dict.fromkeys(map(scope.archive.seasons[season].cited.__getitem__, keys))
    shown = list(titles)[:_SOURCES_SHOWN]
    more = len(titles) - len(shown)
    named = "; ".join(shown) + (f"; and {more} more" if more else "")
    label = "Source" if len(titles) == 1 else "Sources"
    return f"{label}: {named}" if titles else "", f"data {scope.archive.version(tuple(sources))}"
