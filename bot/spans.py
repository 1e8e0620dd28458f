"""Options of questions that count several seasons: the filter on seasons, and people and teams over all of them.

As with every option, text is looked up and refused here, and two that fit are never chosen between.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar, Literal

from bot.answers.records import RECORDS
from bot.answers.words import listed, plain, quoted
from bot.archive import ALL, Scope, Span
from bot.careers import IN_SEASON, CareerKind
from bot.errors import NoSuchThing, SeveralMatches
from bot.folding import fold
from bot.names import Choice
from bot.options.classes import ClassOrOverallOption
from bot.options.competitors import DriverOption, TeamOption
from bot.options.option import SEASON, Asked, NamedThing, WordOption
from bot.options.seasons import SeasonOption

_ALL = frozenset({ALL, "every", "any", "all seasons", "every season", "all time", "career"})


class SeasonsOption(SeasonOption):
    """A filter: one season, a series with all its seasons, or `all`."""

    description = "A season, a series with all its seasons, or “all”: F1 1988, F1, all"

    def __init__(self, *, left_out: Literal["all", "series"]) -> None:
        """`left_out` says what is counted where nothing is named: everything, or the default season's series."""
        super().__init__()
        self.left_out = left_out

    def parse(self, asked: Asked, name: str, text: str) -> str:
        """The key of a season or series, or `all`."""
        if fold(text) in _ALL:
            return ALL
        names = asked.scope.archive.names
        series = names.resolve("", "series", text)
        if series.outcome == "match":
            return series.targets[0]
        try:
            return super().parse(asked, name, text)
        except (NoSuchThing, SeveralMatches):
            # Words that fit several series fit all their seasons, of which there may be dozens.
            if series.outcome != "several":
                raise
        offered = [asked.again(name, key, names.label("", "series", key)) for key in series.targets]
        labels = [plain(names.label("", "series", key)) for key in series.targets]
        raise SeveralMatches(
            f"{quoted(text)} could be {listed(labels, last='or')}: which series do you mean?", suggestions=offered
        )

    def scope(self, asked: Asked, text: str) -> Scope:
        archive, default = asked.scope.archive, asked.scope.season
        wanted = self.parse(asked, SEASON, text) if text else self.left_out
        if wanted == "series":
            wanted = asked.scope.held.row.series
        if wanted in archive.seasons:
            return Scope(archive, wanted, span=Span(wanted, (wanted,)))
        seasons = tuple(key for key, held in archive.seasons.items() if wanted in {ALL, held.row.series})
        # What is named by a season, such as a class, is looked up in the latest of them.
        return Scope(archive, default if default in seasons else seasons[-1], span=Span(wanted, seasons))

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        """Everything, and each series, before the seasons."""
        names = scope.archive.names
        series = names.choices("", "series", text)
        if not fold(text):
            own = scope.held.row.series
            series = sorted(series, key=lambda choice: choice.value != own)
        every = [Choice(f"{choice.label}, every season", choice.value) for choice in series]
        whole = [Choice("Every series and season", ALL)] if ALL.startswith(fold(text)) else []
        return [*every[:10], *whole, *super().offer(scope, texts, text)][:25]


class CareerOption(NamedThing):
    """Somebody who may be held in several seasons; the value is the key of the career."""

    @property
    def career(self) -> CareerKind:
        return IN_SEASON[self.kind]

    def parse(self, asked: Asked, name: str, text: str) -> str:
        scope = asked.scope
        careers, names = scope.archive.careers, scope.archive.names
        among = _among(scope, self.career)
        if careers.find(self.career, text) and (among is None or text in among):
            return text
        # Who names no season means somebody of their own before anybody else.
        if SEASON not in asked.texts or len(scope.seasons) == 1:
            found = names.resolve(scope.season, self.kind, text)
            if found.outcome == "match":
                return careers.of(self.career, scope.season, found.targets[0]).key
            if found.outcome == "several":
                own = found.targets
                if SEASON not in asked.texts and scope.season != scope.archive.default_season:
                    # Whoever presses the button may have another season as default.
                    own = tuple(careers.of(self.career, scope.season, target).key for target in own)
                labels = [scope.label(self.kind, target) for target in found.targets]
                raise self._several(asked, name, text, own, labels, found.more)
        found = names.resolve("", self.career, text, among=among)
        if found.outcome == "match":
            return found.targets[0]
        labels = [names.label("", self.career, key) for key in found.targets]
        if found.outcome == "several":
            raise self._several(asked, name, text, found.targets, labels, found.more)
        if len(scope.seasons) == 1:
            self._refuse_elsewhere(asked, name, text)
            return careers.of(self.career, scope.season, super().parse(asked, name, text)).key
        meant = f" Did you mean {listed([plain(label) for label in labels], last='or')}?" if labels else ""
        raise NoSuchThing(
            f"There is no {self.noun} {quoted(text)}.{meant} {self._there_are_over(scope)}",
            suggestions=[asked.again(name, key, label) for key, label in zip(found.targets, labels, strict=True)],
            text=text,
        )

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        """Those of the season first, then everybody."""
        careers, names = scope.archive.careers, scope.archive.names
        own: Sequence[Choice] = ()
        if not texts.get(SEASON) or len(scope.seasons) == 1:
            own = super().offer(scope, texts, text)
        if len(scope.seasons) == 1:
            return own
        known = {careers.of(self.career, scope.season, choice.value).key for choice in own}
        others = names.choices("", self.career, text, limit=25 + len(known), among=_among(scope, self.career))
        return [*own, *(choice for choice in others if choice.value not in known)][:25]

    def _several(
        self, asked: Asked, name: str, text: str, values: Sequence[str], labels: Sequence[str], more: int
    ) -> SeveralMatches:
        also = f" and {more} more" if more else ""
        said = listed([plain(label) for label in labels], last="or")
        return SeveralMatches(
            f"{quoted(text)} could be {said}{also}: which {self.noun} do you mean?",
            suggestions=[asked.again(name, value, label) for value, label in zip(values, labels, strict=True)],
        )

    def _refuse_elsewhere(self, asked: Asked, name: str, text: str) -> None:
        """Say where somebody is who is not in the one season asked about. Raises: NoSuchThing."""
        names = asked.scope.archive.names
        found = names.resolve("", self.career, text)
        if found.outcome not in {"match", "several"}:
            return
        labels = [names.label("", self.career, key) for key in found.targets]
        here = plain(asked.scope.held.row.name)
        everywhere = Asked(asked.scope, asked.command, {**asked.texts, SEASON: ALL})
        raise NoSuchThing(
            f"There is no {self.noun} {quoted(text)} in the {here}. I know {listed([plain(one) for one in labels])}.",
            suggestions=[everywhere.again(name, key, label) for key, label in zip(found.targets, labels, strict=True)],
        )

    def _there_are_over(self, scope: Scope) -> str:
        among = _among(scope, self.career)
        known = scope.archive.names.targets("", self.career)
        count = len(known) if among is None else len(among)
        return f"I know {count} {self.noun}s of {len(scope.seasons)} seasons."


class CareerDriverOption(CareerOption, DriverOption):
    """A driver, over seasons."""


class CareerTeamOption(CareerOption, TeamOption):
    """A team, over seasons."""


class ClassOverSeasonsOption(ClassOrOverallOption):
    """A class of any of the seasons that are counted."""

    def parse(self, asked: Asked, name: str, text: str) -> str:
        scope = asked.scope
        for season in (scope.season, *reversed(scope.seasons)):
            found = scope.archive.names.resolve(season, self.kind, text)
            if found.outcome == "match":
                return found.targets[0]
        return super().parse(asked, name, text)


class RecordOption(WordOption):
    description = "Which record: wins, poles, podiums, titles, starts, a streak, the youngest winner"
    noun = "record"
    values: ClassVar[Mapping[str, tuple[str, ...]]] = RECORDS


def _among(scope: Scope, kind: CareerKind) -> Collection[str] | None:
    """Keys of those who are in the seasons that are counted; None: everybody."""
    if len(scope.seasons) == len(scope.archive.seasons):
        return None
    return scope.archive.careers.within(kind, scope.seasons)
