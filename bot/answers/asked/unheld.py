"""Things that people ask about and no season's text has a place for: said to be so, with what is noted of them."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answers import rounds as pages
from bot.answers import seasons
from bot.answers.answer import Answer
from bot.answers.asked.subject import saying
from bot.answers.words import car_and_team, listed, plain, round_phrase
from bot.archive import Scope
from bot.errors import NotHeld, Suggestion
from bot.queries import results

_NOTES = 4


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing that is not held: what it is called, the words that ask for it, and those by which a note is about it.

    `noted` is a pattern; empty: no note can be about it.
    """

    name: str
    words: str
    noted: str = ""


TOPICS: Final[Mapping[str, Topic]] = {
    "weather": Topic(
        "the weather",
        """rain; rained; raining; rains; rainy; wet; weather; sunny; dry; hot; cold; temperature; temperatures;
        thunderstorm; snow; snowed; humid; fog; foggy; windy; in the wet; in the rain; rain delay; rained out""",
        r"\b(?:rain|wet|fog|storm|weather)",
    ),
    "crowd": Topic(
        "attendance", "attendance; crowd; crowds; spectators; fans; tickets; ticket; sold out; people watched"
    ),
    "television": Topic(
        "television",
        """tv; television; broadcast; commentator; commentators; commentated; commentary; announcer; announcers; stream;
        streamed; watch; watched; youtube; on tv""",
    ),
    "money": Topic(
        "money",
        """cost; costs; price; prices; prize money; prize; purse; budget; budgets; salary; salaries; expensive; cheap;
        worth it""",
    ),
    "pit stops": Topic(
        "pit stops",
        """pit stop; pit stops; pitstop; pitstops; pitted; pit; pits; refuel; refuelled; fuel; stint; stints;
        driver change; driver changes; tyre change; tire change; fuel strategy; strategy""",
    ),
    "pit lane": Topic(
        "starts from the pit lane",
        "pit lane; pitlane; from the pit lane; from pit lane; from the pits; pit lane start; pit lane starts",
        r"\bpit lane\b",
    ),
    "laps led": Topic(
        "laps led",
        """laps led; led laps; led most laps; led the most laps; most laps led; lead changes; lead change;
        laps in the lead; how many laps led; lead the most laps; laps lead""",
        r"\bled\b.*\blaps\b",
    ),
    "fields": Topic(
        "the sizes of whole fields",
        """race with the most cars; race with most cars; round with the most cars; round with most cars;
        event with the most cars; race with the most entries; round with the most entries; race with the most starters;
        round with the most starters; race had the most cars; round had the most cars; biggest field; largest field;
        smallest field; biggest grid; largest grid; fullest grid; most cars started""",
    ),
    "owners": Topic(
        "owners, managers and sponsors",
        """owner; owners; owned; owns; own; manager; managers; managed; manages; boss; team boss; team principal;
        sponsor; sponsors; sponsored; sponsorship; engineer; engineers; mechanic; mechanics; crew chief""",
    ),
    "liveries": Topic(
        "how cars looked", "colour; colours; color; colors; livery; liveries; paint; painted; paint scheme"
    ),
    "start times": Topic("times of day", "what time; start time; start times; time of day; green flag; what channel"),
    "injuries": Topic(
        "injuries",
        """hurt; injured; injury; injuries; die; died; dies; dead; death; deaths; killed; fatal; fatality; fatalities;
        hospital""",
        r"\b(?:hurt|injur|killed|died)",
    ),
    "lap times": Topic("lap times", "lap times; lap time; sector times; sector; sectors; race pace; pace"),
    "top speeds": Topic("top speeds", "top speed; top speeds; speed trap; mph; fastest speed; max speed"),
    "crashes": Topic(
        "crashes",
        """crash; crashed; crashes; crashing; accident; accidents; wreck; wrecked; wrecks; collision; collisions;
        collided; spun; spin; fault; blame; caused; shunt; binned it; wall""",
        r"\b(?:accident|wrecked|collision|contact|crash|spun|spin)",
    ),
    "penalties": Topic(
        "penalties",
        """penalty; penalties; penalised; penalized; stewards; protest; protested; protests; appeal; black flag;
        black flagged; fined; cheat; cheated; cheating; illegal; stop and go; drive through""",
        r"\b(?:excluded|appeal|deleted|penal|sent to the back)",
    ),
    "technical data": Topic(
        "technical data", "horsepower; hp; bhp; weight; weigh; weighed; torque; gearbox; downforce; setup; displacement"
    ),
    "practice": Topic(
        "practice",
        "practice; practices; free practice; warm up; warmup; testing; test days; shakedown",
        r"\b(?:practice|warm-up)\b",
    ),
    "opinions": Topic(
        "opinions",
        """favourite; favorite; goat; greatest; prettiest; coolest; best looking; best sounding; sounds; overrated;
        underrated; luckiest; unluckiest; boring; most exciting; best driver; best car; best team; worst driver""",
    ),
    "people": Topic(
        "drivers beyond their racing", "women; woman; female; females; ladies; girls; girl; married; tall; alive"
    ),
}
"""By the key that questions are read with."""


async def told(scope: Scope, topic: str, round_codes: Sequence[str] = (), about: Sequence[str] = ()) -> Answer:
    """What is noted of a thing that is not held as such: at these rounds, without any in the whole season; `about` any
    of these teams and cars (`#88`), without any all of them.

    Raises: NotHeld where nothing is, with what there is.
    """
    what = TOPICS[topic]
    there = [scope.round_(code) for code in round_codes]
    noted = await _noted(scope, what, round_codes) if what.noted else []
    if about:
        noted = [text for text in noted if any(re.search(rf"{re.escape(name)}(?!\d)", text) for name in about)]
    where = f" at {listed([round_phrase(round_) for round_ in there], last='or')}" if there else ""
    if not noted:
        raise NotHeld(
            f"Nothing about {what.name}{where}{',' if there else ''} is in my data: it has results, qualifying, points "
            "and the calendar.",
            suggestions=[
                Suggestion(
                    f"Round {round_.number}, {round_.circuit_short}"[:80], "round", _options(scope, round_.round_)
                )
                for round_ in there[:3]
                if round_.number is not None
            ],
        )
    page = await (pages.round_facts(scope, round_codes[0]) if len(round_codes) == 1 else seasons.season(scope))
    more = f" And {len(noted) - _NOTES} more." if len(noted) > _NOTES else ""
    return saying(page, f"All that my data notes of {what.name}{where}: {' '.join(noted[:_NOTES])}{more}")


def _options(scope: Scope, round_: str) -> tuple[tuple[str, str], ...]:
    return (("round", round_), ("season", scope.season))


async def _noted(scope: Scope, what: Topic, round_codes: Sequence[str]) -> list[str]:
    """Notes of a season and of its cars that are about it; each says of which round it is."""
    pattern = re.compile(what.noted, re.IGNORECASE)
    wanted = set(round_codes) or {there.round_ for there in scope.held.raced}
    single = len(round_codes) == 1
    found: dict[str, None] = {}
    told_of: defaultdict[str, list[str]] = defaultdict(list)
    for note in scope.held.notes:
        if note.round_ in wanted and pattern.search(note.text):
            told_of[note.round_ or ""].append(note.text)
            found[f"{_of_round(scope, note.round_ or '', single)}{plain(note.text)}"] = None
    for entry in await results.of_season(scope.connection, scope.season):
        text = entry.note or entry.reason or ""
        if entry.round_ in wanted and pattern.search(text):
            if any(f"#{entry.car}" in noted or entry.team in noted for noted in told_of[entry.round_]):
                continue  # the round's own note says it
            car = car_and_team(entry.car, entry.team)
            found[f"{_of_round(scope, entry.round_, single)}{car}: {plain(text.rstrip('.'))}."] = None
    return list(found)


def _of_round(scope: Scope, round_: str, single: bool) -> str:
    if single:
        return ""
    said = round_phrase(scope.round_(round_))
    return f"{said[0].upper()}{said[1:]}: "
