"""The `pitboard` command line, as typed: what is printed, where it goes, and the exit status."""

import os
import pty
import re
import signal
import socket
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

import bot
from bot.__main__ import main
from tests.folders import SHIPPED, Folder, another_season, copied

ROOT = Path(bot.__file__).parent.parent
TOKEN = "MTA5NzM1.GsEcReT.not-a-real-token-0123456789"
WINNER = "#31 Petersen/White Lightning (Craig Stanton, Johnny Mowlem) won GT at round 6, Road America."
GTS = {
    "Corvette Racing": 167,
    "Prodrive": 163,
    "Team Olive Garden": 72,
    "Carsport America": 42,
    "Konrad Motorsport": 6,
}
OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# A first answer on a slow machine; what ends quickly is waited for much less.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Ended:
    """A command line that has ended."""

    status: object
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error, where nothing else was said."""
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        return self.err.rstrip("\n")


Run = Callable[..., Ended]


@pytest.fixture
def pitboard(
    tmp_path: Path, state_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs a command line in this process, in an empty folder, with the season.db that all tests share."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PITBOARD_STATE_DIR", str(state_dir))

    def run(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        return Ended(ended.value.code, captured.out, captured.err)

    return run


def environment(state_dir: Path, **more: str) -> dict[str, str]:
    """A clean environment for a process of its own; coverage alone is handed on."""
    kept = {name: text for name, text in os.environ.items() if name.startswith("COVERAGE") or name == "PATH"}
    return kept | {"PYTHONPATH": str(ROOT), "PITBOARD_STATE_DIR": str(state_dir), "HOME": str(state_dir)} | more


def process(*arguments: str, cwd: Path, env: Mapping[str, str], text: str | None = None) -> Ended:
    """Runs a command line in a process of its own."""
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=env,
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


# ask


def test_a_class_winner_is_answered_with_crew_and_source_in_a_process_of_its_own(tmp_path: Path) -> None:
    ended = process("-m", "bot", "ask", "/winner round:6 class:GT", cwd=tmp_path, env=environment(tmp_path / "state"))

    assert ended.status == 0
    assert ended.err == ""
    assert ended.out.startswith(f"{WINNER}\n")
    assert "Crew Craig Stanton and Johnny Mowlem\n" in ended.out
    assert re.search(r"^Sources?: .*Wikipedia, 2003 American Le Mans Series", ended.out, re.MULTILINE)
    assert not OBEYED.search(ended.out)
    assert (tmp_path / "state" / "season.db").is_file()


@pytest.mark.skipif(os.name == "nt", reason="asks a shell to close it")
def test_a_standard_error_that_whoever_started_it_closed_ends_nothing(tmp_path: Path, state_dir: Path) -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" 2>&-', "sh", sys.executable, "-m", "bot", "ask", "/winner round:6 class:GT"],
        cwd=tmp_path,
        env=environment(state_dir),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=PATIENCE,
    )

    assert ended.returncode == 0
    assert ended.stdout.startswith(f"{WINNER}\n")


@pytest.mark.parametrize("line", ["/standings class:gts", "/standings gts", "/standings GTS teams"])
def test_the_gts_standings_have_the_five_totals(pitboard: Run, line: str) -> None:
    ended = pitboard("ask", line)

    assert ended.status == 0
    rows = [text for text in ended.out.splitlines() if re.match(r"[1-5] ", text)]
    assert len(rows) == len(GTS)
    for row, (position, (team, points)) in zip(rows, enumerate(GTS.items(), start=1), strict=True):
        assert re.fullmatch(rf"{position} {team} +{points}( +-\d+)?", row)


@pytest.mark.parametrize(
    "words",
    [
        ["/winner round:6 class:GT"],
        ["/winner", "round:6", "class:GT"],
        ["/winner 6 gt"],
        ["/winner", "6", "gt"],
        ["winner 6 gt"],
        ["  /WINNER   6   GT  "],
        ["/winner road america gt"],
        ["/winner", "Road America", "gt"],
        ['/winner "Road America" gt'],
        ['/winner round:"Road America" class:gt'],
        ["/winner round:Road America class:gt"],
        ["/winner class:gt round:road america"],
        ["/winner 6 gt 2003"],
        ["/winner round:6 class:GT season:alms-2003"],
    ],
    ids=" ".join,
)
def test_one_question_may_be_typed_in_many_ways(pitboard: Run, words: list[str]) -> None:
    ended = pitboard("ask", *words)

    assert ended.status == 0
    assert ended.out.startswith(f"{WINNER}\n"), ended.out


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("/driver ron fellows", "Ron Fellows had 3 class wins"),
        ('/driver name:"Tomas Enge"', "Tomáš Enge "),
        ("/standings gts drivers", "Ron Fellows and Johnny O'Connell shared the GTS drivers title"),
        ("/standings gts after:2", "GTS teams, after round 2, Road Atlanta: 1. Corvette Racing 46, 2. Prodrive 38"),
        ("/car 08", "#08 "),
    ],
)
def test_options_without_a_name_are_read_in_their_order(pitboard: Run, line: str, first: str) -> None:
    ended = pitboard("ask", line)

    assert ended.status == 0
    assert ended.out.startswith(first)


def test_several_questions_are_answered_in_one_go_each_under_its_line(pitboard: Run) -> None:
    ended = pitboard("ask", "/standings", "gts", "/winner", "6", "GT", "/winner 3 gts")

    assert ended.status == 0
    lines = ended.out.splitlines()
    places = [lines.index(line) for line in ("/standings gts", "/winner 6 GT", "/winner 3 gts")]
    assert places == sorted(places)
    assert [lines[place - 1] for place in places[1:]] == ["", ""]
    assert lines[places[0] + 1].startswith("GTS teams, final: 1. Corvette Racing 167, 2. Prodrive 163")
    assert lines[places[1] + 1] == WINNER
    assert lines[places[2] + 1].startswith("#3 Corvette Racing (Ron Fellows, Johnny O'Connell) won GTS at round 3")


def test_one_refusal_among_several_questions_stops_none_of_the_others_and_is_told_by_the_status(pitboard: Run) -> None:
    ended = pitboard("ask", "/winner 99", "/winner 6 gt")

    assert ended.status == 1
    assert "There is no round “99”." in ended.out
    assert WINNER in ended.out


@pytest.mark.parametrize("words", [["who won gt at round 6"], ["who", "won", "gt", "at", "round", "6"]])
def test_a_question_in_ones_own_words_needs_no_command(pitboard: Run, words: list[str]) -> None:
    ended = pitboard("ask", *words)

    assert ended.status == 0
    assert ended.out == pitboard("ask", "/ask who won gt at round 6").out
    assert "Petersen/White Lightning" in ended.out.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["/winner round:12 class:gt"], "There is no round “12”."),
        (["/winner mexico gt"], "The Grand Prix of Mexico (6 April 2003) was cancelled because"),
        (["/winner 2 lmgtp"], "LMP900, LMP675, GTS and GT raced there"),
        (["/laps 3"], "There is no command “laps”. There are /about,"),
        (["laps"], "There is no command “laps”."),
        (["/my season:2003"], "/my is about who asks and where: ask it in Discord, or on the try-out page."),
        (["/privacy"], "/privacy is about who asks and where:"),
        (["who won the zandvoort gp"], "I do not know what “zandvoort” means here."),
        (["/winner"], "/winner needs round."),
        (["/winner round:6 klass:GT"], "/winner has no option “klass”"),
        (["/schedule and so on"], "There is no season “and so on”."),
        ([""], "Type a command such as /winner round:6 class:GT."),
        (["   "], "Type a command such as /winner round:6 class:GT."),
        (["/"], "Type a command such as /winner round:6 class:GT."),
        (["/winner [red]6[/red]"], "There is no round “[red]6[/red]”."),
        (["/winner '; DROP TABLE entry; --"], "There is no round"),
        (["/winner round:\x1b[2J\x07"], "There is no round “[2J”."),
        (["/winner " + "9" * 4000], "There is no round “99999"),
    ],
)
def test_a_refusal_is_a_sentence_where_the_answer_would_be_and_exit_status_1(
    pitboard: Run, words: list[str], said: str
) -> None:
    ended = pitboard("ask", *words)

    assert ended.status == 1
    assert ended.err == ""
    assert said in ended.out.splitlines()[0]
    assert not OBEYED.search(ended.out)


def test_what_may_have_been_meant_is_printed_as_a_line_that_answers(pitboard: Run) -> None:
    refused = pitboard("ask", "/driver fellws")
    assert refused.status == 1
    meant = re.search(r"^Did you mean (/.+?)  Ron Fellows$", refused.out, re.MULTILINE)
    assert meant, refused.out

    assert pitboard("ask", meant[1]).out.startswith("Ron Fellows had 3 class wins")


def test_nothing_to_ask_is_wrong_usage(pitboard: Run) -> None:
    assert pitboard("ask").status == 2
    assert pitboard().status == 2
    assert pitboard("winner").status == 2


def test_a_name_with_an_accent_is_printed_even_where_the_terminal_has_no_letter_for_it(
    tmp_path: Path, state_dir: Path
) -> None:
    env = environment(state_dir, PYTHONIOENCODING="ascii")

    ended = process("-m", "bot", "ask", "/driver enge", cwd=tmp_path, env=env)

    assert ended.status == 0
    assert ended.out.startswith("Tom?? Enge ")


def _on_a_screen(columns: int, *arguments: str, cwd: Path, env: Mapping[str, str]) -> str:
    """What a terminal of so many columns is sent."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, columns))
    started = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments], cwd=cwd, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    sent = b""
    with suppress(OSError):  # how Linux says that the other side is closed
        while piece := os.read(ours, 65536):
            sent += piece
    os.close(ours)
    assert started.wait(PATIENCE) == 0, sent
    return sent.decode()


@pytest.mark.parametrize("columns", [80, 40, 20])
def test_on_a_screen_there_are_colours_wrapped_prose_and_whole_tables(
    tmp_path: Path, state_dir: Path, columns: int
) -> None:
    env = environment(state_dir, TERM="xterm-256color")

    sent = _on_a_screen(columns, "ask", "/standings gts", cwd=tmp_path, env=env)

    assert "\x1b[1" in sent, "nothing is bold"
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", sent).replace("\r", "").splitlines()
    prose = lines[: lines.index("")]
    assert max(map(len, prose)) <= columns
    assert " ".join(line.strip() for line in prose).startswith("GTS teams, final: 1. Corvette Racing 167, 2. Prodrive")
    assert len(prose) > 1
    assert "1 Corvette Racing   167" in lines
    assert "5 Konrad Motorsport   6 -161" in lines


def test_a_reader_that_goes_away_is_no_stack_trace(tmp_path: Path, state_dir: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", *["/help"] * 20],
        cwd=tmp_path,
        env=environment(state_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        said = started.stderr.read()

    assert b"Traceback" not in said


# Further data


def test_a_further_season_is_asked_for_by_its_label(
    pitboard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another_season(tmp_path / "data", "1903")
    monkeypatch.setenv("PITBOARD_DATA_DIR", "data")
    monkeypatch.setenv("PITBOARD_STATE_DIR", "state")

    ended = pitboard("ask", "/winner 6 gt 1903", "/winner 6 gt")

    assert ended.status == 0
    assert ended.err == ""
    assert ended.out.count(WINNER) == 2
    # Only where it is not the default one does a way on name its season.
    assert [("season:alms-1903" in line) for line in ended.out.splitlines() if line.startswith("More:")] == [
        True,
        False,
    ]


def test_a_faulty_further_folder_is_named_as_a_warning_and_stops_no_answer(
    pitboard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = another_season(tmp_path / "data", "1903")
    broken.add_line("results.csv", "nonsense")
    monkeypatch.setenv("PITBOARD_DATA_DIR", os.pathsep.join(["data", "nowhere"]))
    monkeypatch.setenv("PITBOARD_STATE_DIR", "state")

    for _ in ("built", "unchanged"):
        ended = pitboard("ask", "/winner 6 gt")

        assert ended.status == 0
        assert ended.out.startswith(f"{WINNER}\n")
        assert "WARNING" in ended.err
        assert f"{broken.path / 'results.csv'}:" in ended.err
        assert f"{tmp_path / 'nowhere'}: cannot be listed" in ended.err
        assert "Traceback" not in ended.err


# check


def test_the_shipped_data_has_no_faults(pitboard: Run) -> None:
    ended = pitboard("check")

    assert ended.status == 0
    assert re.fullmatch(
        r"2003 American Le Mans Series: no faults in 10 events, "
        r"\d+ results, \d+ qualifying places and \d+ standings rows\.\n",
        ended.out,
    )
    assert pitboard("check", str(SHIPPED)).out == ended.out
    assert pitboard("check", str(SHIPPED.parent)).out == ended.out


def _broken(parent: Path) -> Folder:
    folder = copied(parent)
    folder.replace("season.toml", 'label = "2003"', 'label = "2003"\nyear = 3')
    folder.add_line("results.csv", "nonsense")
    folder.add_line("standings.csv", "[red]nonsense[/red]")
    return folder


def test_every_fault_of_a_broken_folder_is_one_line_with_its_place_and_remedy(pitboard: Run, tmp_path: Path) -> None:
    folder = _broken(tmp_path)

    ended = pitboard("check", str(folder.path))

    assert ended.status == 1
    *lines, last = ended.out.splitlines()
    assert lines == [str(fault) for fault in folder.faults()]
    assert last == f"Faults: {len(lines)}."
    for name in ("season.toml", "results.csv", "standings.csv"):
        assert [line for line in lines if re.match(rf"{re.escape(str(folder.path / name))}:\d+: .+; .+", line)], name


def test_faults_of_all_folders_are_printed_and_of_ones_own_too(
    pitboard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _broken(tmp_path / "a"), _broken(tmp_path / "b")
    expected = {str(fault) for folder in (first, second) for fault in folder.faults()}

    given = pitboard("check", str(first.path), str(second.path))
    assert given.status == 1
    assert expected < set(given.out.splitlines())

    monkeypatch.setenv("PITBOARD_DATA_DIR", os.pathsep.join(["a", "b"]))
    own = pitboard("check")
    assert own.status == 1
    assert expected < set(own.out.splitlines())


def test_two_folders_that_hold_one_season_are_a_fault_of_the_second(pitboard: Run, tmp_path: Path) -> None:
    first, second = copied(tmp_path / "a"), copied(tmp_path / "b")

    ended = pitboard("check", str(first.path), str(second.path))

    assert ended.status == 1
    assert ended.out.splitlines() == [
        f"{second.path}: holds season alms-2003, which {first.path} holds too; keep one of the two",
        "Faults: 1.",
    ]
    assert pitboard("check", str(first.path), str(first.path)).status == 0


def test_a_folder_that_is_not_there_or_holds_no_season_is_a_sentence(pitboard: Run, tmp_path: Path) -> None:
    nowhere = pitboard("check", str(tmp_path / "nowhere"))
    assert nowhere.status == 1
    assert nowhere.complaint == f"{tmp_path / 'nowhere'}: No such file or directory"

    (tmp_path / "empty").mkdir()
    empty = pitboard("check", str(tmp_path / "empty"))
    assert empty.status == 1
    assert empty.complaint == "There is no season folder: one holds a season.toml."


# build


def test_a_build_is_made_once_and_again_only_when_forced(
    pitboard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PITBOARD_STATE_DIR", "new/state")
    path = tmp_path / "new" / "state" / "season.db"

    assert pitboard("build") == Ended(0, f"{path}: built, alms-2003\n", "")
    before = path.stat()
    assert pitboard("build") == Ended(0, f"{path}: unchanged, alms-2003\n", "")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert pitboard("build", "--force") == Ended(0, f"{path}: built, alms-2003\n", "")
    assert path.stat().st_mtime_ns != before.st_mtime_ns
    assert [found.name for found in path.parent.iterdir()] == ["season.db"]


def test_a_build_names_the_folders_that_it_left_out(
    pitboard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _broken(tmp_path / "data")
    monkeypatch.setenv("PITBOARD_DATA_DIR", "data")
    monkeypatch.setenv("PITBOARD_STATE_DIR", "state")

    ended = pitboard("build")

    assert ended.status == 0
    assert ended.out == f"{tmp_path / 'state' / 'season.db'}: built, alms-2003\n"
    assert ended.err.startswith("Left out:\n")
    for fault in folder.faults():
        assert f"{fault}\n" in ended.err


def test_a_state_folder_that_cannot_be_made_is_a_sentence(
    pitboard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PITBOARD_STATE_DIR", "file/below")
    for command in (["build"], ["ask", "/season"], ["try", "--no-browser"], ["run", "--no-browser"]):
        ended = pitboard(*command)
        assert ended.status == 78
        assert ended.complaint == f"PITBOARD_STATE_DIR cannot be used: {tmp_path / 'file'} is a file, not a folder."


def test_a_state_folder_without_room_to_write_is_a_sentence(
    pitboard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A folder where the database should be moved to: nobody may write over it, whatever their rights.
    (tmp_path / "state" / "season.db").mkdir(parents=True)
    monkeypatch.setenv("PITBOARD_STATE_DIR", "state")

    ended = pitboard("build")

    assert ended.status == 1
    assert "season.db" in ended.complaint
    assert [found.name for found in (tmp_path / "state").iterdir()] == ["season.db"]


# The rest


def test_the_version_is_the_programs(pitboard: Run) -> None:
    assert pitboard("--version") == Ended(0, f"pitboard {bot.__version__}\n", "")


def test_help_names_every_command(pitboard: Run) -> None:
    ended = pitboard("--help")

    assert ended.status == 0
    for name in ("run", "try", "ask", "check", "build"):
        assert re.search(rf"^\W*{name} +\S", ended.out, re.MULTILINE)


def test_a_strangers_package_of_the_same_name_is_refused_in_a_sentence(tmp_path: Path, state_dir: Path) -> None:
    stranger = tmp_path / "elsewhere" / "cogs"
    stranger.mkdir(parents=True)
    (stranger / "__init__.py").touch()
    env = environment(state_dir, PYTHONPATH=os.pathsep.join([str(stranger.parent), str(ROOT)]))

    ended = process("-m", "bot", "ask", "/season", cwd=tmp_path, env=env)

    assert ended.status == 1
    assert ended.complaint == (
        f"Pitboard cannot start: the package `cogs` in {stranger} is not Pitboard's; "
        "start it from an environment of its own."
    )


# run, with a token: tests/test_service.py has the rest


def test_a_token_with_a_blank_is_refused_before_anything_is_sent_and_never_printed(
    pitboard: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", f"{TOKEN} and more")

    ended = pitboard("run")

    assert ended.status == 78
    assert ended.complaint == ("DISCORD_TOKEN cannot be used: it has blanks or strange letters in it; copy it again.")


# run and try, without a token


def _address(started: "subprocess.Popen[str]") -> tuple[list[str], int]:
    """All that is said when the page is open, and its port."""
    assert started.stdout is not None
    lines: list[str] = []
    while lines[-1:] != ["Ctrl-C ends it."]:
        line = started.stdout.readline()
        assert line, f"ended early: {lines}, {started.stderr and started.stderr.read()}"
        lines.append(line.rstrip("\n"))
    [address] = [found for line in lines if (found := re.fullmatch(r"http://127\.0\.0\.1:(\d+)/#\S+", line))]
    return lines, int(address[1])


@pytest.mark.parametrize(
    ("command", "number", "token"),
    [("run", signal.SIGINT, ""), ("try", signal.SIGTERM, TOKEN), ("try", signal.SIGINT, "")],
)
def test_the_try_out_page_ends_quickly_at_a_signal_and_leaves_nothing_running(
    tmp_path: Path, state_dir: Path, command: str, number: signal.Signals, token: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", command, "--no-browser"],
        cwd=tmp_path,
        env=environment(state_dir, DISCORD_TOKEN=token),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,  # a group of its own, so that whatever it starts can be counted
    ) as started:
        try:
            lines, port = _address(started)
            socket.create_connection(("127.0.0.1", port), timeout=10).close()
            before = time.monotonic()
            started.send_signal(number)
            rest, said = started.communicate(timeout=20)
        except BaseException:
            started.kill()
            raise

    assert time.monotonic() - before < 10
    assert started.returncode == 0
    assert said == ""
    assert rest == ""
    assert (lines[0] == "There is no DISCORD_TOKEN, so this is the try-out page.") == (command == "run")
    with pytest.raises(ProcessLookupError):
        os.killpg(started.pid, 0)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=10)


@pytest.mark.parametrize(
    ("command", "number", "status"),
    [
        ("run", signal.SIGTERM, 0),
        ("run", signal.SIGINT, 0),
        ("try", signal.SIGTERM, 0),
        # What has something to do was not done.
        ("check", signal.SIGINT, 130),
        ("check", signal.SIGTERM, -signal.SIGTERM),
    ],
)
def test_a_stop_while_the_program_is_being_loaded_ends_it_without_a_word(
    tmp_path: Path, command: str, number: signal.Signals, status: int
) -> None:
    slow = tmp_path / "slow" / "discord"
    slow.mkdir(parents=True)
    (slow / "__init__.py").write_text("import time\nprint('loading', flush=True)\ntime.sleep(60)\n", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", command],
        cwd=tmp_path,
        env=environment(tmp_path, DISCORD_TOKEN=TOKEN) | {"PYTHONPATH": os.pathsep.join([str(slow.parent), str(ROOT)])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as started:
        try:
            assert started.stdout is not None
            assert started.stdout.readline() == "loading\n"
            started.send_signal(number)
            rest, said = started.communicate(timeout=20)
        except BaseException:
            started.kill()
            raise

    assert (started.returncode, rest, said) == (status, "", "")


# import, recount


@pytest.mark.slow
def test_seasons_are_imported_recounted_and_then_answered_for(few_f1_source: Path, tmp_path: Path) -> None:
    into = tmp_path / "seasons"
    env = environment(tmp_path / "state", PITBOARD_DATA_DIR=str(into))

    imported = process("-m", "bot", "import", "f1db", str(few_f1_source), "--into", "seasons", cwd=tmp_path, env=env)
    recounted = process("-m", "bot", "recount", "seasons", cwd=tmp_path, env=env)
    lines = ('/standings season:"1988"', "/winner round:monaco season:1990")
    asked = process("-m", "bot", "ask", *lines, cwd=tmp_path, env=env)

    assert (imported.err, recounted.err, asked.err) == ("", "", "")
    assert "10 seasons new: f1-1950 … f1-2026" in imported.out
    assert "Formula 1, drivers, 1950–2025: 9 of 9 tables equal to the point" in recounted.out
    assert "Formula 1, constructors, 1988–2025: 5 of 5 tables equal to the point" in recounted.out
    assert "Ayrton Senna 90" in asked.out
    assert "Ayrton Senna (#27 McLaren-Honda) won round 4, the 1990 Monaco Grand Prix" in asked.out


def test_a_recount_says_which_tables_cannot_be_worked_out(pitboard: Run) -> None:
    ended = pitboard("recount", str(SHIPPED))

    assert ended.status == 0
    assert "GTS teams: cannot be worked out, as its results are not complete" in ended.out
    assert ended.out.endswith("cannot be worked out from what is held.\n")


def test_an_import_of_an_unknown_source_or_a_bad_archive_is_one_sentence(pitboard: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"no archive")

    unknown = pitboard("import", "ergast", "bad.zip", "--into", "data")
    bad = pitboard("import", "f1db", "bad.zip", "--into", "data")

    assert (unknown.status, bad.status) == (1, 1)
    assert "There is no source 'ergast'. There are: " in unknown.complaint
    assert "bad.zip is no archive that can be read to its end" in bad.complaint
    assert list((tmp_path / "data").iterdir()) == []
