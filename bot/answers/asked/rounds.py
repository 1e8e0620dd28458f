"""Questions about the calendar, a round's facts and its circuit."""

from bot.answers import calendar, rounds
from bot.answers import qualifying as grids
from bot.answers import seasons as season_page
from bot.answers.answer import Answer, compose, link
from bot.answers.asked.subject import saying
from bot.answers.entries import drivers_lead
from bot.answers.rounds import fastest_lap_text
from bot.answers.unraced import cancelled_sentence, refuse_unraced, to_come_sentence
from bot.answers.words import car_and_team, counted, country, lies_at, listed, plain, race_date, round_phrase, the
from bot.archive import Scope
from bot.errors import NotHeld
from bot.months import MONTHS
from bot.queries import results
from bot.queries import rounds as queries
from bot.queries.results import UNKNOWN
from bot.queries.rounds import Round

_FACTS = {
    "laps": ("ran over {} laps", "How many laps"),
    "distance_km": ("ran over {} km", "The distance"),
    "cautions": ("had {} caution periods", "How many cautions"),
    "winner_speed_kmh": ("was won at an average of {} km/h", "The winner's average speed"),
}


async def fact(scope: Scope, round_: str, name: str) -> Answer:
    """One fact of a round, by the fact's name."""
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    facts = await queries.facts(scope.connection, scope.season, "round", round_)
    said, asked = _FACTS[name]
    held = facts.get(name)
    if held is None or held.value == UNKNOWN:
        why = "sources differ" if held is not None else "it is not in my data"
        raise NotHeld(f"{asked} at {round_phrase(there)}: {why}.")
    derived = " (derived)" if held.derivation else ""
    sentence = f"{round_phrase(there)[0].upper()}{round_phrase(there)[1:]}, {said.format(plain(held.value))}{derived}."
    return saying(await rounds.round_facts(scope, round_), sentence)


async def fastest_lap(scope: Scope, round_: str) -> Answer:
    """Who set the fastest lap of a race."""
    there = scope.round_(round_)
    refuse_unraced(scope, there)
    facts = await queries.facts(scope.connection, scope.season, "round", round_)
    if "fastest_lap_car" in facts and drivers_lead(scope):
        entries = await results.of_round(scope.connection, scope.season, round_)
        driven = "shared by" if "fastest_lap_also" in facts else "driven by"
        sentence = f"The fastest lap at {round_phrase(there)}, was {driven} {fastest_lap_text(scope, facts, entries)}."
        return saying(await rounds.round_facts(scope, round_), sentence)
    if "fastest_lap_time" not in facts:
        raise NotHeld(f"The fastest lap of {round_phrase(there)} is not in my data.")
    car = facts["fastest_lap_car"].value
    entries = await results.of_round(scope.connection, scope.season, round_)
    team = next((entry.team for entry in entries if entry.car == car), None)
    driver = facts.get("fastest_lap_driver")
    who = f" ({plain(driver.value)})" if driver else " (driver not stated)"
    sentence = (
        f"**{car_and_team(car, team)}**{who} set the fastest lap at {round_phrase(there)}: "
        f"{facts['fastest_lap_time'].value}."
    )
    return saying(await rounds.round_facts(scope, round_), sentence)


async def when(scope: Scope, round_: str) -> Answer:
    """On which day a round was, or had been planned."""
    there = scope.round_(round_)
    page = await rounds.round_facts(scope, round_)
    if there.cancelled is not None:
        return saying(page, f"It was planned for **{race_date(there.date)}**, but never held: {_in_sentence(there)}")
    return saying(
        page, f"**{race_date(there.date)}**: {plain(there.name)}, round {there.number}, at {plain(there.circuit_name)}."
    )


async def where(scope: Scope, round_: str) -> Answer:
    """Where a round was held."""
    there = scope.round_(round_)
    page = await rounds.round_facts(scope, round_)
    if there.cancelled is not None:
        planned = f"**{plain(there.circuit_name)}**, {lies_at(there.place, there.country)}"
        return saying(page, f"It was planned at {planned}, but never held: {_in_sentence(there)}")
    sentence = (
        f"**{plain(there.circuit_name)}**, {plain(there.place)}, {country(there.country)}: round {there.number}, "
        f"{the(there.name)}, on {race_date(there.date)}."
    )
    return saying(page, sentence)


def _in_sentence(round_: Round) -> str:
    sentence = cancelled_sentence(round_)
    return sentence[0].lower() + sentence[1:]


async def happened(scope: Scope, round_: str) -> Answer:
    """Whether a round was held."""
    there = scope.round_(round_)
    page = await rounds.round_facts(scope, round_)
    if there.to_come:
        return saying(page, f"Not yet: {to_come_sentence(there)}")
    if there.cancelled is not None:
        return saying(page, f"No: {cancelled_sentence(there)}")
    return saying(page, f"Yes: {the(there.name)} was held on {race_date(there.date)} at {plain(there.circuit_name)}.")


async def was_cancelled(scope: Scope, round_: str) -> Answer:
    """Whether a round was cancelled, and why."""
    there = scope.round_(round_)
    page = await rounds.round_facts(scope, round_)
    if there.cancelled is not None:
        return saying(page, f"Yes: {cancelled_sentence(there)}")
    if there.to_come:
        return saying(page, f"Not as far as my data goes. {to_come_sentence(there)}")
    sentence = f"No, not cancelled: {the(there.name)} was held on {race_date(there.date)}."
    return saying(page, sentence)


async def neighbour(scope: Scope, round_: str) -> Answer:
    """Which round came after one on the calendar."""
    calendar = scope.held.calendar
    at = calendar.index(scope.round_(round_))
    later = [there for there in calendar[at + 1 :] if there.cancelled is None]
    if not later:
        last = round_phrase(scope.round_(round_))
        verb = "is" if scope.held.to_come else "was"
        raise NotHeld(f"{last[0].upper()}{last[1:]}, {verb} the last of the {plain(scope.held.row.name)}.")
    between = calendar[at + 1 : calendar.index(later[0])]
    skipped = f" (the {plain(between[0].name)} between them was cancelled)" if between else ""
    page = await rounds.round_facts(scope, later[0].round_)
    sentence = (
        f"After {round_phrase(scope.round_(round_))}, came {round_phrase(later[0])}, **{plain(later[0].name)}**, "
        f"on {race_date(later[0].date)}{skipped}."
    )
    return saying(page, sentence)


async def which_cancelled(scope: Scope) -> Answer:
    """Which rounds were cancelled."""
    cancelled = [round_ for round_ in scope.held.calendar if round_.cancelled is not None]
    page = await calendar.schedule(scope)
    if not cancelled:
        return saying(page, f"No round of the {plain(scope.held.row.name)} is cancelled on its calendar.")
    return saying(page, " ".join(cancelled_sentence(round_) for round_ in cancelled))


async def count_rounds(scope: Scope) -> Answer:
    """How many rounds were held."""
    page = await calendar.schedule(scope)
    count = len(scope.held.raced)
    if scope.held.to_come:
        planned = count + len(scope.held.to_come)
        return saying(page, f"{count} of {planned} rounds of the {plain(scope.held.row.name)} are raced in my data.")
    return saying(page, f"{count} rounds were held in the {plain(scope.held.row.name)}.")


async def count_classes(scope: Scope) -> Answer:
    """How many classes the championship had."""
    classes = [class_.class_ for class_ in scope.held.classes if not class_.guest]
    guests = [class_.class_ for class_ in scope.held.classes if class_.guest]
    also = f"; {listed(guests)} ran as guests" if guests else ""
    return saying(
        await season_page.season(scope), f"{counted(len(classes), 'class', 'classes')}: {listed(classes)}{also}."
    )


async def boundary(scope: Scope, *, last: bool) -> Answer:
    """When the season began or ended."""
    row = scope.held.row
    day = row.ends if last else row.starts
    verb = ("ends" if scope.held.to_come else "ended") if last else "began"
    return saying(await calendar.schedule(scope), f"The {plain(row.name)} {verb} on **{race_date(day)}**.")


async def sanctioned(scope: Scope) -> Answer:
    """Who sanctioned the series."""
    row = scope.held.row
    if row.sanctioned_by is None:
        raise NotHeld(f"Who sanctioned the {plain(row.name)} is not in my data.")
    return saying(await season_page.season(scope), f"**{plain(row.sanctioned_by)}** sanctioned the {plain(row.name)}.")


async def race_length(scope: Scope, round_: str) -> Answer:
    """Over what time or distance a race was run. Raises: NotHeld where that is not held."""
    there = scope.round_(round_)
    facts = await queries.facts(scope.connection, scope.season, "round", round_)
    length = facts.get("length")
    if length is None or length.value == UNKNOWN:
        raise NotHeld(f"How long {round_phrase(there)}, was is not in my data.")
    note = f" ({plain(length.note.rstrip('.'))})" if length.note else ""
    verb = "was planned" if there.cancelled is not None else "was run"
    page = await rounds.round_facts(scope, round_)
    return saying(
        page, f"{the(there.name)[0].upper()}{the(there.name)[1:]} {verb} over **{plain(length.value)}**{note}."
    )


async def pole(scope: Scope, round_: str, class_: str | None = None) -> Answer:
    """Who was on pole."""
    return await grids.grid(scope, round_, class_)


async def noted(scope: Scope, index: int, round_: str | None = None) -> Answer:
    """A note of the season, by its place among them, where a question calls it up by its words.

    Raises: NotHeld where the question is about another round.
    """
    note = scope.held.notes[index]
    if round_ not in {None, note.round_} and scope.round_(round_ or "").circuit_short not in note.text:
        raise NotHeld(f"Nothing of that kind about {round_phrase(scope.round_(round_ or ''))} is in my data.")
    if note.topic == "calendar":
        page = await calendar.schedule(scope)
    elif note.round_ is not None:
        page = await rounds.round_facts(scope, note.round_)
    else:
        page = await season_page.season(scope)
    return saying(page, plain(note.text))


async def in_month(scope: Scope, month: int) -> Answer:
    """The rounds of a month."""
    found = [round_ for round_ in scope.held.calendar if round_.date.month == month]
    name = MONTHS[month - 1]
    if not found:
        raise NotHeld(f"No round of the {plain(scope.held.row.name)} was in {name}.")
    said = [f"{round_phrase(round_)} ({race_date(round_.date)})" for round_ in found]
    return compose(
        scope,
        f"In {name}: {'; '.join(said)}.",
        title=f"{scope.held.row.label} · {name}",
        lines=[f"**{plain(there.name)}**, {race_date(there.date)}, {plain(there.circuit_name)}" for there in found],
        sources=[key for there in found for key in there.sources],
        links=[link(scope, f"Round {there.number}", "round", round_=there.round_) for there in found if there.number],
    )
