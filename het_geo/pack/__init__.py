"""A place's pack: its boundaries, tables and manifest. ``build`` writes it, ``load`` reads it."""
