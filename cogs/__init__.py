"""Slash commands: each module is one set of commands; a new module needs no list to be added to."""
