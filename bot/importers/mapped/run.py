"""The import of tables with a column map: how the first lines are read is part of what a dry run says."""

from bot.errors import ImportRefused
from bot.importers.job import Importer, Job, Outcome, Preview
from bot.importers.landing import stage
from bot.importers.mapped.plan import Map, read_map
from bot.importers.mapped.reading import Namer, Reading
from bot.importers.mapped.records import Files
from bot.importers.mapped.season import seasons
from bot.importers.people import People, known_people
from bot.importers.plans import decisions_of
from bot.season.model.season import Season
from bot.season.write import season_texts

_PREVIEWED = 8
_COLUMNS = ("season", "round", "class", "place", "car", "team", "crew", "status")


def run(job: Job) -> Outcome:
    """Stage every season of the tables that `--map` describes. Raises: ImportRefused, DataError."""
    map_ = read_map(job.files["map"])
    files = Files(job, map_)
    decisions = decisions_of(job, job.files["map"].parent)
    records = list(files.records(map_.results))
    keys = {f"{map_.series}-{record['season'] or map_.label}" for record in records}
    people = People(known_people(job.into, map_.series, keys), decisions.people)
    reading, namer = Reading(map_, decisions.statuses), Namer(map_, people)
    if map_.calendar and files.holds(map_.calendar):
        for record in files.records(map_.calendar):
            reading.take_round(record)
    for done, record in enumerate(records, start=1):
        reading.take(record, "race", namer)
        if done % 1000 == 0:
            job.progress("Reading results", done, len(records))
    if map_.sprints and files.holds(map_.sprints):
        for record in files.records(map_.sprints):
            reading.take(record, "sprint", namer)
    if not any(held.drives for held in reading.seasons.values()):
        first = f" The first: {reading.problems[0]}." if reading.problems else ""
        raise ImportRefused(f"No line of the results can be read as the map says.{first}")
    grids = list(files.records(map_.qualifying)) if map_.qualifying and files.holds(map_.qualifying) else []
    tables = [(columns, list(files.records(columns))) for columns in map_.standings if files.holds(columns)]
    if files.problems:
        reading.whole = False
    made: list[Season] = []
    for season in seasons(reading, map_, namer, grids, tables):
        stage(job.staging, season.key, map_.source.title, {**season_texts(season), "LICENSE.md": _licence(map_)})
        made.append(season)
        job.progress("Making seasons", len(made), len(reading.seasons))
    counts = {
        "seasons": len(made),
        "races": sum(len(season.file.rounds) for season in made),
        "results": sum(len(season.results) for season in made),
        "qualifying places": sum(len(season.qualifying) for season in made),
        "standings rows": sum(len(season.standings) for season in made),
    }
    problems = tuple(dict.fromkeys([*files.problems, *reading.problems]))
    return Outcome(counts, problems, people.questions(), (_preview(made),))


def _licence(map_: Map) -> str:
    return (
        f"# Licence\n\n{map_.credit}\n\nThe text here may be passed on under: {map_.data_licence}\n\n"
        "Pitboard put the tables of the source into season text.\n"
    )


def _preview(made: list[Season]) -> Preview:
    """The first rows as they were read."""
    rows = [
        (
            season.file.label,
            row.round_,
            row.class_,
            str(row.class_position),
            row.car,
            row.team,
            "; ".join(row.crew),
            row.status,
        )
        for season in made
        for row in season.results[:_PREVIEWED]
    ]
    return Preview("As the first results are read", _COLUMNS, tuple(rows[:_PREVIEWED]))


IMPORTER = Importer(
    "csv",
    "results tables in CSV, with a column map of yours",
    run,
    needs=("map",),
    takes=("decisions",),
)
