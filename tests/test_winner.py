"""/winner, asked by a fan: every class win that the season article has, and what cannot be answered."""

import pytest

from bot.errors import Cancelled, NoSuchThing, NotHeld, SeveralMatches
from tests.article import CLASS_WINS, CLASSES, ClassWin
from tests.conftest import Paddock
from tests.seen import buttons, embed_text, seen_text, whole_text

# Round, car and class of the overall winners, from the race reports; the article has round 3 in words.
OVERALL = {
    1: ("1", "LMP900"),
    2: ("38", "LMP900"),
    3: ("16", "LMP675"),
    4: ("1", "LMP900"),
    5: ("1", "LMP900"),
    6: ("38", "LMP900"),
    7: ("1", "LMP900"),
    8: ("38", "LMP900"),
    9: ("38", "LMP900"),
}
# What a team's class winners were: the chassis of the GTS table, and of the race pages for the other classes.
CHASSIS = {
    "Infineon Team Joest": "Audi R8",
    "ADT Champion Racing": "Audi R8",
    "Dyson Racing": "MG-Lola EX257",
    "Intersport Racing": "MG-Lola EX257",
    "Corvette Racing": "Chevrolet Corvette C5-R",
    "Prodrive": "Ferrari 550-GTS Maranello",
    "Alex Job Racing": "Porsche 911 GT3-RS",
    "Petersen/White Lightning": "Porsche 911 GT3-RS",
}


def wins_of(number: int) -> dict[str, ClassWin]:
    """The article's class winners of one round by class."""
    return {win.class_: win for win in CLASS_WINS if win.round == number}


def crew_in_words(win: ClassWin) -> str:
    """The crew as a sentence lists it."""
    return f"{', '.join(win.crew[:-1])} and {win.crew[-1]}"


async def test_an_engine_on_which_sources_differ_is_shown_as_it_stands_with_both_claims(paddock: Paddock) -> None:
    message = await paddock.ask("winner", round="7", class_="GTS")

    shown = whole_text(message)
    assert "Car Ferrari 550-GTS Maranello, Ferrari 6.0L V12" in shown
    assert "Engine of Prodrive's Ferraris" in shown
    assert "Ferrari 5.9L V12 (Wikipedia" in shown
    assert "Taken here: Ferrari 6.0L V12." in shown


@pytest.mark.parametrize("win", CLASS_WINS, ids=lambda win: f"{win.round}-{win.class_}")
async def test_every_class_win_of_the_article_is_answered_in_the_first_line(paddock: Paddock, win: ClassWin) -> None:
    message = await paddock.ask("winner", round=str(win.round), class_=win.class_)

    first = seen_text(message.content)
    assert f"#{win.car} {win.team}" in first
    assert f"({', '.join(win.crew)})" in first
    assert f" won {win.class_} " in first
    assert f"at round {win.round}," in first
    assert ("and the race overall" in first) == (OVERALL[win.round] == (win.car, win.class_))
    [embed] = message.embeds
    assert f"Crew {crew_in_words(win)}\n" in embed_text(embed)
    assert f"Car {CHASSIS[win.team]}" in embed_text(embed)
    assert "Wikipedia, 2003 American Le Mans Series" in (embed.footer.text or "")
    assert not message.ephemeral


@pytest.mark.parametrize("number", range(1, 10))
async def test_a_round_without_class_names_all_four_winners_and_the_overall_one(paddock: Paddock, number: int) -> None:
    message = await paddock.ask("winner", round=str(number))

    first = seen_text(message.content)
    car, best = OVERALL[number]
    wins = wins_of(number)
    assert first.startswith(f"#{car} {wins[best].team} ({', '.join(wins[best].crew)}) won round {number}, ")
    assert f"overall ({best})" in first
    for class_, win in wins.items():
        assert class_ == best or f"{class_}: #{win.car} {win.team}" in first
    fields = [field for field in message.embeds[0].fields if field.name not in {"Disputed", "Derived"}]
    shown = [(seen_text(field.name or ""), seen_text(field.value or "").splitlines()) for field in fields]
    assert [heading for heading, _ in shown] == [
        f"{class_} · overall winner" if class_ == best else class_ for class_ in CLASSES
    ]
    for (_, lines), class_ in zip(shown, CLASSES, strict=True):
        win = wins[class_]
        assert lines[0] == f"#{win.car} {win.team}"
        assert lines[1] == crew_in_words(win)
        assert lines[2].startswith(CHASSIS[win.team])


async def test_round_and_class_are_understood_by_every_name_case_and_accent(paddock: Paddock) -> None:
    for round_, class_, car in (
        ("6", "GT", "31"),
        (" 6 ", "gt", "31"),
        ("06", "Gt", "31"),
        ("round 6", "GT class", "31"),
        ("R6", "class gt", "31"),
        ("Rd. 6", "grand touring", "31"),
        ("Road America", "gt", "31"),
        ("road america 500", "gt", "31"),
        ("ELKHART LAKE", "gt", "31"),
        ("petit", "gts", "88"),
        ("PLM", "Grand Touring Sport", "88"),
        ("Petit Le Mans", "GTS", "88"),
        ("12 hours of sebring", "675", "20"),
        ("Sebring", "LMP 675", "20"),
        ("trois rivieres", "lmp675", "37"),
        ("TROIS-RIVIÈRES", "lmp675", "37"),
        ("troisrivieres", "lmp-675", "37"),
        ("TR", "lmp675", "37"),
        ("frys", "lmp900", "1"),
        ("Fry’s Electronics", "900", "1"),
        ("laguna", "LMP900", "1"),
        ("Sears Point", "lmp900", "1"),
        ("toronto", "gt", "24"),
        ("mosport", "gt", "24"),
        ("Miami", "gt", "23"),
        ("grand prix americas", "gt", "23"),
        ("chevy grand prix of atlanta", "gt", "24"),
    ):
        message = await paddock.ask("winner", round=round_, class_=class_)
        assert f"#{car} " in message.content, f"{round_!r} {class_!r}: {message.content}"
        assert " won " in message.content


async def test_the_season_may_be_named(paddock: Paddock) -> None:
    for season in ("2003", "ALMS 2003", "alms-2003", "2003 american le mans series"):
        message = await paddock.ask("winner", round="6", class_="GT", season=season)
        assert "#31 Petersen/White Lightning" in seen_text(message.content), season


async def test_another_season_is_refused_rather_than_taken_for_this_one(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "winner", round="6", class_="GT", season="2004")

    assert "2003 American Le Mans Series" in message.content
    assert "Petersen" not in message.content


async def test_the_guests_at_sebring_are_no_class_winners(paddock: Paddock) -> None:
    message = await paddock.ask("winner", round="1", class_="LMGTP")

    first = seen_text(message.content)
    assert first.startswith(
        "#8 Team Bentley (Johnny Herbert, David Brabham, Mark Blundell) was best of the LMGTP guests"
    )
    assert "outside the championship" in first
    assert " won " not in first


async def test_a_class_that_did_not_race_there_is_refused_with_those_that_did(paddock: Paddock) -> None:
    for number in range(2, 10):
        message = await paddock.refused(NotHeld, "winner", round=str(number), class_="LMGTP")

        assert "LMP900, LMP675, GTS and GT raced there" in message.content
        assert "round 1 only" in message.content
        assert "Bentley" not in message.content


@pytest.mark.parametrize(
    ("number", "class_", "stands", "claimed"),
    [
        (9, "LMP675", "Jon Field, Clint Field, Larry Connor", "Jon Field, Duncan Dayton, Larry Connor"),
        (9, "LMP900", "JJ Lehto, Johnny Herbert", "JJ Lehto, Johnny Herbert, Stefan Johansson"),
        (6, "GTS", "#80", "#88"),
        (6, "LMP675", "#20", "#16"),
        (7, "GTS", "#80, Jan Magnussen and David Brabham", "Peter Kox and Tomáš Enge"),
    ],
)
async def test_a_disputed_winner_is_shown_with_both_sides_and_the_article_stands(
    paddock: Paddock, number: int, class_: str, stands: str, claimed: str
) -> None:
    message = await paddock.ask("winner", round=str(number), class_=class_)

    [disputed] = [field.value or "" for field in message.embeds[0].fields if field.name == "Disputed"]
    text = seen_text(disputed)
    assert f"{stands} (Wikipedia, 2003 American Le Mans Series" in text
    assert f"{claimed} (" in text
    assert f"Taken here: {stands}." in text
    win = wins_of(number)[class_]
    assert f"#{win.car} {win.team} ({', '.join(win.crew)})" in seen_text(message.content)


async def test_a_dispute_about_one_winner_is_not_told_of_another(paddock: Paddock) -> None:
    for number, class_ in ((6, "GT"), (6, "LMP900"), (7, "LMP675"), (7, "GT"), (9, "GTS"), (9, "GT"), (2, "GTS")):
        message = await paddock.ask("winner", round=str(number), class_=class_)
        headings = [field.name for field in message.embeds[0].fields]
        crew_disputes = [text for text in whole_text(message).splitlines() if text.startswith("- Winning crew")]
        assert not crew_disputes, f"{number} {class_}: {headings}"
        assert "Number of the winning car" not in whole_text(message)


async def test_a_cancelled_round_has_no_winner_and_says_why(paddock: Paddock) -> None:
    for typed in ("mexico", "Grand Prix of Mexico", "Mexico City"):
        message = await paddock.refused(Cancelled, "winner", round=typed, class_="GT")

        assert "Grand Prix of Mexico" in message.content
        assert "6 April 2003" in message.content
        assert "cancelled because" in message.content


async def test_an_unknown_round_is_refused_with_those_there_are(paddock: Paddock) -> None:
    for typed in ("0", "10", "12", "6.5", "99999999999999999999", "Silverstone", "Le Mans 24", "?"):
        message = await paddock.refused(NoSuchThing, "winner", round=typed, class_="GT")

        assert "There is no round" in message.content
        assert "rounds 1–9, and the cancelled Grand Prix of Mexico" in message.content


async def test_a_negative_number_is_no_round(paddock: Paddock) -> None:
    for typed in ("-1", "−6", "round -6", "<@1>"):
        await paddock.refused(NoSuchThing, "winner", round=typed)


async def test_an_unknown_class_is_refused_with_those_there_are(paddock: Paddock) -> None:
    for typed in ("LMP1", "LMP2", "GT3", "GTP2", "F1", "prototype challenge"):
        message = await paddock.refused(NoSuchThing, "winner", round="6", class_=typed)

        assert f"no class “{typed}”" in seen_text(message.content)
        assert "LMP900, LMP675, GTS and GT; LMGTP ran as guests" in message.content


async def test_a_slip_of_the_finger_is_offered_and_never_chosen(paddock: Paddock) -> None:
    message = await paddock.refused(NoSuchThing, "winner", round="Petti Le Mans", class_="GTS")
    assert "Did you mean round 9, Petit Le Mans?" in message.content

    await paddock.fan.click(message, label=next(label for label in buttons(message) if "Petit Le Mans" in label))

    assert seen_text(message.content).startswith("#88 Prodrive (Alain Menu, Tomáš Enge, Peter Kox) won GTS")


async def test_a_name_of_two_rounds_is_offered_and_never_chosen(paddock: Paddock) -> None:
    message = await paddock.refused(SeveralMatches, "winner", round="Road Atlanta", class_="GTS")

    assert "round 2, Chevy Grand Prix of Atlanta or round 9, Petit Le Mans" in seen_text(message.content)
    assert len(buttons(message)) == 2

    await paddock.fan.click(message, label=next(label for label in buttons(message) if label.startswith("2 ")))

    assert "#4 Corvette Racing (Kelly Collins, Oliver Gavin) won GTS at round 2" in seen_text(message.content)


async def test_winners_lead_on_to_the_rounds_before_and_after(paddock: Paddock) -> None:
    message = await paddock.ask("winner", round="1")
    for number in (*range(2, 10), *range(8, 0, -1)):
        await paddock.fan.click(message, label=next(label for label in buttons(message) if f"Round {number}" in label))
        assert f"won round {number}," in message.content
