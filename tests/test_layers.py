"""The layers and the one direction of their imports, read from the code itself."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import bot

ROOT = Path(bot.__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the program: its dotted name, its text, its tree."""

    name: str
    path: Path
    tree: ast.Module

    def imports(self, *, typing_only: bool) -> set[str]:
        """Dotted names of what it imports, those for type checkers alone only where asked for."""
        return set(_imports(self.tree, typing_only=typing_only))

    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)


def _imports(node: ast.AST, *, typing_only: bool) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING" and not typing_only:
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            # `from bot.answers import remarks` is an import of bot.answers.remarks.
            module = child.module or ""
            yield module
            yield from (f"{module}.{alias.name}" for alias in child.names)
        else:
            yield from _imports(child, typing_only=typing_only)


def _modules() -> Iterator[Module]:
    for package in ("bot", "cogs"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield Module(name, path, ast.parse(path.read_text(encoding="utf-8")))


MODULES = tuple(_modules())


def _within(name: str, *layers: str) -> bool:
    return any(name == layer or name.startswith(f"{layer}.") for layer in layers)


def _layer(*layers: str) -> list[Module]:
    found = [module for module in MODULES if _within(module.name, *layers)]
    assert found, f"nothing is called {layers}: this test would hold nothing"
    return found


# What each layer may import of the program, and of the outside things that not everybody may touch.
# A layer that is not listed here is not known to this test, and fails it.
OUTSIDE = ("discord", "sqlite3", "aiosqlite", "simcord", "typer", "rich", "rapidfuzz", "pydantic_settings")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "bot": (),
    "bot.errors": (),
    "bot.kept": (),
    "bot.months": (),
    "bot.season": ("bot.errors", "bot.championship"),
    "bot.championship": (),
    "bot.database": ("bot.errors", "bot.kept", "bot.season", "sqlite3", "aiosqlite"),
    "bot.importers": ("bot.errors", "bot.months", "bot.season", "bot.championship", "rapidfuzz"),
    "bot.settings": ("bot.errors", "pydantic_settings"),
    "bot.pace": ("bot.errors",),
    "bot.metrics": ("bot", "discord"),
    "bot.logs": ("bot.errors", "bot.settings", "discord", "sqlite3"),
    "bot.queries": ("bot.errors", "bot.database", "bot.season.statuses", "sqlite3", "aiosqlite"),
    "bot.folding": (),
    "bot.shelf": ("bot.folding", "rapidfuzz"),
    "bot.names": ("bot.errors", "bot.folding", "bot.queries", "bot.shelf"),
    "bot.unmatched": ("bot.folding", "bot.names"),
    "bot.prose": ("bot.errors", "bot.folding", "bot.names", "bot.queries"),
    "bot.careers": ("bot.folding", "bot.queries"),
    "bot.places": ("bot.folding", "bot.queries"),
    "bot.archive": (
        "bot.errors",
        "bot.database",
        "bot.queries",
        "bot.names",
        "bot.careers",
        "bot.places",
        "bot.prose",
        "sqlite3",
        "aiosqlite",
    ),
    "bot.state": ("bot.errors", "bot.database", "bot.queries", "aiosqlite"),
    "bot.answers": (
        "bot",
        "bot.errors",
        "bot.months",
        "bot.championship",
        "bot.queries",
        "bot.names",
        "bot.prose",
        "bot.careers",
        "bot.places",
        "bot.archive",
        "discord",
    ),
    "bot.ask": (
        "bot.errors",
        "bot.months",
        "bot.folding",
        "bot.names",
        "bot.careers",
        "bot.places",
        "bot.archive",
        "bot.answers",
        "rapidfuzz",
    ),
    "bot.examples": ("bot.names", "bot.careers", "bot.archive"),
    "bot.options": ("bot.errors", "bot.folding", "bot.names", "bot.archive", "bot.answers", "bot.examples", "discord"),
    "bot.spans": ("bot.errors", "bot.folding", "bot.names", "bot.careers", "bot.archive", "bot.answers", "bot.options"),
    "bot.lines": ("bot.errors", "bot.archive", "bot.answers", "bot.options"),
}
"""Layers that other layers rest on. `bot` alone is the version number."""

DISCORD_SIDE = (
    "bot.client",
    "bot.app",
    "bot.commands",
    "bot.buttons",
    "bot.selects",
    "bot.tree",
    "bot.offers",
    "bot.presses",
    "bot.finished",
    "bot.replies",
    "bot.reports",
    "bot.callbacks",
    "bot.desk",
    "bot.endings",
    "bot.events",
    "bot.reconnecting",
    "bot.sessions",
    "bot.traffic",
    "bot.warming",
    "bot.health",
    "bot.mending",
    "bot.shards",
    "bot.service",
    "bot.command_line",
    "bot.doctor",
    "bot.registry",
    "bot.registering",
    "bot.running",
    "bot.terminal",
    "bot.tryout",
)
"""What drives the layers; they may import any of them."""


@pytest.mark.parametrize("layer", sorted(MAY_IMPORT))
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    allowed = {layer, *MAY_IMPORT[layer]} - ({"bot"} if layer != "bot" else set())
    wrong = []
    for module in [module for module in MODULES if module.name == layer] if layer == "bot" else _layer(layer):
        for name in module.imports(typing_only=False):
            if not _within(name, "bot", "cogs", *OUTSIDE):
                continue
            if name in {"bot", "bot.__version__"} and "bot" in MAY_IMPORT[layer]:
                continue
            if not _within(name, *allowed):
                wrong.append(f"{module.name} imports {name}")
    assert wrong == []


def test_even_for_type_checkers_what_lies_below_discord_names_nothing_of_it() -> None:
    below = (
        "bot.errors",
        "bot.season",
        "bot.championship",
        "bot.database",
        "bot.queries",
        "bot.folding",
        "bot.shelf",
        "bot.names",
        "bot.prose",
        "bot.archive",
    )
    for module in _layer(*below):
        names = module.imports(typing_only=True)
        assert not [name for name in names if _within(name, "discord", "cogs", *DISCORD_SIDE)], module.name


def test_names_and_answers_import_neither_cogs_nor_the_client() -> None:
    for module in _layer("bot.names", "bot.answers"):
        assert not [n for n in module.imports(typing_only=True) if _within(n, "cogs", "bot.client", "bot.app")]


def test_nothing_but_the_tests_imports_a_cog_by_name() -> None:
    """Cogs are found as a folder: a list of them anywhere would be a second registry."""
    for module in _layer("bot"):
        assert not [name for name in module.imports(typing_only=True) if _within(name, "cogs") and name != "cogs"]


def test_every_module_is_in_a_layer_that_this_test_knows() -> None:
    known = {*MAY_IMPORT, *DISCORD_SIDE, "bot.__main__", "bot.importers", "cogs"} - {"bot"}

    assert [module.name for module in MODULES if module.name != "bot" and not _within(module.name, *known)] == []


def test_the_command_line_is_imported_by_nobody() -> None:
    for module in MODULES:
        whole = ("bot.__main__",) if module.name == "bot.__main__" else ("bot.__main__", "bot.command_line.program")
        assert not [name for name in module.imports(typing_only=True) if _within(name, *whole)]


def test_championship_does_no_input_or_output() -> None:
    (module,) = _layer("bot.championship")

    assert module.imports(typing_only=True) & {"pathlib", "os", "io", "csv", "tomllib"} == set()
    assert not [node for node in module.nodes() if isinstance(node, ast.Name) and node.id in {"open", "print"}]


# SQL.

_SQL = re.compile(r"\b(SELECT\s|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|CREATE\s+(TABLE|INDEX|VIEW)|PRAGMA\s)")
# build.py asks a file whether it is a sound database of this build before anything may query it: which version it
# is, and which seasons are in it. A topic module would have to be trusted with a file that may be no database.
# So do state.py, which asks how far the file has been migrated, and backup.py, which asks a copy the same.
ASKED_BEFORE_OPENING = {
    "SELECT value FROM meta WHERE key = 'version'",
    "SELECT season FROM season ORDER BY season",
    "SELECT folder, season, held_in FROM left_out ORDER BY folder",
    "SELECT max(number) FROM migration",
}


def _texts(module: Module) -> Iterator[tuple[str, bool]]:
    """Every text of a module but its docstrings, and whether it is put together from parts (an f-string)."""
    documentation = {
        id(node.body[0].value)
        for node in module.nodes()
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    inside = {id(part) for node in module.nodes() if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in module.nodes():
        if isinstance(node, ast.JoinedStr):
            yield ast.unparse(node), True
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation | inside:
            yield node.value, False


def test_what_is_asked_of_the_database_is_asked_in_queries_alone() -> None:
    asked = {
        (module.name, text)
        for module in MODULES
        if not _within(module.name, "bot.queries")
        for text, _ in _texts(module)
        if re.search(r"\bSELECT\s", text)
    }

    assert {text for _, text in asked} == ASKED_BEFORE_OPENING
    assert {name for name, _ in asked} == {"bot.database.build", "bot.database.state", "bot.database.backup"}


def test_sql_of_any_kind_stands_in_queries_and_in_the_database_alone() -> None:
    wrong = [
        (module.name, text)
        for module in MODULES
        if not _within(module.name, "bot.queries", "bot.database")
        for text, _ in _texts(module)
        if _SQL.search(text)
    ]

    assert wrong == []


def test_no_query_is_put_together_from_parts_that_are_not_constants() -> None:
    for module in _layer("bot.queries"):
        assert [text for text, joined in _texts(module) if joined] == [], module.name
        for node in module.nodes():
            assert not (isinstance(node, ast.Attribute) and node.attr in {"format", "format_map"}), module.name
            assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)), module.name


# Cogs.


def test_a_cog_makes_no_embed() -> None:
    for module in _layer("cogs"):
        names = {node.attr for node in module.nodes() if isinstance(node, ast.Attribute)}
        names |= {node.id for node in module.nodes() if isinstance(node, ast.Name)}
        assert "Embed" not in names, module.name


def test_a_cog_catches_nothing() -> None:
    for module in _layer("cogs"):
        assert not [node for node in module.nodes() if isinstance(node, (ast.Try, ast.TryStar))], module.name


def test_a_cog_asks_no_database() -> None:
    for module in _layer("cogs"):
        for name in module.imports(typing_only=True):
            assert not _within(name, "bot.queries", "bot.database", "bot.season", "sqlite3", "aiosqlite"), module.name


# Everywhere.


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_every_module_says_its_rule_or_its_job_first(module: Module) -> None:
    documentation = ast.get_docstring(module.tree)

    assert documentation
    assert documentation.split("\n")[0].strip()


def test_no_import_is_relative() -> None:
    for module in MODULES:
        for node in module.nodes():
            assert not (isinstance(node, ast.ImportFrom) and node.level), f"{module.name}:{getattr(node, 'lineno', 0)}"


def test_nothing_is_swallowed_whole() -> None:
    for module in MODULES:
        for node in module.nodes():
            if isinstance(node, ast.ExceptHandler):
                caught = "" if node.type is None else ast.unparse(node.type)
                again = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
                assert node.type is not None, f"{module.name}:{node.lineno}"
                assert not re.search(r"\bException\b", caught), f"{module.name}:{node.lineno}"
                assert "BaseException" not in caught or again, f"{module.name}:{node.lineno}"


def test_no_public_function_of_the_lower_layers_goes_without_a_docstring() -> None:
    bare = [
        f"{module.name}.{node.name}"
        for module in _layer(
            "bot.season",
            "bot.championship",
            "bot.database",
            "bot.folding",
            "bot.shelf",
            "bot.names",
            "bot.queries",
            "bot.archive",
        )
        for node in module.tree.body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert bare == []
