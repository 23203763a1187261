"""Get the publishers' raw files: see docs/decisions/0006-fetching.md."""
