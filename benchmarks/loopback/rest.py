"""How a REST request is met: it is noted, meets what is scripted for its route, and only then gets its answer."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import web

from benchmarks.loopback.faults import Delay, Fault, Refusal, Reset, Silence
from benchmarks.loopback.news import News

API = "/api/v10"

Answer = Callable[[web.Request, Any], Awaitable[web.StreamResponse]]
"""What answers a request; its body is given beside it, None where it was empty or no JSON."""


@dataclass(frozen=True, slots=True)
class Request:
    """A REST request as it came. `body` is None where it was empty or no JSON."""

    method: str
    path: str
    body: Any


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path, and what answers there. Several routes may share a name, and then the faults under it.

    `open`: asked without a bot's token, such as those with an interaction's token in their path.
    """

    name: str
    method: str
    path: str
    answer: Answer
    open: bool = False


class Rest:
    """Meets requests. `knows` tells a bot's token; `quiet`: requests are not kept, for long runs."""

    def __init__(self, knows: Callable[[str], bool], news: News, *, quiet: bool) -> None:
        self.requests: list[Request] = []
        self.date: str | None = None
        """What every answer says in its Date header; None: the time."""
        self._knows = knows
        self._news = news
        self._quiet = quiet
        self._faults: dict[str, deque[Fault]] = {}
        self._closing = asyncio.Event()

    def serve(self, router: web.UrlDispatcher, routes: Iterable[Route]) -> None:
        """Answer at these routes, and say of every other that there is none."""
        for route in (*routes, Route("unknown", "*", "/{path:.*}", _unknown)):
            answer = route.answer if route.open else self._with_token(route.answer)
            faults = self._faults.setdefault(route.name, deque())
            router.add_route(route.method, route.path, self._met(answer, faults))

    def script(self, route: str, *faults: Fault) -> None:
        """The next requests to a route meet these faults, one each.

        Raises: KeyError where no route has that name.
        """
        self._faults[route].extend(faults)

    def close(self) -> None:
        """Let go of the requests that were never to be answered."""
        self._closing.set()

    def _met(self, answer: Answer, faults: deque[Fault]) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handler(request: web.Request) -> web.StreamResponse:
            raw = await request.read()
            body = orjson.loads(raw) if request.content_type == "application/json" and raw else None
            if not self._quiet:
                self.requests.append(Request(request.method, request.path, body))
                await self._news.tell()
            if not faults:
                response = await answer(request, body)
            else:
                response = await self._faulty(request, body, faults.popleft(), answer)
            if self.date is not None:
                response.headers["Date"] = self.date
            if not self._quiet:
                await self._news.tell()
            return response

        return handler

    def _with_token(self, answer: Answer) -> Answer:
        async def checked(request: web.Request, body: Any) -> web.StreamResponse:
            kind, _, token = request.headers.get("Authorization", "").partition(" ")
            if kind != "Bot" or not self._knows(token):
                return json_response({"message": "401: Unauthorized", "code": 0}, 401)
            return await answer(request, body)

        return checked

    async def _faulty(self, request: web.Request, body: Any, fault: Fault, answer: Answer) -> web.StreamResponse:
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
        return json_response(told, refused.status, refused.headers)


async def _unknown(request: web.Request, body: Any) -> web.Response:
    return json_response({"message": "404: Not Found", "code": 0}, 404)


def json_response(data: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A response as Discord writes one: discord.py reads no JSON under a type with a character set."""
    return web.Response(
        body=orjson.dumps(data), status=status, headers={"Content-Type": "application/json", **(headers or {})}
    )
