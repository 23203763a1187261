"""How alike areas are in who lives there, and which figures one has better than another."""
