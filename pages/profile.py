"""Profile: one area, or several neighbourhoods together, to read and to take away."""

from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.profile import show_profile
from het_geo.ui.profile_choice import name_choice, profile_choice, show_choice

pack = current_pack()
place_choice()
codes = profile_choice(pack)
if codes:
    show_profile(pack, codes, name_choice(pack, codes))
else:
    show_choice(pack)
