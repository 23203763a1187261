"""Write into the register: one form for every kind of row, made from what its fields may hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from het_geo.errors import RegisterError, SignInError
from het_geo.people.roles import Person
from het_geo.register import Overtaken, RowError, may, may_any
from het_geo.register.forms import Day, OneOf, Prose
from het_geo.register.rows import CALLED, WrittenRow, fields_of, values_of
from het_geo.ui.begun import BegunForm, begun_in
from het_geo.ui.edit_lists import CHOSEN, LABELS, FormLists
from het_geo.ui.register import the_register
from het_geo.ui.register_history import say, tell
from het_geo.ui.sign_in import draft, person_now

WRITTEN = ("action", "recommendation", "value", "test", "review", "project", "remark")
_WRITER, _WRITTEN = "who writes into the register", "was written into the register"


def show_edit(sheet: FormLists, person: Person | None) -> None:
    """Let who may write add, change and remove rows of this place; others see nothing of it."""
    say()
    place = sheet.pack.manifest.place
    writer = _writer(person, place)
    by_hand = any(measure.local for measure in sheet.framework.measures.values())
    kinds = [
        kind for kind in WRITTEN if may(writer, "add", kind, place) and (kind != "value" or by_hand)
    ]
    if not kinds:
        return
    begun = bool(draft(begun_in(place)))
    # Known to the server, it stays open whatever is said above it, and opens where one was begun.
    with st.expander(
        "Write into the register", expanded=begun, key="register-write", on_change="rerun"
    ) as box:
        if box.open:
            _write(sheet, kinds, writer)


def _writer(person: Person | None, place: str) -> Person | None:
    """Return for whom the form is shown: whoever may write here, or has begun to.

    Where a sign-in ends or a role goes while somebody writes, the form stays: what he typed is in
    it. What is shown is no permission: who is signed in now is asked at each write.
    """
    if may_any(person, place):
        st.session_state[_WRITER] = person
        return person
    began: Person | None = st.session_state.get(_WRITER)
    return began if person is None or draft(begun_in(place)) else person


@st.fragment  # a field that is left has itself kept, and no more of the page is run for it
def _write(sheet: FormLists, kinds: Sequence[str], writer: Person | None) -> None:
    """Show which row is written, and its form; where one was begun, that one."""
    if st.session_state.pop(_WRITTEN, False):
        st.rerun()  # what was written stands elsewhere on the page too
    begun, _, chosen = draft(begun_in(sheet.pack.manifest.place)).partition(" ")
    if begun in kinds:
        st.session_state.setdefault("register-kind", begun)
    kind = st.selectbox(
        "What to write", kinds, format_func=lambda name: CALLED[name].capitalize(),
        key="register-kind",
    )  # fmt: skip
    rows = [row for row in _rows(sheet, kind) if may(writer, "change", kind, row)]
    labels = _apart({row.id: _name(row) for row in rows})
    if kind == begun and chosen in labels:
        st.session_state.setdefault(f"register-row-{kind}", chosen)
    chosen = st.selectbox(
        "Change one, or add a new one", ["", *labels],
        format_func=lambda row: labels.get(row, row or "A new one"), key=f"register-row-{kind}",
    )  # fmt: skip
    row = next((one for one in rows if one.id == chosen), None)
    _form(sheet, kind, row)
    if row is not None:
        st.button("Remove it", key="register-remove", on_click=_remove, args=(sheet, kind, row))


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
    at = BegunForm(sheet.pack.manifest.place, kind, row.id if row else "")
    version = row.version if row else 0
    st.session_state.setdefault(at.seen, int(draft(at.seen, str(version))))
    for name, key in at.keys.items():
        st.session_state.setdefault(key, draft(key, _written(held.get(name))))
        _field(sheet, at, name)
    row_of_buttons = st.container(horizontal=True)
    row_of_buttons.button("Save", key=f"register-save-{kind}-{at.row or 'new'}", type="primary",
                          on_click=_save, args=(sheet, at))  # fmt: skip
    if draft(at.seen):
        row_of_buttons.button("Start again", key="register-again", on_click=at.forget)


def _field(sheet: FormLists, at: BegunForm, name: str) -> None:
    form, needed = fields_of(at.kind)[name]
    label = LABELS[name] + ("" if needed else " (may be left empty)")
    key = at.key(name)
    keep: dict[str, Any] = {"key": key, "on_change": at.keep, "args": (name,)}
    options = _apart(sheet.options(name))
    if (at.kind, name) == ("value", "measure"):  # a publisher gives the figures of all others
        options = {m: said for m, said in options.items() if sheet.framework.measures[m].local}
    if isinstance(form, OneOf):
        options = {word: word.capitalize() for word in form.words}
    if options or name in CHOSEN:
        now = st.session_state[key]  # which may be a code that no list has: it stays
        choices = list(dict.fromkeys(["", *options, now]))  # in one order, whichever is chosen
        st.selectbox(label, choices, format_func=lambda one: options.get(one, one or "—"), **keep)
    elif isinstance(form, Prose) and form.lines:
        st.text_area(label, max_chars=form.most, **keep)
    else:
        st.text_input(label, placeholder="2026-11-28" if isinstance(form, Day) else "", **keep)


def _written(held: Any) -> str:
    if held is None:
        return ""
    return held.isoformat() if isinstance(held, date) else str(held)


def _save(sheet: FormLists, at: BegunForm) -> None:
    """Save a row as the person who is signed in now may; say what hindered it."""
    at.keep(*at.keys)
    st.session_state[_WRITTEN] = True
    values = {name: st.session_state.get(key) or None for name, key in at.keys.items()}
    register = the_register()
    try:
        person = person_now()
        if at.row:
            register.change(person, at.kind, at.row, values, st.session_state[at.seen])
        else:
            register.add(person, at.kind, at.place, values)
    except Overtaken as error:  # what was typed stays, beside what stands now
        tell(f"{error} {_stands(error.row)}")
        st.session_state[at.seen] = error.row.version if error.row else 0
        at.keep()
    except RowError as error:
        tell(_refused(error))
    except (RegisterError, SignInError) as error:
        tell(str(error))
    else:
        at.forget()
        tell(f"Saved: this {CALLED[at.kind]} can be seen by everyone.", good=True)


def _refused(error: RowError) -> str:
    """Return why a row was not saved, by what its fields are called on the form."""
    said = "; ".join(f"{LABELS.get(name, name)}: {why}" for name, why in error.reasons.items())
    return f"This {CALLED[error.kind]} was not saved. {said}."


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
    at = BegunForm(sheet.pack.manifest.place, kind, row.id)
    st.session_state[_WRITTEN] = True
    try:
        seen = st.session_state.get(at.seen, row.version)
        the_register().remove(person_now(), kind, row.id, seen)
    except (RegisterError, SignInError) as error:
        tell(str(error))
    else:
        at.forget()
        tell("Removed. It can be taken back below, under the last changes.", good=True)
