"""A stand-in for Discord on the loopback: the few routes and gateway messages that a start, a stop and a check need."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType, web

BOT, APPLICATION, OWNER, SERVER, CHANNEL = "1097350", "1097350", "7", "40", "41"
PATIENCE = 30.0
READY_IN = 41.25  # seconds between heartbeats, as Discord asks


def application(**changes: Any) -> dict[str, Any]:
    """The application as Discord describes it, set up as the README says."""
    return {
        "id": APPLICATION,
        "name": "Pitboard",
        "description": "",
        "icon": None,
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": {"id": OWNER, "username": "owner", "discriminator": "0", "avatar": None},
        "team": None,
        "integration_types_config": {"0": {}, "1": {}},
        "interactions_endpoint_url": None,
    } | changes


def _json(told: object, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """discord.py reads JSON where the header says so in just these words."""
    said = (headers or {}) | {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(told).encode(), status=status, headers=said)


class Standin:
    """What is answered, and what was asked. `failing` answers that many requests with `status` first."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.application = application()
        self.servers: list[dict[str, Any]] = []
        self.commands: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str]] = []
        self.callbacks: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.connected = asyncio.Event()
        self.identified: list[dict[str, Any]] = []
        self.failing, self.status = 0, 503
        self.failing_gateway = 0
        self.callback_seconds = 0.0
        self.date: str | None = None
        self.remaining = 1000
        self.url = ""
        self.sockets: list[web.WebSocketResponse] = []
        self._changed = asyncio.Condition()

    async def until(self, seen: Callable[[], bool]) -> None:
        """Wait until what was asked so far is as `seen` wants it."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(seen)

    async def _note(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def interaction(self, command: str, options: dict[str, str], *, number: int = 900, user: str = "8") -> None:
        """Send a slash command through the gateway."""
        person = {"id": user, "username": "secretname", "global_name": "Secret Name", "discriminator": "0"}
        given = [{"name": name, "type": 3, "value": value} for name, value in options.items()]
        data = {
            "id": str(number),
            "application_id": APPLICATION,
            "type": 2,
            "token": f"interaction-token-{number}",
            "version": 1,
            "channel_id": CHANNEL,
            "channel": {"id": CHANNEL, "type": 1, "flags": 0},
            "user": person | {"avatar": None},
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"1": user},
            "context": 1,
            "attachment_size_limit": 10_000_000,
            "app_permissions": "0",
            "data": {"id": "5", "name": command, "type": 1, "options": given},
        }
        await self._dispatch(self.sockets[-1], "INTERACTION_CREATE", data)

    # REST

    async def rest(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api")
        self.asked.append((request.method, path))
        await self._note()
        if self.failing:
            self.failing -= 1
            return _json({"message": "not now", "code": 0}, status=self.status)
        if path.endswith("/callback"):
            await asyncio.sleep(self.callback_seconds)
            await self.callbacks.put(await request.json())
            return _json({"interaction": {"id": path.split("/")[2], "type": 2}})
        if request.headers.get("Authorization") != f"Bot {self.token}":
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        return self._answered(request.method, path, await request.text())

    def _answered(self, method: str, path: str, body: str) -> web.Response:
        headers = {} if self.date is None else {"Date": self.date}
        commands = f"/applications/{APPLICATION}/commands"
        if (method, path) == ("PUT", commands):
            self.commands = [
                {"description": "", "default_member_permissions": None, "options": []}
                | command
                | {"id": str(100 + number), "application_id": APPLICATION, "version": "1"}
                for number, command in enumerate(json.loads(body))
            ]
        found: dict[str, Any] = {
            "/users/@me": {
                "id": BOT,
                "username": "Pitboard",
                "discriminator": "0001",
                "avatar": None,
                "bot": True,
            },
            "/oauth2/applications/@me": self.application,
            "/users/@me/guilds": self.servers,
            commands: self.commands,
            "/gateway/bot": {
                "url": self.url.replace("http", "ws"),
                "shards": 1,
                "session_start_limit": {
                    "total": 1000,
                    "remaining": self.remaining,
                    "reset_after": 0,
                    "max_concurrency": 1,
                },
            },
        }
        if path not in found:
            return _json({"message": "Unknown", "code": 0}, status=404, headers=headers)
        return _json(found[path], headers=headers)

    # The gateway

    async def gateway(self, request: web.Request) -> web.StreamResponse:
        if self.failing_gateway:
            self.failing_gateway -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": int(READY_IN * 1000)}, "s": None, "t": None})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            sent = json.loads(message.data)
            if sent["op"] == 1:
                await socket.send_json({"op": 11})
            if sent["op"] == 2:
                self.identified.append(sent["d"])
                self.sockets.append(socket)
                await self._dispatch(socket, "READY", self._ready(sent["d"].get("shard")))
                self.connected.set()
                await self._note()
        return socket

    def _ready(self, shard: list[int] | None) -> dict[str, Any]:
        user = {"id": BOT, "username": "Pitboard", "discriminator": "0001", "avatar": None, "bot": True}
        ready = {
            "v": 10,
            "user": user,
            "guilds": [],
            "session_id": "s",
            "resume_gateway_url": f"{self.url.replace('http', 'ws')}/gateway",
            "application": {"id": APPLICATION, "flags": 0},
        }
        return ready if shard is None else ready | {"shard": shard}

    async def _dispatch(self, socket: web.WebSocketResponse, event: str, data: dict[str, Any]) -> None:
        await socket.send_json({"op": 0, "t": event, "s": 1, "d": data})


@asynccontextmanager
async def standin(token: str, port: int = 0) -> AsyncIterator[Standin]:
    """Serve it while the block runs; its address is in `url`."""
    made = Standin(token)
    app = web.Application()
    app.router.add_get("/gateway", made.gateway)
    app.router.add_get("/gateway/", made.gateway)
    app.router.add_route("*", "/api/{path:.*}", made.rest)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield made
    finally:
        for socket in made.sockets:
            await socket.close()
        await runner.cleanup()


PROGRAM = """
import sys
import discord.gateway
import discord.http
import yarl
address, *arguments = sys.argv[1:]
discord.http.Route.BASE = f"{address}/api"  # in place of Discord's own addresses
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address.replace("http", "ws")) / "gateway"
from bot.__main__ import main
main(arguments)
"""
"""The command line, with Discord at another address: `python -c PROGRAM ADDRESS run`."""
