"""Interactions with one field missing or of another form: none of them ends the bot, and whoever asked is told."""

import asyncio
import copy
import itertools
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.loopback.payloads import Payload, alone, autocomplete, message, press, renewed, slash
from benchmarks.loopback.stand_in import StandIn
from benchmarks.loopback.wiring import running
from bot.client import Pitboard

pytestmark = pytest.mark.faults

ANSWER = "Petersen/White Lightning"
PATIENCE = 20.0
BUTTON = "pb1|winner|1|round=petit|season=alms-2003"
GONE = object()
FORMS: tuple[object, ...] = (GONE, None, [], {}, "x", 7)
# What the stand-in makes its own answers of, and the address that an answer is sent to.
KEPT = {("id",), ("token",), ("member",), ("user",), ("authorizing_integration_owners",)}


def shown() -> Payload:
    row = {"type": 1, "components": [{"type": 2, "style": 2, "label": "x", "custom_id": BUTTON}]}
    return message({"content": "Lehto at Sebring", "components": [row]}, of=slash("about"))


def asked() -> Payload:
    bought = {"id": "1", "sku_id": "2", "application_id": "3", "type": 8, "deleted": False}
    return {**slash("winner", round="6", class_="GT"), "entitlements": [bought]}


def chosen() -> Payload:
    named = shown()
    payload = slash("Look up")
    resolved = {"messages": {named["id"]: named}}
    payload["data"] = {"id": "5", "name": "Look up", "type": 3, "target_id": named["id"], "resolved": resolved}
    return payload


def filled_in() -> Payload:
    field = {"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "text", "value": "wrong"}}
    payload = press("x", shown())
    payload["type"] = 5
    payload["data"] = {"custom_id": "pb1m|winner|1|round=petit", "components": [field]}
    return payload


def picked() -> Payload:
    payload = press("x", shown())
    payload["data"] = {"custom_id": "pb1c|0", "component_type": 3, "values": [BUTTON]}
    return payload


SENT = {
    "a command": asked(),
    "a command in a direct message": alone(asked()),
    "a setting": slash("my", private="yes"),
    "a press": press(BUTTON, shown()),
    "a pick": picked(),
    "a form": filled_in(),
    "the menu": chosen(),
    "a keystroke": autocomplete("driver", "name", "fel"),
}


def places(payload: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where every field is, however deep."""
    inner = payload.items() if isinstance(payload, dict) else enumerate(payload) if isinstance(payload, list) else ()
    for key, value in inner:
        yield (*at, key)
        yield from places(value, (*at, key))


def changed(payload: Payload, at: tuple[str | int, ...], value: object) -> Payload:
    """The payload with one field of another form, or gone."""
    made = copy.deepcopy(payload)
    parent: Any = made
    for key in at[:-1]:
        parent = parent[key]
    if value is GONE:
        del parent[at[-1]]
    else:
        parent[at[-1]] = value
    return renewed(made)


@pytest.mark.parametrize("sent", SENT)
async def test_a_field_of_another_form_ends_nothing_but_its_own_answer(bot: Pitboard, sent: str) -> None:
    payload = SENT[sent]
    cases = [(at, value) for at, value in itertools.product(places(payload), FORMS) if at not in KEPT]
    async with StandIn() as stand_in, running(bot, stand_in) as task:
        session = await stand_in.connected()
        answers = []
        for at, value in cases:
            answers.append(stand_in.begin(changed(payload, at, value), session))
            if len(answers) % 50 == 0:
                await asyncio.wait(answers[-50:], timeout=0.2)
        # Everything before it has been read once this is answered.
        assert ANSWER in (await stand_in.interact(asked(), patience=PATIENCE)).body["data"]["content"]
        assert not task.done()
        if sent in {"a command", "a command in a direct message"}:
            # Of those that say no more whether they are one, none can be answered.
            told = [answer for answer, (at, _) in zip(answers, cases, strict=True) if at != ("type",)]
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*told)
        for answer in answers:
            answer.cancel()

    assert len(cases) > 100


async def test_whoever_sent_what_cannot_be_read_gets_the_reference_that_is_logged(
    bot: Pitboard, caplog: pytest.LogCaptureFixture
) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        exchange = await stand_in.interact(changed(asked(), ("entitlements", 0, "sku_id"), GONE))
        unread = await stand_in.interact(changed(asked(), ("data", "options", 0, "value"), GONE))

    logged = [record for record in caplog.records if record.levelno >= logging.ERROR]
    for answer, record in zip((exchange, unread), logged, strict=True):
        assert answer.body["data"]["flags"] == 64
        assert f"`{getattr(record, 'reference', '')}`" in answer.body["data"]["content"]
        assert record.exc_info


@pytest.mark.parametrize("sent", ["a press", "a form", "the menu"])
async def test_whoever_presses_or_fills_in_what_cannot_be_read_is_told_too(bot: Pitboard, sent: str) -> None:
    payload = {**SENT[sent], "entitlements": asked()["entitlements"]}
    async with StandIn() as stand_in, running(bot, stand_in):
        answer = await stand_in.interact(changed(payload, ("entitlements", 0, "sku_id"), GONE), patience=PATIENCE)

    assert (answer.body["type"], answer.body["data"]["flags"]) == (4, 64)
    assert answer.body["data"]["content"].startswith("Something went wrong in Pitboard")


async def test_to_a_keystroke_that_cannot_be_read_nothing_is_said(bot: Pitboard) -> None:
    payload = {**SENT["a keystroke"], "entitlements": asked()["entitlements"]}
    async with StandIn() as stand_in, running(bot, stand_in):
        unread = stand_in.begin(changed(payload, ("entitlements", 0, "sku_id"), GONE), await stand_in.connected())
        assert ANSWER in (await stand_in.interact(asked(), patience=PATIENCE)).body["data"]["content"]
        unread.cancel()

    assert len([request for request in stand_in.requests if request.path.endswith("/callback")]) == 1


async def test_an_event_that_cannot_be_read_ends_nothing(bot: Pitboard, caplog: pytest.LogCaptureFixture) -> None:
    async with StandIn() as stand_in, running(bot, stand_in):
        session = await stand_in.connected()
        for event in ("GUILD_CREATE", "CHANNEL_UPDATE", "GUILD_ROLE_CREATE", "ENTITLEMENT_CREATE"):
            for data in ({}, {"id": None}, {"id": "7", "guild_id": "8", "channels": 9}):
                await stand_in.gateway.dispatch(session, event, data)
        assert ANSWER in (await stand_in.interact(asked())).body["data"]["content"]

    assert "GUILD_CREATE" in caplog.text
