"""What the bot is, where its data comes from and how complete it is; and what can be asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import __version__
from bot.answers.answer import Answer, Part, compose, link
from bot.answers.words import counted, listed, plain, runs
from bot.archive import Scope
from bot.queries import seasons
from bot.queries.seasons import SeasonRow

# Labels of seasons that are not all years: more than these are counted, not named.
_LABELS = 8
_PARTS = {
    "calendar": "Calendar",
    "overall_winners": "Overall winners",
    "results": "Results",
    "qualifying": "Qualifying",
    "drivers": "Drivers",
}


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A command as help shows it: its clickable mention, or its name where Discord's id is not known."""

    mention: str
    description: str


async def about(scope: Scope) -> Answer:
    """Sources and licence, data version, and how complete each part is."""
    row = scope.held.row
    sources = scope.held.sources
    held = [season.row for season in scope.archive.seasons.values()]
    version = f", data version {row.version}" if len(held) == 1 else ""
    sentence = (
        f"Pitboard {__version__} answers from reviewed text, offline: {counted(len(held), 'season')} held "
        f"({seasons_text(held)}){version}."
    )
    extents = [
        f"**{label}** {scope.held.coverage[part]}" for part, label in _PARTS.items() if part in scope.held.coverage
    ]
    tables = [f"**{plain(title.name)} standings** {title.coverage}" for title in scope.held.championships]
    remarks = await seasons.coverage_remarks(scope.connection, scope.season)
    listed_sources = [
        f"- {plain(source.title)}{' (read through a mirror)' if source.mirror else ''}" for source in sources.values()
    ]
    skipped = [
        f"- {plain(error.faults[0].file.name)}: {counted(len(error.faults), 'fault')}, not held"
        for error in scope.archive.skipped
    ]
    return compose(
        scope,
        sentence,
        title="About Pitboard",
        lines=[
            *([f"**About the {plain(row.name)}**, data version {row.version}:"] if len(held) > 1 else []),
            f"**Data licence** {plain(row.data_licence)}",
            f"**Credit** {plain(row.credit)}",
            "A value is published, derived by a stated rule, disputed, or absent; each answer says which.",
        ],
        parts=[
            Part("How complete", (*extents, *tables, *(f"- {plain(text)}" for text in remarks))),
            Part("Other data held", tuple(_credits(scope))),
            Part("Skipped season folders", tuple(skipped)),
            Part(f"Sources ({len(sources)})", tuple(listed_sources)),
        ],
        sources=(),
        links=[link(scope, "Commands", "help"), link(scope, "The season", "season")],
    )


def seasons_text(rows: Sequence[SeasonRow]) -> str:
    """`2003 American Le Mans Series`; of several, by series: `American Le Mans Series 2003; Formula 1 1950–2026`."""
    if len(rows) == 1:
        return plain(rows[0].name)
    by_series: dict[str, list[str]] = {}
    for row in rows:
        by_series.setdefault(row.series_name, []).append(row.label)
    return "; ".join(f"{plain(series)} {_labels(labels)}" for series, labels in by_series.items())


def _labels(labels: Sequence[str]) -> str:
    """Labels in order, three or more years in a row as a run: `1950–2026`."""
    if all(label.isdecimal() for label in labels):
        return runs(sorted(int(label) for label in labels)).replace(" to ", "–")
    shown = [plain(label) for label in labels]
    return listed(shown) if len(shown) <= _LABELS else f"{', '.join(shown[:_LABELS])} and {len(shown) - _LABELS} more"


def _credits(scope: Scope) -> list[str]:
    """The credit line and licence of every other season, those of one source once."""
    rows_by: dict[tuple[str, str], list[SeasonRow]] = {}
    for key, season in scope.archive.seasons.items():
        if key != scope.season:
            rows_by.setdefault((season.row.credit, season.row.data_licence), []).append(season.row)
    return [
        f"- {seasons_text(rows)}: {plain(credit)} ({plain(licence)})" for (credit, licence), rows in rows_by.items()
    ]


async def commands(scope: Scope, lines: Iterable[CommandLine]) -> Answer:
    """Every command as a clickable mention with what it answers."""
    shown = [f"{line.mention} {plain(line.description)}" for line in lines]
    held = scope.held
    examples, by_code = "`/winner round:6 class:GT`, for example, or `/standings gts`", ""
    if held.one_class:
        examples = "`/winner round:1`, for example, or `/standings`"
    else:
        by_code = f", classes by code ({', '.join(class_.class_ for class_ in held.classes)})"
    return compose(
        scope,
        f"There are {len(shown)} slash commands; ask {examples}.",
        title="Pitboard commands",
        lines=[*shown, "", f"Rounds go by number or name{by_code}; case and accents do not matter."],
        sources=(),
        links=[link(scope, "The season", "season"), link(scope, "About the data", "about")],
    )
