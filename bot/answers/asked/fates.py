"""Cars that did not finish, did not start or were disqualified: which are known, of a round, a class or somebody."""

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.answers import results as pages
from bot.answers import seasons
from bot.answers.answer import Answer, compose, link
from bot.answers.asked.starts import result_text
from bot.answers.asked.subject import Subject, entries_of, one_class, page_of, saying
from bot.answers.entries import who
from bot.answers.unraced import refuse_unraced
from bot.answers.words import plain, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import results, rounds
from bot.queries.results import Entry

Fate = Literal["retired", "disqualified", "did not start"]
"""What became of cars, as it is asked for."""

_STATUSES: Mapping[Fate, frozenset[str]] = {
    "retired": frozenset({"retired", "not classified"}),
    "disqualified": frozenset({"disqualified", "excluded"}),
    "did not start": frozenset({"did not start"}),
}
_NOUNS: Mapping[Fate, str] = {
    "retired": "retirement",
    "disqualified": "disqualification",
    "did not start": "car that did not start",
}
_NAMED = 6


async def fates(
    scope: Scope,
    fate: Fate,
    subject: Subject | None = None,
    round_: str | None = None,
    class_: str | None = None,
) -> Answer:
    """Which cars are known to have retired, to have been disqualified or not to have started.

    Raises: NotHeld where none is known to, unless every car is; Cancelled and ToCome where there was no race.
    """
    if round_ is not None:
        refuse_unraced(scope, scope.round_(round_))
    if subject is not None:
        entries: Sequence[Entry] = await entries_of(scope, subject)
    else:
        entries = await results.of_season(scope.connection, scope.season)
    entries = [entry for entry in one_class(scope, entries, class_) if round_ in {None, entry.round_}]
    found = [entry for entry in entries if entry.status in _STATUSES[fate]]
    where = _where(scope, subject, round_, class_)
    whole = scope.held.coverage.get("results") == "complete" or (
        round_ is not None and await _complete(scope, round_, class_)
    )
    if not found and not whole:
        raise NotHeld(f"No {_NOUNS[fate]} {where} is in my data, which does not hold every car.")
    if not found:
        return saying(await _page(scope, subject, round_, class_), f"No {_NOUNS[fate]} {where}.")
    said = [f"{who(scope, e)}{_at(scope, e) if round_ is None else ''}: {result_text(scope, e)}" for e in found]
    noun = (
        _NOUNS[fate]
        if len(found) == 1
        else _NOUNS[fate].replace("car that", "cars that") + ("" if fate == "did not start" else "s")
    )
    known = "" if whole else " known"
    more = f"; and {len(said) - _NAMED} more" if len(said) > _NAMED else ""
    others = "" if whole else " There may have been others."
    sentence = f"{len(found)}{known} {noun} {where}: {'; '.join(said[:_NAMED])}{more}.{others}"
    return compose(
        scope,
        sentence,
        title=f"{_NOUNS[fate].capitalize()}s · {scope.round_(round_).name if round_ else scope.held.row.label}",
        lines=[f"- {line}" for line in said],
        sources=[key for entry in found for key in entry.all_sources],
        links=[link(scope, "Results", "results", round_=round_)] if round_ else [link(scope, "The season", "season")],
    )


async def _complete(scope: Scope, round_: str, class_: str | None) -> bool:
    classes = set(scope.raced_in(round_)) if class_ is None else {class_}
    return classes <= await rounds.complete_classes(scope.connection, scope.season, round_)


async def _page(scope: Scope, subject: Subject | None, round_: str | None, class_: str | None) -> Answer:
    if round_ is not None:
        return await pages.results_of_round(scope, round_, class_)
    return await page_of(scope, subject) if subject is not None else await seasons.season(scope)


def _where(scope: Scope, subject: Subject | None, round_: str | None, class_: str | None) -> str:
    whose = f"of {subject.name} " if subject else ""
    group = f"in {class_} " if class_ else ""
    there = f"at {round_phrase(scope.round_(round_))}" if round_ else f"in the {plain(scope.held.row.name)}"
    return f"{whose}{group}{there}"


def _at(scope: Scope, entry: Entry) -> str:
    return f", {round_phrase(scope.round_(entry.round_))}"
