"""Crews like no other: who won with whom. A crew's wins are counted, so every winner is needed."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from bot.answers.answer import link
from bot.answers.entries import round_run, unique
from bot.answers.facts.rows import Fact, Finder, Rows
from bot.answers.words import crew_text, listed, plain, round_phrase
from bot.queries.results import Entry


def new_partners(rows: Rows) -> Iterator[Fact]:
    """Drivers who won with one crew and then with another that shared nobody else with it."""
    for name in unique(name for entry in rows.every_winner for name in entry.crew):
        won = sorted(_won_by(rows, name), key=lambda entry: entry.round_number or 0)
        crews = unique(crew_text([mate for mate in entry.crew if mate != name]) for entry in won)
        apart = [set(entry.crew) - {name} for entry in won]
        first = apart[0]
        if len(crews) > 1 and first and any(mates and not mates & first for mates in apart):
            yield rows.fact(
                f"**{plain(name)}** won with {len(crews)} different sets of partners: {'; then '.join(crews)} "
                f"({round_run(won)}).",
                rows.class_page(won[0].class_),
                entries=won,
                about=[("driver", name), *(("driver", mate) for mates in apart for mate in mates)],
                crews=True,
            )


def most_partners(rows: Rows) -> Iterator[Fact]:
    """Who won with the most different drivers."""
    partners = {
        name: unique(mate for entry in _won_by(rows, name) for mate in entry.crew if mate != name)
        for name in unique(name for entry in rows.every_winner for name in entry.crew)
    }
    most = max((len(mates) for mates in partners.values()), default=0)
    names = [name for name, mates in partners.items() if len(mates) == most]
    if most > 2 and len(names) <= 3:
        won = [entry for entry in rows.every_winner if set(entry.crew) & set(names)]
        classes = unique(entry.class_ for entry in won)
        each = "each " if len(names) > 1 else ""
        yield rows.fact(
            f"Nobody won with more different drivers than {listed([f'**{plain(name)}**' for name in names])}: "
            f"{each}{most} winning partners.",
            rows.class_page(classes[0])
            if len(classes) == 1
            else link(rows.scope, "Wins by driver", "wins", by="driver"),
            entries=won,
            about=[("driver", name) for name in names],
            details=[f"**{plain(name)}** {listed([plain(mate) for mate in partners[name]])}" for name in names],
            crews=True,
        )


def most_together(rows: Rows) -> Iterator[Fact]:
    """Which two drivers won most often together."""
    together: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in rows.every_winner:
        for pair in combinations(sorted(entry.crew), 2):
            together[pair].append(entry)
    most = max((len(won) for won in together.values()), default=0)
    pairs = [pair for pair, won in together.items() if len(won) == most]
    if most > 2 and len(pairs) <= 3:
        shown = listed([f"**{plain(first)}** with **{plain(second)}**" for first, second in pairs])
        yield rows.fact(
            f"No two drivers shared more {rows.win}s than {shown}: {most}{' each' if len(pairs) > 1 else ''}.",
            link(rows.scope, "Wins by driver", "wins", by="driver"),
            entries=[entry for pair in pairs for entry in together[pair]],
            about=[("driver", name) for pair in pairs for name in pair],
            details=[
                f"**{plain(first)} and {plain(second)}** {round_run(together[first, second])}"
                for first, second in pairs
            ],
            crews=True,
        )


def same_surname(rows: Rows) -> Iterator[Fact]:
    """Winning crews with two drivers of one surname. Whether they are related is not in the data."""
    for entry in rows.every_winner:
        surnames = Counter(name.split()[-1] for name in entry.crew)
        surname, count = surnames.most_common(1)[0] if surnames else ("", 0)
        if count < 2:
            continue
        names = [name for name in entry.crew if name.split()[-1] == surname]
        there = rows.scope.round_(entry.round_)
        yield rows.fact(
            f"{listed([f'**{plain(name)}**' for name in names])} won {rows.of(entry.class_)}together at "
            f"{round_phrase(there)}: {count} of one surname in one car. Whether they are related is not in my data."
            f"",
            link(rows.scope, f"{entry.class_} winner", "winner", round_=entry.round_, class_=entry.class_),
            entries=[entry],
            about=[("class", entry.class_), *(("driver", name) for name in names)],
            crews=True,
        )


def _won_by(rows: Rows, name: str) -> list[Entry]:
    return [entry for entry in rows.every_winner if name in entry.crew]


FINDERS: tuple[Finder, ...] = (
    new_partners,
    most_partners,
    most_together,
    same_surname,
)
