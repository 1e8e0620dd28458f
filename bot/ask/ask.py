"""From a question to an answer: read it every way there is, and answer only where the ways agree."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bot.answers.answer import Answer, named
from bot.answers.words import listed, plain, quoted
from bot.archive import Archive, Scope
from bot.ask.intent import Call
from bot.ask.kinds import INTENTS
from bot.ask.reading import (
    LONGEST_QUESTION,
    Meaning,
    Phrase,
    Reading,
    Vocabulary,
    nearest,
    readings,
    spelled,
    split,
    vocabulary,
)
from bot.errors import NoSuchThing, NotHeld, SeveralMatches, Suggestion, UserError

# Vocabularies that are kept, some 800 kB each where the season is as large as Formula 1's.
_MOST_VOCABULARIES = 12
_EXAMPLE = "/help shows what can be asked."


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions about the seasons of an archive. `vocabulary` gives that of a season."""

    archive: Archive
    vocabulary: Callable[[str], Vocabulary]

    async def answer(self, scope: Scope, question: str) -> Answer:
        """The answer to a question put in words.

        Raises: NoSuchThing for a word that is not understood; NotHeld for a question that cannot be answered;
        SeveralMatches where it can be read two ways.
        """
        if len(question) > LONGEST_QUESTION:
            raise NoSuchThing(f"That is too long to be a question: {LONGEST_QUESTION} characters are read. {_EXAMPLE}")
        scope = self._season_asked(scope, question)
        made = self.vocabulary(scope.season)
        found = split(made, question)
        if not found:
            raise NoSuchThing(f"That has no words I can read. {_EXAMPLE}")
        found = _mended(made, found)
        if unknown := [phrase for phrase in found if not phrase.meanings]:
            raise self._not_understood(made, found, unknown)
        if any(Meaning("feature", "not") in phrase.meanings for phrase in found):
            raise NotHeld(f"I cannot answer what did not happen, or with an exception. {_EXAMPLE}")
        call = self._call(scope, found)
        answer = await call.function(scope, *call.arguments, **dict(call.keywords))
        return replace(answer, sentence=named(scope, answer.sentence))

    def _season_asked(self, scope: Scope, question: str) -> Scope:
        """The season that the question names, else the one it is asked in.

        A bare year means a season of the series asked in where that has one, else the only series that has it.
        Raises: SeveralMatches where several seasons could be meant.
        """
        seasons = self.archive.seasons
        for phrase in split(self.vocabulary(scope.season), question):
            meant = [m.value for m in phrase.meanings if m.kind == "season"]
            if not meant or scope.season in meant:
                continue
            series = scope.held.row.series
            own = [key for key in meant if seasons[key].row.series == series]
            if len(meant) > 1 and len(own) != 1:
                labels = [plain(seasons[key].row.name) for key in meant]
                raise SeveralMatches(
                    f"{quoted(phrase.text)} could be the {listed(labels, last='or')}: which season do you mean?",
                    suggestions=[
                        Suggestion(seasons[key].row.name[:80], "ask", (("question", question), ("season", key)))
                        for key in meant[:5]
                    ],
                )
            return replace(scope, season=(own or meant)[0])
        return scope

    def _call(self, scope: Scope, found: list[Phrase]) -> Call:
        """What the question comes down to: the calls of the first kind of question that any reading fits."""
        fitting = self._fitting(scope, found)
        if not fitting and scope.held.single_class:
            # Where there is one class, a question that needs a class means that one.
            fitting = self._fitting(scope, found, Meaning("class", scope.held.classes[0].class_))
        if not fitting:
            raise self._no_such_question(scope, found)
        calls = fitting[min(fitting)]
        if len(calls) > 1:
            raise self._several(scope, found, list(calls.values()))
        return next(iter(calls))

    @staticmethod
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
                settled = Reading(settled.features, (*settled.names, also))
            for rank, intent in enumerate(INTENTS):
                if intent.fits(settled) and (call := intent.call(settled)) is not None:
                    fitting.setdefault(rank, {})[call] = settled
                    break
        return fitting

    @staticmethod
    def _not_understood(made: Vocabulary, found: list[Phrase], unknown: list[Phrase]) -> UserError:
        words = listed([quoted(phrase.text) for phrase in unknown[:3]])
        suggestions = []
        for phrase in unknown:
            near = nearest(made, phrase.text)
            if near is not None:
                question = spelled([Phrase(near, p.start, p.end, ()) if p is phrase else p for p in found])
                suggestions.append(Suggestion(question[:80], "ask", (("question", question),)))
        meant = f" Did you mean {quoted(suggestions[0].label)}?" if suggestions else f" {_EXAMPLE}"
        return NoSuchThing(
            f"I do not know what {words} {'means' if len(unknown) == 1 else 'mean'} here.{meant}",
            suggestions=suggestions[:3],
            text=" ".join(phrase.text for phrase in unknown),
        )

    def _no_such_question(self, scope: Scope, found: list[Phrase]) -> UserError:
        """All words are known, but not what is asked: offer the look-ups of what is named."""
        suggestions: dict[str, Suggestion] = {}
        for phrase in found:
            for meaning in phrase.meanings:
                if suggestion := _look_up(scope, meaning):
                    suggestions.setdefault(suggestion.label, suggestion)
        sentence = f"I understand the words, but not what is asked. {_EXAMPLE}"
        return NotHeld(sentence, suggestions=list(suggestions.values())[:4])

    @staticmethod
    def _several(scope: Scope, found: list[Phrase], ways: list[Reading]) -> UserError:
        """A question that can be read two ways: each is offered, in words that can be read one way only."""
        names: dict[Meaning, None] = {}
        for way in ways:
            for name in way.names:
                if any(name not in other.names for other in ways):
                    names[name] = None
        suggestions = []
        for name in names:
            phrase = next((p for p in found if name in p.meanings), None)
            if phrase is not None:
                sure = _unmistakable(scope, name)
                question = spelled([Phrase(sure, p.start, p.end, ()) if p is phrase else p for p in found])
                suggestions.append(Suggestion(question[:80], "ask", (("question", question),)))
        said = [_called(scope, name) for name in names]
        could = f" It could be about {listed(said, last='or')}." if said else ""
        return SeveralMatches(f"That can be read in several ways.{could}", suggestions=suggestions[:5])


def make_asker(archive: Archive) -> Asker:
    """An asker for every season of an archive. A vocabulary is made when its season is first asked about."""
    return Asker(
        archive,
        lru_cache(_MOST_VOCABULARIES)(lambda season: vocabulary(archive.names, season, archive.seasons[season])),
    )


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


def _unmistakable(scope: Scope, name: Meaning) -> str:
    """Words for a name that can be read one way only."""
    if name.kind == "round":
        there = scope.round_(name.value)
        return f"round {there.number}" if there.number is not None else there.name
    if name.kind == "car":
        return f"car {name.value}"
    return name.value


def _called(scope: Scope, name: Meaning) -> str:
    if name.kind == "round":
        there = scope.round_(name.value)
        return f"round {there.number} ({_day(there.date)})" if there.number is not None else plain(there.name)
    if name.kind == "circuit":
        return f"the circuit {plain(next(c.name for c in scope.held.circuits if c.circuit == name.value))}"
    return f"the {name.kind} {plain(name.value)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _look_up(scope: Scope, meaning: Meaning) -> Suggestion | None:
    """The look-up of a name."""
    commands = {
        "round": ("round", "round"),
        "driver": ("driver", "name"),
        "team": ("team", "name"),
        "car": ("car", "number"),
        "class": ("class", "name"),
        "circuit": ("circuit", "name"),
    }
    if meaning.kind not in commands:
        return None
    command, option = commands[meaning.kind]
    label = _called(scope, meaning) if meaning.kind in {"round", "circuit"} else meaning.value
    return Suggestion(label[:80], command, ((option, meaning.value), ("season", scope.season)))
