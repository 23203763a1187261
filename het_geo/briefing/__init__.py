"""Briefings for councillors: one model of pure data that every rendering lays out.

``propose(Workspace(pack), Audience(), today)`` makes one; ``arrange`` orders it, ``save`` and
``open_briefing`` keep it, ``answers`` answer what is asked, ``changes`` tells what is new.
"""

from het_geo.briefing.audience import checked
from het_geo.briefing.cards import answers, cards
from het_geo.briefing.changes import Changes, Revision, SourceChange, VerdictChange
from het_geo.briefing.files import open_briefing, save
from het_geo.briefing.model import (
    LONGEST_HEADLINE,
    Answer,
    Audience,
    Briefing,
    Card,
    Link,
    Screen,
    Table,
)
from het_geo.briefing.order import (
    Order,
    added,
    arrange,
    from_params,
    moved,
    order_of,
    to_params,
)
from het_geo.briefing.propose import cards_for, jump_screens, propose, screen_of
from het_geo.briefing.since import Earlier, changes, read_earlier
from het_geo.briefing.workspace import Workspace

__all__ = [
    "LONGEST_HEADLINE",
    "Answer",
    "Audience",
    "Briefing",
    "Card",
    "Changes",
    "Earlier",
    "Link",
    "Order",
    "Revision",
    "Screen",
    "SourceChange",
    "Table",
    "VerdictChange",
    "Workspace",
    "added",
    "answers",
    "arrange",
    "cards",
    "cards_for",
    "changes",
    "checked",
    "from_params",
    "jump_screens",
    "moved",
    "open_briefing",
    "order_of",
    "propose",
    "read_earlier",
    "save",
    "screen_of",
    "to_params",
]
