"""Every page of a place for every indicator at every level it has, and what must be true of each.

``tests/app/test_every_view.py`` opens a tenth of them, ``benchmarks/every_view.py`` all, of any
place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice, levels_of, newest, periods_of
from het_geo.atlas.gaps.principle import belongs
from het_geo.beside.two import can_be_set, levels_of_both
from het_geo.geography import Level
from tests.app.pages import PATIENCE
from tests.app.reading import texts, unsaid
from tests.conftest import ROOT

ABOUT = ("explore", "explore, change", "explore, first period", "principles")  # of the indicator
CARRIED = ("home", "areas", "compare", "profile", "briefing", "journey", "data")  # by their links
WAYS = (*ABOUT, "two figures", *CARRIED)
PAGE_OF = {"two figures": "compare"}  # whose name is not the first word of the way's


@dataclass(frozen=True)
class Visit:
    """A page to open: the way it is opened, and what its link says."""

    way: str
    indicator: str
    level: Level
    link: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """The page's name in its address."""
        return PAGE_OF.get(self.way, self.way.partition(",")[0])

    def __str__(self) -> str:
        """The link as a person would type it."""
        return f"/{self.page}?" + "&".join(f"{key}={value}" for key, value in self.link.items())


def visits(atlas: Atlas, seed: str, ways: tuple[str, ...] = WAYS) -> Iterator[Visit]:
    """Give every visit of a place, in one order; which area each link names is drawn by a seed."""
    pack = atlas.pack
    settable = [str(name) for name in can_be_set(atlas)]
    areas = ["", pack.district, *pack.codes("ward"), *pack.codes("lsoa")]
    for indicator in pack.periods_held:
        for level in levels_of(pack, indicator):
            for way in ways:
                random = Random(f"{seed} {pack.manifest.place} {indicator} {level} {way}")
                link = {"place": pack.manifest.place, "indicator": indicator, "level": str(level)}
                more = _more(atlas, way, indicator, level, settable, random)
                if more is not None:
                    link |= more | {"area": random.choice(areas)}
                    said = {key: value for key, value in link.items() if value}
                    yield Visit(way, indicator, level, said)


def _more(
    atlas: Atlas, way: str, indicator: str, level: Level, settable: list[str], random: Random
) -> dict[str, str] | None:
    """Return what a way's link says beside indicator and level; ``None``: it does not show it."""
    pack = atlas.pack
    if way == "explore, change":
        return {"of": "change"}
    if way == "explore, first period":
        return {"period": periods_of(pack, indicator, level)[0].id}
    if way == "principles":
        known = pack.catalogue.indicators[indicator]
        numbers = [n for n in pack.catalogue.principles if belongs(known, n)]
        return {"principle": str(random.choice(numbers))} if numbers else None
    if way == "two figures":
        return _against(atlas, indicator, settable, random)
    return {}


def _against(
    atlas: Atlas, indicator: str, settable: list[str], random: Random
) -> dict[str, str] | None:
    """Return another figure that stands over the same areas, where there is one."""
    if indicator not in settable:
        return None
    for name in random.sample(settable, len(settable)):
        if name != indicator and levels_of_both(atlas, indicator, name):
            return {"against": name}
    return None


def opened(visit: Visit) -> AppTest:
    """Open a page by its link, as somebody does who has seen none before."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    for key, value in visit.link.items():
        app.query_params[key] = value
    return app.switch_page(f"pages/{visit.page}.py").run()


def faults(app: AppTest, visit: Visit, atlas: Atlas) -> list[str]:
    """Return what is wrong with a page that was opened, in words; nothing where it is whole."""
    if app.exception or app.error:
        raised = [f"raised: {one.message}" for one in app.exception]
        return raised + [f"shows an error: {one.value}" for one in app.error]
    read = list(texts(app))
    found = [
        f"{kind} shows “{word}”: {_around(text, word)}"
        for kind, text in read
        for word in dict.fromkeys(unsaid(text))
    ]
    lists = ("selectbox", "multiselect", "page_link")  # what could be shown, and what leads on
    shown = " ".join(text for kind, text in read if kind not in lists)
    found += [f"does not say “{one}”" for one in due(visit, atlas) if one not in shown]
    return list(dict.fromkeys(found)) + _not_carried(app, visit)


def _around(text: str, word: str) -> str:
    at = text.find(word)
    return " ".join(text[max(0, at - 50) : at + 50].split())


def due(visit: Visit, atlas: Atlas) -> list[str]:
    """Return what a page must say: the figure's name, its period, and who publishes it."""
    pack, catalogue = atlas.pack, atlas.pack.catalogue
    indicator = catalogue.indicators[visit.indicator]
    if visit.way == "two figures":
        return [indicator.label, catalogue.indicators[visit.link["against"]].label]
    if visit.way not in ABOUT:
        return []
    period = visit.link.get("period") or newest(pack, visit.indicator, visit.level).id
    view = atlas.view(Choice(visit.indicator, visit.level, period))
    sources = [one for source in view.sources for one in (source.title, source.publisher)]
    return [indicator.label, indicator.period(period).label, *sources]


def _not_carried(app: AppTest, visit: Visit) -> list[str]:
    """Say where the way on to Explore has lost the place, the figure, its level or the area."""
    ways = [o.proto.query_string for o in app.get("page_link") if o.proto.label == "Explore"]
    carried = {key: value[0] for key, value in parse_qs("".join(ways)).items()}
    return [
        f"the way to Explore says {key}={carried.get(key)}"
        for key in ("place", "indicator", "level", "area")
        if carried.get(key) != visit.link.get(key)
    ]
