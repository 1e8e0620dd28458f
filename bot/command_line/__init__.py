"""The commands of the `pitboard` command line: options in, one call, what became of it said. A module a purpose."""
