"""Completion: useful before anything is typed, narrowed by what is filled in, and whatever is picked is accepted."""

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUp
from bot.errors import UserError
from bot.options.classes import ClassOrOverallOption
from tests.article import CLASS_WINS, CLASSES
from tests.conftest import Paddock
from tests.logged import alarms
from tests.seen import seen_text

FILLED = {"round": "6", "number": "31", "by": "driver"}
# The commands whose options are all picked from the season's own things and words.
COMMANDS = (
    "about", "car", "circuit", "class", "driver", "help", "points", "qualifying", "results", "round", "schedule",
    "season", "standings", "team", "winner", "wins",
)  # fmt: skip
NAMES = {"driver": "Lehto", "team": "Prodrive", "circuit": "Sebring", "class": "GT"}


def look_ups(bot: Pitboard) -> list[LookUp]:
    """The look-ups of those commands."""
    found = [look_up for look_up in bot.look_ups() if look_up.name in COMMANDS]
    assert len(found) == len(COMMANDS)
    return found


def filled_for(look_up: LookUp, option: str) -> dict[str, str]:
    """Valid texts for the options that a command needs besides the one tried."""
    return {
        other.name: NAMES[look_up.name] if other.name == "name" else FILLED[other.name]
        for other in look_up.parameters
        if other.required and other.name != option
    }


async def offered(paddock: Paddock, command: str, option: str, typed: str, **filled: str) -> list[str]:
    """Values offered while typing, within Discord's limits."""
    choices = await paddock.fan.autocomplete(paddock.channel, command, option, typed, **filled)
    assert len(choices) <= 25
    for choice in choices:
        assert 1 <= len(choice["name"]) <= 100
        assert 1 <= len(choice["value"]) <= 100
    values = [choice["value"] for choice in choices]
    assert len(set(values)) == len(values)
    return values


async def sentence(bot: Pitboard, command: str, texts: dict[str, str]) -> str:
    """What is said, be it an answer or a refusal."""
    try:
        return (await bot.answer(command, texts)).sentence
    except UserError as refusal:
        return refusal.sentence


async def test_something_is_offered_before_anything_is_typed(paddock: Paddock) -> None:
    for look_up in look_ups(paddock.bot):
        for parameter in look_up.parameters:
            assert await offered(paddock, look_up.name, parameter.name, ""), f"/{look_up.name} {parameter.name}"


async def test_the_ten_rounds_are_offered_in_calendar_order_with_their_numbers(paddock: Paddock) -> None:
    choices = await paddock.fan.autocomplete(paddock.channel, "winner", "round", "")

    labels = [choice["name"] for choice in choices]
    assert len(labels) == 10
    assert [label.split(" · ")[0] for label in labels if not label.startswith("cancelled")] == [
        str(number) for number in range(1, 10)
    ]
    assert [label.split(" (")[0] for label in labels if label.startswith("cancelled")] == [
        "cancelled · Grand Prix of Mexico"
    ]


async def test_drivers_who_won_most_are_offered_first(paddock: Paddock) -> None:
    values = await offered(paddock, "driver", "name", "")

    winners = {driver for win in CLASS_WINS for driver in win.crew}
    assert len(values) == 25
    assert set(values) <= winners


async def test_classes_are_narrowed_by_the_round_that_is_filled_in(paddock: Paddock) -> None:
    for command in ("winner", "results", "qualifying"):
        assert await offered(paddock, command, "class", "", round="6") == list(CLASSES)
        assert await offered(paddock, command, "class", "", round="Road America") == list(CLASSES)
        assert set(await offered(paddock, command, "class", "", round="1")) == {*CLASSES, "LMGTP"}
        assert set(await offered(paddock, command, "class", "")) == {*CLASSES, "LMGTP"}
        # What is filled in is no round: nothing to narrow by.
        assert set(await offered(paddock, command, "class", "", round="nowhere")) == {*CLASSES, "LMGTP"}


async def test_guests_are_not_offered_where_standings_are_asked_for(paddock: Paddock) -> None:
    assert await offered(paddock, "standings", "class", "") == list(CLASSES)
    assert await offered(paddock, "standings", "class", "lmg") == []


async def test_kinds_of_championship_are_narrowed_by_the_class_that_is_filled_in(paddock: Paddock) -> None:
    for class_, kinds in (
        ("GTS", ["teams", "drivers", "manufacturers", "tyres"]),
        ("gt", ["teams", "drivers", "manufacturers"]),
        ("LMP675", ["teams", "drivers"]),
        ("LMP900", ["teams", "drivers", "manufacturers"]),
    ):
        assert await offered(paddock, "standings", "championship", "", **{"class": class_}) == kinds


async def test_typing_narrows_by_the_beginnings_of_words(paddock: Paddock) -> None:
    for command, option, typed, value in (
        ("driver", "name", "enge", "Tomáš Enge"),
        ("driver", "name", "jorg", "Jörg Bergmeister"),
        ("driver", "name", "BERNH", "Timo Bernhard"),
        ("driver", "name", "o'c", "Johnny O'Connell"),
        ("team", "name", "white", "Petersen/White Lightning"),
        ("team", "name", "ajr", "Alex Job Racing"),
        ("car", "number", "08", "08"),
        ("car", "number", "#31", "31"),
        ("winner", "class", "675", "LMP675"),
        ("wins", "class", "over", "overall"),
        ("wins", "by", "tea", "team"),
        ("standings", "championship", "tire", "tyres"),
        ("standings", "by_round", "y", "yes"),
        ("season", "season", "alms", "alms-2003"),
    ):
        assert (await offered(paddock, command, option, typed))[0] == value, f"{command} {typed}"


async def test_both_fields_and_both_road_atlantas_are_offered(paddock: Paddock) -> None:
    assert set(await offered(paddock, "driver", "name", "field")) == {"Jon Field", "Clint Field"}
    choices = await paddock.fan.autocomplete(paddock.channel, "winner", "round", "road atl")
    assert [choice["name"].split(" · ")[0] for choice in choices] == ["2", "9"]


async def test_a_slip_still_offers_what_is_near(paddock: Paddock) -> None:
    assert "JJ Lehto" in await offered(paddock, "driver", "name", "letho")
    assert "Prodrive" in await offered(paddock, "team", "name", "prodirve")


async def test_hostile_text_offers_nothing_or_what_is_near_and_breaks_nothing(paddock: Paddock) -> None:
    # The last ones hold no letter at all: completion is then as if nothing had been typed.
    spelt = ("zzzzzzzz", "x" * 4000, "@everyone", "'; DROP TABLE", "{zz}", "\x00zz", "<#123456789012345678>")
    for typed in (*spelt, "\u202e\u200b?", "😀" * 50, "```", "{}", "%"):
        for command, option in (
            ("winner", "round"),
            ("winner", "class"),
            ("driver", "name"),
            ("team", "name"),
            ("circuit", "name"),
            ("car", "number"),
            ("wins", "by"),
            ("standings", "championship"),
            ("season", "season"),
        ):
            values = await offered(paddock, command, option, typed)
            assert typed not in spelt or len(values) <= 3, f"{command} {option} {typed[:20]!r}: {values}"


async def test_a_season_that_is_not_held_offers_nothing_and_is_no_error(
    paddock: Paddock, caplog: pytest.LogCaptureFixture
) -> None:
    for season in ("2004", "nothing like it", "\u202e", "x" * 4000):
        assert await offered(paddock, "winner", "round", "pet", season=season) == []
        assert await offered(paddock, "driver", "name", "enge", season=season) == []
    assert await offered(paddock, "winner", "season", "2003", round="6") == ["alms-2003"]
    assert alarms(caplog, logging.WARNING) == []


async def test_every_value_that_is_ever_offered_is_accepted_by_its_command(bot: Pitboard) -> None:
    scope = Scope(bot.archive, bot.archive.default_season)
    picked = 0
    for look_up in look_ups(bot):
        for parameter in look_up.parameters:
            filled = filled_for(look_up, parameter.name)
            typed = ["", *"abcdefghijklmnopqrstuvwxyz0123456789"]
            values = {choice.value for text in typed for choice in parameter.option.offer(scope, filled, text)}
            assert values
            for value in values:
                picked += 1
                said = await sentence(bot, look_up.name, {**filled, parameter.name: value})
                # What is offered is always known; that the sources are silent about it is another matter.
                assert "There is no" not in said, f"/{look_up.name} {parameter.name}:{value}"
                assert "could be" not in said, f"/{look_up.name} {parameter.name}:{value}"
    assert picked > 250


async def test_what_is_picked_is_what_is_answered(paddock: Paddock) -> None:
    for command, option in (("driver", "name"), ("team", "name")):
        for value in (await offered(paddock, command, option, ""))[:8]:
            message = await paddock.ask(command, **{option: value})
            assert seen_text(message.content).startswith(f"{value} had ")
    for value in await offered(paddock, "car", "number", ""):
        message = await paddock.ask("car", number=value)
        assert seen_text(message.content).startswith(f"#{value} was ")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(typed=st.one_of(st.text(max_size=120), st.text(alphabet="abcdeGTSLMP0123 #'-", max_size=12)))
async def test_completion_never_fails_and_never_exceeds_the_limits(bot: Pitboard, typed: str) -> None:
    scope = Scope(bot.archive, bot.archive.default_season)
    for look_up in look_ups(bot):
        for parameter in look_up.parameters:
            choices = parameter.option.offer(scope, {"round": typed, "class": typed}, typed)
            assert len(choices) <= 25
            for choice in choices:
                assert 1 <= len(choice.label) <= 100
                assert 1 <= len(choice.value) <= 100


@pytest.mark.parametrize("typed", ["", "o", "over", "OVERALL"])
async def test_overall_is_offered_beside_the_classes(bot: Pitboard, typed: str) -> None:
    choices = ClassOrOverallOption().offer(Scope(bot.archive, bot.archive.default_season), {}, typed)

    assert choices[0].value == "overall"
