"""Results as files: exactly what is on screen, with its source and period inside."""
