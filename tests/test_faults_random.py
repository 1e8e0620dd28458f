"""Fifty thousand interactions drawn at random, valid and hostile: each is answered, soundly, and nothing is a bug."""

import logging
import random
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.loopback.interactions import Exchange
from benchmarks.loopback.load import load
from benchmarks.loopback.payloads import Payload, autocomplete, by, message, press, slash
from benchmarks.loopback.stand_in import StandIn
from benchmarks.loopback.wiring import running
from bot.client import Pitboard
from bot.commands import LookUp
from tests.limits import assert_callback_valid, assert_edit_valid, assert_within_limits
from tests.logged import alarms
from tests.test_everything import values

pytestmark = pytest.mark.faults

SEED, INTERACTIONS, IN_FLIGHT = 2003, 50_000, 32
HOSTILE = (
    "", " ", "\x00", "\u202e", "x" * 6000, "😀" * 100, "@everyone", "<@1>", "`" * 30, "||" * 50, "[a](http://b)",
    "'; DROP TABLE entry; --", "../../etc/passwd", "pb1|winner|1", "-1", "9" * 400, "NaN", "\ud800", "\n" * 50,
    "#", "# title", "\\", "%s%n", "{0}", "season=1|round=6", "ﷺ" * 40, "e\u0301" * 200,
)  # fmt: skip
IDS = (
    "pb1|winner|1|round=petit|season=alms-2003", "pb1|winner|9999|round=petit", "pb1|winner|0", "pb1|", "pb1",
    "pb1s|winner|1|round=6", "pb1r|winner|1|round=petit|season=alms-2003", "pb1|gone|1", "pb1|winner|1|round", "pb1c|0",
    "pb1|standings|1|class=GT|class=GTS", "pb1|trivia|1|fact=zzzzzz", "pb1m|winner|1|round=petit", "pb0|x",
)  # fmt: skip
DESK = (
    ("my", ("season", "private", "reset")),
    ("settings", ("season", "private", "spoilers", "reset")),
    ("privacy", ("export", "erase")),
)
MANAGE_GUILD = 1 << 5


class Fans:
    """Draws interactions. `chance` decides everything, so that a run can be had again."""

    def __init__(self, bot: Pitboard, chance: random.Random) -> None:
        self.chance = chance
        self.person = 0
        self.look_ups = bot.look_ups()
        self.known = {
            (look_up.name, p.name): values(bot, p.option) for look_up in self.look_ups for p in look_up.parameters
        }

    def draw(self) -> Payload:
        """Any interaction."""
        kind = self.chance.choices(
            (self.valid, self.hostile, self.typing, self.pressed, self.submitted, self.kept, self.chosen, self.unknown),
            (45, 15, 15, 12, 4, 3, 3, 3),
        )[0]
        self.person = self.chance.randrange(5000, 5400)
        return by(self.person, kind())

    def valid(self) -> Payload:
        """A look-up that means something, though perhaps not together."""
        look_up = self.chance.choice(self.look_ups)
        return slash(look_up.name, **self._options(look_up))

    def hostile(self) -> Payload:
        """A look-up one of whose options is not what anybody means."""
        look_up = self.chance.choice(self.look_ups)
        options = self._options(look_up)
        option = self.chance.choice(look_up.parameters).name
        return slash(look_up.name, **{**options, option: self._text()})

    def typing(self) -> Payload:
        """A keystroke."""
        look_up = self.chance.choice(self.look_ups)
        option = self.chance.choice(look_up.parameters).name
        known = self.known[look_up.name, option] or ["x"]
        typed = self.chance.choice([*known, self._text()])[: self.chance.randrange(1, 12)]
        others = {name: text for name, text in self._options(look_up).items() if name != option}
        return autocomplete(look_up.name, option, typed, **others)

    def pressed(self) -> Payload:
        """A press of any button, or a pick of any list, that there is or never was."""
        identity = self.chance.choice([*IDS, self._text()[:100] or "x"])
        button = {"type": 2, "style": 2, "label": "x", "custom_id": identity}
        row = {"type": 1, "components": [button]}
        # Whoever asked gets the answer in the place of the one that has the button, others one of their own.
        asker = self.chance.choice((self.person, 4999))
        shown = message({"content": "x", "components": self.chance.choice(([], [row]))}, of=by(asker, slash("about")))
        payload = press(identity, shown)
        if self.chance.random() < 0.3:
            payload["data"] = {
                "custom_id": "pb1c|0",
                "component_type": self.chance.choice((3, 5, 99)),
                "values": self.chance.choice(([], [identity], [identity, "x"])),
            }
        return payload

    def submitted(self) -> Payload:
        """A form, filled in with anything."""
        payload = press("x", message({"content": "x"}, of=slash("about")))
        field = {"type": 4, "id": 2, "custom_id": self.chance.choice(("text", "other")), "value": self._text()[:4000]}
        payload["type"] = 5
        payload["data"] = {
            "custom_id": self.chance.choice(IDS),
            "components": self.chance.choice(
                ([{"type": 18, "id": 1, "component": field}], [{"type": 1, "components": [field]}], [])
            ),
        }
        return payload

    def kept(self) -> Payload:
        """Settings and what is stored, by somebody who may manage the server or not."""
        command, names = self.chance.choice(DESK)
        given = {name: self.chance.choice(("yes", "no", "alms-2003", self._text())) for name in names}
        options = {name: text for name, text in given.items() if self.chance.random() < 0.4}
        payload = slash(command, **options)
        payload["member"]["permissions"] = str(self.chance.choice((0, MANAGE_GUILD)))
        return payload

    def chosen(self) -> Payload:
        """“Look up” on a message that names things, or on any other."""
        words = [self.chance.choice(self.chance.choice(list(self.known.values())) or ["x"]) for _ in range(6)]
        shown = message({"content": " ".join([*words, self._text()])[:2000]}, of=slash("about"))
        payload = slash("Look up")
        resolved = {"messages": {shown["id"]: shown}}
        payload["data"] = {"id": "5", "name": "Look up", "type": 3, "target_id": shown["id"], "resolved": resolved}
        return payload

    def unknown(self) -> Payload:
        """A command that there is not, or with options that it does not have."""
        return self.chance.choice((slash("lap-record"), slash("winner"), slash("winner", lap="3")))

    def _options(self, look_up: LookUp) -> dict[str, str]:
        given: dict[str, str] = {}
        for parameter in look_up.parameters:
            known = self.known[look_up.name, parameter.name]
            if known and (parameter.required or self.chance.random() < 0.5):
                given[parameter.name] = self.chance.choice(known)
        return given

    def _text(self) -> str:
        if self.chance.random() < 0.7:
            text = self.chance.choice(HOSTILE)
        else:
            text = "".join(chr(self.chance.randrange(1, 0x2FFF)) for _ in range(self.chance.randrange(1, 60)))
        # What no JSON can hold cannot be sent either.
        return text.encode("utf-8", "replace").decode()


class Checked(StandIn):
    """A stand-in that looks at everything it is sent. A body that was seen before is not looked at again."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.seen: set[str] = set()
        self.kinds: dict[int, int] = {}

    def answered(self, exchange: Exchange) -> None:
        body: dict[str, Any] = exchange.body
        self.kinds[body["type"]] = self.kinds.get(body["type"], 0) + 1
        key = repr(body)
        if key in self.seen:
            return
        self.seen.add(key)
        if body["type"] in {4, 7}:
            assert_within_limits(body["data"])
        assert_callback_valid(body)

    def replaced(self) -> int:
        """How many answers took the place of “thinking…” since this was asked before; each is looked at."""
        bodies = list(self.interactions.edited.values())
        self.interactions.edited.clear()
        for body in bodies:
            if body is not None:  # one with a file in it is no JSON
                assert_within_limits(body)
                assert_edit_valid(body)
        return len(bodies)


def batches(fans: Fans) -> Iterator[list[Payload]]:
    """All of them, in handfuls: what goes wrong is then told soon."""
    for _ in range(INTERACTIONS // 500):
        yield [fans.draw() for _ in range(500)]


async def test_every_one_of_fifty_thousand_random_interactions_is_answered_soundly(
    bot: Pitboard, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    replaced = 0
    fans = Fans(bot, random.Random(SEED))  # noqa: S311  # nothing secret is drawn
    async with Checked() as discord, running(bot, discord):
        session = await discord.connected()
        for batch in batches(fans):
            await load(discord, session, batch, IN_FLIGHT, look=discord.answered)
            replaced += discord.replaced()
            assert alarms(caplog) == []

    assert sum(discord.kinds.values()) == INTERACTIONS
    assert set(discord.kinds) == {4, 5, 7, 8, 9}
    assert replaced + discord.replaced() == discord.kinds[5]
    assert len(discord.seen) > 1000
