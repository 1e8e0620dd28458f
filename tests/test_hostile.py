"""Whatever is typed into whatever option: answered at once, harmless, private where refused, and never guessed."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
import simcord
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.answers.answer import Answer
from bot.answers.page import TITLE
from bot.answers.words import heading_text, plain, quoted
from bot.client import Pitboard
from bot.commands import LookUp
from bot.errors import QUOTE_LENGTH, BadCommand, NoSuchThing, SeveralMatches, UserError
from tests.article import CLASS_WINS
from tests.conftest import Paddock
from tests.limits import assert_callback_valid, assert_within_limits
from tests.seen import buttons, seen_text, whole_text

# Options that must be filled while another is tried.
FILLED = {"round": "6", "name": "prodrive", "number": "31", "by": "driver"}
# Names that fit where `name` is asked for.
NAMES = {"driver": "Lehto", "team": "Prodrive", "circuit": "Sebring", "class": "GT"}

# Texts that mean nothing anywhere: each must be refused. A mark in the names says what is hostile about them.
NONSENSE = {
    "4,000 letters": "x" * 4000,
    "4,000 of one word": "Sebring " * 500,
    "an astral plane": "😀" * 2000,
    "bold": "**pit** __stop__ ~~now~~ ||boo||",
    "a heading": "# HUGE\n## large\n-# small",
    "a code block": "```py\nprint(1)\n```",
    "a lone backtick": "`",
    "an unclosed block": "``` ```` `",
    "a quote": "> said nobody\n>>> ever",
    "a masked link": "[click](https://evil.example/a_b_c)",
    "everyone": "@everyone",
    "here and a user": "@here <@123456789012345678> <@!123456789012345678>",
    "a short user id": "<@99>",
    "a role": "<@&123456789012345678>",
    "a channel": "<#123456789012345678>",
    "a command": "</winner:123456789012345678>",
    "an emoji tag": "<:boom:123456789012345678>",
    "a timestamp": "<t:0:R>",
    "zero width": "\u200b\u200c\u200d\u2060\ufeff",
    "right to left": "\u202eecar eht now ohw\u202c",
    "isolates": "\u2066\u2067\u2068zzzz\u2069",
    "zalgo": "z" + "\u0300\u0301\u0302\u0303" * 40 + "q",
    "enclosing marks": "q\u20dd\u20e0\u0488",
    "emoji": "🏁🏎️👨‍👩‍👧‍👦",
    "flags and tags": "🏴\U000e0067\U000e0062\U000e007f",
    "SQL": "'; DROP TABLE entry; --",
    "SQL union": '" UNION SELECT * FROM season --',
    "SQL wildcards": "%%%",
    "an SQL parameter": ":season",
    "a null byte": "zz\x00zz",
    "only a null byte": "\x00",
    "control characters": "\x1b[31mzz\x07\x08\x7f",
    "newlines": "zz\nyy\r\nxx\u2028ww\u2029vv",
    "a path": "../../etc/passwd",
    "a device": "CON\\\\.\\pipe",
    "format braces": "{0} {season} {",
    "percent": "%s %d %n",
    "shell": "$(reboot) && `id` | cat",
    "a template": "{{x*y}} ${x*y}",
    "a regex": "(z+)+$ .* [^",
    "a noncharacter": "\ufffe\uffff\U0010ffff",
    "private use": "\ue000\uf8ff",
    "unassigned": "\u0378\U000e0fff",
    "the marks of our buttons": "pb1|winner|1|round=6=7",
    "a dash": "—",
    "a star": "*",
    "punctuation": "!?.,;:-_/()",
    "Cyrillic look-alikes": "ЅЕВRING",
    "numbers of other scripts": "٦٦٦",
    "a huge number": "9" * 400,
    "infinity": "infinity",
    "None": "None",
    "true": "undefined",
}

# Those that are also sent through Discord, into every option; the others go to the bot itself.
SENT = (
    "4,000 letters", "bold", "a heading", "a code block", "a masked link", "everyone", "here and a user", "a role",
    "a channel", "zero width", "right to left", "zalgo", "emoji", "SQL", "a null byte", "newlines", "a path",
    "format braces", "percent", "a regex", "a noncharacter",
)  # fmt: skip

_LIVE = re.compile(r"(?<!\\)<(?:@[!&]?|#|/[^>\s]*:|a?:\w+:|t:-?)\d+")


def options_of(bot: Pitboard, command: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each text option of a command, and the valid texts that the others need."""
    look_up: LookUp = next(look_up for look_up in bot.look_ups() if look_up.name == command)
    for option in look_up.parameters:
        others = {
            other.name: NAMES.get(command, "") or FILLED[other.name] if other.name == "name" else FILLED[other.name]
            for other in look_up.parameters
            if other.required and other.name != option.name
        }
        yield option.name, others


def assert_harmless(call: object, message: simcord.ResponseMessage) -> None:
    """The body sent pings nobody, and what it says of theirs is escaped."""
    body = call.json  # type: ignore[attr-defined]
    data = body["data"]
    assert data["allowed_mentions"] == {"parse": []}
    assert_within_limits(data)
    assert_callback_valid(body)
    assert "Traceback" not in message.content
    if not message.embeds:  # a refusal: the only place where people's own text is said again
        assert_echo_escaped(message.content)


def assert_echo_escaped(content: str) -> None:
    """No mention, tag or Markdown of theirs lives in a sentence."""
    assert "@everyone" not in content
    assert "@here" not in content
    assert not _LIVE.search(content), content
    assert "\n" not in content  # headings, quotes and lists need a line of their own
    for echo in re.findall(r"“(.*?)”(?=[ .,:;?]|$)", content, re.DOTALL):
        bare = re.sub(r"\\.", "", echo)
        assert not re.search(r"[*_~|`<]", bare), content
        assert not re.search(r"\[.+\]\(|://", bare), content
        assert not [
            character for character in echo if unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs", "Zl"}
        ]
        assert len(bare) <= QUOTE_LENGTH


COMMANDS = (
    "about", "car", "circuit", "class", "driver", "help", "points", "qualifying", "results", "round", "schedule",
    "season", "standings", "team", "winner", "wins",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
async def test_nonsense_in_any_option_is_refused_privately_and_harmlessly(paddock: Paddock, command: str) -> None:
    assert command in {look_up.name for look_up in paddock.bot.look_ups()}
    for option, others in options_of(paddock.bot, command):
        for what in SENT:
            text = NONSENSE[what]
            before, known = len(paddock.env.http_requests), len(paddock.env.errors)
            message = await paddock.ask(command, **others, **{option: text})
            raised = [getattr(error, "original", error) for error in paddock.env.errors[known:]]
            assert [type(error) for error in raised] in ([NoSuchThing], [SeveralMatches]), f"{option}: {what}: {raised}"
            assert message.ephemeral, f"{option}: {what}"
            assert not message.embeds, f"{option}: {what}"
            assert len(message.content) < 700
            [call] = [entry for entry in paddock.env.http_requests[before:] if entry.path.endswith("/callback")]
            assert_harmless(call, message)


@pytest.mark.parametrize("what", NONSENSE)
async def test_nonsense_of_every_kind_is_refused_in_every_option(bot: Pitboard, what: str) -> None:
    for command in COMMANDS:
        for option, others in options_of(bot, command):
            with pytest.raises(UserError) as refusal:
                await bot.answer(command, {**others, option: NONSENSE[what]})
            assert isinstance(refusal.value, NoSuchThing | SeveralMatches), f"/{command} {option}"
            assert 0 < len(refusal.value.sentence) < 700
            assert_echo_escaped(refusal.value.sentence)


async def test_blanks_in_a_needed_option_are_refused_with_what_is_needed(paddock: Paddock) -> None:
    for command, option in (("winner", "round"), ("driver", "name"), ("car", "number"), ("wins", "by")):
        for text in (" ", "\t\n", "\u00a0", "\u3000"):
            message = await paddock.refused(BadCommand, command, **{option: text})
            assert f"/{command} needs {option}." in message.content


async def test_a_class_dressed_up_is_that_class_or_refused(paddock: Paddock) -> None:
    winner = {win.class_: win for win in CLASS_WINS if win.round == 6}
    for class_, win in winner.items():
        for dressed in (
            "\u200b".join(class_),
            f"\u202e{class_}\u202c",
            f"**{class_}**",
            f"`{class_}`",
            f"@{class_}",
            f"{class_}\x00",
            f"  {class_}\n",
            class_.swapcase(),
            "".join(chr(ord(letter) + 0xFEE0) for letter in class_),  # full width
            "".join(f"{letter}\u0301" for letter in class_),
            f"{class_}; DROP TABLE class",
            f"{class_}{class_}",
            f"{class_}R",
            class_[:-1] + "X",
        ):
            known = len(paddock.env.errors)
            message = await paddock.ask("winner", round="6", class_=dressed)
            refusals = [getattr(error, "original", error) for error in paddock.env.errors[known:]]
            if refusals:
                assert isinstance(refusals[0], UserError)
                assert message.ephemeral
                continue
            first = seen_text(message.content)
            assert f"#{win.car} {win.team}" in first, f"{dressed!r}: {first}"
            assert f" won {class_} " in first


async def test_a_button_offered_for_hostile_text_carries_none_of_it(paddock: Paddock) -> None:
    for text in ("Petti L\u202eMans", "**Petti** Le Mans", "Petti|Le=Mans", "Petti Le Mans @everyone"):
        known = len(paddock.env.errors)
        message = await paddock.ask("winner", round=text, class_="GT")
        assert len(paddock.env.errors) == known + 1, text
        for label, identity in buttons(message).items():
            assert "@everyone" not in label + identity
            assert "\u202e" not in label + identity
            assert "**" not in label + identity


async def test_two_hostile_options_at_once_are_one_refusal(paddock: Paddock) -> None:
    for text in ("@everyone", "x" * 4000, "`", "\u200b"):
        message = await paddock.refused(NoSuchThing, "winner", round=text, class_=text, season=text)
        assert "There is no season" in message.content


TYPED = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="@<>#*_`~|[](){}/\\:;.-'\"0123456789eGT \u200b\u202e\u0301\n", max_size=40),
    st.sampled_from(
        sorted({win.team for win in CLASS_WINS} | {"Road Atlanta", "Petit Le Mans", "GTS", "Enge"})
    ).flatmap(
        lambda word: st.tuples(st.just(word), st.integers(0, len(word)), st.text(max_size=3)).map(
            lambda parts: parts[0][: parts[1]] + parts[2] + parts[0][parts[1] :]
        )
    ),
)


@pytest.mark.parametrize(
    ("command", "option", "filled"),
    [
        ("winner", "round", {"class": "GT"}),
        ("winner", "class", {"round": "6"}),
        ("winner", "season", {"round": "6", "class": "GT"}),
        ("standings", "class", {}),
        ("standings", "championship", {"class": "GTS"}),
        ("standings", "after", {"class": "GTS"}),
        ("standings", "by_round", {"class": "GTS"}),
        ("driver", "name", {}),
        ("team", "name", {}),
        ("circuit", "name", {}),
        ("car", "number", {}),
        ("wins", "by", {}),
        ("wins", "class", {"by": "driver"}),
    ],
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(typed=TYPED)
async def test_random_text_is_answered_about_what_it_says_or_refused(
    bot: Pitboard, command: str, option: str, filled: dict[str, str], typed: str
) -> None:
    answer: Answer | None = None
    refused = ""
    try:
        answer = await bot.answer(command, {**filled, option: typed})
    except UserError as error:
        refused = error.sentence
    if answer is None:
        assert 0 < len(refused) < 700
        assert_echo_escaped(refused)
        return
    assert 0 < len(answer.sentence) <= 600
    assert answer.embed.footer.text
    if (command, option) == ("winner", "class") and typed.strip():
        # Whatever was typed, the class answered is one that the text spells.
        folded = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", typed).casefold())
        match = re.search(r" won (LMP900|LMP675|GTS|GT)[ .]", seen_text(answer.sentence))
        spelt = {"LMP900": "900", "LMP675": "675", "GTS": "gts", "GT": "gt"}
        assert match is not None
        assert spelt[match[1]] in folded or folded in {"grandtouring", "grandtouringsport", "touringsport", "sport"}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(typed=st.one_of(st.text(max_size=300), st.text(alphabet="*_`~|[]()<>@#\\-. \n", max_size=120)))
def test_quoted_text_is_short_visible_and_escaped(typed: str) -> None:
    echo = quoted(typed)

    assert_echo_escaped(echo)
    assert "\n" not in echo
    assert len(seen_text(echo)) <= QUOTE_LENGTH + 60  # a zero-width space behind each @
    assert not re.search(r"[\u0300-\u036f]{3}", echo)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text(alphabet=st.characters(exclude_characters="\u200b", exclude_categories=["Cs"]), max_size=100))
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    assert seen_text(plain(text)).replace("\u200b", "") == text


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text(alphabet="*_`~|[]()<>@#\\-.: /aé\n", max_size=400), limit=st.sampled_from([20, TITLE]))
def test_a_heading_fits_whatever_it_holds(text: str, limit: int) -> None:
    assume(re.search(r"^-# ", text, re.MULTILINE) is None)  # small print in a message, which a heading does not have
    shown = heading_text(text, limit)

    assert len(shown) <= limit
    read = seen_text(shown).replace("\u200b", "")
    assert read == text or (read.endswith("…") and text.startswith(read[:-1]))


def test_a_car_s_number_and_a_minus_stay_as_they_are() -> None:
    assert heading_text("#31 · 2003", TITLE) == "#31 · 2003"
    assert heading_text("- 31", TITLE) == "- 31"
    assert heading_text("-# 31", TITLE) == "-# 31"


async def test_an_answer_never_repeats_what_was_typed(paddock: Paddock) -> None:
    for typed in ("petersen/white lightning", "PETERSEN", "white   lightning\n"):
        message = await paddock.ask("team", name=typed)
        assert typed not in whole_text(message)
        assert "Petersen/White Lightning" in whole_text(message)
