"""The values that season text is made of: keys, lines, times, bounded numbers."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

_KEY = r"^[a-z0-9]+([_-][a-z0-9]+)*$"
_LINE = r"^[^\x00-\x1f\x7f]+$"
_PROSE = r"^[^\x00-\x08\x0b-\x1f\x7f]+$"
_ADDRESS = r"^https?://[^\s]+$"
_LAP_TIME = r"^([0-9]{1,3}:)?([0-9]{1,2}:)?[0-9]{1,2}\.[0-9]{1,3}$"

FORMS = {
    _KEY: "lower-case letters and digits, joined by - or _",
    _LINE: "one line of text without control characters",
    _PROSE: "text without control characters",
    _ADDRESS: "an address that begins with https:// or http://",
    _LAP_TIME: "minutes:seconds.thousandths, such as 1:48.826",
}
"""What to write, by the pattern that has to be met."""

Key = Annotated[str, StringConstraints(pattern=_KEY, max_length=60)]
"""A natural key: lower-case letters, digits, `-` and `_`."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=_LINE)]
"""One line of text that fits a table or a button."""

Prose = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=_PROSE)]
"""A sentence or two."""

Address = Annotated[str, StringConstraints(pattern=_ADDRESS, max_length=400)]
"""Where a source is found on the web."""

LapTime = Annotated[str, StringConstraints(pattern=_LAP_TIME)]
"""A time as published: `1:48.826`, `13.493`, `2:45:03.100`."""


def _day(value: object) -> object:
    """A date in text as TOML writes it; pydantic would take a number for seconds since 1970."""
    if not isinstance(value, str) or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()) is None:
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return value


Day = Annotated[date, BeforeValidator(_day), Field(strict=True)]
"""A date: `2003-08-24`."""

# Numbers are bounded well above anything real: a slip of the finger is a fault, not a table of 10¹² rows.
Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
Positive = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Ordinal = Annotated[int, Field(strict=True, ge=1, le=999)]
Number = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=6)]
Points = Annotated[Decimal, Field(max_digits=10, decimal_places=4)]


class Text(BaseModel):
    """Base of everything read from season text: frozen, and unknown keys are errors."""

    # Built when text is first read: most starts find a database that is up to date, and read none.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)
