"""What is being answered now, and how it ended: counted, and waited for before the bot stops."""

import asyncio
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import discord

if TYPE_CHECKING:
    from bot.metrics import Metrics

Outcome = Literal["answered", "refused", "failed", "late"]

_OUTCOME = "outcome"
_PRESSES = frozenset({discord.InteractionType.component, discord.InteractionType.modal_submit})


class Traffic:
    """Counts answers from `begin` to `end`. `metrics` None: they are only counted while they last."""

    def __init__(self, metrics: "Metrics | None" = None) -> None:
        self.metrics = metrics
        self.running = 0
        self._idle = asyncio.Event()

    def begin(self) -> float:
        """An answer begins; when, for `end`."""
        self.running += 1
        return time.perf_counter()

    def end(self, interaction: discord.Interaction[Any], begun: float, known: frozenset[str]) -> None:
        """The answer ended: nobody uses the interaction's response any more.

        `known` are commands by name: any other is counted as unknown, for names may be hostile.
        """
        self.running -= 1
        if not self.running:
            self._idle.set()
        if interaction.response.is_done():
            _let_go(interaction)
        if self.metrics is None:
            return
        seconds = time.perf_counter() - begun
        if interaction.type is discord.InteractionType.autocomplete:
            self.metrics.offered(seconds)
            return
        command = asked_for(interaction)
        outcome = str(interaction.extras.get(_OUTCOME, "answered"))
        self.metrics.answered(command if command in known else "unknown", outcome, seconds)

    async def idle(self, seconds: float) -> bool:
        """Wait until nothing is being answered, so long at most; whether that was reached."""
        # What Discord sent last may not have begun yet.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(seconds):
                while self.running:
                    self._idle.clear()
                    await self._idle.wait()
        except TimeoutError:
            return False
        return True


def _let_go(interaction: discord.Interaction[Any]) -> None:
    """Part what names each other, so that an interaction's 23 objects do not wait for the garbage collector.

    They are the interaction and its response; and the bot as a member of a server that discord.py does not know, which
    it makes anew for each interaction.
    """
    interaction.response._parent = None  # type: ignore[assignment]
    guild = interaction.guild
    if guild is not None and interaction.client.get_guild(guild.id) is not guild:
        guild._members.clear()


def is_press(interaction: discord.Interaction[Any]) -> bool:
    """Whether it is a press of a button, a pick or a form, and no command."""
    return interaction.type in _PRESSES


def note_outcome(interaction: discord.Interaction[Any], outcome: Outcome) -> None:
    """Note how an answer ended otherwise than with what was asked for."""
    interaction.extras[_OUTCOME] = outcome


def asked_for(interaction: discord.Interaction[Any]) -> str:
    """The command that an interaction says it is about, as sent: it may be any text."""
    data: Mapping[str, Any] = interaction.data if isinstance(interaction.data, Mapping) else {}
    if not is_press(interaction):
        return str(data.get("name", ""))
    values = data.get("values")
    identity = values[0] if isinstance(values, list) and values else data.get("custom_id", "")
    return str(identity).split("|", 2)[1] if "|" in str(identity) else ""
