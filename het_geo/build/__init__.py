"""From raw files to packs: recipes carried out for all of England, then taken place by place."""
