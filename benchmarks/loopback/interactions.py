"""Interactions on their way: sent through the gateway, answered over REST, and what the answers made."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from benchmarks.loopback import payloads
from benchmarks.loopback.gateway import Gateway, Session
from benchmarks.loopback.payloads import Payload
from benchmarks.loopback.rest import API, Route, json_response

# Discord's own error codes, and kinds of callback (official documentation, 2026).
_ALREADY, _UNKNOWN_INTERACTION = 40060, 10062
_MESSAGE, _UPDATE = 4, 7


@dataclass(frozen=True, slots=True)
class Exchange:
    """An interaction and how it was answered. `seconds` from its dispatch to the whole of the answer's body.

    `message` is what it made, as Discord would show it; None for choices of autocomplete and the like.
    """

    body: Payload
    seconds: float
    message: Payload | None


@dataclass(slots=True)
class _Pending:
    payload: Payload
    since: float
    answer: asyncio.Future[Exchange]


class Interactions:
    """Sends interactions and takes their answers. `quiet`: forgets those that are answered, for long runs."""

    def __init__(self, gateway: Gateway, *, quiet: bool) -> None:
        self.edited: dict[str, Any] = {}
        """What answers that were begun with “thinking…” said in the end, by the id of their interaction."""
        self._gateway = gateway
        self._quiet = quiet
        self._pending: dict[str, _Pending] = {}
        self._answered: dict[str, Payload] = {}

    def routes(self) -> Iterator[Route]:
        """callback, followup, edit, channel."""
        webhook = f"{API}/webhooks/{{id}}/{{token}}"
        yield Route("callback", "POST", f"{API}/interactions/{{id}}/{{token}}/callback", self._callback, open=True)
        yield Route("followup", "POST", webhook, self._followup, open=True)
        yield Route("edit", "PATCH", f"{webhook}/messages/{{message}}", self._followup, open=True)
        yield Route("channel", "POST", f"{API}/channels/{{id}}/messages", self._followup)

    def begin(self, payload: Payload, session: Session) -> asyncio.Future[Exchange]:
        """Send an interaction; the future is done when it has been answered."""
        future = asyncio.get_running_loop().create_future()
        pending = _Pending(payload, time.perf_counter(), future)
        self._pending[payload["id"]] = pending
        self._gateway.dispatch(session, "INTERACTION_CREATE", payload)
        return pending.answer

    async def _callback(self, request: web.Request, body: Any) -> web.Response:
        """An answer; what it makes is given back where that is asked for (official documentation, 2026)."""
        number = request.match_info["id"]
        if number in self._answered:
            told = {"message": "Interaction has already been acknowledged.", "code": _ALREADY}
            return json_response(told, 400)
        pending = self._pending.pop(number, None)
        if pending is None or request.match_info["token"] != pending.payload["token"]:
            return json_response({"message": "Unknown interaction", "code": _UNKNOWN_INTERACTION}, 404)
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
        return json_response({"interaction": interaction, "resource": resource})

    async def _followup(self, request: web.Request, body: Any) -> web.Response:
        number = request.match_info.get("token", "").removeprefix("token-")
        if request.method == "PATCH":
            self.edited[number] = body
        of = self._answered.get(number) or payloads.slash("about")
        return json_response(payloads.message(body or {}, of=of))
