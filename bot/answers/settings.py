"""What is set, said in words: for a server, for a person. Nothing here decides what holds."""

from bot.answers.words import plain
from bot.archive import Archive
from bot.queries.preferences import PersonPreferences, ServerPreferences


def server_settings(archive: Archive, row: ServerPreferences, *, changed: bool) -> str:
    """The settings of a server, after a change or as they are."""
    lead = "Changed: in this server" if changed else "In this server"
    private = "private" if row.private else "public"
    bars = "behind spoiler bars" if row.spoilers else "without spoiler bars"
    return "\n".join(
        (
            f"{lead}, answers are {private}, {bars}, and about the {_season(archive, row.season)}, unless asked "
            "otherwise.",
            f"- **Default season** {_stored(archive, row.season)}",
            f"- **Answers** {_private(row.private)}",
            f"- **Spoiler mode** {'not set: off' if row.spoilers is None else 'on' if row.spoilers else 'off'}",
            "-# People may set their own season and privacy with `/my`. "
            "Change with `season:`, `private:`, `spoilers:`; `reset:yes` forgets all.",
        )
    )


def person_settings(archive: Archive, row: PersonPreferences, *, changed: bool) -> str:
    """The settings of a person, after a change or as they are."""
    lead = "Changed: your" if changed else "Your"
    if row == PersonPreferences():
        first = f"{lead} answers follow the server you ask in: you have set nothing."
    else:
        private = "as the server sets it" if row.private is None else "private" if row.private else "public"
        season = "the server's season" if row.season is None else f"the {_season(archive, row.season)}"
        first = f"{lead} answers are {private}, and about {season}, unless asked otherwise."
    return "\n".join(
        (
            first,
            f"- **Default season** {_stored(archive, row.season)}",
            f"- **Answers** {_private(row.private)}",
            "-# Change with `season:` and `private:`; `reset:yes` forgets all.",
        )
    )


def _season(archive: Archive, key: str | None) -> str:
    """The name of the season that is used where `key` is set."""
    held = archive.seasons.get(key or archive.default_season, archive.seasons[archive.default_season])
    return plain(held.row.name)


def _stored(archive: Archive, key: str | None) -> str:
    if key is None:
        return "not set"
    if key not in archive.seasons:
        return f"{plain(key)}, which is no longer held"
    return plain(archive.seasons[key].row.name)


def _private(private: bool | None) -> str:
    return "not set: public" if private is None else "private" if private else "public"
