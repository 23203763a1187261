"""Reading in a child process, which has its own memory and time: two at once, others are refused.

The parent sends what is to be read, pickled, which the child trusts; the child answers in JSON,
which the parent can read whatever has become of the child. A file's content is never in an error's
text beyond what the reader says of it, and in no log.
"""

from __future__ import annotations

import errno
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from het_geo.errors import HetGeoError
from het_geo.strangers.limits import USUAL, Limits, StrangerError

AT_ONCE = 2
MOST_ANSWER = 20_000_000  # bytes
FULL = (
    "This server’s disk is full, so your file cannot be read. Nothing is wrong with your file, and "
    "nothing of it was kept. Please tell whoever looks after this server."
)
_free = BoundedSemaphore(AT_ONCE)
_PROJECT = Path(__file__).resolve().parents[2]
_QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def in_child(function: str, limits: Limits = USUAL, **given: Any) -> Any:
    """Return what a function of the project answers in a child process.

    Args:
        function: "module:name"; its answer is made of texts, numbers, lists and mappings.
        limits: the child's time and memory.
        given: what the function is called with.

    Raises:
        StrangerError: the function refused the file, or needed more than it may, or two others
            are being read.
    """
    if not _free.acquire(blocking=False):
        raise StrangerError("Other files are being read just now: choose it again in a moment.")
    try:
        return _answer(_run(function, limits, given), limits)
    finally:
        _free.release()


def _run(function: str, limits: Limits, given: Mapping[str, Any]) -> bytes:
    command = [sys.executable, "-m", "het_geo.strangers.child", function, str(limits.memory)]
    environ = {**os.environ, **_QUIET, "PYTHONPATH": str(_PROJECT)}
    try:
        done = subprocess.run(
            command,
            input=pickle.dumps(dict(given)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            env=environ,
            check=False,
        )
    except subprocess.TimeoutExpired:
        said = f"It takes longer than {limits.seconds:g} seconds to read: it is not taken in."
        raise StrangerError(said) from None
    return done.stdout[: MOST_ANSWER + 1]


def _answer(said: bytes, limits: Limits) -> Any:
    try:
        if len(said) > MOST_ANSWER:
            raise ValueError
        found = json.loads(said)
    except ValueError:  # it ended without a word: memory was refused it, or a library broke on it
        most = limits.memory // 1_000_000
        why = f"It needs more than {most:,} MB to be read, or it is damaged."
        raise StrangerError(why) from None
    if "refused" in found:
        raise StrangerError(str(found["refused"]))
    return found["answer"]


def _limit_memory(most: int) -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none: time alone is limited there
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _go_first() -> None:
    """Have the system end this process, and not the server, where both take too much memory."""
    with suppress(OSError):  # not Linux
        Path("/proc/self/oom_score_adj").write_text("1000")


def _cannot(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL
    return f"It cannot be read ({type(error).__name__})."


def main(function: str, memory: str) -> None:
    """Answer the parent: run in the child."""
    _go_first()
    _limit_memory(int(memory))
    module, _, name = function.partition(":")
    said: dict[str, Any]
    try:
        given = pickle.load(sys.stdin.buffer)
        said = {"answer": getattr(import_module(module), name)(**given)}
    except HetGeoError as error:
        said = {"refused": str(error)}
    except (MemoryError, SystemError):  # the second where no room is left to make the first
        said = {"refused": f"It needs more than {int(memory) // 1_000_000:,} MB to be read."}
    except Exception as error:  # a fault of ours, met by what a stranger sent
        said = {"refused": _cannot(error)}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
