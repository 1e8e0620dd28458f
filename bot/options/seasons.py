"""The option that names the season which a question is about."""

from collections.abc import Mapping, Sequence

from bot.answers.ranges import held_ranges, span_text
from bot.answers.words import listed, quoted
from bot.archive import Scope
from bot.errors import SeveralMatches
from bot.folding import LONGEST, fold
from bot.names import Choice
from bot.options.option import SEASON, Asked, NamedThing

_MOST_OFFERED = 5


class SeasonOption(NamedThing):
    kind = "season"
    noun = "season"
    description = "A season: 2003, ALMS 2003, F1 1988; left out: the season set with /my or /settings"

    def there_are(self, scope: Scope) -> str:
        return f"I hold {listed(held_ranges(scope.archive))}."

    def parse(self, asked: Asked, name: str, text: str) -> str:
        """A bare label means the default series where that has it, else the only series that has it."""
        scope = asked.scope
        found = scope.archive.names.resolve(scope.season, self.kind, text)
        if found.outcome == "several":
            whole = scope.archive.names.resolve("", "series", text)
            if whole.outcome == "match":
                raise self._series(asked, name, text, whole.targets[0])
            series = scope.held.row.series
            own = [key for key in found.targets if scope.archive.seasons[key].row.series == series]
            if len(own) == 1:
                return own[0]
        return super().parse(asked, name, text)

    @staticmethod
    def _series(asked: Asked, name: str, text: str, series: str) -> SeveralMatches:
        """A series has been named where one season is asked for: how many there are, and the latest of them."""
        archive = asked.scope.archive
        keys = [key for key, held in archive.seasons.items() if held.row.series == series]
        return SeveralMatches(
            f"{quoted(text)} has {len(keys)} seasons, {span_text(archive, keys)}: which one do you mean?",
            suggestions=[
                asked.again(name, key, archive.seasons[key].row.name) for key in reversed(keys[-_MOST_OFFERED:])
            ],
        )

    def scope(self, asked: Asked, text: str) -> Scope:
        """What the question is about, by what was typed; blank: the season of `asked`.

        Raises: NoSuchThing, SeveralMatches.
        """
        return Scope(asked.scope.archive, self.parse(asked, SEASON, text)) if text else asked.scope

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        """The default season first, then the others of its series, the latest first, then all others."""
        if fold(text):
            return super().offer(scope, texts, text)
        seasons, series = scope.archive.seasons, scope.held.row.series
        keys = scope.archive.names.targets(scope.season, "season")
        nearest = sorted(keys, key=lambda key: (key != scope.season, seasons[key].row.series != series))
        return [Choice(scope.label("season", key)[:LONGEST], key) for key in nearest[:25]]
