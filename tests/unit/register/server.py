"""A PostgreSQL server of the tests' own: Debian's package, a folder and a socket that go again."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
USER = "het_geo"


def _as_somebody() -> dict[str, int | str]:
    """Return as whom it runs: PostgreSQL refuses root."""
    if os.geteuid():
        return {}
    known = {user.pw_name for user in pwd.getpwall()}
    found = pwd.getpwnam("postgres" if "postgres" in known else "nobody")
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": ()}


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server, give its address without a database's options, and stop it."""
    folder, who = Path(tempfile.mkdtemp(prefix="het_geo_pg")), _as_somebody()
    if who:
        os.chown(folder, who["user"], who["group"])
    where = {"cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, **who}
    bin_of = BINARIES[-1].parent
    try:
        init = [bin_of / "initdb", "-D", folder / "data", "-U", USER, "-A", "trust", "--no-sync"]
        subprocess.run(init, check=True, stdout=subprocess.DEVNULL, **where)
        start = [bin_of / "postgres", "-D", folder / "data", "-k", folder, "-F"]
        start += ["-c", "listen_addresses=", "-c", "max_connections=80"]
        with subprocess.Popen(start, stderr=subprocess.PIPE, text=True, **where) as server:
            try:
                said = ""
                while "ready to accept connections" not in said:
                    said = server.stderr.readline()
                    assert said, "the server ended"
                yield f"postgresql://{USER}@/postgres?host={quote(str(folder))}"
            finally:
                server.send_signal(3)  # SIGQUIT: at once, as its folder goes too
                server.stderr.read()
    finally:
        shutil.rmtree(folder)
