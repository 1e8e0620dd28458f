"""The stand-in Discord itself: one aiohttp server on 127.0.0.1, and what a test or a benchmark does with it."""

import asyncio
from collections.abc import Callable
from typing import Self

from aiohttp import web

from benchmarks.loopback.account import Account
from benchmarks.loopback.faults import Fault
from benchmarks.loopback.gateway import HEARTBEAT_SECONDS, Gateway, Session
from benchmarks.loopback.interactions import Exchange, Interactions
from benchmarks.loopback.news import PATIENCE_SECONDS, News
from benchmarks.loopback.payloads import Payload
from benchmarks.loopback.rest import Request, Rest

TOKEN = "stand-in"  # noqa: S105  # of no account
_GOING_AWAY = 1001


class StandIn:
    """A server while its block runs, at `address`.

    `token` is the only one that is known; None: any is, but an empty one. `port` 0: a free one. `quiet`: requests are
    not kept, for long runs.
    """

    def __init__(
        self,
        *,
        token: str | None = None,
        port: int = 0,
        quiet: bool = False,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
    ) -> None:
        self.token = TOKEN if token is None else token
        self.address = ""
        self.account = Account(token)
        self._news = News()
        self.rest = Rest(self.account.knows, self._news, quiet=quiet)
        self.gateway = Gateway(self.account.knows, self._news, heartbeat_seconds)
        self.interactions = Interactions(self.gateway, quiet=quiet)
        self._port = port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        served = web.Application(client_max_size=2**24)
        routes = *self.gateway.routes(), *self.account.routes(), *self.interactions.routes()
        self.rest.serve(served.router, routes)
        self._runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.1, handle_signals=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.rest.close()
        for session in self.sessions.values():
            if session.socket is not None:
                await session.socket.close(code=_GOING_AWAY)
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def sessions(self) -> dict[str, Session]:
        """Every session that was begun, by its key, in order."""
        return self.gateway.sessions

    @property
    def requests(self) -> list[Request]:
        """Every request so far, connections to the gateway among them."""
        return self.rest.requests

    def script(self, route: str, *faults: Fault) -> None:
        """The next requests to a route meet these faults, one each; those after them are answered as ever.

        Routes: gateway, connect, me, application, servers, commands, register, place, callback, followup, edit,
        channel, and unknown for any other.
        Raises: KeyError where no route has that name.
        """
        self.rest.script(route, *faults)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something about sessions, requests, commands or answers has become true.

        Raises: TimeoutError after half a minute.
        """
        await self._news.until(true)

    async def connected(self, token: str | None = None, patience: float = PATIENCE_SECONDS) -> Session:
        """The session of a bot that is connected now; waits for one. `token` None: the stand-in's own.

        Raises: TimeoutError after `patience` seconds.
        """
        whose = self.token if token is None else token
        await self._news.until(lambda: self.gateway.session(whose) is not None, patience)
        session = self.gateway.session(whose)
        assert session is not None
        return session

    def begin(self, payload: Payload, session: Session) -> asyncio.Future[Exchange]:
        """Send an interaction; the future is done when it has been answered."""
        return self.interactions.begin(payload, session)

    async def interact(self, payload: Payload, *, patience: float = 3.0) -> Exchange:
        """Send an interaction to the bot that is connected, and wait for its answer.

        Raises: TimeoutError after `patience` seconds; three are what Discord gives.
        """
        session = await self.connected()
        async with asyncio.timeout(patience):
            return await self.begin(payload, session)
