"""Does every processor make the committed Luton pack, byte for byte? It needs the raw files.

python benchmarks/same_bytes.py --sources FOLDER

It builds once for each kernel of OpenBLAS that this processor can run, with one thread and two,
with all wide instructions, without NumPy's, and without those of the C library too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from numpy._core._multiarray_umath import (  # what NumPy found here, and what it can do without
    __cpu_dispatch__ as dispatched,
)
from numpy._core._multiarray_umath import __cpu_features__ as features

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("boundaries/luton", "data/luton")
# The kernels of OpenBLAS, and what a processor needs to run them.
CORES = {
    "Prescott": "SSE3",
    "Nehalem": "SSE42",
    "Sandybridge": "AVX",
    "Haswell": "AVX2",
    "Zen": "AVX2",
    "SkylakeX": "AVX512_SKX",
}
ONE_THREAD = {"OPENBLAS_CORETYPE": "Prescott", "OPENBLAS_NUM_THREADS": "1"}
LIBC = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX,-AVX2,-FMA,-FMA4,-AVX512F"}


def narrow() -> dict[str, str]:
    """Return the setting that takes from NumPy every instruction that it can do without here."""
    held = [name for name in dispatched if features.get(name)]
    return {"NPY_DISABLE_CPU_FEATURES": " ".join(held)} if held else {}


def build(folder: Path, sources: Path, setting: Mapping[str, str]) -> None:
    """Build Luton below ``folder`` in a process of its own with these environment variables."""
    command = [sys.executable, "-m", "het_geo", "--root", str(folder), "build", "luton"]
    subprocess.run(
        [*command, "--sources", str(sources.resolve())],
        cwd=ROOT,
        env={**os.environ, **setting},
        check=True,
        capture_output=True,
    )


def apart(folder: Path) -> list[str]:
    """Return the files below ``folder`` and of the committed pack that are not byte for byte alike.

    A file that only one of the two has is among them.
    """
    made, committed = _files(folder), _files(ROOT)
    return sorted(
        name for name in made.keys() | committed.keys() if made.get(name) != committed.get(name)
    )


def _files(root: Path) -> dict[str, bytes]:
    paths = (path for folder in FOLDERS for path in (root / folder).iterdir())
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def _matrix() -> Iterator[tuple[tuple[str, str, str], dict[str, str]]]:
    cores = [core for core, needs in CORES.items() if features.get(needs)]
    wide = {"all": {}, "none in NumPy": narrow(), "nor in the C library": narrow() | LIBC}
    for core, threads, (name, setting) in product(cores, ("1", "2"), wide.items()):
        kernel = {"OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": threads}
        yield (core, threads, name), kernel | setting


def main() -> int:
    """Build with every setting and print which files differ; 1 where any do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True)
    options = parser.parse_args()
    print(f"{'kernel':12} {'threads':8} {'wide instructions':22} files that differ", flush=True)
    wrong = 0
    for (core, threads, wide), setting in _matrix():
        with tempfile.TemporaryDirectory() as folder:
            build(Path(folder), options.sources, setting)
            differ = apart(Path(folder))
        wrong += bool(differ)
        print(f"{core:12} {threads:8} {wide:22} {', '.join(differ) or 'none'}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
