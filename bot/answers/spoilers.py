"""An `Answer` in, the same behind spoiler bars out: for people who have not yet seen the race.

Sentence, description and field values go behind bars. What Discord always shows (titles, footers, field names, labels
of buttons) names no driver, team, car or make; the titles of sources, which often do, move behind bars too.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from bot.answers.answer import Answer, Link
from bot.answers.page import CONTENT, Page, Part
from bot.answers.words import plain
from bot.archive import Scope
from bot.names import Kind

_KINDS: tuple[Kind, ...] = ("driver", "team", "chassis", "engine", "manufacturer", "tyre")
_NEUTRAL = {"driver": "Driver", "team": "Team", "car": "Car"}
_FENCED = re.compile(r"(```(?:[\w+-]*\n)?.*?```)", re.DOTALL)
# A list inside bars: not everything that draws Markdown hides it, and some show the bars instead.
_LIST_MARK = re.compile(r"^- ", re.MULTILINE)
_MARK_OF_WINNER = " · overall winner"
_BARS = len("||||")


def spoilered(scope: Scope, answer: Answer, command: str, *, typed: bool = False) -> Answer:
    """The answer with all that tells a result behind bars. `command` says what it is about, in place of a title.

    `typed`: names in field names and labels are the asker's own words, and stay.
    """
    names = _names(scope)
    return replace(
        answer,
        sentence=_barred(answer.sentence[: CONTENT - _BARS]),
        pages=tuple(_page(page, names, command, typed=typed) for page in answer.pages),
        links=answer.links if typed else neutral(scope, answer.links),
    )


def neutral(scope: Scope, links: Iterable[Link]) -> tuple[Link, ...]:
    """Links whose labels name nobody. Several of one kind are numbered."""
    names = _names(scope)
    links = tuple(links)
    kinds = [_NEUTRAL.get(link.command) or ("More" if names.search(link.label) else None) for link in links]
    labelled = []
    for index, (link, kind) in enumerate(zip(links, kinds, strict=True)):
        if kind is None:
            labelled.append(link)
            continue
        number = f" {kinds[: index + 1].count(kind)}" if kinds.count(kind) > 1 else ""
        labelled.append(replace(link, label=f"{kind}{number}"))
    return tuple(labelled)


def barred(text: str) -> str:
    """Text behind bars; each code block behind bars of its own, on lines of its own, as Discord draws it."""
    pieces: list[str] = []
    for piece in _FENCED.split(text):
        if piece.startswith("```"):
            # Two bars inside a code block would end the spoiler.
            pieces.append(_barred(piece.replace("||", "¦¦")))
        elif piece.strip():
            before = piece[: len(piece) - len(piece.lstrip("\n"))]
            after = piece[len(piece.rstrip("\n")) :]
            pieces.append(f"{before}{_barred(_LIST_MARK.sub('• ', piece.strip(chr(10))))}{after}")
        else:
            pieces.append(piece)
    return "".join(pieces)


def _barred(text: str) -> str:
    return f"||{text}||"


def _names(scope: Scope) -> re.Pattern[str]:
    """Finds any name of the season, drivers by their surnames too, and car numbers."""
    names = scope.archive.names
    known = {name for kind in _KINDS for name in names.targets(scope.season, kind)}
    known |= {name.split()[-1] for name in names.targets(scope.season, "driver")}
    longest_first: Sequence[str] = sorted(
        (name for name in known if len(name) > 1), key=lambda name: (-len(name), name)
    )
    return re.compile("|".join((r"#\w+", *(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))))


def _page(page: Page, names: re.Pattern[str], command: str, *, typed: bool) -> Page:
    parts = []
    for part in page.parts:
        heading = part.heading.replace(_MARK_OF_WINNER, "")
        shown = "Details" if names.search(heading) and not typed else heading
        parts.append(Part(shown, (barred(part.text),), part.inline))
    if page.sources:
        titles = page.sources.partition(": ")[2]
        parts.append(Part("Sources", (barred(plain(titles)),)))
    return replace(
        page,
        title=command.capitalize() if command in _NEUTRAL or names.search(page.title) else page.title,
        description=barred(page.description) if page.description else "",
        parts=tuple(parts),
        sources="",
    )
