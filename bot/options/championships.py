"""The option that says whose championship is meant."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from bot.answers.ranges import having, lacking_text, series_kinds
from bot.archive import Scope, meant_kind
from bot.errors import NotHeld
from bot.names import Choice
from bot.options.option import SEASON, Asked, WordOption


class KindOption(WordOption):
    description = "Whose championship: drivers, teams, constructors, manufacturers or tyres"
    noun = "championship"
    values: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "teams": ("team", "entrants", "entrant"),
        "drivers": ("driver",),
        "constructors": ("constructor",),
        "manufacturers": ("manufacturer", "makes", "make", "makers"),
        "tyres": ("tyre", "tires", "tire", "tyre manufacturers", "tire manufacturers"),
    }

    def among(self, scope: Scope) -> Sequence[str]:
        held = self._held(scope)
        return [kind for kind in self.values if kind in held] or list(self.values)

    def parse(self, asked: Asked, name: str, text: str) -> str:
        """The kind that the seasons have a championship of, where that one is meant by the word.

        Raises: NotHeld where they have none, as Formula 1 has no constructors' before 1958.
        """
        scope = asked.scope
        held = self._held(scope)
        kind = meant_kind(super().parse(asked, name, text), held)
        if held and kind not in held:
            kind = meant_kind(kind, series_kinds(scope))
            [there_is, *_] = self.among(scope)
            offered = [asked.again(name, there_is, f"{scope.held.row.label} {there_is}")]
            elsewhere = having(scope, kind)
            if elsewhere:
                first = scope.archive.seasons[elsewhere[0]].row
                offered.append(asked.again(SEASON, first.season, f"{first.label} {kind}"))
            raise NotHeld(lacking_text(scope, kind), suggestions=offered)
        return kind

    @staticmethod
    def _held(scope: Scope) -> set[str]:
        seasons = scope.archive.seasons
        return {title.kind for season in scope.seasons for title in seasons[season].championships}

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        """Kinds of which the season, or the class already filled in, has a championship."""
        titles = tuple(title for season in scope.seasons for title in scope.archive.seasons[season].championships)
        if typed := texts.get("class"):
            found = scope.archive.names.resolve(scope.season, "class", typed)
            titles = tuple(title for title in titles if title.class_ in found.targets) or titles
        held = {title.kind for title in titles}
        return [choice for choice in super().offer(scope, texts, text) if choice.value in held]
