"""What the bot is, where its data comes from and how complete it is; and what can be asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot import __version__
from bot.answers.answer import Answer, Part, compose, link
from bot.answers.ranges import by_series, series_name, span_text
from bot.answers.words import counted, listed, plain
from bot.archive import Scope
from bot.queries import seasons

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
    held = [
        plain(scope.archive.seasons[keys[0]].row.name)
        if len(keys) == 1
        else f"{series_name(scope.archive, keys)} {span_text(scope.archive, keys)}"
        for keys in by_series(scope, scope.archive.seasons).values()
    ]
    count = counted(len(scope.archive.seasons), "season")
    sentence = (
        f"Pitboard {__version__} answers from reviewed text, offline: {count} held "
        f"({listed(held)}), data version {row.version}."
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
            f"**Data licence** {plain(row.data_licence)}",
            f"**Credit** {plain(row.credit)}",
            "A value is published, derived by a stated rule, disputed, or absent; each answer says which.",
        ],
        parts=[
            Part("How complete", (*extents, *tables, *(f"- {plain(text)}" for text in remarks))),
            Part("Skipped season folders", tuple(skipped)),
            Part(f"Sources ({len(sources)})", tuple(listed_sources)),
        ],
        sources=(),
        links=[link(scope, "Commands", "help"), link(scope, "The season", "season")],
    )


async def commands(scope: Scope, lines: Iterable[CommandLine]) -> Answer:
    """Every command as a clickable mention with what it answers."""
    shown = [f"{line.mention} {plain(line.description)}" for line in lines]
    classes = [class_.class_ for class_ in scope.held.classes]
    return compose(
        scope,
        f"There are {len(shown)} slash commands; ask `/winner round:6 class:GT`, for example, or `/standings gts`.",
        title="Pitboard commands",
        lines=[
            *shown,
            "",
            f"Rounds go by number or name, classes by code ({', '.join(classes)}); case and accents do not matter.",
        ],
        sources=(),
        links=[link(scope, "The season", "season"), link(scope, "About the data", "about")],
    )
