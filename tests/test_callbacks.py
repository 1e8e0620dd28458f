"""How answers reach Discord: where they go, and what a failure of Discord's does to them."""

import discord
import pytest
from discord.http import Route
from hypothesis import given
from hypothesis import strategies as st

from bot import callbacks
from bot.callbacks import Callback

ADDRESS = "/interactions/{webhook_id}/{webhook_token}/callback"


@given(st.integers(0, 2**63) | st.text(), st.text() | st.from_regex(r"[A-Za-z0-9_-]{40,200}", fullmatch=True))
def test_an_answer_goes_where_discord_py_would_send_it(interaction: int | str, token: str) -> None:
    ours = Callback(interaction, token)
    theirs = Route("POST", ADDRESS, webhook_id=interaction, webhook_token=token)

    assert vars(ours) == vars(theirs)
    assert (ours.key, ours.major_parameters) == (theirs.key, theirs.major_parameters)


async def test_discord_py_still_answers_at_that_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else its own answers, such as choices while somebody types, would no longer be sent as ours are."""
    asked: list[Route] = []
    sender = callbacks.Callbacks()

    async def request(route: Route, **_: object) -> None:
        asked.append(route)

    monkeypatch.setattr(sender, "request", request)
    payload = discord.http.MultipartParameters(payload={}, multipart=None, files=None)

    await sender.create_interaction_response(1, "token", session=None, params=payload)  # type: ignore[arg-type]

    assert [(route.method, route.path) for route in asked] == [("POST", ADDRESS)]


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


def test_four_more_tries_fit_in_the_time_that_an_answer_has() -> None:
    assert len(callbacks._WAITS) == 4
    assert sum(callbacks._WAITS[:3]) < 3, "Discord takes no answer after three seconds"
