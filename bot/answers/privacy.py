"""What is stored about a person, said and exported. What is not listed here is not stored."""

import json

from bot.answers.words import counted, listed, plain
from bot.queries.preferences import PersonPreferences
from bot.queries.reports import Report

_PROMISE = (
    "-# {} no questions, no answers, no messages, no name. Words that matched nothing "
    "are counted without whose they were. `export:yes` gives you a copy; `erase:yes` deletes everything of yours, "
    "the texts of your reports too. What a server's managers set with `/settings` belongs to the server, until they "
    "reset it or remove Pitboard while it runs."
)


def stored(person: int, row: PersonPreferences, reports: tuple[Report, ...]) -> str:
    """What is stored about a person, in words."""
    parts = []
    if row != PersonPreferences():
        parts.append("your settings")
    if reports:
        parts.append(counted(len(reports), "report"))
    if not parts:
        return f"Pitboard stores nothing about you.\n{_PROMISE.format('That means')}"
    lines = [f"Pitboard stores {listed(parts)} of yours, with your Discord id `{person}`."]
    if row.season is not None:
        lines.append(f"- **Default season** {plain(row.season)}")
    if row.private is not None:
        lines.append(f"- **Answers** {'private' if row.private else 'public'}")
    newest = reports[-5:]
    for report in newest:
        lines.append(f"- **Report** `{report.reference}` of <t:{int(report.created.timestamp())}:d>, {report.state}")
    if len(reports) > len(newest):
        lines.append(f"- and {counted(len(reports) - len(newest), 'older report')}, all of them in the export")
    return "\n".join((*lines, _PROMISE.format("Nothing else about you is stored:")))


def export(person: int, row: PersonPreferences, reports: tuple[Report, ...]) -> str:
    """All that is stored about a person, as JSON text."""
    return json.dumps(
        {
            "person": str(person),  # text: a Discord id is too large for some readers' numbers
            "settings": {"season": row.season, "private": row.private},
            "reports": [
                {
                    "reference": report.reference,
                    "command": report.command,
                    "options": report.options,
                    "data_version": report.data_version,
                    "text": report.text,
                    "created": report.created.isoformat(),
                    "state": report.state,
                }
                for report in reports
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def erased(had: bool) -> str:
    """What is said when everything of a person has been deleted."""
    if not had:
        return "There was nothing of yours to erase."
    return "Erased: your settings and your reports, texts and all, are deleted; nothing about you is stored now."
