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

_EXAMPLE_ROUND = 6
_LOOK_UP = "**Look up**, under Apps in a message's menu, shows you alone what the message names."
_PARTS = {
    "calendar": "Calendar",
    "overall_winners": "Overall winners",
    "results": "Results",
    "qualifying": "Qualifying",
    "drivers": "Drivers",
}


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


async def commands(scope: Scope, lines: Iterable[CommandLine], questions: Sequence[str]) -> Answer:
    """Every command as a clickable mention with what it answers. `questions` are some for /ask, of the season."""
    shown = []
    for line in lines:
        example = f"\n`{line.example}`" if line.example else ""
        shown.append(f"{line.mention} {plain(line.description)}{example}")
    held = scope.held
    by_code = ""
    if not held.single_class:
        by_code = f", classes by code ({', '.join(class_.class_ for class_ in held.classes)})"
    return compose(
        scope,
        f"There are {len(shown)} slash commands; ask {_such_as(scope)}.",
        title="Pitboard commands",
        lines=[*shown, "", f"Rounds go by number or name{by_code}; case and accents do not matter."],
        parts=[
            Part("In your own words, with /ask", tuple(_in_words(scope, questions))),
            Part("On a message", (_LOOK_UP,)),
        ],
        sources=(),
        links=[link(scope, "The season", "season"), link(scope, "About the data", "about")],
    )


def _such_as(scope: Scope) -> str:
    """Two lines to type: a round and a class of the season, and a table that is held."""
    held = scope.held
    number = held.raced[min(_EXAMPLE_ROUND, len(held.raced)) - 1].number if held.raced else None
    if held.single_class or number is None:
        return f"`/winner round:{number or 1}`, for example, or `/standings`"
    classes = [class_.class_ for class_ in held.classes if not class_.guest]
    tables = [code for code in classes if any(title.class_ == code for title in held.championships)]
    table = f" {tables[-2:][0].lower()}" if tables else ""
    return f"`/winner round:{number} class:{classes[-1]}`, for example, or `/standings{table}`"


def _in_words(scope: Scope, questions: Sequence[str]) -> list[str]:
    """Questions that are answered from what is held, as far as coverage can tell."""
    to_come = bool(scope.held.to_come)
    # Runs and ages need every result; where no season has them, both would be refused.
    whole = any(held.coverage.get("results") == "complete" for held in scope.archive.seasons.values())
    return [
        f"**Of this season** {' · '.join(plain(question) for question in questions)}",
        f"**A race** who won the last race{' · when is the next race' if to_come else ''}",
        "**A career** how many wins does … have · first win of … · what years did … race · more titles, … or …",
        "**Records** who has the most poles · which team has most wins"
        f"{' · youngest winner · most wins in a row' if whole else ''}",
        f"**Championships** {'who leads the championship · ' if to_come else ''}all champions · reigning champion",
        "**Which season** add a year to keep to it; without one, a count goes over all seasons held.",
    ]
