"""How fast it is: printed, never asserted, because machines are noisy."""
