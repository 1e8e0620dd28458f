"""What became of a car. Knows nothing of files: queries of the database ask it too."""

from typing import Literal

Status = Literal[
    "classified",
    "not classified",
    "retired",
    "disqualified",
    "excluded",
    "did not start",
    "did not qualify",
    "did not pre-qualify",
    "did not practise",
    "?",
]

STARTED: frozenset[Status] = frozenset({"classified", "not classified", "retired", "disqualified"})
"""Statuses of a car that took the start: who was excluded was kept from it, who was disqualified had raced."""
