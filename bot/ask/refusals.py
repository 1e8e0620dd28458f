"""Why a question is not answered, and what is offered instead: each way to read it, where a name is known, look-ups.

Every question that is offered can be read in one way only, whoever presses the button.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from bot.answers.asked.places import called
from bot.answers.look_ups import LOOK_UPS
from bot.answers.ranges import by_series, labels_text, series_name, the_series
from bot.answers.words import COUNTRIES, country, day_and_month, listed, plain, quoted
from bot.archive import ALL, Scope
from bot.ask.attempt import Attempt, over_seasons
from bot.ask.intent import Call
from bot.ask.reading import Meaning, Phrase, Reading, Vocabulary, nearest, normal, spelled
from bot.careers import Career, career_label
from bot.errors import NoSuchThing, NotHeld, SeveralMatches, Suggestion, UserError
from bot.places import Place

EXAMPLE = "/help shows what can be asked."
_MOST = 5
_LATEST = 3
_SHORTEST = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTRIES = frozenset(normal(name) for name in COUNTRIES.values())


def asked_again(scope: Scope, question: str, season: str | None = None, label: str | None = None) -> Suggestion:
    """A question to be asked instead, in the season asked in or another."""
    asked = scope.season_text if season is None else season
    return Suggestion(label or question, "ask", (("question", question), ("season", asked)))


def not_understood(
    scope: Scope,
    vocabularies: Sequence[Vocabulary],
    attempt: Attempt,
    unknown: Sequence[Phrase],
    asked: Callable[[str], bool],
) -> UserError:
    """Some words mean nothing: offer what is spelled nearly so. `asked`: whether a question can be read."""
    if years := [phrase for phrase in unknown if _YEAR.fullmatch(phrase.text)]:
        return _no_season(scope, years)
    runs = _runs(unknown)
    words = listed([quoted(text) for text in runs[:3]])
    suggestions, meant = [], ""
    for phrase in unknown:
        # A country is no slip for its people: “most wins in austrian” asks for something else.
        if phrase.text in _COUNTRIES:
            continue
        near = next(filter(None, (nearest(made, phrase.text) for made in vocabularies)), None)
        if near is None:
            continue
        question = _with(attempt.found, phrase, near)
        # With another slip beside it a question is offered all the same; of one that means nothing, who may be meant.
        if len(unknown) > 1 or asked(question):
            suggestions.append(asked_again(scope, question))
            meant = meant or f" Did you mean {quoted(question)}?"
        else:
            meanings = vocabularies[0].meanings.get(near, {})
            looked_up = [offer for meaning in meanings if (offer := _look_up(scope, meaning)) is not None]
            suggestions += looked_up
            meant = f" Did you mean {quoted(near)}?" if looked_up else ""
    meant = meant or f" {EXAMPLE}"
    return NoSuchThing(
        f"I do not know what {words} {'means' if len(runs) == 1 else 'mean'} here.{meant}",
        suggestions=suggestions[:3],
        text=" ".join(phrase.text for phrase in unknown),
    )


def _no_season(scope: Scope, years: Sequence[Phrase]) -> UserError:
    """A year of which no season is held: say which seasons are."""
    said = []
    for keys in by_series(scope, list(scope.archive.seasons)).values():
        labels = labels_text([scope.archive.seasons[key].row.label for key in keys])
        said.append(f"{the_series(series_name(scope.archive, keys))} {plain(labels)}")
    return NoSuchThing(
        f"I have no season {listed([quoted(year.text) for year in years], last='or')}: I have {'; '.join(said)}.",
        suggestions=[Suggestion("Seasons that I have", "seasons", (("season", ALL),))],
        text=" ".join(year.text for year in years),
    )


def _with(found: Sequence[Phrase], phrase: Phrase, text: str) -> str:
    """The question with other words for one of its phrases."""
    return spelled(Phrase(text, p.start, p.end, ()) if p is phrase else p for p in found)


def elsewhere(
    scope: Scope, attempt: Attempt, unknown: Sequence[Phrase], over: Attempt, answered: Callable[[str], bool]
) -> UserError | None:
    """Some words are names of other seasons: say of which, and offer to ask there; None where they are not.

    `answered` says whether the question can be answered when it is asked in a season; `over` is how it was read over
    all seasons.
    """
    archive = scope.archive
    if any(len(phrase.text) < _SHORTEST for phrase in unknown):
        return None
    there = frozenset.intersection(*(archive.names.seasons_with(phrase.text) for phrase in unknown))
    known = [key for key in archive.seasons if key in there and key != scope.season]
    if not known:
        return None
    words = listed([quoted(text) for text in _runs(unknown)[:3]], last="or")
    places = []
    for keys in by_series(scope, known).values():
        labels = labels_text([archive.seasons[key].row.label for key in keys])
        places.append(f"{the_series(series_name(archive, keys))} {plain(labels)}")
    question = spelled(attempt.found)
    # A season in words is in the way of any other.
    dated = {m.value for p in attempt.found for m in p.meanings if m.kind == "season"}
    offered = [key for key in known if key in dated] if dated else known[-_LATEST:][::-1]
    if offered and not answered(offered[0]):
        offered = []
    ask = f" Name {'a season' if len(known) > 1 else 'it'} to ask there." if offered else ""
    return NoSuchThing(
        f"There is no {words} in the {plain(scope.held.row.name)}. I know that from {'; '.join(places)}.{ask}",
        suggestions=[
            *(asked_again(scope, question, key, f"{archive.seasons[key].row.name}: {question}") for key in offered),
            *_look_ups(scope, [over], {"person", "outfit"}),
        ][:_MOST],
    )


def _runs(unknown: Sequence[Phrase]) -> list[str]:
    """Words that stand side by side as one."""
    runs: list[list[Phrase]] = []
    for phrase in unknown:
        if runs and runs[-1][-1].end == phrase.start:
            runs[-1].append(phrase)
        else:
            runs.append([phrase])
    return [spelled(run) for run in runs]


def negated(scope: Scope, attempts: Sequence[Attempt]) -> UserError:
    """It asks for what did not happen: offer the look-ups of what is named."""
    suggestions = _look_ups(scope, attempts)[:4]
    more = "" if suggestions else f" {EXAMPLE}"
    return NotHeld(
        f"I cannot answer what did not happen, or with an exception: only what did.{more}", suggestions=suggestions
    )


def no_such_question(scope: Scope, attempts: Sequence[Attempt]) -> UserError:
    """All words are known, but not what is asked: offer the look-ups of what is named."""
    suggestions = _look_ups(scope, attempts)[:4]
    next_step = "Is one of these it?" if suggestions else EXAMPLE
    return NotHeld(f"I know these words, but not what is asked. {next_step}", suggestions=suggestions)


def _look_ups(scope: Scope, attempts: Sequence[Attempt], kinds: Collection[str] | None = None) -> list[Suggestion]:
    """The look-ups of what a question names: of each name one, in the season asked in where that has it."""
    found: dict[str, Suggestion] = {}
    for attempt in attempts:
        for phrase in attempt.found:
            for meaning in phrase.meanings:
                offered = _offers(scope, meaning) if kinds is None or meaning.kind in kinds else []
                for suggestion in offered:
                    found.setdefault(suggestion.label.partition(" (")[0], suggestion)
    return list(found.values())


def several(scope: Scope, attempt: Attempt) -> UserError:
    """A question about one season that can be read in several ways."""
    names = _differing(attempt.calls)
    suggestions = [
        asked_again(scope, _with(attempt.found, phrase, _unmistakable(scope, name)))
        for name in names
        if (phrase := _phrase_of(attempt, name)) is not None
    ]
    return _several([_called(scope, name) for name in names], suggestions)


def several_over_seasons(scope: Scope, everything: Vocabulary, attempt: Attempt, also: Attempt | None) -> UserError:
    """A question over seasons that can be read in several ways. `also`: about the season asked in it can be read too,
    of somebody or something else.
    """
    suggestions, said = [], []
    for name in _differing(attempt.calls, alone=also is not None):
        if name.kind == "venue" and (phrase := _phrase_of(attempt, name)) is not None:
            place = scope.archive.places[name.value]
            label = called(place)
            if len({scope.archive.places[key].series for way in attempt.calls.values() for key in way.of("venue")}) > 1:
                label += f" ({series_name(scope.archive, [max(place.seasons)])})"
            said.append(label)
            if (question := _at(scope, everything, attempt, phrase, place)) is not None:
                suggestions.append(asked_again(scope, question, label=label))
            continue
        career = scope.archive.careers.find("person" if name.kind == "person" else "outfit", name.value)
        phrase = _phrase_of(attempt, name)
        if career is not None and phrase is not None:
            team = "" if name.kind == "person" else "the team "
            label = f"{team}{_label_of(scope, career)}"
            said.append(plain(label))
            question = _about(scope, everything, attempt, phrase, career)
            suggestions.append(
                _career_page(career, label) if question is None else asked_again(scope, question, label=label)
            )
    if also is not None:
        row = scope.held.row
        question = f"{spelled(also.found)} {row.series} {row.label}"
        suggestions.insert(0, asked_again(scope, question, label=f"{row.name}: {spelled(also.found)}"))
        said.insert(0, f"the {plain(row.name)}")
    return _several(said, suggestions)


def _at(scope: Scope, everything: Vocabulary, attempt: Attempt, phrase: Phrase, place: Place) -> str | None:
    """The question asked of one place; None where no words tell it from another."""
    words = f"anywhere in {country(place.code)}" if place.kind == "country" else place.name
    question = _with(attempt.found, phrase, normal(words))
    if not any(m.kind == "series" for p in attempt.found for m in p.meanings):
        question += f" {place.series}"
    read = over_seasons(scope, everything, question, one_season=False, mend=False)
    places = scope.archive.places
    same = all(any(places[key].races == place.races for key in way.of("venue")) for way in read.calls.values())
    return question if read.calls and same else None


def _label_of(scope: Scope, career: Career) -> str:
    return career_label(career, {key: held.row for key, held in scope.archive.seasons.items()})


def _about(scope: Scope, everything: Vocabulary, attempt: Attempt, phrase: Phrase, career: Career) -> str | None:
    """The question asked of one career; None where no words tell it from another."""
    words = career.name if career.kind == "person" else f"team {career.name}"
    question = _with(attempt.found, phrase, words)
    series = {scope.archive.seasons[key].row.series for key, _ in career.seasons}
    if len(series) == 1 and not any(m.kind == "series" for p in attempt.found for m in p.meanings):
        question += f" {series.pop()}"
    read = over_seasons(scope, everything, question, one_season=False, mend=False)
    meant = Meaning(career.kind, career.key)
    return question if read.calls and all(meant in way.names for way in read.calls.values()) else None


def _career_page(career: Career, label: str) -> Suggestion:
    command = "driver" if career.kind == "person" else "team"
    return Suggestion(label, command, (("name", career.key), ("season", ALL)))


def _several(said: Sequence[str], suggestions: Sequence[Suggestion]) -> UserError:
    more = f" and {len(said) - _MOST} more" if len(said) > _MOST else ""
    could = f" It could be about {listed(said[:_MOST], last='or')}{more}." if said else ""
    return SeveralMatches(f"That can be read in several ways.{could}", suggestions=suggestions[:_MOST])


def _differing(calls: Mapping[Call, Reading], *, alone: bool = False) -> list[Meaning]:
    """The names that not all readings have; all names, where a reading is to be told from one of another kind."""
    ways = list(calls.values())
    names: dict[Meaning, None] = {}
    for way in ways:
        for name in way.names:
            if alone or any(name not in other.names for other in ways):
                names[name] = None
    return list(names)


def _phrase_of(attempt: Attempt, name: Meaning) -> Phrase | None:
    return next((phrase for phrase in attempt.found if name in phrase.meanings), None)


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
        return f"round {there.number} ({day_and_month(there.date)})" if there.number is not None else plain(there.name)
    if name.kind == "circuit":
        return f"the circuit {plain(next(c.name for c in scope.held.circuits if c.circuit == name.value))}"
    return f"the {name.kind} {plain(name.value)}"


def _offers(scope: Scope, meaning: Meaning) -> list[Suggestion]:
    """The look-up of a name; of a country those of the season's rounds there; of a make or a car who ran it."""
    if meaning.kind in {"manufacturer", "chassis"} and not scope.held.single_class:
        return [asked_again(scope, f"who ran {normal(meaning.value)}")]
    place = scope.archive.places.get(meaning.value) if meaning.kind == "venue" else None
    if place is not None and place.kind == "country":
        there = [round_.round_ for round_ in scope.held.raced if (scope.season, round_.round_) in place.races]
        return [offer for code in there if (offer := _look_up(scope, Meaning("round", code))) is not None]
    offer = _look_up(scope, meaning)
    return [] if offer is None else [offer]


def _look_up(scope: Scope, meaning: Meaning) -> Suggestion | None:
    """The look-up of a name."""
    if meaning.kind in {"person", "outfit"}:
        career = scope.archive.careers.find("person" if meaning.kind == "person" else "outfit", meaning.value)
        return None if career is None else _career_page(career, _label_of(scope, career))
    if meaning.kind not in LOOK_UPS:
        return None
    command, option = LOOK_UPS[meaning.kind]
    label = _called(scope, meaning) if meaning.kind in {"round", "circuit"} else meaning.value
    label = f"#{label}" if meaning.kind == "car" else label
    return Suggestion(label, command, ((option, meaning.value), ("season", scope.season)))
