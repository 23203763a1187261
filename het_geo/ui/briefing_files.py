"""What a briefing gives to take along, and what has changed since an earlier pack."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from het_geo import clock
from het_geo.briefing.model import Briefing
from het_geo.errors import HetGeoError
from het_geo.pack.archive import LARGEST, pack_as_zip
from het_geo.pack.model import Pack
from het_geo.render import briefings
from het_geo.strangers.child import in_child
from het_geo.ui.briefing import again, deck_of
from het_geo.ui.kit import choose_file
from het_geo.ui.link import sentences
from het_geo.ui.shelf import atlas_of, packs, root
from het_geo.ui.show import show_text, show_title

_EARLIER = "briefing-earlier-pack"  # the earlier pack that this session has chosen


def show_files(pack: Pack, briefing: Briefing) -> None:
    """Offer the briefing as one HTML file, as slides and as a handout, made when asked for."""
    show_title("Take it along", small=True)
    show_text(
        "The web page needs no server and no internet: open the file and present. The slides can "
        "be edited; the handout is to be left behind. Each opens with the title."
    )
    row, made = st.container(horizontal=True), again(pack, briefing)
    for kind in briefings.FORMATS.values():
        row.download_button(
            kind.label,
            data=lambda kind=kind: _made(kind, pack, made()),
            file_name=briefings.file_name(briefing, clock.today(), kind.id),
            mime=kind.mime,
            on_click="ignore",
            key=f"briefing-{kind.id}",
        )


def _made(kind: briefings.BriefingFormat, pack: Pack, briefing: Briefing) -> bytes:
    if kind.id == "html":  # the page has made it already
        return deck_of(pack, briefing).encode("utf-8")
    return kind.make(atlas_of(pack), briefing, clock.today())


def show_changes(pack: Pack) -> None:
    """Tell what has changed since an earlier pack, and offer this one to keep for next time."""
    show_title("What has changed since last time?", small=True)
    left, right = st.columns(2, vertical_alignment="bottom")

    def chosen(data: bytes) -> None:
        st.session_state[_EARLIER] = data

    with left:
        choose_file("An earlier pack (ZIP)", ".zip", LARGEST, "briefing-earlier", chosen)
    earlier: Since | bytes | None = st.session_state.get(_EARLIER)
    right.download_button(
        f"Keep this pack for next time ({pack.manifest.version}, ZIP)",
        data=lambda: pack_as_zip(packs().root_of(pack.manifest.place), pack.manifest),
        file_name=f"pack-{pack.manifest.place}-{pack.manifest.version}.zip",
        mime="application/zip",
        on_click="ignore",
        key="briefing-pack",
    )
    if earlier is None:
        show_text("Choose a pack that was kept after an earlier meeting to see what is new.")
        return
    if isinstance(earlier, bytes):
        with st.spinner("Reading the earlier pack…"):
            earlier = st.session_state[_EARLIER] = _since(pack, earlier)
    if earlier.fault:
        st.error(earlier.fault, title="These packs cannot be compared")
    else:
        st.markdown(sentences(earlier.said))


@dataclass(frozen=True)
class Since:
    """What is said of an earlier pack, or why nothing is: the file itself is not kept."""

    said: tuple[str, ...] = ()
    fault: str = ""


def _since(pack: Pack, data: bytes) -> Since:
    slug = pack.manifest.place
    given = {
        "slug": slug,
        "root": str(packs().root_of(slug)),
        "catalogue": str(root() / "data" / "catalogue"),
    }
    try:
        said = in_child("het_geo.briefing.earlier:sentences_since", data=data, **given)
    except HetGeoError as error:
        return Since(fault=str(error))
    return Since(tuple(map(str, said)))
