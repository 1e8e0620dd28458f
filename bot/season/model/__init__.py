"""What a season file can say: the shape of `season.toml` and of its CSV tables, a module for each thing in them.

Unknown keys are errors. Every fact names the source it rests on by that source's key in `[sources]`.
The JSON Schema beside the data is made from `SeasonFile` (`bot.season.schema`).
"""
