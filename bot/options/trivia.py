"""Options of trivia: what it should be about, and the code of one fact."""

import re
from collections.abc import Mapping, Sequence

from bot.answers.trivia import KINDS, thing_key, thing_of
from bot.answers.words import listed, plain, quoted
from bot.archive import Scope
from bot.errors import NoSuchThing, SeveralMatches
from bot.folding import LONGEST, fold
from bot.names import Choice
from bot.options.classes import ClassOption
from bot.options.option import Asked, Option

_MOST_OFFERED = 5


class AboutOption(Option):
    """A thing of any of the kinds that trivia is about: a name that means several is refused, and they are offered."""

    description = "A driver, team, round or class; left out: anything"

    def parse(self, asked: Asked, name: str, text: str) -> str:
        names, season = asked.scope.archive.names, asked.scope.season
        thing = thing_of(text.strip())
        if thing is not None and thing[1] in names.targets(season, thing[0]):
            return thing_key(thing)
        found = [(kind, names.resolve(season, kind, text)) for kind in KINDS]
        sure = [(kind, key) for kind, match in found if match.outcome in {"match", "several"} for key in match.targets]
        # What is called just that comes before what has it in a longer name, such as a circuit's.
        called = [thing for thing in sure if fold(asked.scope.label(*thing)) == fold(text)]
        if len(only := called or sure) == 1:
            return thing_key(only[0])
        near = [(kind, key) for kind, match in found if match.outcome == "near" for key in match.targets]
        things = (sure or near)[:_MOST_OFFERED]
        offered = [asked.again(name, thing_key(thing), asked.scope.label(*thing)) for thing in things]
        labels = [f"{plain(asked.scope.label(*thing))} ({thing[0]})" for thing in things]
        if sure:
            more = f" and {len(sure) - len(things)} more" if len(sure) > len(things) else ""
            sentence = f"{quoted(text)} could be {listed(labels, last='or')}{more}: which do you mean?"
            raise SeveralMatches(sentence, suggestions=offered)
        meant = f" Did you mean {listed(labels, last='or')}?" if labels else ""
        raise NoSuchThing(
            f"There is no driver, team, round or class {quoted(text)}.{meant} {ClassOption().there_are(asked.scope)}",
            suggestions=offered,
            text=text,
        )

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        names = scope.archive.names
        room = 6 if not fold(text) else 25
        return [
            Choice(choice.label, key)
            for kind in KINDS
            for choice in names.choices(scope.season, kind, text, limit=room)
            if len(key := thing_key((kind, choice.value))) <= LONGEST
        ][:25]


class FactOption(Option):
    """The code of a fact of trivia."""

    description = "The code that stands under a fact, to see that one again"

    def parse(self, asked: Asked, name: str, text: str) -> str:
        code = fold(text)
        if not re.fullmatch("[0-9a-f]{6}", code):
            raise NoSuchThing(f"{quoted(text)} is no code of a fact: it has six of the letters a-f and digits.")
        return code

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        return ()
