"""Options that name a class: of results, of standings, of wins."""

from collections.abc import Collection, Mapping, Sequence

from bot.answers.wins import OVERALL
from bot.answers.words import listed, plain
from bot.archive import Scope
from bot.folding import fold
from bot.names import Choice
from bot.options.option import Asked, NamedThing


class ClassOption(NamedThing):
    kind = "class"
    noun = "class"
    description = "A class, where the season has several: GT, GTS, LMP675, LMP900"

    def among(self, scope: Scope, texts: Mapping[str, str]) -> Collection[str] | None:
        """Classes that raced in the round that is already filled in; where there is but one, none needs a choice."""
        if scope.held.single_class:
            return ()
        if text := texts.get("round"):
            found = scope.archive.names.resolve(scope.season, "round", text)
            if found.outcome == "match":
                return scope.raced_in(found.targets[0])
        return None

    def there_are(self, scope: Scope) -> str:
        if scope.held.single_class:
            return f"The {plain(scope.held.row.name)} has one class, {self.said(scope, scope.held.classes[0].class_)}."
        codes = [class_.class_ for class_ in scope.held.classes if not class_.guest]
        guests = [class_.class_ for class_ in scope.held.classes if class_.guest]
        also = f"; {listed(guests)} ran as guests" if guests else ""
        return f"The classes of the {plain(scope.held.row.name)} are {listed(codes)}{also}."


class TitleClassOption(ClassOption):
    """A class whose standings are asked for: guests have none, so they are understood and not offered."""

    def among(self, scope: Scope, texts: Mapping[str, str]) -> Collection[str] | None:
        if scope.held.single_class:
            return ()
        return [class_.class_ for class_ in scope.held.classes if not class_.guest]


class ClassOrOverallOption(ClassOption):
    description = "A class, or “overall” for overall wins; left out: wins in any class"

    def parse(self, asked: Asked, name: str, text: str) -> str:
        return OVERALL if fold(text) == OVERALL else super().parse(asked, name, text)

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        if scope.held.single_class:
            return ()
        found = [] if fold(text) and not OVERALL.startswith(fold(text)) else [Choice("overall", OVERALL)]
        return [*found, *super().offer(scope, texts, text)][:25]
