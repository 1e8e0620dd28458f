"""The `season:` of a question in words: the season that it is about, or only the one that it is asked in.

Named, it is the frame of the question; left out, the question may be about any season. Both are said in texts that mean
the same whoever asks, so that one is never answered with what was kept of the other.
"""

from msgspec.structs import replace

from bot.archive import OPEN_MARK, Scope
from bot.options.option import SEASON, Asked
from bot.options.seasons import SeasonOption


class FrameOption(SeasonOption):
    """A season to ask about; left out, words decide."""

    description = "The season that the question is about: F1 1988, alms 2003; left out, the words decide"

    def parse(self, asked: Asked, name: str, text: str) -> str:
        """The key of a season, whether it is named or only asked in."""
        return super().parse(asked, name, text.removeprefix(OPEN_MARK))

    def scope(self, asked: Asked, text: str) -> Scope:
        return replace(
            Scope(asked.scope.archive, self.parse(asked, SEASON, text)) if text else asked.scope,
            open=not text or text.startswith(OPEN_MARK),
        )
