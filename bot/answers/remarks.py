"""What has to be said beside a fact: disputes, derivations and notes, each with its sources."""

from collections.abc import Collection, Iterable

from bot.answers.page import Part
from bot.answers.words import listed, plain
from bot.archive import Scope
from bot.queries.remarks import Dispute, Note
from bot.queries.results import Entry

# Sources named for one side of a dispute; all of them are in the season's text.
_TITLES = 3


def source_titles(scope: Scope, keys: Iterable[str]) -> str:
    """Sources by title, for a line of text."""
    titles = [plain(scope.held.sources[key].title) for key in dict.fromkeys(keys)]
    shown = titles if len(titles) <= _TITLES else [*titles[: _TITLES - 1], f"{len(titles) - _TITLES + 1} more"]
    return listed(shown)


def dispute_line(scope: Scope, dispute: Dispute) -> str:
    """`Disputed, winning crew: A (source) or B (source); A stands.`"""
    claims = "; ".join(f"{plain(value)} ({source_titles(scope, keys)})" for value, keys in dispute.claims)
    if dispute.stands:
        stands = f" Taken here: {plain(dispute.stands)}."
    else:
        stands = " Neither is taken here." if len(dispute.claims) == 2 else " None is taken here."
    named = dispute.class_ is None or dispute.class_ in dispute.subject or "#" in dispute.subject
    of_class = "" if named else f" ({plain(str(dispute.class_))})"
    return f"{dispute.subject[0].upper()}{plain(dispute.subject[1:])}{of_class}: {claims}.{stands}"


def disputes(
    scope: Scope,
    *,
    round_: str | None = None,
    classes: Iterable[str] | None = None,
    entries: Collection[Entry] | None = None,
    circuit: str | None = None,
    team: str | None = None,
    fields: Iterable[str] | None = None,
) -> tuple[Dispute, ...]:
    """Disputes about a round, a circuit or a team.

    `classes` and `entries` keep those about other classes, cars and teams of the round away; `fields` keeps
    only those named.
    """
    classes = None if classes is None else set(classes)
    cars = None if entries is None else {entry.car for entry in entries}
    teams = None if entries is None else {entry.team for entry in entries}
    wanted = None if fields is None else set(fields)
    found = []
    for dispute in scope.held.disputes:
        about = (
            (round_ is not None and dispute.round_ == round_)
            or (circuit is not None and dispute.circuit == circuit)
            or (team is not None and dispute.team == team)
        )
        if not about or (wanted is not None and dispute.field not in wanted):
            continue
        if classes is not None and dispute.class_ is not None and dispute.class_ not in classes:
            continue
        if cars is not None and dispute.car is not None and dispute.car not in cars:
            continue
        if teams is not None and dispute.team is not None and dispute.team not in teams:
            continue
        found.append(dispute)
    return tuple(found)


def disputes_of_cars(scope: Scope, entries: Iterable[Entry]) -> tuple[Dispute, ...]:
    """Disputes about these cars themselves, each at its round."""
    about_cars = [dispute for dispute in scope.held.disputes if dispute.car is not None]
    return tuple(
        dispute
        for entry in entries
        for dispute in about_cars
        if dispute.car == entry.car
        and dispute.round_ == entry.round_
        and dispute.class_ in {None, entry.class_}
        and dispute.team in {None, entry.team}
    )


def disputed_part(scope: Scope, found: Iterable[Dispute]) -> Part:
    """The part of an answer that shows both sides."""
    return Part("Disputed", tuple(f"- {dispute_line(scope, dispute)}" for dispute in found))


def dispute_sources(found: Iterable[Dispute]) -> tuple[str, ...]:
    """Source keys of the claims."""
    return tuple(key for dispute in found for _, keys in dispute.claims for key in keys)


def derived_part(scope: Scope, codes: Iterable[str | None]) -> Part:
    """The part of an answer that says how derived values were reasoned out."""
    rules = [scope.held.derivations[code] for code in dict.fromkeys(codes) if code is not None]
    return Part("Derived", tuple(f"- {plain(rule.text)}" for rule in rules))


def derivation_sources(scope: Scope, codes: Iterable[str | None]) -> tuple[str, ...]:
    """Source keys that derivations rest on."""
    return tuple(key for code in codes if code is not None for key in scope.held.derivations[code].sources)


def notes(scope: Scope, topic: str, *, round_: str | None = None, class_: str | None = None) -> tuple[Note, ...]:
    """Notes of one topic about a round or a class; with neither, those about the season as a whole."""
    return tuple(
        note
        for note in scope.held.notes
        if note.topic == topic
        and note.round_ == round_
        and (class_ is None or note.class_ in {None, class_})
        and (round_ is not None or class_ is not None or note.class_ is None)
    )


def notes_part(found: Iterable[Note], heading: str = "Notes") -> Part:
    """The part of an answer that shows notes."""
    return Part(heading, tuple(f"- {plain(note.text)}" for note in found))


def note_sources(found: Iterable[Note]) -> tuple[str, ...]:
    """Source keys of notes."""
    return tuple(key for note in found for key in note.sources)
