"""Questions about titles: whether somebody won one, alone or with another, by how much, and when it was decided."""

from bot.answers import seasons
from bot.answers import standings as tables
from bot.answers.answer import Answer
from bot.answers.asked.standings import champions, rows_of
from bot.answers.asked.subject import Subject, saying
from bot.answers.words import listed, plain, points_text, round_phrase, units
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import standings as queries


async def is_champion(scope: Scope, subject: Subject, class_: str | None = None, kind: str | None = None) -> Answer:
    """Whether somebody won a title, and who did. `kind`: whose championship is asked for."""
    rows = await rows_of(scope, subject, class_, kind)
    won = [title for title, row in rows if row.position == 1]
    page = await champions(scope, rows[0][0].class_, rows[0][0].kind)
    if won:
        names = listed([plain(title.name) for title in won])
        return saying(page, f"Yes: **{subject.name}** won the {names} title.")
    return saying(page, f"No: {page.sentence}")


async def are_champions(scope: Scope, one: Subject, other: Subject, class_: str | None = None) -> Answer:
    """Whether two won a title together, and who did."""
    rows = [await rows_of(scope, subject, class_) for subject in (one, other)]
    won = [[title for title, row in of_one if row.position == 1] for of_one in rows]
    both = [title for title in won[0] if title in won[1]]
    page = await champions(scope, rows[0][0][0].class_, rows[0][0][0].kind)
    if both:
        names = listed([plain(title.name) for title in both])
        return saying(page, f"Yes: **{one.name}** and **{other.name}** won the {names} title together.")
    return saying(page, f"No: {page.sentence}")


async def won_by(
    scope: Scope, subject: Subject | None = None, class_: str | None = None, kind: str | None = None
) -> Answer:
    """By how many points a title was won: that of somebody, else of a class.

    Raises: NotHeld where either total is not known, or no one title is meant.
    """
    if subject is not None:
        titles = [title for title, _ in await rows_of(scope, subject, class_, kind)]
    else:
        wanted = scope.held.kind(kind or scope.held.row.default_kind)
        titles = [t for t in scope.held.championships if t.kind == wanted and class_ in {None, t.class_}]
    if len(titles) != 1:
        raise NotHeld(
            f"Name one title: there are {listed([plain(title.name) for title in titles]) or 'none of that kind'}."
        )
    title = titles[0]
    rows = [r for r in await queries.standings(scope.connection, scope.season, title.championship) if r.position]
    first, second = (next((r for r in rows if r.position == place), None) for place in (1, 2))
    if first is None or second is None or first.total is None or second.total is None:
        raise NotHeld(f"By how many points the {plain(title.name)} title was won is not in my data.")
    denominator = scope.held.row.points_denominator
    verb = "won" if scope.held.over else "leads"
    page = await tables.standings(scope, title.class_, title.kind)
    return saying(
        page,
        f"**{plain(first.competitor)}** {verb} the {plain(title.name)} title by "
        f"**{points_text(first.total - second.total, denominator)}**: {units(first.total, denominator)} to "
        f"{plain(second.competitor)}'s {units(second.total, denominator)}.",
    )


async def when_decided(
    scope: Scope, subject: Subject | None = None, class_: str | None = None, kind: str | None = None
) -> Answer:
    """At which round titles were decided: those of somebody, of a class or kind, or all.

    Raises: NotHeld where no source says.
    """
    if subject is not None:
        titles = [title for title, row in await rows_of(scope, subject, class_, kind) if row.position == 1]
    else:
        wanted = None if kind is None else scope.held.kind(kind)
        titles = [t for t in scope.held.championships if class_ in {None, t.class_} and wanted in {None, t.kind}]
    known = [(title, scope.round_(title.decided)) for title in titles if title.decided is not None]
    if not known:
        which = f" of {subject.name}" if subject else f" of {class_}" if class_ else ""
        raise NotHeld(f"When a title{which} was decided is not in my data.")
    said = [f"{plain(title.name)} at {round_phrase(there)}" for title, there in known]
    missing = f" Not in my data: {listed([plain(t.name) for t in titles if t.decided is None])}."
    return saying(
        await seasons.season(scope),
        f"Decided: {'; '.join(said)}.{missing if len(known) < len(titles) else ''}",
    )
