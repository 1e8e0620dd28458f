"""Which seasons an answer counts, in words: every count over seasons says over which."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bot.answers.words import counted, listed, plain, runs
from bot.archive import Archive, Held, Scope
from bot.careers import years

_FEW = 4
# Whose championship it is, within a sentence.
_WHOSE = {"tyres": "tyre makers'"}


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
    """`1950–2026 so far`, `1988`, `1988 and 1990`, `1956–2021, with gaps`: seasons of one series, earliest first."""
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
        return f"{labels[0]}–{labels[-1]}{so_far}, with gaps"
    return listed([years(run) for run in runs]) + so_far


def held_ranges(archive: Archive) -> list[str]:
    """What is held, the series with most seasons first: `Formula 1, 1950–2026 so far`, one season by its name."""
    by: dict[str, list[str]] = {}
    for key, held in archive.seasons.items():
        by.setdefault(held.row.series, []).append(key)
    return [
        f"{the_series(series_name(archive, keys))}, {span_text(archive, keys)}"
        if len(keys) > 1
        else f"the {plain(archive.seasons[keys[0]].row.name)}"
        for keys in sorted(by.values(), key=lambda keys: -len(keys))
    ]


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


def series_kinds(scope: Scope) -> set[str]:
    """Whose championships any season held of the series asked about has."""
    helds = (held for held in scope.archive.seasons.values() if held.row.series == scope.held.row.series)
    return {title.kind for held in helds for title in held.championships}


def having(scope: Scope, kind: str) -> list[str]:
    """Keys of the seasons held, of the series asked about, that have a championship of this kind; earliest first."""
    seasons = scope.archive.seasons
    return [
        key
        for key, held in seasons.items()
        if held.row.series == scope.held.row.series and any(title.kind == kind for title in held.championships)
    ]


def lacking_text(scope: Scope, kind: str) -> str:
    """That a season has no championship of this kind as far as the data goes, which it has, and where there is one."""
    row = scope.held.row
    kinds = list(dict.fromkeys(title.kind for title in scope.held.championships))
    only = f"only {listed([_whose(one) for one in kinds])} titles" if kinds else "no title"
    sentence = f"The {plain(row.name)} has {only} in my data"
    elsewhere = having(scope, kind)
    if not elsewhere:
        return f"{sentence}, no {_whose(kind)} title."
    return f"{sentence}; {_whose(kind)} titles of {the_series(plain(row.series_name))} are held for " + (
        f"{span_text(scope.archive, elsewhere)}."
    )


def _whose(kind: str) -> str:
    return _WHOSE.get(kind, f"{kind}'")


def titles_over(archive: Archive, seasons: Iterable[str], kind: str) -> set[tuple[str, str]]:
    """Championships of a kind in those of the seasons that are over, as (season, championship): each has a champion."""
    return {
        (season, title.championship)
        for season in seasons
        if archive.seasons[season].over
        for title in archive.seasons[season].championships
        if title.kind == archive.seasons[season].kind(kind)
    }


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
