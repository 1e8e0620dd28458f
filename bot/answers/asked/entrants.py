"""Who and what took part: drivers, teams and cars of a season, a class, a round or a make; and how many.

What is held of the entry may be a part of it: then nothing is counted as the whole, and the answer says so.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from bot.answers.answer import Answer, Link, compose, link
from bot.answers.asked.subject import Subject, entries_of, one_class
from bot.answers.entries import round_run, unique
from bot.answers.page import Part
from bot.answers.remarks import dispute_sources, disputed_part, disputes
from bot.answers.unraced import refuse_unraced
from bot.answers.words import car_and_team, counted, crew_text, listed, nationality, plain, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import people, results, rounds, standings
from bot.queries.results import UNKNOWN, Entry

What = Literal["drivers", "teams", "cars", "models", "crews"]
"""What is listed; `cars` by their numbers; `crews`: nobody says whether drivers or teams are meant, so both are."""

# Names that a sentence holds on a phone; more are listed below it.
_NAMED = 12


async def entrants(
    scope: Scope,
    what: What,
    class_: str | None = None,
    round_: str | None = None,
    of: Subject | None = None,
) -> Answer:
    """Drivers, teams or cars that took part: all of them, of a class, at a round, `of` a team or a make.

    Raises: NotHeld where none is held; Cancelled and ToCome where there was no race.
    """
    entries = await _entries(scope, class_, round_, of)
    ran = [entry for entry in entries if entry.started or entry.status == UNKNOWN]
    where = _where(scope, class_, round_, of)
    names = _names(scope, what, ran)
    if what in {"teams", "crews"} and round_ is None and of is None:
        names = unique([*names, *await _in_standings(scope, class_)])
    if not names:
        raise NotHeld(f"No {_NOUNS[what][0]} {where} is in my data.")
    count = f"{len(names)} {_NOUNS[what][0] if len(names) == 1 else _NOUNS[what][1]}"
    said = f"**{count}** {where}{_more(await _whole(scope, ran, class_, round_))}"
    return compose(
        scope,
        f"{said}: {_listed(names)}.",
        title=_title(scope, what, class_, round_, of),
        parts=_parts(scope, ran),
        sources=unique(key for entry in ran for key in entry.sources),
        links=_links(scope, class_, round_, of),
    )


async def starters(scope: Scope, round_: str, class_: str | None = None, of: Subject | None = None) -> Answer:
    """How many cars there were at a round: as a source states it, else those that are known.

    Raises: NotHeld where none is held; Cancelled and ToCome where there was no race.
    """
    there = scope.round_(round_)
    ran = [entry for entry in await _entries(scope, class_, round_, of) if entry.started or entry.status == UNKNOWN]
    facts = await rounds.facts(scope.connection, scope.season, "round", round_)
    stated = facts.get("starters") if class_ is None and of is None else None
    claims = disputes(scope, round_=round_, fields=("starters",)) if stated is not None else ()
    cars, noun = _cars(scope, ran), _car_noun(scope, class_, of)
    if stated is not None and stated.value != UNKNOWN:
        entered = facts.get("entered")
        of_entered = f", of {plain(entered.value)} entered" if entered and entered.value != UNKNOWN else ""
        sentence = f"{_capital(round_phrase(there))}, had **{plain(stated.value)}** starters{of_entered}."
    elif claims:
        said = [plain(value) for dispute in claims for value, _ in dispute.claims]
        sentence = f"Sources differ on how many cars started at {round_phrase(there)}: {'; or '.join(said)}."
    elif not cars:
        raise NotHeld(f"No {noun} at {round_phrase(there)} is in my data.")
    elif await _whole(scope, ran, class_, round_):
        sentence = f"**{counted(len(cars), noun)}** started at {round_phrase(there)}: {_listed(cars)}."
    else:
        are = "is" if len(cars) == 1 else "are"
        sentence = (
            f"How many {noun}s there were at {round_phrase(there)}, is not in my data; "
            f"**{len(cars)}** {are} known: {_listed(cars)}."
        )
    return compose(
        scope,
        sentence,
        title=_title(scope, "cars", class_, round_, of),
        parts=[*_parts(scope, ran), disputed_part(scope, claims)],
        sources=[
            *(stated.sources if stated else ()),
            *unique(key for entry in ran for key in entry.sources),
            *dispute_sources(claims),
        ],
        links=_links(scope, class_, round_, of),
    )


async def on_tyre(scope: Scope, tyre: str, round_: str | None = None) -> Answer:
    """Who is known to have run on a maker's tyres, and at which rounds.

    Raises: NotHeld where nobody is.
    """
    entries = [entry for entry in await _entries(scope, None, round_, None) if entry.tyre == tyre]
    where = f" at {round_phrase(scope.round_(round_))}" if round_ else ""
    if not entries:
        raise NotHeld(f"Nobody is known to have run on {plain(tyre)}{where}.")
    teams = unique(entry.team for entry in entries)
    names = [plain(team) if team != UNKNOWN else "a team that is not known" for team in teams]
    known = round_run(entries)
    return compose(
        scope,
        f"**{plain(tyre)}** is known to have been on the cars of {listed(names)} (at {known}; of other rounds the "
        "tyres are not in my data).",
        title=f"{tyre} · {scope.held.row.label}",
        lines=[
            f"**{name}** {round_run([entry for entry in entries if entry.team == team])}"
            for team, name in zip(teams, names, strict=True)
        ],
        sources=unique(key for entry in entries for key in entry.all_sources),
        links=_links(scope, None, round_, None),
    )


async def nationals(scope: Scope, nation: str, name: str) -> Answer:
    """Which drivers of the season are of a nation. `name`: the nation's adjective.

    Raises: NotHeld where none is known to be.
    """
    drivers = unique(driver for entry in await _entries(scope, None, None, None) for driver in entry.crew)
    held = {driver: await people.driver(scope.connection, scope.season, driver) for driver in drivers}
    codes = {driver: who.nationality if who else None for driver, who in held.items()}
    theirs = [driver for driver in drivers if codes[driver] == nation]
    open_ = [driver for driver in drivers if codes[driver] in {None, UNKNOWN}]
    of_others = f"the nationality of {counted(len(open_), 'driver')} is not in my data" if open_ else ""
    if not theirs:
        raise NotHeld(f"No {name} driver is in my data{f'; {of_others}' if open_ else ''}.")
    noun = "driver" if len(theirs) == 1 else "drivers"
    more = f" ({of_others})" if open_ else ""
    names = _listed([plain(driver) for driver in theirs])
    return compose(
        scope,
        f"**{len(theirs)} {name} {noun}** in the {plain(scope.held.row.name)}{more}: {names}.",
        title=f"{name} drivers · {scope.held.row.label}",
        lines=[plain(driver) for driver in theirs],
        parts=[Part("Nationality not known", tuple(plain(driver) for driver in open_))],
        sources=unique(key for driver in theirs if (who := held[driver]) for key in who.sources),
        links=[link(scope, driver, "driver", name=driver) for driver in theirs[:4]],
    )


async def is_of_nation(scope: Scope, driver: str, nation: str) -> Answer:
    """Whether a driver is of a nation. Raises: NotHeld where the nationality is not held."""
    who = await people.driver(scope.connection, scope.season, driver)
    if who is None or who.nationality in {None, UNKNOWN}:
        raise NotHeld(f"The nationality of {plain(driver)} is not in my data.")
    said = "Yes" if who.nationality == nation else "No"
    return compose(
        scope,
        f"{said}: **{plain(driver)}** is from {nationality(who.nationality)}.",
        title=f"{driver} · {scope.held.row.label}",
        sources=who.sources,
        links=[link(scope, driver, "driver", name=driver)],
    )


_NOUNS = {
    "drivers": ("driver", "drivers"),
    "teams": ("team", "teams"),
    "cars": ("car number", "car numbers"),
    "models": ("model", "models"),
    "crews": ("team", "teams"),
}


async def _entries(scope: Scope, class_: str | None, round_: str | None, of: Subject | None) -> Sequence[Entry]:
    if round_ is not None:
        refuse_unraced(scope, scope.round_(round_))
    if of is not None:
        entries = await entries_of(scope, of)
    elif round_ is not None:
        entries = await results.of_round(scope.connection, scope.season, round_)
    else:
        entries = await results.of_season(scope.connection, scope.season)
    return [entry for entry in one_class(scope, entries, class_) if round_ in {None, entry.round_}]


async def _whole(scope: Scope, ran: Iterable[Entry], class_: str | None, round_: str | None) -> bool:
    """Whether every car is held of what is asked for."""
    if scope.held.coverage.get("results") == "complete":
        return True
    if round_ is None:
        return False
    classes = {class_} if class_ is not None else {entry.class_ for entry in ran} | set(scope.raced_in(round_))
    return classes <= await rounds.complete_classes(scope.connection, scope.season, round_)


def _names(scope: Scope, what: What, ran: Sequence[Entry]) -> list[str]:
    if what == "drivers":
        return unique(plain(driver) for entry in ran for driver in entry.crew)
    if what == "cars":
        return unique(f"#{plain(entry.car)}" for entry in ran if entry.car != UNKNOWN)
    if what == "models":
        return unique(plain(entry.chassis) for entry in ran if entry.chassis and entry.chassis != UNKNOWN)
    return unique(plain(entry.constructor or entry.team) for entry in ran if entry.team != UNKNOWN)


async def _in_standings(scope: Scope, class_: str | None) -> list[str]:
    """Teams that stand in a table, whether a car of theirs is held or not."""
    titles = [t for t in scope.held.championships if t.kind == "teams" and class_ in {None, t.class_}]
    tables = [await standings.standings(scope.connection, scope.season, title.championship) for title in titles]
    return [plain(row.competitor) for rows in tables for row in rows]


def _cars(scope: Scope, ran: Sequence[Entry]) -> list[str]:
    """The cars of a round that are certain to be different ones.

    A car without a number may be one of its team's that has a line of its own, and one without a team anybody's.
    """
    found: list[str] = []
    kinds = dict.fromkeys((e.class_, e.team, e.chassis) for e in ran if e.team != UNKNOWN and e.chassis != UNKNOWN)
    for class_, team, chassis in kinds:
        theirs = [entry for entry in ran if (entry.class_, entry.team, entry.chassis) == (class_, team, chassis)]
        numbers = unique(entry.car for entry in theirs if entry.car != UNKNOWN)
        nameless = sum(entry.car == UNKNOWN for entry in theirs)
        found += [car_and_team(number, team) for number in numbers]
        found += [f"{plain(team)} (number unknown)"] * max(0, nameless - len(numbers) if chassis else 0)
    found += [car_and_team(e.car, None) for e in ran if e.team == UNKNOWN and e.car != UNKNOWN]
    return found


def _listed(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return listed(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def _more(whole: bool) -> str:
    return "" if whole else " in my data, which may lack others"


def _where(scope: Scope, class_: str | None, round_: str | None, of: Subject | None) -> str:
    whose = f"of {of.name} " if of else ""
    group = f"in {class_} " if class_ else ""
    there = f"at {round_phrase(scope.round_(round_))}" if round_ else f"in the {plain(scope.held.row.name)}"
    return f"{whose}{group}{there}"


def _title(scope: Scope, what: What, class_: str | None, round_: str | None, of: Subject | None) -> str:
    about = [of.key if of else "", class_ or "", scope.round_(round_).name if round_ else scope.held.row.label]
    return " · ".join(part for part in (*about, "entry" if what in {"cars", "crews"} else what) if part)


def _car_noun(scope: Scope, class_: str | None, of: Subject | None) -> str:
    return " ".join(part for part in (class_ or "", of.name if of else "", "car") if part)


def _parts(scope: Scope, ran: Sequence[Entry]) -> list[Part]:
    """By class, each team with its cars and drivers."""
    parts = []
    for class_ in unique(entry.class_ for entry in ran):
        of_class = [entry for entry in ran if entry.class_ == class_]
        lines = []
        for team in unique(entry.team for entry in of_class):
            theirs = [entry for entry in of_class if entry.team == team]
            cars = listed(unique(f"#{plain(entry.car)}" for entry in theirs if entry.car != UNKNOWN))
            drivers = unique(driver for entry in theirs for driver in entry.crew)
            name = "Team unknown" if team == UNKNOWN else plain(team)
            lines.append(f"**{name}**{f' {cars}' if cars else ''}: {crew_text(drivers)}")
        parts.append(Part("Entry" if scope.held.single_class else class_, tuple(lines)))
    return parts


def _links(scope: Scope, class_: str | None, round_: str | None, of: Subject | None) -> list[Link]:
    links = []
    if of is not None and of.kind in {"team", "driver"}:
        links.append(link(scope, of.key, of.kind, name=of.key))
    if class_ is not None and not scope.held.single_class:
        links.append(link(scope, class_, "class", name=class_))
    if round_ is not None:
        links.append(link(scope, "Results", "results", round_=round_, **({"class": class_} if class_ else {})))
        links.append(link(scope, "Round facts", "round", round_=round_))
    return links or [link(scope, "The season", "season")]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
