"""What has a name has it once."""

from collections.abc import Iterator

from bot.errors import Fault
from bot.season.cells import UNKNOWN
from bot.season.checks.checked import Checked, TomlPath
from bot.season.explain import readable


def folder_name(it: Checked) -> Iterator[Fault]:
    """The folder is called as its season is."""
    name = it.folder.resolve().name
    if name != it.season.key:
        yield it.toml(("label",), "series, label", f"the folder is called {name!r}", f"call it {it.season.key!r}")


def toml_duplicates(it: Checked) -> Iterator[Fault]:
    """Codes, names and numbers stand once."""
    lists: tuple[tuple[str, str, list[str]], ...] = (
        ("round", "code", [round_.code for round_ in it.file.rounds]),
        ("class", "code", [class_.code for class_ in it.file.classes]),
        ("circuit", "code", [circuit.code for circuit in it.file.circuits]),
        ("team", "name", [team.name for team in it.file.teams]),
        ("chassis", "name", [chassis.name for chassis in it.file.chassis]),
        ("scale", "code", [scale.code for scale in it.file.scales]),
        ("rule", "code", [rule.code for rule in it.file.rules]),
        ("championship", "code", [championship.code for championship in it.file.championships]),
        ("derivation", "code", [derivation.code for derivation in it.file.derivations]),
    )
    for table, key, values in lists:
        for index, value in enumerate(values):
            if value in values[:index]:
                problem = f"{value!r} stands twice"
                yield it.toml((table, index, key), f"{table} {index + 1}, {key}", problem, "give each its own")
    numbers = [round_.number for round_ in it.file.rounds]
    for index, number in enumerate(numbers):
        if number is not None and number in numbers[:index]:
            yield it.toml(
                ("round", index, "number"), f"round {index + 1}, number", f"{number} stands twice", "number rounds once"
            )


def listed_once(it: Checked) -> Iterator[Fault]:
    """A round has one scale and a class is complete once: the database says so too."""
    scale_of: dict[tuple[str, str, str], str] = {}
    for index, scale in enumerate(it.file.scales):
        paid = [(code, title) for code in scale.rounds for title in scale.championships or it.championships or ("",)]
        said: set[str] = set()
        for code, title in paid:
            key = (code, scale.session, title)
            if key in scale_of and code not in said:
                said.add(code)
                problem = f"round {code!r} has the scale {scale_of[key]!r} already"
                yield it.toml(("scale", index, "rounds"), f"scale {index + 1}, rounds", problem, "name it in one scale")
            scale_of.setdefault(key, scale.code)
    for index, round_ in enumerate(it.file.rounds):
        if len(set(round_.complete_classes)) < len(round_.complete_classes):
            path: TomlPath = ("round", index, "complete_classes")
            yield it.toml(path, readable(path), "a class stands twice", "name it once")


def driver_names(it: Checked) -> Iterator[Fault]:
    """A driver has one line, and a nationality its source."""
    seen: set[str] = set()
    for driver in it.season.drivers:
        if driver.name in seen:
            yield it.row("drivers", driver, "name", f"{driver.name!r} stands twice", "keep one line a driver")
        seen.add(driver.name)
        if driver.nationality not in {None, UNKNOWN} and not driver.sources:
            yield it.row("drivers", driver, "sources", "a nationality without a source", "name its source")
