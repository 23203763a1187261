"""The register on a page: what is being done, read by all and followed while others write."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from het_geo import clock, dates
from het_geo.errors import RegisterError
from het_geo.framework.records import Framework
from het_geo.journey.lists import shown_lines
from het_geo.journey.model import Followed
from het_geo.journey.projects import project_map
from het_geo.journey.written import (
    Written,
    WrittenLine,
    action_line,
    change_test_line,
    recommendation_line,
    review_line,
    value_line,
    written_of,
)
from het_geo.pack.model import Pack
from het_geo.register import Known, Register, known_of, open_register
from het_geo.register.sheet import csv_of
from het_geo.render.markup import piece
from het_geo.ui.kit import drawing_component
from het_geo.ui.notices import notice
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_text, show_title

TEMPLATE = "journey.html"
EXAMPLE = (
    "Rows marked “example” are made up, to show what a register looks like. They are taken out by: "
    "het_geo register clear-sample PLACE"
)
NOTHING = "Nothing has been entered yet."
STAMP = "register stamp"
IN_FILE = "all of them are in the file under “{title}” below"
PROMISED_S = 5.0  # within which an editor's open page shows what another saves
LOOKS_EVERY_S = 3.0  # which leaves the rest to run the page
FEW = 5  # lines that are shown at once
_OPEN: dict[str, Known] = {}  # what each place's framework knows, as pages have last read it


@st.cache_resource(show_spinner=False)
def the_register() -> Register:
    """Return the register that all sessions of this server share."""
    return open_register(known=lambda place: _OPEN.get(place, Known()))


def read_register(pack: Pack, framework: Framework | None) -> Written:
    """Return what is written of the place; a register that does not answer is said, and empty."""
    place = pack.manifest.place
    _OPEN[place] = known_of(framework)
    try:
        stamp = the_register().stamp(place)
        st.session_state[STAMP] = stamp
        key = ("written", place, id(the_register()), stamp)
        return atlas_of(pack).keep(key, lambda: written_of(the_register(), place))
    except RegisterError as error:
        notice(str(error))
        return Written()


def show_actions(framework: Framework, one: Followed, written: Written) -> None:
    """Show what is being done about a measure, and what its chair says beside the verdict."""
    for remark in written.remarks_on(one.measure.id):
        group = framework.groups.get(remark.subgroup)
        name = group.label if group else remark.subgroup
        said = f"{remark.words} Why: {remark.reason}"
        mark = " (example)" if remark.example else ""
        day = dates.long_date(remark.changed_at.date())
        show_text(f"The chair of {name} says{mark} ({day}): {said}", "hg-remark")
    show_title("What are we doing about it?", small=True)
    today = clock.today()
    lines = [action_line(a, framework, today) for a in written.actions_on(one.measure)]
    none = "No action that bears on this measure has been entered yet."
    shown = shown_lines(lines, IN_FILE.format(title="Actions"))
    st.html(piece(TEMPLATE, "open_lines", "Actions", shown, none))


def show_register(
    pack: Pack, framework: Framework, written: Written, found: list[Followed]
) -> None:
    """Show all that is written of the place by kind; what is long is sent when it is opened."""
    show_title("Across the journey: what was advised, done and tried", small=True)
    if written.example:
        show_text(EXAMPLE, "hg-draft")
    today = clock.today()
    advice = [
        WrittenLine(one.id, "Published", one.text, f"principle {one.principle}; {one.source}")
        for one in framework.advice.values()
    ]

    names = {one.measure.id: one.label for one in found}
    kinds: dict[str, tuple[str, int, Callable[[], list[WrittenLine]]]] = {
        "Recommendations": ("recommendation", len(advice) + len(written.recommendations), lambda: [
            *advice, *(recommendation_line(one, framework) for one in written.recommendations)]),
        "Actions": ("action", len(written.actions), lambda: [
            action_line(a, framework, today) for a in written.actions]),
        "Tests of change": ("test", len(written.tests), lambda: [
            change_test_line(test, framework) for test in written.tests]),
        "Reviews": ("review", len(written.reviews), lambda: [
            review_line(one, framework, names) for one in written.reviews]),
        "Figures entered by hand": ("value", len(written.values), lambda: [
            value_line(value, framework) for value in written.values]),
    }  # fmt: skip
    for title, (kind, count, lines) in kinds.items():
        _folded(pack, title, kind, count, lines)
    _show_projects(pack, framework.projects, written)


def _show_projects(pack: Pack, title: str, written: Written) -> None:
    """Show the projects on a map, each area a numbered dot, and the same listed."""
    held = project_map(pack, written.projects)
    key = ("map of projects", written.projects)
    picture = atlas_of(pack).keep(key, lambda: held.picture(pack))
    if picture is not None:
        show_text(f"{title} on the map: {held.said}")
        drawing_component(key="journey-projects", data=picture.on_page())
    _folded(pack, title, "project", len(written.projects), lambda: list(held.lines), numbered=True)


def _folded(
    pack: Pack,
    title: str,
    kind: str,
    count: int,
    lines: Callable[[], list[WrittenLine]],
    *,
    numbered: bool = False,
) -> None:
    """Show a few lines as they are, many when they are asked for: the late and newest first.

    Those that are ``numbered`` keep their order.
    """
    if count <= FEW:
        shown = shown_lines(lines(), IN_FILE.format(title=title))
        st.html(piece(TEMPLATE, "lines", title, shown, NOTHING))
        return
    with st.expander(f"{title} ({count:,})", key=f"register-{kind}", on_change="rerun") as box:
        if not box.open:
            return
        every = lines() if numbered else lines()[::-1]
        shown = shown_lines(every, "the file below has all of them")
        st.html(piece(TEMPLATE, "open_lines", title, shown, NOTHING))
        place = pack.manifest.place
        st.download_button(
            "All of them (CSV)",
            data=lambda: csv_of(kind, the_register().rows(kind, place)),
            file_name=f"{place}-{kind}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"register-{kind}-csv",
        )


def watch_register(pack: Pack) -> None:
    """Have an editor's open page show what others save, within :data:`PROMISED_S`."""

    @st.fragment(run_every=LOOKS_EVERY_S)
    def look() -> None:
        try:
            stamp = the_register().stamp(pack.manifest.place)
        except RegisterError:
            return  # it is said by the next run of the page
        if stamp != st.session_state.get(STAMP):
            st.rerun()

    look()
