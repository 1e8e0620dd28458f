"""Questions about two against each other, and about who was ahead of somebody, in a race or in qualifying."""

from collections.abc import Callable
from typing import Final

from bot.answers.asked import duels, scores
from bot.ask.intent import MAYBE, ONE, TWO, Call, call, intent, one, subject, subjects
from bot.ask.reading import Reading


def _beat(*, reverse: bool) -> Callable[[Reading], Call | None]:
    def made(r: Reading) -> Call | None:
        first, second = subjects(r)[::-1] if reverse else subjects(r)
        round_ = one(r, "round")
        if first == second or (reverse and "versus" in r.features):
            return None
        if round_ is None:
            return None if reverse else call(scores.compare_points, first, second, None, one(r, "class"))
        yesno = "yesno" in r.features and not {"who", "what", "versus"} & r.features
        return call(duels.beat, first, second, round_, yesno=yesno, class_=one(r, "class"))

    return made


def _faster(r: Reading) -> Call | None:
    first, second = subjects(r)
    yesno = "yesno" in r.features and not {"who", "what", "versus"} & r.features
    return None if first == second else call(duels.faster, first, second, one(r, "round"), yesno=yesno)


def _nearby(*, behind: bool) -> Callable[[Reading], Call]:
    return lambda r: call(duels.nearby, subject(r), r.of("round")[0], behind=behind, class_=one(r, "class"))


_MAY = "who, what, yesno, versus, position, where, race, car, driver, team, class, finish, take, gap"
DUELS: Final = (
    intent(_beat(reverse=False), need="beat", may=_MAY, subject=TWO, round=MAYBE, class_=MAYBE),
    intent(_beat(reverse=True), need="lost to", may=_MAY, subject=TWO, round=MAYBE, class_=MAYBE),
    intent(_faster, need="faster, qualifying", may=_MAY, subject=TWO, round=MAYBE),
    intent(_faster, need="beat, qualifying", may=_MAY, subject=TWO, round=MAYBE),
    intent(_beat(reverse=False), need="beat", any_of="standings, points, series", may=_MAY, subject=TWO, class_=MAYBE),
    intent(_faster, need="outqualify", may=f"{_MAY}, qualifying", subject=TWO, round=MAYBE),
    *(
        intent(
            _nearby(behind=behind),
            need=need,
            may="race, finish, class, car, all",
            subject=ONE,
            round=ONE,
            class_=MAYBE,
        )
        for need, behind in (("ahead of whom", False), ("behind whom", True))
    ),
    intent(_beat(reverse=False), need="versus", may="who, what, class", subject=TWO, round=MAYBE, class_=MAYBE),
)
