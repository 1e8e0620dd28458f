"""What is written down for people is true: every command, setting, file and example, and nothing of one machine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from discord import AppCommandType
from dotenv import dotenv_values

import bot
from bot.app import create_bot
from bot.client import Pitboard
from bot.command_line.program import app
from bot.commands import LookUp
from bot.errors import SeveralMatches
from bot.settings import Settings
from bot.terminal import shown_answer, terminal_console

ROOT = Path(bot.__file__).parent.parent
DOCUMENTS = (
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"),
    *("data/README.md", "docs/privacy-policy.md", "docs/terms.md"),
)
FOLDERS = ("bot", "cogs", "data", "tests", "benchmarks", "docs", "deploy", ".ci", ".github")
# What is served over HTTP looks like a command.
PAGES = {"healthz", "metrics"}
MADE = {".venv", ".venv-constraints", "dist", "build", "__pycache__"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def table(document: str, heading: str) -> list[tuple[str, ...]]:
    """Rows, cells stripped, of the one table of a document whose header line begins with these cells."""
    lines = text(document).splitlines()
    [start] = [number for number, line in enumerate(lines) if line.startswith(f"| {heading} |")]
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]))
    return rows


def variables() -> list[str]:
    """Names of the environment's variables, one a setting."""
    return [
        str(field.validation_alias or f"{Settings.model_config['env_prefix']}{name.upper()}")
        for name, field in Settings.model_fields.items()
    ]


def project_files() -> Iterator[Path]:
    """Every file of the project, told without git: what tools and people leave beside them is not of it."""
    for path in ROOT.iterdir():
        if path.is_file() and (path.suffix in {".md", ".toml", ".txt", ".example", ".yaml"} or "." not in path.name):
            yield path
    yield ROOT / ".gitignore"
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and not MADE & set(path.parts) and path.suffix != ".db":
                yield path


# Commands


@dataclass(frozen=True, slots=True)
class Usage:
    """A command as a table writes it: `/winner round: [class:]`."""

    name: str
    options: tuple[str, ...]


def usages(cell: str) -> Iterator[Usage]:
    for written in re.findall(r"`/([^`]+)`", cell):
        name, *options = written.split()
        yield Usage(name, tuple(options))


def usage_of(look_up: LookUp) -> Usage:
    """The season stands in the sentence under the table: every command takes it."""
    options = [parameter for parameter in look_up.parameters if parameter.name != "season"]
    written = (f"{option.name}:" if option.required else f"[{option.name}:]" for option in options)
    return Usage(look_up.name, tuple(written))


async def test_the_readmes_table_has_every_look_up_with_its_options_and_no_other(bot: Pitboard) -> None:
    written = [usage for first, *_ in table("README.md", "command | answers") for usage in usages(first)]

    look_ups = {usage_of(look_up) for look_up in bot.look_ups()}
    named = {look_up.name for look_up in bot.look_ups()}
    assert {usage for usage in written if usage.name in named} == look_ups
    assert len(written) == len(set(written))
    # Commands that are no look-ups are in it too, however many options they have.
    assert {usage.name for usage in written} == {
        command.name for command in bot.tree.get_commands(type=AppCommandType.chat_input)
    }


async def test_every_command_named_in_a_document_exists(bot: Pitboard) -> None:
    commands = {command.name for command in bot.tree.get_commands(type=AppCommandType.chat_input)}
    # The recipe in CONTRIBUTING makes up a command of its own.
    for document in (name for name in DOCUMENTS if name != "CONTRIBUTING.md"):
        for named in re.findall(r"`/([a-z]\w*)[ `]", text(document)):
            assert named in commands | PAGES, f"{document}: /{named}"


def test_the_readmes_table_of_the_command_line_is_the_command_line() -> None:
    written = {re.fullmatch(r"`pitboard (\w+)[^`]*`", first) for first, *_ in table("README.md", "command | does")}
    names = {
        (command.name or (command.callback.__name__ if command.callback else "")).rstrip("_")
        for command in app.registered_commands
    }

    assert None not in written
    assert {found[1] for found in written if found} == names


@pytest.mark.parametrize("document", [*DOCUMENTS, ".ci/run", ".github/workflows/ci.yml"])
def test_every_make_target_that_is_named_exists(document: str) -> None:
    [phony] = re.findall(r"^\.PHONY: (.+)$", text("Makefile"), re.MULTILINE)
    # In code: "make one" is English.
    code = re.findall(r"`[^`]+`|^ {4}.*$|run: .*$|^exec .*$", text(document), re.MULTILINE)
    for target in re.findall(r"\bmake ([a-z]+)", "\n".join(code)):
        assert target in phony.split(), f"{document}: make {target}"


def test_makes_help_has_every_target() -> None:
    [phony] = re.findall(r"^\.PHONY: (.+)$", text("Makefile"), re.MULTILINE)

    helped = re.findall(r'@echo "make (\w+) ', text("Makefile"))
    assert sorted(helped) == sorted(set(phony.split()) - {"help"})
    for target in phony.split():
        assert re.search(rf"^[a-z ]*\b{target}\b[a-z ]*:", text("Makefile"), re.MULTILINE), target


# Settings


def test_the_example_file_has_every_setting_blank_and_no_other() -> None:
    assert dotenv_values(ROOT / ".env.example") == dict.fromkeys(variables(), "")


def test_every_setting_in_the_example_file_has_a_sentence_above_it() -> None:
    lines = text(".env.example").splitlines()
    for name in variables():
        above = lines[lines.index(f"{name}=") - 1]
        assert re.fullmatch(r"# [A-Z].{20,}\.", above), f"{name}: {above}"


def test_the_example_file_is_one_that_settings_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(text(".env.example"), encoding="utf-8")
    assert Settings().model_fields_set == set()

    Path(".env").write_text(text(".env.example").replace("LOG_LEVEL=\n", "LOG_LEVEL=debug\n"), encoding="utf-8")
    assert Settings().log_level == "DEBUG"


def test_the_readmes_table_has_every_setting_and_no_other() -> None:
    assert [first for first, _ in table("README.md", "variable | what it is for")] == [f"`{v}`" for v in variables()]


@pytest.mark.parametrize(
    "document",
    [*DOCUMENTS, "Makefile", ".ci/run", "Dockerfile", "compose.yaml", "deploy/pitboard.service"],
)
def test_no_document_names_a_setting_that_there_is_not(document: str) -> None:
    for name in re.findall(r"\b(?:DISCORD_TOKEN|PITBOARD_[A-Z_]+)\b", text(document)):
        assert name in variables(), name


# Files


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_of_a_document_leads_to_a_file_or_heading_that_is_there(document: str) -> None:
    folder = (ROOT / document).parent
    prose = re.sub(r"^```.*?^```", "", text(document), flags=re.DOTALL | re.MULTILINE)
    for address in re.findall(r"\]\(([^)\s]+)\)", prose):
        if address.startswith("https://"):
            continue
        name, _, anchor = address.partition("#")
        target = folder / name if name else ROOT / document
        assert target.exists(), f"{document}: {address}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [_anchor(heading) for heading in headings], f"{document}: {address}"


def test_every_picture_in_docs_is_one_that_the_readme_or_the_script_names() -> None:
    """And each that the README shows is a real picture."""
    shown = set(re.findall(r"\]\((docs/pictures/[^)]+)\)", text("README.md")))
    assert shown
    for name in shown:
        assert (ROOT / name).read_bytes().startswith(b"\x89PNG\r\n\x1a\n"), name
    for path in (ROOT / "docs" / "pictures").iterdir():
        assert f'"{path.stem.removesuffix("-phone")}"' in text("docs/pictures.py"), path.name


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_in_code_is_there(document: str) -> None:
    # The recipe for a command makes up files of its own; an owner who imports has some of theirs.
    made_up = {"bot/queries/tyres.py", "bot/answers/tyres.py", "cogs/tyres.py", "tests/test_tyres.py"}
    made_up |= {"decisions.toml", "races.csv"}
    for name in re.findall(r"`((?:\.?[\w-]+/)+[\w.-]*|[\w-]+\.(?:md|txt|toml|csv|py|json)|\.[\w.]+)`", text(document)):
        if name in made_up or re.fullmatch(r"\.(venv|env)", name):
            continue
        places = (ROOT, (ROOT / document).parent, ROOT / "bot", *(ROOT / "bot").iterdir(), *(ROOT / "data").iterdir())
        assert any((place / name).exists() for place in places), f"{document}: {name}"


def test_the_licences_of_code_and_data_lie_beside_them() -> None:
    assert text("LICENSE").startswith("MIT License")
    for season in (ROOT / "data").glob("*/season.toml"):
        licence = season.with_name("LICENSE.md")
        assert licence.is_file(), season.parent
        assert len(licence.read_text(encoding="utf-8")) > 100
    assert "CC BY-SA 4.0" in text("data/alms-2003/LICENSE.md")


def test_the_changelog_says_what_is_not_released_yet_before_any_release() -> None:
    headings = re.findall(r"^## (.+)$", text("CHANGELOG.md"), re.MULTILINE)

    assert headings[0] == "Unreleased"
    for released in headings[1:]:
        assert re.fullmatch(r"\d+\.\d+\.\d+ – \d{4}-\d\d-\d\d", released)


# Layers


def test_the_table_of_layers_names_modules_that_exist_and_every_one() -> None:
    written = [
        name for first, *_ in table("CONTRIBUTING.md", "layer | does") for name in re.findall(r"`([^`]+)`", first)
    ]
    modules = {f"bot/{path.name}" for path in (ROOT / "bot").glob("*.py") if path.name != "__init__.py"}
    packages = {f"bot/{path.parent.name}/" for path in (ROOT / "bot").glob("*/__init__.py")}

    assert sorted(written) == sorted(modules | packages | {"cogs/"})


# Examples


@dataclass(frozen=True, slots=True)
class Example:
    """A command line in a document, and the lines that are written under it."""

    document: str
    line: str
    shown: tuple[str, ...]


def examples() -> Iterator[Example]:
    for document in DOCUMENTS:
        lines = text(document).splitlines()
        for number, line in enumerate(lines):
            if asked := re.fullmatch(r'\s+\$ \S*pitboard ask "(.+)"', line):
                shown = []
                for under in lines[number + 1 :]:
                    if not under.startswith("    ") or under.lstrip().startswith("$"):
                        break
                    shown.append(under.strip())
                yield Example(document, asked[1], tuple(shown))


EXAMPLES = tuple(examples())


def _printed(shown: object) -> list[str]:
    console = terminal_console()
    with console.capture() as captured:
        console.print(shown, crop=False)
    return captured.get().splitlines()


def test_there_are_examples_and_one_shows_its_answer() -> None:
    assert [example.line for example in EXAMPLES if example.document == "README.md"]
    assert any(example.shown for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.document} {example.line}")
async def test_every_example_answers_what_is_written_under_it(bot: Pitboard, example: Example) -> None:
    printed = _printed(shown_answer(await bot.ask(example.line), bot.archive.default_season))

    rest = iter(printed)
    for line in example.shown:
        assert line == "…" or line in rest, f"{line!r} is not printed there"


async def test_every_picture_of_the_readme_is_of_a_question_that_is_answered_as_its_heading_says(bot: Pitboard) -> None:
    for heading, line in _pictures():
        if not line.startswith("/") or "private:" in line or line == "/settings" or "season:F1" in line:
            continue  # a message's menu, and what Discord alone knows of
        if heading == "A name that means two things":
            with pytest.raises(SeveralMatches):
                await bot.ask(line)
        else:
            assert (await bot.ask(line)).sentence


async def test_every_picture_of_formula_1_is_of_a_question_that_is_answered_with_it(f1_settings: Settings) -> None:
    lines = [line for _, line in _pictures() if "season:F1" in line]
    assert lines
    made = create_bot(f1_settings)
    await made.load()
    try:
        for line in lines:
            assert "Source: F1DB" in ((await made.ask(line)).embed.footer.text or "")
    finally:
        await made.close()


def _pictures() -> Iterator[tuple[str, str]]:
    """Headings and alternative texts of the README's pictures, which stand in tables of one row."""
    lines = text("README.md").splitlines()
    for number, line in enumerate(lines):
        if line.startswith("| !["):
            headings = [cell.strip() for cell in lines[number - 2].split("|")[1:-1]]
            yield from zip(headings, re.findall(r"!\[([^\]]+)\]", line), strict=True)


# One machine's own


def _private() -> dict[str, re.Pattern[str]]:
    """What belongs to one machine or to those who made the data. Put together, so that it is not found in here."""
    slash = "/"
    return {
        "a folder of one machine": re.compile(rf"(?<![\w.~)}}])({slash}tmp{slash}|{slash}work\b(?!-)|{slash}root\b)"),
        "a home folder": re.compile(rf"(?<![\w.]){slash}(home|Users){slash}\w"),
        "an address to install from": re.compile(
            r"index[-_]url|find[-]links|trusted[-]host|pypi\.org/simple|//\w+:\w+@"
        ),
        "a file that was never part of it": re.compile(r"\b(facts" + r"\.json|article" + r"\.txt)\b"),
    }


def test_no_file_names_anything_of_one_machine() -> None:
    # It names them to look for them in the data.
    looking = {ROOT / "tests" / "test_schema.py"}
    found = []
    files = [path for path in project_files() if path not in looking and path.suffix not in {".png", ".xz"}]
    assert len(files) > 80, "the project was looked at"
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for what, pattern in _private().items():
                if pattern.search(line):
                    found.append(f"{path.relative_to(ROOT)}:{number}: {what}: {line.strip()[:80]}")
    assert found == []


def test_what_belongs_to_one_machine_would_be_found() -> None:
    samples = {
        "a folder of one machine": ["cp /" + "tmp/x", '"/' + 'work/main"', "/" + "root"],
        "a home folder": ["/" + "home/me"],
        "an address to install from": ["--index" + "-url x", "https:/" + "/me:secret@host"],
        "a file that was never part of it": ["facts" + ".json", "../article" + ".txt"],
    }
    for what, lines in samples.items():
        for line in lines:
            assert _private()[what].search(line), line
    for harmless in (".github/workflows/ci.yml", "PYTHON=/path/to/python3.11", "a/work", "https://example.org/rooted"):
        assert not any(pattern.search(harmless) for pattern in _private().values()), harmless
