"""The wheel holds what the program needs and no more, runs anywhere, and its requirements are pinned."""

import ast
import configparser
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import bot

ROOT = Path(bot.__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WINNER = "#31 Petersen/White Lightning (Craig Stanton, Johnny Mowlem) won GT at round 6, Road America."


def _python(*arguments: str, cwd: Path, pythonpath: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """Runs Python in a clean environment; coverage alone is handed on."""
    kept = {name: text for name, text in os.environ.items() if name.startswith("COVERAGE") or name == "PATH"}
    env = kept | {"HOME": str(cwd), "PYTHONPATH": pythonpath} | more
    return subprocess.run([sys.executable, *arguments], cwd=cwd, env=env, capture_output=True, text=True, timeout=120)


def _files(folder: str, pattern: str = "*") -> set[str]:
    """Files of a folder of the checkout, by their path in it."""
    found = (path for path in (ROOT / folder).rglob(pattern) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in found}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from the checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    built = _python("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    [made] = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which nothing but the wheel was installed."""
    folder = tmp_path_factory.mktemp("installed")
    options = ("--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check", "--target", str(folder))
    done = _python("-m", "pip", "install", *options, str(wheel), cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def _members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as file:
        return set(file.namelist())


def _member(wheel: Path, end: str) -> str:
    with zipfile.ZipFile(wheel) as file:
        [name] = [name for name in file.namelist() if name.endswith(end)]
        return file.read(name).decode()


def _metadata(wheel: Path) -> Message:
    return message_from_string(_member(wheel, ".dist-info/METADATA"))


@pytest.mark.slow
def test_the_wheel_holds_all_code_and_data_of_the_checkout_and_nothing_else(wheel: Path) -> None:
    members = {name for name in _members(wheel) if ".dist-info/" not in name}

    code = _files("bot") | _files("cogs")
    data = {name.replace("data/", "bot/_data/", 1) for name in _files("data")}
    assert members == code | data
    for name in ("season.toml", "drivers.csv", "results.csv", "qualifying.csv", "standings.csv", "LICENSE.md"):
        assert f"bot/_data/alms-2003/{name}" in members
    assert {"bot/database/season.sql", "bot/__main__.py", "cogs/__init__.py", "cogs/results.py"} <= members
    assert {name.rpartition(".")[2] for name in members} <= {"py", "sql", "toml", "csv", "md", "json"}


@pytest.mark.slow
def test_the_wheel_says_what_it_is_and_how_it_is_started(wheel: Path) -> None:
    metadata = _metadata(wheel)
    entries = configparser.ConfigParser()
    entries.read_string(_member(wheel, ".dist-info/entry_points.txt"))

    assert metadata["Name"] == "pitboard"
    assert metadata["Version"] == bot.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert "try" in metadata.get_all("Provides-Extra", [])
    assert dict(entries["console_scripts"]) == {"pitboard": "bot.__main__:main"}
    assert _member(wheel, ".dist-info/licenses/LICENSE") == (ROOT / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_wheel_names_no_address_to_install_from(wheel: Path) -> None:
    for line in _metadata(wheel).get_all("Requires-Dist", []):
        assert Requirement(line).url is None, line


@pytest.mark.slow
def test_an_installed_wheel_answers_from_the_data_within_it(installed: Path, tmp_path: Path) -> None:
    state = str(tmp_path / "state")
    where = (
        "import bot, cogs; from bot.season.folders import shipped_data as data; "
        "print(bot.__file__, data(), cogs.__file__, sep='\\n')"
    )
    places = _python("-c", where, cwd=tmp_path, pythonpath=str(installed))
    assert places.stdout.splitlines() == [
        str(installed / "bot" / "__init__.py"),
        str(installed / "bot" / "_data"),
        str(installed / "cogs" / "__init__.py"),
    ]

    asked = _python(
        *("-m", "bot", "ask", "/winner round:6 class:GT", "/standings class:gts"),
        cwd=tmp_path,
        pythonpath=str(installed),
        PITBOARD_STATE_DIR=state,
    )

    assert asked.returncode == 0, asked.stderr
    assert asked.stderr == ""
    assert WINNER in asked.stdout
    for row in ("Corvette Racing   167", "Prodrive          163", "Team Olive Garden  72", "Carsport America   42"):
        assert row in asked.stdout
    assert re.search(r"Konrad Motorsport +6 ", asked.stdout)
    assert str(ROOT) not in asked.stdout


@pytest.mark.slow
def test_the_installed_console_script_checks_the_data_within_the_wheel(installed: Path, tmp_path: Path) -> None:
    script = installed / "bin" / "pitboard"

    version = _python(str(script), "--version", cwd=tmp_path, pythonpath=str(installed))
    checked = _python(str(script), "check", cwd=tmp_path, pythonpath=str(installed))

    assert version.stdout == f"pitboard {bot.__version__}\n"
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.startswith("2003 American Le Mans Series: no faults in 10 events")


@pytest.mark.slow
def test_a_strangers_cogs_before_an_installed_wheel_are_refused_in_a_sentence(installed: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger" / "cogs"
    stranger.mkdir(parents=True)
    (stranger / "__init__.py").touch()

    asked = _python(
        *("-m", "bot", "ask", "/winner round:6 class:GT"),
        cwd=tmp_path,
        pythonpath=os.pathsep.join([str(stranger.parent), str(installed)]),
        PITBOARD_STATE_DIR=str(tmp_path / "state"),
    )

    assert asked.returncode == 1
    assert asked.stdout == ""
    [sentence] = asked.stderr.splitlines()
    assert f"the package `cogs` in {stranger} is not Pitboard's" in sentence


# Requirements and pins


def _pins() -> dict[str, str]:
    """Pinned versions by canonical name; any line that is no pin fails."""
    pins: dict[str, str] = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        pin = re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)( ; [a-z_]+ [<>=]+ \"[0-9.]+\")?", line)
        assert pin, f"constraints.txt: {line!r} is no pin"
        name = canonicalize_name(pin[1])
        assert name not in pins, f"{name} is pinned twice"
        pins[name] = pin[2]
    return pins


def _requirements() -> list[Requirement]:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    return [Requirement(line) for line in (*PROJECT["dependencies"], *extras, *build)]


def _installed_with(requirements: list[Requirement]) -> Iterator[str]:
    """Canonical names of all that comes with requirements, as far as it is installed here."""
    waiting = [(canonicalize_name(line.name), frozenset(line.extras)) for line in requirements]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        yield name
        try:
            needs = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:  # the tools for pictures are an extra of their own
            continue
        for need in map(Requirement, needs):
            if need.marker and not any(need.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
                continue
            further = (canonicalize_name(need.name), frozenset(need.extras))
            if further not in seen:
                seen.add(further)
                waiting.append(further)


def test_every_requirement_is_pinned_to_a_version_that_it_allows() -> None:
    pins = _pins()

    for line in _requirements():
        pinned = pins.get(canonicalize_name(line.name))
        assert pinned is not None, f"{line.name} is not pinned"
        assert line.specifier.contains(pinned), f"{line} does not allow the pinned {pinned}"
        assert any(mark.operator == "<" for mark in line.specifier), f"{line} allows every version to come"


def test_everything_that_comes_with_a_requirement_is_pinned() -> None:
    names = set(_installed_with(_requirements()))

    assert {"aiohttp", "pydantic-core", "markdown-it-py"} <= names, "requirements of requirements were looked at"
    assert names - set(_pins()) == set()


def test_what_the_program_imports_is_required_by_name() -> None:
    required = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    owners = importlib.metadata.packages_distributions()
    imported: set[str] = set()
    for path in (*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in {module.partition(".")[0] for module in modules}:
                if name not in sys.stdlib_module_names and name not in {"bot", "cogs"}:
                    imported |= {canonicalize_name(owner) for owner in owners[name]}

    # pydantic's own core is of one version with it; the try-out page's simcord is an extra; discord.py takes orjson.
    assert (imported - {"pydantic-core", "simcord"}) | {"orjson"} == required


def test_the_version_is_stated_once() -> None:
    assert "version" in PROJECT["dynamic"]
    assert "version" not in PROJECT
    assert re.fullmatch(r"\d+\.\d+\.\d+", bot.__version__)
