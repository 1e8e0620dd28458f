"""The season on one page: champions, most wins, firsts and notes."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, Link, compose, link, once_raced
from bot.answers.entries import briefly, drivers_lead, unique
from bot.answers.page import Part
from bot.answers.tables import Line, lines_after, total_text
from bot.answers.unraced import next_round
from bot.answers.words import counted, listed, plain, points_text, race_date, round_phrase
from bot.archive import Scope
from bot.queries import results, standings
from bot.queries.standings import Standing


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
    named: list[str] = []
    sources: list[str] = []
    for title in scope.held.championships:
        rows = await standings.standings(scope.connection, scope.season, title.championship)
        best, shown = first_in_table(scope, rows)
        champions.append(f"**{plain(title.name)}** {shown}")
        if title.kind == row.default_kind and (first := [line for line in best if line.places]):
            named.append(f"{listed([plain(line.name) for line in first])} ({plain(title.class_)})")
        names = {line.name for line in best}
        sources += [key for line in rows if line.competitor in names for key in line.sources]
    overall = Counter(entry.team for entry in winners if entry.overall_winner)
    most = overall.most_common()
    total = sum(round_.number is not None for round_ in scope.held.calendar)
    rounds = counted(len(raced), "round") if scope.held.over else f"{len(raced)} of {counted(total, 'round')} so far"
    of_classes = f"{counted(len(classes), 'class', 'classes')} ({', '.join(classes)})"
    sentence = (
        f"The {plain(row.name)} {'ran' if scope.held.over else 'runs'} from {race_date(row.starts)} to "
        f"{race_date(row.ends)}: {rounds}, {of_classes}."
    )
    if named:
        were = f"{row.default_kind.capitalize()}' champions" if scope.held.over else f"First of the {row.default_kind}"
        sentence += f" {were}: {listed(named)}."
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
        best, shown = first_in_table(scope, rows)
        decided = ""
        if title.decided and not held.to_come:
            decided = f" · decided at {round_phrase(scope.round_(title.decided))}"
        lines_of_titles.append(f"**{plain(title.name)}** {shown}{decided}")
        leaders = {line.name for line in best}
        sources += [key for line in rows if line.competitor in leaders for key in line.sources]
        if best and best[0].places:
            points = total_text(best[0], row.points_denominator)
            led = "won" if not held.to_come else "leads" if len(best) == 1 else "lead"
            first.append(
                f"{listed([plain(line.name) for line in best])} {led} the {plain(title.name)}"
                f"{f' with {points} points' if points != '?' else ''}"
            )
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


def first_in_table(scope: Scope, rows: Sequence[Standing]) -> tuple[list[Line], str]:
    """Whoever is first in a final table, and that in words: `Alain Prost, 99 points`; those level there without a
    place are `A and B, level on 30 points`. No lines where neither is known.
    """
    lines = lines_after(rows, [], None)
    best = [line for line in lines if line.places == (1, 1)]
    level = "" if best else "level on "
    best = best or level_ahead(lines)
    if not best:
        return [], "not in my data"
    names = listed([plain(line.name) for line in best])
    if best[0].more:
        return best, names
    derived = " (derived)" if best[0].derived else ""
    [total] = best[0].totals
    return best, f"{names}, {level}{points_text(total, scope.held.row.points_denominator)}{derived}"


def level_ahead(lines: Sequence[Line]) -> list[Line]:
    """Those who share the first places of a final table, where the data holds no rule that puts them in order.

    Only where the first who has a place stands right behind them, so that nobody else can be among them.
    """
    level = [line for line in lines if line.places is None and not line.more and not line.struck]
    level = [line for line in level if line.totals == lines[0].totals]
    next_place = min((line.places[0] for line in lines if line.places), default=None)
    return level if len(level) > 1 and next_place == len(level) + 1 else []


def _ways_on(scope: Scope) -> list[Link]:
    return [
        link(scope, "Calendar", "schedule"),
        *once_raced(scope, link(scope, "Standings", "standings"), link(scope, "Most wins", "wins", by="driver")),
        link(scope, "Points", "points"),
    ]


def _most(names: Iterable[str]) -> str:
    """`McLaren-Honda 15, Ferrari 1`: most first."""
    return ", ".join(f"{name} {count}" for name, count in Counter(names).most_common())
