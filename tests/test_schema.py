"""The format as others see it: the JSON Schema that editors use, and the page that teaches it by example."""

import csv
import importlib
import io
import json
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel, TypeAdapter

from bot.season import files, model
from bot.season.cells import read_cell
from bot.season.files import OPTIONAL, TABLES, required
from bot.season.folders import shipped_data
from bot.season.model.file import SeasonFile
from bot.season.model.rows import DriverRow, QualifyingRow, ResultRow, Row, StandingRow
from bot.season.model.season import Season
from bot.season.model.values import Text
from bot.season.schema import SCHEMA_FILE, schema_text, write_schema
from tests.folders import SHIPPED, Folder, copied

README = (shipped_data() / "README.md").read_text(encoding="utf-8")
RAW = tomllib.loads((SHIPPED / "season.toml").read_text(encoding="utf-8"), parse_float=Decimal)


def _json(value: Any) -> Any:
    """TOML as JSON has it: dates are text, numbers are numbers."""
    if isinstance(value, dict):
        return {key: _json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_json(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def _validator() -> Any:
    schema = json.loads(schema_text())
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


# The schema.


def test_the_schema_beside_the_data_is_the_one_that_the_models_make() -> None:
    committed = (shipped_data() / SCHEMA_FILE).read_text(encoding="utf-8")

    assert committed == schema_text(), "run: python -c 'from bot.season.schema import write_schema; write_schema()'"


def test_the_schema_is_valid_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text()))


def test_the_shipped_season_fits_the_schema() -> None:
    assert [error.message for error in _validator().iter_errors(_json(RAW))] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": 2003},
        {"label": 2003},
        {"format": 2},
        {"starts": 2003},
        {"default_kind": "nations"},
        {"class": []},
        {"points_denominator": 0},
        {"sources": {"article": {"titel": "x"}}},
    ],
    ids=str,
)
def test_the_schema_refuses_what_the_models_refuse(wrong: dict[str, Any]) -> None:
    assert list(_validator().iter_errors({**_json(RAW), **wrong}))
    with pytest.raises(ValueError, match="validation error"):
        SeasonFile.model_validate({**RAW, **wrong})


def test_the_schema_refuses_unknown_keys_in_every_table() -> None:
    schema = json.loads(schema_text())
    tables = [schema, *schema["$defs"].values()]

    assert all(table["additionalProperties"] is False for table in tables if table.get("type") == "object")


def test_the_schema_can_be_written_elsewhere(tmp_path: Path) -> None:
    assert write_schema(tmp_path).read_text(encoding="utf-8") == schema_text()


# The page: data/README.md.


def _fences(kind: str) -> list[str]:
    """The code of every fenced example of a kind: `toml`, `toml excerpt`, `csv`, `text`."""
    return [match[2] for match in re.finditer(r"^```(.*)\n((?:.*\n)*?)```$", README, re.MULTILINE) if match[1] == kind]


def _in_the_file(example: Any, real: Any) -> bool:
    """Whether an example of TOML stands in the season file as it is."""
    if isinstance(example, list):
        return all(item in real for item in example)
    if isinstance(example, dict):
        return all(key in real and _in_the_file(value, real[key]) for key, value in example.items())
    return bool(example == real)


@pytest.mark.parametrize("example", _fences("toml"))
def test_every_toml_example_of_the_page_stands_in_the_shipped_season(example: str) -> None:
    parsed = tomllib.loads(example, parse_float=Decimal)

    assert parsed
    assert _in_the_file(parsed, RAW)


@pytest.mark.parametrize("example", [*_fences("toml"), *_fences("toml excerpt")])
def test_every_toml_example_of_the_page_is_read_by_the_models(example: str) -> None:
    fields = {field.alias or name: field for name, field in SeasonFile.model_fields.items()}
    for key, value in tomllib.loads(example, parse_float=Decimal).items():
        adapter: TypeAdapter[Any] = TypeAdapter(fields[key].rebuild_annotation())
        adapter.validate_python(value)


@pytest.mark.parametrize("example", _fences("csv"))
def test_every_csv_example_of_the_page_stands_in_a_shipped_table_which_the_models_read(example: str) -> None:
    header, *lines = example.rstrip("\n").split("\n")
    tables = {name: (SHIPPED / name).read_text(encoding="utf-8").split("\n") for name in TABLES}
    (name,) = [name for name, text in tables.items() if text[0] == header]

    assert lines
    assert set(lines) <= set(tables[name])
    width = len(next(csv.reader([header])))
    assert all(len(row) == width for row in csv.reader(io.StringIO("\n".join(lines))))


def test_there_are_examples_of_every_table_and_of_toml() -> None:
    headers = {example.split("\n")[0] for example in _fences("csv")}

    assert headers == {(SHIPPED / name).read_text(encoding="utf-8").split("\n")[0] for name in TABLES}
    assert len(_fences("toml")) >= 8


def test_the_cells_that_the_page_explains_are_all_forms_that_are_read() -> None:
    section = README[README.index("## standings.csv") : README.index("## Checking")]
    cells = re.findall(r"^\| `(\S+)` \|", section, re.MULTILINE)

    assert cells == ["20", "0", "8*", "(4)", "6@a", "-", "?"]
    assert len({read_cell(cell) for cell in cells}) == len(cells)


def test_the_fault_lines_that_the_page_shows_are_those_that_are_printed(tmp_path: Path) -> None:
    (shown,) = _fences("text")
    folder: Folder = copied(tmp_path)
    folder.set("results.csv", "car", "23", round="miami", car="35")
    folder.replace("season.toml", "date = 2003-08-24", "date = 2004-08-24")
    folder.set("standings.csv", "total", "73", competitor="Team Olive Garden")
    said = set(folder.said())
    folder.replace("season.toml", 'name = "Road America 500"', 'nmae = "Road America 500"')
    said |= set(folder.said())

    missing = [_unnumbered(line) for line in shown.splitlines()]
    assert set(missing) <= {_unnumbered(line) for line in said}


def _unnumbered(line: str) -> str:
    """A fault line whatever line it is on: the data grows above it."""
    return re.sub(r":\d+:|\bline \d+", ":#:", line)


def _models() -> Iterator[type[BaseModel]]:
    for found in pkgutil.iter_modules(model.__path__, f"{model.__name__}."):
        for value in vars(importlib.import_module(found.name)).values():
            own = isinstance(value, type) and value.__module__ == found.name
            if own and issubclass(value, Text) and value not in {Text, Row, Season}:
                yield value


@pytest.mark.parametrize("table", list(_models()), ids=str)
def test_the_page_names_every_key_and_every_column(table: type[BaseModel]) -> None:
    examples = "".join([*_fences("toml"), *_fences("toml excerpt"), *_fences("csv")])
    unnamed = []
    for name, field in table.model_fields.items():
        key = field.alias or name
        in_words = re.search(rf"`{re.escape(key)}`", README)
        in_examples = re.search(rf"\b{re.escape(key)}\b( = |,|\n|\]\])", examples)
        if key not in {"line", "cells"} and not in_words and not in_examples:
            unnamed.append(key)
    assert unnamed == []


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("drivers.csv", DriverRow),
        ("results.csv", ResultRow),
        ("qualifying.csv", QualifyingRow),
        ("standings.csv", StandingRow),
    ],
)
def test_the_columns_of_a_table_are_what_its_rows_can_say(name: str, row: type[Row]) -> None:
    fields = {field.alias or key for key, field in row.model_fields.items()}

    assert set(TABLES[name]) == fields - {"line", "cells"}
    assert {*required(name), *OPTIONAL[name]} == set(TABLES[name])


def test_the_headings_and_files_that_faults_point_to_are_there() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(files.__file__).parent.rglob("*.py")))

    assert "data/README.md" in code
    assert "see “standings.csv” in data/README.md" in code
    assert "\n## standings.csv\n" in README
    for target in re.findall(r"\]\(#([^)]+)\)", README):
        headings = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
        assert target in {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_page_is_for_everybody() -> None:
    for private in ("facts.json", "article.txt", "/work/", "/home/", "/tmp/", "uncitable"):
        assert private not in README
