"""/wins: every count is that of the article's 36 class wins; what cannot be counted is refused."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

import pytest
import simcord

from bot.errors import NoSuchThing, NotHeld
from tests.article import CLASS_WINS, CLASSES, ClassWin
from tests.conftest import Paddock
from tests.seen import buttons, seen_text

OVERALL = {(1, "LMP900"), (2, "LMP900"), (3, "LMP675"), *((number, "LMP900") for number in range(4, 10))}
WHO: dict[str, Callable[[ClassWin], Iterable[str]]] = {
    "driver": lambda win: win.crew,
    "team": lambda win: (win.team,),
    "car": lambda win: (f"#{win.car}",),
}
_LINE = re.compile(r"(\d+)\. (.+?) · (\d+) wins? · (.+)")


def counted(message: simcord.ResponseMessage) -> dict[str, int]:
    """Wins by name as listed, on every page."""
    found: dict[str, int] = {}
    for embed in message.embeds:
        for line in seen_text(embed.description or "").splitlines():
            match = _LINE.fullmatch(line)
            assert match is not None, line
            found[match[2]] = int(match[3])
    return found


def wins_of(class_: str | None) -> list[ClassWin]:
    """The article's wins in a class, overall, or all."""
    if class_ == "overall":
        return [win for win in CLASS_WINS if (win.round, win.class_) in OVERALL]
    return [win for win in CLASS_WINS if class_ in {None, win.class_}]


@pytest.mark.parametrize("by", sorted(WHO))
async def test_counts_are_those_of_the_article_in_every_class_overall_and_together(paddock: Paddock, by: str) -> None:
    for class_ in (None, "overall", *CLASSES):
        options = {} if class_ is None else {"class_": class_}
        message = await paddock.ask("wins", by=by, **options)
        wins = wins_of(class_)
        wanted = Counter(name for win in wins for name in WHO[by](win))
        found = counted(message)
        assert found == dict(wanted), f"{by} {class_}"
        assert list(found.values()) == sorted(found.values(), reverse=True)
        most = max(wanted.values())
        first = seen_text(message.content)
        lead = first.partition(" had the most ")[0]
        assert {name for name, count in wanted.items() if count == most} == set(re.split(", | and ", lead))
        each = " each" if list(wanted.values()).count(most) > 1 else ""
        assert f": {most}{each} of {len(wins)}" in first


async def test_the_counts_that_fans_ask_for(paddock: Paddock) -> None:
    found = counted(await paddock.ask("wins", by="drivers"))

    for name, count in (
        ("JJ Lehto", 4),
        ("Johnny Herbert", 4),
        ("Andy Wallace", 3),
        ("David Brabham", 3),
        ("Ron Fellows", 3),
        ("Kelly Collins", 2),
        ("Frank Biela", 5),
        ("Sascha Maassen", 5),
        ("Chris Dyson", 4),
    ):
        assert found[name] == count


async def test_ties_share_a_place(paddock: Paddock) -> None:
    message = await paddock.ask("wins", by="driver", class_="GTS")

    places = [line.split(".")[0] for line in seen_text(message.embeds[0].description or "").splitlines()]
    assert places == ["1", "1", "1", "4", "4", "4", "7", "7", "7", "7", "7"]


async def test_wins_by_chassis_are_those_of_the_winners_cars(paddock: Paddock) -> None:
    assert counted(await paddock.ask("wins", by="chassis")) == {
        "Audi R8": 9,
        "MG-Lola EX257": 9,
        "Porsche 911 GT3-RS": 9,
        "Chevrolet Corvette C5-R": 5,
        "Ferrari 550-GTS Maranello": 4,
    }
    assert counted(await paddock.ask("wins", by="chassis", class_="overall")) == {"Audi R8": 8, "MG-Lola EX257": 1}


async def test_wins_by_engine_count_every_winner_once(paddock: Paddock) -> None:
    found = counted(await paddock.ask("wins", by="engine"))

    assert sum(found.values()) == 36
    assert found["Audi 3.6L Turbo V8"] == 9
    assert found["Judd V8"] == 1
    assert sum(count for engine, count in found.items() if engine.startswith("Ferrari")) == 4


async def test_the_guests_wins_are_not_counted(paddock: Paddock) -> None:
    for by in ("driver", "team", "car", "chassis", "engine"):
        message = await paddock.refused(NotHeld, "wins", by=by, class_="LMGTP")
        assert "guests outside the championship: they have no class wins" in message.content
        assert "#8" not in counted(await paddock.ask("wins", by="car"))


async def test_an_unknown_way_to_count_is_refused_with_those_there_are(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "wins", by="nationality")

    assert "driver, team, car, chassis or engine" in message.content
    assert list(buttons(message)) == ["driver", "team", "car", "chassis", "engine"]
    await paddock.fan.click(message, label="team")
    assert seen_text(message.content).startswith("Alex Job Racing had the most class wins by team: 8")


async def test_an_unknown_class_is_refused(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "wins", by="driver", class_="LMP1")
    assert "LMP900, LMP675, GTS and GT" in message.content


async def test_the_most_winning_lead_on(paddock: Paddock) -> None:
    message = await paddock.ask("wins", by="team", class_="GT")
    await paddock.fan.click(message, label="Alex Job Racing")
    assert "Alex Job Racing had 8 class wins" in seen_text(message.content)
