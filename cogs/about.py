"""/about and /help."""

from bot.answers import about
from bot.answers.answer import Answer
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUps, look_up
from bot.examples import example_questions


class About(LookUps):
    """The bot itself."""

    @look_up
    async def about(self, scope: Scope) -> Answer:
        """Where the data comes from, its licence and version, and how complete it is"""
        return await about.about(scope)

    @look_up
    async def help_(self, scope: Scope) -> Answer:
        """Every command, what it answers, and what to type"""
        examples = {look_up.name: look_up.example(scope) for look_up in self.bot.look_ups()}
        lines = [
            about.CommandLine(self.bot.mention(known.name), known.description, examples.get(known.name))
            for known in self.bot.slash_commands()
        ]
        return await about.commands(scope, lines, example_questions(scope))


async def setup(bot: Pitboard) -> None:
    """Called once for each bot, as it loads."""
    await bot.add_cog(About(bot))
