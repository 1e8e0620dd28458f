"""People's words: what is certain is found, what fits twice is offered, what is only near is never chosen."""

import asyncio
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive import Archive
from bot.database.build import build_database
from bot.folding import LONGEST, fold
from bot.names import Found, Kind, Names
from bot.queries.words import Word
from bot.season.read import read_season
from tests.folders import SHIPPED

SEASON = "alms-2003"
KINDS: tuple[Kind, ...] = get_args(Kind)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789#rR ", max_size=8),
    st.text(alphabet="aeiounrstlmk'’-. \u200b\u202e\u0301øß", max_size=25),
    st.sampled_from(
        ["Road", "Atlanta", "Field", "O'", "GT", "08", "#31", "petit le", "r", "round", "class", "\U0001f3ce️"]
    ),
)


@pytest.fixture(scope="module")
def names(closed_archive: Archive) -> Names:
    """The words of the shipped season, with what the bot puts first and how it labels."""
    return closed_archive.names


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> tuple[Word, ...]:
    """Every alias that the database holds."""

    async def read() -> tuple[Word, ...]:
        from bot.database.open import open_season_db
        from bot.queries import words as queries

        built = await build_database(tmp_path_factory.mktemp("words") / "season.db")
        connection = await open_season_db(built.path)
        try:
            return await queries.words(connection)
        finally:
            await connection.close()

    return asyncio.run(read())


def _match(target: str) -> Found:
    return Found("match", (target,))


# Folding.


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tomáš Enge", "tomas enge"),
        ("Jörg Bergmeister", "jorg bergmeister"),
        ("Dvořák", "dvorak"),
        ("Kevin Magnussen Ø", "kevin magnussen o"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Łukasz Đ Œuvre Æ", "lukasz d oeuvre ae"),
        ("Johnny O'Connell", "johnny oconnell"),
        ("Johnny O’Connell", "johnny oconnell"),
        ("Jean-Philippe Belloc", "jean philippe belloc"),
        ("Petersen/White Lightning", "petersen white lightning"),
        ("  GT \t S ", "gt s"),
        ("G\u200bT\u200d\ufeffS", "gts"),
        ("\u202eGTS\u202c", "gts"),
        ("Ｒｏａｄ Ａｍｅｒｉｃａ", "road america"),
        ("Trois\u2011Rivières", "trois rivieres"),
        ("#31", "#31"),
        ("550_GTS", "550 gts"),
        ("\U0001f3ce️", ""),
        ("", ""),
    ],
)
def test_folding_takes_off_case_accents_punctuation_and_what_cannot_be_seen(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None, derandomize=True)
@given(st.one_of(TEXTS, st.text(max_size=600)))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=600))
def test_folded_text_is_short_plain_and_trimmed(text: str) -> None:
    folded = fold(text)

    assert len(folded) <= LONGEST
    assert folded == folded.strip()
    assert "  " not in folded


# What is certain.


def test_every_alias_of_the_shipped_season_is_found_or_offered(names: Names, words: tuple[Word, ...]) -> None:
    astray = []
    for word in words:
        kind: Kind = next(kind for kind in KINDS if kind == word.kind)
        found = names.resolve(word.season, kind, word.alias)
        if word.target not in found.targets or found.outcome not in {"match", "several"}:
            astray.append((word, found))

    assert len(words) > 400
    assert astray == []


def test_every_name_of_its_own_is_found_unless_another_thing_has_it_too(names: Names, words: tuple[Word, ...]) -> None:
    for word in words:
        if word.name:
            kind: Kind = next(kind for kind in KINDS if kind == word.kind)
            for text in (word.alias, word.alias.upper(), f"  {word.alias.lower()} "):
                assert names.resolve(word.season, kind, text) == _match(word.target), text


@pytest.mark.parametrize("kind", ["class", "driver", "team", "chassis"])
def test_no_alias_of_the_shipped_season_means_two_things(names: Names, words: tuple[Word, ...], kind: Kind) -> None:
    """Rounds and circuits are called alike by rights; for the rest two owners would be a slip of the data."""
    for word in words:
        if word.kind == kind:
            assert names.resolve(word.season, kind, word.alias) == _match(word.target), word


@pytest.mark.parametrize("text", ["6", "06", "round 6", "Round 6", "r6", "R 6", "RD 6", "rnd 6", "race 6", "Round #6"])
def test_a_round_is_found_by_its_number_however_it_is_typed(names: Names, text: str) -> None:
    assert names.resolve(SEASON, "round", text) == _match("road-america")


@pytest.mark.parametrize("text", ["12", "0", "22", "r12", "round 10", "60", "99999", "6.5", "²²"])
def test_a_number_that_no_round_has_finds_none_and_is_near_none(names: Names, text: str) -> None:
    assert names.resolve(SEASON, "round", text) == Found("none")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("petit", "petit"),
        ("Petit Le Mans", "petit"),
        ("petit lemans", "petit"),
        ("Road America", "road-america"),
        ("elkhart lake", "road-america"),
        ("12 Hours", "sebring"),
        ("12 hours of sebring", "sebring"),
        ("trois rivieres", "trois-rivieres"),
        ("TROIS-RIVIÈRES", "trois-rivieres"),
        ("fry's", "laguna-seca"),
        ("frys", "laguna-seca"),
        ("Sears Point", "sonoma"),
        ("Mexico", "mexico"),
        ("gp of atlanta", "atlanta-june"),
    ],
)
def test_a_round_is_found_by_name_circuit_or_nickname(names: Names, text: str, code: str) -> None:
    assert names.resolve(SEASON, "round", text) == _match(code)


@pytest.mark.parametrize("text", ["O'Connell", "O’Connell", "oconnell", "O CONNELL", "o`connell", "johnny oconnell"])
def test_an_apostrophe_may_be_any_or_none(names: Names, text: str) -> None:
    assert names.resolve(SEASON, "driver", text) == _match("Johnny O'Connell")


@pytest.mark.parametrize(
    ("text", "driver"),
    [
        ("Dyson", "Chris Dyson"),
        ("tomas enge", "Tomáš Enge"),
        ("enge", "Tomáš Enge"),
        ("Enge Tomas", "Tomáš Enge"),
        ("jj", "JJ Lehto"),
        ("J.J. Lehto", "JJ Lehto"),
        ("freon", "Franck Fréon"),
        ("jean philippe belloc", "Jean-Philippe Belloc"),
        ("Jean\u2011Philippe", "Jean-Philippe Belloc"),
        ("bergmeis", "Jörg Bergmeister"),
        ("En\u200bge", "Tomáš Enge"),
        ("\u202bEnge\u202c", "Tomáš Enge"),
        ("radigues", "Didier de Radiguès"),
    ],
)
def test_a_driver_is_found_by_what_is_certain(names: Names, text: str, driver: str) -> None:
    assert names.resolve(SEASON, "driver", text) == _match(driver)


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Dyson", "Dyson Racing"),
        ("vettes", "Corvette Racing"),
        ("AJR", "Alex Job Racing"),
        ("white lightning", "Petersen/White Lightning"),
        ("PK Sport", "P.K. Sport"),
        ("j3 racing", "J-3 Racing"),
        ("racers group", "The Racer's Group"),
        ("RACER’S GROUP", "The Racer's Group"),
    ],
)
def test_a_team_is_found_by_a_part_of_its_name_or_a_nickname(names: Names, text: str, team: str) -> None:
    assert names.resolve(SEASON, "team", text) == _match(team)


@pytest.mark.parametrize(("text", "code"), [("gts", "GTS"), ("GTS class", "GTS"), ("lmp 675", "LMP675"), ("gt", "GT")])
def test_a_class_is_found_by_its_code_and_gt_is_not_gts(names: Names, text: str, code: str) -> None:
    assert names.resolve(SEASON, "class", text) == _match(code)


# Numbers of cars are words, not quantities.


@pytest.mark.parametrize("text", ["3", "#3", "car 3", "No. 3", " 3 "])
def test_car_3_is_never_31_nor_38(names: Names, text: str) -> None:
    assert names.resolve(SEASON, "car", text) in {_match("3"), Found("none")}
    assert names.resolve(SEASON, "car", "3") == _match("3")


def test_cars_08_8_and_0_are_three_cars(names: Names) -> None:
    assert [names.resolve(SEASON, "car", text) for text in ("08", "#08", "8", "0", "#0")] == [
        _match(car) for car in ("08", "08", "8", "0", "0")
    ]


@pytest.mark.parametrize("text", ["008", "2", "13", "300", "1000", "3a", "030"])
def test_a_number_that_no_car_had_finds_none_and_is_near_none(names: Names, text: str) -> None:
    assert names.resolve(SEASON, "car", text) == Found("none")


def test_the_beginning_of_a_longer_number_is_another_car() -> None:
    """As in kinds of racing where numbers have four digits."""
    names = Names([Word("s", "car", "1234", "1234", True), Word("s", "round", "x", "1234", True)])

    assert names.resolve("s", "car", "1234") == _match("1234")
    assert names.resolve("s", "car", "123") == names.resolve("s", "round", "123") == Found("none")


# What fits twice, and what is only near.


def test_road_atlanta_is_two_rounds_and_both_are_offered(names: Names) -> None:
    assert names.resolve(SEASON, "round", "Road Atlanta") == Found("several", ("atlanta-june", "petit"))
    assert names.resolve(SEASON, "circuit", "Road Atlanta") == _match("road-atlanta")


def test_field_is_two_drivers_and_both_are_offered(names: Names) -> None:
    found = names.resolve(SEASON, "driver", "Field")

    assert found.outcome == "several"
    assert set(found.targets) == {"Jon Field", "Clint Field"}


def test_where_more_fit_than_are_offered_the_rest_is_counted(names: Names) -> None:
    found = names.resolve(SEASON, "driver", "Joh")

    assert found.outcome == "several"
    assert len(found.targets) + found.more == sum("Joh" in driver.name for driver in read_season(SHIPPED).drivers)
    assert names.resolve(SEASON, "team", "racing").more > 0


def test_what_may_be_found_can_be_limited(names: Names) -> None:
    assert names.resolve(SEASON, "round", "Road Atlanta", among={"petit", "miami"}) == _match("petit")
    assert names.resolve(SEASON, "round", "6", among={"petit"}) == Found("none")


@pytest.mark.parametrize(
    ("kind", "text", "near"),
    [
        ("driver", "Magnusen", "Jan Magnussen"),
        ("driver", "tomas enga", "Tomáš Enge"),
        ("driver", "Brabam", "David Brabham"),
        ("driver", "Beila", "Frank Biela"),
        ("round", "Road Amerika", "road-america"),
        ("round", "Lagunna", "laguna-seca"),
        ("team", "Prodrvie", "Prodrive"),
        ("circuit", "Mosprot", "mosport"),
        ("driver", "Schumacher", None),
    ],
)
def test_a_slip_of_the_finger_is_offered_and_never_chosen(
    names: Names, kind: Kind, text: str, near: str | None
) -> None:
    found = names.resolve(SEASON, kind, text)

    assert found.outcome == ("none" if near is None else "near")
    assert len(found.targets) <= 3
    assert near is None or found.targets[0] == near


@given(word=st.integers(0, 10**6), place=st.integers(0, 40), letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_a_changed_letter_in_a_drivers_name_is_never_another_driver(word: int, place: int, letter: str) -> None:
    drivers = _ALL_DRIVERS
    driver = drivers[word % len(drivers)]
    at = place % len(driver)
    typed = f"{driver[:at]}{letter}{driver[at + 1 :]}"
    found = _DRIVER_NAMES.resolve(SEASON, "driver", typed)

    assert found.outcome != "match" or found.targets == (driver,)


_ALL_DRIVERS = [driver.name for driver in read_season(SHIPPED).drivers]
_DRIVER_NAMES = Names(Word(SEASON, "driver", name, name, True) for name in _ALL_DRIVERS)


# Lists to pick from.


@pytest.mark.parametrize("kind", KINDS)
def test_before_anything_is_typed_there_is_something_to_pick(names: Names, kind: Kind) -> None:
    choices = names.choices(SEASON, kind, "")

    assert choices
    assert len(choices) <= 25
    assert len({choice.value for choice in choices}) == len(choices)
    for choice in choices:
        assert 1 <= len(choice.label) <= 100
        assert 1 <= len(choice.value) <= 100


def test_rounds_are_offered_in_the_order_of_the_calendar_with_number_and_circuit(names: Names) -> None:
    choices = names.choices(SEASON, "round", "")

    assert [choice.value for choice in choices] == [round_.code for round_ in read_season(SHIPPED).file.rounds]
    assert choices[0].label.startswith("1 · Mobil 1 12 Hours of Sebring")
    assert "cancelled" in choices[1].label


def test_those_who_won_most_are_offered_first(names: Names) -> None:
    assert {choice.value for choice in names.choices(SEASON, "driver", "")[:4]} == {
        "Sascha Maassen",
        "Lucas Luhr",
        "Frank Biela",
        "Marco Werner",
    }, "five class wins each"
    assert names.choices(SEASON, "team", "")[0].value == "Alex Job Racing"
    assert [choice.value for choice in names.choices(SEASON, "class", "")][:4] == ["LMP900", "LMP675", "GTS", "GT"]


@pytest.mark.parametrize(
    ("kind", "typed", "first"),
    [
        ("round", "6", "road-america"),
        ("round", "r6", "road-america"),
        ("round", "peti", "petit"),
        ("driver", "tomas e", "Tomáš Enge"),
        ("driver", "magn", "Jan Magnussen"),
        ("driver", "magnusen", "Jan Magnussen"),
        ("car", "#31", "31"),
        ("car", "08", "08"),
        ("class", "gt", "GT"),
        ("team", "white", "Petersen/White Lightning"),
    ],
)
def test_while_typing_the_best_is_first(names: Names, kind: Kind, typed: str, first: str) -> None:
    assert names.choices(SEASON, kind, typed)[0].value == first


def test_what_is_picked_from_a_list_is_found(names: Names) -> None:
    for kind in KINDS:
        for choice in names.choices(SEASON, kind, "", limit=1000):
            assert names.resolve(SEASON, kind, choice.value) == _match(choice.value)


def test_what_may_be_offered_can_be_limited(names: Names) -> None:
    assert [c.value for c in names.choices(SEASON, "class", "", among={"GT", "GTS"})] == ["GTS", "GT"]
    assert len(names.choices(SEASON, "driver", "", limit=3)) == 3


def test_a_thing_is_called_by_its_name_and_what_is_not_held_by_its_key(names: Names) -> None:
    assert names.label(SEASON, "driver", "Tomáš Enge") == "Tomáš Enge"
    assert names.label(SEASON, "driver", "nobody") == "nobody"
    assert names.label("monaco-1929", "driver", "Tomáš Enge") == "Tomáš Enge"
    assert "road-america" in names.targets(SEASON, "round")


@pytest.mark.parametrize("text", ["2003", "alms 2003", "ALMS-2003", "2003 American Le Mans Series"])
def test_a_season_is_found_across_all(names: Names, text: str) -> None:
    assert names.resolve("", "season", text) == names.resolve("x", "season", text) == _match(SEASON)


# Anything at all.


@pytest.mark.parametrize(
    "text",
    [
        "a" * 4000,
        "'; DROP TABLE alias; --",
        "@everyone",
        "**bold** `code`",
        "\u202e\u200b",
        "𒐫" * 300,
        "\x00",
        "#",
        "\n",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_finds_nothing_and_breaks_nothing(names: Names, kind: Kind, text: str) -> None:
    assert names.resolve(SEASON, kind, text).outcome in {"none", "near"}
    assert names.resolve(SEASON, kind, text).outcome != "match"
    names.choices(SEASON, kind, text)


_NAMES: list[Names] = []


@pytest.fixture(autouse=True, scope="module")
def _kept(names: Names) -> None:
    """For tests that hypothesis calls many times."""
    _NAMES[:] = [names]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(kind=st.sampled_from(KINDS), text=TEXTS, more=TEXTS, season=st.sampled_from([SEASON, "none", ""]))
def test_any_text_of_any_kind_gives_an_answer_that_keeps_its_promises(
    kind: Kind, text: str, more: str, season: str
) -> None:
    names, typed = _NAMES[0], text + more
    found = names.resolve(season, kind, typed)
    counts = {"match": {1}, "several": {2, 3, 4, 5}, "near": {1, 2, 3}, "none": {0}}

    assert len(found.targets) in counts[found.outcome]
    assert set(found.targets) <= set(names.targets(season, kind))
    assert found.more == 0 or found.outcome == "several"
    assert names.resolve(season, kind, typed) == found
    choices = names.choices(season, kind, typed)
    assert len(choices) <= 25
    assert all(1 <= len(choice.label) <= 100 and 1 <= len(choice.value) <= 100 for choice in choices)


def test_over_all_seasons_a_name_in_use_comes_before_the_further_names_of_others() -> None:
    names = Names(
        [
            Word("", "person", "fernando", "Fernando Alonso", name=True),
            Word("", "person", "hector", "Héctor Rebaque", name=True),
            Word("", "person", "hector", "Héctor Alonso Rebaque", name=False),
        ]
    )

    assert names.resolve("", "person", "alonso") == Found("match", ("fernando",))
    assert names.resolve("", "person", "alonso rebaque") == Found("match", ("hector",))
