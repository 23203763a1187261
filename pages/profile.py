"""Profile: one area, or several neighbourhoods together, to read and to take away."""

from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.profile import profile_choice, profile_of_choice, show_profile

pack = current_pack()
place_choice()
codes = profile_choice(pack)
show_profile(pack, profile_of_choice(pack, codes))
