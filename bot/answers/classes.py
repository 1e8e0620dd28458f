"""A class: what it was, its winners by round, its champions and points leader."""

from bot.answers import remarks
from bot.answers.answer import Answer, compose, link, once_raced
from bot.answers.charted import at_least
from bot.answers.entries import round_run
from bot.answers.page import Part
from bot.answers.seasons import first_in_table
from bot.answers.tables import total_text
from bot.answers.words import car_and_team, crew_short, entry_round, listed, plain
from bot.archive import Scope
from bot.queries import results, standings
from bot.queries.seasons import RaceClass


async def class_(scope: Scope, name: str) -> Answer:
    """A class of the season. `name` is the class's code."""
    there = scope.class_(name)
    if scope.held.single_class:
        return _only_class(scope, there)
    entries = await results.of_class(scope.connection, scope.season, name)
    winners = [entry for entry in entries if entry.class_position == 1]
    titles = [title for title in scope.held.championships if title.class_ == name]
    denominator = scope.held.row.points_denominator
    champions, sources = [], []
    sentence = f"**{name}**" if there.name == name else f"**{name}** ({plain(there.name)})"
    facts = []
    for title in titles:
        rows = await standings.standings(scope.connection, scope.season, title.championship)
        first, shown = first_in_table(scope, rows)
        names = [line.name for line in first]
        sources += [key for row in rows if row.competitor in names for key in row.sources]
        if first and first[0].more:
            best = next(row for row in rows if row.competitor == names[0])
            shown += f", {await at_least(scope, title, best) or 'total not known'}"
        champions.append(f"**{plain(title.name)}** {shown}")
        if title.kind == scope.held.row.default_kind and first and first[0].places:
            points = total_text(first[0], denominator)
            led = f" with {points} points" if points != "?" else ""
            when = (
                f"led its {title.kind} at the end"
                if scope.held.over
                else f"{'leads' if len(first) == 1 else 'lead'} its {title.kind} so far"
            )
            facts.append(f"{listed([plain(name) for name in names])} {when}{led}")
    wins: dict[str, int] = {}
    for entry in winners:
        wins[entry.team] = wins.get(entry.team, 0) + 1
    if there.guest:
        facts.append(f"its cars ran as guests outside the championship, at {round_run(entries)}")
    elif wins:
        most = max(wins.values())
        who = listed([plain(team) for team, count in wins.items() if count == most])
        each = " each" if list(wins.values()).count(most) > 1 else ""
        facts.append(f"{who} won most, {most} of {len(winners)}{each}")
    if there.about:
        sentence += f": {plain(there.about)}"
        facts = [f" {fact[0].upper()}{fact[1:]}" if number == 0 else fact for number, fact in enumerate(facts)]
    elif facts:
        sentence += ": "
    else:
        sentence += " is a class of the season"
    sentence += "; ".join(facts)
    notes = remarks.notes(scope, "class", class_=name)
    return compose(
        scope,
        f"{sentence.removesuffix('.')}.",
        title=f"{name} · {scope.held.row.label}",
        parts=[
            Part("Champions" if scope.held.over else "Leaders so far", tuple(champions)),
            Part(
                "Best of the guests" if there.guest else "Winners",
                tuple(
                    f"**{entry_round(entry)}** {car_and_team(entry.car, entry.team)}{crew_short(entry.crew)}"
                    for entry in winners
                ),
            ),
            remarks.notes_part(notes),
        ],
        sources=[
            *there.sources,
            *(key for entry in winners for key in entry.sources),
            *sources,
            *remarks.note_sources(notes),
        ],
        links=[
            link(scope, f"{title.kind.capitalize()} standings", "standings", class_=name, championship=title.kind)
            for title in titles[:4]
        ],
    )


def _only_class(scope: Scope, there: RaceClass) -> Answer:
    """Where there is one class, its page is the season's."""
    return compose(
        scope,
        f"The {plain(scope.held.row.name)} has one class, {plain(there.name)}: its results and standings are the "
        "season's.",
        title=f"{there.name} · {scope.held.row.label}",
        lines=[plain(there.about)] if there.about else [],
        sources=there.sources,
        links=[
            link(scope, "The season", "season"),
            *once_raced(scope, link(scope, "Standings", "standings")),
            link(scope, "Calendar", "schedule"),
        ],
    )
