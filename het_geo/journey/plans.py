"""The plans of a place as chapters of its report: what each is, its picture, what measures it.

Each in full, with its boxes as a list, is a document of its own (:mod:`het_geo.journey.logic`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from het_geo.atlas.atlas import Atlas
from het_geo.document import Drawing, Section, Text
from het_geo.errors import JourneyError
from het_geo.framework.logic import DRIVERS, LOGIC, LogicModel, read_plans
from het_geo.framework.principle7 import SeventhPlan, read_seventh
from het_geo.framework.records import Framework
from het_geo.journey.logic import measure_names, plan_sections
from het_geo.journey.principle7 import seventh_sections
from het_geo.pictures.logic_model import logic_picture
from het_geo.pictures.svg import SLIDE
from het_geo.sentences.plans import chains_said

TITLE = "How change is meant to come about"


def plans_of(folder: Path, framework: Framework) -> tuple[list[LogicModel], SeventhPlan | None]:
    """Return a place's plans from the folder of its framework, and that for principle 7 if any.

    Raises:
        JourneyError: a file of them is wrong; it says which, where and how.
    """
    models = [m for kind in (LOGIC, DRIVERS) for m in read_plans(folder, framework, kind).values()]
    return models, read_seventh(folder, framework)


def plan_chapters(atlas: Atlas, folder: Path, framework: Framework) -> tuple[Section, ...]:
    """Return the plans as sections of a report; a file that is wrong is said in their place."""
    try:
        models, seventh = plans_of(folder, framework)
    except JourneyError as error:
        return (Section(TITLE, (Text(f"The plans cannot be shown. {error}"),)),)
    found = list(_models(atlas, framework, models))
    if seventh is not None:  # its measures are told where they stand
        found += seventh_sections(atlas, seventh, framework)
    return tuple(found)


def _models(atlas: Atlas, framework: Framework, models: Sequence[LogicModel]) -> Iterable[Section]:
    if models:
        yield Section(TITLE, ())
    for model in models:
        first, *_ = plan_sections(model, framework, atlas.pack.catalogue, paper=True)
        names = measure_names(framework, atlas.pack.catalogue)
        drawn = (p for p in first.parts if isinstance(p, Drawing))  # each says how far it is agreed
        (drawing,) = (replace(p, slide=logic_picture(model, names, SLIDE)) for p in drawn)
        told = f"{model.about} {chains_said(model)}"
        yield replace(first, parts=(Text(told), drawing), level=3)
