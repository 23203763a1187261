"""Where the register stands, as it is said; nothing here needs a database."""

from __future__ import annotations

import os
from pathlib import Path

REGISTER = "HET_GEO_REGISTER"


def address_given(given: str | None = None) -> str:
    """Return the address as given, as HET_GEO_REGISTER says, or the path of the usual file."""
    return (given or os.environ.get(REGISTER, "")).strip() or str(_usual_file())


def is_address(text: str) -> bool:
    """Tell an address, such as ``postgresql://user@host/database``, from the path of a file."""
    return "://" in text


def may_stand() -> bool:
    """Tell whether there may be a register: none is where it is a file and there is no file."""
    text = address_given()
    return is_address(text) or Path(text.removeprefix("file:")).exists()


def _usual_file() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415 - where an address is given, not needed

    return user_data_path("het_geo") / "register.sqlite"
