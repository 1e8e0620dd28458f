"""The season on one page: champions, most wins, firsts and notes."""

from collections import Counter
from collections.abc import Iterable

from bot.answers import remarks
from bot.answers.answer import Answer, Link, compose, link
from bot.answers.entries import briefly, drivers_lead, unique
from bot.answers.page import Part
from bot.answers.rounds import next_round
from bot.answers.tables import lines_after, total_text
from bot.answers.words import counted, listed, plain, race_date, round_phrase
from bot.archive import Scope
from bot.queries import results, standings


async def season(scope: Scope) -> Answer:
    """Champions of every class, most wins, the calendar in a line, and what was special."""
    if scope.held.single_class:
        return await _of_one_class(scope)
    row = scope.held.row
    raced = [round_ for round_ in scope.held.calendar if round_.raced]
    winners = await results.class_winners(scope.connection, scope.season)
    classes = [class_.class_ for class_ in scope.held.classes if not class_.guest]
    guests = [class_.class_ for class_ in scope.held.classes if class_.guest]
    champions: list[str] = []
    sources: list[str] = []
    for title in scope.held.championships:
        rows = await standings.standings(scope.connection, scope.season, title.championship)
        first = [line for line in lines_after(rows, [], None) if line.places == (1, 1)]
        if not first:
            champions.append(f"**{plain(title.name)}** not in my data")
            continue
        points = total_text(first[0], row.points_denominator)
        derived = " (derived)" if first[0].derived else ""
        champions.append(
            f"**{plain(title.name)}** {listed([plain(line.name) for line in first])}"
            f"{f', {points}{derived}' if points != '?' else ''}"
        )
        sources += [key for line in rows if line.position == 1 for key in line.sources]
    overall = Counter(entry.team for entry in winners if entry.overall_winner)
    most = overall.most_common()
    total = sum(round_.number is not None for round_ in scope.held.calendar)
    rounds = counted(len(raced), "round") if scope.held.over else f"{len(raced)} of {counted(total, 'round')} so far"
    of_classes = f"{counted(len(classes), 'class', 'classes')} ({', '.join(classes)})"
    sentence = (
        f"The {plain(row.name)} {'ran' if scope.held.over else 'runs'} from {race_date(row.starts)} to "
        f"{race_date(row.ends)}: {rounds}, {of_classes}."
    )
    counts = [f"**Overall wins** {', '.join(f'{plain(team)} {count}' for team, count in most)}"] if most else []
    for class_ in classes:
        of_class = Counter(entry.team for entry in winners if entry.class_ == class_)
        counts.append(f"**{class_} wins** {', '.join(f'{plain(team)} {n}' for team, n in of_class.most_common())}")
    notes = remarks.notes(scope, "season")
    lines = []
    if row.sanctioned_by:
        lines.append(f"**Sanctioned by** {plain(row.sanctioned_by)}")
    if guests:
        lines.append(f"**Guests outside the championship** {listed(guests)}")
    lines += [f"- {plain(note.text)}" for note in notes]
    return compose(
        scope,
        sentence,
        title=row.name,
        lines=lines,
        parts=[
            Part("Champions" if scope.held.over else "Leaders so far", tuple(champions)),
            Part("Wins by team", tuple(counts)),
        ],
        sources=[
            *(key for round_ in raced for key in round_.sources),
            *row.sanctioned_sources,
            *remarks.note_sources(notes),
            *sources,
        ],
        links=_ways_on(scope),
    )


async def _of_one_class(scope: Scope) -> Answer:
    """A season without classes: champions, or who leads so far; wins by driver and by whose cars they were."""
    row, held = scope.held.row, scope.held
    winners = await results.class_winners(scope.connection, scope.season)
    first, lines_of_titles, sources = [], [], []
    for title in held.championships:
        rows = await standings.standings(scope.connection, scope.season, title.championship)
        best = [line for line in lines_after(rows, [], None) if line.places == (1, 1)]
        if not best:
            lines_of_titles.append(f"**{plain(title.name)}** not in my data")
            continue
        names = listed([plain(line.name) for line in best])
        points = total_text(best[0], row.points_denominator)
        derived = " (derived)" if best[0].derived else ""
        shown = f", {points} points{derived}" if points != "?" else ""
        decided = ""
        if title.decided and not held.to_come:
            decided = f" · decided at {round_phrase(scope.round_(title.decided))}"
        lines_of_titles.append(f"**{plain(title.name)}** {names}{shown}{decided}")
        led = "leads" if held.to_come else "won"
        first.append(f"{names} {led} the {plain(title.name)}{f' with {points} points' if points != '?' else ''}")
        sources += [key for line in rows if line.position == 1 for key in line.sources]
    sentence = f"The {plain(row.name)} "
    if held.to_come:
        done = len(held.raced)
        sentence += f"is not over: {done} of {done + len(held.to_come)} rounds are raced in my data"
        sentence += f", the last on {race_date(held.raced[-1].date)}" if held.raced else ""
        sentence += f"; next is {next_round(held.to_come[0])}."
    else:
        sentence += f"ran from {race_date(row.starts)} to {race_date(row.ends)}: {counted(len(held.raced), 'round')}."
    if first:
        sentence += f" {'; '.join(first)}{' so far' if held.to_come else ''}."
    counts = []
    if drivers_lead(scope):
        counts.append(f"**Drivers** {_most(plain(name) for entry in winners for name in entry.crew)}")
    counts.append(f"**Cars** {_most(plain(entry.constructor or entry.team) for entry in winners)}")
    notes = remarks.notes(scope, "season")
    about = [f"**Sanctioned by** {plain(row.sanctioned_by)}"] if row.sanctioned_by else []
    if held.sprints:
        about.append(f"**Sprints** {len(held.sprints)}")
    return compose(
        scope,
        sentence,
        title=row.name,
        lines=[*about, *(f"- {plain(note.text)}" for note in notes)],
        parts=[
            Part("Leaders so far" if held.to_come else "Champions", tuple(lines_of_titles)),
            Part(f"Wins{' so far' if held.to_come else ''}", tuple(counts) if winners else ()),
            Part(
                "Winners by round",
                tuple(
                    f"**{entry.round_number}** {plain(scope.round_(entry.round_).short)}: {briefly(scope, entry)}"
                    for entry in winners
                ),
            ),
        ],
        sources=[
            *unique(key for round_ in held.raced for key in round_.sources),
            *row.sanctioned_sources,
            *remarks.note_sources(notes),
            *sources,
        ],
        links=_ways_on(scope),
    )


def _ways_on(scope: Scope) -> list[Link]:
    return [
        link(scope, "Calendar", "schedule"),
        link(scope, "Standings", "standings"),
        link(scope, "Most wins", "wins", by="driver"),
        link(scope, "Points", "points"),
    ]


def _most(names: Iterable[str]) -> str:
    """`McLaren-Honda 15, Ferrari 1`: most first."""
    return ", ".join(f"{name} {count}" for name, count in Counter(names).most_common())
