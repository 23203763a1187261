"""The national pack: all of England's neighbourhoods, slim enough for one map of them all."""
