"""Seasons into season.db, and season.db opened read-only."""
