"""Get the publishers' raw files: see docs/decisions/0006-fetching.md."""

from het_geo.fetch.records import Fetch, read_fetches
from het_geo.fetch.run import Fetcher, Outcome
from het_geo.fetch.web import Web

__all__ = ["Fetch", "Fetcher", "Outcome", "Web", "read_fetches"]
