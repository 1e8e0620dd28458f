"""From a question to an answer: read it every way there is, and answer only where the ways agree.

A question is read about the season asked in and over all seasons. Over all seasons it is answered where it names no
season and can be read so; where the season has somebody or something else of the name, both are offered.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from msgspec.structs import replace

from bot.answers import held
from bot.answers.answer import Answer, named
from bot.answers.asked import careers, narrowed, unheld
from bot.answers.asked.subject import Apposed, cars_of
from bot.answers.words import listed, plain, quoted
from bot.archive import Archive, Scope
from bot.ask.attempt import Attempt, over_seasons, within_season
from bot.ask.intent import Call
from bot.ask.reading import LONGEST_QUESTION, Reading, Vocabulary, normal, split
from bot.ask.refusals import (
    EXAMPLE,
    asked_again,
    elsewhere,
    negated,
    no_such_question,
    not_understood,
    several,
    several_over_seasons,
)
from bot.ask.vocabulary import vocabulary, vocabulary_over_seasons
from bot.careers import IN_SEASON, Career
from bot.errors import NoSuchThing, NotHeld, SeveralMatches, UserError

# Vocabularies that are kept, some 800 kB each where the season is as large as Formula 1's.
_MOST_VOCABULARIES = 12
# Words that keep to the season asked in: this season, of the year; not in a season, which season.
_THIS_SEASON = re.compile(r"(?<!\ba )(?<!\bone )(?<!\bany )(?<!\bsingle )(?<!\bwhat )(?<!\bwhich )\b(?:season|year)\b")

# Up to a season: neither that one nor all.
_UP_TO = re.compile(r"\b(?:by|to|till|until|through|up to) (?:the )?(?:end of |start of )?(?:\w+ )?\d{4}\b")

# Words that ask for more than the season that an option names.
_FOR_ALL = re.compile(r"\b(?:ever|all time|career|history|every season|all seasons)\b")
# Answers about which seasons there are.
_OF_SEASONS = (held.seasons, careers.years_of)


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions about the seasons of an archive. `vocabulary` gives that of a season, `everything` that of
    questions over seasons.
    """

    archive: Archive
    vocabulary: Callable[[str], Vocabulary]
    everything: Callable[[], Vocabulary]
    apposed: dict[str, Apposed] = field(default_factory=dict)
    """What the cars and teams of each season asked about were."""

    async def answer(self, scope: Scope, question: str) -> Answer:
        """The answer to a question put in words.

        Raises: NoSuchThing for a word that is not understood; NotHeld for a question that cannot be answered;
        SeveralMatches where it can be read two ways.
        """
        if len(question) > LONGEST_QUESTION:
            raise NoSuchThing(f"That is too long to be a question: {LONGEST_QUESTION} characters are read. {EXAMPLE}")
        if _UP_TO.search(normal(question)):
            raise NotHeld(f"I count one season, or all that are held, but not up to one. {EXAMPLE}")
        scope, one_season = self._season_asked(scope, question)
        call = await self._framed(scope, question, one_season=one_season)
        if call.span is not None:
            answer = await call.function(replace(scope, span=call.span), *call.arguments, **dict(call.keywords))
            # The question asks for this again, not the options of the look-up that it came down to.
            return replace(answer, again=())
        answer = await call.function(scope, *call.arguments, **dict(call.keywords))
        return replace(answer, sentence=named(scope, answer.sentence))

    def _season_asked(self, scope: Scope, question: str) -> tuple[Scope, bool]:
        """The season that the question names, else the one it is asked in; and whether it keeps to it by its words.

        A bare year means a season of the series asked in where that has one, else the only series that has it.
        Raises: SeveralMatches where several seasons could be meant.
        """
        seasons = self.archive.seasons
        named_here = False
        for phrase in split(self.vocabulary(scope.season), question):
            meant = [m.value for m in phrase.meanings if m.kind == "season"]
            if meant and (series_named := self._series_named(question)):
                meant = [key for key in meant if seasons[key].row.series in series_named] or meant
            named_here = named_here or scope.season in meant
            if not meant or scope.season in meant:
                continue
            series = scope.held.row.series
            own = [key for key in meant if seasons[key].row.series == series]
            if len(meant) > 1 and len(own) != 1:
                labels = [plain(seasons[key].row.name) for key in meant]
                raise SeveralMatches(
                    f"{quoted(phrase.text)} could be the {listed(labels, last='or')}: which season do you mean?",
                    suggestions=[asked_again(scope, question, key, seasons[key].row.name) for key in meant[:5]],
                )
            return replace(scope, season=(own or meant)[0]), True
        return scope, named_here or _THIS_SEASON.search(normal(question)) is not None

    async def _framed(self, scope: Scope, question: str, *, one_season: bool) -> Call:
        """What the question comes down to: in the season that its option names, unless its words ask for more, or
        cannot be read so.
        """
        if one_season or scope.open or _FOR_ALL.search(normal(question)):
            return await self._call(scope, question, one_season=one_season)
        try:
            call = await self._call(scope, question, one_season=True)
        except (NoSuchThing, NotHeld) as refused:
            try:
                return await self._call(scope, question, one_season=False)
            except (NoSuchThing, NotHeld):
                raise refused from None
        # Which seasons there are, one of them does not tell.
        return await self._call(scope, question, one_season=False) if call.function in _OF_SEASONS else call

    def _series_named(self, question: str) -> set[str]:
        """The series that a question names: the year stands in `2003 F1 champion` apart from them."""
        phrases = split(self.everything(), question)
        return {m.value for phrase in phrases for m in phrase.meanings if m.kind == "series"}

    async def _call(self, scope: Scope, question: str, *, one_season: bool) -> Call:
        """What the question comes down to."""
        made = self.vocabulary(scope.season)
        if scope.season not in self.apposed:
            self.apposed[scope.season] = await cars_of(scope)
        cars = self.apposed[scope.season]
        here = within_season(scope, made, question, one_season=one_season, cars=cars)
        if not here.found:
            raise NoSuchThing(f"That has no words I can read. {EXAMPLE}")
        if not (here.calls and (one_season or len(self.archive.seasons) == 1)):
            over = over_seasons(scope, self.everything(), question, one_season=one_season, mend=not here.calls)
            over = replace(over, calls=_beyond(scope, over) if here.calls else over.calls)
            if len(over.calls) > 1:
                over = replace(over, calls=await _drove_for(scope, over))
            other = here if over.calls and not _agree(scope, here, over) else None
            if other is not None or len(over.calls) > 1:
                raise several_over_seasons(scope, self.everything(), over, other)
            if over.calls:
                return next(iter(over.calls))
            if not here.calls and here.topics:
                return Call(unheld.told, (here.topics[0], here.rounds(), here.entrants()))
            if not here.calls:
                raise self._refusal(scope, question, here, over)
        if len(here.calls) > 1:
            raise several(scope, here)
        return next(iter(here.calls))

    def _refusal(self, scope: Scope, question: str, here: Attempt, over: Attempt) -> UserError:
        """Why it is no question, and what can be offered instead."""
        understood = [attempt for attempt in (here, over) if not attempt.unknown]
        if any(attempt.negated for attempt in understood):
            return negated(scope, understood)

        def answered(season: str) -> bool:
            there = replace(scope, season=season)
            return bool(within_season(there, self.vocabulary(season), question, one_season=True).calls)

        if (
            here.unknown
            and not over.of_nation
            and (found := elsewhere(scope, here, here.unknown, over, answered)) is not None
        ):
            return found
        if here.ever and not here.unknown and any(m.kind == "round" for phrase in here.found for m in phrase.meanings):
            return NotHeld("I can answer that about one season at a time: name a year.")
        if over.crowded:
            return NoSuchThing(f"That can be read in too many ways: use full names. {EXAMPLE}")
        if understood:
            return no_such_question(scope, understood)
        # A word that one of the two readings knows is understood; one that neither does is not.
        texts = {phrase.text for phrase in over.unknown}
        neither = [phrase for phrase in here.unknown if phrase.text in texts] or here.unknown

        def asked(text: str) -> bool:
            made = self.vocabulary(scope.season), self.everything()
            cars = self.apposed[scope.season]
            if within_season(scope, made[0], text, one_season=False, cars=cars).calls:
                return True
            return bool(over_seasons(scope, made[1], text, one_season=False, mend=True).calls)

        return elsewhere(scope, here, neither, over, answered) or not_understood(
            scope, (self.vocabulary(scope.season), self.everything()), here, neither, asked
        )


def make_asker(archive: Archive) -> Asker:
    """An asker for every season of an archive. A vocabulary is made when its season is first asked about."""
    return Asker(
        archive,
        lru_cache(_MOST_VOCABULARIES)(lambda season: vocabulary(archive.names, season, archive.seasons[season])),
        cache(lambda: vocabulary_over_seasons(archive)),
    )


def _beyond(scope: Scope, over: Attempt) -> dict[Call, Reading]:
    """The calls that reach beyond the season asked in: of who is held in it alone, it knows more."""
    return {
        call: reading
        for call, reading in over.calls.items()
        if not (careers := _careers(scope, reading))
        or any(season != scope.season for career in careers for season, _ in career.seasons)
    }


async def _drove_for(scope: Scope, over: Attempt) -> dict[Call, Reading]:
    """The calls of a driver who drove for the team that is named, where any is: nobody else of the name is meant."""
    meant = {
        call: reading
        for call, reading in over.calls.items()
        if (people := reading.of("person"))
        and (outfits := reading.of("outfit"))
        and await narrowed.drove(scope, people[0], outfits[0])
    }
    return meant or over.calls


def _agree(scope: Scope, here: Attempt, over: Attempt) -> bool:
    """Whether a question that can be read about the season asked in is about the same people there."""
    keys = {career.key for reading in over.calls.values() for career in _careers(scope, reading)}
    for reading in here.calls.values():
        if keys and not reading.names:
            return False
        for name in reading.names:
            kind = IN_SEASON.get(name.kind)
            if kind is None or scope.archive.careers.of(kind, scope.season, name.value).key not in keys:
                return False
    return True


def _careers(scope: Scope, reading: Reading) -> list[Career]:
    careers = scope.archive.careers
    found = [
        careers.find("person" if name.kind == "person" else "outfit", name.value)
        for name in reading.names
        if name.kind in {"person", "outfit"}
    ]
    return [career for career in found if career is not None]
