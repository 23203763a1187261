"""A place's framework as data: its measures, what they aim at, who owns them, and its plans."""
