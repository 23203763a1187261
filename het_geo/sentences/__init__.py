"""Every plain-English statement, made from results only."""
