"""Find an area by its name or code, and say what is close to a name that is none."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from het_geo.choice import shortened
from het_geo.errors import AreaError
from het_geo.geography import Level
from het_geo.pack import Pack
from het_geo.views import area_label

LEVELS = (Level.DISTRICT, Level.WARD, Level.LSOA, Level.MSOA)
SUGGESTED = 5
HOW = "Name a ward, a neighbourhood (LSOA), an MSOA or the district, or give its code."


def find_area(pack: Pack, text: str) -> str:
    """Return the code of the area that a name or a code means; capitals and spaces are ignored.

    A ward is found as "Dallow" or "Dallow ward", a neighbourhood as "Luton 019B" or with its MSOA's
    plain name behind. A plain MSOA name means the MSOA where no other area is called so.

    Raises:
        AreaError: no area is called so (close names are suggested), or several are (all named).
    """
    names, plain = _names(pack)
    key = _key(text)
    found = names.get(key) or plain.get(key) or []
    if len(found) == 1:
        return found[0]
    asked = f"“{shortened(text.strip())}”"
    if found:
        raise AreaError(
            f"{asked} could be {_listed(pack, found, ' or ')}. Give the code of the one you mean."
        )
    close = difflib.get_close_matches(key, [*names, *plain], SUGGESTED, 0.6)
    codes = list(dict.fromkeys(c for name in close for c in (names.get(name) or plain[name])))
    hint = f" Did you mean {_listed(pack, codes[:SUGGESTED], ', or ')}?" if codes else ""
    raise AreaError(f"{asked} is no area of {pack.manifest.name}.{hint} {HOW}")


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
            found = find_area(pack, code)  # or it says what is close
            raise AreaError(f"“{shortened(code)}” is a name: give its code, {found}.")
    if len(asked) == 1:
        return (asked[0],)
    for code in asked:
        if levels[code] != Level.LSOA:
            raise AreaError(_mixed(pack, code))
    return tuple(code for code in pack.codes(Level.LSOA) if code in set(asked))


def _mixed(pack: Pack, code: str) -> str:
    level = Level(pack.areas.loc[code, "level"])
    said = f"{area_label(pack.areas, code)} ({code}) is a {level.one}"
    if level == Level.MSOA:
        said = said.replace(" is a ", " is an ")
    column = str(level)
    inside = pack.areas.index[pack.areas[column] == code] if column in pack.areas else []
    those = f": {', '.join(inside)}" if len(inside) else ""
    return (
        f"{said}, and a set is made of neighbourhoods (LSOAs) alone. Ask for it by itself, or "
        f"name its neighbourhoods in its place{those}."
    )


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _names(pack: Pack) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return codes by code, name and label; and the codes of MSOAs by their plain names."""
    names: dict[str, list[str]] = {}
    plain: dict[str, list[str]] = {}
    for level in LEVELS:
        for code in pack.codes(level):
            row = pack.areas.loc[code]
            for name in {_key(n) for n in (code, row["name"], area_label(pack.areas, code))}:
                names.setdefault(name, []).append(code)
            if level == Level.MSOA and row["msoa_name"]:
                plain.setdefault(_key(row["msoa_name"]), []).append(code)
    return names, plain


def _listed(pack: Pack, codes: Sequence[str], joint: str) -> str:
    return joint.join(f"{area_label(pack.areas, code)} ({code})" for code in codes)
