"""The JSON Schema of `season.toml`, made from the models, for editors and for people."""

import json
from pathlib import Path

from bot.season.folders import shipped_data
from bot.season.model.file import SeasonFile

SCHEMA_FILE = "season.schema.json"


def schema_text() -> str:
    """The schema as it is committed beside the data."""
    schema = SeasonFile.model_json_schema(by_alias=True)
    schema["title"] = "Pitboard season.toml"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schema(folder: Path | None = None) -> Path:
    """Write the schema into a data folder, the shipped one unless another is given."""
    path = (folder or shipped_data()) / SCHEMA_FILE
    path.write_text(schema_text(), encoding="utf-8")
    return path
