"""A stand-in Discord on 127.0.0.1: gateway and REST as a bot meets them, with faults on demand.

    async with StandIn() as discord, running(bot, discord):
        exchange = await discord.interact(slash("winner", round="6"))
        assert exchange.body["data"]["content"]

discord.py itself is used unchanged; `pointed_at` alone turns its two addresses. Everything stays on this machine.
"""

from benchmarks.loopback.faults import Delay, Fault, Refusal, Reset, Silence, rate_limited
from benchmarks.loopback.payloads import Payload, autocomplete, press, slash
from benchmarks.loopback.stand_in import TOKEN, Exchange, Request, Session, StandIn
from benchmarks.loopback.wiring import pointed_at, running

__all__ = [
    "TOKEN",
    "Delay",
    "Exchange",
    "Fault",
    "Payload",
    "Refusal",
    "Request",
    "Reset",
    "Session",
    "Silence",
    "StandIn",
    "autocomplete",
    "pointed_at",
    "press",
    "rate_limited",
    "running",
    "slash",
]
