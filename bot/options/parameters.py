"""A command's options together: which season they mean, and the checked value of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.archive import Archive, Scope
from bot.errors import BadCommand
from bot.options.option import SEASON, Asked, Option
from bot.options.seasons import SeasonOption


@dataclass(frozen=True, slots=True)
class Parameter:
    """One option of a command: its name in Discord, its name in Python, and how its text is read."""

    name: str
    keyword: str
    option: Option
    required: bool


def scope_of(
    archive: Archive,
    command: str,
    texts: Mapping[str, str],
    default_season: str | None = None,
    *,
    option: SeasonOption | None = None,
) -> Scope:
    """The season or seasons asked about, as the command's own `option` reads them; None: as one season.

    `default_season` is a key that is held; None: the archive's own default.

    Raises: NoSuchThing, SeveralMatches.
    """
    asked = Asked(Scope(archive, default_season or archive.default_season), command, texts)
    return (option or SeasonOption()).scope(asked, texts.get(SEASON, ""))


def checked(scope: Scope, command: str, parameters: Sequence[Parameter], texts: Mapping[str, str]) -> dict[str, str]:
    """Values by keyword for a command's function; options that were left out are left out.

    Raises: NoSuchThing, SeveralMatches, BadCommand where a required option is missing.
    """
    asked = Asked(scope, command, texts)
    values: dict[str, str] = {}
    for parameter in parameters:
        if parameter.name == SEASON:
            continue
        text = texts.get(parameter.name, "")
        if text.strip():
            values[parameter.keyword] = parameter.option.parse(asked, parameter.name, text)
        elif parameter.required:
            hint = parameter.option.description
            raise BadCommand(f"/{command} needs {parameter.name}. {hint[0].upper()}{hint[1:]}.")
    return values
