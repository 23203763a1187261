"""What a link or a command asks for, and what of it stands in a pack today.

Nobody is shown another area than was asked for: what does not stand is named, with what it has
become or what is called alike, for a person to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from het_geo import phrases, words
from het_geo.atlas.figures_asked import figures_notice, nothing, nothing_notice
from het_geo.atlas.find import LEVELS, Match, close, find, fold
from het_geo.atlas.notice import (
    MEANT,
    OPEN,
    Asked,
    Elsewhere,
    Notice,
    Offer,
    nowhere,
    offers_of,
)
from het_geo.atlas.postcode import postcode_asked
from het_geo.atlas.topics import STANDS_FOR, Meets, figures_for
from het_geo.geography import Level, area_label, kind_of, shortened, the
from het_geo.pack.model import Pack
from het_geo.postcodes import postcode_of, starts_postcode
from het_geo.stores.packs import Packs

RETIRED_IN = {"2011": "2021"}  # small areas of 2011 ended when those of the next census began
MOST_TEXT = 50_000  # characters that are looked through: some 5,000 codes
MOST = 500  # characters that are read as one name
NAMED = 20  # parts that are no code of today and are looked for: the rest are counted

__all__ = ["Asked", "Elsewhere", "Notice", "Offer", "areas_asked", "named", "nowhere", "offers_of"]


def areas_asked(
    pack: Pack, text: str, elsewhere: Elsewhere = nowhere, packs: Packs | None = None
) -> Asked:
    """Return the areas that a text means: codes, names or postcodes, of today or ended, by commas.

    ``elsewhere`` gives what other places offer for a code or a postcode that is none here.
    Beside ``packs`` the index of all postcodes may stand.
    """
    asked = text[:MOST_TEXT].strip()
    parts = [part.strip() for part in asked.split(",") if part.strip()]
    if len(parts) > 1 and _today(pack, asked[:MOST]):  # a name may have a comma
        parts = [asked]
    found: list[Asked] = []
    unread = 0
    for part in dict.fromkeys(parts):
        if sum(not one.codes for one in found) >= NAMED and not _is_area(pack, part):
            unread += 1
            continue
        found.append(_one(pack, part, elsewhere, packs))
    notices = [notice for one in found for notice in one.notices]
    if unread:
        notices.append(Notice(f"{unread:,} more parts of what was asked for are no code here."))
    if rest := len(text) > MOST_TEXT:
        notices.append(Notice(f"Of what was asked for, {MOST_TEXT:,} letters were looked through."))
    return Asked(
        tuple(dict.fromkeys(code for one in found for code in one.codes)),
        tuple(notices),
        not (unread or rest) and all(one.whole for one in found),
        ",".join(one.link for one in found if one.link),
    )


def named(pack: Pack, codes: Iterable[str]) -> str:
    """Return areas by their labels, in words."""
    return words.listed([area_label(pack.areas, code) for code in codes])


def _is_area(pack: Pack, text: str) -> bool:
    return pack.areas["level"].get(text.upper()) in LEVELS


def _one(pack: Pack, text: str, elsewhere: Elsewhere, packs: Packs | None) -> Asked:
    if postcode := postcode_of(text):
        asked = postcode_asked(pack, postcode, elsewhere, packs)
        return replace(asked, link=",".join(asked.codes))
    return replace(_code_or_name(pack, text[:MOST], elsewhere), link=text)


def _code_or_name(pack: Pack, text: str, elsewhere: Elsewhere) -> Asked:
    if _is_area(pack, text):
        return Asked((text.upper(),))
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
        return Asked((codes[0],), _once_a_ward(pack, text, levels[0]))
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
        rows = _of_name(pack, text)
    return rows if rows["old_code"].nunique() == 1 else None


def _of_name(pack: Pack, text: str) -> pd.DataFrame:
    """Return the rows of the codes that a text was the name of: "Crawley", or "Crawley ward"."""
    names, rows = pack.retired["old_name"].map(fold), pack.retired
    ward = (names + " ward" == fold(text)) & (rows["level"] == Level.WARD)
    return rows[(names == fold(text)) | ward]


def _once_a_ward(pack: Pack, text: str, level: Level) -> tuple[Notice, ...]:
    """Say of a name that no ward of today bears that a ward bore it, and what that has become."""
    rows = _of_name(pack, text)
    rows = rows[rows["level"] == Level.WARD]
    if level == Level.WARD or rows["old_code"].nunique() != 1:
        return ()
    (said,) = _successors(pack, rows).notices
    text = f"{_quoted(text)} is the name of {kind_of(level)}, which is opened."
    was = said.text.replace(", which is opened", "")
    offers = offers_of(pack, [code for code in rows["new_code"] if code])
    return (Notice(f"{text} {was}", offers, f"Or {OPEN.lower()}"),)


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
        said = f"{was}: {now} {label}, which is opened.{_namesake(pack, rows)}"
        return Asked(codes, (Notice(said),))
    now, of = ("its people now live in", "") if ward else ("it is now", " of its people")
    shares = rows.loc[rows["new_code"] != "", "share"]
    parts = [
        f"{area_label(pack.areas, code)} ({share}%{of})"
        for code, share in zip(codes, phrases.percents(shares))
    ]
    said = f"{was}: {now} {words.listed(parts)}.{_namesake(pack, rows)}"
    notice = Notice(said, offers_of(pack, codes))
    return Asked((), (notice,), whole=False)


def _namesake(pack: Pack, rows: pd.DataFrame) -> str:
    """Say that a ward of today bears the name of the one that ended, where one does."""
    same = pack.areas_at(Level.WARD)["name"].isin(rows["old_name"])
    if rows["level"].iloc[0] != Level.WARD or not same.any():
        return ""
    return " One name, two wards: figures of the earlier one are not of today’s."


def _was(row: pd.Series) -> str:
    """Return what a retired code was."""
    code, name, edition = row["old_code"], row["old_name"], row["edition"]
    if row["level"] == Level.WARD:
        return f"{name} ward ({code}) stands in the list of wards of {edition}"
    return f"{code} ({name}) was retired in {RETIRED_IN.get(edition, f'or after {edition}')}"


def _unknown(pack: Pack, text: str, elsewhere: Elsewhere) -> Notice:
    """Return what is said of a text that is no area: what it may mean, the surest first.

    A topic comes before a postcode begun (“CO2” is both), and what figures are called before areas
    whose names are much like it (“homes” is like Poets); a word begun, or in small print, after.
    """
    if notice := _of_code(pack, text, elsewhere):
        return notice
    figures, quoted = figures_for(pack, text), _quoted(text)
    meets = figures.meets if figures else Meets.MENTIONED
    if starts_postcode(text) and meets not in STANDS_FOR:
        return Notice(f"{quoted} is how a postcode begins: give the whole of it.")
    if meets not in {*STANDS_FOR, Meets.CALLED} and (alike := close(pack, text)):
        return Notice(nothing(pack, quoted), offers_of(pack, alike), MEANT)
    return figures_notice(pack, quoted, figures) if figures else nothing_notice(pack, quoted)


def _of_code(pack: Pack, text: str, elsewhere: Elsewhere) -> Notice | None:
    """Return what is said of a code that is no area here, or of what the place is compared with.

    ``None`` of what is neither.
    """
    place, code = the(pack.manifest.name), text.upper()
    wide = pack.areas[~pack.areas["level"].isin(LEVELS)]
    for other, name, level in zip(wide.index, wide["name"], wide["level"], strict=True):
        if code == other or fold(text) in (fold(name), fold(name).removeprefix("the ")):
            kind = kind_of(Level.COUNTRY if level == Level.UK else Level(level))
            said = f"{words.capital(name)} ({other}) is {kind}"
            return Notice(f"{said}: {place} is compared with it, and it has no view of its own.")
    if offers := tuple(elsewhere(code)):
        said = words.listed([offer.label for offer in offers])
        return Notice(f"{code} is no area of {place}: it is {said}.", offers, OPEN)
    if re.fullmatch(r"[A-Z]\d+", code):  # a code one digit off is of another area, not alike
        return Notice(f"No area of {place} has the code {_quoted(text)}.")
    return None


def _quoted(text: str) -> str:
    return f"“{shortened(text)}”"
