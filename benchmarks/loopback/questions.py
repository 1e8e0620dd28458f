"""What is asked of both bots: a few look-ups again and again, keystrokes, and hundreds of look-ups that all differ."""

import itertools
import random
from collections.abc import Iterable, Iterator

from benchmarks.loopback import payloads
from benchmarks.loopback.floor import COMMAND, OPTION
from benchmarks.loopback.payloads import Payload
from bot.archive import Archive
from bot.client import Pitboard
from bot.errors import UserError

_MIX = 500
_SEED = 2003
REPEATED: tuple[tuple[str, dict[str, str]], ...] = (
    ("winner", {"round": "6", "class": "GT"}),
    ("winner", {"round": "petit"}),
    ("standings", {"class": "gts"}),
    ("standings", {}),
    ("results", {"round": "mosport"}),
    ("qualifying", {"round": "petit"}),
    ("driver", {"name": "Ron Fellows"}),
    ("team", {"name": "Prodrive"}),
    ("car", {"number": "38"}),
    ("schedule", {}),
)
TYPED: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("winner", "round", "", {}),
    ("winner", "round", "ro", {}),
    ("winner", "class", "", {"round": "6"}),
    ("driver", "name", "fel", {}),
    ("driver", "name", "", {}),
    ("team", "name", "cor", {}),
    ("standings", "championship", "", {"class": "GT"}),
    ("car", "number", "3", {}),
)


def distinct(archive: Archive) -> Iterator[Payload]:
    """Look-ups of the default season, each another question."""
    season, names = archive.default_season, archive.names
    classes = ("", *names.targets(season, "class"))
    rounds = names.targets(season, "round")
    for command, (round_, class_) in itertools.product(
        ("winner", "results", "qualifying"), itertools.product(rounds, classes)
    ):
        yield payloads.slash(command, round=round_, **({"class": class_} if class_ else {}))
    tables = [
        *itertools.product(classes, ("", *rounds), ("",), ("", "yes")),
        *itertools.product(classes, ("",), ("teams", "drivers", "manufacturers"), ("", "yes")),
    ]
    for class_, after, kind, by_round in tables:
        options = {"class": class_, "after": after, "championship": kind, "by_round": by_round}
        yield payloads.slash("standings", **{name: text for name, text in options.items() if text})
    for by, class_ in itertools.product(("driver", "team", "car", "chassis", "engine"), classes):
        yield payloads.slash("wins", **{"by": by, **({"class": class_} if class_ else {})})
    for command, option, among in (
        ("driver", "name", "driver"),
        ("team", "name", "team"),
        ("car", "number", "car"),
        ("circuit", "name", "circuit"),
        ("round", "round", "round"),
        ("class", "name", "class"),
        ("points", "round", "round"),
    ):
        for target in names.targets(season, among):  # type: ignore[arg-type]
            yield payloads.slash(command, **{option: target})


async def mix(bot: Pitboard) -> list[Payload]:
    """500 distinct look-ups that are answered, not refused, in an order that is the same every time."""
    found = []
    for payload in distinct(bot.archive):
        options = {option["name"]: option["value"] for option in payload["data"]["options"]}
        try:
            await bot.answer(payload["data"]["name"], options)
        except UserError:
            continue
        found.append(payload)
    random.Random(_SEED).shuffle(found)  # noqa: S311  # nothing secret is drawn
    return found[:_MIX]


def repeated(count: int) -> list[Payload]:
    """So many look-ups, the same few again and again."""
    asked = itertools.cycle(payloads.slash(command, **options) for command, options in REPEATED)
    return list(itertools.islice(asked, count))


def typed(count: int) -> list[Payload]:
    """So many keystrokes in options with autocomplete."""
    keystrokes = itertools.cycle(
        payloads.autocomplete(command, option, text, **options) for command, option, text, options in TYPED
    )
    return list(itertools.islice(keystrokes, count))


def constants(numbers: Iterable[int]) -> list[Payload]:
    """Asks for constants of the floor."""
    return [payloads.slash(COMMAND, **{OPTION: str(number)}) for number in numbers]


def typed_floor(count: int) -> list[Payload]:
    """So many keystrokes for the floor."""
    keystrokes = itertools.cycle(payloads.autocomplete(COMMAND, OPTION, str(number)) for number in range(len(TYPED)))
    return list(itertools.islice(keystrokes, count))
