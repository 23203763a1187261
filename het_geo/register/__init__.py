"""What people write about a place's journey, kept with its history in SQLite or PostgreSQL.

:func:`open_register` gives the :class:`Register`. Who may write what is said in
:mod:`het_geo.register.people`, what a row may hold in :mod:`het_geo.register.rows`.

A name is imported when it is first asked for: the kinds of rows need no database, whose library
takes a quarter of a second.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from het_geo.register.checks import Known, RowError, known_of
    from het_geo.register.history import PastChange, may_take_back
    from het_geo.register.people import may, may_any
    from het_geo.register.register import Register, open_register
    from het_geo.register.sheet import Refused
    from het_geo.register.take_in import Imported
    from het_geo.register.writes import Overtaken, RightsError

__all__ = [
    "Imported",
    "Known",
    "Overtaken",
    "PastChange",
    "Refused",
    "Register",
    "RightsError",
    "RowError",
    "known_of",
    "may",
    "may_any",
    "may_take_back",
    "open_register",
]
_FROM = {
    "checks": ("Known", "RowError", "known_of"),
    "history": ("PastChange", "may_take_back"),
    "people": ("may", "may_any"),
    "register": ("Register", "open_register"),
    "sheet": ("Refused",),
    "take_in": ("Imported",),
    "writes": ("Overtaken", "RightsError"),
}
_MODULES = {name: module for module, names in _FROM.items() for name in names}


def __getattr__(name: str) -> Any:
    """Return a name of :data:`__all__` from the module that has it."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
