"""A command line as typed in, the option texts that it means out: `/winner round:6 class:GT`, `/standings gts`.

The terminal and whatever else has a line of text read it here, and write it; Discord hands options over one by one.
"""

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.answers.words import listed, quoted
from bot.archive import Archive, Scope
from bot.errors import BadCommand, NoSuchThing, NotHeld, SeveralMatches
from bot.options.option import SEASON, Asked
from bot.options.parameters import Parameter, scope_of
from bot.options.questions import QuestionOption
from bot.options.seasons import SeasonOption

# Left out of what is printed: control characters, which a terminal obeys; those that turn the writing direction; and
# the zero-width space that keeps Discord from reading a mention.
_UNPRINTABLE = dict.fromkeys(
    (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x200B, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


class _Command(Protocol):
    """A link, or a suggestion: a command with its options."""

    @property
    def command(self) -> str: ...
    @property
    def options(self) -> tuple[tuple[str, str], ...]: ...


def command_line(link: _Command, default_season: str | None = None) -> str:
    """The command as one would type it: `/driver name:"Tomas Enge"`."""
    options = [pair for pair in link.options if pair != ("season", default_season)]
    words = [f"{name}:{_quoted(value)}" for name, value in options]
    return printable(" ".join([f"/{link.command}", *words]))


def printable(text: str) -> str:
    """Text without what moves a terminal's cursor; tabs as blanks."""
    return text.translate(_UNPRINTABLE).replace("\t", "    ")


def _quoted(value: str) -> str:
    """The value as the command line takes it: in quotation marks where it holds blanks."""
    return f'"{value}"' if not value or re.search(r"\s", value) else value


def split_line(line: str) -> tuple[str, str]:
    """A command's name and the words after it, from a line as typed: `/winner round:6`.

    Raises: BadCommand where the line is not a command.
    """
    stripped = line.strip()
    name, _, words = stripped.removeprefix("/").partition(" ")
    if not name:
        raise BadCommand("Type a command such as /winner round:6 class:GT.")
    return name.lower(), words


def command_texts(
    archive: Archive, command: str, parameters: Sequence[Parameter], words: str, season: SeasonOption
) -> dict[str, str]:
    """Options as typed after a command: `round:6 class:GT`, `gts`, `"Road America" gt`, `class:gt 6`.

    `name:` starts a named option, which takes the longest run of words that means something there. All other
    words are read in the order of the options that are left, each again taking the longest run. `season` is how the
    command reads its `season:`.
    Raises: BadCommand for an option that the command does not have, or words that no option takes.
    """
    named, loose = _apart(command, parameters, _tokens(words))
    texts = {name: " ".join(tokens) for name, tokens in named.items()}
    by_name = {parameter.name: parameter for parameter in parameters}
    # The season first: it decides what the other words mean.
    for name in sorted(named, key=lambda name: name != SEASON):
        scope = (
            Scope(archive, archive.default_season)
            if name == SEASON
            else scope_of(archive, command, texts, option=season)
        )
        means = _reader(Asked(scope, command, texts), by_name[name])
        tokens = named[name]
        length = next((n for n in range(len(tokens), 0, -1) if means(" ".join(tokens[:n]))), len(tokens))
        texts[name] = " ".join(tokens[:length])
        loose += tokens[length:]
    asked = Asked(scope_of(archive, command, texts, option=season), command, texts)
    free = [parameter for parameter in parameters if parameter.name not in texts]
    for index, parameter in enumerate(free):
        if length := _taken(asked, parameter, free[index + 1 :], loose):
            texts[parameter.name] = " ".join(loose[:length])
            loose = loose[length:]
    if loose and free:
        texts[free[0].name] = f"{texts.get(free[0].name, '')} {' '.join(loose)}".strip()
    elif loose:
        raise BadCommand(f"/{command} takes no more than that; {quoted(' '.join(loose))} is left over.")
    return texts


def _apart(
    command: str, parameters: Sequence[Parameter], tokens: Sequence[str]
) -> tuple[dict[str, list[str]], list[str]]:
    """Tokens that follow an option's name, by that name, and those before the first."""
    names = {parameter.name for parameter in parameters}
    in_words = any(isinstance(parameter.option, QuestionOption) for parameter in parameters)
    named: dict[str, list[str]] = {}
    loose: list[str] = []
    current = loose
    for token in tokens:
        name, colon, value = token.partition(":")
        if colon and name in names:
            current = named.setdefault(name, [])
            current += value.split()
        elif colon and name.isidentifier() and not in_words:
            has = listed([f"{parameter.name}:" for parameter in parameters])
            raise BadCommand(f"/{command} has no option {quoted(name)}; it has {has or 'none'}.")
        else:
            current.append(token)
    return named, loose


def _taken(asked: Asked, parameter: Parameter, later: Sequence[Parameter], loose: Sequence[str]) -> int:
    """How many of the loose words an option takes: the longest run that it knows.

    Where it knows none but is required, it takes what is left when a later option has taken what that one knows,
    so that the refusal is about the right words.
    """
    means = _reader(asked, parameter)
    length = next((n for n in range(len(loose), 0, -1) if means(" ".join(loose[:n]))), 0)
    if length or not loose:
        return length
    if parameter.required:
        ends = (n for n in range(1, len(loose)) if any(_reader(asked, p)(" ".join(loose[n:])) for p in later))
        return next(ends, len(loose))
    return 0 if later else len(loose)


def _tokens(words: str) -> list[str]:
    """Words, with what stands in double quotes kept together."""
    tokens: list[str] = []
    for index, piece in enumerate(words.split('"')):
        if index % 2:
            if tokens and tokens[-1].endswith(":"):
                tokens[-1] += piece
            else:
                tokens.append(piece)
        else:
            tokens += piece.split()
    return tokens


def _reader(asked: Asked, parameter: Parameter) -> Callable[[str], bool]:
    def means(text: str) -> bool:
        try:
            parameter.option.parse(asked, parameter.name, text)
        except (SeveralMatches, NotHeld):
            return True
        except NoSuchThing:
            return False
        return True

    return means
