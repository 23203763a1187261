"""Made-up plans for tests: drawn as small tables, or as Hypothesis finds them."""

from hypothesis import strategies as st

from het_geo.catalogue.records import Catalogue
from het_geo.framework.logic import DRIVERS, LOGIC, LogicBox, LogicModel
from het_geo.framework.read import folder_of, read_framework
from het_geo.framework.records import Framework, JourneyMeasure, OwnerGroup
from tests.conftest import ROOT

MEASURE = JourneyMeasure(
    "made_up", 5, "outcome", "homes", "chair", 6, "made up", indicator="overcrowding"
)
MADE_UP = Framework(
    "somewhere", "A made-up framework", "", "", {"homes": OwnerGroup("homes", "Homes", "Made up.")},
    {"made_up": MEASURE}, {}, {},
)  # fmt: skip
NAMES = {"made_up": "A made-up measure"}


def luton_framework(catalogue: Catalogue) -> Framework:
    found = read_framework(folder_of(ROOT, "luton"), catalogue)
    assert found is not None
    return found


def drawn(rows: str, kind=LOGIC, **says):
    """Make a plan from a drawn table: id | column | leads to | measured (x or nothing).

    A box's text is its id followed by "box", so that it is found in a picture.
    """
    boxes = {}
    for line in rows.strip().splitlines():
        own, column, to, measured = (cell.strip() for cell in line.split("|"))
        measure = "made_up" if measured else ""
        boxes[own] = LogicBox(own, column, f"{own}box", tuple(to.split()), measure)
    head = {"title": "Made up", "about": "Made up.", "status": "draft to confirm", **says}
    return LogicModel(kind, "homes", **head, boxes=boxes)


def as_toml(model):
    """Write a plan as its file has it."""
    lines = [f'title = "{model.title}"', f'about = "{model.about}"', f'status = "{model.status}"']
    for box in model.boxes.values():
        to = ", ".join(f'"{name}"' for name in box.leads_to)
        lines += ["", "[[box]]", f'id = "{box.id}"', f'column = "{box.column}"']
        lines += [f'text = "{box.text}"', f"leads_to = [{to}]", f'measure = "{box.measure}"']
    return "\n".join(lines) + "\n"


@st.composite
def plans(draw, kinds=(LOGIC, DRIVERS)):
    """Draw a plan that holds: each box leads on, and a chain reaches each."""
    kind = draw(st.sampled_from(kinds))
    columns, first = list(kind.columns), kind.place(kind.starts)
    counts = [draw(st.integers(1, 4)) for _ in columns]
    names = [[f"{'abcde'[i]}{n}" for n in range(count)] for i, count in enumerate(counts)]
    leads = {own: set() for each in names for own in each}
    for i, each in enumerate(names[:-1]):
        later = [own for after in names[i + 1 :] for own in after]
        for own in each:
            leads[own] = draw(st.sets(st.sampled_from(later), min_size=1, max_size=2))
    for i in range(first + 1, len(columns)):
        earlier = [own for before in names[first:i] for own in before]
        for own in names[i]:
            leads[draw(st.sampled_from(earlier))].add(own)
    boxes = {
        own: LogicBox(
            own,
            columns[i],
            f"{own}box " + draw(st.sampled_from(["", "short", "with many more words " * 5])),
            tuple(sorted(leads[own])),
            draw(st.sampled_from(["", "", "made_up"])),
        )
        for i, each in enumerate(names)
        for own in each
    }
    return LogicModel(kind, "homes", "Made up", "Made up.", "draft to confirm", boxes)
