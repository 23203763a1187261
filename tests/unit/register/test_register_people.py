"""Does who may not write change nothing, by any way that the register has?"""

import pytest

from het_geo.people.roles import EVERYWHERE, OF_SUBGROUP, Person, Post, Role
from het_geo.register import RightsError, may, may_any, may_take_back
from het_geo.register.people import NEEDED
from het_geo.register.rows import KINDS
from tests.unit.register.conftest import CHAIRS, EDITS, ELSEWHERE, READS, RUNS, VALUES

# Who may add each kind of row of the sub-group "housing"; closed years belong to none.
MAY = """
kind           | reader | editor | elsewhere | chair | administrator
recommendation | no     | no     | no        | yes   | yes
action         | no     | yes    | no        | yes   | yes
value          | no     | yes    | no        | yes   | yes
test           | no     | yes    | no        | yes   | yes
project        | no     | yes    | no        | yes   | yes
remark         | no     | no     | no        | yes   | yes
review         | no     | yes    | no        | yes   | yes
closed_year    | no     | no     | no        | no    | yes
"""
PEOPLE = {
    "reader": READS, "editor": EDITS, "elsewhere": ELSEWHERE, "chair": CHAIRS,
    "administrator": RUNS,
}  # fmt: skip


def table():
    header, *lines = [
        [cell.strip() for cell in line.split("|")] for line in MAY.split("\n") if line
    ]
    return [(line[0], who, line[column] == "yes") for line in lines
            for column, who in enumerate(header) if column]  # fmt: skip


def test_is_every_kind_in_the_table_of_rights():
    assert list(NEEDED) == list(KINDS) == list(dict.fromkeys(kind for kind, *_ in table()))


# Where each person of the law holds a role, and where rows are: "housing" is an id of both places.
POSTS = [
    (role, held, "housing" if role in OF_SUBGROUP else "")
    for role in Role
    for held in ("luton", "bedford", EVERYWHERE)
]
LEAST = {"recommendation": "chair", "remark": "chair", "closed_year": "administrator"}
RANK = [str(role) for role in Role]


def attempts_in(register, person, kind, place, row, change):
    """Return every way in which a row can be written, undoing and files among them."""
    second = VALUES[kind] | SECOND.get(kind, {})
    names = [name for name, value in second.items() if value and name != "snapshot"]
    sheet = f"{','.join(names)}\n{','.join(str(second[name]) for name in names)}\n".encode()
    return {
        "add": lambda: register.add(person, kind, place, second),
        "file": lambda: register.import_csv(person, place, kind, sheet),
        "change": lambda: register.change(person, kind, row.id, CHANGED[kind], row.version),
        "undo": lambda: register.undo(person, change.id),
        "remove": lambda: register.remove(person, kind, row.id, row.version),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_is_every_kind_of_write_allowed_only_in_the_place_that_the_rule_names(
    kind, new_url, opened
):
    for role, held, subgroup in POSTS:
        register = opened(new_url("sqlite"))
        person = Person("p", (Post(role, held, subgroup),))
        for place in ("luton", "bedford"):
            row = register.add(RUNS, kind, place, VALUES[kind])
            (change,) = register.history(place)
            least = LEAST.get(kind, "editor")
            right = held in (place, EVERYWHERE) and RANK.index(role) >= RANK.index(least)
            assert may(person, "add", kind, place) is right
            assert may(person, "remove", kind, row) is right
            assert may_take_back(person, change) is right
            if right:  # that it is allowed there, the table above shows
                continue
            for deed, attempt in attempts_in(register, person, kind, place, row, change).items():
                try:
                    refused = attempt().refused  # a file is told of as a whole
                except RightsError:
                    refused = True
                assert refused, (deed, role, held)
                assert register.rows(kind, place) == [row]
                assert register.history(place) == [change]


@pytest.mark.parametrize("kind", KINDS)
def test_does_a_role_in_one_place_undo_nothing_in_another(kind, register, added):
    here, there = added(kind), added(kind, place="bedford")
    person = Person("p", (Post(Role.ADMINISTRATOR, "bedford"),))
    with pytest.raises(RightsError):
        register.undo(person, register.history("luton")[0].id)
    assert register.undo(person, register.history("bedford")[0].id) is None
    assert [register.rows(kind, p) for p in ("luton", "bedford")] == [[here], []]
    assert there.place == "bedford"


# A second row of each kind, and a change of the first; closed years are never changed.
SECOND = {
    "value": {"period": "2024-03-31"},
    "review": {"day": "2025-06-12"},
    "closed_year": {"year": 2024},
}
CHANGED = {
    "recommendation": {"text": "Other"}, "action": {"title": "Other"}, "value": {"note": "Other"},
    "test": {"aim": "Other"}, "project": {"what": "Other"}, "remark": {"words": "Other"},
    "review": {"decided": "Other"}, "closed_year": {"year": 2023},
}  # fmt: skip


@pytest.mark.parametrize(("kind", "who", "allowed"), table())
def test_is_a_row_written_by_those_alone_who_may(kind, who, allowed, new_url, opened):
    register, person = opened(new_url("sqlite")), PEOPLE[who]
    row = register.add(RUNS, kind, "luton", VALUES[kind])
    second = VALUES[kind] | SECOND.get(kind, {})
    attempts = {
        "add": lambda: register.add(person, kind, "luton", second),
        "change": lambda: register.change(person, kind, row.id, CHANGED[kind], 1),
        "remove": lambda: register.remove(
            person, kind, row.id, register.rows(kind, "luton")[0].version
        ),
    }
    for deed, attempt in attempts.items():
        right = allowed and (deed, kind) != ("change", "closed_year")
        assert may(person, deed, kind, row) is right
        stood = register.rows(kind, "luton")
        if right:
            attempt()
            assert register.rows(kind, "luton") != stood
        else:
            with pytest.raises(RightsError, match="Nothing was saved"):
                attempt()
            assert register.rows(kind, "luton") == stood


@pytest.mark.parametrize("person", [None, READS, ELSEWHERE, Person("n" * 32)])
def test_does_who_may_not_write_change_nothing_by_any_way(person, register, added):
    row = added("action")
    gone = added("action", title="Gone")
    register.remove(RUNS, "action", gone.id, gone.version)
    removal, *_, first = register.history("luton")
    stamp = register.stamp("luton")
    attempts = [
        lambda: register.add(person, "action", "luton", VALUES["action"]),
        lambda: register.change(person, "action", row.id, {"title": "Mine"}, row.version),
        lambda: register.change(person, "action", row.id, {"subgroup": "children"}, row.version),
        lambda: register.remove(person, "action", row.id, row.version),
        lambda: register.undo(person, first.id),
        lambda: register.undo(person, removal.id),
        lambda: register.load_sample("luton", person),
    ]
    for attempt in attempts:
        with pytest.raises(RightsError, match="Nothing was saved"):
            attempt()
    refused = register.import_csv(person, "luton", "action", csv_of_action()).refused
    assert [(one.row, one.column) for one in refused] == [(2, "subgroup")]
    assert (register.rows("action", "luton"), register.stamp("luton")) == ([row], stamp)


def csv_of_action():
    names = [name for name, value in VALUES["action"].items() if value]
    cells = [str(VALUES["action"][name]) for name in names]
    return f"{','.join(names)}\n{','.join(cells)}\n".encode()


def test_can_an_editor_not_move_a_row_into_or_out_of_another_sub_group(register, added):
    mine, other = added("action"), added("action", subgroup="children")
    for row, subgroup in ((mine, "children"), (other, "housing")):
        with pytest.raises(RightsError):
            register.change(EDITS, "action", row.id, {"subgroup": subgroup}, row.version)
    both = Person(
        "b" * 32, (Post(Role.EDITOR, "luton", "housing"), Post(Role.EDITOR, "luton", "children"))
    )
    moved = register.change(both, "action", mine.id, {"subgroup": "children"}, mine.version)
    assert (moved.subgroup, register.history("luton")[0].role) == ("children", "editor of children")


def test_is_what_belongs_to_no_sub_group_written_by_administrators_alone(register):
    for person in (EDITS, CHAIRS):
        with pytest.raises(RightsError):
            register.add(person, "project", "luton", VALUES["project"] | {"subgroup": None})
    register.add(RUNS, "project", "luton", VALUES["project"] | {"subgroup": None})


def test_is_a_closed_year_never_changed_and_opened_by_an_administrator_alone(register, added):
    row = added("closed_year")
    with pytest.raises(RightsError):
        register.change(RUNS, "closed_year", row.id, {"snapshot": {}}, row.version)
    with pytest.raises(RightsError):
        register.remove(CHAIRS, "closed_year", row.id, row.version)
    register.remove(RUNS, "closed_year", row.id, row.version)
    assert register.rows("closed_year", "luton") == []


def test_does_a_page_know_what_it_may_offer():
    offered = [kind for kind in KINDS if may(EDITS, "add", kind, "luton")]
    assert offered == ["action", "value", "test", "project", "review"]
    assert (may_any(EDITS, "luton"), may_any(EDITS, "bedford")) == (True, False)
    assert not any(may(None, "add", kind, "luton") for kind in KINDS)
    assert all(may(RUNS, "add", kind, "luton") for kind in KINDS)


OF_LUTON = Person("l" * 32, (Post(Role.ADMINISTRATOR, "luton"),))


@pytest.mark.parametrize("person", [EDITS, CHAIRS, READS, OF_LUTON])
def test_may_only_an_administrator_have_history_forgotten(person, register, added, clock):
    added("action")
    with pytest.raises(RightsError, match="Only an administrator of every place"):
        register.forget(clock.now.date(), person)
    assert len(register.history("luton")) == 1
