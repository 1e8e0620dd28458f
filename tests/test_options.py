"""Option text to checked values, as Discord, the terminal and buttons share it."""

import pytest

from bot.client import Pitboard
from bot.errors import BadCommand, NoSuchThing, SeveralMatches, UserError
from bot.options.championships import KindOption
from bot.options.wins import ByOption
from bot.options.yes_no import YesNoOption
from tests.article import CLASS_WINS
from tests.seen import seen_text


async def test_a_line_may_name_its_options_or_fill_them_in_order(bot: Pitboard) -> None:
    for line, told in (
        ("/winner round:6 class:GT", "#31 Petersen/White Lightning"),
        ("/winner class:GT round:6", "#31 Petersen/White Lightning"),
        ("/winner 6 GT", "#31 Petersen/White Lightning"),
        ("winner 6 gt", "#31 Petersen/White Lightning"),
        ("/WINNER 6 gt", "#31 Petersen/White Lightning"),
        ("/winner Road America gt", "#31 Petersen/White Lightning"),
        ('/winner "Road America" gt', "#31 Petersen/White Lightning"),
        ("/winner round:Road America class:GT", "#31 Petersen/White Lightning"),
        ('/winner round:"Road America" class:"GT"', "#31 Petersen/White Lightning"),
        ("/winner petit le mans gts", "#88 Prodrive"),
        ("/winner 6 class:gt", "#31 Petersen/White Lightning"),
        ("/winner season:2003 round:6 class:GT", "#31 Petersen/White Lightning"),
        ("/standings gts", "1. Corvette Racing 167"),
        ("/standings gts drivers", "Ron Fellows and Johnny O'Connell shared"),
        ("/standings class:gts after:2", "Carsport America 16 or 22"),
        ("/standings", "GTS: Corvette Racing 167"),
        ("/driver tomas enge", "Tomáš Enge had 1 class win"),
        ("/car 08", "#08 was Prodrive"),
        ("/wins driver overall", "had the most overall wins by driver"),
        ("/wins by:team class:GT", "Alex Job Racing had the most GT wins"),
        ("/circuit laguna seca", "Mazda Raceway Laguna Seca is at"),
        ("/class gt", "Alex Job Racing led its teams at the end"),
        ("/schedule", "had 9 rounds"),
        ("  /schedule  ", "had 9 rounds"),
    ):
        assert told in seen_text((await bot.ask(line)).sentence), line


async def test_every_class_win_of_the_article_is_answered_to_a_line(bot: Pitboard) -> None:
    for win in CLASS_WINS:
        for line in (f"/winner {win.round} {win.class_}", f"/winner round:{win.round} class:{win.class_}"):
            assert f"#{win.car} {win.team} ({', '.join(win.crew)}) won {win.class_}" in seen_text(
                (await bot.ask(line)).sentence
            )


@pytest.mark.parametrize(
    ("line", "error", "told"),
    [
        ("/winner", BadCommand, "/winner needs round."),
        ("/winner class:GT", BadCommand, "/winner needs round."),
        ("/winner round:", BadCommand, "/winner needs round."),
        ("/driver", BadCommand, "/driver needs name."),
        ("/winner lap:6", BadCommand, "has no option “lap”"),
        ("/winner round:12 class:GT", NoSuchThing, "There is no round “12”."),
        ("/winner round:6 class:GT9", NoSuchThing, "There is no class “GT9”."),
        ("/winner Road Atlanta GT", SeveralMatches, "which round do you mean?"),
        ("/driver Field", SeveralMatches, "which driver do you mean?"),
        ("/standings gts pilots", UserError, ""),
        ("/winner 6 GT please", UserError, ""),
        ("/schedule round:6", BadCommand, "has no option “round”"),
        ("/season 2004", NoSuchThing, "There is no season “2004”."),
        ("/winner round:6 class:GT season:2004", NoSuchThing, "There is no season “2004”."),
        ("/standings gts by_round:maybe", NoSuchThing, "yes or no"),
        ("/wins by:luck", NoSuchThing, "driver, team, car, chassis or engine"),
    ],
)
async def test_a_line_that_cannot_be_read_says_why(bot: Pitboard, line: str, error: type[UserError], told: str) -> None:
    with pytest.raises(error) as refusal:
        await bot.ask(line)

    assert told in refusal.value.sentence


async def test_a_suggestion_is_the_same_question_with_one_option_replaced(bot: Pitboard) -> None:
    with pytest.raises(SeveralMatches) as refusal:
        await bot.answer("standings", {"class": "GTS", "after": "Road Atlanta", "by_round": "yes"})

    assert [suggestion.command for suggestion in refusal.value.suggestions] == ["standings", "standings"]
    for suggestion, number in zip(refusal.value.suggestions, (2, 9), strict=True):
        options = dict(suggestion.options)
        assert options["class"] == "GTS"
        assert options["by_round"] == "yes"
        answer = await bot.answer(suggestion.command, options)
        assert f"as far as round {number}, Road Atlanta" in answer.sentence


async def test_every_suggestion_of_a_slip_leads_to_an_answer(bot: Pitboard) -> None:
    for command, options in (
        ("winner", {"round": "Petti Le Mans", "class": "GT"}),
        ("driver", {"name": "Leto"}),
        ("team", {"name": "Corvete Racing"}),
        ("circuit", {"name": "Sebirng"}),
        ("standings", {"class": "GTSS"}),
        ("wins", {"by": "luck"}),
    ):
        with pytest.raises(NoSuchThing) as refusal:
            await bot.answer(command, options)
        assert refusal.value.suggestions, command
        for suggestion in refusal.value.suggestions:
            assert (await bot.answer(suggestion.command, dict(suggestion.options))).sentence


async def test_words_are_read_in_any_case_and_by_their_other_names(bot: Pitboard) -> None:
    for texts, told in (
        ({"class": "GTS", "by_round": "YES"}, "points by round"),
        ({"class": "GTS", "by_round": "true"}, "points by round"),
        ({"class": "GTS", "by_round": "no"}, "final"),
        ({"class": "GTS", "championship": "MAKES"}, "Chevrolet 167"),
        ({"class": "GTS", "championship": "Tire"}, "Goodyear 167"),
    ):
        assert told in (await bot.answer("standings", texts)).sentence


@pytest.mark.parametrize("option", [KindOption, ByOption, YesNoOption])
def test_no_word_means_two_things(option: type[KindOption | ByOption | YesNoOption]) -> None:
    words = [word for value, others in option.values.items() for word in (value, *others)]

    assert len(set(words)) == len(words)


async def test_options_left_blank_are_left_out(bot: Pitboard) -> None:
    without = await bot.answer("winner", {"round": "6"})
    blank = await bot.answer("winner", {"round": "6", "class": "  "})

    assert blank.sentence == without.sentence
