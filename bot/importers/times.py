"""Times and gaps as they are published, in our form: `6:01'01.299` is 6:01:01.299, `-6 Laps` is 6 laps."""

import re

_TIME = re.compile(
    r"(?:(?:(?P<hours>\d{1,3})[:hH])?(?P<minutes>\d{1,3})[':])?(?P<seconds>\d{1,2})[.,](?P<part>\d{1,3})",
    re.ASCII,
)
_LAPS = re.compile(r"[+-]?\s*(\d{1,5})\s*laps?\.?", re.IGNORECASE | re.ASCII)


def time_of(text: str) -> str | None:
    """A time as `hours:minutes:seconds.thousandths`, what is not needed left out; None where it is none."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = match["hours"], match["minutes"], match["seconds"]
    if int(seconds) > 59 or (hours and int(minutes) > 59):
        return None
    if hours:
        return f"{int(hours)}:{int(minutes):02}:{int(seconds):02}.{match['part']}"
    if minutes:
        return f"{int(minutes)}:{int(seconds):02}.{match['part']}"
    return f"{int(seconds)}.{match['part']}"


def milliseconds(time: str) -> int:
    """A time of `time_of` in milliseconds."""
    whole, _, part = time.partition(".")
    seconds = 0
    for piece in whole.split(":"):
        seconds = seconds * 60 + int(piece)
    return seconds * 1000 + int(part.ljust(3, "0"))


def laps_behind(text: str) -> int | None:
    """The laps of a gap such as `16 Laps` or `-6 Laps`; None where it is no number of laps."""
    match = _LAPS.fullmatch(text.strip())
    return int(match[1]) if match else None


def gap_of(text: str) -> str | None:
    """What a car lost, as a time or as a number of laps; None where the cell says neither."""
    laps = laps_behind(text)
    if laps is not None:
        return f"{laps} lap{'' if laps == 1 else 's'}" if laps else None
    time = time_of(text.strip().removeprefix("+"))
    return time if time is None or milliseconds(time) else None
