"""One room for what strangers bring: read within limits, or refused by name.

A limit is enforced by reading, never by what a file says of itself. What cannot be bounded while it
is read is read in a child process (:mod:`het_geo.strangers.child`), which has its own memory and
time. Nothing that is refused is kept.
"""
