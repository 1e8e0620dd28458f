"""The shipped season against the article, fact by fact: all of it is there, and nothing is laid at its door."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from urllib.parse import urlsplit

import pytest

from bot.season.model.calendar import Round
from bot.season.model.rows import ResultRow, Row, StandingRow
from bot.season.model.season import Season
from bot.season.read import read_season
from bot.season.scores import cell_sum
from tests import article
from tests.article import CALENDAR, CLASS_WINS, GTS_TABLE, LONG_SCALE, SHORT_SCALE, CalendarLine, ClassWin, GtsLine
from tests.folders import SHIPPED

SEASON = read_season(SHIPPED)
ROUNDS = {round_.number: round_ for round_ in SEASON.file.rounds if round_.number is not None}
CHAMPIONSHIP_CLASSES = [class_.code for class_ in SEASON.file.classes if not class_.guest]


def _winner(round_: Round, class_: str) -> ResultRow:
    rows = [row for row in SEASON.results if (row.round_, row.class_, row.class_position) == (round_.code, class_, 1)]
    assert len(rows) == 1
    return rows[0]


def _gts(team: str) -> StandingRow:
    rows = [row for row in SEASON.standings if (row.championship, row.competitor) == ("gts-teams", team)]
    assert len(rows) == 1
    return rows[0]


def _rows(season: Season) -> Iterator[Row]:
    for rows in (season.drivers, season.results, season.qualifying, season.standings):
        yield from rows


def _sources_used(value: object) -> Iterator[str]:
    """Every source key that stands anywhere in a season: in the file and in the tables."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"sources", "rounds_sources", "detail_sources"} and isinstance(inner, list):
                yield from inner
            else:
                yield from _sources_used(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _sources_used(inner)


# The article's tables, as they stand in the data.


@pytest.mark.parametrize("line", CALENDAR, ids=lambda line: line.name)
def test_every_calendar_line_of_the_article_is_in_the_data_in_its_order(line: CalendarLine) -> None:
    round_ = SEASON.file.rounds[CALENDAR.index(line)]
    circuit = next(circuit for circuit in SEASON.file.circuits if circuit.code == round_.circuit)

    assert (round_.number, round_.name, circuit.name, round_.date) == (line.number, line.name, line.circuit, line.date)
    assert round_.sources == ("article",)
    assert "article" in circuit.sources
    assert (round_.cancelled is not None) == (line.number is None)


def test_the_calendar_has_no_other_lines() -> None:
    assert len(SEASON.file.rounds) == len(CALENDAR) == 10
    assert len(list(SEASON.raced)) == article.RACES_HELD


@pytest.mark.parametrize("win", CLASS_WINS, ids=lambda win: f"{win.round}-{win.class_}")
def test_every_class_win_of_the_article_is_in_the_data_and_rests_on_it(win: ClassWin) -> None:
    row = _winner(ROUNDS[win.round], win.class_)

    assert (row.car, row.team, row.crew) == (win.car, win.team, win.crew)
    assert row.sources[0] == "article"
    assert row.derivation is None, "what the article states is published"
    assert row.status == "classified"


def test_every_round_has_one_winner_in_each_of_the_four_classes_and_no_more() -> None:
    guests = {class_.code for class_ in SEASON.file.classes if class_.guest}
    wins = Counter(
        (row.round_, row.class_) for row in SEASON.results if row.class_position == 1 and row.class_ not in guests
    )

    assert set(wins.values()) == {1}
    assert set(wins) == {(ROUNDS[win.round].code, win.class_) for win in CLASS_WINS}
    assert len(wins) == len(CLASS_WINS) == 36


@pytest.mark.parametrize("line", GTS_TABLE, ids=lambda line: line.team)
def test_every_line_of_the_gts_table_is_in_the_data_and_rests_on_the_article(line: GtsLine) -> None:
    row = _gts(line.team)

    assert (row.position, row.competitor, row.chassis, row.engine) == (
        line.position,
        line.team,
        line.chassis,
        line.engine,
    )
    assert row.total.points == Fraction(line.total)
    assert not row.total.derived
    assert row.sources == ("article",)


@pytest.mark.parametrize("line", GTS_TABLE, ids=lambda line: line.team)
def test_the_points_of_the_gts_table_are_in_the_data_in_the_order_of_the_article(line: GtsLine) -> None:
    cells = [_gts(line.team).cells[round_.code] for round_ in SEASON.raced]
    points: list[Fraction] = []
    groups: set[str] = set()
    for cell in cells:
        assert cell.points is not None, "the GTS table is complete"
        if cell.one_of and cell.one_of in groups:
            continue
        groups |= {cell.one_of} if cell.one_of else set()
        if cell.points:
            points.append(cell.points)

    assert points == list(line.points)
    assert cell_sum(cells) == line.total


def test_a_gts_score_is_published_only_where_the_article_says_which_round_it_belongs_to() -> None:
    for line in GTS_TABLE:
        row = _gts(line.team)
        full = len(line.points) == article.RACES_HELD
        for cell in row.cells.values():
            assert full != (cell.derived or cell.one_of is not None)
        assert (row.derivation is None) == full


def test_the_gts_table_has_no_other_lines() -> None:
    assert sum(row.championship == "gts-teams" for row in SEASON.standings) == len(GTS_TABLE)


def test_both_points_scales_are_as_the_article_has_them() -> None:
    scales = {scale.code: scale for scale in SEASON.file.scales}

    assert [int(points) for points in scales["normal"].points] == list(SHORT_SCALE)
    assert [int(points) for points in scales["long"].points] == list(LONG_SCALE)
    assert all("article" in scale.sources for scale in scales.values())


def test_what_the_article_says_of_the_season_is_in_the_data() -> None:
    file = SEASON.file
    notes = " ".join(note.text for note in file.notes if note.sources == ("article",))

    assert file.series_name == article.SERIES_NAME
    assert file.sanctioned_by is not None
    assert (file.sanctioned_by.value, file.sanctioned_by.sources) == (article.SANCTIONED_BY, ("article",))
    assert (file.starts, file.ends) == (article.FIRST_DAY, article.LAST_DAY)
    assert tuple(CHAMPIONSHIP_CLASSES) == article.CLASSES
    assert all("article" in class_.sources for class_ in file.classes if not class_.guest)
    assert "fifth season" in notes
    assert f"{article.SEASON_OF_IMSA_GT}rd season of the IMSA GT Championship" in notes
    assert "Nine races" in notes
    for gone in article.GONE_SINCE_2002:
        assert gone in notes
    assert article.BACK_FOR_2003 in notes


def test_the_first_overall_win_from_outside_lmp900_rests_on_the_article() -> None:
    number, team = article.FIRST_OVERALL_WIN_FROM_OUTSIDE_LMP900
    round_ = ROUNDS[number]
    assert round_.overall_winner is not None
    row = _winner(round_, "LMP675")

    assert (row.car, row.team) == (round_.overall_winner.value, team)
    assert "article" in round_.overall_winner.sources
    assert any(note.round_ == round_.code and "first overall win" in note.text for note in SEASON.file.notes)


# Nothing that the article does not say is credited to it.


def test_the_article_is_no_source_for_an_overall_winner_but_that_of_sonoma() -> None:
    for number, round_ in ROUNDS.items():
        assert round_.overall_winner is not None
        assert round_.overall_winner.sources
        assert ("article" in round_.overall_winner.sources) == (number == 3)


def test_the_article_is_no_source_for_which_rounds_use_which_points_scale() -> None:
    assert all("article" not in scale.rounds_sources for scale in SEASON.file.scales)
    assert {code for scale in SEASON.file.scales for code in scale.rounds} == {r.code for r in SEASON.raced}


@pytest.mark.parametrize("code", ["best-car-only", "minimum-distance", "drivers-score-equally"])
def test_the_article_is_no_source_for_a_counting_rule_that_it_does_not_have(code: str) -> None:
    rule = next(rule for rule in SEASON.file.rules if rule.code == code)

    assert "article" not in rule.sources


def test_the_article_is_no_source_for_why_mexico_was_cancelled() -> None:
    cancelled = SEASON.file.rounds[1].cancelled

    assert cancelled is not None
    assert cancelled.sources
    assert "article" not in cancelled.sources


def test_the_article_backs_no_facts_of_a_round_but_its_calendar_line_and_sonomas_overall_winner() -> None:
    for round_ in SEASON.file.rounds:
        raw = round_.model_dump(mode="json")
        raw.pop("sources")
        used = set(_sources_used(raw))
        assert ("article" in used) == (round_.number == 3)


def test_the_article_backs_a_result_only_where_it_has_it() -> None:
    stated = {(ROUNDS[win.round].code, win.class_, win.car) for win in CLASS_WINS}
    reasoned = {"sebring-gts", "olive-garden-rounds", "sonoma-fourth", "trois-rivieres-fourth", "road-america-gts"}
    for row in SEASON.results:
        if "article" in row.sources:
            assert (row.round_, row.class_, row.car) in stated or row.derivation in reasoned


def test_the_article_backs_details_of_a_car_only_where_its_gts_table_has_chassis_and_engine_or_a_crew_is_repeated() -> (
    None
):
    for row in SEASON.results:
        if "article" in row.detail_sources:
            assert row.class_ == "GTS"
    for row in SEASON.results:
        assert row.tyre is None or "article" not in (row.detail_sources or row.sources)


def test_the_article_backs_no_qualifying_and_no_nationality() -> None:
    assert all("article" not in row.sources for row in SEASON.qualifying)
    assert all("article" not in row.sources for row in SEASON.drivers)
    assert all("article" not in team.sources for team in SEASON.file.teams)


def test_a_derivation_that_rests_on_the_gts_table_says_so_and_is_left_out_of_the_recomputation() -> None:
    by_code = {derivation.code: derivation for derivation in SEASON.file.derivations}
    for row in SEASON.results:
        if row.derivation and "article" in row.sources and row.class_position != 1:
            assert by_code[row.derivation].from_points


# Traps of this season.


def test_where_the_article_has_one_side_of_a_dispute_it_stands_and_both_claims_are_kept() -> None:
    disputed = [
        dispute for dispute in SEASON.file.disputes if any("article" in claim.sources for claim in dispute.claims)
    ]

    assert len(disputed) == 8
    for dispute in disputed:
        stands = next(claim for claim in dispute.claims if claim.value == dispute.stands)
        assert "article" in stands.sources
        others = [claim for claim in dispute.claims if claim.value != dispute.stands]
        assert others
        assert all(claim.sources and "article" not in claim.sources for claim in others)


def test_where_the_article_is_silent_on_a_dispute_no_claim_stands() -> None:
    for dispute in SEASON.file.disputes:
        if not any("article" in claim.sources for claim in dispute.claims):
            assert dispute.stands is None


def test_a_value_that_is_disputed_with_no_claim_standing_is_unknown_in_its_own_place() -> None:
    rounds = {round_.code: round_ for round_ in SEASON.file.rounds}
    circuits = {circuit.code: circuit for circuit in SEASON.file.circuits}
    looked_at = 0
    for dispute in SEASON.file.disputes:
        if dispute.stands is not None:
            continue
        column = dispute.field.replace("-", "_")
        holder: object = circuits[dispute.circuit] if dispute.circuit else rounds.get(dispute.round_ or "")
        if dispute.car is not None:
            holder = next(r for r in SEASON.results if (r.round_, r.car) == (dispute.round_, dispute.car))
        if (value := getattr(holder, column, None)) is None:
            continue
        looked_at += 1
        if column == "margin":
            assert getattr(value, "time") == "?"  # noqa: B009 - one of several shapes
        else:
            assert getattr(value, "value", value) == "?"
    assert looked_at == 7


def test_the_crew_that_the_article_has_at_petit_le_mans_is_the_one_in_the_results() -> None:
    dispute = SEASON.file.disputes[0]
    row = _winner(ROUNDS[9], "LMP675")

    assert (dispute.round_, dispute.class_, dispute.car) == ("petit", "LMP675", "37")
    assert dispute.stands == ", ".join(row.crew)


def test_the_guests_at_sebring_are_in_the_results_and_in_no_championship() -> None:
    guests = [class_.code for class_ in SEASON.file.classes if class_.guest]
    cars = {row.car for row in SEASON.results if row.class_ in guests}

    assert guests == ["LMGTP"]
    assert cars == {"7", "8"}
    assert {row.round_ for row in SEASON.results if row.class_ in guests} == {"sebring"}
    assert all(championship.class_ not in guests for championship in SEASON.file.championships)
    assert all(row.competitor != "Team Bentley" for row in SEASON.standings)


def test_carsports_six_points_are_one_of_two_rounds_and_count_once() -> None:
    row = _gts("Carsport America")
    shared = {code: cell for code, cell in row.cells.items() if cell.one_of}

    assert set(shared) == {"atlanta-june", "sonoma"}
    assert {(cell.one_of, cell.points) for cell in shared.values()} == {("a", Fraction(6))}
    assert cell_sum(row.cells.values()) == 42
    assert sum(cell.points or 0 for cell in row.cells.values()) == 48


def test_a_cancelled_round_has_a_reason_and_no_number_and_no_results() -> None:
    (mexico,) = [round_ for round_ in SEASON.file.rounds if round_.cancelled]

    assert mexico.number is None
    assert mexico.cancelled is not None
    assert mexico.cancelled.value != "?"
    assert mexico.code not in {row.round_ for row in SEASON.results}
    assert mexico.code not in {row.round_ for row in SEASON.qualifying}
    assert not [scale for scale in SEASON.file.scales if mexico.code in scale.rounds]


def test_the_race_in_washington_is_a_note_and_not_a_line_of_the_calendar() -> None:
    assert not [round_ for round_ in SEASON.file.rounds if "Washington" in round_.name]
    assert [note for note in SEASON.file.notes if note.topic == "calendar" and "Washington" in note.text]


def test_car_numbers_are_text_so_that_08_and_8_are_two_cars() -> None:
    teams = {car: {row.team for row in SEASON.results if row.car == car} for car in ("08", "8", "0")}

    assert teams == {"08": {"Prodrive"}, "8": {"Team Bentley"}, "0": {"Team Olive Garden"}}


def test_konrads_retirement_at_mosport_is_not_a_sixth_place() -> None:
    row = next(row for row in SEASON.results if (row.round_, row.team) == ("mosport", "Konrad Motorsport"))

    assert (row.class_position, row.status) == ("-", "retired")
    assert _gts("Konrad Motorsport").cells["mosport"].points == 0


def test_two_rounds_were_held_at_one_circuit() -> None:
    assert [r.number for r in SEASON.raced if r.circuit == "road-atlanta"] == [2, 9]


# Sources.


def test_every_source_that_is_named_is_listed_and_every_source_that_is_listed_is_named() -> None:
    raw = json.loads(SEASON.model_dump_json())
    listed = set(raw["file"].pop("sources"))

    assert set(_sources_used(raw)) == listed


def test_every_fact_in_a_table_has_a_source() -> None:
    for row in _rows(SEASON):
        sources = getattr(row, "sources")  # noqa: B009 - each table has its own row type
        nationality = getattr(row, "nationality", "-")
        assert sources or nationality in {None, "?"}
    for team in SEASON.file.teams:
        assert team.sources or team.nationality is None


def test_no_page_that_cannot_be_cited_is_named() -> None:
    for path in sorted(SHIPPED.iterdir()):
        assert "uncitable" not in path.read_text(encoding="utf-8").casefold()


def test_a_source_read_through_a_mirror_has_the_address_of_its_original_or_none() -> None:
    mirrored = [source for source in SEASON.file.sources.values() if source.mirror]

    assert mirrored
    for source in mirrored:
        assert "mirror" not in source.title.casefold()
        assert source.address is None or urlsplit(source.address).netloc.endswith("wikipedia.org")


def test_a_source_called_wikipedia_has_an_address_of_wikipedia() -> None:
    for source in SEASON.file.sources.values():
        assert ("Wikipedia" in source.title) == bool(
            source.address and urlsplit(source.address).netloc.endswith("wikipedia.org")
        )
        assert source.address is None or re.fullmatch(r"https?://[a-z0-9.-]*[a-z]/.*", source.address)


def test_the_article_is_named_with_its_title_address_and_licence() -> None:
    source = SEASON.file.sources["article"]

    assert source.title == "Wikipedia, 2003 American Le Mans Series"
    assert source.address == "https://en.wikipedia.org/wiki/2003_American_Le_Mans_Series"
    assert source.licence == SEASON.file.data_licence == "CC BY-SA 4.0"
    assert not source.mirror
    licence = (SHIPPED / "LICENSE.md").read_text(encoding="utf-8")
    assert "Attribution-ShareAlike 4.0" in licence
    assert source.address in licence
