"""Write into the register: one form for every kind of row, made from what its fields may hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from het_geo.errors import RegisterError, SignInError
from het_geo.framework.records import Framework
from het_geo.geography import Level, area_label
from het_geo.journey.written import Written
from het_geo.pack.model import Pack
from het_geo.people.roles import Person
from het_geo.register import Overtaken, may
from het_geo.register.forms import Day, OneOf, Prose
from het_geo.register.rows import CALLED, WrittenRow, fields_of, values_of
from het_geo.ui.register import the_register
from het_geo.ui.register_history import groups_of, say, show_history, tell
from het_geo.ui.sign_in import draft, keep_draft, person_now

WRITTEN = ("action", "recommendation", "value", "test", "review", "project", "remark")
LABELS = {
    "text": "What was recommended", "source": "Where it was published", "subgroup": "Sub-group",
    "title": "What it is", "recommendation": "Follows from the recommendation",
    "measure": "Bears on the measure", "indicator": "Bears on the indicator",
    "principle": "Marmot principle", "status": "Status", "owner": "Owner (a role, no name)",
    "due": "Due (year-month-day)", "evidence": "Link to the evidence",
    "period": "Last day of its period (year-month-day)", "value": "Value", "low": "Lower limit",
    "high": "Upper limit", "note": "Note", "aim": "Aim", "plan": "Plan", "done": "What was done",
    "learned": "What was learned", "next_step": "What next", "day": "Day (year-month-day)",
    "decided": "What was decided, in one or two sentences",
    "area": "Ward or neighbourhood", "what": "What it did", "year": "Year", "amount": "Amount in £",
    "link": "Link", "words": "In the chair’s words", "reason": "The reason",
}  # fmt: skip
CHOSEN = ("subgroup", "measure", "indicator", "principle", "recommendation", "area")
_SEEN, _WRITER = "seen", "who writes into the register"


@dataclass(frozen=True)
class FormLists:
    """What a form chooses from: the place's own lists, by field."""

    pack: Pack
    framework: Framework
    written: Written

    def options(self, name: str) -> dict[str, str]:
        """Return what a field of :data:`CHOSEN` may be chosen from, with its words."""
        made: dict[str, Callable[[], dict[str, str]]] = {
            "subgroup": lambda: {g.id: g.label for g in self.framework.groups.values()},
            "measure": lambda: {m: self._measure(m) for m in self.framework.measures},
            "indicator": lambda: {i.id: i.label for i in self.pack.catalogue.indicators.values()},
            "principle": lambda: {
                str(n): f"{n}. {p.label}" for n, p in self.pack.catalogue.principles.items()
            },
            "recommendation": lambda: {r.id: r.text[:80] for r in self.written.recommendations},
            "area": lambda: {
                code: area_label(self.pack.areas, code)
                for level in (Level.WARD, Level.LSOA)
                for code in self.pack.codes(level)
            },
        }
        return made[name]() if name in made else {}

    def _measure(self, name: str) -> str:
        measure = self.framework.measures[name]
        if measure.local:
            return self.framework.local[measure.local].label
        return self.pack.catalogue.indicators[measure.indicator].label


def show_edit(sheet: FormLists, person: Person | None) -> None:
    """Let who may write add, change, remove and take back rows; others see nothing of it."""
    say()
    # Where a sign-in ends while somebody writes, the form stays: what he typed is in it. What is
    # shown is no permission: who is signed in now is asked at each write.
    person = person or st.session_state.get(_WRITER)
    st.session_state[_WRITER] = person
    by_hand = any(measure.local for measure in sheet.framework.measures.values())
    kinds = [kind for kind in WRITTEN if may(person, "add", kind) and (kind != "value" or by_hand)]
    if not kinds:
        return
    with st.expander("Write into the register"):
        kind = st.selectbox(
            "What to write", kinds, format_func=lambda name: CALLED[name].capitalize(),
            key="register-kind",
        )  # fmt: skip
        rows = [row for row in _rows(sheet, kind) if may(person, "change", kind, row)]
        labels = _apart({row.id: _name(row) for row in rows})
        chosen = st.selectbox(
            "Change one, or add a new one", ["", *labels],
            format_func=lambda row: labels.get(row, row or "A new one"), key=f"register-row-{kind}",
        )  # fmt: skip
        row = next((one for one in rows if one.id == chosen), None)
        _form(sheet, kind, row)
        if row is not None:
            st.button("Remove it", key="register-remove", on_click=_remove, args=(sheet, kind, row))
    show_history(sheet.pack, sheet.framework)


def _rows(sheet: FormLists, kind: str) -> Sequence[WrittenRow]:
    written = sheet.written
    return {
        "action": written.actions, "recommendation": written.recommendations,
        "value": written.values, "test": written.tests, "project": written.projects,
        "remark": written.remarks, "review": written.reviews,
    }[kind]  # fmt: skip


def _name(row: WrittenRow) -> str:
    for name in ("title", "aim", "words", "text"):
        if said := getattr(row, name, ""):
            return str(said)[:80]
    day = getattr(row, "period", None) or getattr(row, "day", "")
    return f"{getattr(row, 'measure', '')} {day}"


def _apart(labels: Mapping[str, str]) -> dict[str, str]:
    """Return labels of which no two are alike: a list knows its options by what they say."""
    many = Counter(labels.values())
    return {key: f"{said} · {key[-6:]}" if many[said] > 1 else said for key, said in labels.items()}


def _form(sheet: FormLists, kind: str, row: WrittenRow | None) -> None:
    """Show the fields of a kind, filled in with what stands, or with what was not saved."""
    held = values_of(row) if row else {}
    at = f"{kind}-{row.id if row else 'new'}"
    # The version that the person has before them, whatever others save meanwhile.
    seen = draft(f"{at}-{_SEEN}")
    st.session_state.setdefault(f"{at}-{_SEEN}", int(seen) if seen else row.version if row else 0)
    with st.form(f"register-{at}", border=False):  # no run between two fields: lists stay open
        for name in fields_of(kind):
            start = draft(f"{at}-{name}") if seen else _written(held.get(name))
            _field(sheet, kind, name, start, f"{at}-{name}")
        st.form_submit_button("Save", key=f"register-save-{at}", type="primary", on_click=_save,
                              args=(sheet, kind, row, at))  # fmt: skip


def _field(sheet: FormLists, kind: str, name: str, start: str, key: str) -> None:
    form, needed = fields_of(kind)[name]
    label = LABELS[name] + ("" if needed else " (may be left empty)")
    options = _apart(sheet.options(name))
    if (kind, name) == ("value", "measure"):  # a publisher gives the figures of all others
        options = {m: said for m, said in options.items() if sheet.framework.measures[m].local}
    if isinstance(form, OneOf):
        options = {word: word.capitalize() for word in form.words}
    st.session_state.setdefault(key, start)
    if options or name in CHOSEN:
        now = st.session_state[key]  # which may be a code that no list has: it stays
        choices = list(dict.fromkeys(["", now, *options]))
        st.selectbox(label, choices, format_func=lambda one: options.get(one, one or "—"), key=key)
    elif isinstance(form, Prose) and form.lines:
        st.text_area(label, max_chars=form.most, key=key)
    else:
        st.text_input(label, placeholder="2026-11-28" if isinstance(form, Day) else "", key=key)


def _written(held: Any) -> str:
    if held is None:
        return ""
    return held.isoformat() if isinstance(held, date) else str(held)


def _save(sheet: FormLists, kind: str, row: WrittenRow | None, at: str) -> None:
    """Save a row as the person who is signed in now may; say what hindered it."""
    keys = {name: f"{at}-{name}" for name in fields_of(kind)}
    values = {name: st.session_state.get(key) or None for name, key in keys.items()}
    for name, key in keys.items():  # a sign-in that has ended loses nothing
        keep_draft(key, str(values[name] or ""))
    keep_draft(f"{at}-{_SEEN}", str(st.session_state.get(f"{at}-{_SEEN}", 0)))
    place, register = sheet.pack.manifest.place, the_register()
    try:
        person = person_now(groups_of(sheet.framework))
        if row is None:
            register.add(person, kind, place, values)
        else:
            register.change(person, kind, row.id, values, st.session_state[f"{at}-{_SEEN}"])
    except Overtaken as error:  # what was typed stays, beside what stands now
        tell(f"{error} {_stands(error.row)}")
        st.session_state[f"{at}-{_SEEN}"] = error.row.version if error.row else 0
    except (RegisterError, SignInError) as error:
        tell(str(error))
    else:
        for key in (*keys.values(), f"{at}-{_SEEN}"):
            keep_draft(key, "")
            st.session_state.pop(key, None)
        tell(f"Saved: this {CALLED[kind]} can be seen by everyone.", good=True)


def _stands(row: WrittenRow | None) -> str:
    """Return what stands now, in the words of whoever was first."""
    if row is None:
        return ""
    said = "; ".join(
        f"{LABELS[name]}: {_written(value)}"
        for name, value in values_of(row).items()
        if value is not None
    )
    return f"It now says: {said}."


def _remove(sheet: FormLists, kind: str, row: WrittenRow) -> None:
    try:
        person = person_now(groups_of(sheet.framework))
        seen = st.session_state.get(f"{kind}-{row.id}-{_SEEN}", row.version)
        the_register().remove(person, kind, row.id, seen)
    except (RegisterError, SignInError) as error:
        tell(str(error))
    else:
        tell("Removed. It can be taken back below, under the last changes.", good=True)
