"""Questions about races: who won, who finished where, who drove with whom, how often."""

from collections.abc import Sequence

from bot.answers import results as pages
from bot.answers import wins
from bot.answers.answer import Answer
from bot.answers.asked.subject import Subject, entries_of, page_of, results_offered, saying, wins_of
from bot.answers.entries import of_class, round_run, unique, who
from bot.answers.unraced import refuse_unraced
from bot.answers.words import (
    car_and_team,
    counted,
    crew_text,
    listed,
    place_text,
    plain,
    round_phrase,
)
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import results, rounds
from bot.queries.results import Entry
from bot.queries.rounds import Round

_FEW = 3


def _win(scope: Scope, class_: str | None, *, overall: bool = False) -> str:
    """What is counted: a win where there is one class, else an overall win (by a car of a class, where one is asked
    for: `overall LMP675 win`), a win of a class, or any class win.
    """
    if scope.held.single_class:
        return "win"
    if overall:
        return f"overall {class_} win" if class_ else "overall win"
    return f"{class_} win" if class_ else "class win"


def _won(scope: Scope, entry: Entry) -> str:
    """`**#3 Corvette Racing** (…) won GTS`."""
    return f"{who(scope, entry)} won{'' if scope.held.single_class else f' {entry.class_}'}"


async def _overall_winner(scope: Scope, there: Round) -> Entry:
    entries = await results.of_round(scope.connection, scope.season, there.round_)
    best = next((entry for entry in entries if entry.overall_winner), None)
    if best is None:
        raise NotHeld(f"The overall winner of {round_phrase(there)} is not in my data.")
    return best


async def overall(scope: Scope, round_: str) -> Answer:
    """Who won a race outright."""
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    best = await _overall_winner(scope, there)
    page = await pages.winner(scope, round_)
    if scope.held.single_class:
        return saying(page, f"{who(scope, best)} won {round_phrase(there)}.")
    return saying(page, f"{who(scope, best)}, {best.class_}, won {round_phrase(there)}, overall.")


async def did_win(
    scope: Scope, subject: Subject, round_: str, class_: str | None = None, *, overall: bool = False
) -> Answer:
    """Whether somebody won a race or its class; who did, either way."""
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    won = [entry for entry in await wins_of(scope, subject, class_, overall=overall) if entry.round_ == round_]
    if overall:
        best = await _overall_winner(scope, there)
        answer = "Yes" if won else "No"
        outright = "" if scope.held.single_class else ", overall"
        sentence = f"{answer}: {who(scope, best)} won {round_phrase(there)}{outright}."
        return saying(await pages.winner(scope, round_), sentence)
    if won:
        said = listed([_won(scope, entry) for entry in won])
        extra = ""
        if not any(entry.overall_winner for entry in won) and subject.kind != "driver" and class_ is None:
            best = await _overall_winner(scope, there)
            extra = f"; the overall winner was {car_and_team(best.car, best.team)}"
        page = await pages.winner(scope, round_, won[0].class_ if len(won) == 1 else None)
        return saying(page, f"Yes: {said} at {round_phrase(there)}{extra}.")
    own = [entry for entry in await entries_of(scope, subject) if entry.round_ == round_]
    ran = {entry.class_ for entry in own}
    asked = [class_] if class_ else [code for code in scope.raced_in(round_) if code in ran]
    asked = [code for code in asked if not scope.class_(code).guest]
    if not asked:
        asked = [code for code in scope.raced_in(round_) if not scope.class_(code).guest]
    winners = [
        entry
        for code in asked
        for entry in await results.of_class_of_round(scope.connection, scope.season, round_, code)
        if entry.won
    ]
    said = listed([_won(scope, entry) for entry in winners])
    guests = [entry.class_ for entry in own if entry.guest and entry.class_position == 1]
    also = f"; {subject.name} was best of the {guests[0]} guests, outside the championship" if guests else ""
    page = await pages.winner(scope, round_, asked[0] if len(asked) == 1 else None)
    return saying(page, f"No: {said} at {round_phrase(there)}{also}.")


async def finish(scope: Scope, subject: Subject, round_: str, class_: str | None = None) -> Answer:
    """Where somebody finished at a round."""
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    entries = [
        entry for entry in await entries_of(scope, subject) if entry.round_ == round_ and class_ in {None, entry.class_}
    ]
    if not entries:
        raise NotHeld(
            f"No car of {subject.name} at {round_phrase(there)} is in my data.",
            suggestions=results_offered(scope, round_),
        )
    said = listed([f"{who(scope, entry)}: {_place(scope, entry)}" for entry in entries])
    page = await pages.results_of_round(scope, round_, entries[0].class_)
    complete = await rounds.complete_classes(scope.connection, scope.season, round_)
    maker = subject.kind in {"manufacturer", "chassis"}
    others = "; there may have been more" if maker and not {entry.class_ for entry in entries} <= complete else ""
    return saying(page, f"At {round_phrase(there)}, {said}{others}.")


def _place(scope: Scope, entry: Entry) -> str:
    class_ = of_class(scope, entry.class_) if entry.class_position is None else ""
    return f"{class_}{place_text(entry, one_class=scope.held.single_class)}"


async def crews(
    scope: Scope,
    subject: Subject,
    round_: str | None = None,
    class_: str | None = None,
    *,
    of: str | None = None,
) -> Answer:
    """Who drove a car or for a team, at a round or in the season; `of` names the team that a car is said to be of."""
    entries = [
        entry
        for entry in await entries_of(scope, subject)
        if round_ in {None, entry.round_} and class_ in {None, entry.class_} and of in {None, entry.team}
    ]
    known = [entry for entry in entries if entry.crew]
    where = f"at {round_phrase(scope.round_(round_))}" if round_ else f"in the {plain(scope.held.row.name)}"
    if round_ is not None:
        refuse_unraced(scope, scope.round_(round_))
    if not known:
        whose = f" of {plain(of)}" if of else ""
        drove = "drove for" if subject.kind == "team" else "drove"
        raise NotHeld(f"Who {drove} {subject.name}{whose} {where} is not in my data.")
    by_car: dict[tuple[str, str], list[str]] = {}
    for entry in known:
        held = by_car.setdefault((entry.car, entry.team), [])
        held += [name for name in entry.crew if name not in held]
    said = "; ".join(f"**{car_and_team(car, team)}**: {crew_text(crew)}" for (car, team), crew in by_car.items())
    missing = "" if len(known) == len(entries) else " Some crews are not in my data."
    page = await page_of(scope, subject)
    return saying(
        page,
        f"Known drivers {where}: {said}.{missing}"
        if round_ is None
        else f"{where[0].upper()}{where[1:]}, {said}.{missing}",
    )


async def mates(scope: Scope, driver: str, round_: str | None = None) -> Answer:
    """Who shared a car with a driver."""
    subject = Subject("driver", driver)
    entries = [entry for entry in await entries_of(scope, subject) if round_ in {None, entry.round_}]
    if round_ is not None:
        refuse_unraced(scope, scope.round_(round_))
    names = unique(plain(name) for entry in entries for name in entry.crew if name != driver)
    where = f" at {round_phrase(scope.round_(round_))}" if round_ else f" in the {plain(scope.held.row.name)}"
    if not names:
        raise NotHeld(f"Who shared a car with {plain(driver)}{where} is not in my data.")
    cars = unique(car_and_team(entry.car, entry.team) for entry in entries if len(entry.crew) > 1)
    verb = {1: "shared", 2: "both shared"}.get(len(names), "all shared")
    sentence = (
        f"{listed([f'**{name}**' for name in names])} {verb} a car with {plain(driver)}{where} ({'; '.join(cars)})."
    )
    return saying(await page_of(scope, subject), sentence)


async def count_wins(scope: Scope, subject: Subject, class_: str | None = None, *, overall: bool = False) -> Answer:
    """How often somebody won, and where."""
    won = await wins_of(scope, subject, class_, overall=overall)
    also = [entry for entry in won if entry.overall_winner]
    what = _win(scope, class_, overall=overall)
    where = f" ({_where(scope, won)})" if won else ""
    also_said = f", {len(also)} of them overall" if also and not overall and not scope.held.single_class else ""
    count = counted(len(won), what)
    said = f"{count[0].upper()}{count[1:]}{also_said}: **{subject.name}**{where}"
    sentence = f"{said} in the {plain(scope.held.row.name)}."
    return saying(await page_of(scope, subject), sentence)


async def list_wins(scope: Scope, subject: Subject, class_: str | None = None) -> Answer:
    """What somebody won."""
    won = await wins_of(scope, subject, class_)
    if not won:
        sentence = f"**{subject.name}** had no {_win(scope, class_)} in the {plain(scope.held.row.name)}."
        return saying(await page_of(scope, subject), sentence)
    at = "" if scope.held.single_class else "at "
    said = [f"{of_class(scope, entry.class_)}{at}{_round(scope, entry)}" for entry in won]
    return saying(await page_of(scope, subject), f"**{subject.name}** won {'; '.join(said)}.")


def _round(scope: Scope, entry: Entry) -> str:
    return round_phrase(scope.round_(entry.round_))


def _where(scope: Scope, won: Sequence[Entry]) -> str:
    by_class: dict[str, list[Entry]] = {}
    for entry in won:
        by_class.setdefault(entry.class_, []).append(entry)
    return "; ".join(f"{of_class(scope, class_)}{round_run(entries)}" for class_, entries in by_class.items())


async def first_win(
    scope: Scope,
    subject: Subject | None = None,
    class_: str | None = None,
    *,
    overall: bool = False,
    last: bool = False,
) -> Answer:
    """The first or last win of somebody, of a class, or overall."""
    if subject is not None:
        won = await wins_of(scope, subject, class_, overall=overall)
    else:
        if not scope.held.wins_complete:
            raise NotHeld("Winners are not complete in my data, so no win can be called the first or last.")
        winners = await results.class_winners(scope.connection, scope.season)
        won = tuple(e for e in winners if class_ in {None, e.class_} and (not overall or e.overall_winner))
    what = _win(scope, class_, overall=overall)
    if not won:
        if class_ is not None and scope.class_(class_).guest:
            raise NotHeld(f"{class_} ran as guests, outside the championship: it has no class wins.")
        had = f"{subject.name} had no {what}" if subject else f"There was no {what}"
        raise NotHeld(f"{had} in the {plain(scope.held.row.name)}.")
    entry = won[-1] if last else won[0]
    which = "last" if last else "first"
    of = f" of {subject.name}" if subject else ""
    there = scope.round_(entry.round_)
    so_far = " so far" if scope.held.to_come and last else ""
    sentence = f"The {which} {what}{of} in the season{so_far}: {who(scope, entry)} at {round_phrase(there)}."
    return saying(await pages.winner(scope, entry.round_, entry.class_), sentence)


async def first_outside(scope: Scope, class_: str) -> Answer:
    """The first overall win of a car from outside a class."""
    if scope.held.coverage.get("overall_winners") != "complete":
        raise NotHeld("Overall winners are not complete in my data, so no win can be called the first.")
    winners = await results.class_winners(scope.connection, scope.season)
    won = [entry for entry in winners if entry.overall_winner and entry.class_ != class_]
    if not won:
        raise NotHeld(f"Every overall winner of the {plain(scope.held.row.name)} was of {class_}.")
    first = won[0]
    said = f"the first overall win of the season from outside {class_}"
    sentence = f"{who(scope, first)}, {first.class_}, at {_round(scope, first)}: {said}."
    return saying(await pages.winner(scope, first.round_, first.class_), sentence)


async def compare_wins(
    scope: Scope, subjects: Sequence[Subject], class_: str | None = None, *, overall: bool = False
) -> Answer:
    """Who of two won more often."""
    counts = [(subject, len(await wins_of(scope, subject, class_, overall=overall))) for subject in subjects]
    (one, first), (other, second) = counts
    what = _win(scope, class_, overall=overall)
    if first == second:
        sentence = f"Level: **{one.name}** and **{other.name}** had {counted(first, what)} each."
    else:
        if second > first:
            (one, first), (other, second) = (other, second), (one, first)
        sentence = f"**{one.name}** had {counted(first, what)}, {other.name} {second}."
    return saying(await page_of(scope, one), sentence)


async def ever_won(scope: Scope, subject: Subject, class_: str | None = None, *, overall: bool = False) -> Answer:
    """Whether somebody won at all."""
    won = await wins_of(scope, subject, class_, overall=overall)
    what = _win(scope, class_, overall=overall)
    count = f"{counted(len(won), what)}{f' ({_where(scope, won)})' if won else ''}"
    answer = "Yes" if won else "No"
    return saying(await page_of(scope, subject), f"{answer}: **{subject.name}** had {count}.")


async def which_won(scope: Scope, subject: Subject, round_: str, class_: str | None = None) -> Answer:
    """Which of somebody's cars won at a round; who did where none of them."""
    answer = await did_win(scope, subject, round_, class_)
    won = answer.sentence.removeprefix("Yes: ")
    if won != answer.sentence:
        return saying(answer, won)
    return saying(answer, f"No car of {subject.name}: {answer.sentence.removeprefix('No: ')}")


async def won_all(scope: Scope, subject: Subject, class_: str | None = None, *, overall: bool = False) -> Answer:
    """Whether somebody won every race, overall or in a class; and how many."""
    won = await wins_of(scope, subject, class_, overall=overall)
    outright = {entry.round_ for entry in won if entry.overall_winner}
    races, total = len({entry.round_ for entry in won}), len(scope.held.raced)
    said = "Yes" if races == total else "No"
    if races == total and len(outright) < total and not overall and not scope.held.single_class:
        said = "In class yes, overall no"
    also = "" if scope.held.single_class or overall else f", {len(outright) or 'none'} overall"
    count = f"{_win(scope, class_, overall=overall)}s at {races} of {total} rounds{also}"
    missed = [there for there in scope.held.raced if there.round_ not in {entry.round_ for entry in won}]
    if overall and missed and len(missed) <= _FEW:
        others = [f"{who(scope, await _overall_winner(scope, there))} at {round_phrase(there)}" for there in missed]
        sentence = f"{said}: **{subject.name}** had {count}; {listed(others)} won."
        return saying(await page_of(scope, subject), sentence)
    return saying(
        await page_of(scope, subject),
        f"{said}: **{subject.name}** had {count}{f' ({_where(scope, won)})' if won else ''}.",
    )


async def most_wins(scope: Scope, class_: str | None = None, by: wins.By | None = None) -> Answer:
    """Who won most: of drivers, teams or cars, or of drivers and of teams where nobody says whom is meant."""
    if by is not None:
        return await wins.wins(scope, by, class_)
    drivers = await wins.wins(scope, "driver", class_)
    teams = await wins.wins(scope, "team", class_)
    return saying(drivers, f"{drivers.sentence} {teams.sentence}")
