"""What a link or a command asks for, and what of it stands in a pack today.

Nobody is shown another area than was asked for: what does not stand is named, with what it has
become or what is called alike, for a person to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from het_geo import phrases, words
from het_geo.atlas.find import LEVELS, Match, close, find, fold
from het_geo.geography import Level, area_label, kind_of, shortened, the
from het_geo.pack.model import Pack

RETIRED_IN = {"2011": "2021"}  # small areas of 2011 ended when those of the next census began
MOST = 500  # characters of a link that are read as one name
CHOOSE, MEANT = "Choose one", "Did you mean"


@dataclass(frozen=True)
class Offer:
    """An area (or a place, or several areas by commas) to open in its stead."""

    label: str
    area: str
    place: str = ""


@dataclass(frozen=True)
class Notice:
    """A sentence about what was asked for, and what is offered; ``lead`` stands before offers."""

    text: str
    offers: tuple[Offer, ...] = ()
    lead: str = CHOOSE

    @property
    def written(self) -> str:
        """The notice where nothing can be clicked: offers stand with their codes."""
        if not self.offers:
            return self.text
        names = [f"{o.label} ({o.area})" if o.area else o.label for o in self.offers]
        return f"{self.text} {self.lead}: {', or '.join(names)}."


@dataclass(frozen=True)
class Asked:
    """The areas that are meant, each once, and what has to be said of the rest.

    ``whole`` is whether everything that was asked for is among ``codes``.
    """

    codes: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    whole: bool = True


Elsewhere = Callable[[str], Sequence[Offer]]


def nowhere(code: str) -> Sequence[Offer]:
    """Return the offers of other places for a code, where no other place is looked at."""
    del code
    return ()


def areas_asked(pack: Pack, text: str, elsewhere: Elsewhere = nowhere) -> Asked:
    """Return the areas that a text means: codes or names, of today or retired, by commas.

    ``elsewhere`` gives what other places offer for a code that is none here.
    """
    asked = text.strip()[:MOST]
    if not asked:
        return Asked()
    parts = [part.strip() for part in asked.split(",") if part.strip()]
    if len(parts) > 1 and _today(pack, asked):  # a name may have a comma
        parts = [asked]
    found = [_one(pack, part, elsewhere) for part in dict.fromkeys(parts)]
    return Asked(
        tuple(dict.fromkeys(code for one in found for code in one.codes)),
        tuple(notice for one in found for notice in one.notices),
        all(one.whole for one in found),
    )


def named(pack: Pack, codes: Iterable[str]) -> str:
    """Return areas by their labels, in words."""
    return words.listed([area_label(pack.areas, code) for code in codes])


def offers_of(pack: Pack, codes: Iterable[str]) -> tuple[Offer, ...]:
    """Return areas of the pack as offers."""
    return tuple(Offer(area_label(pack.areas, code), code) for code in codes)


def _one(pack: Pack, text: str, elsewhere: Elsewhere) -> Asked:
    code = text.upper()
    if pack.areas["level"].get(code) in LEVELS:
        return Asked((code,))
    if (rows := _retired(pack, text)) is not None:
        return _successors(pack, rows)
    if exact := _today(pack, text):
        return _called(pack, text, exact)
    return Asked((), (_unknown(pack, text, elsewhere),), whole=False)


def _today(pack: Pack, text: str) -> list[str]:
    """Return the areas whose own name or code a text is."""
    return [hit.code for hit in find(pack, text) if hit.match == Match.EXACT]


def _called(pack: Pack, text: str, codes: Sequence[str]) -> Asked:
    """Return the area that a name means, with a notice where others bear it too."""
    levels = [Level(pack.areas.loc[code, "level"]) for code in codes]
    if len(codes) == 1:
        return Asked((codes[0],))
    if levels.count(levels[0]) > 1:
        said = f"{len(codes)} areas of {the(pack.manifest.name)} are called {_quoted(text)}."
        return Asked((), (Notice(said, offers_of(pack, codes)),), whole=False)
    kinds = words.listed([f"of {kind_of(level)}" for level in levels])
    said = f"{_quoted(text)} is the name {kinds}: the {levels[0].one} is opened."
    return Asked((codes[0],), (Notice(said, offers_of(pack, codes[1:]), "Or open"),))


def _retired(pack: Pack, text: str) -> pd.DataFrame | None:
    """Return the rows of a retired code, or of a name that only one retired code had."""
    rows = pack.retired[pack.retired["old_code"] == text.upper()]
    if rows.empty and not _today(pack, text):
        rows = pack.retired[pack.retired["old_name"].map(fold) == fold(text)]
    return rows if rows["old_code"].nunique() == 1 else None


def _successors(pack: Pack, rows: pd.DataFrame) -> Asked:
    """Return the one area that a retired code has become; of several, none, with all named."""
    codes = tuple(rows.loc[rows["new_code"] != "", "new_code"])
    was = _was(rows.iloc[0])
    if not codes:
        said = f"{was}, which this pack does not hold. Nothing here says which of its wards hold "
        return Asked((), (Notice(f"{said}the same people."),), whole=False)
    ward = rows["level"].iloc[0] == Level.WARD
    if len(codes) == 1:
        now = "its people now live in" if ward else "it is now part of"
        label = f"{area_label(pack.areas, codes[0])} ({codes[0]})"
        return Asked(codes, (Notice(f"{was}: {now} {label}, which is opened."),))
    now, of = ("its people now live in", "") if ward else ("it is now", " of its people")
    shares = rows.loc[rows["new_code"] != "", "share"]
    parts = [
        f"{area_label(pack.areas, code)} ({share}%{of})"
        for code, share in zip(codes, phrases.percents(shares))
    ]
    notice = Notice(f"{was}: {now} {words.listed(parts)}.", offers_of(pack, codes))
    return Asked((), (notice,), whole=False)


def _was(row: pd.Series) -> str:
    """Return what a retired code was."""
    code, name, edition = row["old_code"], row["old_name"], row["edition"]
    if row["level"] == Level.WARD:
        return f"{code} is {name} ward in the list of wards of {edition}"
    return f"{code} ({name}) was retired in {RETIRED_IN.get(edition, f'or after {edition}')}"


def _unknown(pack: Pack, text: str, elsewhere: Elsewhere) -> Notice:
    place, code = the(pack.manifest.name), text.upper()
    if code in pack.areas.index:
        name, level = pack.areas.loc[code, ["name", "level"]]
        said = f"{name} ({code}) is {kind_of(Level(level))}"
        return Notice(f"{said}: {place} is compared with it, and it has no view of its own.")
    if offers := tuple(elsewhere(code)):
        said = words.listed([offer.label for offer in offers])
        return Notice(f"{code} is no area of {place}: it is {said}.", offers, "Open")
    if re.fullmatch(r"[A-Z]\d+", code):  # a code one digit off is of another area, not alike
        return Notice(f"No area of {place} has the code {_quoted(text)}.")
    said = f"Nothing in {place} is called {_quoted(text)}."
    return Notice(said, offers_of(pack, close(pack, text)), MEANT)


def _quoted(text: str) -> str:
    return f"“{shortened(text)}”"
