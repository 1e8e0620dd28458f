"""Interactions as Discord sends them, word for word: for what simcord's actors would not do."""

from typing import Any

import discord
import simcord
from simcord.backend import serializers
from simcord.interactions import base_payload

from tests.conftest import Paddock

COMPONENT, MODAL = 3, 5


async def deliver(
    paddock: Paddock,
    kind: int,
    data: dict[str, Any],
    *,
    by: simcord.MemberActor | None = None,
    message: simcord.ResponseMessage | None = None,
    **changes: Any,
) -> simcord.InteractionResult:
    """Hand a payload to the bot and wait until it has done. `changes` replace parts of the payload."""
    actor = by or paddock.fan
    backend = paddock.env.backend
    record, payload = base_payload(
        backend,
        type=kind,
        channel_id=paddock.channel.id,
        guild_id=paddock.guild.id,
        user_id=actor.id,
        data=data,
    )
    if message is not None:
        stored = backend.get_message(message.channel_id, message.id)
        payload["message"] = dict(serializers.message_payload(backend, stored))
        record.source_message_id = stored.id
    permissions: discord.Permissions | None = changes.pop("permissions", None)
    if permissions is not None:
        payload["member"]["permissions"] = str(permissions.value)
    payload.update(changes)
    backend.emit("INTERACTION_CREATE", payload)
    await paddock.env.settle()
    return simcord.InteractionResult(paddock.env, record)


async def press(
    paddock: Paddock, identity: str, *, message: simcord.ResponseMessage | None = None, **changes: Any
) -> simcord.InteractionResult:
    """A press of a button with this custom id, whether or not any message has it."""
    data = {"custom_id": identity, "component_type": 2}
    return await deliver(paddock, COMPONENT, data, message=message, **changes)


async def submit(paddock: Paddock, identity: str, text: Any, **changes: Any) -> simcord.InteractionResult:
    """A form with this custom id, sent with `text` in the field that reports have."""
    field = {"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "text", "value": text}}
    return await deliver(paddock, MODAL, {"custom_id": identity, "components": [field]}, **changes)


def callbacks(paddock: Paddock, before: int) -> list[dict[str, Any]]:
    """Bodies of the answers to interactions, from request number `before` on."""
    found = [entry.json for entry in paddock.env.http_requests[before:] if entry.path.endswith("/callback")]
    return [body for body in found if isinstance(body, dict)]
