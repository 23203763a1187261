"""Area profiles: one model of pure data that every rendering lays out.

``ProfileMaker(pack).profile(codes, today)`` makes the profile of a ward, a neighbourhood, an MSOA,
the district, or several neighbourhoods taken together; ``find_area`` finds a code by name.
"""

from het_geo.profiles.find import find_area
from het_geo.profiles.maker import ProfileMaker, profile_of
from het_geo.profiles.model import Profile, Subject
from het_geo.profiles.parts import (
    BestFit,
    Block,
    CaveatNote,
    Cell,
    End,
    Fact,
    Fit,
    GapLens,
    GlossaryLine,
    Group,
    Headline,
    Inside,
    InsideColumn,
    InsideRow,
    SourceNote,
    Spread,
    Unknown,
    WhoLivesHere,
)
from het_geo.profiles.row import BenchmarkRow, IndicatorRow, Named, Rank, Spine, TrendRow

__all__ = [
    "BenchmarkRow",
    "BestFit",
    "Block",
    "CaveatNote",
    "Cell",
    "End",
    "Fact",
    "Fit",
    "GapLens",
    "GlossaryLine",
    "Group",
    "Headline",
    "IndicatorRow",
    "Inside",
    "InsideColumn",
    "InsideRow",
    "Named",
    "Profile",
    "ProfileMaker",
    "Rank",
    "SourceNote",
    "Spine",
    "Spread",
    "Subject",
    "TrendRow",
    "Unknown",
    "WhoLivesHere",
    "find_area",
    "profile_of",
]
