"""Questions about what somebody did over seasons: how often, first and last, titles, and who of two has more.

Every count says over which seasons it goes, and which part of it fell in the season that is asked in.
"""

from collections.abc import Sequence
from typing import Literal

from bot.answers import careers
from bot.answers.answer import Answer
from bot.answers.asked.careers import career_of, counted_seasons, page
from bot.answers.asked.subject import saying
from bot.answers.entries import rounds_text, unique
from bot.answers.ranges import by_series, labels_text, range_text, single_class
from bot.answers.stints import Count, Counted, Stint, count_of, narrowed, titles
from bot.answers.words import counted, listed, ordinal, plain, race_date, the
from bot.archive import Archive, Scope
from bot.careers import CareerKind
from bot.errors import NotHeld
from bot.queries import careers as queries
from bot.queries import qualifying, records
from bot.queries.careers import CareerEntry
from bot.queries.results import PODIUM, UNKNOWN

What = Counted | Literal["titles"]
"""What may be asked of a career by its number."""

Once = Literal["wins", "poles", "podiums", "starts"]
"""What may be asked for as the first or the last; poles of drivers only."""

_ONE: dict[What, str] = {
    "wins": "win",
    "poles": "pole position",
    "podiums": "podium",
    "fastest laps": "fastest lap",
    "starts": "start",
    "titles": "title",
}


async def count(scope: Scope, kind: CareerKind, key: str, what: What, *, yesno: bool = False) -> Answer:
    """How often somebody did something, series by series; with `yesno` whether ever.

    Raises: NotHeld where that is not counted.
    """
    career = career_of(scope, kind, key)
    said = []
    for stint in await careers.stints_of(scope, career):
        found = await _count(scope, stint, what)
        where = range_text(scope.archive, counted_seasons(scope, stint))
        more = _titles_said(scope, stint) if what == "titles" else _overall(scope, stint, what)
        more += await _class_poles(scope, stint) if what == "poles" else ""
        said.append(f"{_number(scope.archive, stint, what, found)} {where}{more}{await _in_season(scope, stint, what)}")
        if yesno and not found.number and not found.sure:
            raise NotHeld(f"Whether {plain(career.name)} ever had a {_noun(scope.archive, stint, what)} is not known.")
        if yesno:
            also = what == "poles" and bool(await _class_poles(scope, stint))
            answer = "Yes" if found.number else "Only in class" if also else "No"
            said[-1] = f"{answer}: **{plain(career.name)}** has {said[-1]}"
    sentence = ". ".join(said) if yesno else f"**{plain(career.name)}** has {'; '.join(said)}"
    return saying(await page(scope, kind, key), f"{sentence}.")


async def _class_poles(scope: Scope, stint: Stint) -> str:
    """The poles of a class that were none of the race, as far as they are known: `; class poles known: GTS at round 1`.

    Nothing of a team, whose poles are not counted, and where there is one class.
    """
    said: dict[str, list[int]] = {}
    for season, name in stint.career.seasons:
        held = scope.archive.seasons[season]
        if season not in stint.seasons or held.single_class or stint.career.kind != "person":
            continue
        numbers = {there.round_: there.number for there in held.calendar}
        for place in await qualifying.poles(scope.connection, season):
            number = numbers[place.round_]
            if place.class_position == 1 and place.position != 1 and name in place.drivers and number is not None:
                said.setdefault(place.class_, []).append(number)
    return "".join(f"; {class_} poles known: {rounds_text(numbers)}" for class_, numbers in said.items())


async def compare(scope: Scope, kind: CareerKind, keys: Sequence[str], what: What) -> Answer:
    """Who of two has more.

    Raises: NotHeld where they did not race in one series, or where what is missing could turn the answer.
    """
    found = []
    for key in keys:
        career = career_of(scope, kind, key)
        stints = await careers.stints_of(scope, career)
        found.append([(career, stint, await _count(scope, stint, what)) for stint in stints])
    series = [{scope.archive.seasons[stint.seasons[0]].row.series for _, stint, _ in one} for one in found]
    if len(series[0] | series[1]) != 1:
        names = listed([plain(one[0][0].name) for one in found])
        raise NotHeld(f"{names} are not held in one and the same series: there is nothing to compare.")
    (one, stint, first), (other, _, second) = found[0][0], found[1][0]
    if second.number > first.number:
        (one, first), (other, second) = (other, second), (one, first)
    if not second.sure or (not first.sure and first.number == second.number):
        raise NotHeld(f"Who has more cannot be told: not every {_noun(scope.archive, stint, what)} is in my data.")
    seasons = by_series(scope)[series[0].pop()]
    where = range_text(scope.archive, seasons)
    many = _number(scope.archive, stint, what, first)
    if first.number == second.number:
        sentence = f"Level: **{plain(one.name)}** and **{plain(other.name)}** have {many} each {where}."
    else:
        sentence = f"**{plain(one.name)}** has {many}, {plain(other.name)} {second.number or 'none'}, {where}."
    return saying(await page(scope, kind, one.key), sentence)


async def first(scope: Scope, kind: CareerKind, key: str, what: Once, *, last: bool) -> Answer:
    """When and where somebody won, had pole position, was on the podium or started for the first or the last time, as
    far as is held.

    Raises: NotHeld where it never happened, or where results are not complete.
    """
    career = career_of(scope, kind, key)
    said = []
    for stint in await careers.stints_of(scope, career):
        found = count_of(scope.archive, stint, what)
        where = range_text(scope.archive, counted_seasons(scope, stint))
        noun = _noun(scope.archive, stint, what)
        if found is None or not found.sure:
            raise NotHeld(f"Which {noun} of {plain(career.name)} was the first or last is not known {where}.")
        if not found.number:
            raise NotHeld(f"{plain(career.name)} has no {noun} {where}.")
        did = await _rounds(scope, stint, what)
        which = "last" if last else "first"
        name = f"**{plain(career.name)}**"
        of = f"The {which} of {name}'s {found.number} {noun}s" if found.number > 1 else f"The only {noun} of {name}"
        said.append(f"{of} {where} was {_race(scope, *did[-1 if last else 0], team=kind == 'person')}.")
    return saying(await page(scope, kind, key), " ".join(said))


async def first_title(scope: Scope, kind: CareerKind, key: str, *, last: bool) -> Answer:
    """In which season somebody was champion for the first or the last time, as far as is held.

    Raises: NotHeld where it never was, or where champions are missing.
    """
    career = career_of(scope, kind, key)
    said = []
    for stint in await careers.stints_of(scope, career):
        found = await _count_titles(scope, stint)
        where = range_text(scope.archive, counted_seasons(scope, stint))
        noun = _noun(scope.archive, stint, "titles")
        if not found.sure:
            raise NotHeld(f"Which title of {plain(career.name)} was the first or last is not known {where}.")
        if not found.number:
            raise NotHeld(f"{plain(career.name)} has no {noun} {where}.")
        order = [scope.archive.seasons[season].row.label for season in stint.seasons]
        labels = {label for won in titles(scope.archive, stint).values() for label in won}
        label = (max if last else min)(labels, key=order.index)
        name = f"**{plain(career.name)}**"
        which = f"The {'last' if last else 'first'} of {name}'s {found.number} {noun}s"
        said.append(
            f"{which if found.number > 1 else f'The only {noun} of {name}'} {where} was that of {plain(label)}."
        )
    return saying(await page(scope, kind, key), " ".join(said))


async def _rounds(scope: Scope, stint: Stint, what: Once) -> list[tuple[str, str, str]]:
    """Where somebody did something, as (season, round, team), by date."""
    entries = {(entry.season, entry.round_): entry for entry in stint.entries}
    if what == "poles":
        poles = await queries.poles_of_person(scope.connection, stint.career.key)
        return [
            (season, round_, entries[season, round_].team if (season, round_) in entries else UNKNOWN)
            for season, round_ in poles
            if season in stint.seasons
        ]
    return [(entry.season, entry.round_, entry.team) for entry in stint.entries if _did(entry, what)]


def _did(entry: CareerEntry, what: Once) -> bool:
    if what == "starts":
        return entry.started
    return entry.class_position is not None and entry.class_position <= (1 if what == "wins" else PODIUM)


def _race(scope: Scope, season: str, round_: str, ran: str, *, team: bool) -> str:
    """`the European Grand Prix on 6 October 1985, for Williams`."""
    there = next(one for one in scope.archive.seasons[season].calendar if one.round_ == round_)
    by = f", for {plain(ran)}" if team and ran != UNKNOWN else ""
    return f"{the(there.name)} on {race_date(there.date)}{by}"


async def _count(scope: Scope, stint: Stint, what: What) -> Count:
    if what == "titles":
        return await _count_titles(scope, stint)
    found = count_of(scope.archive, stint, what)
    if found is None:
        raise NotHeld(f"{_ONE[what].capitalize()}s are counted for drivers only.")
    if not found.whole:
        where = range_text(scope.archive, stint.seasons)
        raise NotHeld(f"Results {where} are not complete in my data, so {_ONE[what]}s cannot be counted.")
    return found


async def _count_titles(scope: Scope, stint: Stint) -> Count:
    """Titles of seasons that are over; those whose champion is not known may be further ones."""
    archive = scope.archive
    series = archive.seasons[stint.seasons[0]].row.series
    known = {
        (title.season, title.championship)
        for title in await records.titles(scope.connection, None, season=None, series=series)
    }
    kinds = {"drivers"} if stint.career.kind == "person" else {"teams", "constructors"}
    missing = [
        title
        for season in stint.seasons
        if archive.seasons[season].over
        for title in archive.seasons[season].championships
        if title.kind in kinds and (season, title.championship) not in known
    ]
    return Count(sum(map(len, titles(archive, stint).values())), whole=not missing)


def _titles_said(scope: Scope, stint: Stint) -> str:
    """`: 1988, 1990 and 1991`; of several classes, each with its class."""
    won = titles(scope.archive, stint)
    if not won or (len(scope.seasons) == 1 and scope.held.single_class):
        return ""
    if single_class(scope.archive.seasons[season] for season in stint.seasons):
        return f": {listed([labels_text(unique(labels)) for labels in won.values()])}"
    return f": {listed([f'{champion} {labels_text(unique(labels))}' for champion, labels in won.items()])}"


def _overall(scope: Scope, stint: Stint, what: What) -> str:
    if what != "wins" or single_class(scope.archive.seasons[season] for season in stint.seasons):
        return ""
    won = len({(entry.season, entry.round_) for entry in stint.entries if entry.overall_winner})
    return f" ({won or 'none'} overall)"


async def _in_season(scope: Scope, stint: Stint, what: What) -> str:
    """What of it fell in the season that is asked in, where that is one of several: who asks may mean that."""
    if len(counted_seasons(scope, stint)) == 1 or scope.season not in stint.seasons:
        return ""
    held = scope.held
    when = f"{plain(held.row.label)}{'' if held.over else ' so far'}"
    if what == "titles":
        places = [row.position for row in stint.standings if row.season == scope.season and row.position is not None]
        return f"; place in {when}: {ordinal(min(places))}" if places else ""
    one = await _count(scope, narrowed(stint, scope.season), what)
    number = str(one.number or "none")
    return f"; {number if one.sure else f'at least {number}' if one.number else 'none known'} of them in {when}"


def _noun(archive: Archive, stint: Stint, what: What) -> str:
    several = not single_class(archive.seasons[season] for season in stint.seasons)
    class_ = "class " if several and what in {"wins", "podiums"} else "overall " if several and what == "poles" else ""
    whose = "constructors' " if what == "titles" and stint.career.kind == "outfit" and not several else ""
    return f"{class_}{whose}{_ONE[what]}"


def _number(archive: Archive, stint: Stint, what: What, found: Count) -> str:
    """`8 wins`, `at least 9 fastest laps`, `no title`."""
    noun = _noun(archive, stint, what)
    if found.sure:
        return counted(found.number, noun) if found.number else f"no {noun}"
    unknown = f" (not known for {counted(found.unknown, 'race')})" if found.unknown else ""
    return f"at least {counted(found.number, noun)}{unknown}" if found.number else f"no known {noun}{unknown}"
