"""Results of endurance races, from the CSV that IMSA, FIA WEC and ELMS publish (Al Kamel Systems)."""

from bot.importers.endurance.run import IMPORTER

__all__ = ["IMPORTER"]
