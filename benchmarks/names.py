"""Time of one keystroke: what autocomplete offers and what the resolver finds, with 100 and with 20,000 names.

The names are made up, seeded, with the shape of real ones; keystrokes are beginnings, whole surnames and slips.
"""

import random
import statistics
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from bot.names import Names
from bot.queries.words import Word

SEASON = "made-up-1"
_SYLLABLES = (
    "ka",
    "ro",
    "li",
    "mar",
    "ten",
    "vas",
    "ber",
    "dan",
    "fel",
    "gra",
    "hen",
    "jo",
    "kov",
    "lund",
    "mos",
    "ny",
)


def made_up(count: int, chance: random.Random) -> list[str]:
    """So many different names of two words."""
    names: set[str] = set()
    while len(names) < count:
        words = ("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(2))
        names.add(" ".join(words))
    return sorted(names)


def keystrokes(names: list[str], chance: random.Random) -> list[str]:
    """What people type on the way to a name: nothing, its first letters, a surname, a surname with a slip."""
    typed = [""]
    for name in chance.sample(names, min(60, len(names))):
        surname = name.split()[1]
        slip = surname[:2] + surname[3:]
        typed += [surname[:1], surname[:2], surname[:3], surname, slip, name.lower()]
    return typed


def times(work: Callable[[str], object], typed: list[str], rounds: int = 3) -> tuple[float, float]:
    """Milliseconds a keystroke: median and 99th percentile."""
    taken = []
    for _ in range(rounds):
        for text in typed:
            start = time.perf_counter()
            work(text)
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=100)[98]


def main() -> None:
    """Print the table."""
    table = Table("names", "work", "median", "99th percentile", title="A keystroke")
    for count in (100, 20_000):
        chance = random.Random(count)  # noqa: S311  # made-up names are no secret
        made = made_up(count, chance)
        names = Names([Word(SEASON, "driver", name, name, True) for name in made])
        typed = keystrokes(made, chance)
        # The first letters are asked for by everybody; the second time they are at hand.
        for letters in typed:
            if len(letters) <= 2:
                names.choices(SEASON, "driver", letters)
        for label, work in (
            ("autocomplete", lambda text, names=names: names.choices(SEASON, "driver", text)),
            ("resolver", lambda text, names=names: names.resolve(SEASON, "driver", text)),
        ):
            median, high = times(work, typed)
            table.add_row(f"{count:,}", label, f"{median:.3f} ms", f"{high:.3f} ms")
    Console().print(table)


if __name__ == "__main__":
    main()
