"""Your areas: put neighbourhoods together into areas of your own."""

from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.map import send_shapes
from het_geo.ui.own_areas import show_own_areas

pack = current_pack()
with send_shapes(pack, "lsoa"):
    place_choice()
    show_own_areas(pack)
