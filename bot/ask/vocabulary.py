"""Every phrase that a question may have, with what it stands for: about one season, and over all seasons.

The names come first, then the lexicon. Where a name is a word of the lexicon too it may stand for either.
"""

from collections import defaultdict
from collections.abc import Collection
from functools import cache
from itertools import combinations

from bot.answers.asked.unheld import TOPICS
from bot.answers.nations import NATIONS
from bot.answers.words import country
from bot.archive import Archive, Held
from bot.ask.lexicon import PHRASES, RACE_OF_NATION, ordinal_phrases, phrases
from bot.ask.reading import Meaning, Vocabulary, normal
from bot.careers import CareerKind
from bot.folding import fold
from bot.months import MONTHS
from bot.names import Names
from bot.places import distinct

# Words that are in so many names that they stand for none.
# fmt: off
_COMMON = frozenset((
    "racing", "team", "motorsport", "motorsports", "sport", "sports", "competizione", "group", "the", "of", "de",
    "van", "le", "la", "and", "uk", "america", "american", "spirit", "white", "international", "grand", "prix",
    "race", "car", "cars", "street", "circuit", "championships", "class", "works",
))
# fmt: on
_YEAR = 4
# What a country is called besides its name.
_COUNTRIES = {
    "ARE": ("UAE", "Emirates"),
    "GBR": ("UK", "Great Britain", "Britain", "England"),
    "NLD": ("Holland",),
    "USA": ("USA", "America", "United States of America", "US", "the US", "the States", "States"),
}
# What an event is named after, and no place of its races alone: the European Grand Prix was not all races in Europe.
_CONTINENTS = frozenset({"europe", "asia", "africa", "america", "pacific"})
# The letters of the shortest word for a place.
_SHORTEST = 3


def vocabulary(names: Names, season: str, held: Held) -> Vocabulary:
    """The vocabulary of a season."""
    made = Vocabulary()
    _add_names(made, names, season, one_class=held.single_class)
    raced = [round_ for round_ in held.calendar if round_.number is not None]
    ordinals = ordinal_phrases()
    for index, round_ in enumerate(raced, start=1):
        for noun in ("round", "race", "r", "rd", "rnd", "event"):
            made.add(f"{noun} {round_.number}", "round", round_.round_)
        made.add(f"r{round_.number}", "round", round_.round_)
        for word, place in ordinals.items():
            if place == index and not word.startswith("p"):
                for noun in ("round", "race", "event"):
                    made.add(f"{word} {noun}", "round", round_.round_)
    for word in ("last", "final", "closing"):
        for noun in ("round", "race", "event"):
            made.add(f"{word} {noun}", "round", raced[-1].round_)
    if held.raced and held.to_come:
        # While a season goes on its last race may be the one just held, or the one that ends it.
        for noun in ("round", "race", "event"):
            for word in ("last", "latest", "previous", "most recent"):
                made.add(f"{word} {noun}", "round", held.raced[-1].round_)
    for phrase in ("finale", "season finale", "season closer"):
        made.add(phrase, "round", raced[-1].round_)
    for phrase in ("opener", "season opener", "opening round", "opening race", "opening event"):
        made.add(phrase, "round", raced[0].round_)
    for circuit in held.circuits:
        for part in circuit.place.split(","):
            made.add(normal(part), "circuit", circuit.circuit)
            for round_ in held.calendar:
                if round_.circuit == circuit.circuit:
                    made.add(normal(part), "round", round_.round_)
    _add_areas(made, held)
    lexicon = phrases()
    for code, demonyms in NATIONS.items():
        for word in map(normal, demonyms):
            if word not in lexicon:
                made.add(word, "nation", code)
    for index, note in enumerate(held.notes):
        for word in note.keywords:
            made.add(normal(word), "note", str(index))
    for series, alias in names.aliases("", "series"):
        if series == held.row.series:
            made.add(normal(alias), "feature", "stop")
            made.add(normal(alias), "feature", "series")
    _add_lexicon(made)
    for number, month in enumerate(map(str.lower, MONTHS), start=1):
        made.add(month, "month", str(number))
        if month != "may":
            made.add(month[:3], "month", str(number))
    made.add("sept", "month", "9")
    for day in range(1, 32):
        made.add(str(day), "day", str(day))
    for word, place in ordinals.items():
        if word[0].isdigit():
            made.add(word, "day", str(place))
    if len(held.row.label) == 4 and held.row.label.isdigit():
        made.add(held.row.label[-2:], "season", season)
    return made


def _add_areas(made: Vocabulary, held: Held) -> None:
    """The words for the countries, states and towns of a season's circuits.

    Of a country that no round is named after each of its rounds may be meant.
    """
    by_country: defaultdict[str, list[str]] = defaultdict(list)
    for round_ in held.calendar:
        by_country[round_.country].append(round_.round_)
    for code, codes in by_country.items():
        kind = "area" if len(codes) > 1 else "spot"
        for word in {normal(name) for name in (country(code), *_COUNTRIES.get(code, ()))} - _COMMON:
            named_after = any(meaning.kind == "round" for meaning in made.meanings.get(word, ()))
            made.add(word, kind, code)
            for round_code in codes if not named_after else ():
                made.add(word, "round", round_code)
    by_part: defaultdict[str, int] = defaultdict(int)
    for round_ in held.calendar:
        for part in round_.place.split(","):
            by_part[part.strip()] += 1
    for part, count in by_part.items():
        made.add(normal(part), "area" if count > 1 else "spot", part)


def vocabulary_over_seasons(archive: Archive) -> Vocabulary:
    """The vocabulary of questions over seasons: everybody and every team, series and seasons."""
    made, names = Vocabulary(), archive.names
    people = {fold(career.name) for career in archive.careers if career.kind == "person"}
    lexicon = phrases()
    careers: tuple[CareerKind, ...] = ("person", "outfit")
    for kind in careers:
        for target, alias in names.aliases("", kind):
            phrase = normal(alias)
            # What is a word as well (HAD, WIN, Champion) stands for nobody in a sentence over all seasons; and a car
            # that somebody entered under the own name is not what is meant by that name.
            if phrase in lexicon or (kind == "outfit" and fold(alias) in people):
                continue
            made.add(phrase, kind, target)
            made.add(fold(alias), kind, target)
    makers = {fold(alias) for season in archive.seasons for _, alias in names.words(season, "manufacturer")}
    for career in archive.careers:
        # Audi is not meant to be Audi Sport UK, which ran one of the cars.
        others = makers if career.kind == "outfit" else frozenset()
        for name in dict.fromkeys(name for _, name in career.seasons):
            words = normal(name).split()
            for word in words:
                if not (word in _COMMON or word in lexicon or word in others) and len(word) > 2 and not word.isdigit():
                    made.add(word, career.kind, career.key)
            for start in range(1, len(words) - 1):
                made.add(" ".join(words[start:]), career.kind, career.key)  # de Vries
    for target, alias in names.aliases("", "series"):
        made.add(normal(alias), "series", target)
    for target, alias in names.aliases("", "season"):
        if not (alias.isdigit() and len(alias) < _YEAR):
            made.add(normal(alias), "season", target)
    _add_places(made, archive, people)
    _add_nations(made, lexicon)
    _add_lexicon(made)
    return made


def _add_nations(made: Vocabulary, lexicon: Collection[str]) -> None:
    """The words for people of a nation. A race of that nation is none of its drivers, whether it is an event or not."""
    nouns = [noun.strip() for noun in PHRASES["race"].split(";")]
    for code, demonyms in NATIONS.items():
        for word in map(normal, demonyms):
            if word not in lexicon:
                made.add(word, "nation", code)
            for phrase in (f"{word} {noun}" for noun in nouns):
                if phrase not in made.meanings:
                    made.add(phrase, "feature", RACE_OF_NATION)


def _add_places(made: Vocabulary, archive: Archive, people: Collection[str]) -> None:
    """The words for places: those for rounds and circuits in any season, towns and countries.

    Of several places that hold the very same races one is meant: which, makes no difference.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    words_of = cache(normal)  # from season to season they are the same
    for season, held in archive.seasons.items():
        series = held.row.series
        of_circuit = set()
        for target, alias in archive.names.words(season, "circuit"):
            found[words_of(alias)].add(f"{series} circuit {target}")
            of_circuit.add(alias)
        names = {round_.round_: f" {words_of(round_.name)} " for round_ in held.calendar}
        for target, alias in archive.names.words(season, "round"):
            # A round goes by its circuit's words too: the event is meant by those that are in its own name.
            own = words_of(alias) not in _CONTINENTS
            if own and (alias not in of_circuit or f" {words_of(alias)} " in names[target]):
                found[words_of(alias)].add(f"{series} event {target}")
        for circuit in held.circuits:
            for part in circuit.place.split(","):
                found[words_of(part)].add(f"{series} circuit {circuit.circuit}")
            for name in (country(circuit.country), *_COUNTRIES.get(circuit.country, ())):
                found[words_of(name)].add(f"{series} country {circuit.country}")
            found[words_of(f"anywhere in {country(circuit.country)}")].add(f"{series} country {circuit.country}")
    # What is a word for one place may be part of the name of a circuit elsewhere: Barcelona, where Montjuïc is.
    for place in archive.places.values():
        words = words_of(place.name).split() if place.kind == "circuit" else []
        for start, end in combinations(range(len(words) + 1), 2):
            part = " ".join(words[start:end])
            if part in found:
                found[part].add(place.key)
    lexicon = phrases()
    for phrase, keys in found.items():
        if not (phrase in lexicon or phrase in people or len(phrase) < _SHORTEST or phrase.isdigit()):
            for key in distinct(archive.places, keys & archive.places.keys()):
                made.add(phrase, "venue", key)


def _add_lexicon(made: Vocabulary) -> None:
    for key, topic in TOPICS.items():
        for phrase in topic.words.split(";"):
            made.add(" ".join(phrase.split()), "topic", key)
    for phrase, features in phrases().items():
        for feature in features:
            made.add(phrase, "feature", feature)
    for phrase, place in ordinal_phrases().items():
        made.add(phrase, "place", str(place))


def _add_names(made: Vocabulary, names: Names, season: str, *, one_class: bool) -> None:
    single: defaultdict[str, dict[Meaning, None]] = defaultdict(dict)
    exact: set[str] = set()
    for kind in ("round", "circuit", "class", "driver", "team", "chassis", "manufacturer", "tyre", "season"):
        if kind == "class" and one_class:
            continue  # what the one class is called is what the series is called
        for target, alias in names.aliases("" if kind == "season" else season, kind):
            phrase = normal(alias)
            if kind in {"round", "season"} and phrase.isdigit() and len(phrase) < 4:
                continue  # a bare number is no round: `round 6` is
            made.add(phrase, kind, target)
            made.add(fold(alias), kind, target)  # fry's as frys
            exact.add(phrase)
            if " " in phrase and any(character.isdigit() for character in phrase):
                made.add(phrase.replace(" ", ""), kind, target)  # C5-R as c5r
            if kind in {"driver", "team", "chassis"}:
                for word in phrase.split():
                    if word not in _COMMON and len(word) > 2 and not word.isdigit():
                        single[word][Meaning(kind, target)] = None
    for target, alias in names.aliases(season, "car"):
        for phrase in (
            f"{alias} car",
            f"#{alias}",
            f"car {alias}",
            f"number {alias}",
            f"no {alias}",
            f"car number {alias}",
        ):
            made.add(normal(phrase), "car", target)
    # A name that is a team's, a maker's and a model's means the first of them: all its cars, not one of them.
    for found in made.meanings.values():
        kinds = [kind for kind in ("team", "manufacturer", "chassis") if any(m.kind == kind for m in found)]
        for meaning in [meaning for meaning in found if meaning.kind in kinds[1:]]:
            del found[meaning]
    # A word of a longer name stands for it only where it is nobody's own name.
    for word, found in single.items():
        if word not in exact:
            made.meanings.setdefault(word, {}).update(found)
