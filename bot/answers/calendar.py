"""The calendar of a season, and the rounds that stand beside one on it."""

from bot.answers import remarks
from bot.answers.answer import Answer, Link, compose, link
from bot.answers.page import Part
from bot.answers.unraced import cancelled_sentence, next_round
from bot.answers.words import counted, day_and_month, listed, plain, race_date
from bot.archive import Scope
from bot.queries.results import UNKNOWN
from bot.queries.rounds import Round


async def schedule(scope: Scope) -> Answer:
    """The calendar of a season with its cancelled races and why."""
    calendar = scope.held.calendar
    planned = [round_ for round_ in calendar if round_.cancelled is None]
    cancelled = [round_ for round_ in calendar if round_.cancelled is not None]
    to_come = scope.held.to_come
    row = scope.held.row
    sentence = (
        f"The {plain(row.name)} {'has' if to_come else 'had'} {counted(len(planned), 'round')}, from "
        f"{race_date(planned[0].date)} ({plain(planned[0].short)}) to {race_date(planned[-1].date)} "
        f"({plain(planned[-1].short)})"
    )
    if to_come:
        sentence += f"; {counted(len(planned) - len(to_come), 'round')} raced so far, next {next_round(to_come[0])}"
    sentence += f"; the {listed([plain(round_.name) for round_ in cancelled])} was cancelled." if cancelled else "."
    lines = []
    for round_ in calendar:
        mark = f"**{round_.number}**" if round_.cancelled is None else "**Cancelled**"
        sprint = " · sprint" if round_.round_ in scope.held.sprints else ""
        state = " · to come" if round_.to_come else ""
        lines.append(f"{mark} · {day_and_month(round_.date)} · **{plain(round_.name)}**{sprint}{state}")
        place = "" if round_.place == UNKNOWN else f", {plain(round_.place)}"
        lines.append(f"{plain(round_.circuit_name)}{place}")
    notes = remarks.notes(scope, "calendar")
    found = tuple(d for d in scope.held.disputes if d.field == "date" and d.round_ is not None)
    return compose(
        scope,
        sentence,
        title=f"{row.name} · calendar",
        lines=lines,
        parts=[
            Part("Cancelled", tuple(f"- {cancelled_sentence(round_)}" for round_ in cancelled)),
            remarks.notes_part(notes),
            remarks.disputed_part(scope, found),
        ],
        sources=[
            *(key for round_ in calendar for key in round_.sources),
            *(key for round_ in cancelled for key in round_.cancelled_sources),
            *remarks.note_sources(notes),
            *remarks.dispute_sources(found),
        ],
        links=[
            link(scope, f"Round {planned[0].number}", "round", round_=planned[0].round_),
            link(scope, f"Round {planned[-1].number}", "round", round_=planned[-1].round_),
            link(scope, "The season", "season"),
        ],
    )


def rounds_beside(scope: Scope, there: Round) -> list[Link]:
    """The rounds before and after on the calendar, cancelled ones too, as links to their facts."""
    calendar = scope.held.calendar
    place = calendar.index(there)
    beside = [*calendar[max(place - 1, 0) : place], *calendar[place + 1 : place + 2]]
    return [link(scope, _label(round_), "round", round_=round_.round_) for round_ in beside]


def _label(round_: Round) -> str:
    """`Round 5, Mosport`: the number says whether it is before or after; an arrow would be spelled out aloud."""
    return round_.short if round_.number is None else f"Round {round_.number}, {round_.short}"


def neighbours(scope: Scope, there: Round, command: str, class_: str | None = None) -> list[Link]:
    """The rounds raced before and after, by the class where one is given, as links to the same question."""
    held = scope.held
    raced = [
        (round_.round_, f"Round {round_.number}")
        for round_ in held.raced
        if round_.number is not None and (class_ is None or class_ in held.raced_in.get(round_.round_, ()))
    ]
    options = {} if class_ is None else {"class_": class_}
    place = [code for code, _ in raced].index(there.round_)
    beside = [*raced[max(place - 1, 0) : place], *raced[place + 1 : place + 2]]
    return [link(scope, label, command, round_=code, **options) for code, label in beside]
