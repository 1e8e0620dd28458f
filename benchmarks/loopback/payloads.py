"""Payloads as Discord sends them, of a fan in one channel of one server (official documentation, 2026)."""

import itertools
from collections.abc import Mapping
from typing import Any

Payload = dict[str, Any]

APPLICATION = 1000
GUILD = 2000
CHANNEL = 3000
FAN = 4000
_OWNER = 1
# What a member of a server may do by default, external apps among it.
_PERMISSIONS = "2248473465835073"
_EPOCH = "2026-01-01T00:00:00+00:00"

_numbers = itertools.count(10**17)


def bot_user() -> Payload:
    """The bot's own account."""
    pitboard = _user(APPLICATION, username="Pitboard")
    return {**pitboard, "bot": True, "verified": True, "mfa_enabled": True, "email": None}


def application(**changes: Any) -> Payload:
    """The bot's application, set up as the README says; `changes` are fields that are set otherwise."""
    return {
        "id": str(APPLICATION),
        "name": "Pitboard",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": _user(_OWNER),
        "team": None,
        "integration_types_config": {"0": {}, "1": {}},
        "interactions_endpoint_url": None,
        **changes,
    }


def slash(command: str, **options: str) -> Payload:
    """A slash command of a fan; an option that Python reserves ends in an underscore."""
    given = [{"name": name.rstrip("_"), "type": 3, "value": text} for name, text in options.items()]
    return _interaction(2, {"id": str(APPLICATION + 1), "name": command, "type": 1, "options": given})


def autocomplete(command: str, option: str, typed: str, **options: str) -> Payload:
    """What is sent while `option` is being typed; `options` are those already filled in."""
    given: list[Payload] = [{"name": name.rstrip("_"), "type": 3, "value": text} for name, text in options.items()]
    given.append({"name": option, "type": 3, "value": typed, "focused": True})
    return _interaction(4, {"id": str(APPLICATION + 1), "name": command, "type": 1, "options": given})


def press(custom_id: str, message: Mapping[str, Any]) -> Payload:
    """A press of a button of a message, which is one that an interaction was answered with."""
    return {**_interaction(3, {"custom_id": custom_id, "component_type": 2}), "message": dict(message)}


def by(person: int, payload: Payload, **changes: str) -> Payload:
    """The same interaction by somebody else in the server; `changes` are fields of theirs, such as username."""
    return {**payload, "member": {**payload["member"], "user": _user(person, **changes)}}


def in_server(server: int, payload: Payload) -> Payload:
    """The same interaction in another server."""
    return {**payload, "guild_id": str(server), "guild": {**payload["guild"], "id": str(server)}}


def alone(payload: Payload) -> Payload:
    """The same interaction in a direct message with the bot, by somebody who has it in their own account."""
    kept = {name: told for name, told in payload.items() if name not in {"guild", "guild_id", "guild_locale", "member"}}
    person = payload["member"]["user"]
    return {
        **kept,
        "user": person,
        "channel": {"id": str(CHANNEL), "type": 1, "flags": 0},
        "app_permissions": "0",
        "authorizing_integration_owners": {"1": person["id"]},
        "context": 1,
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
            "authorizing_integration_owners": of["authorizing_integration_owners"],
        },
    }


def renewed(payload: Payload) -> Payload:
    """The same interaction once more, under an id and a token of its own."""
    number = str(next(_numbers))
    return {**payload, "id": number, "token": f"token-{number}"}


def _interaction(kind: int, data: Payload) -> Payload:
    number = str(next(_numbers))
    return {
        "id": number,
        "application_id": str(APPLICATION),
        "type": kind,
        "token": f"token-{number}",
        "version": 1,
        "data": data,
        "guild_id": str(GUILD),
        "guild_locale": "en-GB",
        "guild": {"id": str(GUILD), "locale": "en-GB", "features": []},
        "channel": {"id": str(CHANNEL), "type": 0, "name": "paddock", "position": 0, "permissions": _PERMISSIONS},
        "channel_id": str(CHANNEL),
        "member": {
            "user": _user(FAN),
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
        },
        "app_permissions": _PERMISSIONS,
        "locale": "en-GB",
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(GUILD)},
        "context": 0,
        "attachment_size_limit": 10 * 1024 * 1024,
    }


def _user(number: int, **changes: str) -> Payload:
    return {
        "id": str(number),
        "username": f"user{number}",
        "global_name": None,
        "discriminator": "0",
        "avatar": None,
        "bot": False,
        "public_flags": 0,
        **changes,
    }
