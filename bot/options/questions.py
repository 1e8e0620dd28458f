"""The option that is a question in words."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from bot.archive import Scope
from bot.names import Choice, fold
from bot.options.option import Asked, Option


class QuestionOption(Option):
    """Words that are read as a whole; what they mean is looked up when they are answered."""

    description = "A question in your own words: who won GTS at Mosport"
    examples: ClassVar[Sequence[str]] = (
        "who won GTS at Mosport",
        "who drove with Gavin",
        "how many wins did Corvette have",
        "did Prodrive win at Petit",
        "when was Sonoma",
        "GTS standings after Sebring",
        "first non LMP900 overall win",
        "what car did Risi use",
        "points for third at Sebring",
        "pole at Laguna",
        "who has the most poles",
        "what seasons do you have",
    )

    def parse(self, asked: Asked, name: str, text: str) -> str:
        return text.strip()

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        return [Choice(example, example) for example in self.examples if fold(text) in fold(example)]
