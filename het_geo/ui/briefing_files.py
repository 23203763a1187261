"""What a briefing gives to take along, and what has changed since an earlier pack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import streamlit as st

from het_geo.briefing import Briefing, changes, read_earlier
from het_geo.errors import HetGeoError
from het_geo.exports.archive import pack_as_zip, unpacked
from het_geo.pack import Pack
from het_geo.ui.briefing import deck_of, file_stem, sentences
from het_geo.ui.load import root
from het_geo.ui.show import show_title
from het_geo.ui.statements import show_text

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def show_files(pack: Pack, briefing: Briefing) -> None:
    """Offer the briefing as one HTML file, as slides and as a handout, made when asked for."""
    show_title("Take it along", small=True)
    show_text(
        "The web page needs no server and no internet: open the file and present. The slides can "
        "be edited; the handout has two screens a page."
    )
    made: list[tuple[str, str, str, Callable[[], Any]]] = [
        ("Web page (HTML)", "html", "text/html", lambda: deck_of(pack, briefing)),
        ("Slides (PPTX)", "pptx", POWERPOINT, lambda: _made("slides", "to_pptx", briefing)),
        (
            "Handout (PDF)",
            "pdf",
            "application/pdf",
            lambda: _made("handout", "to_handout", briefing),
        ),
    ]
    for column, (label, ending, mime, data) in zip(st.columns(len(made)), made):
        column.download_button(
            label,
            data=data,
            file_name=f"{file_stem(briefing)}.{ending}",
            mime=mime,
            on_click="ignore",
            key=f"briefing-{ending}",
            width="stretch",
        )


def _made(module: str, name: str, briefing: Briefing) -> bytes:
    """Return a file; its library is imported when it is first asked for."""
    found: bytes = getattr(import_module(f"het_geo.exports.{module}"), name)(briefing, date.today())
    return found


def show_changes(pack: Pack) -> None:
    """Tell what has changed since an earlier pack, and offer this one to keep for next time."""
    show_title("What has changed since last time?", small=True)
    left, right = st.columns(2, vertical_alignment="bottom")
    earlier = left.file_uploader("An earlier pack (ZIP)", type=["zip"], key="briefing-earlier")
    right.download_button(
        f"Keep this pack for next time ({pack.manifest.version}, ZIP)",
        data=lambda: pack_as_zip(root(), pack.manifest),
        file_name=f"pack-{pack.manifest.place}-{pack.manifest.version}.zip",
        mime="application/zip",
        on_click="ignore",
        key="briefing-pack",
    )
    if earlier is None:
        show_text("Choose a pack that was kept after an earlier meeting to see what is new.")
        return
    try:
        with unpacked(earlier.getvalue(), pack.manifest.place) as folder:
            old = read_earlier(folder, pack.manifest.place, pack.catalogue)
        found = changes(old, pack)
    except HetGeoError as error:
        st.error(str(error), title="These packs cannot be compared")
        return
    st.markdown(sentences(found.sentences))
