"""Payloads as Discord sends them, of a fan in one channel of one server (official documentation, 2026)."""

import itertools
from collections.abc import Mapping
from typing import Any

Payload = dict[str, Any]

APPLICATION = 1000
GUILD = 2000
CHANNEL = 3000
FAN = 4000
# What a member of a server may do by default, external apps among it.
_PERMISSIONS = "2248473465835073"
_EPOCH = "2026-01-01T00:00:00+00:00"

_numbers = itertools.count(10**17)


def bot_user() -> Payload:
    """The bot's own account."""
    return {**_user(APPLICATION, "pitboard"), "bot": True, "verified": True, "mfa_enabled": True, "email": None}


def slash(command: str, *, by: int = FAN, where: int | None = GUILD, **options: str) -> Payload:
    """A slash command; an option that Python reserves ends in an underscore. `where` None: a direct message."""
    given = [{"name": name.rstrip("_"), "type": 3, "value": text} for name, text in options.items()]
    data = {"id": str(APPLICATION + 1), "name": command, "type": 1, "options": given}
    return _interaction(2, data, by=by, where=where)


def autocomplete(command: str, option: str, typed: str, *, by: int = FAN, **options: str) -> Payload:
    """What is sent while `option` is being typed; `options` are those already filled in."""
    given: list[Payload] = [{"name": name.rstrip("_"), "type": 3, "value": text} for name, text in options.items()]
    given.append({"name": option, "type": 3, "value": typed, "focused": True})
    data = {"id": str(APPLICATION + 1), "name": command, "type": 1, "options": given}
    return _interaction(4, data, by=by, where=GUILD)


def press(custom_id: str, message: Mapping[str, Any], *, by: int = FAN) -> Payload:
    """A press of a button of a message, which is one that a `callback` answered with."""
    return {
        **_interaction(3, {"custom_id": custom_id, "component_type": 2}, by=by, where=GUILD),
        "message": dict(message),
    }


def message(data: Mapping[str, Any], *, of: Payload) -> Payload:
    """The message that a callback's `data` makes, as Discord gives it back."""
    author = of.get("member", of).get("user")
    return {
        "id": str(next(_numbers)),
        "type": 20,
        "channel_id": str(CHANNEL),
        "author": bot_user(),
        "application_id": str(APPLICATION),
        "content": data.get("content") or "",
        "timestamp": _EPOCH,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": data.get("embeds") or [],
        "pinned": False,
        "flags": data.get("flags") or 0,
        "components": data.get("components") or [],
        "interaction_metadata": {
            "id": of["id"],
            "type": 2,
            "user": author,
            "authorizing_integration_owners": {"0": str(GUILD)},
        },
    }


def renewed(payload: Payload) -> Payload:
    """The same interaction once more, under an id and a token of its own."""
    number = str(next(_numbers))
    return {**payload, "id": number, "token": f"token-{number}"}


def _interaction(kind: int, data: Payload, *, by: int, where: int | None) -> Payload:
    number = str(next(_numbers))
    payload: Payload = {
        "id": number,
        "application_id": str(APPLICATION),
        "type": kind,
        "token": f"token-{number}",
        "version": 1,
        "data": data,
        "channel": {"id": str(CHANNEL), "type": 0, "name": "paddock", "position": 0, "permissions": _PERMISSIONS},
        "channel_id": str(CHANNEL),
        "app_permissions": _PERMISSIONS,
        "locale": "en-GB",
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(GUILD)},
        "context": 0,
        "attachment_size_limit": 10 * 1024 * 1024,
    }
    user = _user(by, f"fan{by}")
    if where is None:
        channel = {"id": str(CHANNEL + 1), "type": 1, "recipients": [user], "last_message_id": None}
        return {**payload, "user": user, "channel": channel, "channel_id": channel["id"], "context": 1}
    payload["guild_id"] = str(where)
    payload["guild_locale"] = "en-GB"
    payload["guild"] = {"id": str(where), "locale": "en-GB", "features": []}
    payload["member"] = {
        "user": user,
        "roles": [],
        "joined_at": _EPOCH,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "nick": None,
        "avatar": None,
        "premium_since": None,
        "permissions": _PERMISSIONS,
    }
    return payload


def _user(number: int, name: str) -> Payload:
    return {
        "id": str(number),
        "username": name,
        "global_name": None,
        "discriminator": "0",
        "avatar": None,
        "bot": False,
        "public_flags": 0,
    }
