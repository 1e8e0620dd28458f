"""The image, the compose file and the service unit do what they say, as far as can be told without an engine."""

import configparser
import fnmatch
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import bot
from bot.command_line.program import app
from tests.test_packaging import installed, wheel

__all__ = ["installed", "wheel"]

ROOT = Path(bot.__file__).parent.parent
NOBODY = 10001
WINNER = "#31 Petersen/White Lightning (Craig Stanton, Johnny Mowlem) won GT at round 6, Road America."


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    """Instructions of the Dockerfile in order, each with what follows, on one line."""
    joined = re.sub(r"\\\n", " ", text("Dockerfile"))
    lines = [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    return [(name, re.sub(r"\s+", " ", rest)) for name, _, rest in (line.partition(" ") for line in lines)]


def last_stage() -> dict[str, str]:
    """Instructions of the stage that is run, the last of each kind."""
    found = instructions()
    start = max(number for number, (name, _) in enumerate(found) if name == "FROM")
    return dict(found[start:])


def commands() -> set[str]:
    registered = app.registered_commands
    return {(command.name or str(getattr(command.callback, "__name__", ""))).rstrip("_") for command in registered}


# The image


def test_a_linter_has_nothing_to_say_of_the_dockerfile() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    linted = subprocess.run([linter, ROOT / "Dockerfile"], capture_output=True, text=True, timeout=60)

    assert (linted.returncode, linted.stdout) == (0, "")


def test_the_image_is_of_two_stages_and_is_run_by_nobody_in_particular_with_one_volume() -> None:
    assert [name for name, _ in instructions()].count("FROM") == 2
    stage = last_stage()

    assert stage["USER"] == f"{NOBODY}:{NOBODY}"
    assert stage["VOLUME"] == "/var/lib/pitboard"
    assert "XDG_STATE_HOME=/var/lib " in stage["ENV"], "an empty PITBOARD_STATE_DIR means the volume too"
    assert "EXPOSE" not in stage
    assert "DISCORD_TOKEN" not in text("Dockerfile")
    assert "PITBOARD_HTTP_HOST" not in text("Dockerfile"), "health is asked inside the container alone"


def test_the_image_runs_commands_that_there_are() -> None:
    stage = last_stage()

    assert stage["ENTRYPOINT"] == '["pitboard"]'
    assert stage["CMD"] == '["run"]'
    assert stage["HEALTHCHECK"].endswith('CMD ["pitboard", "health"]')
    assert {"run", "health"} <= commands()


def test_what_is_copied_into_the_image_is_there_and_sent_to_the_engine_and_nothing_else_is() -> None:
    sources = {
        source
        for name, rest in instructions()
        if name == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    }
    sent = {line.removeprefix("!") for line in text(".dockerignore").splitlines() if line.startswith("!")}
    left_out = [line for line in text(".dockerignore").splitlines() if line and line[0] not in "!#"]

    assert sources == sent
    assert left_out[0] == "*"
    for name in sources:
        assert (ROOT / name).exists()
    for secret in (".env", "state.db"):
        assert any(fnmatch.fnmatch(secret, pattern) for pattern in left_out)
        assert secret not in sent


def test_the_wheel_needs_nothing_that_is_not_copied_into_the_image() -> None:
    project = text("pyproject.toml")
    [packages] = re.findall(r"^packages = \[(.+)\]$", project, re.MULTILINE)
    copied = text(".dockerignore")
    for name in (*re.findall(r'"(\w+)"', packages), "data", "README.md", "LICENSE"):
        assert f"!{name}\n" in copied


@pytest.mark.slow
def test_installed_and_read_only_it_answers_looks_and_stops_as_another_user(installed: Path, tmp_path: Path) -> None:
    """What the image does: the wheel in a tree that cannot be written, and one folder of state that can."""
    tree, state = tmp_path / "tree", tmp_path / "pitboard"
    shutil.copytree(installed, tree)
    state.mkdir(mode=0o700)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        if folder.stat().st_uid == os.getuid():
            folder.chmod(folder.stat().st_mode | 0o011)
    root = os.name != "nt" and os.geteuid() == 0
    if root:
        os.chown(state, NOBODY, NOBODY)
    for path in (*tree.rglob("*"), tree):
        path.chmod(0o555 if path.is_dir() else 0o444)
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if root and _readable_by_all() else {}
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(tree),
        "PYTHONDONTWRITEBYTECODE": "1",
        # As somebody copies it from .env.example: blank.
        "PITBOARD_STATE_DIR": "",
        "XDG_STATE_HOME": str(state.parent),
    }

    def ran(*arguments: str) -> "subprocess.CompletedProcess[str]":
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=state,
            env=env,
            capture_output=True,
            text=True,
            timeout=120,
            **user,  # type: ignore[call-overload]
        )
        return done

    answered = ran("ask", "/winner round:6 class:GT")
    looked = ran("doctor")
    try:
        assert (answered.returncode, answered.stderr) == (0, "")
        assert answered.stdout.startswith(WINNER)
        assert looked.returncode == 0, looked.stdout
        assert "data: alms-2003, shipped, has no faults" in looked.stdout
        assert {path.name for path in state.iterdir()} == {"season.db", "state.db"}
        assert not list(tree.rglob("__pycache__"))
    finally:
        for path in (tree, *(path for path in tree.rglob("*") if path.is_dir())):
            path.chmod(0o755)


def _readable_by_all() -> bool:
    """Whether another user can start this Python: not where it lies in somebody's home folder."""
    program = Path(sys.executable)
    places = (program, program.resolve(), Path(os.__file__))
    return all(parent.stat().st_mode & 0o001 for place in places for parent in (place.parent, *place.parent.parents))


# The compose file


def test_the_compose_file_hardens_what_it_starts() -> None:
    written = yaml.safe_load(text("compose.yaml"))
    [service] = written["services"].values()

    assert service["restart"] == "unless-stopped"
    assert service["read_only"] is True
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["state:/var/lib/pitboard"]
    assert service["tmpfs"] == ["/tmp"]  # inside the container
    assert list(written["volumes"]) == ["state"]
    assert service["env_file"] == ".env"
    assert service["environment"] == {"PITBOARD_HTTP_PORT": "8080"}
    assert int(service["stop_grace_period"].removesuffix("s")) > 5
    # Nobody in particular, as the image has it; and no port, host or device is opened.
    assert not {"ports", "expose", "privileged", "network_mode", "user", "devices", "cap_add", "pid"} & service.keys()


# The service unit


def unit() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text("deploy/pitboard.service"))
    return parser["Service"]


def test_the_service_is_started_again_but_not_for_what_must_be_mended_first() -> None:
    service = unit()

    assert service["Restart"] == "always"
    assert service["RestartPreventExitStatus"] == "78"
    assert service["ExecStart"].endswith("/pitboard run")
    assert int(service["TimeoutStopSec"]) > 5
    assert service["DynamicUser"] == "yes"
    assert "XDG_STATE_HOME=/var/lib" in service["Environment"]
    assert service["StateDirectory"] == "pitboard"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd's own check")
def test_systemd_has_nothing_to_say_of_the_service_but_that_it_is_well_shut_in(tmp_path: Path) -> None:
    # The program is not installed where the unit has it.
    here = re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", text("deploy/pitboard.service"), flags=re.MULTILINE)
    path = tmp_path / "pitboard.service"
    path.write_text(here, encoding="utf-8")

    checked = subprocess.run(["systemd-analyze", "verify", path], capture_output=True, text=True, timeout=60)
    exposed = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", path],
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (checked.returncode, checked.stderr) == (0, "")
    assert exposed.returncode == 0, exposed.stdout
