"""Compare: areas side by side, the most similar in England, two figures against each other."""

from het_geo.ui.beside import areas_choice, show_beside, show_company, show_none
from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.similar import show_similar
from het_geo.ui.two import show_two

pack = current_pack()
place_choice()
codes = areas_choice(pack)
if len(codes) > 1:
    show_beside(pack, codes)
elif codes:
    show_company(pack, codes[0])
else:
    show_none(pack)
show_similar(pack, codes)
show_two(pack, codes)
