"""The import of F1DB: the tree is read once, then seasons are converted, checked and staged by several processes."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from pydantic import ValidationError

from bot.errors import ImportRefused
from bot.importers.f1db.names import Names
from bot.importers.f1db.season import CREDIT, SERIES, convert
from bot.importers.f1db.tree import SeasonFiles, read_tree
from bot.importers.job import Importer, Job, Outcome, Remark
from bot.importers.landing import stage
from bot.season.explain import explain
from bot.season.write import season_texts

_LICENCE_TEXT = f"""# Licence

{CREDIT}: https://creativecommons.org/licenses/by/4.0/

Pitboard converted it into season text, and added points scales and counting rules, which name their own sources.
"""


def run(job: Job) -> Outcome:
    """Stage every season of a source tree. Raises: ImportRefused, DataError."""
    if len(job.paths) != 1:
        raise ImportRefused("f1db reads one path: the YAML source tree of F1DB or an archive of it.")
    (path,) = job.paths
    job.progress(f"Reading {path.name}", 0, 1)
    tree = read_tree(path)
    names = Names(tree.things)
    counts: Counter[str] = Counter(seasons=0, drivers=len(tree.things["drivers"]), races=0, results=0)
    problems: list[Remark] = []
    seasons = [tree.seasons[year] for year in sorted(tree.seasons)]
    for done, (made, remarks) in enumerate(_converted(seasons, names, job.staging), start=1):
        counts.update(made)
        problems += remarks
        job.progress("Converting seasons", done, len(seasons))
    return Outcome(dict(counts), tuple(problems))


def _converted(
    seasons: list[SeasonFiles], names: Names, staging: Path
) -> Iterator[tuple[dict[str, int], tuple[Remark, ...]]]:
    workers = min(os.cpu_count() or 1, 8, len(seasons))
    if workers == 1:
        _share(names, staging)
        yield from map(_stage_season, seasons)
        return
    # Forked processes share what has been read; where there is no fork it is sent to each once.
    method = "fork" if os.name == "posix" else "spawn"
    with ProcessPoolExecutor(workers, get_context(method), initializer=_share, initargs=(names, staging)) as pool:
        yield from pool.map(_stage_season, seasons)


# What a worker process needs for every season, set once by its initializer.
_shared: dict[str, tuple[Names, Path]] = {}


def _share(names: Names, staging: Path) -> None:
    _shared["job"] = (names, staging)


def _stage_season(files: SeasonFiles) -> tuple[dict[str, int], tuple[Remark, ...]]:
    names, staging = _shared["job"]
    try:
        made = convert(files, names)
    except ValidationError as error:
        problem = explain(error)[0]
        raise ImportRefused(f"The {files.year} season cannot be read: {problem.where} {problem.problem}.") from None
    season = made.season
    texts = {**season_texts(season), "LICENSE.md": _LICENCE_TEXT}
    stage(staging, season.key, "F1DB", texts)
    counts = {
        "seasons": 1,
        "races": sum(1 for _ in season.raced),
        "results": len(season.results),
        "qualifying places": len(season.qualifying),
        "standings rows": len(season.standings),
    }
    return counts, made.problems


IMPORTER = Importer(SERIES + "db", "Formula 1 since 1950, from F1DB's YAML source tree or an archive of it", run)
