"""Questions about people and cars: who for, what in, which number, which class, from where, with whom."""

from typing import Final

from bot.answers import classes, rounds
from bot.answers.asked import people
from bot.answers.asked import results as races
from bot.answers.asked import rounds as calendar
from bot.answers.asked.subject import Subject
from bot.ask.intent import MAYBE, ONE, TWO, Call, call, intent, one, subject, subjects
from bot.ask.reading import Reading

PEOPLE: Final = (
    intent(lambda r: call(people.born, r.of("driver")[0]), need="born", may="when, what, driver, years", driver=ONE),
    intent(lambda r: call(people.nationality, subject(r)), need="nation", may="what, where, who, driver", driver=ONE),
    intent(
        lambda r: call(races.mates, r.of("driver")[0], one(r, "round")),
        need="mates",
        may="who, what, drive, race, car, driver, crew, team, class, use, happen",
        driver=ONE,
        round=MAYBE,
    ),
    intent(
        lambda r: call(people.class_of, subject(r)),
        need="versus",
        may="yesno, class, what, race, use, drive",
        subject=ONE,
        class_=TWO,
    ),
    intent(
        lambda r: call(people.class_of, subject(r), one(r, "class")),
        need="yesno",
        may="class, race, use, drive, car",
        subject=ONE,
        class_=ONE,
    ),
    intent(
        lambda r: call(people.class_of, subject(r)),
        need="class",
        may="what, drive, use, race, happen, car, team",
        subject=ONE,
    ),
    intent(
        lambda r: call(people.numbers_of, subject(r)),
        need="number",
        may="what, use, drive, car, take, happen, race, team",
        player=ONE,
    ),
    intent(
        lambda r: call(people.tyres_of, subject(r)),
        need="tyre",
        may="what, use, drive, car, race, happen, wear",
        player=ONE,
    ),
    intent(lambda r: call(people.engine_of, subject(r)), need="engine", may="what, car, use, make, drive", subject=ONE),
    intent(
        lambda r: call(people.machine_of, subject(r)),
        any_of="car, chassis, make",
        may="what, drive, use, race, happen",
        player=ONE,
    ),
    intent(
        lambda r: call(people.machine_of, Subject("team", r.of("team")[0])),
        need="what",
        any_of="use, drive, car, chassis",
        team=ONE,
        manufacturer=ONE,
    ),
    intent(lambda r: call(people.machine_of, subject(r)), need="what, drive", may="use, race", player=ONE),
    intent(
        lambda r: call(people.team_of, subject(r)),
        need="team",
        may="what, who, drive, race, use, take, happen, driver",
        player=ONE,
    ),
    intent(lambda r: call(people.team_of, subject(r)), need="who, drive", may="race", driver=ONE),
    intent(lambda r: call(people.team_of, subject(r)), need="whose", may="car, use", car=ONE),
    intent(lambda r: call(people.team_of, subject(r)), need="who, use", may="car", car=ONE),
    intent(
        lambda r: call(races.crews, subject(r), one(r, "round"), one(r, "class")),
        need="who",
        may="car, happen",
        car=ONE,
        round=MAYBE,
        class_=MAYBE,
    ),
    intent(lambda r: call(people.team_of, subject(r)), need="whose", may="car, race, drive", driver=ONE),
    intent(
        lambda r: call(people.team_of, subject(r)),
        any_of="who, team",
        need="use",
        may="what, race, car",
        subject=ONE,
    ),
    intent(
        lambda r: call(
            races.crews, Subject("car", r.of("car")[0]), one(r, "round"), one(r, "class"), of=one(r, "team")
        ),
        any_of="drive, driver, crew, mates",
        may="who, what, car, race, number, class, happen, use",
        car=ONE,
        team=MAYBE,
        round=MAYBE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(races.crews, subject(r), one(r, "round"), one(r, "class")),
        any_of="drive, driver, crew",
        may="who, what, car, race, number, class, happen, use",
        runner=ONE,
        round=MAYBE,
        class_=MAYBE,
    ),
    intent(
        lambda r: call(calendar.noted, int(r.of("note")[0])),
        may="what, why, race, calendar, held, happen, series, number, how many, yesno, standings, take, where, when",
        note=ONE,
    ),
    intent(
        lambda r: call(calendar.noted, int(r.of("note")[0]), one(r, "round")),
        may="what, why, race, win, happen",
        note=ONE,
        round=ONE,
        team=MAYBE,
    ),
    intent(
        lambda r: call(calendar.in_month, int(r.of("month")[0])),
        may="race, what, when, held, calendar, all, yesno, rounds, happen, how many",
        month=ONE,
    ),
)


def _bare(r: Reading) -> Call:
    """Whatever is named without a question, in one kind: a word that stands for two of them is doubtful."""
    if (round_ := one(r, "round")) is not None:
        return call(rounds.round_facts, round_)
    return call(people.page, subject(r)) if subjects(r) else call(classes.class_, one(r, "class"))


BARE_NAMES: Final = (
    intent(_bare, may="who, what", named=ONE),
    intent(lambda r: call(people.page, subject(r)), need="how", may="race, finish, take, total, team", player=ONE),
    intent(lambda r: call(people.page, subject(r)), need="result", may="what, race, all, how", player=ONE),
    intent(lambda r: call(rounds.round_facts, one(r, "round")), may="what, race, who, held, happen, when", round=ONE),
    intent(lambda r: call(classes.class_, one(r, "class")), may="what, class, race, mean", class_=ONE),
)
