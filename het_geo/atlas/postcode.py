"""Which area a postcode means: the ward it lies in, and what has to be said of it.

The ward of its neighbourhood may be another one: figures are made of whole neighbourhoods. A
postcode itself stands in no link (:attr:`~het_geo.atlas.notice.Asked.link`), no file and no log.
"""

from __future__ import annotations

from dataclasses import replace

from het_geo import words
from het_geo.atlas.notice import OPEN, Asked, Elsewhere, Notice, offers_of
from het_geo.errors import PackError
from het_geo.geography import area_label, the
from het_geo.pack.layout import POSTCODES
from het_geo.pack.model import Pack
from het_geo.pack.postcode_index import PostcodeIndex, open_index
from het_geo.pack.postcodes_table import SOURCE, Located, PostcodeStanding, located
from het_geo.postcodes import area_of
from het_geo.stores.packs import Packs

YOURS = "Your neighbourhood"


def postcode_asked(pack: Pack, postcode: str, elsewhere: Elsewhere, packs: Packs | None) -> Asked:
    """Return the ward that a postcode lies in, with a sentence; of another place, an offer.

    Args:
        pack: the place that is shown.
        postcode: as :func:`het_geo.postcodes.postcode_of` writes it.
        elsewhere: gives what other places that are built have of it.
        packs: beside them the index of all postcodes may stand; None: it is not looked at.
    """
    found = located(pack.postcodes, postcode)
    if found is not None:
        return _opened(pack, found)
    place = the(pack.manifest.name)
    if offers := tuple(elsewhere(postcode)):
        said = words.listed([offer.label for offer in offers])
        text = f"{postcode} is no postcode of {place}: it lies in {said}."
        return Asked((), (Notice(text, offers, OPEN),), whole=False)
    return Asked((), (Notice(_not_here(pack, postcode, packs)),), whole=False)


def _opened(pack: Pack, found: Located) -> Asked:
    small = found.neighbourhood if found.neighbourhood in pack.areas.index else ""
    counted = str(pack.areas.loc[small, "ward"]) if small else ""
    code = found.ward or counted
    others = {small: YOURS, counted: "The ward it is counted with"}
    offers = tuple(
        replace(offer, title=f"{title}: {offer.label}")
        for one, title in others.items()
        if one and one != code
        for offer in offers_of(pack, [one])
    )
    text = f"{_lies(pack, found, code)} {_counted(pack, found, small, counted)}"
    return Asked((code,), (Notice(text, offers, f"Or {OPEN.lower()}", answers=True),))


def _lies(pack: Pack, found: Located, code: str) -> str:
    """Return the sentence that names the ward that is opened."""
    ward, listed = area_label(pack.areas, code), f"the list of {pack.manifest.edition_of(SOURCE)}"
    match found.standing:
        case PostcodeStanding.ENDED:
            return f"{found.postcode} is no longer in {listed}: it lay in {ward}, which is opened."
        case PostcodeStanding.ROUGH:
            roughly = f"{words.capital(listed)} knows only roughly where {found.postcode} is"
            return f"{roughly}, and names no ward: {ward} is opened."
    return f"{found.postcode} lies in {ward}, which is opened."


def _counted(pack: Pack, found: Located, small: str, counted: str) -> str:
    """Return the sentence that names its neighbourhood and with which ward that is counted."""
    if not found.neighbourhood:
        return "It lies outside the outline of every neighbourhood."
    if not small:
        return f"Its neighbourhood, {found.neighbourhood}, is counted with another district."
    label = area_label(pack.areas, small)
    if not found.ward or counted == found.ward:
        return f"Its neighbourhood is {label}."
    ward, other = (area_label(pack.areas, code) for code in (counted, found.ward))
    return f"Its neighbourhood is {label}, whose figures are counted with {ward}, not with {other}."


def _not_here(pack: Pack, postcode: str, packs: Packs | None) -> str:
    place = the(pack.manifest.name)
    try:
        known = packs is not None and packs.has(POSTCODES)
        index = open_index(packs.root_of(POSTCODES)) if packs and known else None
    except PackError as error:
        return f"{postcode} is no postcode of {place}, and the list of all cannot be read: {error}"
    if index is not None:
        return _in_index(pack, index, postcode)
    if pack.postcodes.empty:
        return f"The pack of {place} was built without postcodes: {postcode} cannot be found."
    listed = f"the list of {pack.manifest.edition_of(SOURCE)}"
    why = "It may lie elsewhere, have ended or be mistyped."
    return f"{postcode} is not among the postcodes of {place} in {listed}. {why}"


def _in_index(pack: Pack, index: PostcodeIndex, postcode: str) -> str:
    listed, found = f"the list of {index.edition}", index.find(postcode)
    place = the(pack.manifest.name)
    if found is None:
        if not index.begins(area := area_of(postcode)):
            return f"No postcode of England begins with “{area}”, and only England is held here."
        return f"{postcode} is not in {listed}: ended or mistyped."
    if not found.district:
        return f"{words.capital(listed)} does not say where {postcode} is."
    if found.district == pack.district:
        return f"{postcode} is a postcode of {place}, but its pack was built without it."
    ended = found.standing == PostcodeStanding.ENDED
    lies = f"it is no longer in {listed} and lay" if ended else "it lies"
    there = f"{lies} in {the(found.name)}, of which there are no figures here"
    return f"{postcode} is no postcode of {place}: {there}."
