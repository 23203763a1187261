"""The catalogue and the sources of a pack as tables to read."""

from __future__ import annotations

import pandas as pd

from het_geo.pack import Pack


def indicators_table(pack: Pack) -> pd.DataFrame:
    """Return one row an indicator: what it says, its unit, periods, levels and source."""
    catalogue = pack.catalogue
    direction = {-1: "high is worse", 1: "high is better", 0: "no direction"}
    rows = [
        {
            "Building block": catalogue.blocks[i.block].label,
            "Indicator": i.label,
            "What it says": i.subtitle,
            "Unit": i.unit,
            "Direction": direction[i.polarity],
            "Periods": ", ".join(period.label for period in i.periods),
            "Marmot principles": ", ".join(str(number) for number in i.principles),
            "Source": catalogue.sources[i.source].title,
        }
        for i in catalogue.indicators.values()
    ]
    return pd.DataFrame(rows)


def sources_table(pack: Pack) -> pd.DataFrame:
    """Return one row a source that the pack was made from."""
    return pd.DataFrame(
        {
            "Publisher": s.publisher,
            "Table": s.title,
            "Period": s.period,
            "Licence": s.licence,
            "Attribution": s.attribution,
            "Status": s.status,
            "Link": s.url,
            "File’s SHA-256": s.sha256,
        }
        for s in pack.manifest.source
    )
