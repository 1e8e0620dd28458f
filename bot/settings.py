"""Environment in, checked `Settings` out. No other module reads Pitboard's variables, and the token is never shown."""

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from dotenv.parser import parse_stream
from platformdirs import user_state_dir
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
LogFormat = Literal["json", "text"]

# More than any bot has: Discord takes 2,500 servers a shard (official documentation, 2026).
MOST_SHARDS = 10_000


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _absolute(path: Path) -> Path:
    if "\0" in str(path):
        raise ValueError("no path holds a zero byte")
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:  # `~name` of nobody
        raise ValueError(f"there is no home folder for {path}") from error


def _folder(path: Path) -> Path:
    """The folder as an absolute path. It need not exist yet."""
    path = _absolute(path)
    there = next(part for part in (path, *path.parents) if part.exists())
    if not there.is_dir():
        raise ValueError(f"{there} is a file, not a folder")
    return path


def _split(folders: str) -> tuple[Path, ...]:
    return tuple(_absolute(Path(part.strip())) for part in folders.split(os.pathsep) if part.strip())


def _separable(folders: str) -> str:
    _split(folders)
    return folders


def _default_state_dir() -> Path:
    return Path(user_state_dir("pitboard", appauthor=False))


class Settings(BaseSettings):
    """What a self-hoster can set; `.env.example` has each with a sentence.

    A variable that is set but blank counts as not set. The environment wins over `.env` in the current folder.
    """

    model_config = SettingsConfigDict(
        env_prefix="PITBOARD_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",  # a .env file may hold other programs' variables
        frozen=True,
        hide_input_in_errors=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    # None: not connected to Discord.
    discord_token: Annotated[SecretStr | None, Field(validation_alias="DISCORD_TOKEN")] = None
    state_dir: Annotated[Path, AfterValidator(_folder)] = Field(default_factory=_default_state_dir)
    # As written: `data_dirs` has them apart. A folder that is not there is no error here: the build names it, goes on.
    data_dir: Annotated[str, AfterValidator(_separable)] = ""
    log_level: Annotated[LogLevel, BeforeValidator(_upper)] = "INFO"
    # Discord's id of the channel in which reports of mistakes are posted; None: they are kept in state.db alone.
    reports_channel: Annotated[int | None, Field(gt=0, lt=2**63)] = None
    # None: readable in a terminal, JSON elsewhere.
    log_format: Annotated[LogFormat | None, BeforeValidator(_lower)] = None
    # The port of /healthz and /metrics; None: they are not served.
    http_port: Annotated[int | None, Field(ge=0, le=65535)] = None
    http_host: str = "127.0.0.1"
    # None: one connection for all servers. Else Discord's servers are spread over so many connections, ...
    shard_count: Annotated[int | None, Field(gt=0, le=MOST_SHARDS)] = None
    # ... of which this process holds these, as written: "0-3,7". `shards` has them apart. Empty: all.
    shard_ids: str = ""
    # Answers that cost more than a look-up, for one person in a minute; 0: as many as they like.
    costly_per_minute: Annotated[int, Field(ge=0, le=100_000)] = 20

    @model_validator(mode="before")
    @classmethod
    def _blank_is_not_set(cls, values: dict[str, Any]) -> dict[str, Any]:
        stripped = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {name: value for name, value in stripped.items() if value != ""}

    @field_validator("discord_token")
    @classmethod
    def _one_word(cls, token: SecretStr | None) -> SecretStr | None:
        """A token is sent in a header: blanks or letters from elsewhere are a slip in copying."""
        if token is not None and not all("!" <= letter <= "~" for letter in token.get_secret_value()):
            raise ValueError("it has blanks or strange letters in it; copy it again")
        return token

    @model_validator(mode="after")
    def _shards_of_the_count(self) -> Self:
        """Raises: ValueError where the ids and the count do not fit together."""
        for shard in self.shards or ():
            if self.shard_count is None:
                raise PydanticCustomError("shards", "PITBOARD_SHARD_IDS needs PITBOARD_SHARD_COUNT")
            if shard >= self.shard_count:
                raise PydanticCustomError("shards", "PITBOARD_SHARD_IDS names a shard past the last: they count from 0")
        return self

    @field_validator("shard_ids")
    @classmethod
    def _listed(cls, ids: str) -> str:
        shards_of(ids)
        return ids

    @property
    def shards(self) -> tuple[int, ...] | None:
        """The shards that this process holds, in order; None: all there are."""
        return shards_of(self.shard_ids) or None

    @property
    def connections(self) -> int:
        """How many connections to the gateway this process holds."""
        return len(self.shards or range(self.shard_count or 1))

    @property
    def registers(self) -> bool:
        """Whether this process registers the commands: of several, the one that holds shard 0."""
        return self.shards is None or 0 in self.shards

    @property
    def data_dirs(self) -> tuple[Path, ...]:
        """The self-hoster's own data folders, in the order given; the shipped one is not among them."""
        return _split(self.data_dir)

    @property
    def season_db(self) -> Path:
        """Where the season database is kept: built from text, deleted freely."""
        return self.state_dir / "season.db"

    @property
    def state_db(self) -> Path:
        """Where is kept what people leave behind: settings, reports. Never deleted by the program."""
        return self.state_dir / "state.db"


def shards_of(ids: str) -> tuple[int, ...]:
    """The numbers in "0-3,7", in order, each once.

    Raises: ValueError where it is no such list.
    """
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in ids.split(","))):
        match = re.fullmatch(r"(\d{1,5})(?:\s*-\s*(\d{1,5}))?", part, re.ASCII)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if first > last or last >= MOST_SHARDS:
            raise ValueError('it is a list of numbers such as "0-3,7"')
        found |= set(range(first, last + 1))
    return tuple(sorted(found))


def read_settings() -> Settings:
    """The settings of this process.

    Raises: SettingsError where a variable cannot be used, or `.env` cannot be read.
    """
    try:
        # python-dotenv leaves out a line that it cannot read, the token's too.
        if lines := _unreadable_lines(Path(".env")):
            raise SettingsError(f"The file .env cannot be used: line {lines[0]} is not of the form NAME=value.")
        return Settings()
    except ValidationError as error:
        # No `input`: it may be the token.
        faults = [_sentence(fault) for fault in error.errors(include_url=False, include_input=False)]
        raise SettingsError(" ".join(faults)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file .env cannot be read: {error}.") from error


def _unreadable_lines(path: Path) -> list[int]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as stream:
        return [binding.original.line for binding in parse_stream(stream) if binding.error]


def _sentence(fault: ErrorDetails) -> str:
    if fault["type"] == "shards":
        return f"{fault['msg']}."
    field = str(fault["loc"][0])
    variable = field if field.isupper() else f"PITBOARD_{field.upper()}"
    if fault["type"] == "literal_error":
        return f"{variable} cannot be used: it is one of {fault['ctx']['expected']}."
    if fault["type"] in {"int_parsing", "int_type"}:
        return f"{variable} cannot be used: it should be a whole number."
    said = fault["msg"].removeprefix("Value error, ").replace("Input should be ", "it should be ")
    return f"{variable} cannot be used: {said}."
