"""/healthz and /metrics over HTTP, for this machine unless somebody says otherwise. Nothing is changed through them."""

import asyncio
import logging
import math
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

from bot.errors import CannotServe, SeasonsUnreadable
from bot.queries import seasons

if TYPE_CHECKING:
    from bot.client import Pitboard

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 2.0
# Of the five seconds that a stop takes at most, so long for whoever is just being told.
_GOODBYE_SECONDS = 0.5
_OPEN_TO_ALL = ("0.0.0.0", "::")  # noqa: S104  # told apart here, not bound


@asynccontextmanager
async def endpoint(bot: "Pitboard", port: int) -> AsyncIterator[int]:
    """Serve both on this port while the block runs; 0: on any, which is given.

    Raises: CannotServe where the port cannot be had.
    """
    host = bot.settings.http_host
    application = web.Application()
    application.add_routes([web.get("/healthz", _Pages(bot).health), web.get("/metrics", _Pages(bot).metrics)])
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_GOODBYE_SECONDS)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            # asyncio's own words for it begin with all of the address again.
            reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror or str(error)
            raise CannotServe(host, port, reason) from error
        served: int = runner.addresses[0][1]
        log.info("Serving /healthz and /metrics on %s port %d", host, served)
        yield served
    finally:
        await runner.cleanup()


class _Pages:
    def __init__(self, bot: "Pitboard") -> None:
        self._bot = bot

    async def health(self, request: web.Request) -> web.Response:
        connected, latency = self._bot.gateway_connected(), self._bot.latency
        readable = await self._readable()
        told = {
            "status": "ok" if connected and readable else "unwell",
            "gateway_connected": connected,
            "latency_ms": round(latency * 1000) if math.isfinite(latency) else None,
            "database_readable": readable,
        }
        return web.json_response(told, status=200 if connected and readable else 503)

    async def metrics(self, request: web.Request) -> web.Response:
        metrics = self._bot.traffic.metrics
        if metrics is None:
            raise web.HTTPNotFound
        page = metrics.page(connected=self._bot.gateway_connected(), latency=self._bot.latency)
        return web.Response(body=page, headers={"Content-Type": metrics.content_type})

    async def _readable(self) -> bool:
        try:
            archive = self._bot.archive
            try:
                archive.connection.read(seasons.META, {"key": "default_season"})
            except SeasonsUnreadable:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    # A build that takes longer goes on.
                    await asyncio.shield(self._bot.mending.instead_of(archive))
        except (TimeoutError, SeasonsUnreadable, sqlite3.Error, ValueError, RuntimeError) as error:
            # The last two: aiosqlite's word for a connection that is closed, and ours for a bot that is not loaded.
            log.warning("season.db cannot be read: %s", error)
            return False
        return True


async def asked_health(host: str, port: int) -> tuple[bool, str]:
    """Whether the Pitboard that serves its health there is well, and a sentence that says so."""
    address = "127.0.0.1" if host in _OPEN_TO_ALL else host
    url = f"http://{f'[{address}]' if ':' in address else address}:{port}/healthz"
    try:
        timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS * 2)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            told = await answer.json()
    except (OSError, aiohttp.ClientError, ValueError) as error:
        return False, f"Nothing that is well answers at {url}: {str(error) or type(error).__name__}."
    if answer.status == 200:
        return True, f"Well: connected to Discord, latency {told.get('latency_ms')} ms, database readable."
    lacking = [
        sentence
        for name, sentence in (
            ("gateway_connected", "not connected to Discord"),
            ("database_readable", "the database cannot be read"),
        )
        if not told.get(name)
    ]
    return False, f"Unwell: {', '.join(lacking)}."
