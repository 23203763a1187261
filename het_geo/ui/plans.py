"""The plans on the Journey page: a sub-group's logic model or driver diagram, and principle 7."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from het_geo import clock
from het_geo.document import Section
from het_geo.errors import JourneyError
from het_geo.framework.logic import DRIVERS, LOGIC, LogicModel, read_plans
from het_geo.framework.principle7 import SEVENTH, SeventhPlan, read_seventh
from het_geo.framework.read import folder_of
from het_geo.framework.records import Framework
from het_geo.journey.logic import plan_sections, plan_title
from het_geo.journey.model import Followed
from het_geo.journey.principle7 import seventh_document, seventh_sections
from het_geo.pack.model import Pack
from het_geo.render.markup import asset
from het_geo.render.plans import (
    DOCUMENTS,
    KINDS,
    document_as,
    plan_file_name,
    plan_makers,
    stem_of,
)
from het_geo.ui.notices import notice
from het_geo.ui.shelf import atlas_of, root
from het_geo.ui.show import chapter_of, show_chapter, show_text

TITLE = "How change is meant to come about: logic models, drivers, and the plan for principle 7"
NO_PLANS = "No plan of a sub-group is kept for this place yet."
NUMBERED = f"Principle {SEVENTH}"


class Plans(NamedTuple):
    """What is planned: by titles the sub-groups' plans, and the plan for principle 7 if any."""

    models: dict[str, LogicModel]
    seventh: SeventhPlan | None


def show_plans(pack: Pack, framework: Framework, found: list[Followed]) -> None:
    """Show one plan at a time, chosen by its title; nothing is made before it is opened."""
    with st.expander(TITLE, key="plans", on_change="rerun", bind="query-params") as box:
        if not box.open:
            return
        try:
            plans = _plans(pack, framework)
        except JourneyError as error:
            notice(str(error))
            return
        titles = [*plans.models, *([NUMBERED] if plans.seventh else [])]
        if not titles:
            show_text(NO_PLANS)
            return
        chosen = st.selectbox("Plan", titles, key="plan", bind="query-params")
        if chosen in plans.models:
            _show_model(pack, framework, plans.models[chosen])
        elif plans.seventh is not None:
            _show_seventh(pack, plans.seventh, framework, found)


def _show_model(pack: Pack, framework: Framework, model: LogicModel) -> None:
    key = ("plan", *_stamp(pack), plan_title(model))
    make = partial(plan_sections, model, framework, pack.catalogue)
    _chapter(atlas_of(pack).keep(key, make))
    _offer(pack, stem_of(model), plan_makers(model, framework, pack))


def _show_seventh(
    pack: Pack, plan: SeventhPlan, framework: Framework, found: list[Followed]
) -> None:
    own = [one for one in found if one.measure.principle == SEVENTH]
    _chapter(seventh_sections(atlas_of(pack), plan, framework, own))

    def make(ending: str, today: date) -> bytes:
        document = seventh_document(atlas_of(pack), plan, framework, today, own)
        return document_as(ending, document, today)

    makers = {ending: partial(make, ending) for ending in DOCUMENTS}
    _offer(pack, f"principle {SEVENTH}", makers)


def _chapter(sections: tuple[Section, ...]) -> None:
    st.html(f"<style>.hg-doc {{ {asset('page.css')} }}</style>")
    show_chapter(chapter_of(list(enumerate(sections))))


def _plans(pack: Pack, framework: Framework) -> Plans:
    """Return a place's plans, read anew once a file of them has changed."""
    folder = folder_of(root(), pack.manifest.place)

    def read() -> Plans:
        models = [
            model
            for kind in (LOGIC, DRIVERS)
            for model in read_plans(folder, framework, kind).values()
        ]
        return Plans({plan_title(m): m for m in models}, read_seventh(folder, framework))

    return atlas_of(pack).keep(("plans", *_stamp(pack)), read)


def _stamp(pack: Pack) -> tuple[tuple[str, int], ...]:
    folder: Path = folder_of(root(), pack.manifest.place)
    files = sorted(folder.rglob("*.toml"))
    return tuple((str(file.relative_to(folder)), file.stat().st_mtime_ns) for file in files)


def _offer(pack: Pack, stem: str, makers: Mapping[str, Callable[[date], bytes]]) -> None:
    """Offer a plan as files, each made when it is asked for; ``makers`` by their endings."""
    today = clock.today()
    with st.popover("Download plan", type="tertiary", key="plan-files", on_change="rerun") as box:
        if not box.open:
            return
        for ending, make in makers.items():
            label, mime = KINDS[ending]
            st.download_button(
                label,
                data=lambda make=make: make(today),
                file_name=plan_file_name(pack, stem, today, ending),
                mime=mime,
                on_click="ignore",
                key=f"plan-{ending}",
                width="stretch",
            )
