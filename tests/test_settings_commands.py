"""/settings for those who manage the server, /my for everybody: shown, changed, reset, and lost by nobody."""

import shutil
from pathlib import Path

import discord
import pytest
import simcord

from bot.app import create_bot
from bot.database.build import build_database
from bot.errors import NoSuchThing, NotAllowed
from bot.queries.preferences import PersonPreferences, ServerPreferences
from bot.season.folders import shipped_data
from bot.settings import Settings
from tests.conftest import Paddock
from tests.managing import manager
from tests.raw import deliver
from tests.seen import buttons, seen_text

COMMAND = 2


async def seen(
    fan: simcord.MemberActor, channel: simcord.ChannelHandle, command: str, **options: str
) -> simcord.ResponseMessage:
    """What a fan sees of a command's answer."""
    result = await fan.slash(channel, command, **options)
    assert result.response is not None
    return result.response


async def set_server(paddock: Paddock, by: simcord.MemberActor, **options: str) -> simcord.ResponseMessage:
    result = await by.slash(paddock.channel, "settings", **options)
    assert result.response is not None
    assert result.ephemeral
    return result.response


@pytest.fixture
async def two_seasons(state_dir: Path, tmp_path: Path) -> Settings:
    """Settings of a bot that holds the same season under two labels."""
    other = tmp_path / "own" / "alms-1903"
    shutil.copytree(shipped_data() / "alms-2003", other)
    toml = (other / "season.toml").read_text(encoding="utf-8")
    assert 'label = "2003"' in toml
    toml = toml.replace('label = "2003"', 'label = "1903"', 1)
    toml = toml.replace('name = "2003 American Le Mans Series"', 'name = "1903 American Le Mans Series"', 1)
    (other / "season.toml").write_text(toml, encoding="utf-8")
    return Settings(state_dir=tmp_path / "state", data_dir=str(other.parent))


async def test_only_those_who_may_manage_the_server_are_shown_the_command(paddock: Paddock) -> None:
    [sync] = [entry for entry in paddock.env.http_requests if entry.method == "PUT"]
    assert isinstance(sync.json, list)
    command = next(command for command in sync.json if command["name"] == "settings")

    assert int(command["default_member_permissions"]) == discord.Permissions(manage_guild=True).value
    assert command["contexts"] == [0]
    assert command["integration_types"] == [0]


@pytest.mark.parametrize("options", [[], [{"type": 3, "name": "spoilers", "value": "yes"}]])
async def test_who_may_not_manage_the_server_is_refused_even_where_the_server_shows_them_the_command(
    paddock: Paddock, options: list[dict[str, object]]
) -> None:
    data = {"id": "1", "name": "settings", "type": 1, "options": options}
    may = discord.Permissions.all() & ~discord.Permissions(manage_guild=True, administrator=True)

    result = await deliver(paddock, COMMAND, data, permissions=may)

    assert [type(getattr(error, "original", error)) for error in paddock.env.errors] == [NotAllowed]
    assert result.response is not None
    assert result.ephemeral
    assert "Manage Server" in result.response.content
    assert paddock.bot.state.of_server(paddock.guild.id) == ServerPreferences()


async def test_settings_of_no_server_are_refused(paddock: Paddock) -> None:
    user = paddock.env.create_user("alone")
    data = {"id": "1", "name": "settings", "type": 1, "options": []}

    result = await deliver(
        paddock,
        COMMAND,
        data,
        guild_id=None,
        member=None,
        user={"id": str(user.id), "username": "alone", "discriminator": "0", "avatar": None, "global_name": None},
    )

    assert [type(getattr(error, "original", error)) for error in paddock.env.errors] == [NotAllowed]
    assert result.ephemeral


async def test_without_options_the_settings_are_shown(paddock: Paddock) -> None:
    message = await set_server(paddock, manager(paddock))

    said = seen_text(message.content)
    assert said.startswith("In this server, answers are public, without spoiler bars, and about the 2003 American")
    assert "Default season not set" in said
    assert paddock.bot.state.of_server(paddock.guild.id) == ServerPreferences()


async def test_what_is_set_is_said_shown_and_kept(paddock: Paddock) -> None:
    marshal = manager(paddock)

    changed = await set_server(paddock, marshal, season="2003", private="yes", spoilers="yes")
    shown = await set_server(paddock, marshal)

    assert seen_text(changed.content).startswith("Changed: in this server, answers are private, behind spoiler bars")
    assert changed.content.split("\n")[1:] == shown.content.split("\n")[1:]
    assert paddock.bot.state.of_server(paddock.guild.id) == ServerPreferences("alms-2003", True, True)


async def test_one_setting_is_changed_without_the_others(paddock: Paddock) -> None:
    marshal = manager(paddock)
    await set_server(paddock, marshal, private="yes", spoilers="yes")

    await set_server(paddock, marshal, spoilers="no")

    assert paddock.bot.state.of_server(paddock.guild.id) == ServerPreferences(None, True, False)


async def test_reset_forgets_everything_and_may_set_anew(paddock: Paddock) -> None:
    marshal = manager(paddock)
    await set_server(paddock, marshal, season="2003", private="yes")

    await set_server(paddock, marshal, reset="yes", spoilers="yes")
    assert paddock.bot.state.of_server(paddock.guild.id) == ServerPreferences(None, None, True)

    await set_server(paddock, marshal, reset="yes")
    assert paddock.bot.state.of_server(paddock.guild.id) == ServerPreferences()


async def test_reset_no_resets_nothing(paddock: Paddock) -> None:
    await paddock.ask("my", private="yes")

    await paddock.ask("my", reset="no")

    assert paddock.bot.state.of_person(paddock.fan.id) == PersonPreferences(None, True)


@pytest.mark.parametrize(
    ("option", "text"),
    [("season", "1988"), ("season", "F1 1988"), ("private", "perhaps"), ("reset", "🤷"), ("season", "x" * 4000)],
)
async def test_what_cannot_be_set_is_refused_and_changes_nothing(paddock: Paddock, option: str, text: str) -> None:
    message = await paddock.refused(NoSuchThing, "my", **{option: text})

    assert not buttons(message)  # a button would have to change something
    assert paddock.bot.state.of_person(paddock.fan.id) == PersonPreferences()


async def test_a_person_sees_changes_and_resets_their_own(paddock: Paddock) -> None:
    shown = await paddock.ask("my")
    changed = await paddock.ask("my", private="yes", season="ALMS 2003")
    reset = await paddock.ask("my", reset="yes")

    assert shown.ephemeral
    assert "you have set nothing" in shown.content
    assert seen_text(changed.content).startswith("Changed: your answers are private, and about the 2003 American")
    assert "you have set nothing" in reset.content


async def test_a_person_sets_theirs_in_direct_messages_too(paddock: Paddock) -> None:
    user = paddock.env.create_user("alone")

    result = await user.slash("my", private="yes")

    assert "private" in result.response.content
    assert (await user.slash("winner", round="6")).ephemeral


async def test_seasons_are_offered_while_typing(paddock: Paddock) -> None:
    choices = await paddock.fan.autocomplete(paddock.channel, "my", "season", "")

    assert [choice["value"] for choice in choices] == ["alms-2003"]


async def test_the_default_season_is_the_persons_then_the_servers_then_pitboards(
    two_seasons: Settings,
) -> None:
    bot = create_bot(two_seasons)
    try:
        async with simcord.run(bot) as env:
            guild = env.create_guild("Fans")
            channel = guild.create_text_channel("paddock")
            role = guild.create_role("marshal", permissions=discord.Permissions(manage_guild=True))
            fan = guild.add_member(env.create_user("fan"), roles=[role])

            async def season_of(**options: str) -> str:
                return str((await seen(fan, channel, "season", **options)).embeds[0].title)[:4]

            assert await season_of() == "2003"
            await fan.slash(channel, "settings", season="alms-1903")
            assert await season_of() == "1903"
            await fan.slash(channel, "my", season="alms-2003")
            assert await season_of() == "2003"
            assert await season_of(season="alms-1903") == "1903"
            await fan.slash(channel, "my", reset="yes")
            assert await season_of() == "1903"

            # Buttons say which season they mean: for others it is the same answer.
            message = await seen(fan, channel, "winner", round="6")
            assert all("season=alms-1903" in identity for identity in buttons(message).values())
            await fan.slash(channel, "settings", reset="yes")
            await fan.click(message, label="Round 7")
            assert "alms-1903" in str(message.embeds[0].footer.text)
    finally:
        await bot.close()


async def test_a_refusals_buttons_keep_the_season_that_settings_chose(two_seasons: Settings) -> None:
    bot = create_bot(two_seasons)
    try:
        async with simcord.run(bot, check_errors=False) as env:
            guild = env.create_guild("Fans")
            channel = guild.create_text_channel("paddock")
            fan = guild.add_member(env.create_user("fan"))
            await fan.slash(channel, "my", season="alms-1903")

            refusal = await seen(fan, channel, "winner", round="Road Atlanta")
            await fan.slash(channel, "my", reset="yes")
            await fan.click(refusal, label="9 · Petit Le Mans (Road Atlanta)")

            assert "alms-1903" in str(refusal.embeds[0].footer.text)
    finally:
        await bot.close()


async def test_a_season_that_is_no_longer_held_falls_back_and_says_so(two_seasons: Settings) -> None:
    bot = create_bot(two_seasons)
    alone = create_bot(Settings(state_dir=two_seasons.state_dir))
    try:
        async with simcord.run(bot) as env:
            guild = env.create_guild("Fans")
            channel = guild.create_text_channel("paddock")
            fan = guild.add_member(env.create_user("fan"))
            await fan.slash(channel, "my", season="alms-1903")
            await bot.close()
            await build_database(alone.settings.season_db)
            await env.restart_bot(alone)

            answered = await seen(fan, channel, "winner", round="6", **{"class": "GT"})
            named = await seen(fan, channel, "winner", round="6", season="2003")
            shown = await seen(fan, channel, "my")

            assert answered.content.startswith("**#31 Petersen")
            assert "alms-1903, set as the default season, is no longer held" in seen_text(answered.content)
            assert "no longer held" not in named.content
            assert "alms-1903, which is no longer held" in seen_text(shown.content)
    finally:
        await alone.close()
        await bot.close()
