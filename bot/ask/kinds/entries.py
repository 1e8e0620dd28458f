"""Questions about who and what took part: lists and numbers of them, and where somebody raced."""

from collections.abc import Callable
from typing import Final

from bot.answers.asked import entrants, people, starts
from bot.answers.asked.entrants import What
from bot.answers.nations import nation_adjective
from bot.ask.intent import MAYBE, ONE, Call, Intent, call, intent, one, subject, whose
from bot.ask.reading import Reading

_TOOK_PART = "race, drive, use, happen, begin, starters"


def _entrants(what: What) -> Callable[[Reading], Call]:
    return lambda r: call(entrants.entrants, what, one(r, "class"), one(r, "round"), whose(r))


def _starters(r: Reading) -> Call:
    round_ = one(r, "round")
    if round_ is None:
        return call(entrants.entrants, "cars", one(r, "class"), None, whose(r))
    return call(entrants.starters, round_, one(r, "class"), whose(r))


def _lists() -> tuple[Intent, ...]:
    listed: tuple[tuple[What, str], ...] = (("drivers", "driver"), ("teams", "team"), ("models", "car"))
    may = f"what, who, all, take, known, series, {_TOOK_PART}"
    return tuple(
        intent(_entrants(what), need=word, may=f"{may}, class", class_=MAYBE, round=MAYBE) for what, word in listed
    )


ENTRIES: Final = (
    # Drivers of a make or a model.
    intent(
        _entrants("drivers"),
        any_of="drive, driver, crew",
        may=f"who, what, all, take, class, car, {_TOOK_PART}",
        make=ONE,
        class_=MAYBE,
        round=MAYBE,
    ),
    # How many.
    intent(_starters, need="how many, car", may=f"take, class, {_TOOK_PART}", class_=MAYBE, round=MAYBE),
    intent(_starters, need="how many, starters", may=f"take, class, car, {_TOOK_PART}", class_=MAYBE, round=ONE),
    intent(_starters, need="starters", may=f"what, take, class, car, {_TOOK_PART}", class_=MAYBE, round=ONE),
    intent(_starters, need="how many", may="take, drive, use, happen, starters", class_=ONE, round=ONE),
    intent(_starters, need="how many", may="take, class, car, use, drive", maker=ONE, class_=MAYBE),
    intent(_starters, need="how many", may=f"take, class, car, {_TOOK_PART}", maker=ONE, class_=MAYBE, round=ONE),
    intent(_entrants("teams"), need="how many, team", may="take, class, car, use", make=ONE, class_=MAYBE),
    intent(_entrants("teams"), need="how many, team", may=f"take, class, {_TOOK_PART}", class_=MAYBE, round=MAYBE),
    intent(_entrants("drivers"), need="how many, driver", may=f"take, class, {_TOOK_PART}", class_=MAYBE, round=MAYBE),
    intent(
        _entrants("drivers"),
        need="how many, driver",
        may=f"take, class, {_TOOK_PART}",
        maker=ONE,
        class_=MAYBE,
        round=MAYBE,
    ),
    # Lists.
    *_lists(),
    intent(_entrants("crews"), need="entrants", may="what, all, race", class_=MAYBE, round=MAYBE),
    intent(_entrants("crews"), need="who", may=f"all, take, class, {_TOOK_PART}", class_=ONE, round=MAYBE),
    intent(_entrants("crews"), need="who", any_of="drive, race, use, starters", may="all, take", round=ONE),
    intent(
        lambda r: call(entrants.on_tyre, r.of("tyre")[0], one(r, "round")),
        any_of="who, team, car",
        may="what, use, wear, tyre, all, race, drive, happen",
        tyre=ONE,
        round=MAYBE,
    ),
    # Nations.
    intent(
        lambda r: call(entrants.is_of_nation, r.of("driver")[0], r.of("nation")[0]),
        need="yesno",
        may="driver",
        driver=ONE,
        nation=ONE,
    ),
    intent(
        lambda r: call(entrants.nationals, r.of("nation")[0], nation_adjective(r.of("nation")[0])),
        need="driver",
        may=f"how many, what, who, all, yesno, known, series, {_TOOK_PART}",
        nation=ONE,
    ),
    intent(
        lambda r: call(people.team_of, subject(r)),
        need="team",
        may="what, who, all, for, mates, take, use, drive, race",
        make=ONE,
    ),
    # Where somebody raced.
    intent(
        lambda r: call(starts.raced_at, subject(r), one(r, "class")),
        need="when",
        any_of="drive, race, use",
        may="take",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(starts.raced_at, subject(r), one(r, "class")),
        any_of="rounds, where",
        may=f"what, take, held, all, {_TOOK_PART}",
        subject=ONE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(starts.did_race, subject(r), one(r, "round"), one(r, "class")),
        need="yesno",
        any_of=_TOOK_PART,
        may="take, car",
        subject=ONE,
        round=MAYBE,
        class_=MAYBE,
    ),
    intent(lambda r: call(starts.did_race, subject(r), one(r, "round")), need="yesno", subject=ONE, round=ONE),
    intent(lambda r: call(starts.raced_at, subject(r)), need="yesno, all, race", may="drive, use, take", subject=ONE),
)
