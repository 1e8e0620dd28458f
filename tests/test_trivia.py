"""Every fact is true: computed a second time, from the article as written down by hand, and shown by its proof."""

import random
import re
from collections import Counter, defaultdict
from itertools import combinations, pairwise

import pytest
import pytest_asyncio

from bot.answers.facts import FINDERS, Rows, facts_of, read_rows
from bot.answers.facts.rows import runs_of, turns_of
from bot.answers.trivia import KINDS, Teller, fact_code, thing_key, thing_of
from bot.archive import Scope
from bot.client import Pitboard
from bot.errors import NoSuchThing, NotHeld, SeveralMatches
from tests.article import CALENDAR, CLASS_WINS, CLASSES, GTS_TABLE, RACES_HELD, ClassWin
from tests.conftest import Paddock
from tests.seen import answer_text, buttons, seen_text, whole_text

SEASON = "alms-2003"
PLACES = {
    1: "Sebring", 2: "Road Atlanta", 3: "Sonoma", 4: "Trois-Rivières", 5: "Mosport", 6: "Road America",
    7: "Laguna Seca", 8: "Miami", 9: "Road Atlanta",
}  # fmt: skip
WON = {class_: [win for win in CLASS_WINS if win.class_ == class_] for class_ in CLASSES}


@pytest_asyncio.fixture
async def rows(bot: Pitboard) -> Rows:
    return await read_rows(Scope(bot.archive, SEASON))


def told(rows: Rows, finder: str) -> set[str]:
    """What a finder says, as shown, without what sources differ on."""
    [found] = [candidate for candidate in FINDERS if candidate.__name__ == finder]
    return {re.sub(r" Sources differ on .*$", "", seen_text(fact.sentence)) for fact in found(rows)}


def at(number: int) -> str:
    return f"round {number}, {PLACES[number]}"


def said(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def streaks(values: list[str], least: int) -> list[tuple[str, int, int]]:
    """Value, first and last round of every run of it, counted round by round."""
    found = []
    for first in range(1, len(values) + 1):
        for last in range(first + least - 1, len(values) + 1):
            run = values[first - 1 : last]
            before = values[first - 2] if first > 1 else None
            after = values[last] if last < len(values) else None
            if set(run) == {values[first - 1]} and values[first - 1] not in {before, after}:
                found.append((values[first - 1], first, last))
    return found


# Wins, checked against the article.


def test_streaks_of_teams_are_those_of_the_article(rows: Rows) -> None:
    assert told(rows, "team_streaks") == {
        f"{team} won {class_} {last - first + 1} times in a row: rounds {first} to {last}."
        for class_, won in WON.items()
        for team, first, last in streaks([win.team for win in won], 3)
    }


def test_streaks_of_drivers_are_those_of_the_article(rows: Rows) -> None:
    runs: defaultdict[tuple[str, int, int], list[str]] = defaultdict(list)
    for class_, won in WON.items():
        for name in dict.fromkeys(name for win in won for name in win.crew):
            for value, first, last in streaks([name if name in win.crew else f"-{win.round}" for win in won], 3):
                runs[class_, first, last].append(value)

    assert told(rows, "driver_streaks") == {
        f"{said(names)} won {class_} {last - first + 1} times in a row: rounds {first} to {last}."
        for (class_, first, last), names in runs.items()
    }


@pytest.mark.parametrize("what", ["teams", "cars"])
def test_turns_taken_are_those_of_the_article(rows: Rows, what: str) -> None:
    expected = set()
    for class_, won in WON.items():
        keys = [win.team if what == "teams" else f"{win.team}\n{win.car}" for win in won]
        for first, last in combinations(range(len(keys) + 1), 2):
            run = keys[first:last]
            alternates = len(set(run)) == 2 and all(one != other for one, other in pairwise(run))
            longer = any(
                len(set(keys[a:b])) == 2 and all(one != other for one, other in pairwise(keys[a:b]))
                for a, b in ((first - 1, last), (first, last + 1))
                if a >= 0 and b <= len(keys)
            )
            if last - first < 4 or not alternates or longer:
                continue
            span = f"rounds {first + 1} to {last}"
            if what == "teams":
                expected.add(
                    f"{keys[first]} and {keys[first + 1]} won {class_} in turns for {last - first} rounds: {span}."
                )
            elif len({win.team for win in won[first:last]}) == 1:
                expected.add(
                    f"For {last - first} rounds {won[first].team}'s #{won[first].car} and #{won[first + 1].car} won "
                    f"{class_} in turns: {span}."
                )

    assert expected
    assert told(rows, f"{what}_taking_turns") == expected


def test_classes_with_two_winning_teams_are_those_of_the_article(rows: Rows) -> None:
    expected = set()
    for class_, won in WON.items():
        counts = Counter(win.team for win in won).most_common()
        assert len(counts) == 2
        expected.add(f"Only two teams won in {class_}: {said([f'{team} {times(n)}' for team, n in counts])}.")
    expected.add(
        f"Each of the 4 classes was won by just two teams all season: {said(list(CLASSES))}, "
        f"{len(CLASS_WINS)} class wins in all."
    )

    assert told(rows, "two_team_classes") == expected


def test_who_won_all_but_one_is_as_in_the_article(rows: Rows) -> None:
    expected = set()
    for class_, won in WON.items():
        team, count = Counter(win.team for win in won).most_common(1)[0]
        others = [win for win in won if win.team != team]
        if len(others) == 1:
            expected.add(
                f"{team} won {count} of the 9 {class_} races; only #{others[0].car} {others[0].team}, at "
                f"{at(others[0].round)}, kept it from winning them all."
            )

    assert len(expected) == 1
    assert told(rows, "all_but_one") == expected


def test_first_wins_and_first_defeats_are_those_of_the_article(rows: Rows) -> None:
    late, defeats = set(), set()
    for class_, won in WON.items():
        for team in dict.fromkeys(win.team for win in won):
            first = next(win for win in won if win.team == team)
            rest = [win.team for win in won if win.round > first.round]
            if first.round >= 5:
                then = ""
                if rest and set(rest) == {team}:
                    then = " From there on it won every round."
                elif team not in rest:
                    then = " It was its only one."
                late.add(f"{team} won {class_} for the first time of the season only at {at(first.round)}.{then}")
        beaten = next(win for win in won if win.team != won[0].team)
        if beaten.round > 3:
            defeats.add(
                f"{won[0].team} won the first {beaten.round - 1} rounds in {class_}; who ended that was "
                f"#{beaten.car} {beaten.team} at {at(beaten.round)}."
            )

    assert told(rows, "late_first_wins") == late
    assert told(rows, "first_defeats") == defeats


def test_who_waited_for_the_last_round_is_as_in_the_article(rows: Rows) -> None:
    before = {name for win in CLASS_WINS if win.round < RACES_HELD for name in win.crew}
    [sentence] = told(rows, "last_chances")
    names = [name for win in CLASS_WINS if win.round == RACES_HELD for name in win.crew if name not in before]

    assert sentence.startswith(f"{len(names)} drivers had to wait for the last round, {at(RACES_HELD)}, for")
    assert set(re.split(", | and ", sentence.split(": ")[1].rstrip("."))) == set(names)


def test_wins_of_teams_that_won_once_are_those_of_the_article(rows: Rows) -> None:
    counts = Counter(win.team for win in CLASS_WINS)
    assert told(rows, "lone_team_wins") == {
        f"{win.team} won a class just once: {win.class_} at {at(win.round)}, with #{win.car} ({said(list(win.crew))})."
        for win in CLASS_WINS
        if counts[win.team] == 1
    }


def test_cars_that_shared_a_teams_wins_are_those_of_the_article(rows: Rows) -> None:
    expected = set()
    for class_, won in WON.items():
        for team in {win.team for win in won}:
            cars = Counter(win.car for win in won if win.team == team).most_common()
            if len(cars) > 1:
                shown = said([f"#{car} won {count}" for car, count in cars])
                expected.add(f"{team} won {class_} with {len(cars)} different cars: {shown}.")

    assert told(rows, "shared_between_cars") == expected


def test_partners_are_those_of_the_article(rows: Rows) -> None:
    drivers = {name for win in CLASS_WINS for name in win.crew}
    mates = {name: {m for win in _of(name) for m in win.crew if m != name} for name in drivers}
    most = max(len(of_one) for of_one in mates.values())
    [sentence] = told(rows, "most_partners")
    assert set(re.split(", | and ", sentence.split("than ")[1].split(":")[0])) == {
        name for name in drivers if len(mates[name]) == most
    }
    assert sentence.endswith(f"{most} winning partners.")

    changed = set()
    for name in drivers:
        crews = [frozenset(win.crew) - {name} for win in _of(name)]
        if any(not crew & crews[0] for crew in crews[1:]):
            changed.add(name)
    assert {sentence.split(" won with ")[0] for sentence in told(rows, "new_partners")} == changed
    for sentence in told(rows, "new_partners"):
        name = sentence.split(" won with ")[0]
        numbers = ", ".join(str(win.round) for win in _of(name))
        written = re.sub(r"(\d) to (\d)", lambda m: ", ".join(map(str, range(int(m[1]), int(m[2]) + 1))), sentence)
        assert re.findall(r"\d+", written.rsplit("(", 1)[1]) == re.findall(r"\d+", numbers)
        assert sentence.startswith(f"{name} won with {len({frozenset(w.crew) for w in _of(name)})} different sets")


def test_pairs_with_most_wins_are_those_of_the_article(rows: Rows) -> None:
    pairs = Counter(frozenset(pair) for win in CLASS_WINS for pair in combinations(win.crew, 2))
    most = max(pairs.values())
    [sentence] = told(rows, "most_together")

    assert sentence.endswith(f": {most} each.")
    shown = sentence.removeprefix("No two drivers shared more class wins than ").split(":")[0]
    assert {frozenset(pair.split(" with ")) for pair in shown.split(" and ")} == {
        pair for pair, count in pairs.items() if count == most
    }


def test_one_surname_twice_in_a_winning_car_is_as_in_the_article(rows: Rows) -> None:
    same = [win for win in CLASS_WINS if len({name.split()[-1] for name in win.crew}) < len(win.crew)]
    [sentence] = told(rows, "same_surname")

    assert [(win.round, win.class_) for win in same] == [(9, "LMP675")]
    assert sentence.startswith(f"Jon Field and Clint Field won LMP675 together at {at(9)}: 2 of one surname")
    assert "Whether they are related is not in my data" in sentence


def test_how_many_won_is_as_in_the_article(rows: Rows) -> None:
    drivers = {name for win in CLASS_WINS for name in win.crew}
    teams = {win.team for win in CLASS_WINS}

    assert told(rows, "few_winners") == {
        f"All {len(CLASS_WINS)} class wins of the season went to {len(teams)} teams and {len(drivers)} drivers."
    }


def test_who_won_at_both_visits_is_as_in_the_article(rows: Rows) -> None:
    circuits: defaultdict[str, list[int]] = defaultdict(list)
    for line in CALENDAR:
        if line.number is not None:
            circuits[line.circuit].append(line.number)
    expected = set()
    for circuit, numbers in circuits.items():
        for class_ in CLASSES:
            there = [win for win in WON[class_] if win.round in numbers]
            if len(numbers) == 2 and len({(win.team, win.car) for win in there}) == 1:
                expected.add(
                    f"#{there[0].car} {there[0].team} won {class_} at both visits to {circuit}: "
                    f"rounds {said([str(number) for number in numbers])}."
                )

    assert told(rows, "both_visits") == expected


def test_the_overall_win_from_outside_the_top_class_is_as_in_the_article(rows: Rows) -> None:
    # Its only statement on that: the first one was Dyson Racing's, at Sonoma.
    assert told(rows, "overall_from_outside") == {
        "The only overall win from outside LMP900 in 9 races came at round 3, Sonoma: #16 Dyson Racing of LMP675 "
        "(Butch Leitzinger, James Weaver)."
    }
    assert ("#16", "Dyson Racing") in {(f"#{win.car}", win.team) for win in WON["LMP675"] if win.round == 3}


def test_overall_wins_are_class_wins_of_the_article(rows: Rows) -> None:
    by_hand = Counter(win.team for win in WON["LMP900"] if win.round != 3) + Counter({"Dyson Racing": 1})
    [sentence] = told(rows, "overall_split")
    assert dict(re.findall(r"([A-Z][\w ]+?) (\d)(?=,| and|\.$)", sentence.split(": ")[1])) == {
        team: str(count) for team, count in by_hand.items()
    }

    wins = Counter(name for win in CLASS_WINS for name in win.crew)
    lone = {name for win in WON["LMP900"] if win.round != 3 for name in win.crew if wins[name] == 1}
    assert {sentence.split(" won ")[0] for sentence in told(rows, "lone_overall_wins")} == lone == {"Philipp Peter"}


def test_chassis_of_winners_belong_to_teams_of_the_article(rows: Rows) -> None:
    # The article names chassis in its GTS table only: Corvette won rounds 1 to 5, Prodrive's Ferrari from 6 on.
    [sentence] = told(rows, "chassis_firsts")
    teams = [win.team for win in WON["GTS"]]
    chassis = {line.team: line.chassis[0] for line in GTS_TABLE}
    change = next(number for number, (one, other) in enumerate(pairwise(teams), start=2) if one != other)
    assert sentence == (
        f"The first GTS win of a {chassis[teams[change - 1]]} came at {at(change)}; "
        f"a {chassis[teams[0]]} had won all {change - 1} rounds before."
    )
    assert told(rows, "chassis_sweeps") == {
        f"All 9 {class_} races were won by the same chassis, {model}."
        for class_, model in (("LMP900", "Audi R8"), ("LMP675", "MG-Lola EX257"), ("GT", "Porsche 911 GT3-RS"))
    }


# The calendar and the GTS table, checked against the article.


def test_gaps_of_the_calendar_are_those_of_the_article(rows: Rows) -> None:
    raced = [line for line in CALENDAR if line.number is not None]
    gaps = [((two.date - one.date).days, one.number or 0, two.number or 0) for one, two in pairwise(raced)]
    days, first, second = max(gaps)
    short = min(gaps)[0]
    close = said([f"{one} and {two}" for gap, one, two in gaps if gap == short])

    assert told(rows, "calendar_gaps") == {
        f"{days} days lay between {at(first)}, and {at(second)}, the longest gap of the season; the Grand Prix of "
        "Mexico in between was cancelled.",
        f"The shortest break of the season was {short} days: between rounds {close}.",
    }


def test_the_gts_table_tells_what_the_article_says(rows: Rows) -> None:
    first, second = GTS_TABLE[0], GTS_TABLE[1]
    gap = first.total - second.total
    behind = [sum(first.points[:n]) - sum(second.points[:n]) for n in range(1, 10)]

    closest = next(sentence for sentence in told(rows, "close_titles") if "GTS teams" in sentence)
    assert closest == (
        f"The GTS teams title was decided by {gap} points: {first.team} {first.total}, {second.team} {second.total}."
    )
    most = max(behind)
    assert (
        f"{second.team} was {most} points behind {first.team} after {at(behind.index(most) + 1)}, and finished {gap} "
        "behind (GTS teams)."
    ) in told(rows, "comebacks")
    assert min(behind) > 0
    assert any(sentence.startswith(f"{first.team} led the GTS teams") for sentence in told(rows, "led_throughout"))
    always = [line.team for line in GTS_TABLE if len(line.points) == RACES_HELD]
    assert told(rows, "scored_everywhere") == {
        f"Only {said(always)} scored at every round in GTS teams; the other 3 of 5 missed at least one."
    }


def test_champions_who_were_equalled_in_wins_are_as_in_the_article(rows: Rows) -> None:
    wins = Counter(name for win in WON["GTS"] for name in win.crew)

    assert told(rows, "champions_matched") == {
        "Ron Fellows and Johnny O'Connell won the GTS drivers title with 3 class wins, no more than David Brabham (3)."
    }
    assert wins["Ron Fellows"] == wins["Johnny O'Connell"] == wins["David Brabham"] == max(wins.values()) == 3


# What the article does not say is held against the rows that say it.


def test_class_winners_ahead_of_a_class_above_are_all_found(rows: Rows) -> None:
    order = {class_.class_: place for place, class_ in enumerate(rows.scope.held.classes)}
    pairs = sum(
        order[below.class_] > order[above.class_] and below.overall_position < above.overall_position
        for entries in rows.entries.values()
        for above in entries
        for below in entries
        if above.won and below.won and above.overall_position and below.overall_position
    )

    assert len(told(rows, "ahead_of_a_class_above")) == pairs == 4


def test_margins_say_of_how_many_they_speak(rows: Rows) -> None:
    known = sum(
        "margin_laps" in facts or ("margin_time" in facts and facts["margin_time"].value != "?")
        for facts in rows.facts.values()
    )

    assert len(told(rows, "margins")) == 2
    assert all(f"of the {known} winning margins that I know, in 9 races" in text for text in told(rows, "margins"))


def test_titles_are_decided_where_their_sources_say(rows: Rows) -> None:
    decided = [title for title in rows.scope.held.championships if title.decided]
    sentences = told(rows, "decided_titles")

    assert len(sentences) == len(decided)
    for title in decided:
        [sentence] = [text for text in sentences if text.startswith(f"The {title.name} title")]
        left = 9 - (rows.scope.round_(title.decided or "").number or 0)
        assert ("only at the last round" in sentence) == (left == 0)
        assert left == 0 or f"with {left} round" in sentence


# All facts together.


def test_there_are_many_facts_of_many_kinds_and_no_two_say_the_same(rows: Rows) -> None:
    facts = facts_of(rows)

    assert len(facts) >= 40
    assert sum(bool(list(finder(rows))) for finder in FINDERS) >= 12
    assert len({fact.sentence for fact in facts}) == len(facts)
    assert len({fact_code(fact) for fact in facts}) == len(facts)


def test_every_fact_is_a_sentence_with_sources_and_is_about_something_held(rows: Rows) -> None:
    names = rows.scope.archive.names
    for fact in facts_of(rows):
        assert seen_text(fact.sentence).endswith(".")
        assert len(fact.sentence) <= 500
        assert fact.sources, fact.sentence
        assert set(fact.sources) <= set(rows.scope.held.sources)
        for kind, target in fact.about:
            assert target in names.targets(SEASON, kind), (fact.sentence, kind, target)


def test_every_fact_mentions_what_it_is_about(rows: Rows) -> None:
    for fact in facts_of(rows):
        text = seen_text("\n".join([fact.sentence, *fact.details]))
        for kind, target in fact.about:
            there = next((round_ for round_ in rows.scope.held.calendar if round_.round_ == target), None)
            if kind == "circuit":
                continue  # a fact about a circuit's rounds names them
            if kind != "round":
                assert target in text, (fact.sentence, target)
            elif there is not None:
                assert re.search(rf"\b{there.number}\b", text) or there.name in text, (fact.sentence, target)


async def test_every_proof_answers_and_mentions_what_the_fact_is_about(bot: Pitboard, rows: Rows) -> None:
    for fact in facts_of(rows):
        answer = await bot.answer(fact.proof.command, dict(fact.proof.options))
        text = answer_text(answer)
        bold = [seen_text(part) for part in re.findall(r"\*\*(.+?)\*\*", fact.sentence)]
        names = [part for part in bold if not re.search(r"^\d+ (points?|days?|laps?)$", part)]
        for name in names:
            for word in [name, *([name.partition(" ")[2]] if name.startswith("#") else [])][-1:]:
                assert word in text, (fact.sentence, fact.proof, word)


async def test_every_fact_is_told_and_told_again_by_its_code(bot: Pitboard, rows: Rows) -> None:
    for fact in facts_of(rows):
        answer = await bot.answer("trivia", {"fact": fact_code(fact)})

        assert answer.sentence == fact.sentence
        assert dict(answer.again)["fact"] == fact_code(fact)
        assert answer.links[0] == fact.proof
        assert answer.embed.footer.text
        assert len(answer.embeds) == 1


async def test_a_fact_that_rests_on_what_is_disputed_says_so(rows: Rows) -> None:
    disputed = [fact for fact in facts_of(rows) if fact.disputes]

    assert disputed
    assert all("Sources differ" in fact.sentence for fact in disputed)
    assert all("Clint Field" not in fact.sentence or fact.disputes for fact in facts_of(rows))


async def test_nothing_is_counted_where_winners_are_not_all_known(rows: Rows) -> None:
    fewer = Rows(rows.scope, rows.raced, {}, {}, rows.facts, (), ())
    counting = {"chassis_sweeps", "few_winners", "team_streaks", "overall_split", "most_together", "last_chances"}

    for finder in FINDERS:
        if finder.__name__ in counting:
            assert list(finder(fewer)) == []


def test_runs_and_turns() -> None:
    assert list(runs_of("aabbba", 2)) == [(0, 2), (2, 5)]
    assert list(runs_of("", 1)) == []
    assert list(turns_of("ababb", 3)) == [(0, 4)]
    assert list(turns_of("abcbc", 3)) == [(1, 5)]
    assert list(turns_of("aaa", 2)) == []


# As a fan asks.


async def test_trivia_tells_a_fact_with_its_proof_one_button_away(paddock: Paddock) -> None:
    message = await paddock.ask("trivia")
    labels = list(buttons(message))
    assert labels[1] == "Another one"

    other = paddock.guild.add_member(paddock.env.create_user("other"))
    result = await other.click(message, label=labels[0])

    assert result.response is not None
    assert result.response.ephemeral
    assert result.response.embeds


async def test_no_fact_is_told_twice_running_in_a_channel(paddock: Paddock) -> None:
    last = ""
    for _ in range(60):
        message = await paddock.ask("trivia", about="Corvette")
        assert message.content != last
        last = message.content


async def test_another_one_is_another_one(paddock: Paddock) -> None:
    message = await paddock.ask("trivia", about="GTS")
    for _ in range(15):
        before = message.content
        await paddock.fan.click(message, label="Another one")
        assert message.content != before


async def test_where_there_is_one_fact_only_it_is_not_told_again_there(paddock: Paddock) -> None:
    first = await paddock.ask("trivia", about="Philipp Peter")
    assert "Philipp Peter" in first.content

    message = await paddock.refused(NotHeld, "trivia", about="Philipp Peter")
    assert "only that one fact about Philipp Peter" in message.content

    elsewhere = paddock.guild.create_text_channel("elsewhere")
    result = await paddock.fan.slash(elsewhere, "trivia", about="Philipp Peter")
    assert result.response is not None
    assert result.response.content == first.content


async def test_a_shared_or_repeated_fact_is_the_same_one(paddock: Paddock) -> None:
    message = await paddock.ask("trivia", private="yes")
    assert message.ephemeral

    result = await paddock.fan.click(message, label="Share")

    assert result.response is not None
    assert seen_text(result.response.content).startswith(seen_text(message.content))


@pytest.mark.parametrize(
    ("about", "word"),
    [("corvette", "Corvette"), ("petit", ""), ("lmp675", "LMP675"), ("jj", "Lehto"), ("6", ""), ("Mexico", "Mexico")],
)
async def test_trivia_about_something_is_about_it(paddock: Paddock, about: str, word: str) -> None:
    message = await paddock.ask("trivia", about=about)

    assert word in whole_text(message)


async def test_a_name_of_several_things_is_offered(paddock: Paddock) -> None:
    message = await paddock.refused(SeveralMatches, "trivia", about="Dyson")
    assert seen_text(message.content) == (
        "“Dyson” could be Dyson Racing (team) or Chris Dyson (driver): which do you mean?"
    )

    await paddock.fan.click(message, label="Chris Dyson")

    assert "Dyson" in whole_text(message)


async def test_a_thing_without_a_fact_is_refused_with_what_there_is(paddock: Paddock) -> None:
    message = await paddock.refused(NotHeld, "trivia", about="Danica Patrick")

    assert re.search(r"no trivia about Danica Patrick; there is some about \d classes, \d+ teams", message.content)


@pytest.mark.parametrize(
    "options", [{"about": "Senna"}, {"fact": "nothing"}, {"fact": "0000ff"}, {"about": "||@everyone"}]
)
async def test_what_is_not_held_is_refused(paddock: Paddock, options: dict[str, str]) -> None:
    message = await paddock.refused(NoSuchThing, "trivia", **options)

    assert "@everyone" not in message.content


async def test_autocomplete_offers_things_of_every_kind_before_anything_is_typed(paddock: Paddock) -> None:
    choices = await paddock.fan.autocomplete(paddock.channel, "trivia", "about", "")
    kinds = {thing[0] for choice in choices if (thing := thing_of(choice["value"])) is not None}

    assert kinds == set(KINDS)
    assert len(choices) <= 25


async def test_the_same_seed_tells_the_same(bot: Pitboard) -> None:
    scope = Scope(bot.archive, SEASON)
    one, two = Teller(_seeded(7)), Teller(_seeded(7))

    assert [(await one.tell(scope)).sentence for _ in range(9)] == [(await two.tell(scope)).sentence for _ in range(9)]


async def test_memory_of_channels_is_bounded(bot: Pitboard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.answers.trivia._CHANNELS", 5)
    teller = Teller(_seeded(1))
    for channel in range(20):
        await teller.tell(Scope(bot.archive, SEASON, channel))

    assert list(teller._last) == list(range(15, 20))


def test_a_key_names_its_thing() -> None:
    for kind in KINDS:
        assert thing_of(thing_key((kind, "A (b) c"))) == (kind, "A (b) c")
    assert thing_of("Dyson") is None
    assert thing_of(" (team)") is None


def _of(name: str) -> list[ClassWin]:
    return sorted((win for win in CLASS_WINS if name in win.crew), key=lambda win: win.round)


def _seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # nothing secret is drawn
