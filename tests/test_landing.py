"""Staged seasons land all together or not at all, whatever stands in their way."""

import shutil
from pathlib import Path

import pytest

from bot.errors import DataError, ImportRefused
from bot.importers.landing import Landing, land, stage, staging_folder
from bot.season.folders import shipped_data
from bot.season.read import check_folder, read_season
from bot.season.write import season_texts
from tests.folders import another_season

SHIPPED = shipped_data() / "alms-2003"


def _texts(tmp_path: Path, label: str) -> dict[str, str]:
    folder = another_season(tmp_path / "made", label)
    return season_texts(read_season(folder.path))


def _land(into: Path, seasons: dict[str, dict[str, str]], *, force: bool = False) -> Landing:
    with staging_folder(into, dry_run=False) as staging:
        for key, texts in seasons.items():
            stage(staging, key, "a test", texts)
        return land(staging, into, force=force, dry_run=False)


def _tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def two(tmp_path: Path) -> dict[str, dict[str, str]]:
    """The texts of two seasons."""
    (tmp_path / "made").mkdir()
    return {"alms-1903": _texts(tmp_path, "1903"), "alms-1904": _texts(tmp_path, "1904")}


def test_what_lands_is_sound_and_read_as_it_was_made(two: dict[str, dict[str, str]], tmp_path: Path) -> None:
    into = tmp_path / "data"

    landing = _land(into, two)

    assert landing == Landing(("alms-1903", "alms-1904"), (), (), ())
    assert sorted(path.name for path in into.iterdir()) == ["alms-1903", "alms-1904"]
    assert not check_folder(into / "alms-1903")
    assert (into / "alms-1903" / "season.toml").read_text("utf-8").startswith("# Imported from a test.")


def test_a_faulty_season_is_named_and_none_of_them_lands(two: dict[str, dict[str, str]], tmp_path: Path) -> None:
    into = tmp_path / "data"
    broken = {**two["alms-1904"], "drivers.csv": "name\nnobody\n"}

    with pytest.raises(DataError, match=r"alms-1904/drivers\.csv"):
        _land(into, {**two, "alms-1904": broken})

    assert list(into.iterdir()) == []


@pytest.mark.faults
def test_a_move_that_fails_puts_everything_back(
    two: dict[str, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "data"
    _land(into, {"alms-1903": two["alms-1903"], "alms-1904": two["alms-1904"]})
    before = _tree(into)
    changed = {
        key: {**texts, "season.toml": texts["season.toml"].replace('credit = "', 'credit = "New: ')}
        for key, texts in two.items()
    }
    moved: list[Path] = []
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        # The disk goes away when the second season is about to take its place.
        moved.append(self)
        if len(moved) == 4:
            raise OSError(5, "Input/output error", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="Input/output error"):
        _land(into, changed)

    assert len(moved) > 4, "nothing was put back"
    assert _tree(into) == before
    assert sorted(path.name for path in into.iterdir()) == ["alms-1903", "alms-1904"]


def test_a_file_where_a_season_should_go_is_named_and_kept(two: dict[str, dict[str, str]], tmp_path: Path) -> None:
    into = tmp_path / "data"
    into.mkdir()
    (into / "alms-1903").write_text("mine", "utf-8")

    with pytest.raises(ImportRefused, match="alms-1903 is not a folder"):
        _land(into, two)

    assert _tree(into) == {"alms-1903": "mine"}


def test_a_folder_that_a_person_made_is_not_written_over(two: dict[str, dict[str, str]], tmp_path: Path) -> None:
    into = tmp_path / "data"
    into.mkdir()
    shutil.copytree(tmp_path / "made" / "alms-1903", into / "alms-1903")
    before = _tree(into)

    landing = _land(into, {"alms-1903": two["alms-1903"]})

    assert landing.kept == ("alms-1903",)
    assert _tree(into) == before


def test_notes_of_the_owner_stay_with_a_season_that_is_imported_anew(
    two: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    into = tmp_path / "data"
    _land(into, {"alms-1903": two["alms-1903"]})
    (into / "alms-1903" / "notes.txt").write_text("mine", "utf-8")
    (into / "alms-1903" / "scans").mkdir()
    (into / "alms-1903" / "scans" / "page").write_text("scan", "utf-8")
    later = {**two["alms-1903"], "season.toml": two["alms-1903"]["season.toml"] + "\n# Later.\n"}

    landing = _land(into, {"alms-1903": later})

    assert landing.changed == ("alms-1903",)
    assert {"notes.txt": "mine", "scans/page": "scan"}.items() <= _tree(into / "alms-1903").items()
    assert _tree(into / "alms-1903")["season.toml"].endswith("# Later.\n")
    assert sorted(path.name for path in into.iterdir()) == ["alms-1903"]


def test_what_an_import_that_was_killed_had_put_aside_is_gone_where_the_season_has_landed(
    two: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    into = tmp_path / "data"
    _land(into, {"alms-1903": two["alms-1903"]})
    shutil.copytree(into / "alms-1903", into / ".alms-1903.replaced")

    landing = _land(into, two)

    assert landing == Landing(("alms-1904",), (), ("alms-1903",), ())
    assert sorted(path.name for path in into.iterdir()) == ["alms-1903", "alms-1904"]


def test_a_season_whose_text_is_in_another_encoding_was_edited_and_is_left_alone(
    two: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    into = tmp_path / "data"
    _land(into, {"alms-1903": two["alms-1903"]})
    edited = two["alms-1903"]["drivers.csv"].encode("latin-1", "replace")
    (into / "alms-1903" / "drivers.csv").write_bytes(edited + b"# Fr\xe9on\n")

    landing = _land(into, {"alms-1903": two["alms-1903"]})

    assert landing.kept == ("alms-1903",)
    assert (into / "alms-1903" / "drivers.csv").read_bytes().endswith(b"# Fr\xe9on\n")
