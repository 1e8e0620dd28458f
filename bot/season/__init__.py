"""Season text in, a checked and frozen `Season` out. Knows neither Discord nor SQL."""
