"""Take the pictures of every page that stand in docs/pictures, with the list that shows them.

    python -m benchmarks.pictures [NAME ...]      or: make pictures

Each is what a person sees first, at four widths in the light and at two in the dark, as WebP.
Nothing is asked of the internet. They show one day (``DAY``), whenever they are taken. ``NAME``
(such as ``explore``) takes the pictures of that page.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, DAY, QUIET, rest, serve_on
from tests.browser.every_page import OWN

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs/pictures"
WARD = "area=E05014741"
PAGES = {
    "home": ("Home: seven tiles before any question", "/"),
    "ward": ("Home of a ward: its one-minute summary", f"/home?{WARD}"),
    "explore": ("Explore: sentence, map and card", f"/explore?indicator=overcrowding&{WARD}"),
    "change": (
        "Explore: where it has changed",
        "/explore?indicator=overcrowding&level=ward&of=change",
    ),
    "principles": (
        "Principles: a gap in three lenses",
        "/principles?principle=5&indicator=overcrowding&level=ward",
    ),
    "areas": ("Areas: neighbourhoods put together", f"/areas?own={OWN}"),
    "compare": (
        "Compare: two wards, and what differs by more than chance",
        f"/compare?{WARD}&with=E05014735",
    ),
    "profile": ("Profile of a ward", f"/profile?{WARD}"),
    "briefing": ("Briefing: one message a screen", "/briefing"),
    "journey": ("Journey: is the town on course?", "/journey"),
    "data": ("Data: every figure to take away", "/data"),
}
SIZES = {390: 844, 1280: 800, 1366: 657, 1920: 1080}
LOOKS = [("light", 1280), ("light", 1366), ("light", 1920), ("light", 390), ("dark", 1280),
         ("dark", 390)]  # fmt: skip
LARGEST = 150_000  # bytes of a picture
QUALITIES = (90, 80, 70, 60)


def name_of(page: str, scheme: str, width: int) -> str:
    """Return the file name of a picture."""
    return f"{page}-{width}{'-dark' if scheme == 'dark' else ''}.webp"


def small(png: bytes) -> bytes:
    """Return a picture as WebP, as fine as ``LARGEST`` allows."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in QUALITIES:
        held = io.BytesIO()
        picture.save(held, "WEBP", quality=quality, method=6)
        if held.tell() <= LARGEST:
            break
    return held.getvalue()


def take(browser: Browser, url: str, page: str) -> None:
    """Take the pictures of a page."""
    for scheme, width in LOOKS:
        size = {"width": width, "height": SIZES[width]}
        context = browser.new_context(viewport=size, color_scheme=scheme, base_url=url)
        sheet = context.new_page()
        sheet.goto(PAGES[page][1])
        sheet.locator("h1").first.wait_for(state="attached")
        rest(sheet)
        picture = small(sheet.screenshot(animations="disabled", caret="hide"))
        (PICTURES / name_of(page, scheme, width)).write_bytes(picture)
        print(f"{name_of(page, scheme, width):28} {len(picture) / 1000:6.0f} kB")
        context.close()


def listed() -> str:
    """Return the list of all pictures, as a document."""
    parts = [
        "# Every page at four widths, light and dark\n\nWhat a person sees first. Remade by "
        "`make pictures`.\n"
    ]
    for page, (title, _) in PAGES.items():
        parts.append(f"\n## {title}\n")
        parts += [
            f"\n![{title}, {width} pixels wide, {scheme}]({name_of(page, scheme, width)})\n"
            for scheme, width in LOOKS
        ]
    return "".join(parts)


def main() -> None:
    """Take the pictures that are asked for, and write the list."""
    asked = sys.argv[1:] or list(PAGES)
    with serve_on(DAY) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for page in asked:
            take(browser, url, page)
    (PICTURES / "README.md").write_text(listed(), encoding="utf-8")


if __name__ == "__main__":
    main()
