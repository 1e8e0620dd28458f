"""What whoever runs the bot finds in its log."""

import logging

import pytest


def alarms(caplog: pytest.LogCaptureFixture, level: int = logging.ERROR) -> list[str]:
    """What was logged at this level and above."""
    return [record.getMessage() for record in caplog.records if record.levelno >= level]
