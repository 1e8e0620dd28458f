"""The composition root: settings in, the complete bot out. Knows every part and does nothing itself."""

from bot.client import Pitboard
from bot.settings import Settings, read_settings
from bot.shards import ShardedPitboard


def create_bot(settings: Settings | None = None) -> Pitboard:
    """The complete bot, needing no token and no network; every command is loaded in its `setup_hook`.

    Raises: SettingsError where the environment holds a value that cannot be used.
    """
    settings = read_settings() if settings is None else settings
    return Pitboard(settings) if settings.shard_count is None else ShardedPitboard(settings)
