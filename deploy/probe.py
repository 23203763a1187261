"""Ask a server on this machine whether it is ready; the exit status says it, 0 for yes.

It needs nothing but Python: a container's health check and a unit's start ask by it.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE_S, PAUSE_S = 4.0, 0.5


def address(port: int) -> str:
    """Return where a server on this machine says whether it is ready, below its prefix.

    >>> address(8501)
    'http://127.0.0.1:8501/readyz'
    """
    base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    return f"http://127.0.0.1:{port}/{base + '/' if base else ''}readyz"


def ready(where: str) -> bool:
    """Tell whether a server says that visitors can be sent to it."""
    try:
        with urlopen(where, timeout=PATIENCE_S) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def main(words: list[str] | None = None) -> int:
    """Ask once, or until it is ready or the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = int(os.environ.get("STREAMLIT_SERVER_PORT", "8501"))
    parser.add_argument("--port", type=int, default=usual, help=f"port of the server ({usual})")
    parser.add_argument("--wait", type=float, default=0, metavar="SECONDS", help="ask until then")
    options = parser.parse_args(words)
    until = time.monotonic() + options.wait
    while not (found := ready(address(options.port))) and time.monotonic() < until:
        time.sleep(PAUSE_S)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
