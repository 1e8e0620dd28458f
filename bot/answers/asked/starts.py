"""Where somebody raced, whether at a round, what became of them there, and over how many laps."""

from collections.abc import Sequence

from bot.answers import results as pages
from bot.answers.answer import Answer
from bot.answers.asked.subject import Subject, entries_of, offered, page_of, results_offered, saying
from bot.answers.entries import of_class, rounds_text, unique, who
from bot.answers.unraced import refuse_unraced
from bot.answers.words import car_and_team, counted, listed, place_text, plain, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import rounds
from bot.queries.results import PODIUM, UNKNOWN, Entry

_FEW = 4


async def raced_at(scope: Scope, subject: Subject, class_: str | None = None) -> Answer:
    """At which rounds somebody is known to have raced, and which they missed with a car that was entered.

    Raises: NotHeld where no round is held.
    """
    entries = [entry for entry in await entries_of(scope, subject) if class_ in {None, entry.class_}]
    ran = [entry for entry in entries if _took_part(entry)]
    if not ran:
        raise NotHeld(f"That {subject.name} raced anywhere in the {plain(scope.held.row.name)} is not in my data.")
    known = "" if _whole(scope) else "is known to have "
    there = {entry.round_ for entry in ran}
    away = unique(_at(scope, entry.round_) for entry in entries if entry.round_ not in there)
    missed = f"; at {listed(away)} its car did not start" if away else ""
    others = "" if _whole(scope) else ". Other starts may be missing"
    return saying(
        await _page(scope, subject, ran),
        f"**{subject.name}** {known}raced at {_rounds(scope, ran)}{_for(scope, subject, ran)}{missed}{others}.",
    )


async def did_race(scope: Scope, subject: Subject, round_: str | None = None, class_: str | None = None) -> Answer:
    """Whether somebody raced at a round, or at all.

    Raises: NotHeld where that is not known; Cancelled and ToCome where there was no race.
    """
    if round_ is None:
        page = await raced_at(scope, subject, class_)
        return saying(page, f"Yes: {page.sentence}")
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    entries = await entries_of(scope, subject)
    own = [entry for entry in entries if entry.round_ == round_ and class_ in {None, entry.class_}]
    ran = [entry for entry in own if _took_part(entry)]
    if ran:
        page = await _round_page(scope, round_, ran)
        return saying(page, f"Yes: at {round_phrase(there)}, {_results(scope, ran)}.")
    if own:
        return saying(await page_of(scope, subject), f"No: at {round_phrase(there)}, {_results(scope, own)}.")
    elsewhere = [entry for entry in entries if _took_part(entry) and class_ in {None, entry.class_}]
    complete = await rounds.complete_classes(scope.connection, scope.season, round_)
    at = f"; it is known to have raced at {_rounds(scope, elsewhere)}" if elsewhere else ""
    if elsewhere and {entry.class_ for entry in elsewhere} <= complete and len(complete) >= len(scope.raced_in(round_)):
        return saying(await page_of(scope, subject), f"No: **{subject.name}** was not at {round_phrase(there)}{at}.")
    raise NotHeld(
        f"No car of {subject.name} at {round_phrase(there)}, is in my data{at}.",
        suggestions=results_offered(scope, round_),
    )


async def fate(scope: Scope, subject: Subject, round_: str | None = None, class_: str | None = None) -> Answer:
    """What became of somebody at a round, with what is noted of it.

    Raises: NotHeld where no car is held, or no round is named and there are several.
    """
    entries = [entry for entry in await entries_of(scope, subject) if class_ in {None, entry.class_}]
    if round_ is None:
        entries = [entry for entry in entries if entry.note or entry.reason or entry.status not in {"classified"}]
        rounds_ = unique(entry.round_ for entry in entries)
        if len(rounds_) != 1:
            raise NotHeld(
                f"Name a round: what became of {subject.name} is held round by round.",
                suggestions=offered(scope, subject),
            )
        round_ = rounds_[0]
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    own = [entry for entry in entries if entry.round_ == round_]
    if not own:
        raise NotHeld(
            f"No car of {subject.name} at {round_phrase(there)} is in my data.",
            suggestions=results_offered(scope, round_),
        )
    return saying(await _round_page(scope, round_, own), f"At {round_phrase(there)}, {_results(scope, own)}.")


async def did_finish(scope: Scope, subject: Subject, round_: str) -> Answer:
    """Whether somebody's cars reached the finish of a round.

    Raises: NotHeld where that is not known.
    """
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    own = [entry for entry in await entries_of(scope, subject) if entry.round_ == round_]
    if not own:
        raise NotHeld(
            f"No car of {subject.name} at {round_phrase(there)} is in my data.",
            suggestions=results_offered(scope, round_),
        )
    placed = [entry.status == "classified" for entry in own]
    out = [entry.status not in {"classified", UNKNOWN, "not classified"} for entry in own]
    if all(placed):
        said = "Yes: at "
    elif all(out):
        said = "No: at "
    elif len(own) > 1:
        said = "At "
    else:
        raise NotHeld(f"Whether {subject.name} finished at {round_phrase(there)}, is not in my data.")
    sentence = f"{said}{round_phrase(there)}, {_results(scope, own)}."
    return saying(await _round_page(scope, round_, own), sentence)


async def on_podium(scope: Scope, subject: Subject, round_: str) -> Answer:
    """Whether somebody was among the first three of a class at a round.

    Raises: NotHeld where that is not known.
    """
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    own = [entry for entry in await entries_of(scope, subject) if entry.round_ == round_]
    places = [entry.class_position for entry in own]
    there_were = any(place is not None and place <= PODIUM for place in places)
    if not own or (not there_were and any(e.class_position is None and e.status == UNKNOWN for e in own)):
        raise NotHeld(
            f"Whether {subject.name} was on the podium at {round_phrase(there)}, is not in my data.",
            suggestions=results_offered(scope, round_),
        )
    said = "Yes" if there_were else "No"
    return saying(await _round_page(scope, round_, own), f"{said}: at {round_phrase(there)}, {_results(scope, own)}.")


async def laps_of(scope: Scope, subject: Subject, round_: str | None = None) -> Answer:
    """How many laps somebody's cars are known to have done at a round.

    Raises: NotHeld where that is not known, or no round is named and there are several.
    """
    entries = [entry for entry in await entries_of(scope, subject) if round_ in {None, entry.round_}]
    if round_ is not None:
        refuse_unraced(scope, scope.round_(round_))
    known = [entry for entry in entries if entry.laps is not None]
    if round_ is None and len({entry.round_ for entry in entries}) > 1:
        raise NotHeld(
            f"Name a round: laps of {subject.name} are held round by round.", suggestions=offered(scope, subject)
        )
    if not known:
        where = f" at {round_phrase(scope.round_(round_))}" if round_ else ""
        raise NotHeld(
            f"How many laps {subject.name} did{where} is not in my data.", suggestions=offered(scope, subject)
        )
    there = scope.round_(known[0].round_)
    said = listed([f"{who(scope, entry)} did **{counted(entry.laps or 0, 'lap')}**" for entry in known])
    missing = "" if len(known) == len(entries) else "; of its other cars there the laps are not in my data"
    return saying(await _round_page(scope, there.round_, known), f"At {round_phrase(there)}, {said}{missing}.")


def _took_part(entry: Entry) -> bool:
    """Whether a car raced: of one whose result is not known it is taken, as somebody saw it there."""
    return entry.started or entry.status == UNKNOWN


def _results(scope: Scope, entries: Sequence[Entry]) -> str:
    return listed([f"{who(scope, entry)}: {result_text(scope, entry)}" for entry in entries])


def result_text(scope: Scope, entry: Entry) -> str:
    """`1st in GT, 9th overall`, or what became of a car, with what is noted of it in brackets."""
    class_ = of_class(scope, entry.class_) if entry.class_position is None else ""
    noted = f" ({plain(entry.note.rstrip('.'))})" if entry.note else ""
    return f"{class_}{place_text(entry, one_class=scope.held.single_class)}{noted}"


def _rounds(scope: Scope, entries: Sequence[Entry]) -> str:
    codes = unique(entry.round_ for entry in entries)
    if len(codes) <= _FEW:
        return listed([_at(scope, code) for code in codes])
    return rounds_text({entry.round_number for entry in entries if entry.round_number is not None})


def _at(scope: Scope, round_: str) -> str:
    there = scope.round_(round_)
    return round_phrase(there) if there.own_short else f"{plain(there.circuit_short)} (round {there.number})"


def _for(scope: Scope, subject: Subject, entries: Sequence[Entry]) -> str:
    """For whom, where that is not the subject itself."""
    teams = unique(plain(entry.team) for entry in entries if entry.team not in {UNKNOWN, subject.key})
    classes = "" if scope.held.single_class else f", in {listed(unique(entry.class_ for entry in entries))}"
    return f"{classes}{f', for {listed(teams)}' if teams and len(teams) <= _FEW else ''}"


def _whole(scope: Scope) -> bool:
    return scope.held.coverage.get("results") == "complete"


async def _page(scope: Scope, subject: Subject, ran: Sequence[Entry]) -> Answer:
    """The page of a subject; of a make or a model that of the last round it ran at."""
    if subject.kind in {"manufacturer", "chassis"}:
        return await _round_page(scope, ran[-1].round_, ran)
    return await page_of(scope, subject)


async def _round_page(scope: Scope, round_: str, entries: Sequence[Entry]) -> Answer:
    """The results of a round, of the class that is asked about where it is one."""
    classes = {entry.class_ for entry in entries if entry.round_ == round_}
    return await pages.results_of_round(scope, round_, classes.pop() if len(classes) == 1 else None)


async def drove_it(scope: Scope, driver: str, ride: Subject, round_: str | None = None) -> Answer:
    """Whether a driver is known to have driven a car of a team, a make or a number.

    Raises: NotHeld where that is not known.
    """
    own = await entries_of(scope, Subject("driver", driver))
    theirs = await entries_of(scope, ride)
    both = [entry for entry in own if entry in theirs and round_ in {None, entry.round_}]
    if both:
        at = f" at {_rounds(scope, both)}"
        cars = listed(unique(car_and_team(entry.car, entry.team) for entry in both))
        return saying(await page_of(scope, Subject("driver", driver)), f"Yes: **{plain(driver)}** drove {cars}{at}.")
    cars = listed(unique(car_and_team(entry.car, entry.team) for entry in own))
    where = f" at {round_phrase(scope.round_(round_))}," if round_ else ""
    said = f"**{plain(driver)}** in a car of {ride.name}{where} is not in my data: known is {cars}."
    if _whole(scope):
        return saying(await page_of(scope, Subject("driver", driver)), f"No: {plain(driver)} drove {cars}.")
    raise NotHeld(said, suggestions=offered(scope, Subject("driver", driver)))
