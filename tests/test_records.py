"""/record: who has the most, the longest and was youngest, series by series, and never where something is missing."""

import shutil
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.rankings import age_text
from bot.answers.records import RECORDS
from bot.app import create_bot
from bot.client import Pitboard
from bot.errors import NotHeld
from bot.settings import Settings
from tests.conftest import Paddock
from tests.folders import Folder
from tests.seen import buttons, embed_text, seen_text, whole_text


@pytest_asyncio.fixture
async def settings(f1_settings: Settings) -> Settings:
    return f1_settings


async def said(bot: Pitboard, what: str, season: str = "F1") -> str:
    """The first line of a record."""
    return seen_text((await bot.answer("record", {"what": what, "season": season})).sentence)


async def test_without_a_season_every_series_has_a_line_of_its_own_and_nothing_is_added_up(paddock: Paddock) -> None:
    message = await paddock.ask("record", what="wins")

    second, first = seen_text(message.content).splitlines()
    assert first == (
        "Frank Biela, Lucas Luhr, Marco Werner and Sascha Maassen have the most class wins in the 2003 American Le "
        "Mans Series: 5 each."
    )
    assert second.startswith(
        "Ayrton Senna has the most wins in Formula 1, 1950–1953, 1988–1991 and 2025–2026 so far (10 "
    )
    assert second.endswith("held): 27.")
    text = whole_text(message)
    assert "Wikipedia, 2003 American Le Mans Series" in text
    assert "F1DB" in text


async def test_a_season_as_filter_keeps_to_it(bot: Pitboard) -> None:
    assert await said(bot, "wins", "F1 1988") == "Ayrton Senna has the most wins in the 1988 Formula 1 season: 8."
    assert "13." in await said(bot, "poles", "F1 1988")
    assert "Alain Prost" in await said(bot, "podiums", "F1 1988")


async def test_help_offers_ages_and_runs_where_a_season_is_held_whole(paddock: Paddock) -> None:
    assert "youngest winner · most wins in a row" in whole_text(await paddock.ask("help"))


async def test_who_stands_behind_those_shown_is_counted(paddock: Paddock) -> None:
    text = whole_text(await paddock.ask("record", what="wins", season="alms 2003"))

    shown = [line for line in text.splitlines() if line.endswith((" · 5", " · 4", " · 3"))]
    assert len(shown) == 14  # the eighth is level with the tenth
    assert text.splitlines()[text.splitlines().index(shown[-1]) + 1] == "and 19 more"  # of 33 winners
    assert (
        " more" not in whole_text(await paddock.ask("record", what="titles", season="alms 2003")).partition("Sour")[0]
    )


async def test_a_season_that_is_not_over_says_so_far(bot: Pitboard) -> None:
    assert "in the 2026 Formula 1 season so far" in await said(bot, "wins", "F1 2026")


async def test_a_run_of_wins_goes_on_over_a_race_that_was_not_started_and_over_the_winter(bot: Pitboard) -> None:
    # Alberto Ascari, from Spa 1952 to Spa 1953; he did not start at Indianapolis between them.
    assert await said(bot, "winning streak") == (
        "Alberto Ascari has the most wins in a row in Formula 1, 1950–1953, 1988–1991 and 2025–2026 so far (10 seasons "
        "held): 9 (22 June 1952 to 21 June 1953)."
    )


async def test_the_youngest_and_the_oldest_winner_go_by_the_day_of_the_race(bot: Pitboard) -> None:
    assert "Kimi Antonelli is the youngest winner" in await said(bot, "youngest winner")
    # Luigi Fagioli shared the winning car at Reims on 1 July 1951.
    assert "Luigi Fagioli is the oldest winner" in await said(bot, "oldest")
    assert "53 years and 22 days (1 July 1951, Reims-Gueux)" in await said(bot, "oldest")


async def test_titles_leave_out_the_leader_of_a_season_that_is_not_over(bot: Pitboard) -> None:
    answer = await bot.answer("record", {"what": "titles", "season": "F1"})

    assert seen_text(answer.sentence).startswith("Ayrton Senna has the most titles in Formula 1")
    text = embed_text(answer.embed)
    assert "1. Ayrton Senna · 3 · 1988, 1990 and 1991" in text
    assert "2. Alberto Ascari · 2 · 1952 and 1953" in text
    assert "Antonelli" not in text


async def test_ties_share_a_place(bot: Pitboard) -> None:
    answer = await bot.answer("record", {"what": "titles", "season": "F1"})

    places = [line.split(".")[0] for line in embed_text(answer.embed).splitlines() if " · " in line and "." in line]
    assert places[:6] == ["1", "2", "3", "3", "3", "3"]


@pytest.mark.parametrize("what", ["podiums", "starts", "wins in a row", "podiums in a row"])
async def test_what_takes_complete_results_is_refused_where_they_are_not(paddock: Paddock, what: str) -> None:
    message = await paddock.refused(NotHeld, "record", what=what, season="alms")

    assert message.content == (
        f"The record for {what} in the American Le Mans Series cannot be told: results are not complete in my data."
    )


async def test_an_age_is_refused_where_a_date_of_birth_is_missing(paddock: Paddock) -> None:
    message = await paddock.refused(NotHeld, "record", what="youngest winner", season="alms")

    assert "no date of birth of its 33 winners is in my data" in message.content


async def test_what_is_missing_of_one_series_is_said_beside_the_other(bot: Pitboard) -> None:
    answer = await bot.answer("record", {"what": "podiums"})

    assert "Formula 1" in answer.sentence
    assert "American Le Mans" not in answer.sentence
    assert "The record for podiums in the American Le Mans Series cannot be told" in embed_text(answer.embed)


async def test_the_buttons_lead_to_the_holder(paddock: Paddock) -> None:
    message = await paddock.ask("record", what="most wins", season="F1")

    await paddock.fan.click(message, custom_id=buttons(message)["Ayrton Senna"])

    assert "Ayrton Senna won 27 of 64 races" in seen_text(message.content)


async def test_every_record_is_answered_for_formula_1(bot: Pitboard) -> None:
    for what in RECORDS:
        answer = await bot.answer("record", {"what": what, "season": "f1"})
        assert "(10 seasons held)" in answer.sentence, what
        assert "How this is counted" in embed_text(answer.embeds[-1]), what


@pytest_asyncio.fixture
async def with_gaps(few_f1_seasons: Path, tmp_path: Path) -> AsyncIterator[Pitboard]:
    """A bot that holds 1988, in which somebody blotted out what stands in some lines."""
    data = tmp_path / "gaps"
    folder = Folder(data / "f1-1988")
    shutil.copytree(few_f1_seasons / "f1-1988", folder.path)
    lines = folder.text("results.csv").split("\n")
    lines = [line.replace(",Ayrton Senna,", ",?,") if line.startswith("japan,") else line for line in lines]
    folder.write("results.csv", "\n".join(lines))
    made = create_bot(Settings(state_dir=tmp_path / "state", data_dir=str(data)))
    await made.load()
    yield made
    await made.close()


async def test_a_winner_who_is_not_known_stops_a_record_that_he_could_change(with_gaps: Pitboard) -> None:
    with pytest.raises(NotHeld, match="could change who leads"):
        await with_gaps.answer("record", {"what": "wins", "season": "f1 1988"})


# Ages, by the calendar.


def test_an_age_is_full_years_and_days_since_the_last_birthday() -> None:
    assert age_text(date(1997, 9, 30), date(2016, 5, 15)) == "18 years and 228 days"
    assert age_text(date(1992, 2, 29), date(2013, 2, 28)) == "20 years and 365 days"
    assert age_text(date(1992, 2, 29), date(2013, 3, 1)) == "21 years and no days"


@given(born=st.dates(date(1850, 1, 1), date(2010, 12, 31)), days=st.integers(0, 40_000))
def test_an_age_leads_back_to_the_day(born: date, days: int) -> None:
    day = born + timedelta(days)
    years, _, rest = age_text(born, day).partition(" years and ")
    left = rest.split(" ")[0].replace("no", "0")

    birthday = born.year + int(years)
    last = date(birthday, 3, 1) if (born.month, born.day) == (2, 29) and birthday % 4 else None
    if last is None:
        try:
            last = born.replace(year=birthday)
        except ValueError:  # 1900
            last = date(birthday, 3, 1)
    assert last + timedelta(int(left)) == day
    assert 0 <= int(left) <= 365


async def test_whose_default_season_it_is_does_not_change_an_answer_over_all(bot: Pitboard) -> None:
    ours = await bot.answer("record", {"what": "wins"})
    theirs = await bot.answer("record", {"what": "wins"}, season="f1-1988")

    assert theirs.sentence == ours.sentence
    assert theirs.links == ours.links
