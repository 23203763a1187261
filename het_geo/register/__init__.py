"""What people write about a place's journey, kept with its history in SQLite or PostgreSQL.

:func:`open_register` gives the :class:`Register`. Who may write what is said in
:mod:`het_geo.register.people`, what a row may hold in :mod:`het_geo.register.rows`.
"""

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
