"""What a person sees of Discord Markdown."""

import re

import discord
import simcord

from bot.answers.answer import Answer


def seen_text(markdown: str) -> str:
    """Text as shown: no escapes, no marks of bold, italics or code."""
    unescaped = re.sub(r"\\(.)", lambda match: f"\0{ord(match[1])}\0", markdown)
    bare = re.sub(r"\*\*|__|\|\||`+|^-# |^> ", "", unescaped, flags=re.MULTILINE)
    bare = re.sub(r"(?<!\w)\*(\S.*?\S|\S)\*(?!\w)", r"\1", bare)
    return re.sub(r"\0(\d+)\0", lambda match: chr(int(match[1])), bare)


def embed_text(embed: discord.Embed) -> str:
    """Everything written in an embed, as shown."""
    parts = [embed.title or "", embed.description or ""]
    for field in embed.fields:
        parts += [field.name or "", field.value or ""]
    parts.append(embed.footer.text or "")
    return seen_text("\n".join(parts))


def whole_text(message: simcord.ResponseMessage) -> str:
    """Everything a message says, as shown."""
    return "\n".join([seen_text(message.content), *(embed_text(embed) for embed in message.embeds)])


def answer_text(answer: Answer) -> str:
    """Everything an answer says, as shown."""
    return "\n".join([seen_text(answer.sentence), *(embed_text(embed) for embed in answer.embeds)])


def buttons(message: simcord.ResponseMessage) -> dict[str, str]:
    """Custom ids of a message's buttons by label."""
    return {button["label"]: button["custom_id"] for row in message.components for button in row["components"]}
