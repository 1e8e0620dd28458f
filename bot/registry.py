"""Whether the commands that Discord has are the ones in the code; pure comparison, nothing is sent."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from discord import app_commands


def differ(tree: app_commands.CommandTree[Any], registered: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what is registered, as Discord describes it, would change if the tree's commands were registered now.

    Discord's own words are compared: discord.py 2.7.1 reads contexts and installs shifted by one.
    """
    return _shapes(command.to_dict(tree) for command in tree.get_commands()) != _shapes(registered)


def mentions(registered: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Clickable mentions of registered slash commands by name."""
    return {raw["name"]: f"</{raw['name']}:{raw['id']}>" for raw in registered if int(raw.get("type") or 1) == 1}


def _shapes(raw: Iterable[Mapping[str, Any]]) -> dict[tuple[int, str], dict[str, Any]]:
    shapes = [_shape(command) for command in raw]
    return {(shape["type"], shape["name"]): shape for shape in shapes}


def _shape(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What of a command's description people can see or feel; Discord adds ids, versions and defaults."""
    return {
        "type": int(raw.get("type") or 1),
        "name": raw["name"],
        "description": raw.get("description") or "",
        "nsfw": bool(raw.get("nsfw")),
        "permissions": str(raw.get("default_member_permissions") or ""),
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
