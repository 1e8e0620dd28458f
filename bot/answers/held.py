"""What is held: every season by series, and how complete each is."""

from collections.abc import Sequence
from itertools import groupby

from bot.answers.answer import Answer, compose, link
from bot.answers.page import Part
from bot.answers.ranges import by_series, series_name, span_text, the_series
from bot.answers.words import counted, listed, plain
from bot.archive import Held, Scope
from bot.careers import years
from bot.queries.seasons import SeasonRow

_SKIPPED_SHOWN = 5


async def seasons(scope: Scope) -> Answer:
    """The seasons held, of all series or those asked about, with how complete each is."""
    archive = scope.archive
    series = by_series(scope)
    parts = [
        Part(
            f"{archive.seasons[keys[-1]].row.series_name}, {span_text(archive, keys)}",
            tuple(_runs([archive.seasons[key] for key in keys])),
        )
        for keys in series.values()
    ]
    if len(series) == 1:
        # One series has room for a line a season.
        parts = []
    credits = dict.fromkeys(credit_text(archive.seasons[key].row) for key in scope.seasons)
    lines: list[str] = []
    skipped = [plain(error.faults[0].file.name) for error in archive.skipped]
    if skipped:
        also = f" and {len(skipped) - _SKIPPED_SHOWN} more" if len(skipped) > _SKIPPED_SHOWN else ""
        lines.append(f"**Faulty, so not held** {', '.join(skipped[:_SKIPPED_SHOWN])}{also}")
    if not parts:
        lines += [f"**{plain(held.row.label)}** {_races([held])} · {_extent(held)}" for held in _latest_first(scope)]
    parts.append(Part("Credit", tuple(f"- {credit}" for credit in credits)))
    latest = archive.seasons[scope.season].row
    decided = any(held.over for held in archive.seasons.values() if held.row.series == latest.series)
    return compose(
        scope,
        _sentence(scope, list(series.values())),
        title="Seasons held",
        lines=lines,
        parts=parts,
        sources=dict.fromkeys(scope.seasons, ()),
        links=[
            link(scope, latest.name, "season"),
            *(
                link(scope, f"{archive.seasons[keys[-1]].row.series_name}, each season", "seasons", season=code)
                for code, keys in series.items()
                if len(series) > 1 and len(keys) > 1
            ),
            *([link(scope, "Champions", "champions", season=latest.series)] if decided else []),
        ],
    )


def _sentence(scope: Scope, series: Sequence[Sequence[str]]) -> str:
    """`77 seasons of Formula 1 are held: 1950–2026 so far.`; of several series, each with its years; of one season,
    how complete it is.
    """
    archive = scope.archive
    if len(scope.seasons) == 1:
        [held] = _latest_first(scope)
        return f"The {plain(held.row.name)} is held: {_races([held])}; {_extent(held)}."
    names = [the_series(series_name(archive, keys)) for keys in series]
    spans = [span_text(archive, keys) for keys in series]
    count = counted(len(scope.seasons), "season")
    if len(series) == 1:
        return f"{count} of {names[0]} are held: {spans[0]}."
    named = listed([f"{name} ({span})" for name, span in zip(names, spans, strict=True)])
    return f"{count} of {len(series)} series are held: {named}."


def credit_text(row: SeasonRow) -> str:
    """The credit line that a licence asks for, with the licence where the line does not name it."""
    licence = "" if row.data_licence in row.credit else f" · licence {plain(row.data_licence)}"
    return f"{plain(row.credit)}{licence}"


def _latest_first(scope: Scope) -> list[Held]:
    return [scope.archive.seasons[key] for key in reversed(scope.seasons)]


def _runs(helds: Sequence[Held]) -> list[str]:
    """A line for each run of seasons of a decade that are equally complete, the latest first."""
    lines = []
    alike = groupby(reversed(helds), key=lambda held: (held.row.label[:3], held.over, _extent(held)))
    for (_, _, extent), group in alike:
        run = list(group)[::-1]
        lines.append(f"**{years([plain(held.row.label) for held in run])}** {_races(run)} · {extent}")
    return lines


def _races(helds: Sequence[Held]) -> str:
    """`16 races`; of a season that is not over, how many of how many, and whether it has begun."""
    raced = sum(round_.raced for held in helds for round_ in held.calendar)
    if all(held.over for held in helds):
        return counted(raced, "race")
    total = sum(round_.number is not None for held in helds for round_ in held.calendar)
    return f"{raced} of {counted(total, 'race')}, {'in progress' if raced else 'not begun'}"


def _extent(held: Held) -> str:
    """`complete`, `complete but for qualifying`, or how far results, qualifying and standings go."""
    if not held.raced:
        return "no results yet"
    results = held.coverage.get("results", "none")
    tables = {title.coverage for title in held.championships} or {"none"}
    extents = {
        "results": results,
        "qualifying": held.coverage.get("qualifying", "none"),
        "standings": tables.pop() if len(tables) == 1 else "partial",
    }
    so_far = "" if held.over else " so far"
    lacking = [part for part, extent in extents.items() if extent == "none"]
    if results == "complete" and all(extent in {"complete", "none"} for extent in extents.values()):
        return f"complete{so_far}" + (f" but for {listed(lacking)}" if lacking else "")
    if results != "complete" and held.wins_complete:
        extents = {"winners": "complete", **extents}
    return ", ".join(f"{part} {extent}" for part, extent in extents.items()) + so_far
