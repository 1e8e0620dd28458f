"""How an answer is put together: nothing cut, code blocks closed, Discord's limits held; and how things are said."""

import re
from datetime import date

import discord
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.answer import Answer, compose, link
from bot.answers.page import COLOUR, CONTENT, DESCRIPTION, EMBED, FIELD_NAME, FIELD_VALUE, FIELDS, FOOTER, TITLE, Part
from bot.answers.words import counted, listed, ordinal, plain, quoted, race_date, runs, shortened, table, units
from bot.archive import Scope
from bot.client import Pitboard


@pytest.fixture
def scope(bot: Pitboard) -> Scope:
    """The season that answers are composed for."""
    return Scope(bot.archive, bot.archive.default_season)


def assert_limits(answer: Answer) -> None:
    """The numbers of Discord's documentation."""
    assert 0 < len(answer.sentence) <= CONTENT
    for embed in answer.embeds:
        assert len(embed) <= EMBED
        assert len(embed.title or "") <= TITLE
        assert len(embed.description or "") <= DESCRIPTION
        assert len(embed.footer.text or "") <= FOOTER
        assert len(embed.fields) <= FIELDS
        for field in embed.fields:
            assert 1 <= len(field.name or "") <= FIELD_NAME
            assert 1 <= len(field.value or "") <= FIELD_VALUE


def written(answer: Answer) -> str:
    """Everything in the bodies of all pages, without what paging itself adds."""
    texts = []
    for embed in answer.embeds:
        texts.append(embed.description or "")
        texts += [field.value or "" for field in embed.fields]
    return "\n".join(texts)


def words_of(text: str) -> list[str]:
    """Words in order; fences of code blocks, which paging may add, left out."""
    return [word for word in text.split() if word != "```"]


LINE = st.text(alphabet="abc xyz0123456789·é", min_size=1, max_size=300).map(str.strip).filter(bool)
BLOCK = st.lists(st.text(alphabet="abcdef0123456789", min_size=1, max_size=34), min_size=1, max_size=150).map(
    lambda rows: ["```", *rows, "```"]
)
LINES = st.lists(st.one_of(LINE.map(lambda line: [line]), BLOCK), max_size=30).map(
    lambda groups: [line for group in groups for line in group]
)
PARTS = st.lists(
    st.builds(lambda heading, lines: Part(heading, tuple(lines)), st.text("abc ", min_size=1, max_size=200), LINES),
    max_size=40,
)
PROPERTY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=True,
)


@PROPERTY
@given(lines=LINES, parts=PARTS)
async def test_nothing_is_cut_however_much_there_is_to_say(scope: Scope, lines: list[str], parts: list[Part]) -> None:
    answer = compose(scope, "A sentence.", title="A title", lines=lines, parts=parts, sources=["article"])

    assert_limits(answer)
    said = [*lines, *(line for part in parts for line in part.lines)]
    # A word longer than a field is broken at no word's end; all letters come out in their order.
    assert "".join(words_of(written(answer))) == "".join(words_of("\n".join(said)))


@PROPERTY
@given(lines=LINES, parts=PARTS)
async def test_code_blocks_are_closed_on_every_page_and_in_every_field(
    scope: Scope, lines: list[str], parts: list[Part]
) -> None:
    answer = compose(scope, "A sentence.", title="A title", lines=lines, parts=parts, sources=["article"])

    for embed in answer.embeds:
        for text in [embed.description or "", *(field.value or "" for field in embed.fields)]:
            assert text.count("```") % 2 == 0, text


@PROPERTY
@given(
    sentence=st.text("abc ", min_size=1, max_size=5000),
    title=st.text("abc", min_size=1, max_size=600),
    heading=st.text("abc", min_size=1, max_size=600),
)
async def test_limits_hold_for_sentences_and_headings_of_any_length(
    scope: Scope, sentence: str, title: str, heading: str
) -> None:
    answer = compose(scope, sentence, title=title, parts=[Part(heading, ("x",))], sources=["article"])

    assert_limits(answer)
    assert sentence.startswith(answer.sentence.removesuffix("…"))


@pytest.mark.parametrize("length", [1, 500, FIELD_VALUE - 8, FIELD_VALUE, FIELD_VALUE + 1, DESCRIPTION, 9000])
async def test_one_endless_word_is_broken_and_not_lost(scope: Scope, length: int) -> None:
    answer = compose(scope, "A.", title="T", lines=["x" * length], parts=[Part("P", ("y" * length,))], sources=[])

    assert_limits(answer)
    assert written(answer).count("x") == length
    assert written(answer).count("y") == length


async def test_pages_are_numbered_where_there_are_several(scope: Scope) -> None:
    one = compose(scope, "A.", title="T", lines=["x"], sources=["article"])
    assert len(one.embeds) == 1
    assert "Page" not in (one.embed.footer.text or "")

    many = compose(scope, "A.", title="T", lines=["word " * 100] * 50, sources=["article"])
    total = len(many.embeds)
    assert total > 1
    for number, embed in enumerate(many.embeds, start=1):
        assert (embed.footer.text or "").startswith(f"Page {number} of {total} · ")
        assert "Wikipedia, 2003 American Le Mans Series" in (embed.footer.text or "")
        assert embed.title == "T"
        assert embed.colour == COLOUR


async def test_an_answer_has_a_page_even_where_there_is_no_detail(scope: Scope) -> None:
    answer = compose(scope, "A.", title="T", sources=["article"])

    assert [type(embed) for embed in answer.embeds] == [discord.Embed]
    assert answer.embed.footer.text


async def test_empty_parts_are_left_out(scope: Scope) -> None:
    answer = compose(scope, "A.", title="T", parts=[Part("Empty", ()), Part("Full", ("x",))], sources=[])

    assert [field.name for field in answer.embed.fields] == ["Full"]


async def test_the_footer_names_sources_once_most_important_first_and_the_version(scope: Scope) -> None:
    keys = ["article", "article", "wp_sebring", "wp_season_mirror", "article"]
    footer = compose(scope, "A.", title="T", sources=keys).embed.footer.text or ""
    assert re.fullmatch(
        r"Sources: Wikipedia, 2003 American Le Mans Series; Wikipedia, 2003 12 Hours of Sebring; "
        r"Wikipedia, 2003 American Le Mans Series, points rules \(read through a mirror\) · data alms-2003 [0-9a-f]{8}",
        footer,
    )

    one = compose(scope, "A.", title="T", sources=["article"]).embed.footer.text or ""
    assert one.startswith("Source: Wikipedia, 2003 American Le Mans Series · ")

    everything = compose(scope, "A.", title="T", sources=list(scope.held.sources)).embed.footer.text or ""
    assert re.search(r"; and \d+ more · ", everything)
    assert "http" not in everything


async def test_a_link_asks_about_the_same_season(scope: Scope) -> None:
    made = link(scope, "x" * 100, "winner", round_="6", class_="GT")

    assert made.options == (("round", "6"), ("class", "GT"), ("season", "alms-2003"))
    assert len(made.label) <= 80


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], ""),
        ([7], "7"),
        ([1, 2], "1 and 2"),
        ([1, 2, 3], "1 to 3"),
        ([1, 3, 5], "1, 3 and 5"),
        ([1, 3, 5, 6, 7, 8], "1, 3 and 5 to 8"),
        ([1, 2, 4, 5, 6], "1, 2 and 4 to 6"),
        ([2, 6, 8, 9], "2, 6, 8 and 9"),
        ([1, 2, 3, 7, 8, 9], "1 to 3 and 7 to 9"),
    ],
)
def test_rounds_are_said_as_runs(numbers: list[int], said: str) -> None:
    assert runs(numbers) == said


@given(numbers=st.sets(st.integers(1, 40), max_size=20).map(sorted))
def test_runs_say_every_number_and_no_other(numbers: list[int]) -> None:
    told: list[int] = []
    for part in re.split(r", | and ", runs(numbers)) if numbers else []:
        first, _, last = part.partition(" to ")
        told += range(int(first), int(last or first) + 1)

    assert told == numbers


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"), (12, "12th"), (13, "13th"),
        (21, "21st"), (22, "22nd"), (23, "23rd"), (33, "33rd"), (101, "101st"), (111, "111th"), (112, "112th"),
    ],
)  # fmt: skip
def test_ordinals(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_lists_counts_points_and_dates_are_said_as_people_do() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert listed(["a", "b", "c"], last="or") == "a, b or c"
    assert [counted(number, "win") for number in (0, 1, 2)] == ["no wins", "1 win", "2 wins"]
    assert counted(4, "class", "classes") == "4 classes"
    assert [units(points, 2) for points in (9, 8, 0)] == ["4.5", "4", "0"]
    assert race_date(date(2003, 8, 24)) == "24 August 2003"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("GT", "“GT”"),
        ("  GT  3 ", "“GT 3”"),
        ("a\nb", "“a b”"),
        ("**GT**", r"“\*\*GT\*\*”"),
        ("`GT`", r"“\`GT\`”"),
        ("\u202eTG", "“TG”"),
        ("\u200b", "of that name"),
        ("", "of that name"),
        ("[**x**](https://evil.example)", r"“\[\*\*x\*\*\](https\://evil.example)”"),
        ("x" * 61, f"“{'x' * 59}…”"),
        ("x" * 60, f"“{'x' * 60}”"),
    ],
)
def test_what_was_typed_is_quoted_short_and_harmless(typed: str, said: str) -> None:
    assert quoted(typed) == said


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Riley & Scott Mk III C", "Riley & Scott Mk III C"),
        ("Johnny O'Connell", "Johnny O'Connell"),
        ("Petersen/White Lightning", "Petersen/White Lightning"),
        ("J-3 Racing", "J-3 Racing"),
        ("MG (AER) XP20 2.0L Turbo I4", "MG (AER) XP20 2.0L Turbo I4"),
        ("#1 led", r"\#1 led"),
        ("a_b*c~d|e`f", r"a\_b\*c\~d\|e\`f"),
        ("> quote\n- list", "\\> quote\n\\- list"),
        ("@everyone", "@\u200beveryone"),
        ("<@123456789012345678>", "\\<@\u200b123456789012345678>"),
        ("<#1> </winner:2> <t:3:R>", r"\<#1> \</winner:2> \<t:3:R>"),
        ("\\*", r"\\\*"),
    ],
)
def test_text_is_escaped_where_it_must_be_and_nowhere_else(text: str, safe: str) -> None:
    assert plain(text) == safe


def test_tables_are_aligned_and_safe_inside_their_code_block() -> None:
    lines = table([("P", "Team", "Pts"), ("1", "Corvette", "167"), ("12", "`x`", "6")], "><>")

    assert lines == ["```", " P Team     Pts", " 1 Corvette 167", "12 'x'        6", "```"]


def test_names_are_shortened_with_an_ellipsis_and_only_where_they_must_be() -> None:
    assert shortened("Corvette Racing", 15) == "Corvette Racing"
    assert shortened("Corvette Racing", 10) == "Corvette…"
    assert len(shortened("Petersen/White Lightning", 12)) <= 12
