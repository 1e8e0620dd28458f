"""Discord's limits, and its own description of its API, held against what the bot sends."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

OPENAPI = os.environ.get("DISCORD_OPENAPI", "")
_SELECT = 3
_CALLBACKS = {
    4: "CreateMessageInteractionCallbackRequest",
    5: "CreateMessageInteractionCallbackRequest",
    7: "UpdateMessageInteractionCallbackRequest",
    8: "ApplicationCommandAutocompleteCallbackRequest",
    9: "ModalInteractionCallbackRequest",
}


def assert_within_limits(data: dict[str, Any]) -> None:
    """A message body keeps the numbers of Discord's documentation (2026)."""
    assert 0 < len(data["content"]) <= 2000
    total = 0
    for embed in data.get("embeds", ()):
        assert len(embed.get("title", "")) <= 256
        assert len(embed.get("description", "")) <= 4096
        assert len(embed.get("footer", {}).get("text", "")) <= 2048
        assert len(embed.get("fields", ())) <= 25
        total += len(embed.get("title", "")) + len(embed.get("description", ""))
        total += len(embed.get("footer", {}).get("text", ""))
        for field in embed.get("fields", ()):
            assert 1 <= len(field["name"]) <= 256
            assert 1 <= len(field["value"]) <= 1024
            total += len(field["name"]) + len(field["value"])
    assert total <= 6000
    rows = data.get("components") or []
    assert len(rows) <= 5
    identities = [component["custom_id"] for row in rows for component in row["components"]]
    assert len(set(identities)) == len(identities)
    for row in rows:
        assert 1 <= len(row["components"]) <= 5
        for component in row["components"]:
            assert 1 <= len(component["custom_id"]) <= 100
            if component["type"] == _SELECT:
                assert len(row["components"]) == 1
                _assert_list_within_limits(component)
            else:
                assert 1 <= len(component["label"]) <= 80


def _assert_list_within_limits(select: dict[str, Any]) -> None:
    assert 1 <= len(select["options"]) <= 25
    assert len(select.get("placeholder", "")) <= 150
    assert len({option["value"] for option in select["options"]}) == len(select["options"])
    for option in select["options"]:
        assert 1 <= len(option["label"]) <= 100
        assert 1 <= len(option["value"]) <= 100
        assert len(option.get("description") or "") <= 100


@cache
def _validator(name: str) -> Draft202012Validator:
    document = json.loads(Path(OPENAPI).read_text(encoding="utf-8"))
    registry: Registry[Any] = Registry().with_resource(
        "urn:discord", Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema", **document})
    )
    return Draft202012Validator({"$ref": f"urn:discord#/components/schemas/{name}"}, registry=registry)


def assert_callback_valid(body: dict[str, Any]) -> None:
    """An interaction's answer is what Discord's OpenAPI description takes. Nothing where that is not at hand."""
    if OPENAPI:
        _validator(_CALLBACKS[body["type"]]).validate(body)


def assert_edit_valid(body: dict[str, Any]) -> None:
    """What takes the place of “thinking…” is what Discord's description takes. Nothing where that is not at hand."""
    if OPENAPI:
        _validator("IncomingWebhookUpdateRequestPartial").validate(body)


def assert_commands_valid(body: list[dict[str, Any]]) -> None:
    """Registered commands are what Discord's OpenAPI description takes. Nothing where that is not at hand."""
    if OPENAPI:
        for command in body:
            _validator("ApplicationCommandUpdateRequest").validate(command)
