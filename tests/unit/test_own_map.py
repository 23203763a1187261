"""Is what a browser sends in place of codes or of a line used only where it is what it must be?"""

import json

import pytest
import streamlit as st

from het_geo.ui import own_map

LINE = [[-0.4, 51.9], [-0.3, 51.9], [-0.3, 51.8]]


def used(monkeypatch, part, sent):
    """Return what a page is given of what a browser sends as a part of its answer."""
    from types import SimpleNamespace  # noqa: PLC0415

    state = {own_map._KEY: SimpleNamespace(**{part: sent})}
    monkeypatch.setattr(st, "session_state", state)
    given = []
    getattr(own_map, f"_{part}")(given.append)
    return given


@pytest.mark.parametrize(
    ("sent", "given"),
    [
        (json.dumps({"codes": ["E01015693", 5], "asked": 2}), [("E01015693",)]),
        (json.dumps({"codes": []}), [()]),
        (json.dumps({"codes": "E01015693"}), []),
        (json.dumps(["E01015693"]), []),
        ("[", []),
        (None, []),
        ("9" * 5_000, []),
    ],
)
def test_which_codes_are_used(monkeypatch, sent, given):
    assert used(monkeypatch, "chosen", sent) == given


@pytest.mark.parametrize(
    ("sent", "given"),
    [
        (json.dumps(LINE), [[(-0.4, 51.9), (-0.3, 51.9), (-0.3, 51.8)]]),
        (json.dumps(LINE[:2]), []),
        (json.dumps(LINE * 1_000), []),  # 3,000 corners
        (json.dumps([*LINE, [1]]), []),
        (json.dumps([*LINE, ["1", 2]]), []),
        (json.dumps([*LINE, [500, 2]]), []),
        ("[[NaN, 1], [1, 2], [2, 3]]", []),
        ("[[true, 1], [1, 2], [2, 3]]", []),
        ("{}", []),
        ("", []),
    ],
)
def test_which_lines_are_used(monkeypatch, sent, given):
    assert used(monkeypatch, "drawn", sent) == given
