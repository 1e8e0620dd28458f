"""What a message names: whole words only, the longer name first, and nothing that it does not say."""

import string
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.archive import Archive
from bot.folding import _fold_once, fold
from bot.names import Names
from bot.prose import LONGEST_TEXT, MOST, Prose
from bot.queries.words import ProseRule, Word

SEASON = "alms-2003"


@pytest.fixture(scope="module")
def prose(closed_archive: Archive) -> Prose:
    return closed_archive.prose


@pytest.fixture(scope="module")
def names(closed_archive: Archive) -> Names:
    return closed_archive.names


def named(prose: Prose, text: str) -> list[str]:
    """Natural keys of what a text names."""
    return [thing.target for thing in prose.find(SEASON, text).things]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Ron Fellows' car beat the Vettes", ["Ron Fellows", "Corvette Racing"]),
        ("o’connell and O'CONNELL's mate jj lehto", ["Johnny O'Connell", "JJ Lehto"]),
        ("trois rivieres or Trois-Rivie\u0300res?", ["trois-rivieres"]),
        ("de Radiguès, DE RADIGUES, radigues", ["Didier de Radiguès"]),
        ("van de Poele drove", ["Eric van de Poele"]),
        ("AJR vs Olive Garden vs Prodrive Ferrari", ["Alex Job Racing", "Team Olive Garden", "Prodrive"]),
        ("Sears Point = Infineon = Sonoma", ["sonoma"]),
        ("laguna, then Petit, then the 12 Hours", ["laguna-seca", "petit", "sebring"]),
        ("**Corvette Racing** ~~lost~~ _at_ `Mosport`", ["Corvette Racing", "mosport"]),
        ("#Corvette #Sebring", ["Corvette Racing", "sebring"]),
    ],
)
def test_things_are_found_by_name_surname_and_alias_in_order(prose: Prose, text: str, things: list[str]) -> None:
    assert named(prose, text) == things


@pytest.mark.parametrize(
    "text",
    [
        "what Said said",
        "the champion of the field",
        "a block, a menu, a workman and Peter stuck in Essex",
        "petit four after I slept 12 hours",
        "two fellows, a turner and a weaver",
        "flying to Toronto and Mexico",
        "a great gtr, agt, gt3 and gts-r; gt and gts",
        "Viper GTS-R and 911 GT-3",
        "31, 1 and 2003; #9999; round 77; car 5000",
        "sebringer corvetted mosporty",
        "https://example.org/corvette-racing/GT #",
        "<:GTS:123456789> <@88> <#31> <@&3> </winner:4> <t:31>",
        "champ Fello Gavi Colins",
        "🏎️🏁",
        "",
        "   \n\n",
    ],
)
def test_ordinary_words_parts_of_words_and_slips_name_nothing(prose: Prose, text: str) -> None:
    assert named(prose, text) == []


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Boris Said won", ["Boris Said"]),
        ("Jon Field and Field again", ["Jon Field"]),
        ("ADT Champion", ["ADT Champion Racing"]),
        ("Champion Racing", ["ADT Champion Racing"]),
        ("Grand Prix of Mexico", ["mexico"]),
        ("Petit", ["petit"]),
        ("Darren Turner, then turner", ["Darren Turner"]),
    ],
)
def test_ordinary_words_name_something_inside_a_longer_name_or_in_capitals(
    prose: Prose, text: str, things: list[str]
) -> None:
    assert named(prose, text) == things


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("GT", ["GT"]),
        ("GT!", ["GT"]),
        ("gt class", ["GT"]),
        ("class gts", ["GTS"]),
        ("lmp900 and LMP 675", ["LMP900", "LMP675"]),
        ("GT/GTS", ["GT", "GTS"]),
        ("gts", []),
    ],
)
def test_classes_are_named_by_their_codes(prose: Prose, text: str, things: list[str]) -> None:
    assert named(prose, text) == things


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("#31", ["31"]),
        ("car 31", ["31"]),
        ("Car #08 is not #8", ["08", "8"]),
        ("the 31", []),
        ("round 6", ["road-america"]),
        ("Round 6 and #6", ["road-america"]),
    ],
)
def test_numbers_say_what_they_are(prose: Prose, text: str, things: list[str]) -> None:
    assert named(prose, text) == things


def test_of_two_names_that_share_a_word_the_longer_one_stands(prose: Prose) -> None:
    assert named(prose, "Road America 500") == ["road-america"]
    assert named(prose, "Infineon Team Joest") == ["Infineon Team Joest"]
    assert named(prose, "Audi Sport UK") == ["Audi Sport UK"]
    assert named(prose, "Champion Audi") == ["ADT Champion Racing"]


def test_what_fits_two_things_finds_both(prose: Prose) -> None:
    assert set(named(prose, "Road Atlanta")) == {"atlanta-june", "petit"}
    assert set(named(prose, "dyson won")) == {"Chris Dyson", "Dyson Racing"}
    assert set(named(prose, "Konrad")) == {"Franz Konrad", "Konrad Motorsport"}


def test_a_surname_shared_by_two_drivers_finds_both() -> None:
    words = [Word("s", "driver", name, name, name=True) for name in ("Ann Hill", "Bob Hill", "Cy Vale")]

    found = Prose(words).find("s", "hill and Vale")

    assert [thing.target for thing in found.things] == ["Ann Hill", "Bob Hill", "Cy Vale"]


def test_what_fits_two_things_means_the_one_that_is_named_in_full(prose: Prose) -> None:
    assert named(prose, "Dyson Racing: did Dyson win?") == ["Dyson Racing"]


def test_a_name_does_not_go_across_lines(prose: Prose) -> None:
    assert named(prose, "Kelly\nthe 12\nHours") == []


def test_the_words_of_another_season_name_nothing() -> None:
    words = [Word("a-1", "driver", "Ann Hill", "Ann Hill", name=True)]

    assert Prose(words).find("b-1", "Ann Hill").things == ()


def test_at_most_ten_things_are_found_and_the_rest_is_counted(prose: Prose) -> None:
    found = prose.find(SEASON, "#1 #3 #4 #16 #20 #23 #24 #31 #37 #38 #80 #88")

    assert len(found.things) == MOST
    assert found.more == 2


def test_every_name_and_alias_is_found_alone_or_is_listed_as_an_ordinary_word(prose: Prose, names: Names) -> None:
    for kind in ("driver", "team", "round"):
        for target in names.targets(SEASON, kind):
            written = target if kind != "round" else names.label(SEASON, kind, target).split(" · ")[1].split(" (")[0]
            found = prose.find(SEASON, f"So {written} it was").things
            assert any(thing.target == target for thing in found), written


def test_rules_are_those_of_the_season_that_states_them() -> None:
    words = [Word(season, "driver", "Will Power", "Will Power", name=True) for season in ("a", "b")]
    prose = Prose(words, [ProseRule("a", "Power", "never alone")])

    assert prose.find("a", "Power").things == ()
    assert len(prose.find("b", "Power").things) == 1


PIECES = st.sampled_from(
    ["Road", "Atlanta", "Field", "O'", "GT", "08", "#31", "petit", "Dyson", "'s", "-", "class", "car", "\u0301", "\n",
     "the 12 Hours", "<@1>", "||", "Trois-Rivières", "\U0001f3ce", "ﷺ", "Ø", "van de Poele"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=90),
    st.lists(st.one_of(PIECES, st.text(alphabet=string.printable, max_size=5)), max_size=12).map(" ".join),
    st.lists(PIECES, max_size=12).map("".join),
)


@given(text=TEXTS)
@example(text="ﷺﷺﷺﷺﷺﷺ ATLANTA")
def test_nothing_is_found_whose_words_do_not_stand_in_the_text(prose: Prose, text: str) -> None:
    # Sign by sign: one may fold to eighteen letters, and of a long text the end is cut off.
    # A mark before a number is not one of the words: #31 is named by 31.
    squeezed = "".join(map(fold, text[:90])).replace(" ", "").replace("#", "")

    for thing in prose.find(SEASON, text[:90]).things:
        assert thing.words.replace(" ", "") in squeezed


@given(text=st.text(max_size=300), times=st.integers(1, 40))
def test_no_text_is_too_much(prose: Prose, text: str, times: int) -> None:
    found = prose.find(SEASON, text * times)

    assert len(found.things) <= MOST
    assert found == prose.find(SEASON, (text * times)[:LONGEST_TEXT])


def test_nothing_of_a_message_stays_in_memory(prose: Prose) -> None:
    prose.find(SEASON, "Corvette")  # what is made once is made here
    kept = _fold_once.cache_info().currsize

    prose.find(SEASON, "Geheimnïs won at Séçrët, and nobody's bïrthdäy")

    assert _fold_once.cache_info().currsize == kept


@pytest.mark.parametrize(
    "text",
    [
        "Corvette Racing ",
        "é",
        "\U0001f3ce",
        "a ",
        "the 12 hours of ",
        "ﷺ",
        "#3 ",
        "Ñandú Tomáš ",
        "'s",
        "-",
        "<@1",
        "\u0301",
    ],
)
def test_a_message_of_twice_the_length_takes_twice_the_steps(prose: Prose, text: str) -> None:
    whole = (text * LONGEST_TEXT)[:LONGEST_TEXT]
    prose.find(SEASON, whole)  # what is made once is made here

    half = _calls(lambda: prose.find(SEASON, whole[: LONGEST_TEXT // 2]))

    assert half > 0
    assert _calls(lambda: prose.find(SEASON, whole)) < 2.2 * half


def _calls(work: Callable[[], object]) -> int:
    """How many functions are called, Python's own among them: unlike seconds, the same on every machine."""
    calls = 0

    def noted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(noted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls
