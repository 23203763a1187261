"""Does each measure give the published, or the hand-worked, answer? Recomputed when asked."""

from het_geo.conformance.examples import EXAMPLES
from het_geo.conformance.records import Example, Row, recompute

__all__ = ["EXAMPLES", "Example", "Row", "recompute"]
