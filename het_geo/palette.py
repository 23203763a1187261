"""The colours: one sequential palette that colour-blind eyes can follow, and a few inks."""

# ColorBrewer YlGnBu (Cynthia Brewer, Apache 2.0), light to dark; each number of classes its own.
SEQUENTIAL = {
    1: ("#41b6c4",),
    2: ("#a1dab4", "#2c7fb8"),
    3: ("#edf8b1", "#7fcdbb", "#2c7fb8"),
    4: ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"),
    5: ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"),
}
INK = "#1d2a3a"
QUIET = "#4a5866"
SELECTED = "#b3361b"
POINT = "#5b7f95"
HIGH = "#fdae6b"  # two parts of one bar: orange and blue, told apart by colour-blind eyes too
LOW = "#9ecae1"
WORSE, BETTER = "#9c2f14", "#0b5c73"  # always beside a mark and a word
BAND, MIDDLE = "#dde4e9", "#a9b8c4"  # all areas, and the middle half of them
HATCH = "#6b7a87"


def shades(classes: int, polarity: int) -> tuple[str, ...]:
    """Return a colour a class, lowest values first: the darkest is the worst (or highest)."""
    if classes == 0:
        return ()
    colours = SEQUENTIAL[classes]
    return tuple(reversed(colours)) if polarity > 0 else colours
