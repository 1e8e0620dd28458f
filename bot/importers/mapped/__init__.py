"""Any results CSV, with a column map of its owner's: twenty lines of TOML for a championship."""

from bot.importers.mapped.run import IMPORTER

__all__ = ["IMPORTER"]
