"""The page that says how to get every raw file: by hand, with a key, or by the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from het_geo import dates
from het_geo.catalogue.records import Catalogue
from het_geo.catalogue.vocabulary import Source
from het_geo.fetch.records import Fetch

INTRODUCTION = """\
# Get the data

Made from `data/catalogue` by `python -m het_geo docs`; do not edit by hand.

The figures are built from {all} raw files of their publishers. The program gets {fetched} of them:

```
.venv/bin/python -m het_geo fetch                     # into sources/; goes on where it was cut
.venv/bin/python -m het_geo fetch {example}   # one of them, or several
```

The other {by_hand} must be got [by hand](#by-hand); for {keyed} of those that the program gets it
needs [a key](#with-a-key). Each file goes to the place named below, inside the folder of raw files
(`sources/` unless you say `--into FOLDER`). {verified} of the addresses has answered the program
yet: they were written down without internet. Where one has moved, look at the publisher's page in
[the list](#by-the-program), and put the new address into `data/catalogue/fetch.toml`.
"""

DIFFERS = """\
## When the hash differs

Every file is held against the SHA-256 of the copy that the figures were built from. Most of those
copies were reshaped by others, so a file of the publisher's with the same figures has another hash.

1. `fetch` keeps such a file beside its place, as `NAME.changed`, and says both hashes. A file that
   you put there yourself is refused by `build`, which says the same.
2. Look at it: has it the columns of the copy (`build` names the first that is missing), as many
   areas, and the same period? A publisher may correct a file without a word.
3. If it is what you want, say `fetch NAME --accept-changed` (or put it in its place) and
   `build PLACE --sources FOLDER --accept-changed`; the pack's manifest then holds the new hash.
4. If it is to stay, put the new hash, period and note into its record in
   `data/catalogue/sources.toml`, run the tests, and read every figure that changes.
5. Where there is no such file any more, the public copy named here (`copied from`) may still stand.
"""

NEWER = """\
## Newer editions

`python -m het_geo fetch --check` fetches nothing: it asks {asked} lists of releases that publishers
keep and says which sources seem to have a newer edition, which are the same, and which could not be
asked, and why. Its exit status is 0 where every list answered and names nothing newer, else 1.

Said to exist, or announced; to be confirmed by somebody with internet:
"""


def get_data_page(catalogue: Catalogue, records: Mapping[str, Fetch]) -> str:
    """Return ``docs/get-the-data.md`` from the sources and their fetch records."""
    pairs = [(catalogue.sources[name], record) for name, record in records.items()]
    by_hand = [pair for pair in pairs if pair[1].how == "by_hand"]
    keyed = [pair for pair in pairs if pair[1].how == "stat_xplore"]
    rest = [pair for pair in pairs if pair not in by_hand and pair not in keyed]
    verified = sum(record.verified for record in records.values())
    lines = INTRODUCTION.format(
        all=len(pairs),
        fetched=len(rest) + len(keyed),
        by_hand=len(by_hand),
        keyed=len(keyed),
        example="census2021-ts054",
        verified=verified or "None",
    ).splitlines()
    lines += ["", "## By hand"]
    for source, record in by_hand:
        lines += ["", *_entry(source, record)]
    lines += ["", "## With a key", "", *_keyed(keyed)]
    lines += ["", "## By the program", "", *_fetched(rest)]
    lines += ["", *DIFFERS.splitlines(), "", *_newer(catalogue, records)]
    return "\n".join([*lines, ""])


def _entry(source: Source, record: Fetch) -> list[str]:
    return [
        f"### {source.title} (`{source.id}`)",
        "",
        f"* the file: `{source.file}`, SHA-256 `{source.sha256}`",
        f"* the address: <{source.url}> ({source.publisher})",
        f"* what it is called there: {record.called}",
        *(f"* the download it is made from: <{url}>" for url in record.urls),
        f"* period: {dates.period(source.period)}; covers {source.coverage}",
        f"* why by hand: {record.reason}",
        f"* copied from: {source.obtained}",
    ]


def _keyed(pairs: list[tuple[Source, Fetch]]) -> Iterator[str]:
    yield (
        "Register at <https://stat-xplore.dwp.gov.uk> (Account, Open Data API Access; free), then "
        "say `--key KEY` or set `STAT_XPLORE_KEY`."
    )
    yield ""
    for source, record in pairs:
        yield (
            f"* `{source.file}`: {source.title} (`{source.id}`); called there "
            f"`{record.parameters['database']}`; copied from: {source.obtained}"
        )


def _fetched(pairs: list[tuple[Source, Fetch]]) -> Iterator[str]:
    yield "| file | source | publisher’s page | address, and what it is called there |"
    yield "|---|---|---|---|"
    for source, record in pairs:
        more = f", and {len(record.urls) - 1} more" if len(record.urls) > 1 else ""
        page, _, pattern = record.urls[0].partition("#")
        parts = urlsplit(page).path.split("/")
        name = parts[-3] if record.how == "feature_service" else parts[-1]
        name = pattern or record.member or name
        cells = (f"`{source.file}`", f"`{source.id}`", f"<{source.url}>")
        said = f"<{page}>{more}; `{name}`".replace("|", "\\|")
        yield f"| {' | '.join(cells)} | {said} |"


def _newer(catalogue: Catalogue, records: Mapping[str, Fetch]) -> Iterator[str]:
    asked = {one.release.page for one in records.values() if one.release and one.release.page}
    yield from NEWER.format(asked=len(asked)).splitlines()
    yield ""
    for source in catalogue.sources.values():
        if (newer := source.newer) is not None:
            yield (
                f"* {source.title} (`{source.id}`): {newer.edition} {newer.standing}, by "
                f"{newer.said_by}, read on {dates.long_date(newer.seen)}: <{newer.url}>"
            )
