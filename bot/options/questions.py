"""The option that is a question in words."""

from collections.abc import Mapping, Sequence

from bot.archive import Scope
from bot.examples import example_questions
from bot.folding import fold
from bot.names import Choice
from bot.options.option import Asked, Option


class QuestionOption(Option):
    """Words that are read as a whole; what they mean is looked up when they are answered. Examples are offered, of the
    season asked in.
    """

    description = "A question in your own words: who won the last race, most wins, champion, next race"

    def parse(self, asked: Asked, name: str, text: str) -> str:
        return text.strip()

    def offer(self, scope: Scope, texts: Mapping[str, str], text: str) -> Sequence[Choice]:
        return [Choice(example, example) for example in example_questions(scope) if fold(text) in fold(example)]
