"""Real faults: a process that is killed at a step on the disk, or whose disk is full.

A step is a file that is opened to be written, renamed or removed, or a folder that is made or
removed. Each process is copied from one that has no thread.
"""

import multiprocessing
import os
import random
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.sampled import DAY, WHOLE

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
SEED = 54
_BEGUN = multiprocessing.get_context("forkserver")
_MODULES: list[str] = []


def tries_faults(module: str) -> None:
    """Let the server of processes have a module of tests imported: each process has it then."""
    _MODULES.append(module)
    _BEGUN.set_forkserver_preload(_MODULES)


def steps(widest: int) -> Iterator[int]:
    """Yield 1, 2, 3, and then steps further on, as a seed has them: up to ``widest`` apart.

    Where laws are sampled they are up to twice as far apart, and those of the day.
    """
    drawn, step = random.Random(SEED if WHOLE else f"{SEED} {DAY}"), 3
    widest = widest if WHOLE else 2 * widest
    yield from (1, 2, 3)
    while True:
        step += drawn.randint(1, widest)
        yield step


def killed_at(step: int, folder: Path, action: Callable[..., object], *given: Any) -> bool:
    """Run an action and kill its process (SIGKILL) at a step below a folder.

    Return whether it was: not where the action had fewer steps, and was done.
    """
    return _ended(to_step, (step, str(folder)), action, given) == -signal.SIGKILL


def killed_beyond(size: int, action: Callable[..., object], *given: Any) -> bool:
    """Run an action and let the kernel kill its process in the midst of writing.

    That is as a file grows beyond so many bytes. Return whether any did.
    """
    return _ended(_to_size, (size,), action, given) == -signal.SIGXFSZ


def begun(action: Callable[..., object], *given: Any) -> Any:
    """Begin an action in a process of its own, and return the process."""
    process = _BEGUN.Process(target=action, args=given)
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")  # a page's, after AppTest: it would be run
    try:
        process.start()
    finally:
        sys.modules["__main__"] = main
    return process


def pipe() -> tuple[Any, Any]:
    """Return the two ends of a way from such a process: to read from, and to write to."""
    return _BEGUN.Pipe(duplex=False)


@contextmanager
def full_beyond(size: int) -> Iterator[None]:
    """Let the kernel refuse every write by which a file would grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _ended(how: Any, limits: tuple[Any, ...], action: Any, given: Any) -> int:
    process = begun(how, *limits, action, given)
    process.join()
    code = process.exitcode
    process.close()
    assert code in (0, -signal.SIGKILL, -signal.SIGXFSZ), code  # it failed of itself: see above
    return int(code)


def to_step(step: int, folder: str, action: Callable[..., object], given: Any) -> None:
    """Run an action in this process, which is killed at a step below a folder."""
    left = [step]

    def count(event: str, told: tuple[Any, ...]) -> None:
        writes = event in STEPS or (event == "open" and told[2] & WRITES)
        if writes and str(told[0]).startswith(folder):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    action(*given)


def _to_size(size: int, action: Callable[..., object], given: Any) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python makes an error of it
    action(*given)
