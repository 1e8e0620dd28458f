"""Questions about drivers, teams and cars as such: who for, what in, which number, which class, from where."""

from bot.answers.answer import Answer
from bot.answers.asked.subject import Subject, classes_of, entries_of, page_of, saying
from bot.answers.entries import machines, round_run, unique
from bot.answers.words import country, listed, plain, race_date
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import people, standings
from bot.queries.people import Identity
from bot.queries.results import UNKNOWN, Entry


async def team_of(scope: Scope, subject: Subject) -> Answer:
    """For whom somebody drove, or who ran a car."""
    entries = [entry for entry in await entries_of(scope, subject) if entry.team != UNKNOWN]
    if not entries:
        raise NotHeld(f"The team of {subject.name} is not in my data.")
    by_team: dict[str, list[Entry]] = {}
    for entry in entries:
        by_team.setdefault(entry.team, []).append(entry)
    said = [f"**{plain(team)}** ({_cars(of_team)}{classes_of(of_team)})" for team, of_team in by_team.items()]
    if subject.kind == "team":
        # It goes by its cars' name: who ran the Bentleys.
        own = f"{_cars(entries)}{classes_of(entries)}"
        return saying(await page_of(scope, subject), f"**{subject.name}** itself: {own}.")
    verb = "drove for" if subject.kind == "driver" else "was run by"
    return saying(await page_of(scope, subject), f"{subject.name} {verb} {listed(said)}.")


def _cars(entries: list[Entry]) -> str:
    cars = unique(f"#{plain(entry.car)}" for entry in entries if entry.car != UNKNOWN)
    return f"{listed(cars)}, " if cars else ""


async def class_of(scope: Scope, subject: Subject, asked: str | None = None) -> Answer:
    """In which class somebody or something ran; whether in the one asked for."""
    entries = await entries_of(scope, subject)
    if not entries:
        raise NotHeld(f"The class of {subject.name} is not in my data.")
    ran = {entry.class_ for entry in entries}
    said = "" if asked is None else "Yes: " if asked in ran else "No: "
    return saying(await page_of(scope, subject), f"{said}{subject.name} ran in **{classes_of(entries)}**.")


async def machine_of(scope: Scope, subject: Subject) -> Answer:
    """What car and engine somebody used: of a team as its standings line has it, else as its entries do."""
    parts: list[str] = []
    entries = await entries_of(scope, subject)
    classes = unique(entry.class_ for entry in entries)
    stated: set[str] = set()
    if subject.kind == "team":
        for row in await standings.of_competitor(scope.connection, scope.season, subject.key):
            title = next(t for t in scope.held.championships if t.championship == row.championship)
            if title.kind == "teams" and row.chassis and row.engine:
                stated.add(title.class_)
                pairs = zip(row.chassis, row.engine, strict=False) if len(row.chassis) == len(row.engine) else ()
                text = [f"{plain(car)} with {plain(engine)}" for car, engine in pairs] or [
                    f"{' / '.join(map(plain, row.chassis))} with {' / '.join(map(plain, row.engine))}"
                ]
                parts.append(f"{listed(text)} in {title.class_}")
    for class_ in classes:
        of_class = machines(entry for entry in entries if entry.class_ == class_)
        if class_ not in stated and of_class:
            parts.append(f"{listed(of_class)} in {class_}")
    if not parts:
        raise NotHeld(f"What {subject.name} drove is not in my data.")
    verb = "was" if subject.kind == "car" else "ran" if subject.kind == "team" else "drove"
    return saying(await page_of(scope, subject), f"**{subject.name}** {verb} {listed(parts)}.")


async def engine_of(scope: Scope, subject: Subject) -> Answer:
    """What engine somebody's car had: of a team as its standings line has it, else as results do.

    Raises: NotHeld where no engine is known.
    """
    entries = await entries_of(scope, subject)
    stated = await _stated_engines(scope)
    parts: dict[str, None] = {}
    for entry in entries:
        if entry.chassis is None or entry.chassis == UNKNOWN:
            continue
        engine = stated.get((entry.team, entry.chassis)) or entry.engine
        if engine is not None and engine != UNKNOWN:
            parts[f"**{plain(engine)}** in the {plain(entry.chassis)} ({entry.class_})"] = None
    if not parts:
        raise NotHeld(f"The engine of {subject.name} is not in my data.")
    return saying(await page_of(scope, subject), f"{subject.name}: {listed(list(parts))}.")


async def _stated_engines(scope: Scope) -> dict[tuple[str, str], str]:
    """Engines that a standings line names, by team and chassis."""
    engines: dict[tuple[str, str], str] = {}
    for title in scope.held.championships:
        if title.kind == "teams":
            for row in await standings.standings(scope.connection, scope.season, title.championship):
                if len(row.chassis) == len(row.engine):
                    engines |= {
                        (row.competitor, car): engine for car, engine in zip(row.chassis, row.engine, strict=True)
                    }
    return engines


async def numbers_of(scope: Scope, subject: Subject) -> Answer:
    """Which car numbers somebody had."""
    entries = [entry for entry in await entries_of(scope, subject) if entry.car != UNKNOWN]
    if not entries:
        raise NotHeld(f"The car number of {subject.name} is not in my data.")
    by_class: dict[str, list[str]] = {}
    for entry in entries:
        held = by_class.setdefault(entry.class_, [])
        if entry.car not in held:
            held.append(entry.car)
    said = [f"{listed([f'#{plain(car)}' for car in cars])} in {class_}" for class_, cars in by_class.items()]
    verb = "ran" if subject.kind == "team" else "drove"
    return saying(await page_of(scope, subject), f"**{subject.name}** {verb} {listed(said)}.")


async def nationality(scope: Scope, subject: Subject) -> Answer:
    """From which country a driver or team is."""
    ask = people.driver if subject.kind == "driver" else people.team
    sentence = nationality_text(subject.key, await ask(scope.connection, scope.season, subject.key))
    return saying(await page_of(scope, subject), sentence)


async def born(scope: Scope, name: str) -> Answer:
    """When a driver was born. Raises: NotHeld where that is not held."""
    sentence = born_text(name, await people.driver(scope.connection, scope.season, name))
    return saying(await page_of(scope, Subject("driver", name)), sentence)


def nationality_text(name: str, who: Identity | None) -> str:
    """From which country somebody is, in a sentence. Raises: NotHeld where that is not held."""
    if who is None or who.nationality is None or who.nationality == UNKNOWN:
        raise NotHeld(f"The nationality of {plain(name)} is not in my data.")
    return f"**{plain(name)}**: {country(who.nationality)}."


def born_text(name: str, who: Identity | None) -> str:
    """When somebody was born, in a sentence. Raises: NotHeld where that is not held."""
    if who is None or who.born is None:
        raise NotHeld(f"The date of birth of {plain(name)} is not in my data.")
    return f"**{plain(name)}** was born on {race_date(who.born)}."


async def tyres_of(scope: Scope, subject: Subject) -> Answer:
    """On which tyres somebody is known to have run."""
    entries = [entry for entry in await entries_of(scope, subject) if entry.tyre and entry.tyre != UNKNOWN]
    if not entries:
        raise NotHeld(f"The tyres of {subject.name} are not in my data.")
    by_tyre: dict[str, list[Entry]] = {}
    for entry in entries:
        by_tyre.setdefault(plain(entry.tyre or ""), []).append(entry)
    said = [f"**{tyre}** (known at {round_run(of_tyre)})" for tyre, of_tyre in by_tyre.items()]
    return saying(await page_of(scope, subject), f"{subject.name} ran on {listed(said)}.")


async def page(scope: Scope, subject: Subject) -> Answer:
    """The look-up of somebody named without a question, opening with who it was and what was won; of a make or a model
    who ran it.
    """
    return await (team_of if subject.kind in {"manufacturer", "chassis"} else page_of)(scope, subject)
