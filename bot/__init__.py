"""Pitboard: motorsport questions answered in Discord from reviewed season text."""

__version__ = "0.1.0"
