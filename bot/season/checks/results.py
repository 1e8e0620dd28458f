"""Results against themselves: a car and a place once, and no place missing where all are known."""

from collections.abc import Iterator

from bot.errors import Fault
from bot.season.cells import NO_PART, UNKNOWN
from bot.season.checks.checked import Checked, TomlPath
from bot.season.model.calendar import Round


def cars(it: Checked) -> Iterator[Fault]:
    """A car stands once in a session."""
    first: dict[tuple[str, str, str], int] = {}
    repeated = {(round_.code, car) for round_ in it.file.rounds for car in round_.repeated_cars}
    for row in it.season.results:
        if row.car == UNKNOWN or (row.round_, row.car) in repeated:
            continue
        key = (row.round_, row.session, row.car)
        if key in first:
            problem = f"car {row.car!r} stands twice in round {row.round_!r}"
            remedy = (
                f"line {first[key]} has it too; keep one, correct a number, or name it in the round's repeated_cars"
            )
            yield it.row("results", row, "car", problem, remedy)
        first.setdefault(key, row.line)


def crews(it: Checked) -> Iterator[Fault]:
    """A crew is named whole or not at all: who is left out of one would be missing from every count."""
    for row in it.season.results:
        if UNKNOWN in row.crew and len(row.crew) > 1:
            remedy = "write ? alone and name those who are known in the note"
            yield it.row("results", row, "crew", "? stands for a whole crew, not for one of it", remedy)


def positions(it: Checked) -> Iterator[Fault]:
    """A place is held once and by a car that was classified, and none is missing that is said to be known."""
    places: dict[tuple[str, str, str, int], int] = {}
    overall: dict[tuple[str, str, int], int] = {}
    for row in it.season.results:
        if isinstance(row.class_position, int):
            key = (row.round_, row.session, row.class_, row.class_position)
            if key in places:
                problem = f"{row.class_} place {row.class_position} of round {row.round_!r} stands twice"
                remedy = f"line {places[key]} has it too; correct one of the two"
                yield it.row("results", row, "class_position", problem, remedy)
            places.setdefault(key, row.line)
        if isinstance(row.overall_position, int):
            at = (row.round_, row.session, row.overall_position)
            if at in overall:
                problem = f"overall place {row.overall_position} of round {row.round_!r} stands twice"
                remedy = f"line {overall[at]} has it too; correct one of the two"
                yield it.row("results", row, "overall_position", problem, remedy)
            overall.setdefault(at, row.line)
        if row.class_position == NO_PART and row.status == "classified":
            remedy = "give the place, ? or another status"
            yield it.row("results", row, "class_position", "a classified car without a class place", remedy)
        if isinstance(row.class_position, int) and row.status not in {"classified", UNKNOWN}:
            remedy = "a class place belongs to a classified car only; write - or correct the status"
            yield it.row("results", row, "status", f"a class place for a car that is {row.status}", remedy)
    for index, round_ in enumerate(it.file.rounds):
        yield from _gaps(it, index, round_, places, overall)


def _gaps(
    it: Checked,
    index: int,
    round_: Round,
    places: dict[tuple[str, str, str, int], int],
    overall: dict[tuple[str, str, int], int],
) -> Iterator[Fault]:
    """Places missing where a result is said to be complete."""
    if not it.whole("results"):
        return
    for class_ in (code for code in dict.fromkeys(round_.complete_classes) if code in it.classes):
        for kind, of_sprint in (("race", ""), ("sprint", " of its sprint")):
            known = {
                place for code, session, name, place in places if (code, session, name) == (round_.code, kind, class_)
            }
            # That there was a sprint is known by its results alone.
            least = 1 if kind == "race" else 0
            missing = sorted(set(range(1, max(known, default=least) + 1)) - known - set(round_.vacant_places))
            if missing:
                problem = f"{class_} is complete, but place {', '.join(map(str, missing))}{of_sprint} is missing"
                path = ("round", index, "complete_classes")
                yield it.toml(
                    path, f"round {index + 1}, complete_classes", problem, "add the place or remove the class here"
                )
    if round_.overall_places_known:
        known = {place for code, session, place in overall if (code, session) == (round_.code, "race")}
        missing = sorted(set(range(1, round_.overall_places_known + 1)) - known - set(round_.vacant_places))
        if missing:
            problem = f"overall place {', '.join(map(str, missing))} is missing"
            path = ("round", index, "overall_places_known")
            yield it.toml(
                path, f"round {index + 1}, overall_places_known", problem, "add the place or lower the number"
            )


def overall_winners(it: Checked) -> Iterator[Fault]:
    """The overall winner's line agrees."""
    for index, round_ in enumerate(it.file.rounds):
        if round_.overall_winner is None or round_.overall_winner.value == UNKNOWN:
            continue
        car = round_.overall_winner.value
        rows = [row for row in it.season.results if (row.round_, row.session, row.car) == (round_.code, "race", car)]
        # Of several cars of that number, the one that is first overall is meant.
        row = next((row for row in rows if row.overall_position == 1), rows[0] if rows else None)
        path: TomlPath = ("round", index, "overall_winner")
        where = f"round {index + 1}, overall_winner"
        if row is None:
            if it.whole("results"):
                yield it.toml(
                    path, where, f"car {car!r} is not in results.csv there", "add its line or correct the number"
                )
        elif car in round_.repeated_cars and row.overall_position != 1:
            problem = f"several cars have the number {car!r} there, and none in the race has overall place 1"
            yield it.toml(path, where, problem, "give the overall place of the one that won")
        elif row.class_position != 1:
            yield it.toml(path, where, f"car {car!r} did not win its class there", "correct the car or its class place")
        elif row.overall_position not in {1, None}:
            problem = f"car {car!r} has overall place {row.overall_position}"
            yield it.toml(path, where, problem, "correct the car or its overall place")
