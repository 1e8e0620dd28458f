"""The rules by which Formula 1 counted, read from `rules.toml` beside this file, as the parts of one season's text."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from bot.season.model.calendar import SessionKind
from bot.season.model.championships import Countback, Counting, PointsScale, SharedDrives
from bot.season.model.facts import Source
from bot.season.model.values import Key, Line, Points, Prose, Text

RULES = Path(__file__).with_name("rules.toml")

Title = Literal["drivers", "constructors"]
_Year = Annotated[int, Field(strict=True, ge=1950, le=2100)]
_Keys = Annotated[tuple[Key, ...], Field(min_length=1)]


class _Years(Text):
    """Something that held in the seasons from the first to the last year."""

    years: tuple[_Year, _Year]
    sources: _Keys

    def hold(self, year: int) -> bool:
        """Whether it held in this season."""
        return self.years[0] <= year <= self.years[1]


class ScaleRule(_Years):
    """What places paid."""

    code: Key
    name: Line
    session: SessionKind = "race"
    championships: tuple[Title, ...]
    points: tuple[Points, ...]
    fastest_lap: Points | None = None
    fastest_lap_within: int | None = None


class FactorRule(Text):
    """A round that paid another part of the scale than the whole."""

    season: _Year
    round_: Key = Field(alias="round")
    name: Line
    factor: Points
    fastest_lap: bool = True
    sources: _Keys


class OnlyRule(_Years):
    """A round that counted for some championships only."""

    round_: Key = Field(alias="round")
    championships: tuple[Title, ...]


class CountingRule(_Years):
    """How many scores counted: the `best` of all, or of each of two halves, or all `but` some of each half.

    `first` is the number of rounds of the first half; left out: the larger half where the number is odd.
    """

    championships: tuple[Title, ...]
    best: int | None = None
    halves: bool = False
    but: int | None = None
    first: int | None = None


class SharingRule(_Years):
    """What each driver of a shared car scored."""

    shared_drives: SharedDrives


class CountbackRule(_Years):
    """Which places decided between equal points."""

    places: Countback


class SplitRule(Text):
    """Cars of an entrant that scored apart from others of the same constructor. `competitor`: ids joined by "/"."""

    season: _Year
    competitor: Line
    entrant: Key
    sources: _Keys


class AdjustmentRule(Text):
    """Points given or taken otherwise. `competitor` is F1DB's id of a driver, or of a constructor and its engine."""

    season: _Year
    championship: Title
    round_: Key | None = Field(None, alias="round")
    competitor: Line
    points: Points
    reason: Prose
    sources: _Keys


class Rules(Text):
    """All of the file."""

    sources: dict[Key, Source]
    scales: tuple[ScaleRule, ...] = Field(alias="scale")
    factors: tuple[FactorRule, ...] = Field(alias="factor")
    only: tuple[OnlyRule, ...]
    counting: tuple[CountingRule, ...]
    sharing: tuple[SharingRule, ...]
    best_car: tuple[_Years, ...]
    countback: tuple[CountbackRule, ...] = ()
    splits: tuple[SplitRule, ...] = Field((), alias="split")
    adjustments: tuple[AdjustmentRule, ...] = Field((), alias="adjustment")


@cache
def rules() -> Rules:
    """The rules that come with the program."""
    return Rules.model_validate(tomllib.loads(RULES.read_text(encoding="utf-8"), parse_float=Decimal))


@dataclass(frozen=True, slots=True)
class CountingText:
    """How a championship counted: its parts, and the rule in words with the keys of its sources."""

    parts: tuple[Counting, ...]
    words: str
    sources: tuple[str, ...]


def scales(
    year: int, calendar: Sequence[str], sprints: Collection[str], titles: Collection[Title]
) -> list[PointsScale]:
    """The scales of a season. `calendar` are the codes of its rounds, `sprints` of those with a sprint, `titles` the
    championships that it had.

    A championship that was paid as another shares its scale.
    """
    found: list[PointsScale] = []
    factors = {rule.round_: rule for rule in rules().factors if rule.season == year}
    only = {rule.round_: rule for rule in rules().only if rule.hold(year)}
    for rule in rules().scales:
        paid = [title for title in rule.championships if title in titles]
        if not rule.hold(year) or not paid:
            continue
        rounds = [code for code in calendar if rule.session == "race" or code in sprints]
        special = [code for code in rounds if rule.session == "race" and (code in factors or code in only)]
        plain_rounds = [code for code in rounds if code not in special]
        if plain_rounds:
            found.append(_scale(rule, rule.code, rule.name, paid, plain_rounds, titles))
        for code in special:
            still = [title for title in paid if code not in only or title in only[code].championships]
            if still:
                found.append(_special(rule, code, still, factors.get(code), titles))
    return found


def _special(
    rule: ScaleRule, code: str, paid: Sequence[Title], factor: FactorRule | None, titles: Collection[Title]
) -> PointsScale:
    """The scale of a round that paid in its own way."""
    if factor is None:
        return _scale(rule, f"{rule.code}-{code}", rule.name, paid, [code], titles)
    changed = rule.model_copy(
        update={
            "points": tuple(points * factor.factor for points in rule.points),
            "fastest_lap": rule.fastest_lap if factor.fastest_lap else None,
            "fastest_lap_within": rule.fastest_lap_within if factor.fastest_lap else None,
            "sources": tuple(dict.fromkeys((*factor.sources, *rule.sources))),
        }
    )
    return _scale(changed, f"{rule.code}-{code}", factor.name, paid, [code], titles)


def _scale(
    rule: ScaleRule, code: str, name: str, paid: Sequence[Title], rounds: Sequence[str], titles: Collection[Title]
) -> PointsScale:
    return PointsScale(
        code=code,
        name=name,
        session=rule.session,
        championships=() if set(paid) == set(titles) else tuple(paid),
        points=rule.points,
        fastest_lap=rule.fastest_lap,
        fastest_lap_within=rule.fastest_lap_within,
        rounds=tuple(rounds),
        sources=rule.sources,
        rounds_sources=rule.sources,
    )


def counting(year: int, title: Title, calendar: Sequence[str]) -> CountingText | None:
    """How the scores of a championship counted; None where all did. `calendar` are the codes of all rounds."""
    rule = next((rule for rule in rules().counting if rule.hold(year) and title in rule.championships), None)
    if rule is None:
        return None
    counted = [code for code in calendar if not _left_out(year, title, code)]
    if not rule.halves:
        best = rule.best or len(counted)
        words = f"The best {best} results of the season counted."
        return CountingText((Counting(best=best),), words, rule.sources)
    first = rule.first or (len(counted) + 1) // 2
    parts = []
    said: list[str] = []
    for codes in (counted[:first], counted[first:]):
        best = rule.best if rule.best is not None else len(codes) - (rule.but or 0)
        parts.append(Counting(best=best, rounds=tuple(codes)))
        said.append(f"the best {best} of the {'first' if not said else 'last'} {len(codes)} races")
    return CountingText(tuple(parts), f"{said[0][0].upper()}{said[0][1:]} and {said[1]} counted.", rule.sources)


def _left_out(year: int, title: Title, code: str) -> bool:
    return any(rule.round_ == code and rule.hold(year) and title not in rule.championships for rule in rules().only)


def shared_drives(year: int) -> SharedDrives:
    """What each driver of a shared car scored."""
    return next((rule.shared_drives for rule in rules().sharing if rule.hold(year)), "none")


def best_car_only(year: int) -> bool:
    """Whether only a constructor's best car scored."""
    return any(rule.hold(year) for rule in rules().best_car)


def countback_of(year: int) -> Countback:
    """Which places decided between equal points in a season."""
    return next((rule.places for rule in rules().countback if rule.hold(year)), "none")


def adjustments(year: int, title: Title) -> list[AdjustmentRule]:
    """What was decided otherwise in a championship of a season."""
    return [rule for rule in rules().adjustments if (rule.season, rule.championship) == (year, title)]


def split_entries(year: int) -> list[SplitRule]:
    """The entrants of a season whose cars scored apart."""
    return [rule for rule in rules().splits if rule.season == year]


def cited(keys: Collection[str]) -> Mapping[str, Source]:
    """The sources of these keys that the rules name."""
    return {key: source for key, source in rules().sources.items() if key in keys}
