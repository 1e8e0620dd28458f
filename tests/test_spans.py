"""Options over several seasons: which seasons are counted, and who is meant by a name in them.

The seasons held are the shipped one and ten of Formula 1: 1950 to 1953, 1988 to 1991, 2025, and 2026.
"""

from dataclasses import replace

import pytest

from bot.archive import Archive, Scope, Span
from bot.errors import NoSuchThing, SeveralMatches
from bot.options.option import Asked
from bot.spans import CareerDriverOption, CareerTeamOption, ClassOverSeasonsOption, SeasonsOption
from tests.seen import seen_text

ALMS, LATEST = "alms-2003", "f1-2026"
F1 = ("f1-1950", "f1-1951", "f1-1952", "f1-1953", "f1-1988", "f1-1989", "f1-1990", "f1-1991", "f1-2025", LATEST)


def asked(archive: Archive, season: str = ALMS, span: Span | None = None, /, **texts: str) -> Asked:
    return Asked(Scope(archive, season, span=span), "driver", texts)


def over(archive: Archive, text: str, *, season: str = ALMS, left_out: str = "all") -> Scope:
    """What is counted by what was typed, for whom that season is the default."""
    option = SeasonsOption(left_out="series" if left_out == "series" else "all")
    return option.scope(asked(archive, season), text)


def test_a_season_a_series_or_all_is_counted_and_names_are_looked_up_in_the_latest_that_is(archive: Archive) -> None:
    for text in ("all", "ALL", "every season", "career"):
        assert over(archive, text).span == Span("all", (ALMS, *F1))
        assert over(archive, text).season == ALMS
    assert (over(archive, "f1").span, over(archive, "f1").season) == (Span("f1", F1), LATEST)
    assert (over(archive, "f1", season="f1-1988").span, over(archive, "f1", season="f1-1988").season) == (
        Span("f1", F1),
        "f1-1988",
    )
    assert (over(archive, "F1 1990").span, over(archive, "F1 1990").season) == (
        Span("f1-1990", ("f1-1990",)),
        "f1-1990",
    )
    assert over(archive, "").span == Span("all", (ALMS, *F1))
    assert over(archive, "", left_out="series").span == Span("alms", (ALMS,))
    assert over(archive, "", season="f1-1950", left_out="series").span == Span("f1", F1)
    with pytest.raises(NoSuchThing, match="There is no season “1977”"):
        over(archive, "1977")


def test_seasons_are_offered_whole_before_one_by_one_and_the_own_series_first(archive: Archive) -> None:
    option = SeasonsOption(left_out="all")

    def offered(season: str, text: str) -> list[str]:
        return [choice.value for choice in option.offer(Scope(archive, season), {}, text)]

    assert offered(ALMS, "")[:5] == ["alms", "f1", "all", ALMS, LATEST]
    assert offered("f1-1988", "")[:5] == ["f1", "alms", "all", "f1-1988", LATEST]
    assert offered(ALMS, "al")[:2] == ["alms", "all"]
    assert "all" not in offered(ALMS, "f1")
    assert offered(ALMS, "f1 19")[0] != "all"
    assert len(offered(ALMS, "")) <= 25
    assert option.offer(Scope(archive, ALMS), {}, "")[0].label == "American Le Mans Series, every season"


def test_a_driver_is_looked_for_in_the_own_season_then_everywhere_that_is_counted(archive: Archive) -> None:
    option = CareerDriverOption()

    def meant(text: str, season: str = ALMS, span: Span | None = None, /, **texts: str) -> str:
        return option.parse(asked(archive, season, span, **texts), "name", text)

    every, f1 = Span("all", (ALMS, *F1)), Span("f1", F1)
    assert meant("lehto", ALMS, every) == "alms:JJ Lehto", "who names no season means their own"
    assert meant("lehto", LATEST, f1, season="f1") == "jj-lehto"
    assert meant("senna", ALMS, every) == "ayrton-senna"
    assert meant("ayrton-senna", ALMS, every, season="all") == "ayrton-senna"
    assert meant("Juan Manuel Fangio", "f1-1950", Span("f1-1950", ("f1-1950",)), season="f1-1950") == (
        "juan-manuel-fangio"
    )
    with pytest.raises(SeveralMatches) as several:
        meant("lehto", ALMS, every, season="all")
    assert {dict(one.options)["name"] for one in several.value.suggestions} == {"alms:JJ Lehto", "jj-lehto"}
    assert seen_text(several.value.sentence) == (
        "“lehto” could be JJ Lehto (American Le Mans Series, 2003) or JJ Lehto (Formula 1, 1989–1991): "
        "which driver do you mean?"
    )
    with pytest.raises(SeveralMatches) as many:
        meant("de", ALMS, every, season="all")
    assert many.value.sentence.endswith(" and 2 more: which driver do you mean?")
    assert len(many.value.suggestions) == 5
    with pytest.raises(NoSuchThing):
        meant("alms:JJ Lehto", LATEST, f1, season="f1")


def test_who_is_in_none_of_the_seasons_is_refused_with_how_many_there_are(archive: Archive) -> None:
    every, f1 = Span("all", (ALMS, *F1)), Span("f1", F1)
    people = len({career.key for career in archive.careers if career.kind == "person"})
    racers = len(archive.careers.within("person", F1))

    with pytest.raises(NoSuchThing) as nobody:
        CareerDriverOption().parse(asked(archive, ALMS, every, season="all"), "name", "zzzz")
    assert seen_text(nobody.value.sentence) == f"There is no driver “zzzz”. I know {people} drivers of 11 seasons."
    assert nobody.value.text == "zzzz"
    with pytest.raises(NoSuchThing) as none:
        CareerDriverOption().parse(asked(archive, LATEST, f1, season="f1"), "name", "zzzz")
    assert seen_text(none.value.sentence) == f"There is no driver “zzzz”. I know {racers} drivers of 10 seasons."
    assert racers < people
    with pytest.raises(NoSuchThing) as near:
        CareerDriverOption().parse(asked(archive, LATEST, f1, season="f1"), "name", "Ayrton Sena")
    assert "Did you mean Ayrton Senna (Formula 1, 1988–1991)?" in seen_text(near.value.sentence)
    assert ("name", "ayrton-senna") in near.value.suggestions[0].options


def test_who_is_not_in_the_one_season_asked_about_is_said_to_be_in_others(archive: Archive) -> None:
    one = Span("f1-1950", ("f1-1950",))

    with pytest.raises(NoSuchThing) as caught:
        CareerDriverOption().parse(asked(archive, "f1-1950", one, season="F1 1950"), "name", "senna")

    assert seen_text(caught.value.sentence) == (
        "There is no driver “senna” in the 1950 Formula 1 season. I know Ayrton Senna (Formula 1, 1988–1991)."
    )
    assert [one.options for one in caught.value.suggestions] == [(("season", "all"), ("name", "ayrton-senna"))]
    with pytest.raises(NoSuchThing, match=r"There is no driver “zzzz”\. "):
        CareerDriverOption().parse(asked(archive, "f1-1950", one, season="F1 1950"), "name", "zzzz")


def test_names_that_the_own_season_has_twice_are_offered_by_keys_that_mean_the_same_to_everybody(
    archive: Archive,
) -> None:
    every = Span("all", (ALMS, *F1))

    def offered(season: str) -> list[str]:
        with pytest.raises(SeveralMatches) as caught:
            CareerDriverOption().parse(asked(archive, season, every), "name", "brabham")
        return [dict(one.options)["name"] for one in caught.value.suggestions]

    assert offered("f1-1990") == ["david-brabham", "gary-brabham"]
    theirs = replace(archive, default_season="f1-1990")
    with pytest.raises(SeveralMatches) as caught:
        CareerDriverOption().parse(asked(theirs, "f1-1990", every), "name", "brabham")
    assert [dict(one.options)["name"] for one in caught.value.suggestions] == ["David Brabham", "Gary Brabham"]


def test_people_of_the_own_season_are_offered_first_and_nobody_twice(archive: Archive) -> None:
    option = CareerDriverOption()
    every, f1 = Span("all", (ALMS, *F1)), Span("f1", F1)

    def offered(season: str, span: Span, text: str, /, **texts: str) -> list[str]:
        return [choice.value for choice in option.offer(Scope(archive, season, span=span), texts, text)]

    first = offered("f1-1990", every, "brab")
    assert first[:2] == ["David Brabham", "Gary Brabham"]
    assert "alms:David Brabham" in first
    assert not {"david-brabham", "gary-brabham"} & set(first)
    assert set(offered("f1-1990", every, "brab", season="all")) == {
        "david-brabham",
        "gary-brabham",
        "alms:David Brabham",
        *(key for key in first if key.startswith("jack")),
    }
    assert "alms:David Brabham" not in offered(LATEST, f1, "brab", season="f1")
    assert len(offered("f1-1990", every, "")) == 25
    own = offered("f1-1990", Span("f1-1990", ("f1-1990",)), "b")
    assert offered("f1-1990", every, "b")[: len(own)] == own
    assert len(own) < len(offered("f1-1990", every, "b")) == 25, "the others fill what is left"
    assert offered("f1-1990", Span("f1-1990", ("f1-1990",)), "brab") == ["David Brabham", "Gary Brabham"]


def test_a_team_and_a_class_are_looked_for_in_all_seasons_that_are_counted(archive: Archive) -> None:
    every = Span("all", (ALMS, *F1))

    assert CareerTeamOption().parse(asked(archive, ALMS, every, season="all"), "name", "mclaren") == "mclaren"
    assert ClassOverSeasonsOption().parse(asked(archive, LATEST, every), "class", "gts") == "GTS"
    with pytest.raises(NoSuchThing):
        ClassOverSeasonsOption().parse(asked(archive, LATEST, Span("f1", F1)), "class", "gts")
