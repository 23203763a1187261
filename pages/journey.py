"""Journey: is the town on course? The framework's measures, where each stands, and who owns it."""

from het_geo.ui.edit import show_edit
from het_geo.ui.edit_lists import FormLists
from het_geo.ui.journey import (
    chosen_measure,
    followed,
    framework_of,
    measure_asked,
    show_area,
    show_head,
    show_measure,
    show_year,
)
from het_geo.ui.load import current_pack, place_choice
from het_geo.ui.plans import show_plans
from het_geo.ui.register import read_register, show_actions, show_register, watch_register
from het_geo.ui.register_history import show_history
from het_geo.ui.report import JourneyShown, show_close, show_due, show_take_along
from het_geo.ui.sign_in import show_sign_in
from het_geo.ui.streamlit_insides import let_paint

pack = current_pack()
place_choice()
framework = framework_of(pack)
show_head(pack, framework)
show_area(pack)
if framework:
    written = read_register(pack, framework)
    found = followed(pack, framework, written)
    show_year(pack, framework, found, written)
    if not measure_asked():
        let_paint()
    one = chosen_measure(found)
    if one:
        show_measure(pack, framework, one, written)
        show_actions(framework, one, written)
    shown = JourneyShown(pack, framework, found, written)
    show_take_along(shown)
    show_due(shown)
    show_plans(pack, framework, found)
    show_register(pack, framework, written, found)
    person = show_sign_in(pack.manifest.place, pack.manifest.name)
    show_edit(FormLists(pack, framework, written), person)
    show_close(shown, person)
    show_history(pack, person)
    if person:
        watch_register(pack)
