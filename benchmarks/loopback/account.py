"""What Discord holds of the bot: set by a test, changed by the bot, told by REST."""

from collections.abc import Iterator
from typing import Any

from aiohttp import web

from benchmarks.loopback import payloads
from benchmarks.loopback.payloads import Payload
from benchmarks.loopback.rest import API, Route, json_response

_UNKNOWN_CHANNEL = 10003


class Account:
    """The bot's account. `token` is the only one that is known; None: any is, but an empty one."""

    def __init__(self, token: str | None) -> None:
        self.application = payloads.application()
        self.servers: list[Payload] = []
        """The servers that the bot is in, by id, as a list of them is given a page at a time: id, name, permissions."""
        self.commands: list[Payload] = []
        """The commands that are registered."""
        self.places: dict[str, Payload] = {}
        """Channels, servers and members that the bot may see, by their path: channels/3000, guilds/2000."""
        self._token = token

    def knows(self, token: str) -> bool:
        """Whether a bot may log in with this token."""
        return bool(token) if self._token is None else token == self._token

    def routes(self) -> Iterator[Route]:
        """me, application, servers, commands, register, place."""
        yield Route("me", "GET", f"{API}/users/@me", self._me)
        yield Route("application", "GET", f"{API}/oauth2/applications/@me", self._application)
        yield Route("application", "GET", f"{API}/applications/@me", self._application)
        yield Route("servers", "GET", f"{API}/users/@me/guilds", self._servers)
        yield Route("commands", "GET", f"{API}/applications/{{id}}/commands", self._held_commands)
        yield Route("register", "PUT", f"{API}/applications/{{id}}/commands", self._register)
        for path in ("channels/{id}", "guilds/{id}", "guilds/{id}/members/{member}"):
            yield Route("place", "GET", f"{API}/{path}", self._place)

    async def _me(self, request: web.Request, body: Any) -> web.Response:
        return json_response(payloads.bot_user())

    async def _application(self, request: web.Request, body: Any) -> web.Response:
        return json_response(self.application)

    async def _servers(self, request: web.Request, body: Any) -> web.Response:
        after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 200))
        return json_response([server for server in self.servers if int(server["id"]) > after][:limit])

    async def _held_commands(self, request: web.Request, body: Any) -> web.Response:
        return json_response(self.commands)

    async def _register(self, request: web.Request, body: Any) -> web.Response:
        self.commands = [
            {
                "id": str(payloads.APPLICATION + number),
                "application_id": str(payloads.APPLICATION),
                "version": "1",
                "default_member_permissions": None,
                "type": 1,
                "description": "",
                **command,
            }
            for number, command in enumerate(body, start=1)
        ]
        return json_response(self.commands)

    async def _place(self, request: web.Request, body: Any) -> web.Response:
        path = request.path.removeprefix(f"{API}/")
        if path not in self.places:
            return json_response({"message": "Unknown", "code": _UNKNOWN_CHANNEL}, 404)
        return json_response(self.places[path])
