"""Cars in a question: a bare number where only a car's can be meant, and a car or team with what it was as one name."""

from dataclasses import replace

from bot.answers.asked.subject import Apposed
from bot.ask.reading import Meaning, Phrase, Vocabulary

# What a number stands after, and before, that is not a car's.
_NUMBERED = frozenset({"race", "laps", "position", "best", "first", "last", "score", "points", "lead", "result"})
_COUNTED = frozenset({"win", "pole", "points", "race", "laps", "podium", "title", "team", "driver", "turns", "class"})


def numbered(made: Vocabulary, found: list[Phrase]) -> list[Phrase] | None:
    """The phrases with every bare number that is a car's read as that car; None where there is none."""
    found_cars = []
    for at, phrase in enumerate(found):
        named = made.meanings.get(f"car {phrase.text}", {}) if phrase.text.isdigit() else {}
        cars = tuple(meaning for meaning in named if meaning.kind == "car")
        before, after = found[at - 1 : at] if at else [], found[at + 1 : at + 2]
        article = any(one.text.split()[-1] == "the" for one in before)
        # `round 10`, `top 5`, `3 wins`, `10 laps`: a number of something.
        other = _has(before, _NUMBERED) or (_has(after, _COUNTED) and not article)
        found_cars.append(replace(phrase, meanings=cars) if cars and not other else phrase)
    return found_cars if found_cars != found else None


def _has(phrases: list[Phrase], features: frozenset[str]) -> bool:
    return any(m.kind == "feature" and m.value in features for phrase in phrases for m in phrase.meanings)


def apposed(found: list[Phrase], cars: Apposed) -> list[Phrase]:
    """The phrases with a car or team and what it was as one: `#38 audi`, `the 3 corvette`, `risi ferrari`."""
    whole: list[Phrase] = []
    for phrase in found:
        before = whole[-1] if whole else phrase
        beside = before.end == phrase.start
        meant = _ran(before, phrase, cars) if beside else []
        # The make may come first: `audi no 9`. With a team it is no name: `was audi champion`.
        meant = meant or ([m for m in _ran(phrase, before, cars) if m.kind == "car"] if beside else [])
        if len(meant) == 1:
            whole[-1] = Phrase(f"{before.text} {phrase.text}", before.start, phrase.end, (meant[0],))
        else:
            whole.append(phrase)
    return whole


def _ran(named: Phrase, what: Phrase, cars: Apposed) -> list[Meaning]:
    """The cars and teams that a phrase may stand for of which the other says what they were or ran."""
    return [
        m
        for m in named.meanings
        if m.kind in {"car", "team"}
        and any((n.kind, n.value) in cars.get((m.kind, m.value), ()) for n in what.meanings)
    ]
