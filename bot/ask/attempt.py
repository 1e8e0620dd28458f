"""A question read with one vocabulary: its phrases, and the calls that it comes down to, each with the reading.

A question is read about one season and over seasons; what the two have to do with each other is not decided here.
"""

from collections.abc import Iterable
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from bot.answers.asked.subject import Apposed
from bot.archive import ALL, Scope, Span
from bot.ask.cars import apposed, numbered
from bot.ask.intent import Call, Intent
from bot.ask.kinds import INTENTS, OF_A_SERIES, OVER_SEASONS
from bot.ask.lexicon import RACE_OF_NATION
from bot.ask.reading import Meaning, Phrase, Reading, Vocabulary, joined, nearest, readings, split, too_many

# What has happened at a race: asked of one that is to come, it can only be meant of another.
_DONE = frozenset({"win", "overall", "result", "pole", "fastest lap", "finish", "margin", "score", "starters"})

_PLACES = frozenset({"round", "circuit", "area", "spot"})


class Attempt(Struct, frozen=True):
    """What a question came to. `calls` is empty where it is no such question, and has several where it is doubtful."""

    found: tuple[Phrase, ...]
    calls: dict[Call, Reading]
    crowded: bool = False
    """Whether it can be read in more ways than are looked at, so that none was."""

    @property
    def unknown(self) -> list[Phrase]:
        """What was not understood."""
        return [phrase for phrase in self.found if not phrase.meanings]

    @property
    def ever(self) -> bool:
        """Whether it asks what somebody has done up to now: `has`, not `did`."""
        perfect = self.found[0].text in {"has", "have"} if self.found else False
        return perfect or any(Meaning("feature", "ever") in phrase.meanings for phrase in self.found)

    @property
    def of_nation(self) -> bool:
        """Whether all was understood, a nation among it."""
        meanings = [meaning for phrase in self.found for meaning in phrase.meanings]
        return not self.unknown and any(m.kind == "nation" or m.value == RACE_OF_NATION for m in meanings)

    def entrants(self) -> tuple[str, ...]:
        """The teams and cars that it names, cars as `#38`."""
        named = [m for phrase in self.found for m in phrase.meanings if m.kind in {"team", "car"}]
        return tuple(dict.fromkeys(f"#{m.value}" if m.kind == "car" else m.value for m in named))

    @property
    def negated(self) -> bool:
        """Whether it asks for what did not happen. Whoever begins with “didn't” asks whether it did."""
        return any(
            Meaning("feature", "not") in phrase.meanings
            and not (phrase.start == 0 and Meaning("feature", "yesno") in phrase.meanings)
            for phrase in self.found
        )

    @property
    def topics(self) -> tuple[str, ...]:
        """The things it asks about that no season's text has a place for."""
        return tuple(m.value for phrase in self.found for m in phrase.meanings if m.kind == "topic")

    def rounds(self) -> tuple[str, ...]:
        """The rounds that it names, by words that stand for nothing but rounds and places."""
        named = [phrase.meanings for phrase in self.found if {m.kind for m in phrase.meanings} <= _PLACES]
        return tuple(dict.fromkeys(m.value for meanings in named for m in meanings if m.kind == "round"))


def within_season(
    scope: Scope, made: Vocabulary, question: str, *, one_season: bool, cars: Apposed = MappingProxyType({})
) -> Attempt:
    """A question read as one about the season asked in, or `one_season` that it names. `cars`: what each car was.

    A bare number is a car's only where the question cannot be read otherwise.
    What somebody has ever done no one season can tell where there are more of its series.
    """
    found = apposed(_mended(made, split(made, question)), cars)
    attempt = _read(scope, found, one_season=one_season)
    if not attempt.calls and (by_cars := numbered(made, found)) is not None:
        by_number = _read(scope, apposed(by_cars, cars), one_season=one_season)
        attempt = by_number if by_number.calls or not by_number.unknown else attempt
    return attempt


def _read(scope: Scope, found: list[Phrase], *, one_season: bool) -> Attempt:
    attempt = Attempt(tuple(found), {})
    if not found or attempt.unknown or attempt.negated:
        return attempt
    fitting = _fitting(scope, found)
    if not fitting and scope.held.single_class:
        # Where there is one class, a question that needs a class means that one.
        fitting = _fitting(scope, found, Meaning("class", scope.held.classes[0].class_))
    calls = fitting[min(fitting)] if fitting else {}
    if not one_season and _goes_on(scope):
        calls = {call: reading for call, reading in calls.items() if not _of_all_seasons(attempt, reading)}
    raced = {call: reading for call, reading in calls.items() if not _to_come(scope, reading)}
    return replace(attempt, calls=raced or calls)


def _goes_on(scope: Scope) -> bool:
    """Whether several seasons of the series are held."""
    series = scope.held.row.series
    return sum(held.row.series == series for held in scope.archive.seasons.values()) > 1


def _of_all_seasons(attempt: Attempt, reading: Reading) -> bool:
    """Whether it is about more than a season: what somebody has ever done, or the first of a whole series."""
    if attempt.ever and reading.of("driver", "team"):
        return True
    series = any(Meaning("feature", "series") in phrase.meanings for phrase in attempt.found)
    return (attempt.ever or series) and bool({"first", "last"} & reading.features) and not reading.names


def _to_come(scope: Scope, reading: Reading) -> bool:
    return bool(_DONE & reading.features) and any(scope.round_(code).to_come for code in reading.of("round"))


def _fitting(scope: Scope, found: list[Phrase], also: Meaning | None = None) -> dict[int, dict[Call, Reading]]:
    """The calls that readings come down to, by the rank of the first kind of question that each fits.

    `also` is a name that the question leaves out.
    """
    fitting: dict[int, dict[Call, Reading]] = {}
    for reading in readings(found):
        settled = _settled(scope, reading)
        if settled is None or (also is not None and settled.of(also.kind)):
            continue
        if also is not None:
            if not settled.features and set(settled.kinds()) <= {"season"}:
                continue  # only words to pass over: nothing is asked
            settled = Reading(settled.features, (*settled.names, also))
        if (made := _first_fit(INTENTS, settled)) is not None:
            rank, call = made
            fitting.setdefault(rank, {})[call] = settled
    return fitting


def _first_fit(intents: Iterable[Intent], reading: Reading) -> tuple[int, Call] | None:
    for rank, intent in enumerate(intents):
        if intent.fits(reading) and (call := intent.call(reading)) is not None:
            return rank, call
    return None


def over_seasons(scope: Scope, made: Vocabulary, question: str, *, one_season: bool, mend: bool) -> Attempt:
    """A question read as one over all seasons, those of a series that it names, or the `one_season` asked in.

    `mend`: slips of the finger in words that are no names are put right.
    """
    found = split(made, question)
    found = joined(_mended(made, found) if mend else found)
    attempt = Attempt(tuple(found), {})
    if not found or attempt.unknown or attempt.negated:
        return attempt
    if too_many(found):
        return replace(attempt, crowded=True)
    calls: dict[int, dict[Call, Reading]] = {}
    for reading in readings(found):
        span = _span(scope, reading, one_season=one_season)
        if span is None:
            continue
        # Whether somebody `has` won at a place asks for all that there was.
        ever = {"ever"} if reading.of("venue") and attempt.ever else set()
        reading = Reading(reading.features | ever, tuple(dict.fromkeys(reading.names)))
        if not all(_is_in(scope, name, span) for name in reading.names):
            continue
        named = bool(reading.of("series")) and not one_season
        intents = (*OVER_SEASONS, *OF_A_SERIES) if named else OVER_SEASONS
        if (fit := _first_fit(intents, reading)) is not None:
            rank, call = fit
            calls.setdefault(rank, {})[replace(call, span=span)] = reading
    return replace(attempt, calls=calls[min(calls)] if calls else {})


def _span(scope: Scope, reading: Reading, *, one_season: bool) -> Span | None:
    """The seasons that a reading is over, None where it contradicts itself."""
    seasons = scope.archive.seasons
    series = set(reading.of("series"))
    if len(series) > 1 or any(season != scope.season for season in reading.of("season")):
        return None
    if one_season:
        elsewhere = any(scope.season not in scope.archive.places[key].seasons for key in reading.of("venue"))
        return None if elsewhere or series - {scope.held.row.series} else Span(scope.season, (scope.season,))
    # A place is one of a series.
    series |= {scope.archive.places[key].series for key in reading.of("venue")}
    if len(series) > 1:
        return None
    keys = tuple(key for key, held in seasons.items() if not series or held.row.series in series)
    return Span(series.pop() if series else ALL, keys)


def _is_in(scope: Scope, name: Meaning, span: Span) -> bool:
    """Whether somebody is held in one of the seasons; everything else is."""
    if name.kind not in {"person", "outfit"}:
        return True
    career = scope.archive.careers.find("person" if name.kind == "person" else "outfit", name.value)
    return career is not None and any(season in span.seasons for season, _ in career.seasons)


def _mended(made: Vocabulary, found: list[Phrase]) -> list[Phrase]:
    """Slips of the finger in words that are not names, put right. A name is never guessed at."""
    mended = []
    for phrase in found:
        near = None if phrase.meanings else nearest(made, phrase.text)
        meanings = tuple(made.meanings[near]) if near is not None else ()
        if near is not None and all(meaning.kind in {"feature", "place", "day"} for meaning in meanings):
            mended.append(Phrase(near, phrase.start, phrase.end, meanings))
        else:
            mended.append(phrase)
    return mended


def _settled(scope: Scope, reading: Reading) -> Reading | None:
    """The reading with a month turned into the round of that month; None where they contradict each other.

    Of a circuit's two races a month names one; a month with two races names none.
    """
    if any(season != scope.season for season in reading.of("season")):
        return None
    months = {int(month) for month in reading.of("month")}
    days = {int(day) for day in reading.of("day")}
    if not months:
        return None if days else reading
    if len(months) > 1:
        return None
    in_month = [
        round_.round_
        for round_ in scope.held.calendar
        if round_.date.month in months and (not days or round_.date.day in days)
    ]
    rounds = reading.of("round")
    undated = tuple(name for name in reading.names if name.kind not in {"month", "day"})
    if rounds:
        return Reading(reading.features, undated) if all(round_ in in_month for round_ in rounds) else None
    if len(in_month) == 1:
        return Reading(reading.features, (*undated, Meaning("round", in_month[0])))
    # Several rounds in a month, or none: the month stays, for questions that are about it.
    return None if days else reading
