"""Champions: of one season every title, of a series season by season."""

from collections.abc import Sequence

from bot.answers.answer import Answer, Link, compose, link
from bot.answers.page import Part
from bot.answers.people import career_link
from bot.answers.ranges import by_series, cited, lacking_text, range_text, series_name, span_text
from bot.answers.words import counted, listed, plain, points_text
from bot.archive import Archive, Held, Scope
from bot.careers import CareerKind
from bot.errors import NotHeld, Suggestion
from bot.queries import records
from bot.queries.records import Title
from bot.queries.standings import Championship

_MOST_LINKS = 3
_Won = tuple[Championship, Sequence[Title]]


async def champions(scope: Scope, kind: str | None = None) -> Answer:
    """Who won the championships of the seasons asked about; `kind` is whose, None: each season's own choice.

    Raises: NotHeld where none of the seasons has such a championship with a champion.
    """
    found: list[Title] = []
    for series, seasons in by_series(scope).items():
        season = seasons[0] if len(scope.seasons) == 1 else None
        titles = await records.titles(scope.connection, None, season=season, series=series)
        found += titles
    if len(scope.seasons) == 1:
        return _of_season(scope, kind, found)
    return _over_seasons(scope, kind, found)


def _of_season(scope: Scope, kind: str | None, titles: Sequence[Title]) -> Answer:
    held, row = scope.held, scope.held.row
    wanted = kind or row.default_kind
    if not held.over:
        to_come = sum(round_.to_come for round_ in held.calendar)
        rounds = f"{counted(to_come, 'round')} {'is' if to_come == 1 else 'are'}"
        sentence = f"The {plain(row.name)} has no champion yet: {rounds} still to come in my data."
        if not held.raced:
            raise NotHeld(sentence)
        raise NotHeld(
            f"{sentence} The standings show who leads.",
            suggestions=[Suggestion("Standings", "standings", (("season", row.season),))],
        )
    said: list[_Won] = []
    others: list[_Won] = []
    lines = []
    for championship in sorted(held.championships, key=lambda title: title.kind != wanted):
        if kind is not None and championship.kind != kind:
            continue
        winners = [title for title in titles if title.championship == championship.championship]
        lines.append(f"**{_called(scope.archive, row.season, championship)}** {_winners(scope, winners)}")
        if championship.kind == wanted and winners:
            said.append((championship, winners))
        elif winners and held.single_class:
            others.append((championship, winners))
    if not lines:
        raise NotHeld(lacking_text(scope, wanted))
    if not said:
        raise NotHeld(f"The {wanted}' champions of the {plain(row.name)} are not in my data.")
    return compose(
        scope,
        _sentence(scope, wanted, said, others),
        title=f"{row.name} · champions",
        lines=lines,
        sources=cited({row.season: [key for title in titles for key in title.sources]}),
        links=[
            *_links(scope, [title for title in titles if _kind(scope.archive, title) == wanted]),
            link(scope, "Standings", "standings"),
            *([link(scope, "Champions of every season", "champions", season=row.series)] if _others(scope) else []),
        ],
    )


def _others(scope: Scope) -> bool:
    """Whether other seasons of the series are held: with one alone, those of every season are its own again."""
    series = scope.held.row.series
    return sum(held.row.series == series for held in scope.archive.seasons.values()) > 1


def _over_seasons(scope: Scope, kind: str | None, titles: Sequence[Title]) -> Answer:
    archive = scope.archive
    parts: list[Part] = []
    said = ""
    shown: list[Title] = []
    for _, seasons in by_series(scope).items():
        lines = []
        latest: list[Title] = []
        for season in sorted(seasons, key=lambda key: archive.seasons[key].row.starts, reverse=True):
            held = archive.seasons[season]
            wanted = kind or held.row.default_kind
            there = [title for title in titles if title.season == season and _kind(archive, title) == wanted]
            shown += there
            latest = latest or there
            if there:
                lines.append(f"**{plain(held.row.label)}** {_one_line(archive, there)}")
            elif not held.over:
                lines.append(f"**{plain(held.row.label)}** not over yet")
            elif any(title.kind == wanted for title in held.championships):
                lines.append(f"**{plain(held.row.label)}** not in my data")
            elif kind is None:
                lines.append(f"**{plain(held.row.label)}** no {wanted}' championship in my data")
        if not latest:
            continue
        name = f"{archive.seasons[seasons[-1]].row.series_name}, {span_text(archive, seasons)}"
        parts.append(Part(name, tuple(lines)))
        if not said:
            said = _latest(archive, latest, len({title.season for title in titles if title.season in seasons}))
    if not parts:
        whose = f"{kind}' champions" if kind else "champions"
        raise NotHeld(f"The {whose} {range_text(archive, scope.seasons)} are not in my data.")
    series = archive.seasons[shown[0].season].row
    return compose(
        scope,
        said,
        title=f"Champions · {series.series_name}" if len(parts) == 1 else "Champions",
        parts=parts,
        sources=cited({title.season: title.sources for title in reversed(shown)}),
        links=[
            *_links(scope, shown[:1]),
            link(scope, "Most titles", "record", season=series.series, what="titles"),
            link(scope, "Most wins", "wins", season=series.series, by="driver"),
        ],
    )


def _latest(archive: Archive, latest: Sequence[Title], seasons: int) -> str:
    held = archive.seasons[latest[0].season]
    kinds = {_kind(archive, title) for title in latest}
    who = listed([f"**{plain(title.competitor)}**" for title in latest[:6]])
    are = "champion in my data is" if len(latest) == 1 else "champions in my data are"
    return (
        f"The latest {series_name(archive, [held.row.season])} {'/'.join(sorted(kinds))}' {are} {who} "
        f"({plain(held.row.label)}); champions of {counted(seasons, 'season')} follow."
    )


def _sentence(scope: Scope, kind: str, said: Sequence[_Won], others: Sequence[_Won]) -> str:
    """`The drivers' champion of the 1988 Formula 1 season was Ayrton Senna with 90 points.`

    Of several classes each champion is named with the class. `others` are champions of other kinds, said after them.
    """
    held = scope.held
    named = []
    for championship, winners in said:
        names = listed([f"**{plain(title.competitor)}**" for title in winners])
        totals = {title.total for title in winners}
        points = ""
        if len(totals) == 1 and None not in totals:
            points = _points(held, winners[0], each=len(winners) > 1)
        class_ = "" if held.single_class else plain(championship.class_)
        if len(said) == 1:
            named.append(f"{names}{f' with {points}' if points else ''}{f' in {class_}' if class_ else ''}")
        else:
            named.append(f"{names} ({', '.join(filter(None, (class_, points)))})")
    were = "champion of the {} was" if sum(len(winners) for _, winners in said) == 1 else "champions of the {} were"
    sentence = f"The {kind}' {were.format(plain(held.row.name))} {listed(named)}"
    for championship, winners in others:
        names = listed([f"**{plain(title.competitor)}**" for title in winners])
        sentence += f"; the {championship.kind}' {'was' if len(winners) == 1 else 'were'} {names}"
        totals = {title.total for title in winners}
        if len(totals) == 1 and None not in totals:
            sentence += f" with {_points(held, winners[0], each=len(winners) > 1)}"
    return f"{sentence}."


def _points(held: Held, title: Title, *, each: bool = False) -> str:
    derived = ", derived" if title.total_derived else ""
    return f"{points_text(title.total or 0, held.row.points_denominator)}{' each' if each else ''}{derived}"


def _called(archive: Archive, season: str, championship: Championship) -> str:
    if archive.seasons[season].single_class:
        return championship.kind.capitalize()
    return plain(championship.name)


def _winners(scope: Scope, winners: Sequence[Title]) -> str:
    if not winners:
        return "not in my data"
    names = listed([plain(title.competitor) for title in winners])
    totals = {title.total for title in winners}
    known = len(totals) == 1 and None not in totals
    return f"{names}, {_points(scope.held, winners[0])}" if known else names


def _one_line(archive: Archive, titles: Sequence[Title]) -> str:
    """`Ayrton Senna, 90 points`; of several classes each with its own: `GT Lucas Luhr and Sascha Maassen · …`."""
    held = archive.seasons[titles[0].season]
    if held.single_class:
        names = listed([plain(title.competitor) for title in titles])
        return names if titles[0].total is None else f"{names}, {_points(held, titles[0])}"
    by_title: dict[str, list[str]] = {}
    for title in titles:
        by_title.setdefault(title.championship, []).append(plain(title.competitor))
    class_of = {title.championship: title.class_ for title in held.championships}
    return " · ".join(f"{plain(class_of[code])} {listed(names)}" for code, names in by_title.items())


def _kind(archive: Archive, title: Title) -> str:
    held = archive.seasons[title.season]
    return next(one.kind for one in held.championships if one.championship == title.championship)


def _links(scope: Scope, titles: Sequence[Title]) -> list[Link]:
    """The careers of champions."""
    links = []
    for title in titles:
        if title.key is not None:
            kind: CareerKind = "person" if _kind(scope.archive, title) == "drivers" else "outfit"
            links.append(career_link(scope, kind, title.key))
    return links[:_MOST_LINKS]
