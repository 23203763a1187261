"""How small areas of 2011 became those of 2021: who moved, and who stayed in their district."""

from __future__ import annotations

import pandas as pd

from het_geo.errors import PlaceError
from het_geo.geography import Vintage
from het_geo.vintages import Crosswalk, changes, crosswalk, parts_within


def lsoa_walk(lookup: pd.DataFrame, district: pd.Series, people: pd.Series) -> Crosswalk:
    """Return the crosswalk of LSOA 2011 to 2021; across a district's edge nobody moves.

    An old neighbourhood's district stands in its name; where that district has merged or was
    renamed since, it is the one that most of its neighbourhoods are in now.
    """
    now = lookup["new"].map(district).astype(object)
    own = now.groupby(lookup["old_name"].str[:-5]).transform(lambda found: found.mode().iloc[0])
    return crosswalk(lookup.assign(part=parts_within(lookup, own == now)), people)


def msoa_walk(
    small: Crosswalk, names: pd.Series, msoa: pd.Series, old: pd.Series, people: pd.Series
) -> Crosswalk:
    """Return the crosswalk of MSOA 2011 to 2021 that the neighbourhoods inside them imply.

    An old MSOA is found by its name; where its district was renamed since, by its code, which an
    MSOA that did not change has kept. People who moved are those of the neighbourhoods that did.

    Args:
        small: the crosswalk of neighbourhoods.
        names: the names of old neighbourhoods, by the rows of ``small.pairs``.
        msoa: the MSOA 2021 of each neighbourhood 2021.
        old: the codes of MSOAs 2011 by name.
        people: by neighbourhood 2021.

    Raises:
        PlaceError: a neighbourhood's old MSOA is found neither by its name nor by its code.
    """
    new = small.pairs["new"].map(msoa)
    kept = new.where(new.isin(old))
    pairs = pd.DataFrame({"old": names.str[:-1].map(old).fillna(kept), "new": new})
    if pairs["old"].isna().any():
        code = pairs.loc[pairs["old"].isna(), "new"].iloc[0]
        raise PlaceError(f"no MSOA 2011 is known for the neighbourhoods of {code}")
    moved = small.pairs["part"] * small.pairs["new"].map(people)
    unsure = moved.isna().groupby(pairs["new"]).transform("any")
    pairs = moved.mask(unsure).groupby([pairs["old"], pairs["new"]]).sum(min_count=1).rename("part")
    pairs = (pairs / pairs.groupby("new").transform("sum")).reset_index()
    return crosswalk(
        pairs.assign(change=changes(pairs)),
        people.groupby(msoa).sum(),
        old_vintage=Vintage.MSOA11,
        new_vintage=Vintage.MSOA21,
    )
