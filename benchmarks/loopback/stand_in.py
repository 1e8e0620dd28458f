"""The stand-in Discord itself: one aiohttp server on 127.0.0.1 with a gateway and the REST routes that a bot uses.

A session's events are numbered and kept, and sent again after RESUME, as Discord does: an interaction that was
dispatched while a bot was away reaches it when it is back, if its session can be resumed.
"""

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import orjson
from aiohttp import WSMsgType, web

from benchmarks.loopback import payloads
from benchmarks.loopback.faults import Delay, Fault, Refusal, Reset, Silence
from benchmarks.loopback.payloads import Payload

TOKEN = "stand-in"  # noqa: S105  # of no account
_HEARTBEAT_SECONDS = 41.25
_KEPT_EVENTS = 1000
# Operation codes of the gateway (official documentation, 2026).
_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME, _RECONNECT, _INVALID, _HELLO, _ACK = 0, 1, 2, 6, 7, 9, 10, 11
_ALREADY, _UNKNOWN_INTERACTION = 40060, 10062
_MESSAGE, _UPDATE = 4, 7


@dataclass(frozen=True, slots=True)
class Request:
    """A REST request as it came. `body` is None where it was empty or no JSON."""

    method: str
    path: str
    body: Any


@dataclass(frozen=True, slots=True)
class Exchange:
    """An interaction and how it was answered. `seconds` from its dispatch to the whole of the answer's body.

    `message` is what it made, as Discord would show it; None for choices of autocomplete and the like.
    """

    body: Payload
    seconds: float
    message: Payload | None


@dataclass(slots=True)
class Session:
    """One bot's session. `socket` is None while it is away; `sent` are numbered events, the oldest first."""

    key: str
    token: str
    identified: Payload
    socket: web.WebSocketResponse | None
    resumable: bool = True
    resumes: int = 0
    heartbeats: int = 0
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_KEPT_EVENTS))


@dataclass(slots=True)
class _Pending:
    payload: Payload
    since: float
    answer: asyncio.Future[Exchange]


class StandIn:
    """A server that bots with any token but an empty one may use. `quiet`: requests are not kept, for long runs."""

    def __init__(self, *, quiet: bool = False, heartbeat_seconds: float = _HEARTBEAT_SECONDS) -> None:
        self.token = TOKEN
        self.address = ""
        self.acknowledging = True
        """Whether heartbeats are acknowledged."""
        self.heartbeat_seconds = heartbeat_seconds
        self.requests: list[Request] = []
        self.sessions: dict[str, Session] = {}
        self.identifies = 0
        self.edited: dict[str, Any] = {}
        """What answers that were begun with “thinking…” said in the end, by the id of their interaction."""
        self.commands: list[Payload] = []
        self._quiet = quiet
        self._pending: dict[str, _Pending] = {}
        self._answered: dict[str, Payload] = {}
        self._faults: dict[str, deque[Fault]] = {}
        self._changed = asyncio.Condition()
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self._closing = asyncio.Event()

    async def __aenter__(self) -> Self:
        application = web.Application(client_max_size=2**24)
        application.router.add_get("/gateway", self._gateway)
        for method, path, name, answer in (
            ("GET", "/gateway/bot", "gateway", self._gateway_bot),
            ("GET", "/users/@me", "me", self._me),
            ("GET", "/oauth2/applications/@me", "application", self._application),
            ("GET", "/applications/@me", "application", self._application),
            ("GET", "/applications/{id}/commands", "commands", self._held_commands),
            ("PUT", "/applications/{id}/commands", "register", self._register),
            ("POST", "/interactions/{id}/{token}/callback", "callback", self._callback),
            ("POST", "/webhooks/{id}/{token}", "followup", self._followup),
            ("PATCH", "/webhooks/{id}/{token}/messages/{message}", "edit", self._followup),
            ("POST", "/channels/{id}/messages", "channel", self._followup),
        ):
            application.router.add_route(method, f"/api/v10{path}", self._route(name, answer))
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1, handle_signals=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing.set()
        for session in self.sessions.values():
            if session.socket is not None:
                await session.socket.close(code=1001)
        assert self._runner is not None
        await self._runner.cleanup()

    # What a test or a benchmark does

    def script(self, route: str, *faults: Fault) -> None:
        """The next requests to a route meet these faults, one each; those after them are answered as ever.

        Routes: gateway, me, application, commands, register, callback, followup, edit, channel.
        """
        self._faults.setdefault(route, deque()).extend(faults)

    async def connected(self, token: str = TOKEN) -> Session:
        """The session of a bot that is connected now; waits for one."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._session(token) is not None)
        session = self._session(token)
        assert session is not None
        return session

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something about sessions, requests or commands has become true."""
        async with self._changed:
            await self._changed.wait_for(true)

    def dispatch(self, session: Session, event: str, data: Payload) -> asyncio.Future[None]:
        """Send an event to a bot, or keep it until it is back. Returns the sending."""
        session.sequence += 1
        text = _dumped({"op": _DISPATCH, "t": event, "s": session.sequence, "d": data})
        session.sent.append((session.sequence, text))
        return asyncio.ensure_future(self._send(session, text))

    def begin(self, payload: Payload, session: Session) -> asyncio.Future[Exchange]:
        """Send an interaction; the future is done when it has been answered."""
        future = asyncio.get_running_loop().create_future()
        pending = _Pending(payload, time.perf_counter(), future)
        self._pending[payload["id"]] = pending
        self.dispatch(session, "INTERACTION_CREATE", payload)
        return pending.answer

    async def interact(self, payload: Payload, *, patience: float = 3.0) -> Exchange:
        """Send an interaction to the bot that is connected, and wait for its answer.

        Raises: TimeoutError after `patience` seconds; three are what Discord gives.
        """
        session = await self.connected()
        async with asyncio.timeout(patience):
            return await self.begin(payload, session)

    async def close(self, session: Session, code: int, *, resumable: bool) -> None:
        """Close a bot's connection as Discord would. Not `resumable`: a later RESUME is refused."""
        session.resumable = resumable
        if (socket := session.socket) is not None:
            session.socket = None
            await socket.close(code=code)

    # The gateway

    def _session(self, token: str) -> Session | None:
        found = (s for s in self.sessions.values() if s.token == token and s.socket is not None)
        return next(found, None)

    @staticmethod
    async def _send(session: Session, text: str) -> None:
        if session.socket is not None and not session.socket.closed:
            await session.socket.send_str(text)

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        interval = int(self.heartbeat_seconds * 1000)
        await socket.send_str(_dumped({"op": _HELLO, "d": {"heartbeat_interval": interval}}))
        session: Session | None = None
        async for received in socket:
            if received.type is not WSMsgType.TEXT:
                continue
            packet = orjson.loads(received.data)
            if packet["op"] == _IDENTIFY:
                session = await self._identified(socket, packet["d"])
            elif packet["op"] == _RESUME:
                session = await self._resumed(socket, packet["d"])
            elif packet["op"] == _HEARTBEAT and self.acknowledging:
                if session is not None:
                    session.heartbeats += 1
                await socket.send_str(_dumped({"op": _ACK}))
            await self._tell()
        if session is not None and session.socket is socket:
            session.socket = None
            await self._tell()
        return socket

    async def _identified(self, socket: web.WebSocketResponse, data: Payload) -> Session | None:
        self.identifies += 1
        if not data["token"]:
            await socket.close(code=4004)
            return None
        session = Session(f"session-{next(self._numbers)}", data["token"], data, socket)
        self.sessions[session.key] = session
        ready = {
            "v": 10,
            "user": payloads.bot_user(),
            "guilds": [],
            "session_id": session.key,
            "resume_gateway_url": self.address.replace("http", "ws", 1) + "/gateway",
            "application": {"id": str(payloads.APPLICATION), "flags": 0},
            "shard": data.get("shard", [0, 1]),
        }
        await self.dispatch(session, "READY", ready)
        return session

    async def _resumed(self, socket: web.WebSocketResponse, data: Payload) -> Session | None:
        session = self.sessions.get(data["session_id"] or "")
        if session is None or not session.resumable:
            await socket.send_str(_dumped({"op": _INVALID, "d": False}))
            return None
        session.socket = socket
        session.resumes += 1
        for number, text in tuple(session.sent):
            if number > data["seq"]:
                await socket.send_str(text)
        await self.dispatch(session, "RESUMED", {"_trace": []})
        return session

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    # REST

    def _route(
        self, name: str, answer: Callable[[web.Request, Any], Awaitable[web.StreamResponse]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """A handler that meets the faults scripted for a route, then answers."""

        async def handler(request: web.Request) -> web.StreamResponse:
            raw = await request.read()
            body = orjson.loads(raw) if request.content_type == "application/json" and raw else None
            if not self._quiet:
                self.requests.append(Request(request.method, request.path, body))
            faults = self._faults.get(name)
            if not faults:
                response = await answer(request, body)
            else:
                response = await self._faulty(request, body, faults.popleft(), answer)
            if not self._quiet:
                await self._tell()
            return response

        return handler

    async def _faulty(
        self,
        request: web.Request,
        body: Any,
        fault: Fault,
        answer: Callable[[web.Request, Any], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        if isinstance(fault, Delay):
            await asyncio.sleep(fault.seconds)
            return await answer(request, body)
        if isinstance(fault, Silence):
            await self._closing.wait()
            return web.Response(status=504)
        if fault.done:
            await answer(request, body)
        if isinstance(fault, Reset):
            assert request.transport is not None
            request.transport.abort()
            return web.Response(status=502)
        refused: Refusal = fault
        told = {"message": refused.message, "code": refused.code, **refused.body}
        return _json(told, refused.status, refused.headers)

    async def _gateway_bot(self, request: web.Request, body: Any) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        address = self.address.replace("http", "ws", 1) + "/gateway"
        return _json({"url": address, "shards": 1, "session_start_limit": limit})

    async def _me(self, request: web.Request, body: Any) -> web.Response:
        if request.headers.get("Authorization", "") in {"", "Bot ", "Bot wrong"}:
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        return _json(payloads.bot_user())

    async def _application(self, request: web.Request, body: Any) -> web.Response:
        owner = {**payloads.bot_user(), "id": "1"}
        return _json(
            {
                "id": str(payloads.APPLICATION),
                "name": "Pitboard",
                "icon": None,
                "description": "",
                "bot_public": True,
                "bot_require_code_grant": False,
                "verify_key": "0" * 64,
                "flags": 0,
                "owner": owner,
                "team": None,
            }
        )

    async def _held_commands(self, request: web.Request, body: Any) -> web.Response:
        return _json(self.commands)

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
        return _json(self.commands)

    async def _callback(self, request: web.Request, body: Any) -> web.Response:
        """An answer; what it makes is given back where that is asked for (official documentation, 2026)."""
        number = request.match_info["id"]
        if number in self._answered:
            told = {"message": "Interaction has already been acknowledged.", "code": _ALREADY}
            return _json(told, status=400)
        pending = self._pending.pop(number, None)
        if pending is None or request.match_info["token"] != pending.payload["token"]:
            return _json({"message": "Unknown interaction", "code": _UNKNOWN_INTERACTION}, status=404)
        kind = body["type"]
        made = payloads.message(body["data"], of=pending.payload) if kind in {_MESSAGE, _UPDATE} else None
        if not self._quiet:
            self._answered[number] = pending.payload
        if not pending.answer.done():
            seconds = time.perf_counter() - pending.since
            pending.answer.set_result(Exchange(body, seconds, made))
        if request.query.get("with_response") not in {"1", "true"}:
            return web.Response(status=204)
        interaction, resource = {"id": number, "type": pending.payload["type"]}, {"type": kind}
        if made is not None:
            interaction["response_message_id"] = made["id"]
            resource["message"] = made
        return _json({"interaction": interaction, "resource": resource})

    async def _followup(self, request: web.Request, body: Any) -> web.Response:
        number = request.match_info.get("token", "").removeprefix("token-")
        if request.method == "PATCH":
            self.edited[number] = body
        of = self._answered.get(number) or payloads.slash("about")
        return _json(payloads.message(body or {}, of=of))


def _dumped(packet: Payload) -> str:
    return orjson.dumps(packet).decode()


def _json(data: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A response as Discord writes one: discord.py reads no JSON under a type with a character set."""
    return web.Response(
        body=orjson.dumps(data), status=status, headers={"Content-Type": "application/json", **(headers or {})}
    )
