"""Somebody's export in, season text under a data folder out: never a database, so that an import reads as a diff."""
