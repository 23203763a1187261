"""What whoever runs a server has to say on every page, such as when it will be away.

``HET_GEO_NOTICE`` names a file of plain text. It is read as it stands, so that a text shows and
goes without a restart; a file that is not there, or is empty, says nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

from het_geo.errors import ServerError

NOTICE = "HET_GEO_NOTICE"
LONGEST = 300  # characters


def announcement() -> str:
    """Return the text, on one line.

    Raises:
        ServerError: the file cannot be read, or says too much for a line above a page.
    """
    named = os.environ.get(NOTICE, "").strip()
    if not named:
        return ""
    path = Path(named)
    try:
        with path.open(encoding="utf-8") as file:
            text = " ".join(file.read(4 * LONGEST).split())
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(f"{NOTICE}: {path.name} cannot be read as text.") from error
    if len(text) > LONGEST:
        raise ServerError(f"{NOTICE}: {path.name} says more than {LONGEST} letters: shorten it.")
    return text
