"""Which day it is: asked here alone, so that what moves with the day can be shown on any day."""

from datetime import date


def today() -> date:
    """Return today's date where the server stands."""
    return date.today()
