"""Sign in and out from any page, back in the view one left; what was typed outlives a sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from het_geo.catalogue.vocabulary import Subgroup
from het_geo.errors import SignInError
from het_geo.geography import the
from het_geo.people.roles import Person, Role
from het_geo.ui.cookies import BACK
from het_geo.ui.doorway import LOCAL, Doorway, doorway, known_places, person_now, person_seen
from het_geo.ui.keep import (
    DRAFTS,
    ENDED,
    LONGEST_DRAFTS,
    LONGEST_VIEW,
    VIEWS,
    TypedTexts,
    new_key,
)
from het_geo.ui.streamlit_sign_in import go_to_sign_in, go_to_sign_out

__all__ = [
    "draft",
    "drop_draft",
    "forget_drafts",
    "keep_draft",
    "person_now",
    "show_sign_in",
    "typed_text",
]
_TYPED, _OWNER = "typed and not saved", "who typed it"


def show_sign_in(place: str, name: str) -> Person | None:
    """Show who is signed in and the way in or out, in one quiet line; return him as it is shown.

    ``place`` is the place (as links name it) whose page this is, ``name`` what it is called. What
    is shown is no permission: :func:`person_now` is asked before each write.
    """
    stands = doorway()
    try:
        person = person_seen(stands)
        said = stands.said or _said(person, stands, place, name)
    except SignInError as error:
        person, said = None, str(error)
        stands = doorway()  # the provider may have said that it has ended
    _remember(stands)
    with st.container(key="hg-sign-in", horizontal=True, vertical_alignment="center", gap="small"):
        if said:
            st.html(f'<p class="hg-age" role="status">{escape(said)}</p>', width="content")
        if stands.sign_in:
            _way_out(stands)
        else:
            _ways_in(stands)
    return person


def _said(person: Person | None, stands: Doorway, place: str, name: str) -> str:
    if person is None:
        return ""
    if stands.local:
        return f"Everything can be changed on this machine, without sign-in ({LOCAL})."
    if not person.posts:
        return (
            "Signed in, with no role here. To be given one, send your administrator this "
            f"reference: {person.subject}"
        )
    if not person.posts_in(place):
        return f"Signed in, with no role in {the(name)}: what you may change is of other places."
    return f"Signed in as {roles_in_words(person, place, known_places().get(place) or {})}."


def roles_in_words(person: Person, place: str, subgroups: Mapping[str, Subgroup]) -> str:
    """Return a person's roles in a place: "chair of Net Zero; editor of Housing and Health"."""
    parts = []
    for role in reversed(Role):
        held = [post.subgroup for post in person.posts_in(place) if post.role is role]
        names = [subgroups[name].label if name in subgroups else name for name in held if name]
        parts += [f"{role} of {', '.join(names)}"] if names else [str(role)] * bool(held)
    return "; ".join(parts)


def _ways_in(stands: Doorway) -> None:
    again = " again" if stands.left else ""
    for name in stands.providers:
        label = f"Sign in{again}" + (f" with {name}" if len(stands.providers) > 1 else "")
        if st.button(label, key=f"hg-sign-in-{name}"):
            go_to_sign_in(name, _leave())


def _way_out(stands: Doorway) -> None:
    if st.button("Sign out", key="hg-sign-out"):
        ENDED.put(stands.sign_in.mark, value=True)  # in every window, and for who took the cookie
        st.session_state.pop(_TYPED, None)
        go_to_sign_out(_leave())


def _leave() -> str:
    """Keep the view, and what was typed, until the person is back; return the key of both."""
    key = new_key()
    address = urlsplit(st.context.url or "").path or "/"
    query = urlencode(st.query_params.to_dict())
    view = f"{address}?{query}" if query else address
    if len(view) <= LONGEST_VIEW and not view.startswith(("//", "/\\")):
        VIEWS.put(key, view)
    owner, texts = st.session_state.get(_OWNER), st.session_state.get(_TYPED)
    if owner and texts:
        DRAFTS.put(key, TypedTexts(owner, dict(texts)))
    return key


def _remember(stands: Doorway) -> None:
    """Know whose what is typed is, and give him back what he had typed before he signed in."""
    known = stands.sign_in or stands.left
    if known is None:
        return
    if st.session_state.get(_OWNER, known.reference) != known.reference:
        st.session_state.pop(_TYPED, None)
    st.session_state[_OWNER] = known.reference
    key = st.context.cookies.get(BACK, "")
    kept = DRAFTS.get(key) if stands.sign_in else None
    if kept and kept.owner == known.reference:
        DRAFTS.pop(key)
        st.session_state[_TYPED] = {**kept.texts, **st.session_state.get(_TYPED, {})}


def keep_draft(name: str, text: str) -> bool:
    """Keep what was typed into a field; it outlives a sign-in that has ended.

    It is given back to the same person alone (:func:`draft`), after :func:`show_sign_in`. Returns
    whether it is kept: with all others it may have 100,000 letters.
    """
    texts = {**st.session_state.get(_TYPED, {}), name: text}
    if sum(len(key) + len(value) for key, value in texts.items()) > LONGEST_DRAFTS:
        return False
    st.session_state[_TYPED] = texts
    return True


def draft(name: str, otherwise: str = "") -> str:
    """Return what was typed into a field and not saved; where nothing is kept, the other text."""
    return str(st.session_state.get(_TYPED, {}).get(name, otherwise))


def forget_drafts(*names: str) -> None:
    """Forget what was typed into fields."""
    for name in names:
        st.session_state.get(_TYPED, {}).pop(name, None)


def drop_draft(name: str) -> None:
    """Forget what was typed into a field, and empty it: to be called by a button (``on_click``)."""
    forget_drafts(name)
    st.session_state[_field(name)] = ""


def typed_text(label: str, name: str) -> str:
    """Show a field of text whose text is kept as it is typed; return the text.

    It is kept before the page runs: also where the page no longer shows the field, because the
    sign-in has ended in the meantime.
    """
    key = _field(name)
    st.session_state.setdefault(key, draft(name))
    text = st.text_area(label, key=key, on_change=_keep_field, args=(name,))
    if text != draft(name):
        st.caption("This is too long to be kept when a sign-in ends: save it in parts.")
    return str(text)


def _keep_field(name: str) -> None:
    keep_draft(name, st.session_state[_field(name)])


def _field(name: str) -> str:
    return f"hg-typed-{name}"
