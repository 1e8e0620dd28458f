"""Scores answers to questions as fans type them: right, refused, or wrong.

A file has one JSON object a line: `q`, and `expect` with `all` (must stand in the answer), `none` (must not) or
`refuse` (wants an honest refusal, which names or offers all of `offers`). `season` is the default of who asks. A first
line with `held` names folders, beside the file, whose seasons are held with the shipped ones. Text compares without
accents and capitals and from a word's start; digits and words of up to three letters as whole words. A second figure
counts the answers whose first line holds all of `all`.
"""

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
from rich.console import Console

from bot.archive import Archive, Scope, open_archive
from bot.ask.ask import Asker, make_asker
from bot.database.build import build_database
from bot.errors import UserError
from bot.folding import fold
from bot.months import MONTHS

# Months go by their first three letters.
_MONTHS = frozenset(fold(name[:3]) for name in MONTHS)


@dataclass(frozen=True, slots=True)
class Scored:
    """One question: its verdict is "right", "refused" or "wrong"."""

    identity: str
    question: str
    verdict: str
    first_line: bool
    answer: str


def holds(text: str, wanted: str) -> bool:
    """Whether the folded text has the wanted words, each from a word's start, short ones and digits whole."""
    pieces = []
    for word in fold(_apart(wanted)).split():
        whole = (word.isdigit() or len(word) <= 3) and word not in _MONTHS
        pieces.append(re.escape(word) + (r"\b" if whole else ""))
    return re.search(r"\b" + r"\W+".join(pieces), fold_all(text)) is not None


def fold_all(text: str) -> str:
    """Fold a long text line by line: folding shortens what is very long."""
    return "\n".join(
        fold(piece) for line in text.splitlines() for piece in re.findall(r".{1,90}(?:\s|$)", _apart(line)) or [""]
    )


def _apart(text: str) -> str:
    """O'Connell as two words."""
    return re.sub("['’]", " ", text)


def embed_text(embeds: Iterable[discord.Embed]) -> str:
    """Everything in the embeds but their footers: sources are not the answer."""
    parts: list[str] = []
    for embed in embeds:
        parts += [embed.title or "", embed.description or ""]
        parts += [f"{field.name}\n{field.value}" for field in embed.fields]
    return "\n".join(parts)


async def score(archive: Archive, path: Path) -> list[Scored]:
    """Every question of a file, asked as `/ask` and scored."""
    asker = make_asker(archive)
    return [await _scored(asker, item) for item in _items(path) if "q" in item]


def held_beside(path: Path) -> list[Path]:
    """The data folders that a file of questions wants to be held with the shipped seasons."""
    return [path.parent / name for item in _items(path)[:1] for name in item.get("held", ())]


def _items(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


async def _scored(asker: Asker, item: dict[str, Any]) -> Scored:
    expect, archive = item["expect"], asker.archive
    try:
        answer = await asker.answer(_scope(archive, item), item["q"])
    except UserError as error:
        offered = "\n".join([error.sentence, *(suggestion.label for suggestion in error.suggestions)])
        right = expect.get("refuse") and all(holds(offered, word) for word in expect.get("offers", ()))
        wrong = any(holds(error.sentence, word) for word in expect.get("none", ()))
        verdict = "wrong" if wrong else "right" if right else "refused"
        return Scored(item["id"], item["q"], verdict, verdict == "right", error.sentence)
    text = f"{answer.sentence}\n{embed_text(answer.embeds)}"
    right = not expect.get("refuse") and all(holds(text, word) for word in expect.get("all", ()))
    right = right and not any(holds(text, word) for word in expect.get("none", ()))
    first = right and all(holds(answer.sentence, word) for word in expect.get("all", ()))
    return Scored(item["id"], item["q"], "right" if right else "wrong", first, answer.sentence)


def _scope(archive: Archive, item: dict[str, Any]) -> Scope:
    """The season that a question is asked in; `frame`: an option names it."""
    return Scope(archive, item.get("season", archive.default_season), open=not item.get("frame", False))


def report(console: Console, path: Path, scored: list[Scored]) -> None:
    """Print the figures of one file and every question that was not right."""
    count = {verdict: sum(item.verdict == verdict for item in scored) for verdict in ("right", "refused", "wrong")}
    share = 100 * count["right"] / max(1, len(scored))
    console.print(
        f"{path.name}: {count['right']} right ({share:.1f} %), {count['refused']} refused, {count['wrong']} wrong "
        f"of {len(scored)}; {sum(item.first_line for item in scored)} in the first line"
    )
    for item in scored:
        if item.verdict != "right":
            console.print(f"  {item.verdict:8} {item.identity} {item.question!r}: {item.answer}", markup=False)


async def main(paths: list[Path]) -> None:
    """Score each file."""
    console = Console(soft_wrap=True, highlight=False)
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            built = await build_database(Path(folder) / "season.db", held_beside(path))
            archive = await open_archive(built.path)
            try:
                report(console, path, await score(archive, path))
            finally:
                await archive.close()


if __name__ == "__main__":
    asyncio.run(main([Path(name) for name in sys.argv[1:]] or sorted(Path("tests/questions").glob("*.jsonl"))))
