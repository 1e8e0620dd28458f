"""The excerpt beside this file, made anew from F1DB's source tree: the same tree gives the same bytes."""

import io
import lzma
import re
import sys
import tarfile
from pathlib import Path

from bot.importers.archive import files_of

ARCHIVE = Path(__file__).with_name("f1db-excerpt.tar.xz")
_THINGS = (
    "drivers|constructors|circuits|grands-prix|chassis|engines|engine-manufacturers|tyre-manufacturers"
    "|entrants|countries"
)
_KEPT = re.compile(
    rf"(?:^|.*/)src/data/(?:(?:{_THINGS})/[^/]+\.yml"
    r"|seasons/\d{4}/(?:entrants|driver-standings|constructor-standings)\.yml"
    r"|seasons/\d{4}/races/[^/]+/(?:race|race-results|sprint-race-results|starting-grid-positions|fastest-laps)\.yml)"
)


def main(source: Path) -> None:
    """Write the excerpt of a source tree or an archive of it."""
    files = sorted(files_of(source, lambda name: _KEPT.fullmatch(name) is not None))
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, raw in files:
            member = tarfile.TarInfo(name[name.index("src/data/") :])
            member.size = len(raw)
            tar.addfile(member, io.BytesIO(raw))
    ARCHIVE.write_bytes(lzma.compress(packed.getvalue(), preset=9 | lzma.PRESET_EXTREME))
    sys.stdout.write(f"{ARCHIVE.name}: {len(files)} files, {ARCHIVE.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
