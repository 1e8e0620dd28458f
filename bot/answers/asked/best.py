"""The best result of somebody: at a round, and of a season as far as results are held."""

from bot.answers import results as pages
from bot.answers.answer import Answer
from bot.answers.asked.subject import Subject, entries_of, page_of, results_offered, saying
from bot.answers.entries import of_class, round_run, who
from bot.answers.unraced import refuse_unraced
from bot.answers.words import listed, ordinal, place_text, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import rounds
from bot.queries.results import UNKNOWN, Entry


async def best(scope: Scope, subject: Subject, round_: str | None = None, class_: str | None = None) -> Answer:
    """The best place of somebody: in class, and which car it was.

    Raises: NotHeld where no place is held; Cancelled and ToCome where there was no race.
    """
    entries = [entry for entry in await entries_of(scope, subject) if class_ in {None, entry.class_}]
    if round_ is not None:
        refuse_unraced(scope, scope.round_(round_))
        return await _at(scope, subject, round_, [entry for entry in entries if entry.round_ == round_])
    placed = [entry for entry in entries if entry.class_position is not None]
    if not placed:
        raise NotHeld(f"No place of {subject.name} is in my data.")
    said = []
    for code in dict.fromkeys(entry.class_ for entry in placed):
        of_code = [entry for entry in placed if entry.class_ == code]
        place = min(entry.class_position or 0 for entry in of_code)
        where = [entry for entry in of_code if entry.class_position == place]
        # Who is known to have won nothing, and to have been second, was never better.
        sure = place == 1 or scope.held.coverage.get("results") == "complete"
        sure = sure or (place == 2 and scope.held.wins_complete)
        known = "" if sure else " is the best known"
        in_ = "" if scope.held.single_class else f" in {code}"
        said.append(f"**{ordinal(place)}**{in_} at {round_run(where)}{known}")
    sentence = f"Best of {subject.name}: {'; '.join(said)}."
    if subject.kind in {"manufacturer", "chassis"}:
        first = min(placed, key=lambda entry: entry.class_position or 0)
        return saying(await pages.results_of_round(scope, first.round_, first.class_), sentence)
    return saying(await page_of(scope, subject), sentence)


async def _at(scope: Scope, subject: Subject, round_: str, own: list[Entry]) -> Answer:
    there = scope.round_(round_)
    if not own:
        raise NotHeld(
            f"No car of {subject.name} at {round_phrase(there)} is in my data.",
            suggestions=results_offered(scope, round_),
        )
    placed = [entry for entry in own if entry.class_position is not None]
    if not placed:
        raise NotHeld(f"Where {subject.name} finished at {round_phrase(there)}, is not in my data.")
    complete = await rounds.complete_classes(scope.connection, scope.season, round_)
    firsts: list[tuple[Entry, bool]] = []
    for code in dict.fromkeys(entry.class_ for entry in placed):
        first = min((e for e in placed if e.class_ == code), key=lambda entry: entry.class_position or 0)
        open_ = any(e.class_ == code and e.class_position is None and e.status in {UNKNOWN, "classified"} for e in own)
        firsts.append((first, first.class_position == 1 or (code in complete and not open_)))
    alone = subject.kind in {"driver", "car"}
    known = ["" if sure or alone else " (of those known)" for _, sure in firsts]
    said = listed([f"{who(scope, e)}, {_place(scope, e)}{mark}" for (e, _), mark in zip(firsts, known, strict=True)])
    page = await pages.results_of_round(scope, round_, firsts[0][0].class_ if len(firsts) == 1 else None)
    return saying(page, f"Best of {subject.name} at {round_phrase(there)}: {said}.")


def _place(scope: Scope, entry: Entry) -> str:
    class_ = of_class(scope, entry.class_) if entry.class_position is None else ""
    return f"{class_}{place_text(entry, one_class=scope.held.single_class)}"
