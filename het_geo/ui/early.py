"""What a browser holds beforehand, so that a choice is answered before the server has heard of it.

For every indicator of the level shown: the classes that paint the map, and the headline of the
chosen area; for the indicator shown: the headline of every area. Each is sent once, after all that
is shown, and stays in the browser under a name of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from het_geo.atlas.choice import Choice
from het_geo.atlas.leads import openings
from het_geo.atlas.views import IndicatorView
from het_geo.pack.model import Pack
from het_geo.pictures.map_values import bank, headlines_of_area, headlines_of_view, newest_views
from het_geo.ui.kit import ready, send_stored
from het_geo.ui.shelf import atlas_of, key_of
from het_geo.ui.streamlit_insides import surely_sent

_SENT = "sent early"  # the names of what this session's browser holds
_LAST = "sent last"  # those of the last run, and when


def early_names(pack: Pack, view: IndicatorView, choice: Choice) -> dict[str, str]:
    """Return the names under which the browser finds what it needs for the next choice."""
    where = (pack.key, choice.level, choice.compare)
    return {
        "bank": "|".join(("bank", *where)),
        "area": "|".join(("area", *where, choice.area or choice.around)),
        "view": "|".join(("view", *key_of(pack, view))),
    }


def forget_lost() -> None:
    """Forget what the last run sent where this run began so soon that it may not have left."""
    names, when = st.session_state.get(_LAST, (set(), 0.0))
    if not surely_sent(when):
        st.session_state.setdefault(_SENT, set()).difference_update(names)


def send_early(pack: Pack, view: IndicatorView, choice: Choice) -> None:
    """Send what the browser does not hold yet."""
    names = early_names(pack, view, choice)
    sent = st.session_state.setdefault(_SENT, set())
    missing = {kind: name for kind, name in names.items() if name not in sent}
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "bank": lambda: bank(pack, _views(pack, choice), openings(atlas_of(pack), choice.level)),
        "area": lambda: {
            "headlines": headlines_of_area(
                pack.areas, _views(pack, choice), choice.area or choice.around
            )
        },
        "view": lambda: {"headlines": headlines_of_view(view)},
    }
    for kind, name in missing.items():
        stored = partial(_ready, name, makers[kind])
        send_stored(f"early-{kind}", atlas_of(pack).keep(("early", name), stored))
    sent.update(missing.values())
    st.session_state[_LAST] = (set(missing.values()), time.monotonic())


def _ready(name: str, made: Callable[[], dict[str, Any]]) -> bytes:
    return ready(name, made())


def _views(pack: Pack, choice: Choice) -> Mapping[str, IndicatorView]:
    key = ("newest views", choice.level, choice.compare)
    return atlas_of(pack).keep(key, lambda: newest_views(pack, choice.level, choice.compare))
