"""Journey: is the town on course? The framework's measures, where each stands, and who owns it."""

from het_geo.ui.journey import (
    chosen_measure,
    followed,
    framework_of,
    show_area,
    show_head,
    show_measure,
    show_year,
)
from het_geo.ui.load import current_pack, place_choice

pack = current_pack()
place_choice()
framework = framework_of(pack)
show_head(pack, framework)
show_area(pack)
if framework:
    found = followed(pack, framework)
    show_year(pack, framework, found)
    one = chosen_measure(found)
    if one:
        show_measure(pack, framework, one)
