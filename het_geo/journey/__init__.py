"""A place's journey: where each measure of its framework stands, as documents say it."""
