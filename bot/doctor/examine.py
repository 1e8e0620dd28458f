"""Everything that is looked at, in the order in which one would mend it."""

from pathlib import Path

from bot.app import create_bot
from bot.doctor import data, machine
from bot.doctor.finding import Finding, fault, note
from bot.doctor.portal import Clock, portal
from bot.errors import CannotBuild, DataError, NewerState
from bot.settings import Settings


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything. Discord is asked where a token that looks like one is set."""
    found = [
        *machine.versions(),
        *machine.state_folder(settings),
        *machine.databases(settings),
        *data.season_text(settings),
        *machine.secret_file(Path(".env")),
    ]
    shape = machine.token_shape(settings)
    found.append(shape)
    if settings.discord_token is None or shape.state == "fault":
        return [*found, Clock().finding()]
    if any(finding.state == "fault" for finding in found):
        return [*found, note("Discord", "not asked while there are faults here", "mend those first")]
    bot = create_bot(settings)
    try:
        await bot.load()
        return found + await portal(bot, settings.discord_token.get_secret_value())
    except (DataError, CannotBuild, NewerState) as error:
        # What nobody could see by looking alone: it needs a build, or the moment between.
        return [*found, fault("start", str(error), "mend that; Discord was not asked")]
    finally:
        await bot.close()
