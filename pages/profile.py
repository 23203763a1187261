"""Profile: one area, or several neighbourhoods together, to read and to take away."""

from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.profile import profile_choice, profile_of_choice, show_profile
from het_geo.ui.show import show_title

pack = current_pack()
place_choice()
codes = profile_choice(pack)
if codes:
    show_profile(pack, profile_of_choice(pack, codes))
else:
    show_title(f"Profiles of areas of {pack.manifest.name}")
