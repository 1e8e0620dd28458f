"""Answers in a terminal: Discord's Markdown as text, whole and plain in a pipe, and nothing that a terminal obeys."""

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer, Link
from bot.answers.page import Page, Part
from bot.answers.words import plain
from bot.client import Pitboard
from bot.errors import NoSuchThing, Suggestion, UserError
from bot.lines import command_line
from bot.terminal import shown_answer, shown_refusal, terminal_console

SEASON = "alms-2003"
TABLE = ("P Team              Pts  Gap", "1 Corvette Racing   167", "5 Konrad Motorsport   6 -161")
# What a terminal obeys, and what turns or hides writing; a line break ends a line and is no more than that.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")


def page(description: str = "", parts: Sequence[Part] = (), *, title: str = "Title", sources: str = "") -> Page:
    return Page(title, description, tuple(parts), sources, "data 1")


def printed(shown: object, width: int | None = None) -> str:
    """What is printed: whole lines as into a pipe, or wrapped as on a screen of so many columns."""
    console = terminal_console()
    with console.capture() as captured:
        if width is not None:
            console.soft_wrap, console.width = False, width
        console.print(shown, crop=False)
    return captured.get()


def lines_of(sentence: str, pages: Sequence[Page] = (), width: int | None = None) -> list[str]:
    return printed(shown_answer(Answer(sentence, tuple(pages))), width).splitlines()


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("**#31 Petersen/White Lightning** won", "#31 Petersen/White Lightning won"),
        ("*a mirror* and __under__ and ~~struck~~ and ||hidden||", "a mirror and under and struck and hidden"),
        ("***both*** and **bold with *italics* in it**", "both and bold with italics in it"),
        ("`/standings`, ``two`` and ` blank `", "/standings, two and blank"),
        (r"\*\*not bold\*\* \`no code\` \_\_plain\_\_ \~\~here\~\~", "**not bold** `no code` __plain__ ~~here~~"),
        (r"**a \*\* b** C5\-R \[1\]\(x\) \\", "a ** b C5-R [1](x) \\"),
        ("-# read through a mirror", "read through a mirror"),
        ("> quoted **text**", "> quoted text"),
        ("[rules](https://example.org/a_b?c=1)", "rules <https://example.org/a_b?c=1>"),
        ("[**rules**](<https://example.org/>) next", "rules <https://example.org/> next"),
        ("</winner:1234> and </ask this:5>", "/winner and /ask this"),
        ("a_b_c, 5 * 3 * 2, a**b, __x, [y](z)", "a_b_c, 5 * 3 * 2, a**b, __x, [y](z)"),
        ("Trois-Rivières, Tomáš Enge, 日本", "Trois-Rivières, Tomáš Enge, 日本"),
    ],
)
def test_markdown_is_shown_as_discord_shows_it(markdown: str, seen: str) -> None:
    assert lines_of(markdown) == [seen]
    assert lines_of("x", [page(markdown)]) == ["x", "", "Title", seen, "", "data 1"]


@pytest.mark.parametrize(
    "text",
    [
        "[red]Ferrari[/red]",
        "[bold",
        "[/]",
        "[link=https://example.org]x[/link]",
        ":smile: :car:",
        "[@click=x]y",
        "'a' 1",
    ],
)
def test_what_rich_would_read_as_markup_is_shown_literally(text: str) -> None:
    assert lines_of(text) == [text]
    shown = page(text, [Part(text, (text,), inline=True)], title=text, sources=text)
    assert lines_of("x", [shown]) == ["x", "", text, text, "", f"{text}  {text}", "", f"{text} · data 1"]


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1, max_size=80))
def test_text_that_was_escaped_for_discord_is_shown_as_it_was(text: str) -> None:
    # Discord makes a link of an address and escapes nothing in it.
    if "://" in text:
        return
    assert printed(shown_answer(Answer(plain(text), ()))) == f"{text}\n"


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b[2J\x1b]0;title\x07x",
        "x\r\x08\x08y",
        "\x9b31mx",
        "\N{RIGHT-TO-LEFT OVERRIDE}x\N{POP DIRECTIONAL FORMATTING}",
        "\N{LEFT-TO-RIGHT ISOLATE}x\N{POP DIRECTIONAL ISOLATE}",
        "@\N{ZERO WIDTH SPACE}everyone",
        "a\tb",
        "".join(map(chr, range(0xA0))).replace("\n", ""),
    ],
)
def test_nothing_that_a_terminal_obeys_is_printed(hostile: str) -> None:
    parts = [Part(hostile, (hostile,)), Part(hostile, (hostile,), inline=True)]
    shown = page(f"{hostile}\n```\n{hostile}\n```", parts, title=hostile, sources=hostile)
    answer = Answer(hostile, (shown,), (Link(hostile, hostile, ((hostile, hostile),)),))
    refusal = UserError(hostile, suggestions=[Suggestion(hostile, hostile, ((hostile, hostile),))])

    assert not OBEYED.search(printed(shown_answer(answer)))
    assert not OBEYED.search(printed(shown_refusal(refusal)))


@pytest.mark.parametrize("width", [None, 80, 40, 20])
def test_lines_of_a_code_block_are_whole_on_every_screen(width: int | None) -> None:
    table = "\n".join(TABLE)

    assert lines_of("x", [page(f"```\n{table}\n```")], width) == [
        *("x", "", "Title"),
        *TABLE,
        *("", "data 1"),
    ]
    assert lines_of("x", [page(f"before\n```text\n{table}\n```\nafter")], width) == [
        *("x", "", "Title", "before"),
        *TABLE,
        *("after", "", "data 1"),
    ]


def test_a_code_block_is_shown_letter_by_letter() -> None:
    inside = ("  two  blanks", "**no** \\* marks", "[x](https://example.org/)", "", "-# line")

    assert lines_of("```\n" + "\n".join(inside) + "\n```") == list(inside)


def test_prose_is_wrapped_at_words_on_a_screen_and_whole_in_a_pipe() -> None:
    words = "Corvette Racing and Prodrive shared most of the wins in GTS, and nobody else came near them all year."

    assert lines_of(words) == [words]
    for width in (80, 40):
        wrapped = lines_of(words, width=width)
        assert len(wrapped) > 1
        assert max(map(len, wrapped)) <= width
        assert " ".join(line.rstrip() for line in wrapped) == words


def test_pages_follow_each_other_with_all_their_parts_in_discords_order() -> None:
    parts = (
        Part("Car", ("31",), inline=True),
        Part("Chassis", ("911",), inline=True),
        Part("Notes", ("- one", "- two")),
        Part("More", ("three",)),
    )
    pages = [
        Page(f"Title {number}", f"description {number}", parts, "Source: S", "data 1", number, 2) for number in (1, 2)
    ]

    shown = ["Car      31", "Chassis  911", "", "Notes", "- one", "- two", "", "More", "three"]
    first, second = (
        ["", f"Title {number}", f"description {number}", "", *shown, "", f"Page {number} of 2 · Source: S · data 1"]
        for number in (1, 2)
    )
    assert lines_of("First.", pages) == ["First.", *first, *second]


def test_ways_on_leave_out_the_default_season_and_keep_any_other() -> None:
    links = (
        Link("a", "winner", (("round", "6"), ("class", "GT"), ("season", SEASON))),
        Link("b", "driver", (("name", "Tomáš Enge"), ("season", "alms-2002"))),
        Link("c", "schedule"),
    )

    [_, blank, more] = printed(shown_answer(Answer("x", (), links), SEASON)).splitlines()
    assert blank == ""
    assert more == 'More: /winner round:6 class:GT · /driver name:"Tomáš Enge" season:alms-2002 · /schedule'
    assert "season:alms-2003" in printed(shown_answer(Answer("x", (), links)))


def test_a_refusal_is_its_sentence_and_a_line_for_each_thing_that_may_be_meant() -> None:
    refusal = NoSuchThing(
        r"There is no driver “x\*”.",
        suggestions=[
            Suggestion("Ron Fellows", "driver", (("season", SEASON), ("name", "Ron Fellows"))),
            Suggestion("Nobody", "driver", (("name", "n"), ("season", "alms-2002"))),
        ],
    )

    assert printed(shown_refusal(refusal, SEASON)).splitlines() == [
        "There is no driver “x*”.",
        'Did you mean /driver name:"Ron Fellows"  Ron Fellows',
        "Did you mean /driver name:n season:alms-2002  Nobody",
    ]
    assert printed(shown_refusal(UserError("Only this."))) == "Only this.\n"


@pytest.mark.parametrize("mark", ["**", "__", "~~", "||", "*", "`", "[", "\\", "> ", "```", "</", "**__", "*\\"])
def test_marks_by_the_thousand_are_neither_an_error_nor_endless(mark: str) -> None:
    for text in (mark * 2000 + "x", "x".join([mark] * 1000), mark * 500 + "x" + mark[::-1] * 500):
        assert "x" in printed(shown_answer(Answer(text, (page(text),))))


def _ways(answer: Answer) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    return ((link.command, link.options) for link in answer.links)


async def test_every_way_on_can_be_typed_as_it_is_printed(bot: Pitboard) -> None:
    """From the season's page over all that leads on from it, two hundred questions far."""
    waiting = list(_ways(await bot.ask("/season")))
    seen = set(waiting)
    for count in range(200):
        if count == len(waiting):
            break
        command, options = waiting[count]
        asked = await bot.answer(command, dict(options))
        typed = await bot.ask(command_line(Link("", command, options), bot.archive.default_season))
        assert typed == asked, (command, options)
        fresh = [way for way in _ways(asked) if way not in seen]
        seen.update(fresh)
        waiting += fresh
    assert len(seen) > 50


@pytest.mark.parametrize(
    "line",
    ["/season", "/standings gts by_round:yes", "/results petit", "/about", "/help", "/driver brabham", "/wins by:team"],
)
async def test_a_real_answer_is_printed_whole_and_plain(bot: Pitboard, line: str) -> None:
    answer = await bot.ask(line)

    whole = printed(shown_answer(answer, bot.archive.default_season))
    assert not OBEYED.search(whole)
    assert f"season:{SEASON}" not in whole
    for mark in ("**", "__", "```", "\\", "](", "</"):
        assert mark not in whole
    for embed in answer.embeds:
        assert embed.title is not None
        assert embed.footer.text is not None
        assert embed.footer.text in whole
