"""Settings: what a self-hoster sets is read, what cannot be used is named in a sentence, the token is never shown."""

import os
import pickle
import traceback
from pathlib import Path

import pytest
from platformdirs import user_state_dir
from pydantic import SecretStr, ValidationError

from bot.app import create_bot
from bot.errors import SettingsError
from bot.settings import Settings, read_settings

TOKEN = "MTA5NzM1.GsEcReT.not-a-real-token-0123456789"
VARIABLES = ("DISCORD_TOKEN", "PITBOARD_STATE_DIR", "PITBOARD_DATA_DIR", "PITBOARD_LOG_LEVEL")
EVERY_VARIABLE = [
    str(field.validation_alias or f"PITBOARD_{name.upper()}") for name, field in Settings.model_fields.items()
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder: nobody's `.env` is read."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dotenv(text: str) -> None:
    Path(".env").write_text(text, encoding="utf-8")


def refusal() -> str:
    """What is said of settings that cannot be used; its whole traceback holds no token."""
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    said = str(caught.value)
    assert said.endswith(".")
    assert "\n" not in said
    return said


def test_nothing_set_is_a_bot_without_a_token_that_keeps_its_state_in_the_users_folder() -> None:
    settings = read_settings()

    assert settings.discord_token is None
    assert settings.state_dir == Path(user_state_dir("pitboard", appauthor=False))
    assert settings.state_dir.is_absolute()
    assert settings.season_db == settings.state_dir / "season.db"
    assert settings.data_dirs == ()
    assert settings.log_level == "INFO"


def test_what_is_in_the_environment_is_read_without_the_blanks_around_it(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    values = (TOKEN, str(folder / "state"), str(folder / "data"), "debug")
    for name, value in zip(VARIABLES, values, strict=True):
        monkeypatch.setenv(name, f" {value} ")

    settings = read_settings()

    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == TOKEN
    assert settings.state_dir == folder / "state"
    assert settings.data_dirs == (folder / "data",)
    assert settings.log_level == "DEBUG"
    assert settings.model_fields_set == {"discord_token", "state_dir", "data_dir", "log_level"}


def test_a_dotenv_file_in_the_current_folder_is_read(folder: Path) -> None:
    dotenv(
        f'# mine\nexport DISCORD_TOKEN="{TOKEN}"\nPITBOARD_STATE_DIR={folder}/a b\n'
        "PITBOARD_DATA_DIR='seasons'\nPITBOARD_LOG_LEVEL=warning # few\nSOMEBODY_ELSES=1\n"
    )

    settings = read_settings()

    assert settings.discord_token == SecretStr(TOKEN)
    assert settings.state_dir == folder / "a b"
    assert settings.data_dirs == (folder / "seasons",)
    assert settings.log_level == "WARNING"


def test_the_environment_wins_over_the_dotenv_file(monkeypatch: pytest.MonkeyPatch) -> None:
    dotenv("DISCORD_TOKEN=another.token\nPITBOARD_LOG_LEVEL=ERROR\nPITBOARD_DATA_DIR=here\n")
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("PITBOARD_LOG_LEVEL", "CRITICAL")

    settings = read_settings()

    assert settings.discord_token == SecretStr(TOKEN)
    assert settings.log_level == "CRITICAL"
    assert [path.name for path in settings.data_dirs] == ["here"]


@pytest.mark.parametrize("blank", ["", "   ", "\t"])
@pytest.mark.parametrize("name", EVERY_VARIABLE)
def test_a_blank_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, name: str, blank: str) -> None:
    monkeypatch.setenv(name, blank)

    settings = read_settings()

    assert settings == Settings()
    assert settings.model_fields_set == set()


def test_the_example_file_with_every_line_left_blank_sets_nothing() -> None:
    dotenv("".join(f"{name}=\n" for name in EVERY_VARIABLE))

    assert read_settings().model_fields_set == set()


def test_several_data_folders_are_kept_in_order_whole_and_absolute(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("USERPROFILE", str(folder / "home"))
    monkeypatch.setenv("PITBOARD_DATA_DIR", os.pathsep.join(["~/z", "", f" {folder / 'with blank'} ", "a", " "]))

    assert read_settings().data_dirs == (folder / "home" / "z", folder / "with blank", folder / "a")


def test_a_data_folder_that_is_not_there_is_left_to_the_build(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("PITBOARD_DATA_DIR", str(folder / "nowhere"))

    assert read_settings().data_dirs == (folder / "nowhere",)


@pytest.mark.parametrize("level", ["debug", "Info", "WARNING", "error", "CRITICAL"])
def test_a_log_level_is_read_in_capitals_or_not(monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    monkeypatch.setenv("PITBOARD_LOG_LEVEL", level)

    assert read_settings().log_level == level.upper()


@pytest.mark.parametrize("level", ["loud", "10", "TRACE", "INFO,DEBUG"])
def test_an_unknown_log_level_is_refused_with_those_there_are(monkeypatch: pytest.MonkeyPatch, level: str) -> None:
    monkeypatch.setenv("PITBOARD_LOG_LEVEL", level)

    said = refusal()

    assert said.startswith("PITBOARD_LOG_LEVEL cannot be used")
    for known in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
        assert known in said


@pytest.mark.parametrize("below", ["", "state", "a/b/c"])
def test_a_state_folder_that_is_or_lies_below_a_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, folder: Path, below: str
) -> None:
    file = folder / "file"
    file.touch()
    monkeypatch.setenv("PITBOARD_STATE_DIR", str(file / below))

    assert refusal() == f"PITBOARD_STATE_DIR cannot be used: {file} is a file, not a folder."


def test_a_state_folder_that_is_not_there_yet_is_made_by_nobody_before_the_build(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("PITBOARD_STATE_DIR", "new/state")

    assert read_settings().state_dir == folder / "new" / "state"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["PITBOARD_STATE_DIR", "PITBOARD_DATA_DIR"])
def test_the_home_folder_of_nobody_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "~nobody-of-that-name/pitboard")

    said = refusal()

    assert said.startswith(f"{name} cannot be used: there is no home folder")
    assert "~nobody-of-that-name" in said


@pytest.mark.parametrize("name", ["PITBOARD_STATE_DIR", "PITBOARD_DATA_DIR"])
def test_a_path_with_a_zero_byte_is_refused(name: str) -> None:
    dotenv(f"{name}=a\0b\n")

    assert refusal() == f"{name} cannot be used: no path holds a zero byte."


@pytest.mark.parametrize(
    "token",
    [
        f"{TOKEN[:20]} {TOKEN[20:]}",
        f"{TOKEN} {TOKEN}",
        f"{TOKEN[:9]}\n{TOKEN[9:]}",
        f"{TOKEN}\N{ZERO WIDTH SPACE}",
        f"„{TOKEN}“",
        f"\N{CYRILLIC SMALL LETTER A}{TOKEN}",
        f"Bot {TOKEN}",
    ],
)
def test_a_token_that_cannot_be_sent_is_refused_without_showing_any_of_it(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token)

    said = refusal()

    assert said == "DISCORD_TOKEN cannot be used: it has blanks or strange letters in it; copy it again."


def test_all_that_cannot_be_used_is_named_at_once(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "file").touch()
    monkeypatch.setenv("DISCORD_TOKEN", f"{TOKEN} twice")
    monkeypatch.setenv("PITBOARD_STATE_DIR", "file")
    monkeypatch.setenv("PITBOARD_DATA_DIR", "~nobody-of-that-name")
    monkeypatch.setenv("PITBOARD_LOG_LEVEL", "loud")

    said = refusal()

    for name in VARIABLES:
        assert f"{name} cannot be used: " in said


@pytest.mark.parametrize(
    ("given", "said"),
    [("web", "it should be a whole number."), ("70000", "it should be less than or equal to 65535.")],
)
def test_a_port_that_is_none_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch, given: str, said: str) -> None:
    monkeypatch.setenv("PITBOARD_HTTP_PORT", given)

    assert refusal() == f"PITBOARD_HTTP_PORT cannot be used: {said}"


def test_a_dotenv_file_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / ".env").write_bytes(b"DISCORD_TOKEN=" + TOKEN.encode("utf-16-le") + b"\xff\xfe\n")

    said = refusal()

    assert said.startswith("The file .env cannot be read")


def test_a_dotenv_file_that_begins_with_a_byte_order_mark_is_read(folder: Path) -> None:
    (folder / ".env").write_bytes(b"\xef\xbb\xbfDISCORD_TOKEN=" + TOKEN.encode() + b"\r\nPITBOARD_LOG_LEVEL=ERROR\r\n")

    settings = read_settings()

    assert settings.discord_token == SecretStr(TOKEN)
    assert settings.log_level == "ERROR"


@pytest.mark.parametrize(
    "line",
    [f"DISCORD_TOKEN {TOKEN}", f"DISCORD_TOKEN: {TOKEN}", f'DISCORD_TOKEN="{TOKEN}', f"={TOKEN}", f'"{TOKEN}" x'],
)
def test_a_dotenv_line_that_cannot_be_read_is_named_by_its_number_and_never_passed_over(line: str) -> None:
    dotenv(f"# mine\nPITBOARD_LOG_LEVEL=INFO\n{line}\nPITBOARD_DATA_DIR=a\n")

    assert refusal() == "The file .env cannot be used: line 3 is not of the form NAME=value."


def test_the_token_is_in_no_form_in_which_settings_may_be_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    settings = read_settings()

    for shown in (repr(settings), str(settings), f"{settings}", settings.model_dump_json(), str(settings.model_dump())):
        assert "discord_token" in shown
        assert TOKEN not in shown
    assert TOKEN not in repr(create_bot(settings).settings)
    with pytest.raises(ValidationError) as caught:
        settings.discord_token = None  # type: ignore[misc]
    assert TOKEN not in str(caught.value)
    # The reverse, so that the assertions above are seen to look for the right thing.
    assert TOKEN.encode() in pickle.dumps(settings)


def test_the_bot_is_not_made_of_settings_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PITBOARD_LOG_LEVEL", "loud")

    with pytest.raises(SettingsError, match="PITBOARD_LOG_LEVEL"):
        create_bot()


# Shards


@pytest.mark.parametrize(
    ("ids", "shards"),
    [("0", (0,)), ("0-3,7", (0, 1, 2, 3, 7)), (" 2 , 1-2 ", (1, 2)), ("3 - 4", (3, 4)), ("", None), (",", None)],
)
def test_shards_are_listed_by_number_and_range(
    monkeypatch: pytest.MonkeyPatch, ids: str, shards: tuple[int, ...] | None
) -> None:
    monkeypatch.setenv("PITBOARD_SHARD_COUNT", "8")
    monkeypatch.setenv("PITBOARD_SHARD_IDS", ids)

    settings = read_settings()

    assert settings.shards == shards
    assert settings.registers == (shards is None or 0 in shards)


@pytest.mark.parametrize(
    ("count", "ids", "said"),
    [
        ("8", "3-1", 'PITBOARD_SHARD_IDS cannot be used: it is a list of numbers such as "0-3,7".'),
        ("8", "one", 'PITBOARD_SHARD_IDS cannot be used: it is a list of numbers such as "0-3,7".'),
        ("8", "0-99999", 'PITBOARD_SHARD_IDS cannot be used: it is a list of numbers such as "0-3,7".'),
        ("", "0", "PITBOARD_SHARD_IDS needs PITBOARD_SHARD_COUNT."),
        ("2", "0-2", "PITBOARD_SHARD_IDS names a shard past the last: they count from 0."),
    ],
)
def test_shards_that_cannot_be_are_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, count: str, ids: str, said: str
) -> None:
    monkeypatch.setenv("PITBOARD_SHARD_COUNT", count)
    monkeypatch.setenv("PITBOARD_SHARD_IDS", ids)

    assert refusal() == said
