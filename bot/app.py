"""The composition root: settings in, the complete bot out. Knows every part and does nothing itself."""

from bot.client import Pitboard
from bot.settings import Settings, read_settings


def create_bot(settings: Settings | None = None) -> Pitboard:
    """The complete bot, needing no token and no network; every command is loaded in its `setup_hook`.

    Raises: SettingsError where the environment holds a value that cannot be used.
    """
    return Pitboard(read_settings() if settings is None else settings)
