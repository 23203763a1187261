"""What a visitor brings: areas and figures of his own, beside those of a pack."""
