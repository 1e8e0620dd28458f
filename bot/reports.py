"""Reports of mistakes: a button on every answer, a form, a row in state.db, and a line in the owner's channel.

The form is kept by nobody while somebody types: what it is about stands in its custom id, so that it may be sent
after a restart, and twice. What comes back is hostile input like any other.
"""

import hashlib
import logging
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import discord

from bot.answers.words import plain
from bot.archive import ALL
from bot.buttons import FORM_MARK, Press, shortened_id
from bot.errors import BadCommand, StateUnavailable
from bot.lines import command_line

if TYPE_CHECKING:
    from bot.client import Pitboard

log = logging.getLogger(__name__)

# Discord's limits for a form (official documentation, 2026).
_TITLE, _DESCRIPTION = 45, 100
LONGEST_TEXT = 1000
_TEXT = "text"
# Of 2,000 characters in a message, what is left for the text of a report.
_POSTED = 1400
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}

Interaction = discord.Interaction["Pitboard"]


class ReportForm(discord.ui.Modal):
    """The form that asks what is wrong with one answer. `asked` is shown above the field."""

    def __init__(self, identity: str, reference: str, asked: str) -> None:
        super().__init__(title=f"Report a mistake · {reference}"[:_TITLE], custom_id=identity, timeout=None)
        field: discord.ui.TextInput[ReportForm] = discord.ui.TextInput(
            custom_id=_TEXT,
            style=discord.TextStyle.paragraph,
            max_length=LONGEST_TEXT,
            placeholder="Which part is wrong, what is right, and where does it say so?",
        )
        self.add_item(discord.ui.Label(text="What is wrong?", description=asked[:_DESCRIPTION], component=field))
        # A form that is not stopped would be kept, and would answer beside `Reports.sent`.
        self.stop()


class Reports:
    """Opens forms and keeps what is sent in them."""

    def __init__(self, bot: "Pitboard") -> None:
        self._bot = bot

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Open the form about an answer, unless this person has an open report about it."""
        self._bot.pace.spend(interaction.user.id, "report")
        reference = self.reference(press)
        try:
            already = await self._bot.state.report_is_open(interaction.user.id, reference)
        except StateUnavailable:
            already = False  # said when the form is sent
        if already:
            await interaction.response.send_message(_already(reference), ephemeral=True)
            return
        asked = command_line(_Line(press))
        await interaction.response.send_modal(ReportForm(shortened_id(press, FORM_MARK), reference, asked))

    async def sent(self, interaction: Interaction, press: Press) -> None:
        """Keep what was sent in a form.

        Raises: BadCommand for an empty report; NotAllowed; StateUnavailable.
        """
        data: Mapping[str, Any] = interaction.data or {}
        text = _clean(next(_values(data.get("components")), ""))
        if not text:
            raise BadCommand("The report was empty, so nothing was kept: please say what is wrong.")
        self._bot.pace.spend(interaction.user.id, "report")
        # Writing may have to wait for another process, longer than Discord waits for an answer.
        await interaction.response.defer(ephemeral=True, thinking=True)
        reference = self.reference(press)
        options = command_line(_Line(press)).partition(" ")[2]
        added = await self._bot.state.add_report(
            reference=reference,
            command=press.command,
            options=options,
            data_version=self._version(press),
            text=text,
            person=interaction.user.id,
        )
        if not added:
            await interaction.edit_original_response(content=_already(reference))
            return
        await interaction.edit_original_response(
            content=f"Thank you: your report is kept under reference `{reference}`, and the data's editors will look "
            f"at it. {self._bot.mention('privacy')} shows what is stored about you, and deletes it."
        )
        await self._post(press, reference, text)

    def reference(self, press: Press) -> str:
        """Eight hex digits that the same command, options and data always give."""
        parts = (press.command, *(part for pair in press.texts for part in pair), self._version(press))
        return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:8]

    def _version(self, press: Press) -> str:
        """The season of an answer with the version of its text; a season that is no longer held by its key alone."""
        archive = self._bot.archive
        key = dict(press.texts).get("season", archive.default_season)
        seasons = [held for held, season in archive.seasons.items() if key in {ALL, held, season.row.series}]
        return archive.version(seasons) if seasons else key

    async def _post(self, press: Press, reference: str, text: str) -> None:
        """Tell the owner's channel, without a word about who reported."""
        number = self._bot.settings.reports_channel
        if number is None:
            return
        line = command_line(_Line(press)).replace("`", "'")
        # Cut as it is shown: a report of many lines has a mark before each.
        shown = plain(text).replace("\n", "\n> ")[:_POSTED]
        channel = self._bot.get_partial_messageable(number)
        try:
            await channel.send(
                f"**Report** `{reference}` on `{line}`, data {plain(self._version(press))}\n> {shown}",
                allowed_mentions=discord.AllowedMentions.none(),
                suppress_embeds=True,
            )
        except discord.HTTPException as error:
            log.warning("A report was kept but could not be posted to PITBOARD_REPORTS_CHANNEL: %s", error)


class _Line:
    """A press as `command_line` writes one."""

    def __init__(self, press: Press) -> None:
        self.command = press.command
        self.options = press.texts


def _already(reference: str) -> str:
    return f"Your report about this answer is already open (reference `{reference}`); nothing was added."


def _values(components: object) -> Iterator[str]:
    """Values of the form's text field, whatever it is wrapped in."""
    waiting = [components]
    while waiting:
        found = waiting.pop()
        if isinstance(found, list):
            waiting += reversed(found[:10])
        elif isinstance(found, dict):
            if found.get("custom_id") == _TEXT and isinstance(found.get("value"), str):
                yield found["value"]
            waiting += [found.get("component"), found.get("components")]


def _clean(text: str) -> str:
    """Visible text, as long as a report may be."""
    kept = (letter for letter in text if letter == "\n" or unicodedata.category(letter) not in _DROPPED)
    return "".join(kept).strip()[:LONGEST_TEXT].strip()
