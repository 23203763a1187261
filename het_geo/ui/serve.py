"""Serve the app from the moment at which it can answer: ``python -m het_geo.ui.serve``.

Streamlit listens on its port before it imports the app. A proxy takes a process that listens for
one that is there, and whoever is sent to it waits until it has read everything. Here that is read
first; words behind the command are Streamlit's own.
"""

from __future__ import annotations

import sys

from het_geo.ui.streamlit_server import run
from het_geo.ui.warm import ROOT, quiet, warm


def main() -> None:
    """Let Streamlit serve the app once what pages need is read."""
    run(ROOT / "het_geo" / "ui" / "server.py", sys.argv[1:], first=read)


def read() -> None:
    """Read what the first visitor would wait for."""
    with quiet():
        warm()


if __name__ == "__main__":
    main()
