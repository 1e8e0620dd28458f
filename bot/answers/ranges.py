"""Which seasons an answer counts, in words: every count over seasons says over which."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bot.answers.words import counted, listed, plain, runs
from bot.archive import Archive, Held, Scope
from bot.careers import years

_FEW = 4


def by_series(scope: Scope, seasons: Iterable[str] | None = None) -> dict[str, list[str]]:
    """Season keys by series, the one with the most seasons first. `seasons` None: all that the question counts."""
    found: dict[str, list[str]] = {}
    for key in scope.seasons if seasons is None else seasons:
        found.setdefault(scope.archive.seasons[key].row.series, []).append(key)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def series_name(archive: Archive, seasons: Sequence[str]) -> str:
    """The name of the series that these seasons are of, as the latest has it."""
    return plain(archive.seasons[seasons[-1]].row.series_name)


def span_text(archive: Archive, seasons: Sequence[str]) -> str:
    """`1950–2026 so far`, `1988`, `1988 and 1990`: seasons of one series, earliest first."""
    labels = [archive.seasons[key].row.label for key in seasons]
    so_far = "" if archive.seasons[seasons[-1]].over else " so far"
    if not all(label.isdecimal() for label in labels):
        shown = [labels[0]] if len(labels) == 1 else [labels[0], labels[-1]]
        return f"{plain('–'.join(shown))}{so_far}"
    runs: list[list[str]] = [[labels[0]]]
    for before, label in pairwise(labels):
        if int(label) == int(before) + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    if len(runs) > _FEW:
        return f"{len(labels)} seasons from {labels[0]} to {labels[-1]}{so_far}"
    return listed([years(run) for run in runs]) + so_far


def range_text(archive: Archive, seasons: Sequence[str]) -> str:
    """`in Formula 1, 1950–2026 so far (77 seasons held)`; one season by its name."""
    if len(seasons) == 1:
        held = archive.seasons[seasons[0]]
        return f"in the {plain(held.row.name)}{'' if held.over else ' so far'}"
    name = series_name(archive, seasons)
    return f"in {the_series(name)}, {span_text(archive, seasons)} ({counted(len(seasons), 'season')} held)"


def the_series(name: str) -> str:
    """A series within a sentence: `Formula 1`, `the American Le Mans Series`."""
    last = name.split(" ")[-1]
    return f"the {name}" if last in {"Series", "Championship", "Cup", "Challenge", "Trophy"} else name


def labels_text(labels: Sequence[str]) -> str:
    """`1974, 1984 and 1988 to 1991`: seasons by their labels, earliest first."""
    if all(label.isdecimal() for label in labels):
        return runs([int(label) for label in labels])
    return listed(labels)


def single_class(helds: Iterable[Held]) -> bool:
    """Whether none of the seasons has more than one class, so that a win needs no class."""
    return all(held.single_class for held in helds)


def wins_word(archive: Archive, seasons: Sequence[str]) -> str:
    """`win`, or `class win` where there are several classes."""
    return "win" if single_class(archive.seasons[key] for key in seasons) else "class win"


def cited(found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Source keys by season, the latest season first, each key once."""
    return {season: tuple(dict.fromkeys(found[season])) for season in reversed(list(found))}
