"""What the bot is, where its data comes from and how complete it is; and what can be asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import __version__
from bot.answers.answer import Answer, compose, link
from bot.answers.held import credit_text
from bot.answers.page import Part
from bot.answers.ranges import by_series, series_name, span_text
from bot.answers.words import counted, plain
from bot.archive import Scope
from bot.queries import seasons

_PARTS = {
    "calendar": "Calendar",
    "overall_winners": "Overall winners",
    "results": "Results",
    "qualifying": "Qualifying",
    "drivers": "Drivers",
}

_IN_WORDS = (
    "**A race** who won the last race · when is the next race",
    "**A career** how many wins does … have · first win of … · what years did … race · more titles, … or …",
    "**Records** who has the most poles · youngest winner · most wins in a row · which team has most wins",
    "**Championships** who leads the championship · all champions · reigning champion",
    "**Which season** add a year to keep to it; without one, a count goes over all seasons held.",
)
"""Questions that can be asked whatever is held."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A command as help shows it: its clickable mention, or its name where Discord's id is not known.

    `example` is a line that may be typed, None where the command alone is one.
    """

    mention: str
    description: str
    example: str | None = None


async def about(scope: Scope) -> Answer:
    """Sources and licence, data version, and how complete each part is."""
    row = scope.held.row
    sources = scope.held.sources
    held = [_range(scope, keys) for keys in by_series(scope, scope.archive.seasons).values()]
    count = counted(len(scope.archive.seasons), "season")
    version = f", data version {row.version}" if len(scope.archive.seasons) == 1 else ""
    sentence = f"Pitboard {__version__} answers from reviewed text, offline: {count} held ({'; '.join(held)}){version}."
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
            *(
                [f"**About the {plain(row.name)}**, data version {row.version}:"]
                if len(scope.archive.seasons) > 1
                else []
            ),
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


def _range(scope: Scope, keys: Sequence[str]) -> str:
    """Seasons of one series: `2003 American Le Mans Series`, `Formula 1 1950–2026`."""
    if len(keys) == 1:
        return plain(scope.archive.seasons[keys[0]].row.name)
    return f"{series_name(scope.archive, keys)} {span_text(scope.archive, keys)}"


def _credits(scope: Scope) -> list[str]:
    """The credit line and licence of every other season, those of one source and series once."""
    keys_by: dict[tuple[str, str], list[str]] = {}
    for key, season in scope.archive.seasons.items():
        if key != scope.season:
            keys_by.setdefault((season.row.series, credit_text(season.row)), []).append(key)
    return [f"- {_range(scope, keys)}: {credit}" for (_, credit), keys in keys_by.items()]


async def commands(scope: Scope, lines: Iterable[CommandLine]) -> Answer:
    """Every command as a clickable mention with what it answers."""
    shown = []
    for line in lines:
        example = f"\n`{line.example}`" if line.example else ""
        shown.append(f"{line.mention} {plain(line.description)}{example}")
    held = scope.held
    examples, by_code = "`/winner round:6 class:GT`, for example, or `/standings gts`", ""
    if held.single_class:
        examples = "`/winner round:1`, for example, or `/standings`"
    else:
        by_code = f", classes by code ({', '.join(class_.class_ for class_ in held.classes)})"
    return compose(
        scope,
        f"There are {len(shown)} slash commands; ask {examples}.",
        title="Pitboard commands",
        lines=[*shown, "", f"Rounds go by number or name{by_code}; case and accents do not matter."],
        parts=[Part("In your own words, with /ask", _IN_WORDS)],
        sources=(),
        links=[link(scope, "The season", "season"), link(scope, "About the data", "about")],
    )
