"""The season on one page: champions, most wins, firsts and notes."""

from collections import Counter

from bot.answers import remarks
from bot.answers.answer import Answer, Part, compose, link
from bot.answers.tables import lines_after, total_text
from bot.answers.words import counted, listed, plain, race_date
from bot.archive import Scope
from bot.queries import results, standings


async def season(scope: Scope) -> Answer:
    """Champions of every class, most wins, the calendar in a line, and what was special."""
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
    of_classes = (
        "" if scope.held.single_class else f", {counted(len(classes), 'class', 'classes')} ({', '.join(classes)})"
    )
    sentence = (
        f"The {plain(row.name)} {'ran' if scope.held.over else 'runs'} from {race_date(row.starts)} to "
        f"{race_date(row.ends)}: {rounds}{of_classes}."
    )
    counts = [f"**Overall wins** {', '.join(f'{plain(team)} {count}' for team, count in most)}"] if most else []
    for class_ in classes if not scope.held.single_class else ():
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
        links=[
            link(scope, "Calendar", "schedule"),
            link(scope, "Standings", "standings"),
            link(scope, "Most wins", "wins", by="driver"),
            link(scope, "Points", "points"),
        ],
    )
