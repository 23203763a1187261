"""Does a click on a button that was seen give its file, whatever has been run since?"""

from unittest.mock import patch

import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from het_geo.ui.streamlit_files import EVERY_S, KEPT_S, LaterRemoval


class Server:
    """Streamlit's own manager, its visitors, and a clock that goes when it is told to."""

    def __init__(self, removal=True, every=0):
        self.files, self.now = MediaFileManager(MemoryMediaFileStorage("/media")), 0.0
        if removal:
            self.files.remove_orphaned_files = LaterRemoval(self.files, every, lambda: self.now)

    def run(self, visitor, *buttons, part=False):
        """Run a visitor's page, or a part of it, to its end; return what each button asks for."""
        with patch.object(media_file_manager, "_get_session_id", lambda: visitor):
            if not part:
                self.files.clear_session_refs()
            shown = [self.files.add_deferred(
                f"{visitor} {name}".encode, "text/csv", f"at {name}", f"{name}.csv", element_id=name
            ) for name in buttons]  # fmt: skip
            self.files.remove_orphaned_files()
        return shown

    def click(self, asked):
        return self.files.execute_deferred(asked)

    def fetch(self, address):
        """Return what the browser is given at a file's address."""
        return self.files._storage.get_file(address.removeprefix("/media/")).content

    @property
    def held(self):
        return len(self.files._deferred_callables), len(self.files._file_metadata)


# What is run between the page that a browser shows and the click on it: who, which buttons, a part?
BETWEEN = {
    "nothing": (),
    "the same page once more": (("ann", ("table",), False),),
    "a part of it once more": (("ann", ("table",), True),),
    "many times": (("ann", ("table",), True),) * 30,
    "another page of hers": (("ann", ("deck",), False),),
    "a page without a button": (("ann", (), False),),
    "somebody else's page": (("bob", ("table",), False),) * 3,
    "hers and others'": (("ann", ("table",), True), ("bob", (), False), ("cid", ("map",), False)),
}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_does_a_button_that_was_seen_give_its_file_whatever_was_run_since(between):
    server = Server()
    [asked] = server.run("ann", "table")
    for who, buttons, part in between:
        server.run(who, *buttons, part=part)
    address = server.click(asked)
    for _ in range(3):  # others' pages end while a slow line comes for it
        server.run("bob", "map")
    assert server.fetch(address) == b"ann table"


def test_does_streamlit_itself_still_lose_it():
    server = Server(removal=False)  # if not, het_geo/ui/streamlit_files.py has done its work
    [asked] = server.run("ann", "table")
    [anew] = server.run("ann", "table", part=True)
    with pytest.raises(MediaFileStorageError, match="not found"):
        server.click(asked)
    address = server.click(anew)
    server.run("bob"), server.run("bob")
    with pytest.raises(MediaFileStorageError):
        server.fetch(address)


AFTER = {KEPT_S: (2, 1), KEPT_S + 1: (1, 0)}  # makers and files held: the button shown, and others


@pytest.mark.parametrize(("seconds", "held"), AFTER.items())
def test_is_what_nobody_is_shown_gone_after_a_minute(seconds, held):
    server = Server()
    [asked] = server.run("ann", "table")
    server.run("ann", "table", part=True)  # the first is shown no more, from second 0
    server.click(asked)
    server.run("bob")
    server.now += seconds
    server.run("bob")
    assert server.held == held


def test_does_a_button_that_is_shown_stay_for_hours():
    server = Server()
    [asked] = server.run("ann", "table")
    for _ in range(200):
        server.now += KEPT_S
        server.run("bob", "map")
    assert server.fetch(server.click(asked)) == b"ann table"
    assert server.held == (1 + 3, 1)  # ann's; bob's now, of the run before, of 60 s before; a file


def test_are_files_forgotten_with_their_visitor():
    server = Server()
    server.run("ann", "table", "map")
    server.files.clear_session_refs("ann")  # as her session ends
    server.run("bob")
    server.now += KEPT_S + 1
    server.run("bob")
    assert server.held == (0, 0)


# When somebody's run ends, and the makers that are held then: two, of which one is shown no more.
# It is first seen without a page at second 5, and goes with the first look a minute after that.
ENDS = {
    0: 2,
    4.9: 2,
    EVERY_S: 2,
    EVERY_S + KEPT_S: 2,
    EVERY_S + KEPT_S + 4.9: 2,
    2 * EVERY_S + KEPT_S: 1,
}


def test_is_all_looked_through_every_five_seconds_however_many_runs_end():
    server = Server(every=EVERY_S)
    server.run("ann", "table")
    server.run("ann", "table", part=True)
    for server.now, held in ENDS.items():
        server.run("bob")
        assert server.held == (held, 0)
