"""What is said beside a fact: which disputes, notes and rules belong to it, and how both sides are told."""

from dataclasses import replace
from typing import Any

import pytest

from bot.answers import remarks
from bot.archive import Archive, Held, Scope
from bot.queries.remarks import Derivation, Dispute, Note
from bot.queries.results import Entry

SEASON = "alms-2003"


def about(subject: str, **what: Any) -> Dispute:
    """A dispute about this alone, with two claims."""
    known: dict[str, Any] = dict.fromkeys(("round_", "class_", "car", "team", "circuit", "championship", "stands"))
    claims = (("A", ("article",)), ("B", ("ms_petit", "ir_petit")))
    return Dispute(subject=subject, **{"field": "crew", "claims": claims, **known, **what})


def entry(car: str, *, class_: str = "GT", team: str = "Alex Job Racing", round_: str = "petit") -> Entry:
    rest = dict.fromkeys(
        ("entrant", "constructor", "chassis", "engine", "tyre", "laps", "round_short", "grid", "time", "gap", "reason")
    )
    return Entry(
        round_=round_,
        round_number=9,
        round_name="Petit Le Mans",
        circuit_short="Road Atlanta",
        class_=class_,
        guest=False,
        car=car,
        team=team,
        crew=(),
        class_position=1,
        overall_position=None,
        overall_winner=False,
        pit_lane=False,
        status="classified",
        sources=(),
        detail_sources=(),
        derivation=None,
        note=None,
        **rest,
    )


def scope(archive: Archive, **held: Any) -> Scope:
    """The shipped season with these remarks instead of its own."""
    changed: Held = replace(archive.seasons[SEASON], **held)
    return Scope(replace(archive, seasons={SEASON: changed}), SEASON)


ROUND = about("of the round", round_="petit")
CLASS = about("of the class", round_="petit", class_="GTS")
CAR = about("of the car", round_="petit", class_="GT", car="23")
TEAM = about("of the team", round_="petit", team="Prodrive")
OTHER_ROUND = about("of another round", round_="miami", field="laps")
SEASONS_TEAM = about("of the team all season", team="Prodrive", field="engine")
CIRCUIT = about("of the circuit", circuit="miami", field="turns")
TITLE = about("of a title", championship="gts-teams", field="total")
# None of those that are left out ends the looking.
ALL = (TITLE, OTHER_ROUND, TEAM, CAR, CLASS, ROUND, SEASONS_TEAM, CIRCUIT)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ()),
        ({"round_": "petit"}, (ROUND, CLASS, CAR, TEAM)),
        ({"round_": "sebring"}, ()),
        ({"circuit": "miami"}, (CIRCUIT,)),
        ({"team": "Prodrive"}, (TEAM, SEASONS_TEAM)),
        ({"team": "Alex Job Racing"}, ()),
        ({"round_": "petit", "classes": ["GTS"]}, (ROUND, CLASS, TEAM)),
        ({"round_": "petit", "classes": iter(["GT"])}, (ROUND, CAR, TEAM)),
        ({"round_": "petit", "classes": []}, (ROUND, TEAM)),
        ({"round_": "petit", "entries": [entry("23")]}, (ROUND, CLASS, CAR)),
        ({"round_": "petit", "entries": [entry("88", team="Prodrive")]}, (ROUND, CLASS, TEAM)),
        ({"round_": "petit", "entries": []}, (ROUND, CLASS)),
        ({"round_": "petit", "team": "Prodrive", "fields": iter(["engine"])}, (SEASONS_TEAM,)),
        ({"round_": "petit", "fields": ("laps",)}, ()),
    ],
)
def test_disputes_are_those_about_what_is_asked_and_not_about_others_of_it(
    closed_archive: Archive, asked: dict[str, Any], found: tuple[Dispute, ...]
) -> None:
    said = remarks.disputes(scope(closed_archive, disputes=ALL), **asked)

    assert said == tuple(dispute for dispute in ALL if dispute in found)


def test_a_car_s_disputes_are_of_its_round_and_of_no_other_car_of_that_number(closed_archive: Archive) -> None:
    of_team = about("of the car of a team", round_="petit", car="23", team="Orbit Racing")
    held = scope(closed_archive, disputes=(*ALL, of_team))

    assert remarks.disputes_of_cars(held, [entry("23")]) == (CAR,)
    assert remarks.disputes_of_cars(held, [entry("23", team="Orbit Racing")]) == (CAR, of_team)
    assert remarks.disputes_of_cars(held, [entry("23", class_="GTS")]) == ()
    assert remarks.disputes_of_cars(held, [entry("23", round_="miami")]) == ()
    assert remarks.disputes_of_cars(held, [entry("24"), entry("23")]) == (CAR,)


@pytest.mark.parametrize(
    ("dispute", "line"),
    [
        (about("winning crew"), "Winning crew: A ({a}); B ({b} and {c}). Neither is taken here."),
        (
            about("winning crew", stands="A", class_="G_T"),
            "Winning crew (G\\_T): A ({a}); B ({b} and {c}). Taken here: A.",
        ),
        (about("crew of #23", class_="GT"), "Crew of #23: A ({a}); B ({b} and {c}). Neither is taken here."),
        (about("the GT winner", class_="GT"), "The GT winner: A ({a}); B ({b} and {c}). Neither is taken here."),
        (
            about(
                "a_b", stands="*A*", claims=(("*A*", ("article",)), ("B", ("article", "article")), ("C", ("article",)))
            ),
            "A\\_b: \\*A\\* ({a}); B ({a}); C ({a}). Taken here: \\*A\\*.",
        ),
        (
            about("laps", claims=(("1", ("article",)), ("2", ("article",)), ("3", ("article",)))),
            "Laps: 1 ({a}); 2 ({a}); 3 ({a}). None is taken here.",
        ),
    ],
)
def test_a_dispute_is_told_with_both_sides_and_what_is_taken(
    closed_archive: Archive, dispute: Dispute, line: str
) -> None:
    sources = closed_archive.seasons[SEASON].sources
    a, b, c = (sources[key].title for key in ("article", "ms_petit", "ir_petit"))

    assert remarks.dispute_line(scope(closed_archive), dispute) == line.format(a=a, b=b, c=c)
    part = remarks.disputed_part(scope(closed_archive), [dispute, dispute])
    assert (part.heading, part.lines) == ("Disputed", (f"- {line.format(a=a, b=b, c=c)}",) * 2)


def test_of_many_sources_two_are_named_and_the_others_counted(closed_archive: Archive) -> None:
    held = scope(closed_archive)
    keys = ("article", "ms_petit", "ir_petit", "wp_petit", "audi_petit")
    titles = [held.held.sources[key].title for key in keys]

    assert remarks.source_titles(held, keys[:3]) == f"{titles[0]}, {titles[1]} and {titles[2]}"
    assert remarks.source_titles(held, keys[:4]) == f"{titles[0]}, {titles[1]} and 2 more"
    assert remarks.source_titles(held, keys) == f"{titles[0]}, {titles[1]} and 3 more"
    marked = {"article": replace(held.held.sources["article"], title="*Sebring*")}
    assert remarks.source_titles(scope(closed_archive, sources=marked), ["article"]) == "\\*Sebring\\*"


def test_notes_are_of_their_topic_and_of_the_round_and_class_that_are_asked_about(closed_archive: Archive) -> None:
    def note(text: str, *, topic: str = "race", round_: str | None = None, class_: str | None = None) -> Note:
        return Note(topic, text, (f"source_of_{text}",), round_, class_, None, ())

    season, class_ = note("season"), note("class", class_="GT")
    round_, of_class = note("round", round_="petit"), note("round-class", round_="petit", class_="GT")
    other = note("other", topic="calendar", round_="petit")
    held = scope(closed_archive, notes=(season, class_, round_, of_class, other))

    assert remarks.notes(held, "race") == (season,)
    assert remarks.notes(held, "race", class_="GT") == (season, class_)
    assert remarks.notes(held, "race", class_="GTS") == (season,)
    assert remarks.notes(held, "race", round_="petit") == (round_, of_class)
    assert remarks.notes(held, "race", round_="petit", class_="GTS") == (round_,)
    assert remarks.notes(held, "calendar", round_="petit") == (other,)
    assert remarks.note_sources([season, round_]) == ("source_of_season", "source_of_round")
    assert remarks.notes_part([round_, season]).lines == ("- round", "- season")
    assert remarks.notes_part([season]).heading == "Notes"
    assert remarks.notes_part([note("*so*")], "Beside").lines == ("- \\*so\\*",)
    assert remarks.notes_part([], "Beside").heading == "Beside"


def test_a_rule_is_told_once_and_values_of_no_rule_have_none(closed_archive: Archive) -> None:
    rules = {code: Derivation(code, f"*{code}*", (f"source_of_{code}",)) for code in ("a", "b")}
    held = scope(closed_archive, derivations=rules)
    part = remarks.derived_part(held, ["b", None, "a", "b"])

    assert (part.heading, part.lines) == ("Derived", ("- \\*b\\*", "- \\*a\\*"))
    assert remarks.derivation_sources(held, [None, "a"]) == ("source_of_a",)
    assert remarks.dispute_sources([ROUND]) == ("article", "ms_petit", "ir_petit")
