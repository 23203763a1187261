"""het_geo: an explorer of health inequality between neighbourhoods and wards.

Data travels one way: publisher -> raw -> tidy -> pack -> frame -> result -> page.
Everything here but :mod:`het_geo.ui` is pure: frames in, frames out, no screen.
"""

__version__ = "0.1.0"
