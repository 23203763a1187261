"""Does a server open its pages before visitors do, and is a visitor then never the first?"""

import asyncio
import json
import os
import subprocess
import sys

import pytest

from het_geo.errors import PackError
from het_geo.geography import Level
from het_geo.ui.frame import PAGES
from het_geo.ui.rehearsal import REHEARSE, Rehearsal, first_pages, further_pages
from tests.conftest import ROOT

# A server as it is, of which a ward's pages and a figure's are opened; then somebody opens the
# same pages. How many things its atlas has worked out is told before and after.
PROGRAM = """
import asyncio, json, sys
from het_geo.ui import rehearsal, server
from het_geo.ui.shelf import opened
from het_geo.ui.streamlit_session import SessionAlone

every = rehearsal.further_pages
rehearsal.further_pages = lambda atlas: [*every(atlas)][:3] + [*every(atlas)][-2:]
app, place = server.app, sys.argv[1]
wrong, hear = [], SessionAlone.write_forward_msg

def heard(session, message):
    if message.delta.new_element.WhichOneof("type") == "exception":
        wrong.append(message.delta.new_element.exception.message)
    hear(session, message)

SessionAlone.write_forward_msg = heard

async def again(pages):
    session = SessionAlone()
    for page, link in pages:
        await rehearsal._open(session, page, link)
    session.close()

async def main():
    app._runtime = app._create_runtime()
    words = [server.REHEARSAL.first()]
    async with app._combined_lifespan(None):
        while not server.REHEARSAL.all_opened:
            await asyncio.sleep(0.1)
        words.append(server.REHEARSAL.first())
        atlas = opened(place)
        kept = [len(atlas.store)]
        for pages in (rehearsal.first_pages(place), rehearsal.further_pages(atlas)):
            await again(pages)
            kept.append(len(atlas.store))
        await again([("profile", {"place": place, "area": atlas.pack.codes("ward")[-1]})])
        kept.append(len(atlas.store))
        print(json.dumps([wrong, words, kept]))

asyncio.run(main())
"""


def run(tmp_path):
    """Return what a server says: its words to an orchestrator, and how much it has worked out."""
    settings = {REHEARSE: "", "HET_GEO_REGISTER": str(tmp_path / "register.sqlite")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "luton"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | settings,
    )
    wrong, words, kept = json.loads(done.stdout.strip().splitlines()[-1])
    assert wrong == []  # a page that nobody has asked for has neither cookies nor an address
    return words, kept


@pytest.mark.in_turn
def test_is_nothing_worked_out_anew_for_a_visitor_who_opens_what_was_opened(tmp_path):
    words, (ready, first, further, other) = run(tmp_path)
    assert words == ["being opened", "ok"]
    assert ready == first == further > 0
    assert other > ready  # what nobody has opened yet is told apart


@pytest.mark.parametrize(("said", "beside"), [("off", 0), ("", 1)])
def test_is_no_page_opened_where_a_server_is_told_so(monkeypatch, said, beside):
    monkeypatch.setenv(REHEARSE, said)
    monkeypatch.setattr(Rehearsal, "_go_on", lambda _: asyncio.sleep(60))

    async def tasks():
        async with Rehearsal().going():
            return len(asyncio.all_tasks()) - 1  # besides this one

    assert asyncio.run(tasks()) == beside


@pytest.mark.parametrize("fault", [PackError("away"), TimeoutError(), RuntimeError("a fault")])
def test_is_what_failed_tried_again_and_nobody_kept_out_meanwhile(monkeypatch, fault):
    rounds, words = [], []

    async def goes(one, place):
        words.append(one.further())
        rounds.append(place)
        if len(rounds) == 1:
            raise fault

    async def tried():
        rehearsal = Rehearsal()
        async with rehearsal.going():
            while len(rounds) < 2:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)  # what has been opened is not opened again

    monkeypatch.setenv(REHEARSE, "")
    monkeypatch.setattr("het_geo.ui.rehearsal.LOOK_S", 0.01)
    monkeypatch.setattr(Rehearsal, "_round", goes)
    asyncio.run(tried())
    assert (rounds, words) == (["luton"] * 2, ["being opened", "ok"])


def test_is_every_page_opened_and_every_ward_and_every_figure(atlas):
    assert [page for page, _ in first_pages("luton")] == list(PAGES.values())
    found = list(further_pages(atlas))
    wards = atlas.pack.codes(Level.WARD)
    figures = atlas.newest_views(Level.WARD)
    asked = [
        (page, link.get("area") or link["indicator"])
        for page, link in found
        if link["place"] == "luton"
    ]
    assert asked == [
        *((page, ward) for ward in wards for page in ("explore", "profile", "briefing")),
        *((page, figure) for figure in figures for page in ("explore", "principles")),
    ]
    # 20 wards, three pages each, and each figure of wards, two pages each.
    assert len(found) == 3 * 20 + 2 * len(figures) > 100


@pytest.mark.parametrize(
    ("said", "seconds", "word"),
    [
        ("", 0, "being opened"),
        ("", 39.9, "being opened"),
        ("", 40, "ok"),  # a start that takes 90 seconds has failed: visitors wait for the rest
        ("off", 0, "ok"),
        (" OFF ", 0, "ok"),
    ],
)
def test_what_is_an_orchestrator_told_before_any_page_was_opened(monkeypatch, said, seconds, word):
    monkeypatch.setenv(REHEARSE, said)
    moments = iter([100.0, 100.0 + seconds])
    assert Rehearsal(lambda: next(moments)).first() == word
