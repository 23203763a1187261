"""Is a briefing one file that asks for nothing, runs nothing of others, and holds every screen?"""

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import pytest

from het_geo.__main__ import main
from het_geo.briefing.files import save
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose
from het_geo.cli import briefings
from het_geo.document import Drawing
from het_geo.document.table import text_table
from het_geo.geography import Level
from het_geo.render.briefings import deck_of, file_name, formats_of, jumps_of
from het_geo.render.deck import to_deck
from tests.conftest import ROOT

TODAY = date(2026, 3, 21)
LARGEST = 3_500_000  # bytes: sixty areas that can be asked about in seven figures
ATTACK = "</script></template></section><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


@pytest.fixture(scope="module")
def page(atlas, town):
    return deck_of(atlas, town, TODAY)


class Parts(HTMLParser):
    """Every element with its attributes, and texts of the page."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def test_does_the_file_hold_every_screen_with_its_words(page, town):
    screens = [a for a in Parts(page).named("section") if "screen" in a.get("class", "")]
    assert [a["id"] for a in screens][: len(town.screens) + 1] == ["title", *town.order]
    shown = unescape(re.sub(r"<[^>]+>", "", page))
    for screen in town.screens:
        for text in (screen.headline, screen.source, *screen.notes):
            assert text in shown


def test_are_all_wards_there_to_be_jumped_to_and_asked_about(page, luton):
    wards = luton.codes(Level.WARD)
    parts = Parts(page)
    jumps = [a for a in parts.named("template") if a.get("class") == "jump"]
    assert [a["data-id"] for a in jumps] == [f"setting.{code}" for code in wards]
    areas = {a["data-area"] for a in parts.named("section") if "data-area" in a}
    assert {a["data-name"] for a in jumps} <= areas


def test_does_the_file_ask_for_nothing(page):
    for tag, attributes in Parts(page).tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form"), tag
        assert not {"src", "srcset", "style", "xlink:href", "action"} & set(attributes), tag
        assert not [key for key in attributes if key.startswith("on")], tag
        for key, value in attributes.items():
            if "http" in (value or ""):
                assert (tag, key) == ("a", "href")
    code = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    assert set(re.findall(r"url\(([^,)]*)", code)) == {"data:font/woff2;base64"}
    assert "@import" not in code
    script = re.search(r"<script>(.*)</script>", page, re.DOTALL)[1]
    assert not re.search(r"https?:|fetch\(|XMLHttp|innerHTML|eval\(|import\(", script)


def test_does_the_policy_name_the_only_script_that_stands_in_the_file(page):
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    mark = b64encode(sha256(script.encode()).digest()).decode()
    (policy,) = [a["content"] for a in Parts(page).named("meta") if "http-equiv" in a]
    assert f"script-src 'sha256-{mark}';" in policy
    assert policy.startswith("default-src 'none';")


def test_does_a_made_up_name_with_markup_stay_text(town, page):
    screen = next(s for s in town.screens if s.cards)
    card = screen.cards[0]
    answers = tuple(replace(a, answer=ATTACK, sure=ATTACK, question=ATTACK) for a in card.answers)
    bad = replace(
        screen,
        title=ATTACK,
        headline=ATTACK,
        source=ATTACK,
        notes=(ATTACK,),
        table=text_table(ATTACK, (ATTACK,), ((ATTACK,),)),
        drawing=Drawing(ATTACK, replace(screen.picture, says=ATTACK)),
        cards=(replace(card, area=replace(card.area, label=ATTACK), answers=answers),),
    )
    made = replace(town, title=ATTACK, rule=ATTACK, screens=(bad,))
    text = to_deck(made, TODAY, [(ATTACK, bad)])
    parts = Parts(text)
    assert len(parts.named("script")) == 1
    assert parts.named("img") == []
    assert parts.named("template")[-1]["id"].startswith("ground-")
    assert {a["data-name"] for a in parts.named("template") if "data-name" in a} == {ATTACK}


def test_is_an_address_that_is_none_not_a_link(town):
    screen = next(s for s in town.screens if s.cards)
    answer = screen.cards[0].answers[0]
    source = replace(answer.receipt.sources[0], url="javascript:alert(1)")
    answer = replace(answer, receipt=replace(answer.receipt, sources=(source,)))
    card = replace(screen.cards[0], answers=(answer,))
    made = replace(town, screens=(replace(screen, cards=(card,)),))
    assert Parts(to_deck(made, TODAY)).named("a") == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", ["town", "ward", "all wards", "sixty neighbourhoods"])
@pytest.mark.in_turn
def test_is_the_file_small_and_the_same_when_made_again(atlas, luton, kind):
    wards, small = luton.codes(Level.WARD), luton.codes(Level.LSOA)
    codes = {"town": (), "ward": wards[:1], "all wards": wards, "sixty neighbourhoods": small[:60]}
    found = propose(atlas, Audience(tuple(codes[kind])), TODAY)
    text = deck_of(atlas, found, TODAY)
    assert len(text.encode()) <= LARGEST
    assert text == deck_of(atlas, found, TODAY)


def test_are_ids_in_the_page_each_there_once(atlas, town, page):
    ids = [a["id"] for tag, a in Parts(page).tags if "id" in a and tag != "article"]
    assert len(ids) == len(set(ids))
    assert len(jumps_of(atlas, town, TODAY)) == 20


@pytest.mark.in_turn
def test_does_the_command_write_a_briefing_and_open_a_saved_one(
    tmp_path, capsys, town, atlas, monkeypatch
):
    monkeypatch.setattr(briefings, "Atlas", lambda pack: atlas)
    root = ["--root", str(ROOT), "briefing", "--out", str(tmp_path)]
    assert main([*root, "dallow"]) == 0
    (made,) = tmp_path.glob("*.html")
    assert "Briefing: Dallow ward" in made.read_text(encoding="utf-8")
    kept = tmp_path / "kept.toml"
    kept.write_text(save(town, TODAY), encoding="utf-8")
    assert main([*root, "--open", str(kept)]) == 0
    assert len(list(tmp_path.glob("*.html"))) == 2
    capsys.readouterr()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (["--format", "doc"], "no format"),
        (["--format", ","], "no format is named"),
        (["nowhere"], "is called"),
        (["--principle", "9"], "no Marmot principle 9"),
        (["--open", "missing.toml"], "No such file"),
        (["dallow", "--open", "missing.toml"], "give --open alone"),
    ],
)
@pytest.mark.in_turn
def test_does_the_command_refuse_in_words(tmp_path, capsys, wrong, says, atlas, monkeypatch):
    monkeypatch.setattr(briefings, "Atlas", lambda pack: atlas)
    out = tmp_path / "out"
    assert main(["--root", str(ROOT), "briefing", "--out", str(out), *wrong]) == 1
    assert says in capsys.readouterr().err
    assert not list(out.glob("*"))


def test_do_file_names_tell_whom_when_and_of_what(town):
    assert file_name(town, TODAY, "html") == f"briefing-luton-2026-03-21-{town.pack_version}.html"
    assert [one.id for one in formats_of(["PDF", " html", "pdf"])] == ["pdf", "html"]
