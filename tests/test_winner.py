"""/winner, asked by a fan: every class win that the season article has, and what cannot be answered."""

import pytest

from bot.errors import Cancelled, NoSuchThing, NotHeld
from tests.article import CLASS_WINS, ClassWin
from tests.conftest import Paddock
from tests.seen import seen_text


@pytest.mark.parametrize("win", CLASS_WINS, ids=lambda win: f"{win.round}-{win.class_}")
async def test_every_class_win_of_the_article_is_answered_in_the_first_line(paddock: Paddock, win: ClassWin) -> None:
    message = await paddock.ask("winner", round=str(win.round), class_=win.class_)

    first = seen_text(message.content)
    assert f"#{win.car} {win.team}" in first
    assert f"({', '.join(win.crew)})" in first
    assert f" won {win.class_} " in first
    assert f"at round {win.round}," in first
    assert "Wikipedia, 2003 American Le Mans Series" in (message.embeds[0].footer.text or "")
    assert not message.ephemeral
