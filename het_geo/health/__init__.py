"""Is a server well? What a doctor finds, and what an orchestrator is told.

:mod:`het_geo.health.doctor` looks at everything once, for a person; :mod:`het_geo.health.routes`
answers ``/healthz`` and ``/readyz``, for whatever starts and stops servers.
"""
