"""Discord's limits, and its own description of its API, held against what the bot sends."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

OPENAPI = os.environ.get("DISCORD_OPENAPI", "")
_CALLBACKS = {
    4: "CreateMessageInteractionCallbackRequest",
    7: "UpdateMessageInteractionCallbackRequest",
    8: "ApplicationCommandAutocompleteCallbackRequest",
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
    identities = [button["custom_id"] for row in rows for button in row["components"]]
    assert len(set(identities)) == len(identities)
    for row in rows:
        assert 1 <= len(row["components"]) <= 5
        for button in row["components"]:
            assert 1 <= len(button["label"]) <= 80
            assert 1 <= len(button["custom_id"]) <= 100


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


def assert_commands_valid(body: list[dict[str, Any]]) -> None:
    """Registered commands are what Discord's OpenAPI description takes. Nothing where that is not at hand."""
    if OPENAPI:
        for command in body:
            _validator("ApplicationCommandUpdateRequest").validate(command)
