"""A surprising true fact, drawn from those that the finders see, with the look-up that proves it."""

import hashlib
import random
from collections import OrderedDict
from collections.abc import Sequence

from bot.answers import remarks
from bot.answers.answer import Answer, compose, link, named
from bot.answers.facts import Fact, season_facts
from bot.answers.facts.rows import Thing
from bot.answers.page import Part
from bot.answers.words import counted, listed, plain
from bot.archive import Scope
from bot.errors import NoSuchThing, NotHeld, Suggestion
from bot.names import Kind

KINDS: tuple[Kind, ...] = ("class", "team", "driver", "round")
"""The kinds of things that trivia can be asked about."""

_CHANNELS = 10_000
"""Channels whose last fact is remembered; the one that was longest quiet is forgotten first."""


def fact_code(fact: Fact) -> str:
    """Six hexadecimal digits that stand for a fact: the same as long as the fact says the same."""
    return hashlib.sha256(fact.sentence.encode()).hexdigest()[:6]


class Teller:
    """Tells facts, never the same twice running in a channel. `chance` decides which."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._facts: dict[str, tuple[Fact, ...]] = {}
        self._last: OrderedDict[int, str] = OrderedDict()

    async def tell(self, scope: Scope, about: Thing | None = None, code: str | None = None) -> Answer:
        """A fact of the season, or about a thing of it; `code` asks for a certain one.

        Raises: NotHeld where no fact, or none but the last one, is about the thing; NoSuchThing for a code that
        stands for none.
        """
        if scope.held.single_class and scope.held.to_come:
            raise NotHeld(
                f"The {plain(scope.held.row.name)} is not over in my data: what is true of it now need not stay so."
            )
        if scope.season not in self._facts:
            self._facts[scope.season] = await season_facts(scope)
        facts = self._facts[scope.season]
        if not facts:
            raise NotHeld(f"My data of the {plain(scope.held.row.name)} is too incomplete for any trivia.")
        if code is not None:
            fact = next((fact for fact in facts if fact_code(fact) == code), None)
            if fact is None:
                again = Suggestion("Another one", "trivia", (("season", scope.season),))
                raise NoSuchThing(
                    "There is no such fact, or it is no longer true: the data has changed since.", suggestions=[again]
                )
        else:
            fact = self._drawn(scope, facts, about)
        self._remember(scope, fact)
        return _told(scope, fact, facts, about)

    def _drawn(self, scope: Scope, facts: Sequence[Fact], about: Thing | None) -> Fact:
        fit = [fact for fact in facts if about is None or about in fact.about]
        if about is not None and not fit:
            raise NotHeld(_nothing_about(scope, facts, about), suggestions=[_anything(scope)])
        last = self._last.get(scope.channel) if scope.channel is not None else None
        fresh = [fact for fact in fit if fact_code(fact) != last]
        if not fresh:
            what = "" if about is None else f" about {_called(scope, about)}"
            raise NotHeld(
                f"You have just seen it here: I have found only that one fact{what}.", suggestions=[_anything(scope)]
            )
        return self.chance.choice(fresh)

    def _remember(self, scope: Scope, fact: Fact) -> None:
        if scope.channel is None:
            return
        self._last[scope.channel] = fact_code(fact)
        self._last.move_to_end(scope.channel)
        while len(self._last) > _CHANNELS:
            self._last.popitem(last=False)


def _told(scope: Scope, fact: Fact, facts: Sequence[Fact], about: Thing | None) -> Answer:
    code = fact_code(fact)
    asked = () if about is None else (("about", thing_key(about)),)
    return compose(
        scope,
        named(scope, fact.sentence),
        title=f"{scope.held.row.label} trivia",
        lines=fact.details,
        parts=[
            remarks.disputed_part(scope, fact.disputes),
            remarks.derived_part(scope, fact.derivations),
            Part("How it was found", (_found(facts, code),)),
        ],
        sources=[*fact.sources, *remarks.derivation_sources(scope, fact.derivations)],
        links=[fact.proof, link(scope, "Another one", "trivia", **dict(asked))],
        again=(*asked, ("fact", code), ("season", scope.season)),
    )


def _found(facts: Sequence[Fact], code: str) -> str:
    return f"Computed from the season's rows: fact {code}, one of {len(facts)}."


def thing_key(thing: Thing) -> str:
    """A thing as the option `about` takes it without doubt: `Dyson Racing (team)`."""
    return f"{thing[1]} ({thing[0]})"


def thing_of(key: str) -> Thing | None:
    """The thing of a key that `thing_key` made; None for other text."""
    target, _, rest = key.rpartition(" (")
    kind = next((kind for kind in KINDS if rest == f"{kind})"), None)
    return (kind, target) if kind is not None and target else None


def _called(scope: Scope, thing: Thing) -> str:
    return plain(scope.label(*thing))


def _anything(scope: Scope) -> Suggestion:
    return Suggestion("Any trivia", "trivia", (("season", scope.season),))


def _nothing_about(scope: Scope, facts: Sequence[Fact], about: Thing) -> str:
    """An honest refusal that says what there is."""
    kinds = [kind for kind in KINDS if kind != "class" or not scope.held.single_class]
    counts = {kind: len({thing for fact in facts for thing in fact.about if thing[0] == kind}) for kind in kinds}
    there_is = listed([counted(count, kind, "classes" if kind == "class" else None) for kind, count in counts.items()])
    same = [thing[1] for fact in facts for thing in fact.about if thing[0] == about[0]]
    most = sorted(dict.fromkeys(same), key=lambda key: (-same.count(key), key))[:3]
    such = f", such as {listed([_called(scope, (about[0], key)) for key in most])}" if most else ""
    return f"I have found no trivia about {_called(scope, about)}; there is some about {there_is}{such}."
