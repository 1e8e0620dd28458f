"""What places pay in a season of one class: in races and sprints, for the fastest lap, and how many scores count."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import remarks
from bot.answers.answer import Answer, compose, link, once_raced
from bot.answers.page import Part
from bot.answers.unraced import refuse_unraced
from bot.answers.words import listed, ordinal, plain, round_phrase, runs, table, units
from bot.archive import Scope
from bot.errors import NotHeld
from bot.queries import scales as queries
from bot.queries.scales import Scale
from bot.queries.standings import Championship, Counting


async def points_of_one_class(scope: Scope, scales: Sequence[Scale], round_: str | None) -> Answer:
    """The scales of a round or of the season, whom they are for, and what of the points counts.

    Raises: Cancelled, ToCome; NotHeld where no scale of the round is held.
    """
    row = scope.held.row
    scales = merged(scope, scales)
    rules = await queries.rules(scope.connection, scope.season)
    if round_ is not None:
        there = scope.round_(round_)
        refuse_unraced(scope, there)
        scales = [scale for scale in scales if round_ in scale.rounds]
        if not scales:
            raise NotHeld(f"Which points {round_phrase(there)}, paid is not in my data.")
        paid = [f"{_paid(scope, scale)}{in_session(scale)}" for scale in scales]
        sentence = f"{round_phrase(there)[0].upper()}{round_phrase(there)[1:]}, paid {'; '.join(paid)}."
        title = f"{there.date.year} {there.name} · points"
    else:
        paid = [_won(scope, scale) for scale in scales]
        verb = "pays" if scope.held.to_come else "paid"
        sentence = f"The {plain(row.name)} {verb} {'; '.join(paid)}."
        title = f"{row.label} points"
    counting = [line for held in scope.held.championships for line in _counted(scope, held)]
    if counting and round_ is None:
        sentence += f" {' '.join(counting)}"
    return compose(
        scope,
        sentence,
        title=title,
        parts=[
            *(Part(_heading(scope, scale), tuple(_lines(scope, scale))) for scale in scales),
            Part("What counts", tuple(f"- {text}" for text in counting) if not rules else ()),
            Part("Rules", tuple(f"- {plain(rule.text)}" for rule in rules)),
            remarks.disputed_part(scope, [d for d in scope.held.disputes if d.field == "points"]),
        ],
        sources=[
            *(key for scale in scales for key in (*scale.sources, *scale.rounds_sources)),
            *(key for rule in rules for key in rule.sources),
        ],
        links=[
            *once_raced(scope, link(scope, "Standings", "standings")),
            *([link(scope, "Every scale", "points")] if round_ is not None else []),
            link(scope, "The season", "season"),
        ],
    )


def where(scope: Scope, scale: Scale) -> str:
    """`rounds 1 to 11 and 13`: where a scale is in force."""
    numbers = [r.number for r in scope.held.calendar if r.round_ in scale.rounds and r.number is not None]
    return f"round{'s' if len(numbers) > 1 else ''} {runs(numbers)}"


def scale_table(scope: Scope, scale: Scale) -> list[str]:
    """Places and what they pay, in two columns side by side."""
    denominator = scope.held.row.points_denominator
    rows = [(ordinal(place), units(value, denominator)) for place, value in enumerate(scale.points, start=1)]
    half = (len(rows) + 1) // 2
    paired = [(*rows[i], *(rows[i + half] if i + half < len(rows) else ("", ""))) for i in range(half)]
    return table(paired, ">>>>")


def pay(scope: Scope, scale: Scale) -> str:
    """`9, 6, 4, 3, 2 and 1 points`: what the places pay, best first, as it can be read aloud."""
    return f"{listed([units(points, scope.held.row.points_denominator) for points in scale.points])} points"


def _everywhere(scope: Scope, scale: Scale) -> bool:
    """Whether a scale is in force at every round that there is one for."""
    due = {r.round_ for r in scope.held.calendar if r.cancelled is None}
    return due <= set(scale.rounds)


def merged(scope: Scope, scales: Sequence[Scale]) -> list[Scale]:
    """Scales that pay the same to the same, in one."""
    found: dict[object, Scale] = {}
    for scale in scales:
        same = (scale.session, scale.points, scale.fastest_lap, scale.fastest_lap_within, scale.championships)
        held = found.setdefault(same, scale)
        if held is not scale:
            both = {*held.rounds, *scale.rounds}
            found[same] = replace(held, rounds=tuple(r.round_ for r in scope.held.calendar if r.round_ in both))
    return list(found.values())


def in_session(scale: Scale) -> str:
    """` in the sprint`, empty for a race."""
    return " in the sprint" if scale.session == "sprint" else ""


def for_whom(scope: Scope, scale: Scale) -> str:
    """`to drivers `: for which championships, empty where for all."""
    held = {title.championship: title for title in scope.held.championships}
    kinds = [held[code].kind for code in scale.championships if code in held]
    return f"to {listed(kinds)} " if kinds and len(kinds) < len(held) else ""


def _fastest(scope: Scope, scale: Scale) -> str:
    if scale.fastest_lap is None:
        return ""
    within = f" by one of the first {scale.fastest_lap_within}" if scale.fastest_lap_within else ""
    return f"{units(scale.fastest_lap, scope.held.row.points_denominator)} for the fastest lap{within}"


def _paid(scope: Scope, scale: Scale) -> str:
    """`to drivers 8, 6, 4, 3 and 2 points, and 1 for the fastest lap`."""
    fastest = _fastest(scope, scale)
    return f"{for_whom(scope, scale)}{pay(scope, scale)}{f', and {fastest}' if fastest else ''}"


def _won(scope: Scope, scale: Scale) -> str:
    """`9, 6, 4, 3, 2 and 1 points at rounds 1 to 15`: a scale in a sentence."""
    at = "" if _everywhere(scope, scale) and scale.session == "race" else f" at {where(scope, scale)}"
    return f"{_paid(scope, scale)}{in_session(scale)}{at}"


def _heading(scope: Scope, scale: Scale) -> str:
    kinds = for_whom(scope, scale).strip()
    return " · ".join(part for part in (scale.name, kinds, where(scope, scale)) if part)


def _lines(scope: Scope, scale: Scale) -> list[str]:
    fastest = _fastest(scope, scale)
    return [*scale_table(scope, scale), *([f"And {fastest}"] if fastest else [])]


def _counted(scope: Scope, title: Championship) -> list[str]:
    """How many of the scores of a championship count, as sentences; none where all do."""
    if not title.counting:
        return []
    name = plain(title.name)
    return [f"{name}: {listed([_part(scope, part) for part in title.counting])} counted."]


def _part(scope: Scope, part: Counting) -> str:
    if not part.rounds:
        return f"the best {part.best} results"
    numbers = [r.number for r in scope.held.calendar if r.round_ in part.rounds and r.number is not None]
    return f"the best {part.best} of rounds {runs(numbers)}"
