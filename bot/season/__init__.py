"""Season text in, a checked and frozen `Season` out. Knows neither Discord nor SQL."""

from bot.season.folders import claimed_twice, season_folders, season_runs, shipped_data
from bot.season.model import Season
from bot.season.read import check_folder, read_season

__all__ = ["Season", "check_folder", "claimed_twice", "read_season", "season_folders", "season_runs", "shipped_data"]
