"""Drafts of seasons from article texts: what is there is taken, what was lost is `?` with its line."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ImportRefused
from bot.importers.article.crews import told_apart
from bot.importers.article.parse import read_article
from bot.season.model.rows import StandingRow
from bot.season.model.season import Season
from bot.season.read import read_season
from tests.article import CALENDAR, CLASS_WINS, GTS_TABLE
from tests.folders import SHIPPED
from tests.imports import bytes_of, imported

LAKELAND = Path(__file__).parent / "data" / "article" / "2009-lakeland.txt"
CLASSES = ("LMP900", "LMP675", "GTS", "GT")


def _article_of_2003() -> str:
    """The article's tables, put together from what the tests know of it, in the shape that its text has."""
    lines = ["2003 American Le Mans Series", "It was a season.", "Schedule"]
    lines.append("One race was canceledRnd | Race | Circuit | Date |")
    lines += [f"{row.number or 'C'} | {row.name} | {row.circuit} | {row.date:%B} {row.date.day} |" for row in CALENDAR]
    lines.append("Season results")
    for before, what in (("Overall winner in bold.", "Team"), ("", "Drivers")):
        lines.append(
            f"{before}Rnd | Circuit | {' | '.join(f'{class_} Winning {what}' for class_ in CLASSES)} | Results |"
        )
    for number in range(1, 10):
        wins = [next(win for win in CLASS_WINS if (win.round, win.class_) == (number, class_)) for class_ in CLASSES]
        circuit = next(row.circuit for row in CALENDAR if row.number == number)
        for cells in ([f"#{win.car} {win.team}" for win in wins], [" ".join(win.crew) for win in wins]):
            lines.append(f"{number} | {circuit} | {' | '.join(cells)} | Results |")
    lines += ["Teams Championship", "- 20-16-13-10-8-6-4-3-2-1", "LMP900 Standings", "GTS Standings"]
    lines.append(f"Pos | Team | Chassis | Engine | {' | '.join(f'Rd {number}' for number in range(1, 10))} | Total |")
    for line in GTS_TABLE:
        cells = [str(line.position), line.team, " ".join(line.chassis), " ".join(line.engine)]
        cells += [*map(str, line.points), str(line.total), *[""] * (9 - len(line.points) and 1)]
        lines.append(" | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _drafted(text: str, folder: Path, *, name: str = "season.txt") -> tuple[Season, str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    said = imported("article", [path], folder / "data")
    (made,) = (folder / "data").iterdir()
    return read_season(made), said


@pytest.fixture(scope="module")
def draft_of_2003(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return _drafted(_article_of_2003(), tmp_path_factory.mktemp("article"))[0]


@pytest.fixture(scope="module")
def lakeland(tmp_path_factory: pytest.TempPathFactory) -> tuple[Season, str]:
    return _drafted(LAKELAND.read_text(encoding="utf-8"), tmp_path_factory.mktemp("article"), name=LAKELAND.name)


def _winners(season: Season, classes: Sequence[str] = CLASSES) -> list[tuple[object, ...]]:
    numbers = {round_.code: round_.number for round_ in season.file.rounds}
    return sorted(
        (numbers[row.round_], row.class_, row.car, row.team, row.crew)
        for row in season.results
        if row.class_position == 1 and row.class_ in classes
    )


def _line(season: Season, competitor: str) -> StandingRow:
    (row,) = [row for row in season.standings if row.competitor == competitor]
    return row


def test_the_article_of_2003_gives_the_winners_of_the_shipped_season(draft_of_2003: Season) -> None:
    shipped = read_season(SHIPPED)

    assert _winners(draft_of_2003) == _winners(shipped)
    assert len(_winners(draft_of_2003)) == 36


def test_the_article_of_2003_gives_the_calendar_of_the_shipped_season(draft_of_2003: Season) -> None:
    def calendar(season: Season) -> list[tuple[object, ...]]:
        circuits = {circuit.code: circuit for circuit in season.file.circuits}
        return [
            (round_.number, round_.name, circuits[round_.circuit].name, round_.date, round_.cancelled is not None)
            for round_ in season.file.rounds
        ]

    shipped = read_season(SHIPPED)
    assert calendar(draft_of_2003) == calendar(shipped)
    assert (draft_of_2003.file.series, draft_of_2003.file.label) == (shipped.file.series, shipped.file.label)
    assert (draft_of_2003.file.data_licence, draft_of_2003.file.coverage.results) == ("CC BY-SA 4.0", "class winners")
    assert "Wikipedia contributors, CC BY-SA 4.0" in draft_of_2003.file.credit


def test_a_row_that_lost_its_blanks_keeps_its_total_and_no_round_is_given_its_scores(draft_of_2003: Season) -> None:
    for known in GTS_TABLE:
        row = _line(draft_of_2003, known.team)
        cells = [cell.points for cell in row.cells.values()]
        assert row.total.points == known.total
        if len(known.points) == 9:
            assert cells == list(map(Fraction, known.points))
        else:
            assert cells == [None] * 9
            assert row.note is not None
            assert " ".join(map(str, known.points)) in row.note


def test_what_the_text_lost_is_a_question_with_its_line(lakeland: tuple[Season, str]) -> None:
    season, said = lakeland

    assert "2009-lakeland.txt:7: Why Oldport Classic was cancelled, its row does not say: the reason is ?." in said
    assert "2009-lakeland.txt:14: Who drove car 62 of GT2 cannot be told from “Juan Pablo Cruz Dee Dale”" in said
    assert (
        "2009-lakeland.txt:17: Round 3 is at Westport here, at Northport International Raceway on the calendar." in said
    )
    assert "2009-lakeland.txt:25: At which rounds Ed Early Jr. scored 16 20.5 is lost: ?." in said
    assert "2009-lakeland.txt:26: The scores of Flo Fox do not add up to a total: it is ?." in said
    for round_ in season.file.rounds:
        assert round_.cancelled is not None or (
            round_.overall_winner is not None and round_.overall_winner.value == "?"
        )


def test_what_is_not_understood_is_named_and_left_out(lakeland: tuple[Season, str]) -> None:
    season, said = lakeland

    assert "2009-lakeland.txt:9: a row of the calendar that lacks" in said
    assert "2009-lakeland.txt:15: the winner of GT2 is not written as a number and a team: 'none'" in said
    assert "2009-lakeland.txt:29: a row of a table without a header that is known" in said
    assert [round_.number for round_ in season.file.rounds] == [1, 2, None, 3]
    assert season.file.coverage.calendar == "partial"
    assert season.file.coverage.results == "partial"


def test_another_years_columns_and_classes_are_read(lakeland: tuple[Season, str]) -> None:
    season, _ = lakeland
    first, second, cancelled, last = season.file.rounds

    assert (season.key, season.file.name) == ("lscs-2009", "2009 Lakeland Sports Car Series")
    assert [class_.code for class_ in season.file.classes] == ["P1", "GT2"]
    assert (first.date, second.date, last.date) == (date(2009, 3, 21), date(2009, 4, 5), date(2009, 9, 26))
    assert (cancelled.number, cancelled.cancelled is not None) == (None, True)
    assert second.length is not None
    assert second.length.value == "2 hours 45 minutes"
    assert _winners(season, ("P1", "GT2")) == [
        (1, "GT2", "62", "Comet Motorsports", ("?",)),
        (1, "P1", "07", "Aurora Racing", ("Ann Able", "Bo van der Berg")),
        (2, "P1", "07", "Aurora Racing", ("Ann Able", "Bo van der Berg")),
        (3, "GT2", "62", "Comet Motorsports", ("?",)),
        (3, "P1", "9", "Borealis", ("Ed Early Jr.", "Flo Fox")),
    ]
    assert [row.total.points for row in season.standings] == [56, Fraction(73, 2), None]
    assert season.file.points_denominator == 2


def test_a_name_that_a_person_decided_tells_crews_apart(tmp_path: Path) -> None:
    (tmp_path / "decisions.toml").write_text('[people]\n"Juan Pablo Cruz" = "Juan Pablo Cruz"\n', encoding="utf-8")
    season, said = _drafted(LAKELAND.read_text(encoding="utf-8"), tmp_path)

    assert "cannot be told from" not in said
    crews = {row.round_: row.crew for row in season.results if row.class_ == "GT2"}
    assert list(crews.values()) == [("Juan Pablo Cruz", "Dee Dale"), ("Juan Pablo Cruz",)]


def test_what_is_to_be_reviewed_stands_above_the_draft(tmp_path: Path) -> None:
    _drafted(LAKELAND.read_text(encoding="utf-8"), tmp_path)
    text = (tmp_path / "data" / "lscs-2009" / "season.toml").read_text(encoding="utf-8")

    assert "# A draft. To be reviewed, by the lines of the article's text:" in text
    assert "# season.txt:7: Why Oldport Classic was cancelled" in text
    assert "CC BY-SA 4.0" in (tmp_path / "data" / "lscs-2009" / "LICENSE.md").read_text(encoding="utf-8")


def test_a_draft_that_was_edited_is_left_alone_and_one_that_was_not_is_unchanged(tmp_path: Path) -> None:
    text = LAKELAND.read_text(encoding="utf-8")
    _drafted(text, tmp_path)
    before = bytes_of(tmp_path / "data")
    assert "1 season unchanged" in _drafted(text, tmp_path)[1]
    assert bytes_of(tmp_path / "data") == before

    path = tmp_path / "data" / "lscs-2009" / "season.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('country = "?"', 'country = "CAN"'), encoding="utf-8")
    edited = bytes_of(tmp_path / "data")

    assert "edited since the last import and left alone: lscs-2009" in _drafted(text, tmp_path)[1]
    assert bytes_of(tmp_path / "data") == edited


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "does not begin with a season's title"),
        ("A story\nRnd | Race | Circuit | Date |\n", "does not begin with a season's title"),
        ("2003 American Le Mans Series\nThere was a season.\n", "has no calendar"),
        (
            "2003 American Le Mans Series\nRnd | Race | Circuit | Date |\n1 | A | B | never |\n",
            "season.txt:3: a row of",
        ),
        ("2003 American Le Mans Series\n\x00", "holds a NUL byte"),
    ],
)
def test_a_text_that_is_no_such_article_is_one_sentence_and_leaves_nothing(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "season.txt"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ImportRefused) as refused:
        imported("article", [path], tmp_path / "data")

    assert why in str(refused.value)
    assert bytes_of(tmp_path / "data") == {}


@pytest.mark.parametrize(
    ("text", "known", "names"),
    [
        ("Frank Biela Marco Werner", (), ("Frank Biela", "Marco Werner")),
        ("Didier de Radiguès Chad Block", (), ("Didier de Radiguès", "Chad Block")),
        ("Juan Pablo Cruz", (), None),
        ("Juan Pablo Cruz Dee Dale", ("Juan Pablo Cruz",), ("Juan Pablo Cruz", "Dee Dale")),
        ("Cher Ann Able", ("Cher",), ("Cher", "Ann Able")),
        ("", (), None),
    ],
)
def test_names_that_were_run_together_are_told_apart_or_not_known(
    text: str, known: Sequence[str], names: tuple[str, ...] | None
) -> None:
    assert told_apart(text, known) == names


@settings(deadline=None)
@given(st.lists(st.text("abcDE |#0123456789-\n", max_size=30), max_size=12), st.booleans())
def test_no_text_breaks_the_reading_of_an_article(lines: list[str], headed: bool) -> None:
    head = [
        "Rnd | Circuit | P1 Winning Team |",
        "Pos | Team | Rd 1 | Total |",
        "Rnd | Race | Circuit | Date |",
    ] * headed
    mixed = [line for pair in zip(head, lines, strict=False) for line in pair] + lines
    text = "\n".join(["2003 Some Racing Series", "Rnd | Race | Circuit | Date |", "1 | A | B | May 3 |", *mixed])
    assert read_article(text, "season.txt").calendar[0].circuit == "B"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_crew_breaks_the_telling_apart(text: str) -> None:
    names = told_apart(text, ("A B", "C"))
    assert names is None or " ".join(names) == " ".join(text.split())
