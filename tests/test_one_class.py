"""Seasons of one class, whose drivers come first: Formula 1 as its fans ask about it, and no word about classes."""

import csv
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answers.answer import Answer
from bot.answers.facts import season_facts
from bot.answers.words import NARROW_WIDTH, TABLE_WIDTH
from bot.app import create_bot
from bot.archive import Scope
from bot.client import Pitboard
from bot.commands import LookUp
from bot.errors import NotHeld, ToCome, UserError
from bot.options.championships import KindOption
from bot.options.classes import ClassOption, ClassOrOverallOption
from bot.options.option import NamedThing, WordOption
from bot.options.rounds import SessionOption
from bot.options.seasons import SeasonOption
from bot.settings import Settings
from tests.limits import assert_within_limits
from tests.seen import answer_text, embed_text, seen_text

pytestmark = pytest.mark.asyncio(loop_scope="module")
FOLDERS = Path(__file__).parent / "data" / "f1"
SEASONS = ("f1-1956", "f1-1988", "f1-2018", "f1-2021", "f1-2026")
OVER = SEASONS[:-1]
# Everything said about one season; those that count over seasons are in tests of their own.
COMMANDS = (
    "about", "car", "circuit", "class", "driver", "help", "points", "qualifying", "results", "round", "schedule",
    "season", "standings", "team", "winner", "wins",
)  # fmt: skip
CLASS_NOISE = re.compile(
    r"\b(?:in|won|of) F1\b|\bF1 (?:\d+(?:st|nd|rd|th)|wins?|winners?|result|standings|table|retired|car)\b"
    r"|class (?:win|place|field)|\boverall\b|every class|each class"
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def whole_f1(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pitboard]:
    """The real bot, loaded, without Discord, that holds the shipped season and `FOLDERS`. Nothing is changed in it."""
    folder = tmp_path_factory.mktemp("whole-f1")
    made = create_bot(Settings(state_dir=folder, data_dir=str(FOLDERS), costly_per_minute=0))
    await made.load()
    yield made
    await made.close()


async def asked(bot: Pitboard, command: str, season: str, **texts: str) -> Answer:
    return await bot.answer(command, {**{key.rstrip("_"): text for key, text in texts.items()}, "season": season})


@pytest.mark.parametrize(
    ("season", "command", "texts", "sentence"),
    [
        (
            "f1-1988",
            "winner",
            {"round": "monaco"},
            "Alain Prost (#11 McLaren-Honda) won round 3, the 1988 Monaco Grand Prix.",
        ),
        (
            "f1-1956",
            "winner",
            {"round": "1"},
            "Luigi Musso and Juan Manuel Fangio (#34 Ferrari) won round 1, the 1956 Argentine Grand Prix, in a shared",
        ),
        (
            "f1-2021",
            "results",
            {"round": "10", "session": "sprint"},
            "Max Verstappen (#33 Red Bull-Honda) won the sprint at round 10, the 2021 British Grand Prix, ahead of "
            "Lewis Hamilton (#44 Mercedes) and Valtteri Bottas (#77 Mercedes).",
        ),
        (
            "f1-2021",
            "qualifying",
            {"round": "monaco"},
            "Charles Leclerc (#16 Ferrari) was on pole position at round 5, the 2021 Monaco Grand Prix, 1:10.346.",
        ),
        (
            "f1-2018",
            "qualifying",
            {"round": "azerbaijan"},
            "Sebastian Vettel (#5 Ferrari) was on pole position at round 4, the 2018 Azerbaijan Grand Prix, 1:41.498.",
        ),
        ("f1-1988", "class", {"name": "F1"}, "The 1988 Formula 1 season has one class, Formula 1: its results and"),
        (
            "f1-1988",
            "car",
            {"number": "12"},
            "#12 was driven by Ayrton Senna (McLaren-Honda) and had 8 wins (rounds 2, 5, 6, 8 to 11 and 15) in the",
        ),
        (
            "f1-1988",
            "season",
            {},
            "The 1988 Formula 1 season ran from 3 April 1988 to 13 November 1988: 16 rounds. Ayrton Senna won the",
        ),
        (
            "f1-2026",
            "season",
            {},
            "The 2026 Formula 1 season is not over: 11 of 23 rounds are raced in my data, the last on 26 July 2026;",
        ),
        (
            "f1-2026",
            "round",
            {"round": "12"},
            "Round 12 of the 2026 Formula 1 season, the Dutch Grand Prix, is to come: 23 August 2026",
        ),
        (
            "f1-2026",
            "circuit",
            {"name": "zandvoort"},
            "Circuit Park Zandvoort is at Zandvoort, Netherlands; round 12 of the 2026 Formula 1 season is to come.",
        ),
        (
            "f1-2021",
            "points",
            {"round": "12"},
            "Round 12, the 2021 Belgian Grand Prix, paid 12.5, 9, 7.5, 6, 5, 4, 3, 2, 1 and 0.5 points.",
        ),
    ],
)
async def test_a_question_about_formula_1_is_answered_as_its_fans_speak(
    whole_f1: Pitboard, season: str, command: str, texts: dict[str, str], sentence: str
) -> None:
    answer = await asked(whole_f1, command, season, **texts)

    assert seen_text(answer.sentence).startswith(sentence)


async def test_standings_say_what_was_counted_of_what_was_scored(whole_f1: Pitboard) -> None:
    answer = await asked(whole_f1, "standings", "1988")

    assert seen_text(answer.sentence).startswith(
        "1988 Formula 1: Drivers' Championship, final: 1. Ayrton Senna 90 counted of 94, 2. Alain Prost 87 counted of"
    )
    table = (answer.embed.description or "").splitlines()
    assert table[1].split() == ["P", "Driver", "Pts", "Of"]  # a gap would be out of sight on a phone
    assert table[3].split() == ["2", "Alain", "Prost", "87", "105"]


async def test_dropped_scores_are_in_brackets_by_round(whole_f1: Pitboard) -> None:
    text = answer_text(await asked(whole_f1, "standings", "f1-1988", by_round="yes"))

    assert "1 Ayrton Senna 90 of 94" in text
    assert "(1)" in text
    assert "dropped score: not counted" in text


async def test_half_points_stand_apart_from_their_neighbours(whole_f1: Pitboard) -> None:
    answer = await asked(whole_f1, "standings", "f1-1956", by_round="yes")

    rows = (answer.embed.description or "").splitlines()
    at = next(at for at, row in enumerate(rows) if "Castellotti" in row)
    assert " ".join(rows[at + 1 : at + 3]).split() == ["0", "1.5", "-", "0", "6", "0", "0", "0"]


async def test_a_team_that_stood_twice_is_shown_with_the_reason(whole_f1: Pitboard) -> None:
    text = answer_text(await asked(whole_f1, "standings", "f1-2018", championship="constructors"))

    assert "Struck from the table: Sahara Force India F1 Team (0)" in text
    assert re.search(r"7 Force India-Mercedes +52", text)
    assert "EX excluded from the championship" in text
    assert "Sahara Force India F1 Team −59:" in text


@pytest.mark.parametrize("word", ["constructors", "Constructor", "manufacturers", "make", "teams"])
async def test_the_constructors_are_found_by_every_word_for_them(whole_f1: Pitboard, word: str) -> None:
    answer = await asked(whole_f1, "standings", "f1-1988", championship=word)

    assert "Constructors' Championship, final: 1. McLaren-Honda 199" in seen_text(answer.sentence)


async def test_a_season_that_is_not_over_has_no_champion_and_nothing_final(whole_f1: Pitboard) -> None:
    text = answer_text(await asked(whole_f1, "standings", "f1-2026"))

    assert "Drivers' Championship, so far, after round 11, the 2026 Hungarian Grand Prix: 1. Kimi Antonelli" in text
    assert "final" not in text
    season = answer_text(await asked(whole_f1, "season", "f1-2026"))
    assert "Leaders so far" in season
    assert "champion" not in season.lower().replace("championship", "")


@pytest.mark.parametrize("command", ["winner", "results", "qualifying", "points"])
async def test_a_race_to_come_is_refused_with_its_date(whole_f1: Pitboard, command: str) -> None:
    with pytest.raises(ToCome, match=r"The 2026 Dutch Grand Prix is to come: 23 August 2026\.") as refusal:
        await asked(whole_f1, command, "f1-2026", round="12")

    [calendar] = refusal.value.suggestions
    assert (calendar.command, calendar.options) == ("schedule", (("season", "f1-2026"),))


async def test_a_sprint_where_there_was_none_is_refused_with_those_there_were(whole_f1: Pitboard) -> None:
    with pytest.raises(NotHeld, match=r"there was one at rounds 10, 14 and 19") as refusal:
        await asked(whole_f1, "results", "f1-2021", round="1", session="sprint")
    assert refusal.value.suggestions[0].label == "Sprint at Great Britain"

    with pytest.raises(NotHeld, match="No sprint of the 1988 Formula 1 season"):
        await asked(whole_f1, "results", "f1-1988", round="1", session="sprint")


async def test_a_result_says_why_cars_retired_and_where_they_started(whole_f1: Pitboard) -> None:
    text = answer_text(await asked(whole_f1, "results", "f1-1988", round="monaco"))

    assert text.count("Complete: ") == 1
    assert "1. Alain Prost · #11 McLaren-Honda\n1:57:17.077 · 78 laps · grid 2nd" in text
    assert "\nAyrton Senna · #12 McLaren-Honda\naccident · 66 laps · grid 1st" in text
    assert "Did not qualify\nBernd Schneider · #10 Zakspeed\n" in text


async def test_a_grid_has_each_time_under_the_driver_where_no_phone_breaks_it_off(whole_f1: Pitboard) -> None:
    answer = await asked(whole_f1, "qualifying", "f1-1988", round="monaco")

    lines = answer_text(answer).splitlines()
    at = lines.index("10. Jonathan Palmer")
    assert lines[at + 1] == "1:28.358 · #3 Tyrrell-Ford"
    at = lines.index("28. Bernd Schneider")
    assert lines[at + 1] == "1:30.613 · #10 Zakspeed · did not qualify"
    assert [link.label for link in answer.links] == ["Round 2", "Round 4", "Results", "Round facts"]


async def test_every_qualifying_time_stands_under_who_drove_it_also_where_cars_were_taken_over(
    whole_f1: Pitboard,
) -> None:
    with (FOLDERS / "f1-1956" / "qualifying.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines_by: dict[str, list[str]] = {}
    for row in rows:
        if row["round"] not in lines_by:
            answer = await asked(whole_f1, "qualifying", "f1-1956", round=row["round"])
            lines_by[row["round"]] = answer_text(answer).splitlines()
        lines = lines_by[row["round"]]
        under = [lines[at + 1] for at, line in enumerate(lines) if re.match(rf"(\d+\. )?{row['drivers']}\b", line)]
        if row["time"]:
            assert any(line.startswith(f"{row['time']} · #{row['car']} ") for line in under), row

    # Schell took over Hawthorn's car, and had qualified in his own.
    at = next(at for at, line in enumerate(lines_by["france"]) if "Mike Hawthorn and Harry Schell" in line)
    assert lines_by["france"][at + 1] == "2:27.000 · #24 Vanwall"


async def test_for_how_many_races_a_car_is_not_known_is_told(whole_f1: Pitboard) -> None:
    text = answer_text(await asked(whole_f1, "car", "f1-1956", number="2"))

    assert "; Connaught B (Alta GP 2.5 L4); not in my data for 1 of 8 entries\n" in text


async def test_no_run_goes_over_years_that_are_not_held(whole_f1: Pitboard) -> None:
    wins = answer_text(await whole_f1.answer("record", {"what": "wins in a row", "season": "f1"}))
    podiums = answer_text(await whole_f1.answer("record", {"what": "podiums in a row", "season": "f1"}))

    # Hamilton won the last two races of 2018 and the first of 2021.
    assert "Lewis Hamilton · 2 · 11 November 2018 to 25 November 2018" in wins
    assert "Lewis Hamilton has the most podiums in a row in Formula 1" in podiums
    for text in (wins, podiums):
        assert not re.search(r"2018 to \d+ \w+ 2021", text)
        assert "a year that is not held does" in text


async def test_of_seasons_far_apart_it_is_said_once_how_many_are_held(whole_f1: Pitboard) -> None:
    answer = await whole_f1.answer("seasons", {"season": "f1"})

    assert answer.sentence == "5 seasons of Formula 1 are held: 1956–2026 so far, with gaps."
    with pytest.raises(UserError, match="“f1” has 5 seasons, 1956–2026 so far, with gaps: which one do you mean"):
        await whole_f1.answer("winner", {"round": "monaco", "season": "f1"})


async def test_no_class_is_offered_where_there_is_but_one(whole_f1: Pitboard) -> None:
    archive = whole_f1.archive
    one, several = Scope(archive, "f1-1988"), Scope(archive, "alms-2003")

    for option in (ClassOption(), ClassOrOverallOption()):
        assert not option.offer(one, {}, "")
        assert option.offer(several, {}, "")
    assert [choice.value for choice in SessionOption().offer(one, {}, "")] == ["race"]
    assert [choice.value for choice in SessionOption().offer(Scope(archive, "f1-2021"), {}, "")] == ["race", "sprint"]
    assert [choice.value for choice in KindOption().offer(one, {}, "")] == ["drivers", "constructors"]


async def test_a_class_that_is_asked_for_all_the_same_changes_nothing(whole_f1: Pitboard) -> None:
    for command in ("winner", "results", "qualifying"):
        asked_for = await asked(whole_f1, command, "f1-1988", round="3", class_="F1")
        left_out = await asked(whole_f1, command, "f1-1988", round="3")
        assert asked_for.sentence == left_out.sentence


@pytest.mark.parametrize("season", OVER)
async def test_trivia_of_one_class_says_nothing_of_classes(whole_f1: Pitboard, season: str) -> None:
    facts = await season_facts(Scope(whole_f1.archive, season))

    assert len(facts) > 10
    for fact in facts:
        assert not CLASS_NOISE.search(fact.sentence.replace("F1 Team", "")), fact.sentence
        assert not any(kind == "class" for kind, _ in fact.about)
        await whole_f1.answer(fact.proof.command, dict(fact.proof.options))


async def test_there_is_no_trivia_of_a_season_that_is_not_over(whole_f1: Pitboard) -> None:
    with pytest.raises(NotHeld, match="is not over in my data"):
        await asked(whole_f1, "trivia", "f1-2026")


def texts_of(bot: Pitboard, look_up: LookUp, season: str) -> list[dict[str, str]]:
    """Every value of every option, one option at a time; rounds with each of the words that go with them."""
    names = bot.archive.names
    asked_with: list[dict[str, str]] = [{}]
    for parameter in look_up.parameters:
        option = parameter.option
        if parameter.name == "season" or isinstance(option, ClassOption):
            continue
        if isinstance(option, NamedThing):
            values = list(names.targets(season, option.kind))
        elif isinstance(option, WordOption):
            values = [
                value for value in option.values if value in {"drivers", "constructors", "sprint", "yes", "driver"}
            ]
        else:
            continue
        alone = [{parameter.name: value} for value in values]
        beside = asked_with if isinstance(option, WordOption) else [{}]
        asked_with = [*asked_with, *({**texts, **one} for texts in beside for one in alone)]
    return asked_with


@pytest.mark.parametrize("season", SEASONS)
async def test_every_answer_keeps_within_limits_and_without_classes(whole_f1: Pitboard, season: str) -> None:
    answered, refusals = 0, []
    for look_up in whole_f1.look_ups():
        if look_up.name not in COMMANDS:
            continue
        for texts in texts_of(whole_f1, look_up, season):
            try:
                answer = await asked(whole_f1, look_up.name, season, **texts)
            except UserError as error:
                refusals.append(error.sentence)
                continue
            answered += 1
            assert len(answer.sentence) <= 900, answer.sentence
            for embed in answer.embeds:
                assert_within_limits({"content": answer.sentence, "embeds": [embed.to_dict()]})
                for line in (embed.description or "").split("```")[1:2]:
                    assert all(len(row) <= TABLE_WIDTH for row in line.splitlines()), line
            noise = CLASS_NOISE.search("\n".join([answer_text(answer), *(link.label for link in answer.links)]))
            assert look_up.name in {"about", "help"} or not noise, f"{look_up.name} {texts}: {noise}"
    assert answered > 150
    assert max(map(len, refusals), default=0) <= 600


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who won monaco 1988", "Alain Prost (#11 McLaren-Honda) won round 3, the 1988 Monaco Grand Prix."),
        ("who was on pole at suzuka in 1988", "Ayrton Senna (#12 McLaren-Honda) was on pole position at round 15, the"),
        ("who won the 2021 belgian grand prix", "Max Verstappen (#33 Red Bull-Honda) won round 12, the 2021 Belgian"),
        ("f1 1988 champion", "Champions of 1988: Drivers' Championship: Ayrton Senna; Constructors' Championship:"),
        (
            "who was second in the championship in 1988",
            "1988 Formula 1: Alain Prost was 2nd of the Drivers'",
        ),
        ("how many wins did senna have in 1988", "8 wins: Ayrton Senna (rounds 2, 5, 6, 8 to 11 and 15) in the 1988"),
        ("did prost win at monaco 1988", "Yes: Alain Prost (#11 McLaren-Honda) won at round 3, the 1988 Monaco"),
        ("who finished third at monaco 1988", "Michele Alboreto (#27 Ferrari) finished 3rd at round 3, the 1988"),
        ("winning margin monaco 1988", "Round 3, the 1988 Monaco Grand Prix, was won by 20.453 s over Gerhard Berger"),
        ("fastest lap at monaco 1988", "The fastest lap at round 3, the 1988 Monaco Grand Prix, was driven by Ayrton"),
        ("points for second 1988", "1988 Formula 1: 2nd paid 6 points at rounds 1 to 16."),
        ("how many races in 2026", "11 of 23 rounds of the 2026 Formula 1 season are raced in my data."),
        ("was zandvoort 2026 cancelled", "Not as far as my data goes. The 2026 Dutch Grand Prix is to come: 23 August"),
        ("who won gts at mosport", "2003 American Le Mans Series: #3 Corvette Racing (Ron Fellows, Johnny O'Connell)"),
    ],
)
async def test_a_season_named_in_a_question_is_the_one_that_answers(
    whole_f1: Pitboard, question: str, said: str
) -> None:
    answer = await whole_f1.answer("ask", {"question": question})

    assert seen_text(answer.sentence).startswith(said)


@pytest.mark.parametrize(
    "question", ["who won monaco 1949", "who won monaco 1988 2021", "who was champion in 2026", "gts winner 1988"]
)
async def test_a_question_about_a_season_that_cannot_answer_is_refused(whole_f1: Pitboard, question: str) -> None:
    with pytest.raises(UserError):
        await whole_f1.answer("ask", {"question": question})


async def test_a_drivers_page_says_what_counted_of_what_was_scored_and_gives_poles_as_runs(whole_f1: Pitboard) -> None:
    text = answer_text(await asked(whole_f1, "driver", "f1-1988", name="Ayrton Senna"))

    assert "Drivers' Championship 1st, 90 counted of 94 points" in text
    assert "13 pole positions (rounds 1 to 6, 9 to 12 and 14 to 16)" in text
    assert "known)" not in text


async def test_one_point_is_one_point(whole_f1: Pitboard) -> None:
    text = answer_text(await asked(whole_f1, "driver", "f1-1988", name="Satoru Nakajima"))

    assert "Drivers' Championship 16th, 1 point" in text
    assert "1 points" not in text


async def test_who_was_excluded_before_a_race_did_not_start_it(whole_f1: Pitboard) -> None:
    # Modena was excluded at Monaco (weight check missed) and in Mexico (rear wing), before either race.
    async with whole_f1.archive.connection.execute(
        "SELECT round FROM drive WHERE season = 'f1-1988' AND person = 'stefano-modena'"
    ) as cursor:
        started = {code async for (code,) in cursor}

    assert not started & {"monaco", "mexico"}
    assert "brazil" in started


@pytest.mark.parametrize("text", ["1988 ", "F1 1988", "F1 '88", "f1 88", "f1-1988"])
async def test_a_season_goes_by_its_year_with_or_without_its_series(whole_f1: Pitboard, text: str) -> None:
    answer = await whole_f1.answer("standings", {"season": text})

    assert "1. Ayrton Senna 90 counted of 94" in seen_text(answer.sentence)


async def test_points_by_round_end_before_the_edge_of_a_phone(whole_f1: Pitboard) -> None:
    answer = await asked(whole_f1, "standings", "f1-2021", by_round="yes")

    rows = [row for embed in answer.embeds for row in (embed.description or "").splitlines() if row.startswith("  ")]
    assert max(len(row) for row in rows) <= NARROW_WIDTH


# Tables after a round.


async def test_after_the_last_round_the_table_is_the_published_one_with_who_was_struck_from_it(
    whole_f1: Pitboard,
) -> None:
    last = await whole_f1.answer(
        "standings", {"season": "F1 2018", "championship": "constructors", "after": "abu-dhabi"}
    )
    before = await whole_f1.answer(
        "standings", {"season": "F1 2018", "championship": "constructors", "after": "brazil"}
    )

    assert "Struck from the table: Sahara Force India F1 Team (0)" in last.sentence
    assert "Not counted here, as it was decided for the season's total: −59 for Sahara Force India" in before.sentence


async def test_equal_points_after_a_round_are_told_apart_by_who_had_the_better_places(whole_f1: Pitboard) -> None:
    answer = await whole_f1.answer("standings", {"season": "F1 1988", "after": "monaco"})
    shown = embed_text(answer.embed)

    # Alboreto came third in Monaco; Warwick's best were two fourth places.
    assert re.search(r"^ ?5 Michele Alboreto +6 .*\n ?6 Derek Warwick +6 ", shown, re.MULTILINE)
    # Three with one sixth place each share a place.
    assert len(re.findall(r"^ ?9 .* 1 +-23", shown, re.MULTILINE)) == 3
    assert "Equal points go by the better places" in shown


async def test_what_is_registered_once_for_all_seasons_presumes_neither_classes_nor_a_cancelled_race(
    whole_f1: Pitboard,
) -> None:
    said = {look_up.name: look_up.description for look_up in whole_f1.look_ups()}

    assert "the cancelled race" not in said["schedule"]
    assert not CLASS_NOISE.search(said["round"])
    assert said["winner"].startswith("Who won a round:")
    assert said["standings"].startswith("The standings, final or after a round:")
    assert all(word in SeasonOption.description for word in ("ALMS 2003", "F1 1988"))


async def test_a_team_of_just_that_name_comes_before_a_circuit_with_it_in_a_longer_one(whole_f1: Pitboard) -> None:
    # Imola is the Autodromo Enzo e Dino Ferrari.
    text = answer_text(await asked(whole_f1, "trivia", "f1-1988", about="ferrari"))

    assert "Ferrari" in text


async def test_several_words_that_mean_nothing_do_not_mean_anything(whole_f1: Pitboard) -> None:
    with pytest.raises(UserError, match="what “zeppelin” and “atlantis” mean here"):
        await whole_f1.answer("ask", {"question": "did zeppelin win at atlantis", "season": "f1-1988"})


async def test_several_words_of_another_series_are_said_to_be_of_it(whole_f1: Pitboard) -> None:
    with pytest.raises(UserError, match=r"no “corvette” or “laguna” in the 1988 .* American Le Mans Series 2003"):
        await whole_f1.answer("ask", {"question": "did corvette win at laguna", "season": "f1-1988"})
