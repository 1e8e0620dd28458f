"""What can go wrong with one REST request; each is scripted for a route and used up by one request to it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer with this status instead of the real one. `code` is Discord's own error code, 0: a general one.

    `done`: what was asked for is done all the same, only the answer says otherwise.
    """

    status: int
    code: int = 0
    message: str = "scripted"
    body: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    done: bool = False


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is reset with no answer. `done`: after what was asked for has been done."""

    done: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer at all, until the server closes or the client gives up."""


@dataclass(frozen=True, slots=True)
class Delay:
    """The real answer, late."""

    seconds: float


Fault = Refusal | Reset | Silence | Delay


def rate_limited(retry_after: float, *, everywhere: bool = False) -> Refusal:
    """429 as Discord's own edge sends it: `Via` tells it from a block by somebody on the way.

    `everywhere`: the limit of the whole bot, not of one route.
    """
    headers = {"Via": "1.1 google", "Retry-After": str(max(1, round(retry_after)))}
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}
    return Refusal(429, body=body, headers=headers)
