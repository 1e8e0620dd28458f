"""What is at hand before anybody asks."""

from collections.abc import Mapping

import pytest

from bot.answers.answer import Answer
from bot.client import Pitboard
from bot.commands import Question
from bot.finished import Shape
from bot.warming import warm_up

AT_HAND = [
    *(("winner", {"round": str(number), "class": class_}) for number in range(1, 10) for class_ in ("GT", "GTS")),
    *(("standings", {"class": class_, "by_round": "yes"}) for class_ in ("GT", "GTS", "LMP675", "LMP900")),
    ("driver", {"name": "Ron Fellows"}),
    ("team", {"name": "Corvette Racing"}),
    ("car", {"number": "3"}),
]


async def test_whoever_asks_first_waits_for_no_query(bot: Pitboard, monkeypatch: pytest.MonkeyPatch) -> None:
    await warm_up(bot)

    def read(*_: object) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(bot.archive.connection, "read", read)
    monkeypatch.setattr(bot.archive.connection, "read_beside", read)
    for command, options in AT_HAND:
        assert (await bot.answer(command, options)).sentence


async def test_what_the_buttons_of_first_answers_ask_is_asked_too(
    bot: Pitboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions: list[tuple[str, Mapping[str, str]]] = []
    asked = bot.asked

    async def noted(command: str, texts: Mapping[str, str]) -> tuple[Question, Answer]:
        questions.append((command, texts))
        return await asked(command, texts)

    monkeypatch.setattr(bot, "asked", noted)
    await warm_up(bot)

    assert ("winner", {"round": "sebring"}) in questions
    assert ("winner", {"round": "atlanta-june", "season": "alms-2003"}) in questions


async def test_no_answer_is_kept_for_nobody(bot: Pitboard) -> None:
    await warm_up(bot)

    assert len(bot.replies.finished._messages) == 0
    message = await bot.replies.finished.message("winner", (("round", "6"),), None, Shape())
    assert "Road America" in message.sentence
    assert len(bot.replies.finished._messages) == 1
