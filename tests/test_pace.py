"""Costly answers have a pace for each person; look-ups, and everybody else, are never held up."""

import pytest
import simcord
from hypothesis import given
from hypothesis import strategies as st

from bot.app import create_bot
from bot.errors import TooFast
from bot.pace import COSTLY, MOST_PEOPLE, Pace
from bot.settings import Settings
from tests.conftest import Paddock
from tests.raw import press


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def got(pace: Pace, person: int, times: int, command: str = "trivia") -> int:
    """How many of so many costly answers a person gets."""
    count = 0
    for _ in range(times):
        try:
            pace.spend(person, command)
        except TooFast:
            continue
        count += 1
    return count


def test_a_person_gets_so_many_at_once_and_then_one_as_the_minute_goes() -> None:
    clock = Clock()
    pace = Pace(20, clock)

    assert got(pace, 1, 100) == 20
    clock.now += 2.9
    with pytest.raises(TooFast, match="wait a second before"):
        pace.spend(1, "ask")
    clock.now += 0.1
    assert got(pace, 1, 100) == 1
    clock.now += 3600
    assert got(pace, 1, 100) == 20


def test_one_persons_flood_takes_nothing_from_another() -> None:
    pace = Pace(20, Clock())

    assert got(pace, 1, 10_000) == 20
    assert got(pace, 2, 20) == 20


def test_a_look_up_is_free_and_no_limit_is_none() -> None:
    assert got(Pace(1, Clock()), 1, 1000, "winner") == 1000
    assert got(Pace(0, Clock()), 1, 1000) == 1000


def test_no_more_people_are_remembered_than_there_is_room_for() -> None:
    clock = Clock()
    pace = Pace(1, clock)
    for person in range(MOST_PEOPLE * 2):
        clock.now += 0.001
        pace.spend(person, "ask")

    assert len(pace._buckets) <= MOST_PEOPLE
    # Whoever asked last is remembered.
    assert got(pace, MOST_PEOPLE * 2 - 1, 1) == 0


@given(st.integers(1, 50), st.lists(st.floats(0, 30), max_size=60))
def test_in_no_minute_does_anybody_get_more_than_twice_their_share(per_minute: int, gaps: list[float]) -> None:
    clock = Clock()
    pace = Pace(per_minute, clock)
    given_at: list[float] = []
    for gap in gaps:
        clock.now += gap
        given_at += [clock.now] * got(pace, 1, 5)

    for moment in given_at:
        assert sum(moment <= other < moment + 60 for other in given_at) <= 2 * per_minute


# In Discord


@pytest.fixture
async def hurried(paddock: Paddock) -> Paddock:
    """The fan's server, where one person gets two costly answers a minute."""
    paddock.bot.pace = Pace(2, Clock())
    return paddock


async def test_a_flood_is_refused_to_the_flooder_alone_in_private_and_says_how_long_to_wait(hurried: Paddock) -> None:
    other = hurried.guild.add_member(hurried.env.create_user("other"))
    for _ in range(2):
        assert not (await hurried.ask("trivia")).ephemeral
    for _ in range(20):
        await hurried.refused(TooFast, "trivia")
    refusal = await hurried.refused(TooFast, "ask", question="who won gt at sebring")
    assert refusal.content == (
        "That was a lot at once: please wait 30 seconds before you ask that again. Look-ups go on."
    )

    assert (await hurried.ask("winner", round="6")).embeds, "look-ups go on"
    result = await other.slash(hurried.channel, "trivia")
    assert result.response is not None
    assert result.response.embeds


async def test_buttons_forms_and_the_desk_cost_as_the_commands_do(hurried: Paddock) -> None:
    message = await hurried.ask("winner", round="6", class_="GT")
    for _ in range(2):
        await hurried.ask("my", private="no")

    pressed = await press(hurried, "pb1|trivia|1", message=message)
    reported = await hurried.fan.click(message, label="Report a mistake")

    for result in (pressed, reported):
        assert result.response is not None
        assert "wait 30 seconds" in result.response.content
    for command in ("privacy", "my"):
        assert "wait 30 seconds" in (await hurried.refused(TooFast, command)).content


async def test_every_costly_command_exists(paddock: Paddock) -> None:
    assert COSTLY - {"report"} <= paddock.bot.known_commands


async def test_a_bot_that_nobody_has_set_anything_for_has_a_pace(settings: Settings) -> None:
    bot = create_bot(Settings(state_dir=settings.state_dir))
    # Its own pace, on a clock that stands: on a slow machine a bucket refills while it is emptied.
    bot.pace._clock = Clock()
    try:
        async with simcord.run(bot) as env:
            guild = env.create_guild("Fans")
            channel = guild.create_text_channel("paddock")
            fan = guild.add_member(env.create_user("fan"))
            answers = [await fan.slash(channel, "trivia") for _ in range(25)]
            refused = [a for a in answers if a.response and a.response.content.startswith("That was a lot at once")]
            assert len(refused) == 5
            env.errors.clear()
    finally:
        await bot.close()
