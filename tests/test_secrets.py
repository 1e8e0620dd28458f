"""No secret lies in the project, and what is for owners and managers is out of others' reach."""

import re
from pathlib import Path

import discord
import pytest

import bot
from bot.command_line.program import app
from bot.errors import NotAllowed
from bot.queries.preferences import ServerPreferences
from tests.conftest import Paddock
from tests.raw import deliver, press
from tests.test_documents import project_files

COMMAND = 2

# Shapes of what one must not publish: a bot's token, a webhook's address, keys and tokens of well-known services.
SECRETS = {
    "a bot's token": re.compile(r"\b[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}"),
    "a webhook": re.compile(r"discord(?:app)?\.com/api/webhooks/\d+/[\w-]{20,}"),
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
    "a token of GitHub": re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36,}"),
    "a key of a cloud": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a token that was filled in": re.compile(
        r"^\s*(?:export\s+)?DISCORD_TOKEN\s*[:=]\s*[\"']?[\w-]{20,}", re.MULTILINE
    ),
}


def test_no_file_of_the_project_holds_a_secret() -> None:
    found = [
        f"{path.name}: {what}"
        for path in project_files()
        if path.suffix not in {".png", ".xz"}
        for what, pattern in SECRETS.items()
        if pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_secret_would_be_found() -> None:
    samples = {
        "a bot's token": "M" + "A" * 23 + "." + "B" * 6 + "." + "c" * 30,
        "a webhook": "https://discord.com/api/" + "webhooks/1/" + "a" * 30,
        "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
        "a token of GitHub": "gh" + "p_" + "a" * 36,
        "a key of a cloud": "AK" + "IA" + "A" * 16,
        "a token that was filled in": "DISCORD_TOKEN" + "=" + "a" * 30,
    }
    assert samples.keys() == SECRETS.keys()
    for what, sample in samples.items():
        assert SECRETS[what].search(sample), what


# Whose commands are whose

OWNERS = ("reports", "unmatched", "build", "check", "doctor", "backup", "restore", "health")


async def test_what_is_the_owners_is_on_the_command_line_and_nowhere_in_discord(paddock: Paddock) -> None:
    names = {command.name for command in app.registered_commands} | {
        command.callback.__name__ for command in app.registered_commands if command.callback
    }
    assert set(OWNERS) <= names
    for name in OWNERS:
        assert name not in paddock.bot.known_commands
        result = await press(paddock, f"pb1|{name}|1|close=1")
        assert result.response is not None
        assert result.response.ephemeral
        assert "no longer a command" in result.response.content
    paddock.env.errors.clear()


async def test_every_command_that_asks_for_a_permission_refuses_whoever_lacks_it(paddock: Paddock) -> None:
    """Discord hides it from them too, but a server may show it to anyone: the bot looks for itself."""
    guarded = [command for command in paddock.bot.slash_commands() if command.default_permissions is not None]
    assert [command.name for command in guarded] == ["settings"]
    for command in guarded:
        wanted = command.default_permissions or discord.Permissions.none()
        may = discord.Permissions.all() & ~wanted & ~discord.Permissions(administrator=True)
        for given in ("reset", "private", "spoilers"):
            options = [{"type": 3, "name": given, "value": "yes"}]
            data = {"id": "1", "name": command.name, "type": 1, "options": options}
            result = await deliver(paddock, COMMAND, data, permissions=may)
            assert result.response is not None
            assert result.response.ephemeral
            assert "Manage Server" in result.response.content
    assert {type(getattr(error, "original", error)) for error in paddock.env.errors} == {NotAllowed}
    paddock.env.errors.clear()
    assert paddock.bot.state.of_server(paddock.guild.id) == ServerPreferences()


async def test_no_text_command_answers_a_mention(paddock: Paddock) -> None:
    assert list(paddock.bot.commands) == []
    assert not paddock.bot.intents.message_content
    assert not paddock.bot.intents.members
    assert not paddock.bot.intents.presences


@pytest.mark.parametrize("name", [".env.example", "compose.yaml", "deploy/pitboard.service"])
def test_no_shipped_file_sets_a_token(name: str) -> None:
    text = (Path(bot.__file__).parent.parent / name).read_text(encoding="utf-8")
    assert not re.search(r"DISCORD_TOKEN *[=:] *\S", text)
