"""Profiles that tests of documents share: of every kind of area, and made-up ones cut from them."""

from dataclasses import replace
from datetime import date
from functools import cache

from het_geo.atlas.atlas import Atlas
from het_geo.geography import Level
from het_geo.profiles.profile import profile_of
from tests.luton import atlas, pack

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"
KINDS = ["ward", "neighbourhood", "msoa", "set in three wards", "district", "nothing known"]
MARKUP = "#strong[O’Hara] *b* _i_ $x$ @a <script>alert(1)</script> \"q\" & 'r' \\ = //"
LONGEST = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3


@cache
def profile_and_pack(kind):
    luton = pack()
    small = luton.codes(Level.LSOA)
    codes = {
        "ward": [DALLOW],
        "neighbourhood": small[3:4],
        "msoa": luton.codes(Level.MSOA)[:1],
        "set in three wards": [small[0], small[30], small[90]],
        "district": [luton.district],
    }
    if kind == "nothing known":
        return profile_of(maker_without(luton), [DALLOW], TODAY), luton
    return profile_of(atlas(), codes[kind], TODAY), luton


def maker_without(luton):
    """Return an atlas of a made-up pack: Luton's, cut of all that is known of Dallow."""
    areas = luton.areas
    inside = areas.index[(areas["ward"] == DALLOW) & (areas["level"] == "lsoa")]
    gone = luton.figures["area_code"].isin([DALLOW, *inside])
    return Atlas(replace(luton, figures=luton.figures[~gone]))


@cache
def named(name):
    """Return Dallow's profile under a made-up name, in a pack of its own with few figures."""
    luton = pack()
    areas = luton.areas.copy()
    areas.loc[DALLOW, "name"] = name
    kept = luton.figures["indicator"].isin(["overcrowding", "unemployment", "imd_score"])
    made_up = replace(luton, areas=areas, figures=luton.figures[kept])
    return profile_of(Atlas(made_up), [DALLOW], TODAY), made_up


def squeezed(text):
    """Return text without white space, which a line's end or a table's cell may add or take."""
    return "".join(text.replace("\u200b", "").replace("\u00ad", "").split())
