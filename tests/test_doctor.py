"""`pitboard doctor`: each thing is one line with its remedy, the exit status tells, and no secret is shown."""

import base64
import json
import os
import re
import shutil
import sqlite3
from contextlib import closing
from email.utils import formatdate
from pathlib import Path
from typing import Any

import discord
import pytest
from packaging.requirements import Requirement
from pydantic import SecretStr

from benchmarks.loopback.faults import Refusal
from benchmarks.loopback.payloads import APPLICATION, application
from benchmarks.loopback.stand_in import StandIn
from benchmarks.loopback.wiring import pointed_at
from bot.app import create_bot
from bot.database.state import newest_migration, open_state_db
from bot.doctor import machine, portal
from bot.doctor.data import season_text
from bot.doctor.examine import examine
from bot.doctor.finding import Finding
from bot.doctor.machine import package_faults, python_version, token_shape
from bot.doctor.portal import Clock
from bot.settings import Settings
from tests.folders import another_season, copied
from tests.test_cli import Run, pitboard

__all__ = ["pitboard"]

TOKEN = f"{base64.urlsafe_b64encode(b'109735000000000000').decode()}.Gs3cRe.not-a-real-token-but-of-its-shape"
LINE = re.compile(r"(ok|note|fault) +([^:]+): (.+)")


def lines(out: str) -> list[tuple[str, str, str]]:
    found = [LINE.fullmatch(line) for line in out.splitlines() if not line.startswith("Faults: ")]
    assert None not in found
    return [(match[1], match[2], match[3]) for match in found if match]


def about(found: list[Finding], subject: str) -> Finding:
    [finding] = [finding for finding in found if finding.subject == subject]
    return finding


# Without a token


def test_a_state_db_of_an_earlier_version_is_noted_with_what_the_next_start_does(settings: Settings) -> None:
    with closing(sqlite3.connect(settings.state_db)) as connection:
        connection.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT, applied TEXT)")
        assert about(list(machine.databases(settings)), "state.db") == Finding(
            "note", "state.db", f"sound, at migration 0; the next start does {newest_migration()} more"
        )
    settings.state_db.unlink()
    assert about(list(machine.databases(settings)), "state.db").said == "nobody has left anything behind yet"


def test_a_state_folder_is_looked_at_where_it_is_or_where_it_will_be_made(settings: Settings) -> None:
    there = settings.state_dir
    new = settings.model_copy(update={"state_dir": there / "new" / "er"})

    assert list(machine.state_folder(settings)) == [Finding("ok", "state folder", f"{there} can be written")]
    assert list(machine.state_folder(new)) == [Finding("ok", "state folder", f"{there / 'new' / 'er'} will be made")]
    assert not new.state_dir.parent.exists()


def test_each_season_folder_has_a_line_or_one_for_each_of_its_faults(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    sound, broken = another_season(tmp_path / "own"), another_season(tmp_path / "own", "1904")
    broken.replace("season.toml", 'label = "1904"', 'label = "1905"')
    twice = another_season(tmp_path / "again")
    folders = (tmp_path / name for name in ("nowhere", "empty", "own", "again"))
    found = list(season_text(settings.model_copy(update={"data_dir": os.pathsep.join(map(str, folders))})))

    remedy = "correct PITBOARD_DATA_DIR"
    label = broken.text("season.toml").split("\n").index('label = "1905"') + 1
    assert found == [
        Finding("fault", "data", f"{tmp_path / 'nowhere'} cannot be listed (No such file or directory)", remedy),
        Finding("fault", "data", f"{tmp_path / 'empty'} holds no season folder", remedy),
        Finding("ok", "data", "alms-2003, shipped, has no faults"),
        Finding("ok", "data", f"alms-1903, from {tmp_path / 'own'}, has no faults"),
        Finding(
            "fault",
            "data",
            f"{broken.path / 'season.toml'}:{label}: series, label: the folder is called 'alms-1904'",
            "call it 'alms-1905'",
        ),
        Finding(
            "fault",
            "data",
            f"{twice.path}: holds season alms-1903, which {sound.path} holds too",
            "keep one of the two",
        ),
    ]


@pytest.mark.parametrize(
    ("mode", "text", "noted"),
    [
        (0o644, "DISCORD_TOKEN=x", True),
        (0o640, "DISCORD_TOKEN=x", True),
        (0o604, "DISCORD_TOKEN=x", True),
        (0o600, "DISCORD_TOKEN=x", False),
        (0o700, "DISCORD_TOKEN=x", False),
        (0o644, "PITBOARD_LOG_LEVEL=INFO", False),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="has no such rights")
def test_who_may_read_the_file_with_the_token_is_told(tmp_path: Path, mode: int, text: str, *, noted: bool) -> None:
    path = tmp_path / ".env"
    assert list(machine.secret_file(path)) == []
    path.write_text(f"{text}\n", encoding="utf-8")
    path.chmod(mode)

    assert [found.state for found in machine.secret_file(path)] == ["note"] * noted


def test_without_a_token_and_with_nothing_built_all_is_well(
    pitboard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PITBOARD_STATE_DIR", str(tmp_path / "new"))

    ended = pitboard("doctor")

    assert (ended.status, ended.err) == (0, "")
    found = lines(ended.out)
    assert {state for state, *_ in found} == {"ok", "note"}
    assert [subject for _, subject, _ in found] == [
        *("Python", "SQLite", "packages", "state folder", "season.db", "state.db", "data", "token", "clock")
    ]
    assert not (tmp_path / "new").exists(), "it only looks"


async def test_databases_are_told_apart_sound_old_and_damaged(settings: Settings) -> None:
    database = await open_state_db(settings.state_db)
    await database.close()
    found = await examine(settings)
    assert about(found, "season.db") == Finding("ok", "season.db", "built from this text: alms-2003")
    assert sorted(path.name for path in settings.state_dir.iterdir()) == ["season.db", "state.db"]
    assert about(found, "state.db").said == f"sound, at migration {newest_migration()}"

    settings.season_db.write_bytes(settings.season_db.read_bytes()[:5000])
    with closing(sqlite3.connect(settings.state_db)) as connection:
        connection.execute("INSERT INTO migration VALUES (99, 'later', '2030-01-01')")
        connection.commit()
    found = await examine(settings)
    assert about(found, "season.db").state == "note"
    assert (about(found, "state.db").state, about(found, "state.db").remedy) == ("fault", "update Pitboard")

    settings.state_db.write_bytes(b"no database at all" * 100)
    damaged = about(await examine(settings), "state.db")
    assert damaged.state == "fault"
    assert "pitboard restore" in damaged.remedy


def test_faults_and_clashes_of_data_folders_are_named_and_are_an_exit_status(
    pitboard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = copied(tmp_path / "broken")
    (broken.path / "results.csv").unlink()
    shutil.rmtree(tmp_path / "clash", ignore_errors=True)
    copied(tmp_path / "clash")
    folders = [str(tmp_path / name) for name in ("broken", "clash", "nowhere")]
    monkeypatch.setenv("PITBOARD_DATA_DIR", os.pathsep.join(folders))

    ended = pitboard("doctor")

    assert ended.status == 1
    faults = [said for state, _, said in lines(ended.out) if state == "fault"]
    assert any("results.csv" in said for said in faults)
    assert any("which" in said and "holds too → keep one of the two" in said for said in faults)
    assert f"{tmp_path / 'nowhere'} cannot be listed (No such file or directory) → correct PITBOARD_DATA_DIR" in faults
    assert ended.out.splitlines()[-1] == f"Faults: {len(faults)}."


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="needs a folder that nobody may write, whatever their rights"
)
async def test_a_state_folder_that_cannot_be_written_is_a_fault() -> None:
    finding = about(await examine(Settings(state_dir=Path("/proc/pitboard"))), "state folder")

    assert finding.state == "fault"
    assert finding.said.startswith("/proc cannot be written")
    assert "PITBOARD_STATE_DIR" in finding.remedy


@pytest.mark.parametrize(
    ("token", "looks"),
    [
        (TOKEN, "looks like a bot's token"),
        ("109735000000000000", "looks like an application's number"),
        ("0" * 64, "looks like an application's public key"),
        ("abcdEFGH1234_-abcdEFGH1234_-abcd", "looks like a client secret"),
        ("something.else.altogether", "looks like no bot's token"),
        ("notanumber.Gs3cRe.not-a-real-token-but-of-its-shape", "looks like no bot's token"),
        ("MTA5N.Gs3cRe.not-a-real-token-but-of-its-shape", "looks like no bot's token"),
    ],
)
async def test_the_tokens_shape_is_told_and_no_part_of_it_shown(settings: Settings, token: str, looks: str) -> None:
    shape = token_shape(settings.model_copy(update={"discord_token": SecretStr(token)}))

    assert shape.said == looks
    assert (shape.state == "ok") == (token == TOKEN)
    assert token not in f"{shape.said} {shape.remedy}"


def test_versions_are_held_against_what_is_asked_for() -> None:
    assert python_version("3.11.7", ">=3.11").state == "ok"
    assert python_version("3.10.1", ">=3.11").said == "3.10.1, and Pitboard needs >=3.11"
    found = list(package_faults({Requirement("a>=2,<3"): "2.1", Requirement("b>=2"): "1.9", Requirement("c>1"): None}))
    assert [(finding.subject, finding.said) for finding in found] == [
        ("b", "1.9, and Pitboard needs >=2"),
        ("c", "missing, and Pitboard needs >1"),
    ]


def test_a_disk_that_is_nearly_full_and_an_sqlite_that_is_too_old_are_faults(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [finding.state for finding in machine.state_folder(settings)] == ["ok"]
    monkeypatch.setattr(machine, "_LEAST_FREE_MIB", 1 << 40)
    monkeypatch.setattr(machine, "_OLDEST_SQLITE", (99, 1, 0))

    (room,) = machine.state_folder(settings)
    assert (room.state, room.remedy) == ("fault", "make room on that disk")
    assert room.said.startswith(f"{settings.state_dir} has only ")
    old = about(list(machine.versions()), "SQLite")
    assert (old.state, old.said) == ("fault", f"{sqlite3.sqlite_version} is too old")
    assert old.remedy == "use a Python that comes with SQLite 99.1.0 or newer"


def test_a_token_in_a_file_that_others_may_read_is_noted(pitboard: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o644)
    assert ("note", ".env", "others on this machine may read the token in it → chmod 600 .env") in lines(
        pitboard("doctor").out
    )
    (tmp_path / ".env").chmod(0o600)
    assert ".env" not in pitboard("doctor").out


# With a token, against a stand-in for Discord


@pytest.fixture
def with_token(settings: Settings) -> Settings:
    return settings.model_copy(update={"discord_token": SecretStr(TOKEN)})


async def looked(settings: Settings, stand_in: StandIn) -> list[Finding]:
    with pointed_at(stand_in.address):
        found = await examine(settings)
    assert TOKEN not in str(found)
    assert {request.method for request in stand_in.requests} <= {"GET"}, "it only looks"
    return found


async def in_step(settings: Settings) -> list[dict[str, Any]]:
    bot = create_bot(settings)
    await bot.load()
    try:
        return [json.loads(json.dumps(command.to_dict(bot.tree))) for command in bot.tree.get_commands()]
    finally:
        await bot.close()


async def test_all_is_well_where_everything_is_set_up(with_token: Settings) -> None:
    async with StandIn(token=TOKEN) as stand_in:
        registered = [{"id": "1", "version": "1"} | command for command in await in_step(with_token)]
        stand_in.account.commands = registered
        stand_in.account.servers = [{"id": "40", "name": "Fans", "permissions": "0"}]
        found = await looked(with_token, stand_in)

    assert {finding.state for finding in found} == {"ok"}
    assert about(found, "log-in").said == f"as Pitboard, application {APPLICATION}"
    assert about(found, "commands").said == f"all {len(registered)} are registered as in this version"
    assert about(found, "server 40").said == "it needs no permission there"
    assert about(found, "clock").said == "within 5 s of Discord's"
    invite = about(found, "invite").said
    assert "permissions=0" in invite
    assert "scope=bot+applications.commands" in invite


async def test_what_is_set_up_wrongly_in_the_portal_is_named_with_its_remedy(with_token: Settings) -> None:
    settings = with_token.model_copy(update={"reports_channel": 41})
    async with StandIn(token=TOKEN) as stand_in:
        flags = discord.ApplicationFlags(gateway_message_content_limited=True, gateway_guild_members=True)
        stand_in.account.application = application(
            flags=flags.value,
            interactions_endpoint_url="https://example.org/interactions",
            bot_require_code_grant=True,
            bot_public=False,
            integration_types_config={"0": {}},
        )
        administrator = str(discord.Permissions.all().value)
        stand_in.account.servers = [{"id": "40", "name": "Fans", "permissions": administrator}]
        stand_in.gateway.starts_left = 0
        stand_in.rest.date = formatdate(0, usegmt=True)
        found = await looked(settings, stand_in)

    said = {(finding.state, finding.subject): finding for finding in found if finding.state != "ok"}
    assert "server members, message content; Pitboard uses none" in said["note", "intents"].said
    assert "people may not install it" in said["note", "installs"].said
    assert [f.state for f in found if f.subject == "application"] == ["fault", "fault", "note"]
    assert "it is an administrator there" in said["note", "server 40"].said
    assert said["note", "commands"].remedy == "the next start does that"
    assert "0 of 1000 starts" in said["fault", "gateway"].said
    assert "ahead of Discord's" in said["fault", "clock"].said
    assert "PITBOARD_REPORTS_CHANNEL" in said["fault", "reports"].remedy
    assert all(finding.remedy for finding in said.values())


def test_what_discord_leaves_out_of_an_application_is_nothing_wrong_with_it() -> None:
    for about in ({}, {"flags": None, "interactions_endpoint_url": None, "bot_require_code_grant": False}):
        assert list(portal.flags(about)) == [Finding("ok", "intents", "none that is privileged")]
    assert [found.state for found in portal.installs({})] == ["note", "note"]
    assert [found.state for found in portal.installs({"integration_types_config": None})] == ["note", "note"]
    assert [found.said for found in portal.installs({"integration_types_config": {"0": {}, "1": {}}})] == [
        "servers may install it",
        "people may install it",
    ]
    assert [found.state for found in portal.servers([{"id": "40"}])] == ["ok"]


@pytest.mark.parametrize("name", ["gateway_presence", "gateway_guild_members_limited", "gateway_message_content"])
def test_each_privileged_intent_is_noted_by_the_name_that_the_portal_gives_it(name: str) -> None:
    (found,) = portal.flags({"flags": discord.ApplicationFlags(**{name: True}).value})

    intent = {"presence": "presences", "guild_members": "server members"}.get(
        name.removeprefix("gateway_").removesuffix("_limited"), "message content"
    )
    assert found.said == f"privileged ones are switched on: {intent}; Pitboard uses none"
    assert found.state == "note"


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (199, 1), (200, 2), (401, 3)])
async def test_every_server_is_looked_at_page_by_page(with_token: Settings, count: int, pages: int) -> None:
    async with StandIn(token=TOKEN) as stand_in:
        stand_in.account.servers = [{"id": str(40 + n), "name": "Fans", "permissions": "0"} for n in range(count)]
        found = await looked(with_token, stand_in)

    assert [f.subject for f in found if f.subject.startswith("server ")] == [f"server {40 + n}" for n in range(count)]
    assert len([request for request in stand_in.requests if request.path.endswith("/guilds")]) == pages
    assert ("servers" in {finding.subject for finding in found}) == (count == 0)


async def test_starts_are_told_by_the_connections_of_this_process_and_shards_by_those_of_all(
    with_token: Settings,
) -> None:
    async def gateway(left: int, wanted: int = 1, /, **shards: Any) -> Finding:
        async with StandIn(token=TOKEN) as stand_in:
            stand_in.gateway.starts_left = left
            stand_in.gateway.shards_wanted = wanted
            return about(await looked(with_token.model_copy(update=shards), stand_in), "gateway")

    assert (
        await gateway(53, shard_count=4)
    ).said == "53 of 1000 starts are left today: the bot waits until they are more"
    assert (await gateway(52, 4, shard_count=4, shard_ids="2-3")).state == "ok", "it begins two of the four"
    assert await gateway(900, 2) == Finding(
        "fault", "gateway", "Discord asks for 2 shards", "set PITBOARD_SHARD_COUNT to 2"
    )


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        (0.0, "within 5 s of Discord's"),
        (5.0, "within 5 s of Discord's"),
        (-5.0, "within 5 s of Discord's"),
        (5.6, "6 s ahead of Discord's"),
        (-61.2, "61 s behind Discord's"),
    ],
)
def test_how_far_the_clock_is_off_is_told_with_its_direction(offset: float, said: str) -> None:
    clock = Clock()
    clock.offset = offset

    assert clock.finding().said == said
    assert (clock.finding().state == "ok") == said.startswith("within")


async def test_a_refused_token_and_a_discord_that_is_not_there_are_faults(with_token: Settings) -> None:
    async with StandIn(token="another") as stand_in:
        refused = await looked(with_token, stand_in)
    gone = await looked(with_token, stand_in)

    assert about(refused, "log-in").said == "Discord refused the token"
    assert about(gone, "log-in").said.startswith("Discord cannot be asked: ")
    assert about(gone, "clock").state == "note"


async def test_where_discord_fails_in_the_middle_what_was_seen_is_told(with_token: Settings) -> None:
    async with StandIn(token=TOKEN) as stand_in:
        stand_in.script("commands", Refusal(403))
        found = await looked(with_token, stand_in)

    assert about(found, "log-in").state == "ok"
    assert about(found, "gateway").state == "ok"
    assert about(found, "Discord").said.startswith("did not answer everything: 403")


async def test_a_date_that_is_none_says_nothing_of_the_clock(with_token: Settings) -> None:
    async with StandIn(token=TOKEN) as stand_in:
        stand_in.rest.date = "yesterday"
        found = await looked(with_token, stand_in)

    assert about(found, "log-in").state == "ok"
    assert about(found, "clock").state == "note"


async def test_a_season_db_that_cannot_be_made_is_a_line_among_the_others(with_token: Settings, tmp_path: Path) -> None:
    (tmp_path / "other" / "season.db").mkdir(parents=True)
    async with StandIn(token=TOKEN) as stand_in:
        found = await looked(with_token.model_copy(update={"state_dir": tmp_path / "other"}), stand_in)

    assert about(found, "Python").state == "ok"
    assert about(found, "start").state == "fault"
    assert "season.db cannot be made" in about(found, "start").said


async def test_discord_is_not_asked_while_there_are_faults_here(with_token: Settings, tmp_path: Path) -> None:
    async with StandIn(token=TOKEN) as stand_in:
        found = await looked(with_token.model_copy(update={"data_dir": str(tmp_path / "nowhere")}), stand_in)

        assert stand_in.requests == []
    assert found[-1] == Finding("note", "Discord", "not asked while there are faults here", "mend those first")


async def test_nothing_is_sent_with_a_token_that_does_not_look_like_one(settings: Settings) -> None:
    async with StandIn(token=TOKEN) as stand_in:
        await looked(settings.model_copy(update={"discord_token": SecretStr("x" * 32)}), stand_in)

        assert stand_in.requests == []
