"""Made-up records for laws that need an indicator and no data, and made-up files."""

from datetime import date

from het_geo.catalogue.periods import Period
from het_geo.catalogue.recipes import Terms
from het_geo.catalogue.records import Indicator

YEAR = Period("2021", "year", date(2021, 1, 1), date(2021, 12, 31), "2021")
OVERCROWDING = Indicator(
    id="made_up", label="Made up", question="?", subtitle="", says="{value} of homes",
    counted="homes", kind="proportion", unit="%", decimals=1, polarity=-1, block="homes",
    principles=(5,), subgroups=(), levels=("lsoa", "ward"), periods=(YEAR,), valid=(0.0, 100.0),
    zero_baseline=True, caveats=(), source="made-up", tier="outcome",
    numerator=Terms("made-up", {"x": 1.0}), denominator=Terms("made-up", {"n": 1.0}),
)  # fmt: skip


def csv(folder, text):
    """Write a made-up table and return its path."""
    path = folder / "made-up.csv"
    path.write_text(text, encoding="utf-8")
    return path
