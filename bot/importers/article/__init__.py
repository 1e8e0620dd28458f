"""A draft of a season, from the text of its Wikipedia article in the shape of the American Le Mans Series'."""

from bot.importers.article.run import IMPORTER

__all__ = ["IMPORTER"]
