"""How answers reach Discord: where they go, and what a failure of Discord's does to them."""

import asyncio
import json
import re
from contextlib import suppress

import aiohttp
import discord
import pytest
from discord.http import Route
from hypothesis import given
from hypothesis import strategies as st

from bot import callbacks
from bot.callbacks import Callback, Callbacks

ADDRESS = "/interactions/{webhook_id}/{webhook_token}/callback"


@given(st.integers(0, 2**63) | st.text(), st.text() | st.from_regex(r"[A-Za-z0-9_-]{40,200}", fullmatch=True))
def test_an_answer_goes_where_discord_py_would_send_it(interaction: int | str, token: str) -> None:
    ours = Callback(interaction, token)
    theirs = Route("POST", ADDRESS, webhook_id=interaction, webhook_token=token)

    assert vars(ours) == vars(theirs)
    assert (ours.key, ours.major_parameters) == (theirs.key, theirs.major_parameters)


async def test_what_discord_py_answers_by_itself_goes_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as choices while somebody types: to another address, or given otherwise, it would go discord.py's way."""
    asked: list[tuple[Route, dict[str, object]]] = []
    sender = Callbacks()

    async def request(route: Route, **options: object) -> None:
        asked.append((route, options))

    monkeypatch.setattr(sender, "request", request)
    payload = discord.http.MultipartParameters(payload={"type": 8}, multipart=None, files=None)

    await sender.create_interaction_response(1, "token", session=None, params=payload)  # type: ignore[arg-type]

    [(route, options)] = asked
    assert (route.method, route.path) == ("POST", ADDRESS)
    assert options["payload"] == {"type": 8}
    assert set(options) == {"session", "payload", "proxy", "proxy_auth", "params"}


LIMIT = {"retry_after": 1.25, "message": "You are being rate limited.", "global": False}
PAUSES: dict[str, tuple[int, object, float | None, bool, float | None]] = {
    "Discord failed": (500, "<html>", 0.5, True, 0.5),
    "a gateway before it failed": (502, {}, 0.5, True, 0.5),
    "Cloudflare found it silent": (524, "", 0.5, False, 0.5),
    "it failed at the last try": (503, {}, None, False, None),
    "a limit says how long": (429, LIMIT, 0.5, False, 1.25),
    "a limit says a whole number": (429, {"retry_after": 2}, 0.5, False, 2),
    "a limit at the last try": (429, LIMIT, None, False, None),
    "a limit says nothing": (429, "slow down", 0.5, False, None),
    "a limit says nonsense": (429, {"retry_after": "soon"}, 0.5, False, None),
    "a limit says a negative number": (429, {"retry_after": -1}, 0.5, False, None),
    "Cloudflare blocks": (429, LIMIT, 0.5, True, None),
    "not well made": (400, {"code": 50035, "message": "Invalid Form Body"}, 0.5, False, None),
    "forbidden": (403, {"code": 50013}, 0.5, False, None),
    "too late": (404, {"code": 10062}, 0.5, False, None),
    "moved": (301, "", 0.5, False, None),
}


@pytest.mark.parametrize("case", PAUSES)
def test_how_long_an_answer_waits_until_it_is_tried_again(case: str) -> None:
    status, said, wait, blocked, seconds = PAUSES[case]

    assert callbacks.pause(status, said, wait, blocked=blocked) == seconds


def test_four_more_tries_fit_in_the_time_that_an_answer_is_worth_something() -> None:
    assert len(callbacks.WAITS) == 4
    assert sum(callbacks.WAITS) < callbacks.WORTH_SECONDS


class Line:
    """A Discord that says these things, one a request, each in a connection of its own; of nothing, it hangs up."""

    def __init__(self, *replies: bytes, seconds: float = 0) -> None:
        self._replies = list(replies)
        self._seconds = seconds
        self.asked = 0
        self._open: set[asyncio.Task[None] | None] = set()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request, and say the next thing to it, a byte every `seconds` where these are not 0."""
        self._open.add(asyncio.current_task())
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head.lower())
        assert length is not None
        await reader.readexactly(int(length[1]))
        self.asked += 1
        reply = self._replies.pop(0)
        with suppress(ConnectionError):
            for piece in [reply] if not self._seconds else [reply[at : at + 1] for at in range(len(reply))]:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(self._seconds)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def send(self, monkeypatch: pytest.MonkeyPatch, **options: object) -> object:
        """Send an answer there; what `Callbacks` gives back. Raises: what it raises."""
        server = await asyncio.start_server(self.answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{port}/api/v10")
        try:
            async with server, aiohttp.ClientSession() as session:
                return await Callbacks().request(Callback(1, "token"), session, payload={"type": 4}, **options)
        finally:
            await asyncio.gather(*[task for task in self._open if task is not None])


def said(status: str, body: bytes = b"", kind: str = "application/json", **headers: str) -> bytes:
    """A reply as it comes over the wire, of which a connection is closed."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, *[f"{name}: {value}" for name, value in headers.items()], "", ""]).encode() + body


TAKEN = said("204 No Content")
HUNG_UP = b""
FAILED = said("503 Service Unavailable", b"upstream", "text/plain")
TOO_LATE = said("404 Not Found", b'{"code": 10062, "message": "Unknown interaction"}')
ALREADY = said("400 Bad Request", b'{"code": 40060, "message": "Interaction has already been acknowledged."}')


def limit(seconds: float) -> bytes:
    return said("429 Too Many Requests", json.dumps({"retry_after": seconds}).encode(), Via="1.1 google")


SENT: dict[str, list[bytes]] = {
    "at once": [TAKEN],
    "after a failure": [FAILED, TAKEN],
    "after four failures": [FAILED, FAILED, FAILED, FAILED, TAKEN],
    "after a limit": [limit(0.01), TAKEN],
    "after a broken connection": [HUNG_UP, TAKEN],
    "after a failure and a broken connection": [FAILED, HUNG_UP, TAKEN],
    "after a body that is not what it says": [said("502 Bad Gateway", b"<html"), TAKEN],
    "after a body that is no text": [said("502 Bad Gateway", b"\xff\xfe"), TAKEN],
    "though its connection broke": [HUNG_UP, ALREADY],
    "though Discord seemed to fail": [said("504 Gateway Timeout", b""), ALREADY],
}


@pytest.mark.parametrize("case", SENT)
async def test_an_answer_is_sent(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    monkeypatch.setattr(callbacks, "WAITS", (0.0,) * 4)
    discord_ = Line(*SENT[case])

    assert await discord_.send(monkeypatch) is None
    assert discord_.asked == len(SENT[case])


LOST: dict[str, tuple[list[bytes], type[Exception]]] = {
    "it came too late": ([TOO_LATE], discord.NotFound),
    "it was answered before": ([ALREADY], discord.HTTPException),
    "Discord failed five times": ([FAILED] * 5, discord.DiscordServerError),
    "the connection broke twice": ([HUNG_UP, HUNG_UP], aiohttp.ServerDisconnectedError),
    "a limit is longer than it is worth": ([limit(3.5)], discord.HTTPException),
    "Cloudflare blocks": ([said("429 Too Many Requests", b"error code: 1015", "text/plain")], discord.HTTPException),
}


@pytest.mark.parametrize("case", LOST)
async def test_an_answer_is_lost_where(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    monkeypatch.setattr(callbacks, "WAITS", (0.0,) * 4)
    replies, error = LOST[case]
    discord_ = Line(*replies)

    with pytest.raises(error) as raised:
        await discord_.send(monkeypatch)
    assert type(raised.value) is error
    assert discord_.asked == len(replies)


@pytest.mark.parametrize("reply", [FAILED, HUNG_UP], ids=["a failure", "a broken connection"])
async def test_no_try_is_begun_once_an_answer_is_worth_nothing(monkeypatch: pytest.MonkeyPatch, reply: bytes) -> None:
    monkeypatch.setattr(callbacks, "WORTH_SECONDS", -1.0)
    discord_ = Line(reply)

    with pytest.raises((discord.DiscordServerError, aiohttp.ServerDisconnectedError)):
        await discord_.send(monkeypatch)
    assert discord_.asked == 1


async def test_a_discord_that_never_ends_what_it_says_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callbacks, "PATIENCE_SECONDS", 0.2)
    discord_ = Line(said("200 OK", b" " * 1000), seconds=0.05)

    with pytest.raises(TimeoutError):
        await discord_.send(monkeypatch)
    assert discord_.asked == 1


async def test_whoever_wants_the_message_back_is_told_that_it_is_not_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(discord.HTTPException, match="40060"):
        await Line(HUNG_UP, ALREADY).send(monkeypatch, params={"with_response": "1"})
