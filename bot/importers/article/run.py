"""The import of a season article's text: a draft, with what has to be looked up written above it, line by line."""

from pydantic import ValidationError

from bot.errors import ImportRefused
from bot.importers.archive import bounded_file
from bot.importers.article.parse import read_article
from bot.importers.article.season import LICENCE, Draft, drafted, series_key
from bot.importers.job import Importer, Job, Outcome
from bot.importers.landing import stage
from bot.importers.people import People, known_people
from bot.importers.plans import decisions_of
from bot.importers.tables import decoded
from bot.season.explain import explain
from bot.season.files import SEASON_FILE
from bot.season.write import season_texts


def run(job: Job) -> Outcome:
    """Stage a draft of one season. Raises: ImportRefused, DataError."""
    if len(job.paths) != 1:
        raise ImportRefused("article reads one path: the text of one season's article.")
    (path,) = job.paths
    job.progress(f"Reading {path.name}", 0, 1)
    article = read_article(decoded(bounded_file(path), path.name), path.name)
    series = series_key(article.series)
    key = f"{series}-{article.label}"
    decisions = decisions_of(job, job.into / key, path.parent)
    known = list(known_people(job.into, series, {key}))
    people = People(known, decisions.people)
    names = {name for _, row in known for name in (row.name, *row.aliases)}
    names |= {*decisions.people, *decisions.people.values()}
    try:
        draft = drafted(article, path.name, people, names)
    except ValidationError as error:
        problem = explain(error)[0]
        raise ImportRefused(f"{path.name} makes no season: {problem.where}: {problem.problem}.") from None
    texts = season_texts(draft.season)
    texts[SEASON_FILE] = _to_review(draft) + texts[SEASON_FILE]
    stage(job.staging, key, f"the text of an article ({path.name})", {**texts, "LICENSE.md": _licence(draft)})
    job.progress(f"Reading {path.name}", 1, 1)
    counts = {
        "rounds": len(draft.season.file.rounds),
        "class winners": len(draft.season.results),
        "standings rows": len(draft.season.standings),
    }
    return Outcome(counts, draft.problems, draft.questions)


def _to_review(draft: Draft) -> str:
    """What a person has to look at, as comments above the season."""
    lines = ["# A draft. To be reviewed, by the lines of the article's text:"]
    lines += [f"# {remark}" for remark in (*draft.questions, *draft.problems)]
    return "\n".join(lines) + "\n\n"


def _licence(draft: Draft) -> str:
    return (
        f"# Licence of the data in this folder\n\nThe season text here is licensed under {LICENCE} "
        f"(https://creativecommons.org/licenses/by-sa/4.0/), as the article that it was taken from.\n\n"
        f"**Credit:** {draft.credit}\n\nWhat was changed: tables were put into a format of their own, and what the "
        "text does not say was marked.\n"
    )


IMPORTER = Importer(
    "article",
    "the text of a Wikipedia season article, into a draft for review",
    run,
    takes=("decisions",),
)
