"""The gateway: sessions, heartbeats and events.

A session's events are numbered and kept, and sent again after RESUME, as Discord does: an interaction that was
dispatched while a bot was away reaches it when it is back, if its session can be resumed.
"""

import asyncio
import itertools
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import WSMsgType, web

from benchmarks.loopback import payloads
from benchmarks.loopback.news import News
from benchmarks.loopback.payloads import Payload
from benchmarks.loopback.rest import API, Route, json_response

HEARTBEAT_SECONDS = 41.25
_KEPT_EVENTS = 1000
# Operation codes, and the code of a close where a token is not known (official documentation, 2026).
_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME, _INVALID, _HELLO, _ACK = 0, 1, 2, 6, 9, 10, 11
_AUTHENTICATION_FAILED = 4004
_STARTS_A_DAY = 1000


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


class Gateway:
    """Holds the sessions of bots whose token it `knows`."""

    def __init__(self, knows: Callable[[str], bool], news: News, heartbeat_seconds: float) -> None:
        self.sessions: dict[str, Session] = {}
        """Every session that was begun, by its key, in order."""
        self.acknowledging = True
        """Whether heartbeats are acknowledged."""
        self.resume_address: str | None = None
        """Where a bot is told to resume its session; None: where it is connected."""
        self.starts_left = _STARTS_A_DAY
        """How many sessions may still be begun today, as a bot is told; nothing is refused for it."""
        self.shards_wanted = 1
        """Over how many connections a bot is told to spread its servers; nothing is refused for it."""
        self._knows = knows
        self._news = news
        self._heartbeat_seconds = heartbeat_seconds
        self._numbers = itertools.count(1)

    def routes(self) -> Iterator[Route]:
        """gateway, which says where it is, and connect, the connection to it."""
        yield Route("gateway", "GET", f"{API}/gateway/bot", self._place)
        yield Route("connect", "GET", "/gateway", self._connected, open=True)

    def session(self, token: str) -> Session | None:
        """The first session of a bot that is connected now."""
        found = (s for s in self.sessions.values() if s.token == token and s.socket is not None)
        return next(found, None)

    def dispatch(self, session: Session, event: str, data: Payload) -> asyncio.Future[None]:
        """Send an event to a bot, or keep it until it is back. Returns the sending."""
        session.sequence += 1
        text = _dumped({"op": _DISPATCH, "t": event, "s": session.sequence, "d": data})
        session.sent.append((session.sequence, text))
        return asyncio.ensure_future(self._send(session, text))

    async def close(self, session: Session, code: int, *, resumable: bool) -> None:
        """Close a bot's connection as Discord would. Not `resumable`: a later RESUME is refused."""
        session.resumable = resumable
        if (socket := session.socket) is not None:
            session.socket = None
            await socket.close(code=code)

    @staticmethod
    async def _send(session: Session, text: str) -> None:
        if session.socket is not None and not session.socket.closed:
            await session.socket.send_str(text)

    async def _place(self, request: web.Request, body: Any) -> web.Response:
        limit = {"total": _STARTS_A_DAY, "remaining": self.starts_left, "reset_after": 0, "max_concurrency": 1}
        return json_response({"url": _address(request), "shards": self.shards_wanted, "session_start_limit": limit})

    async def _connected(self, request: web.Request, body: Any) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        interval = int(self._heartbeat_seconds * 1000)
        await socket.send_str(_dumped({"op": _HELLO, "d": {"heartbeat_interval": interval}}))
        session: Session | None = None
        async for received in socket:
            if received.type is not WSMsgType.TEXT:
                continue
            packet = orjson.loads(received.data)
            if packet["op"] == _IDENTIFY:
                session = await self._identified(socket, packet["d"], _address(request))
            elif packet["op"] == _RESUME:
                session = await self._resumed(socket, packet["d"])
            elif packet["op"] == _HEARTBEAT and self.acknowledging:
                if session is not None:
                    session.heartbeats += 1
                await socket.send_str(_dumped({"op": _ACK}))
            await self._news.tell()
        if session is not None and session.socket is socket:
            session.socket = None
            await self._news.tell()
        return socket

    async def _identified(self, socket: web.WebSocketResponse, data: Payload, address: str) -> Session | None:
        if not self._knows(data["token"]):
            await socket.close(code=_AUTHENTICATION_FAILED)
            return None
        session = Session(f"session-{next(self._numbers)}", data["token"], data, socket)
        ready = {
            "v": 10,
            "user": payloads.bot_user(),
            "guilds": [],
            "session_id": session.key,
            "resume_gateway_url": self.resume_address or address,
            "application": {"id": str(payloads.APPLICATION), "flags": 0},
            "shard": data.get("shard", [0, 1]),
        }
        await self.dispatch(session, "READY", ready)
        self.sessions[session.key] = session
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


def _address(request: web.Request) -> str:
    return f"ws://{request.host}/gateway"


def _dumped(packet: Payload) -> str:
    return orjson.dumps(packet).decode()
