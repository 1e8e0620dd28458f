"""Formula 1 since 1950, from the YAML source tree of F1DB or an archive of it: every season in one go."""

from bot.importers.f1db.run import IMPORTER

__all__ = ["IMPORTER"]
