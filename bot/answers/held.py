"""What is held: every season by series, and how complete each is."""

from collections.abc import Sequence
from itertools import groupby

from bot.answers.answer import Answer, Part, compose, link
from bot.answers.ranges import by_series, series_name, span_text, the_series
from bot.answers.words import counted, listed, plain, race_date
from bot.archive import Archive, Held, Scope
from bot.careers import years

_PARTS = {
    "results": "results",
    "overall_winners": "overall winners",
    "qualifying": "qualifying",
    "drivers": "drivers",
}
_SKIPPED_SHOWN = 5


async def seasons(scope: Scope) -> Answer:
    """The seasons held, of all series or those asked about, with how complete each is."""
    archive = scope.archive
    series = by_series(scope)
    parts = [
        Part(
            f"{archive.seasons[keys[-1]].row.series_name}, {span_text(archive, keys)}",
            tuple(_lines([archive.seasons[key] for key in keys], whole=len(series) == 1)),
        )
        for keys in series.values()
    ]
    named = [
        f"{the_series(f'**{series_name(archive, keys)}**')} ({span_text(archive, keys)})" for keys in series.values()
    ]
    credits: dict[str, list[str]] = {}
    for key in scope.seasons:
        row = archive.seasons[key].row
        credits.setdefault(f"{plain(row.credit)} · licence {plain(row.data_licence)}", []).append(row.series_name)
    lines = [f"**{listed(sorted(set(names)))}** {credit}" for credit, names in credits.items()]
    skipped = [plain(error.faults[0].file.name) for error in archive.skipped]
    if skipped:
        also = f" and {len(skipped) - _SKIPPED_SHOWN} more" if len(skipped) > _SKIPPED_SHOWN else ""
        lines.append(f"**Faulty, so not held** {', '.join(skipped[:_SKIPPED_SHOWN])}{also}")
    latest = archive.seasons[scope.season].row
    return compose(
        scope,
        f"{counted(len(scope.seasons), 'season')} of {counted(len(series), 'series', 'series')} "
        f"{'is' if len(scope.seasons) == 1 else 'are'} held: {listed(named)}.",
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
            link(scope, "Champions", "champions", season=latest.series),
        ],
    )


def _lines(helds: Sequence[Held], *, whole: bool) -> list[str]:
    """A line a season, the latest first; or one for each run of seasons of a decade that are equally complete."""
    if whole and len(helds) > 1:
        return [f"**{plain(held.row.label)}** {_said(held, rounds=True)}" for held in reversed(helds)]
    lines = []
    for (_, extent), group in groupby(
        reversed(helds), key=lambda held: (held.row.label[:3], _said(held, rounds=False))
    ):
        run = list(group)[::-1]
        labels = [plain(held.row.label) for held in run]
        raced = sum(round_.raced for held in run for round_ in held.calendar)
        lines.append(f"**{years(labels)}** {counted(raced, 'race')} · {extent}")
    return lines


def _said(held: Held, *, rounds: bool) -> str:
    """`16 races · complete: results, qualifying and standings`; what is not complete is said with how far it goes."""
    raced = [round_ for round_ in held.calendar if round_.raced]
    said = []
    if rounds:
        said.append(counted(len(raced), "race"))
    if not held.over:
        total = sum(round_.number is not None for round_ in held.calendar)
        until = f", until {race_date(raced[-1].date)}" if raced else ""
        said.append(f"in progress: {len(raced)} of {counted(total, 'round')}{until}")
    extents: dict[str, list[str]] = {}
    for part, name in _PARTS.items():
        extents.setdefault(held.coverage.get(part, "not stated"), []).append(name)
    for title in held.championships:
        extents.setdefault(title.coverage, []).append(
            f"{plain(title.name if not held.single_class else title.kind)} table"
        )
    said += [f"{extent}: {listed(_merged(names))}" for extent, names in extents.items()]
    return " · ".join(said)


def _merged(names: Sequence[str]) -> list[str]:
    """Names with the many tables of a season of several classes as a count."""
    tables = [name for name in names if name.endswith(" table")]
    if len(tables) <= 2:
        return list(names)
    return [*(name for name in names if not name.endswith(" table")), f"{len(tables)} tables"]


def held_names(archive: Archive) -> list[str]:
    """Every series with its seasons, for a sentence."""
    found: dict[str, list[str]] = {}
    for key, held in archive.seasons.items():
        found.setdefault(held.row.series, []).append(key)
    return [f"{series_name(archive, keys)} {span_text(archive, keys)}" for keys in found.values()]
