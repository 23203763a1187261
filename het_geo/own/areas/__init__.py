"""Areas that a visitor makes of neighbourhoods: chosen, fitted, listed, kept in link or file."""
