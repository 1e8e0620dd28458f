"""The import of endurance results: every file is read and placed before anything is staged."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from bot.errors import ImportRefused
from bot.importers.archive import bounded_file, files_of
from bot.importers.endurance.rows import Results, is_results, read_results
from bot.importers.endurance.season import Part, filled
from bot.importers.endurance.which import finality, round_of, why_not
from bot.importers.job import Importer, Job, Outcome
from bot.importers.landing import stage
from bot.importers.people import People, known_people
from bot.importers.plans import Decisions, decisions_of, read_plan
from bot.season.explain import explain
from bot.season.model.file import SeasonFile
from bot.season.write import season_texts


def run(job: Job) -> Outcome:
    """Fill in the season file of `--season` and stage it. Raises: ImportRefused, DataError."""
    plan = job.files["season"]
    file = read_plan(plan, SeasonFile)
    key = f"{file.series}-{file.label}"
    decisions = decisions_of(job, job.into / key, plan.parent)
    parts = _parts(job, file, decisions)
    people = People(known_people(job.into, file.series, {key}), decisions.people)
    try:
        made = filled(file, parts, people, decisions.tyres)
    except ValidationError as error:
        problem = explain(error)[0]
        raise ImportRefused(f"{plan.name} cannot be filled in: {problem.where}: {problem.problem}.") from None
    season = made.season
    stage(job.staging, key, "results files of the timing service", season_texts(season))
    problems = (*(problem for part in parts for problem in part.results.problems), *made.problems)
    counts = {
        "results files": len(parts),
        "results": len(season.results),
        "drivers": len(season.drivers),
        "standings rows": len(season.standings),
    }
    return Outcome(counts, problems, made.questions)


def _parts(job: Job, file: SeasonFile, decisions: Decisions) -> list[Part]:
    """One result a round, in the order of the calendar. Raises: ImportRefused."""
    found: dict[str, Part] = {}
    files = list(_files(job))
    if not files:
        raise ImportRefused("There is no results file in what was given: a CSV file with POSITION, NUMBER and LAPS.")
    for done, (path, raw) in enumerate(files, start=1):
        results = read_results(raw, path.name, decisions.statuses)
        round_ = round_of(path, file, decisions.files)
        if round_.code in found:
            raise ImportRefused(_which(found[round_.code].results, results, round_.name))
        why = why_not(path, results, round_)
        if why and not job.force:
            raise ImportRefused(f"{path.name} {why}. Give the final results; --force takes it all the same.")
        standing = finality(path)
        if why:
            standing = standing.but(why)
        found[round_.code] = Part(round_, results, standing)
        job.progress("Reading results", done, len(files))
    return [found[round_.code] for round_ in file.rounds if round_.code in found]


def _files(job: Job) -> Iterator[tuple[Path, bytes]]:
    """Every results file that was given; in folders and archives other CSV files are passed over."""
    for path in job.paths:
        if path.is_file() and path.suffix.casefold() == ".csv":
            # The folders that a file lies in are called by its date and circuit.
            yield path.absolute(), bounded_file(path)
            continue
        for name, raw in files_of(path, lambda name: name.casefold().endswith(".csv")):
            if is_results(raw):
                yield path.absolute() / name, raw


def _which(one: Results, other: Results, name: str) -> str:
    """Why two files of one race cannot both be its result."""
    short, long = sorted((one, other), key=lambda results: results.laps)
    said = f"{one.name} and {other.name} are both of {name}"
    if short.laps < long.laps:
        laps = f"{short.name} has {short.laps} laps, {long.name} {long.laps}"
        return f"{said}: {laps}, so the one is a snapshot. Give the other alone."
    return f"{said}, with as many laps. Give one of them."


IMPORTER = Importer(
    "endurance",
    "results CSV as IMSA, FIA WEC and ELMS publish it, into a season file of yours",
    run,
    needs=("season",),
    takes=("decisions",),
)
