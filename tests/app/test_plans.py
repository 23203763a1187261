"""Does the Journey page show the plans, one at a time, once they are asked for?"""

import shutil

import pytest

from het_geo.framework.read import folder_of
from het_geo.ui import plans as shown
from tests.app.pages import notices, open_app, text
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def register(tmp_path, monkeypatch):
    """Let the page read an empty register of its own."""
    from het_geo.ui.register import the_register  # noqa: PLC0415 - Streamlit's, when it is needed

    monkeypatch.setenv("HET_GEO_REGISTER", f"sqlite:///{tmp_path / 'register.db'}")
    the_register.clear()
    yield
    the_register.clear()


def drawn(app):
    """Return the data of the components on a page: drawings are sent as such."""
    return " ".join(str(one.proto) for one in app.get("bidi_component"))


def test_is_nothing_of_a_plan_sent_before_it_is_opened():
    app = open_app("journey", place="luton")
    assert not app.exception
    assert [box.label for box in app.expander if box.label == shown.TITLE]
    assert "plan" not in {one.key for one in app.selectbox}
    assert "Which chains end in a measure" not in drawn(app)


def test_is_each_plan_shown_that_is_chosen():
    app = open_app("journey", place="luton", plans="true")
    (choice,) = (one for one in app.selectbox if one.key == "plan")
    assert len(choice.options) == 8  # six logic models, a driver diagram, principle 7
    for title in choice.options[:-1]:
        app.selectbox(key="plan").select(title).run()
        assert not app.exception
        assert f"{title}, box by box" in drawn(app)
    app.selectbox(key="plan").select(choice.options[-1]).run()
    assert not app.exception
    assert "The workforce of the partners" in text(app)
    assert "Ready for school, Black children." in text(app)


def test_does_a_link_that_names_no_plan_show_the_first():
    app = open_app("journey", place="luton", plans="true", plan="Nothing of the kind")
    assert not app.exception
    assert app.selectbox(key="plan").value == "Housing and Health: logic model"


def test_is_a_plan_that_cannot_hold_said_by_file_and_box_and_the_page_stays(tmp_path, monkeypatch):
    folder = folder_of(tmp_path, "luton")
    shutil.copytree(folder_of(ROOT, "luton"), folder)
    monkeypatch.setattr(shown, "root", lambda: tmp_path)
    path = folder / "logic" / "housing.toml"
    path.write_text(path.read_text("utf-8").replace('leads_to = ["health"]', "", 1), "utf-8")
    app = open_app("journey", place="luton", plans="true")
    assert not app.exception
    assert "housing.toml [[box]] 'homes': it leads nowhere" in notices(app).replace("&#x27;", "'")
    assert "Luton: are we on course?" in text(app)
