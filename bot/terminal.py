"""An `Answer` in, rich text out. Reads the Discord Markdown that answers use; decides nothing that is said."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, Group
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.answers.answer import Answer
from bot.answers.page import COLOUR, FIELD_NAME, TITLE, Page, Part
from bot.answers.words import heading_text
from bot.errors import UserError
from bot.lines import command_line, printable

_PLAIN = Style.null()
_BOLD = Style(bold=True)
_DIM = Style(dim=True)

# Marks inside marks are read this deep: more is no sentence, and would only make a way to exhaust the stack.
_DEPTH = 8

_FENCE = re.compile(r"```(?:[\w+-]*\n)?(.*?)\n?```", re.DOTALL)
# The alternatives inside a pair of marks never match the same letter, so that no text takes more than quadratic time.
_INLINE = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)(?!`)
    | \*\*(?P<bold>(?:\\.|[^\\])+?)\*\*(?!\*)
    | \*(?![\s*])(?P<italic>(?:\\.|\*\*|[^\\*])+)\*(?!\*)
    | __(?P<underline>(?:\\.|[^\\])+?)__(?!_)
    | ~~(?P<struck>(?:\\.|[^\\])+?)~~
    | \|\|(?P<spoiler>(?:\\.|[^\\])+?)\|\|
    | </(?P<mention>[^:>\n]+):\d+>
    | \[(?P<label>(?:\\.|[^\\\]\n])+)\]\(<?(?P<address>https?://[^\s>)]+)>?\)
    """,
    re.DOTALL | re.VERBOSE,
)
_MARKS = {
    "bold": _BOLD,
    "italic": Style(italic=True),
    "underline": Style(underline=True),
    "struck": Style(strike=True),
    "spoiler": Style(reverse=True),
}


def terminal_console(*, stderr: bool = False) -> Console:
    """A console that wraps and colours for people, and writes whole plain lines into a pipe or file."""
    stream = sys.stderr if stderr else sys.stdout
    # Markup, emoji codes and highlighting would each change what the data says.
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=not stream.isatty())


@contextmanager
def progress_bar(console: Console, title: str) -> Iterator[Callable[[str, int, int], None]]:
    """A bar while something runs, gone afterwards; none where no person looks. Moved by calls of (what, done, of)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        bar = bars.add_task(title, total=None)
        yield lambda what, done, of: bars.update(bar, description=what, completed=done, total=of)


def shown_answer(answer: Answer, default_season: str | None = None) -> Group:
    """The sentence, then every page in Discord's order, then where to go on.

    Ways on leave out the season where it is the default one: typing it would change nothing.
    """
    lines = list(_markdown(answer.sentence))
    for page in answer.pages:
        lines += _page(page)
    if answer.links:
        ways = " · ".join(command_line(link, default_season) for link in answer.links)
        lines += [Text(), Text(f"More: {printable(ways)}", _DIM)]
    return Group(*lines)


def shown_refusal(refusal: UserError, default_season: str | None = None) -> Group:
    """The sentence, then each thing the asker may have meant on a line of its own."""
    lines = list(_markdown(refusal.sentence))
    for suggestion in refusal.suggestions:
        label = printable(suggestion.label)
        lines.append(
            Text.assemble(
                ("Did you mean ", _DIM), (command_line(suggestion, default_season), _BOLD), (f"  {label}", _DIM)
            )
        )
    return Group(*lines)


def shown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Rows under headings. The last column takes what room there is."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table


def _page(page: Page) -> Iterator[Text]:
    yield Text()
    yield _inline(heading_text(page.title, TITLE), Style(bold=True, color=str(COLOUR)))
    if page.description:
        yield from _markdown(page.description)
    for inline, group in groupby(page.parts, key=_beside_its_heading):
        parts = list(group)
        yield Text()
        yield from _rows(parts) if inline else _blocks(parts)
    yield Text()
    yield from (Text(line, _DIM) for line in printable(page.footer).split("\n"))


def _beside_its_heading(part: Part) -> bool:
    """Whether a part reads well as `heading  line` on one line."""
    return part.inline and "\n" not in part.text and "```" not in part.text


def _rows(parts: Sequence[Part]) -> Iterator[Text]:
    headings = [_heading(part) for part in parts]
    width = max(cell_len(shown.plain) for shown in headings)
    for shown, part in zip(headings, parts, strict=True):
        shown.pad_right(width - cell_len(shown.plain) + 2)
        yield shown.append_text(_inline(part.text, _PLAIN))


def _heading(part: Part) -> Text:
    return _inline(heading_text(part.heading, FIELD_NAME), _BOLD)


def _blocks(parts: Sequence[Part]) -> Iterator[Text]:
    for number, part in enumerate(parts):
        if number:
            yield Text()
        yield _heading(part)
        yield from _markdown(part.text)


def _markdown(source: str) -> Iterator[Text]:
    """One `Text` a line. Lines of a code block keep their blanks and are never wrapped."""
    position = 0
    for fence in _FENCE.finditer(source):
        yield from _prose(source[position : fence.start()])
        for line in fence[1].split("\n"):
            yield Text(printable(line), no_wrap=True, overflow="ignore", end="\n")
        position = fence.end()
    yield from _prose(source[position:])


def _prose(source: str) -> Iterator[Text]:
    # A code block stands on lines of its own, so the line break on either side of it is not one more blank line.
    source = source.removeprefix("\n").removesuffix("\n")
    if not source:
        return
    for line in source.split("\n"):
        if line.startswith("-# "):
            yield _inline(line[3:], _DIM)
        elif line.startswith("> "):
            yield Text.assemble(("> ", _DIM), _inline(line[2:], _PLAIN))
        else:
            yield _inline(line, _PLAIN)


def _inline(source: str, style: Style) -> Text:
    """The text between line marks, `style` under everything that it holds itself."""
    text = Text(end="\n")
    for piece, piece_style in _pieces(source, style):
        text.append(printable(piece), piece_style)
    return text


def _pieces(source: str, style: Style, depth: int = _DEPTH) -> Iterable[tuple[str, Style]]:
    position = 0
    for match in _INLINE.finditer(source) if depth else ():
        yield source[position : match.start()], style
        position = match.end()
        kind = match.lastgroup or ""
        if kind in _MARKS:
            yield from _pieces(match[kind], style + _MARKS[kind], depth - 1)
        elif kind == "address":
            yield from _pieces(match["label"], style, depth - 1)
            yield f" <{match['address']}>", style + _DIM
        elif kind == "mention":
            yield f"/{match['mention']}", style + _BOLD
        elif kind == "code":
            yield match["code"].strip(), style + _BOLD
        else:
            yield match[kind], style
    yield source[position:], style
