"""Open pages by links that anybody may have written, for a while; say which page fails by which.

    python -m benchmarks.fuzz_links [--seconds 600] [--seed 1] [--page NAME ...]

What a link may say and what a page owes to it stand in tests/app/odd_links.py. The same seed gives
the same links. One line a fault, with the link: a test of it then stands in ``FOUND`` of
tests/app/test_odd_links.py.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import count
from random import Random

from benchmarks.every_page import stay_inside_the_frame
from het_geo.ui.frame import PAGES
from tests.app.odd_links import drawn, faults


def main() -> int:
    """Follow links until the time is over; return 1 where a page failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--page", nargs="+", choices=[*PAGES.values()], default=[*PAGES.values()])
    asked = parser.parse_args()
    stay_inside_the_frame()
    end, failed = time.monotonic() + asked.seconds, 0
    for number in count():
        if time.monotonic() > end:
            break
        page = asked.page[number % len(asked.page)]
        link = drawn(Random(f"{asked.seed} {number}"))
        if wrong := faults(page, link):
            failed += 1
            short = {key: [value[:60] for value in values] for key, values in link.items()}
            print(f"{number} {page} {short}\n    {'; '.join(wrong)[:400]}", flush=True)
    print(f"{number} links followed, and the links after them: {failed} pages fail")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
