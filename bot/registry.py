"""Whether the commands that Discord has are the ones in the code; pure comparison, nothing is sent."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from discord import app_commands


def differ(tree: app_commands.CommandTree[Any], registered: Sequence[app_commands.AppCommand]) -> bool:
    """Whether what is registered would change if the tree's commands were registered now."""
    ours = {command.name: _shape(command.to_dict(tree)) for command in tree.get_commands()}
    theirs = {command.name: _registered_shape(command) for command in registered}
    return ours != theirs


def mentions(registered: Iterable[app_commands.AppCommand]) -> dict[str, str]:
    """Clickable mentions of registered commands by name."""
    return {command.name: command.mention for command in registered}


def _registered_shape(command: app_commands.AppCommand) -> dict[str, Any]:
    raw = command.to_dict()
    contexts, installs = command.allowed_contexts, command.allowed_installs
    return _shape(
        {
            **raw,
            "nsfw": command.nsfw,
            "contexts": contexts.to_array() if contexts else None,
            "integration_types": installs.to_array() if installs else None,
        }
    )


def _shape(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What of a command's description people can see or feel; Discord adds ids, versions and defaults."""
    return {
        "type": int(raw.get("type") or 1),
        "name": raw["name"],
        "description": raw.get("description") or "",
        "nsfw": bool(raw.get("nsfw")),
        "contexts": sorted(raw.get("contexts") or ()),
        "integration_types": sorted(raw.get("integration_types") or ()),
        "options": [_option(option) for option in raw.get("options") or ()],
    }


def _option(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": int(raw["type"]),
        "name": raw["name"],
        "description": raw.get("description") or "",
        "required": bool(raw.get("required")),
        "autocomplete": bool(raw.get("autocomplete")),
        "choices": [(choice["name"], choice["value"]) for choice in raw.get("choices") or ()],
    }
