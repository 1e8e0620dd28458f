"""Who is who: a name that is known is that person, a name that is only near another is a question, never a guess."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.errors import DataError
from bot.importers.job import Remark
from bot.importers.keys import folded, plain_words
from bot.season.folders import season_folders
from bot.season.model.rows import DriverRow
from bot.season.read import read_season

_NEAR = 88.0
"""Of 100: one letter in eight. `Giammaria` and `Gianmaria` are near, `Michael` and `Ralf` are not."""


@dataclass(slots=True)
class Person:
    """Somebody who drove. `known` is what an earlier season says of them, `seen` where the name was first read."""

    name: str
    seen: str
    known: DriverRow | None = None
    id: str | None = None
    born: date | None = None
    spellings: dict[str, None] = field(default_factory=dict)
    nationality: str | None = None
    sources: tuple[str, ...] = ()
    asked: bool = True


class People:
    """The people of one import, by the names that its source writes.

    `known` are people of other seasons of the same series, with the season's key. `decided` maps a written name to
    the name that it is.
    """

    def __init__(self, known: Iterable[tuple[str, DriverRow]], decided: Mapping[str, str]) -> None:
        self._decided = {folded(written): name for written, name in decided.items()}
        self._held: dict[str, str] = {}
        self._known: defaultdict[str, dict[str, DriverRow]] = defaultdict(dict)
        for season, row in known:
            for name in (row.name, *row.aliases):
                self._known[folded(name)].setdefault(row.name, row)
            self._held.setdefault(row.name, season)
        self._people: dict[str, Person] = {}
        self._unclear: dict[str, Remark] = {}

    def name(
        self,
        written: str,
        raw: str,
        where: str,
        nationality: str | None = None,
        source: str = "",
        *,
        id_: str | None = None,
        born: date | None = None,
    ) -> str:
        """The name of the person who is written so. `raw` is the source's own spelling, kept as an alias.

        `source` is the key of the source that says the nationality. Whom the source tells apart by an `id_` is not
        asked about.
        """
        decided = self._decided.get(folded(written))
        known = self._known.get(folded(decided or written), {})
        row: DriverRow | None = None
        if len(known) == 1:
            (row,) = known.values()
        elif decided in known:
            row = known[decided]
        elif known and decided is None:
            names = " or ".join(sorted(known))
            text = f"{written} may be {names}. {_answer(written, sorted(known)[0])}"
            self._unclear.setdefault(written, Remark(where, text))
        name = decided or (row.name if row else written)
        person = self._people.setdefault(folded(name), Person(row.name if row else name, where, row))
        person.asked = person.asked and decided is None and id_ is None
        person.id, person.born = person.id or id_, person.born or born
        if nationality and person.nationality is None:
            person.nationality, person.sources = nationality, (source,)
        for spelling in (written, raw):
            if spelling != person.name:
                person.spellings.setdefault(spelling)
        return person.name

    def rows(self, names: Collection[str] | None = None) -> tuple[DriverRow, ...]:
        """drivers.csv, in order of name: of everybody, or of those of one season."""
        rows = []
        for person in self._people.values():
            known = person.known
            if names is not None and person.name not in names:
                continue
            aliases = (*(known.aliases if known else ()), *person.spellings)
            rows.append(
                DriverRow(
                    line=0,
                    name=person.name,
                    id=known.id if known and known.id else person.id,
                    born=known.born if known and known.born else person.born,
                    nationality=person.nationality,
                    aliases=tuple(dict.fromkeys(alias for alias in aliases if ";" not in alias)),
                    sources=person.sources,
                )
            )
        return tuple(sorted(rows, key=lambda row: row.name))

    def questions(self) -> tuple[Remark, ...]:
        """Every pair of names that may be one person, and has not been decided."""
        return (*self._unclear.values(), *sorted(self._near_pairs()))

    def _near_pairs(self) -> Iterator[Remark]:
        held = [name for name in self._held if folded(name) not in self._people]
        ours = list(self._people.values())
        names = [person.name for person in ours] + held
        plain = [" ".join(plain_words(name)) for name in names]
        for index, person in enumerate(ours):
            if not person.asked or person.known is not None:
                continue
            for other, _, at in process.extract(plain[index], plain, scorer=fuzz.ratio, score_cutoff=60.0, limit=None):
                # A pair of this import is asked about once, with the second of the two.
                if at == index or (at > index and at < len(ours) and ours[at].asked and ours[at].known is None):
                    continue
                if fuzz.ratio(plain[index], other) >= _NEAR or _short_form(plain[index], other):
                    held_in = self._held.get(names[at])
                    place = f" of {held_in}" if held_in else ""
                    answer = _answer(person.name, names[at])
                    yield Remark(person.seen, f"{person.name} is near {names[at]}{place}: one person? {answer}")


def _answer(written: str, name: str) -> str:
    return f'Answer in decisions.toml, under [people]: "{written}" = "{name}", or = "{written}" if it is somebody else.'


def _short_form(name: str, other: str) -> bool:
    """Whether the same surname stands behind a first name and the beginning of it: Dan and Daniel."""
    one, two = name.split(), other.split()
    if len(one) != len(two) or len(one) < 2 or one[1:] != two[1:]:
        return False
    return one[0].startswith(two[0]) or two[0].startswith(one[0])


def known_people(into: Path, series: str, besides: Collection[str]) -> Iterator[tuple[str, DriverRow]]:
    """Everybody who drove in the seasons of a series under a data folder, with the season's key.

    `besides` are the keys of the seasons that the import is about: what it made before proves nothing.

    A season that is faulty is left out: `pitboard check` says what is wrong with it.
    """
    if not into.is_dir():
        return
    for folder in season_folders([into]):
        if folder.name in besides or not folder.name.startswith(f"{series}-"):
            continue
        try:
            season = read_season(folder)
        except DataError:
            continue
        if season.file.series == series:
            yield from ((season.key, row) for row in season.drivers)
