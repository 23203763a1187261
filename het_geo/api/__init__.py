"""The open door: figures for machines, over HTTP, read only, from the same atlas as the pages.

What may be asked is declared once (:mod:`het_geo.api.endpoints`): routes, checks of parameters, the
OpenAPI document and ``docs/api.md`` are made of it.
"""
