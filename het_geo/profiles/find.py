"""Areas that a command names, and sets of neighbourhoods: found, or refused with what to do."""

from __future__ import annotations

from collections.abc import Sequence

from het_geo.atlas.asked import areas_asked
from het_geo.atlas.find import LEVELS
from het_geo.atlas.notice import Asked, elsewhere_in, nowhere
from het_geo.errors import AreaError
from het_geo.geography import Level, area_label, kind_of, shortened
from het_geo.pack.model import Pack
from het_geo.stores.packs import Packs

HOW = (
    "Name a ward, a neighbourhood (LSOA), a neighbourhood group (MSOA) or the district, or give "
    "its code or a postcode."
)


def found(pack: Pack, text: str, packs: Packs | None = None) -> Asked:
    """Return the one area that a name, code or postcode means, with what has to be said of it.

    A ward is found as "Dallow" or "Dallow ward", a neighbourhood as "Luton 019B" or with its MSOA's
    plain name behind, an MSOA by its plain name too. A retired code means the area it has become, a
    postcode the ward it lies in. Among ``packs`` other places are looked at for what is none here.

    Raises:
        AreaError: no area is called so (close names are suggested), or several are (all named).
    """
    others = [slug for slug in packs.places() if slug != pack.manifest.place] if packs else []
    asked = areas_asked(pack, text, elsewhere_in(packs, others) if packs else nowhere, packs)
    if len(asked.codes) == 1 and asked.whole:
        return asked
    if len(asked.codes) > 1:
        raise AreaError(f"“{shortened(text)}” names {len(asked.codes)} areas. {HOW}")
    said = [notice.written for notice in asked.notices] or ["No area is named."]
    there = {offer.place for notice in asked.notices for offer in notice.offers if offer.place}
    said += [f"Say --place {slug}." for slug in sorted(there)]
    raise AreaError(f"{' '.join(said)} {HOW}")


def find_area(pack: Pack, text: str) -> str:
    """Return the code of the one area that a name or a code means; see :func:`found`."""
    return found(pack, text).codes[0]


def checked(pack: Pack, codes: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of one area, or of a set of neighbourhoods, each once and in pack order.

    Raises:
        AreaError: no code, an unknown code, or a set that is not of neighbourhoods alone.
    """
    asked = list(dict.fromkeys(code.strip().upper() for code in codes))
    if not asked:
        raise AreaError(f"No area is named. {HOW}")
    levels = pack.areas["level"]
    for code in asked:
        if levels.get(code) not in LEVELS:
            own = find_area(pack, code)  # or it says what is close
            raise AreaError(f"“{shortened(code)}” is no code of an area: give its code, {own}.")
    if len(asked) == 1:
        return (asked[0],)
    for code in asked:
        if levels[code] != Level.LSOA:
            raise AreaError(_mixed(pack, code))
    return tuple(code for code in pack.codes(Level.LSOA) if code in set(asked))


def _mixed(pack: Pack, code: str) -> str:
    level = Level(pack.areas.loc[code, "level"])
    said = f"{area_label(pack.areas, code)} ({code}) is {kind_of(level)}"
    column = str(level)
    inside = pack.areas.index[pack.areas[column] == code] if column in pack.areas else []
    those = f": {', '.join(inside)}" if len(inside) else ""
    return (
        f"{said}, and a set is made of neighbourhoods (LSOA) alone. Ask for it by itself, or "
        f"name its neighbourhoods in its place{those}."
    )
