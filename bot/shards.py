"""The bot over several connections: as many shards as are set, of which this process may hold a part."""

import asyncio

from discord.ext import commands

from bot.client import Pitboard
from bot.settings import Settings


class ShardedPitboard(Pitboard, commands.AutoShardedBot):
    """Pitboard for more servers than one connection takes (2,500; Discord's official documentation, 2026)."""

    def __init__(self, settings: Settings) -> None:
        shards = None if settings.shards is None else list(settings.shards)
        super().__init__(settings, shard_count=settings.shard_count, shard_ids=shards)

    def gateway_connected(self) -> bool:
        """Whether every shard of this process is connected."""
        wanted = len(self.shard_ids or range(self.shard_count or 0))
        return len(self.shards) == wanted and not any(shard.is_closed() for shard in self.shards.values())

    async def close(self) -> None:
        """Finish what is being answered, and close everything."""
        loop: object = self.loop
        if not isinstance(loop, asyncio.AbstractEventLoop):
            # discord.py makes the queue by which it closes shards when a bot logs in, which this one never did.
            await self.__aenter__()
        await super().close()
