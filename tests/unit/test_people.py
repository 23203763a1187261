"""Who may change what: from what a provider says, and a file that is read at each write."""

import tomllib

import pytest

from het_geo.errors import SignInError
from het_geo.people.addresses import is_safe, same_host
from het_geo.people.claims import groups_of, keyed, lasts, person_of, read_sign_in
from het_geo.people.roles import EVERYWHERE, Person, Post, Role, may
from het_geo.people.rules import NOBODY, PEOPLE, read_rules
from tests.conftest import ROOT

SECRET = "made up for a test, and long enough"
PLACES = {"luton": {"housing": None, "children": None}, "bedford": {"housing": None},
          "broken": None}  # fmt: skip
NOW = 1_800_000_000.0
CLAIMS = {"iss": "https://sign-in.example", "sub": "u-1", "iat": NOW - 60, "exp": NOW + 3600}
RULES = """
[[rule]]
role = "editor"
places = ["luton"]
subgroups = ["housing", "children"]
groups = ["homes team"]

[[rule]]
role = "chair"
places = ["luton", "bedford"]
subgroups = ["housing"]
subjects = ["u-1"]

[[rule]]
role = "administrator"
places = ["*"]
groups = ["data team"]
"""


@pytest.fixture
def people(tmp_path, monkeypatch):
    path = tmp_path / "people.toml"
    monkeypatch.setenv(PEOPLE, str(path))

    def say(text):
        path.write_text(text, encoding="utf-8")
        return read_rules(PLACES)

    return say


def sign_in(**claims):
    return read_sign_in(CLAIMS | claims, SECRET, hours=12)


# role held in "housing", then: may act as reader, editor, chair there; as editor in "children"; as
# editor where no sub-group is; as administrator
TABLE = [
    (None, "y-----"),
    (Role.READER, "y-----"),
    (Role.EDITOR, "yy----"),
    (Role.CHAIR, "yyy---"),
    (Role.ADMINISTRATOR, "yyyyyy"),
]


@pytest.mark.parametrize(("role", "expected"), TABLE)
def test_is_what_a_role_may_as_the_table_says(role, expected):
    everywhere = role in (Role.READER, Role.ADMINISTRATOR)
    asked = [(Role.READER, "housing"), (Role.EDITOR, "housing"), (Role.CHAIR, "housing"),
             (Role.EDITOR, "children"), (Role.EDITOR, ""), (Role.ADMINISTRATOR, "")]  # fmt: skip
    for held in ("luton", EVERYWHERE):
        person = role and Person("p", (Post(role, held, "" if everywhere else "housing"),))
        for place, right in (("luton", True), ("bedford", held == EVERYWHERE)):
            found = [may(person, needed, place, subgroup) for needed, subgroup in asked]
            said = "".join("y" if one else "-" for one in found)
            assert said == (expected if right else "y-----")


# groups as the provider says them, subject, then the posts held
EDITS = ("editor", "luton", "housing")
CHAIRS = [("chair", "luton", "housing"), ("chair", "bedford", "housing")]
HELD = [
    ([], "u-2", []),
    (["homes team"], "u-2", [EDITS, ("editor", "luton", "children")]),
    (["homes team"], "u-1", [EDITS, ("editor", "luton", "children"), *CHAIRS]),
    (["data team", "another"], "u-2", [("administrator", "*", "")]),
    (["Homes team", "homes", ""], "u-2", []),
]


@pytest.mark.parametrize(("groups", "subject", "expected"), HELD)
def test_are_roles_those_that_groups_and_subjects_give(people, groups, subject, expected):
    found = person_of(sign_in(sub=subject), frozenset(groups), people(RULES))
    assert [(post.role, post.place, post.subgroup) for post in found.posts] == expected


def test_is_a_role_taken_away_at_the_next_reading(people):
    one = sign_in()
    assert may(person_of(one, frozenset(), people(RULES)), Role.CHAIR, "luton", "housing")
    left = RULES.replace('["u-1"]', '["somebody else"]')
    assert not may(person_of(one, frozenset(), people(left)), Role.EDITOR, "luton", "housing")
    for name in (one.subject, one.reference):
        out = person_of(one, frozenset({"data team"}), people(f'withdrawn = ["{name}"]\n{RULES}'))
        assert out == Person(one.reference)


def test_can_a_role_be_given_by_the_reference_alone(people):
    one = sign_in()
    rules = people(
        f'[[rule]]\nrole = "administrator"\nplaces = ["luton"]\nreferences = ["{one.reference}"]'
    )
    runs = person_of(one, frozenset(), rules)
    assert [may(runs, Role.ADMINISTRATOR, place) for place in ("luton", "bedford")] == [True, False]
    assert not may(person_of(sign_in(sub="u-2"), frozenset(), rules), Role.EDITOR, "luton")


# where groups are said to stand, the claims, what is found
NESTED = [
    ("groups", {"groups": ["a", "b"]}, {"a", "b"}),
    ("groups", {"groups": "a"}, {"a"}),
    ("groups", {}, set()),
    ("groups", {"groups": None}, set()),
    ("groups", {"groups": {"a": 1}}, set()),
    ("groups", {"groups": ["a", 7, None]}, {"a"}),
    ("roles", {"roles": ["a"], "groups": ["b"]}, {"a"}),
    ("realm_access.roles", {"realm_access": {"roles": ["a"]}}, {"a"}),
    ("realm_access.roles", {"realm_access": ["a"]}, set()),
    ("value.id", {"value": [{"id": "a"}, {"id": "b"}, {"id": 7}, {}, "c"]}, {"a", "b"}),
    ("a.b.c", {"a": [{"b": [{"c": ["x"]}, {"c": "y"}]}, {"b": {"c": "z"}}]}, {"x", "y", "z"}),
    ("https://example.org/roles", {"https://example.org/roles": ["a"]}, {"a"}),
]


@pytest.mark.parametrize(("where", "claims", "expected"), NESTED)
def test_are_groups_found_where_the_file_says(where, claims, expected):
    assert groups_of(claims, where) == expected


def test_are_groups_that_were_too_many_to_be_sent_not_taken_for_none():
    with pytest.raises(SignInError, match="more groups"):
        groups_of({"_claim_names": {"groups": "src1"}}, "groups")


# iat and exp, seconds from now; hours that a sign-in lasts at most; whether it lasts
LASTING = [
    (-60, 3600, 12, True),
    (-3600, 0, 12, False),  # ends now
    (-3600, 1, 12, True),
    (-2 * 3600, 30 * 24 * 3600, 2, False),  # a month's token: two hours are over
    (-2 * 3600 + 1, 30 * 24 * 3600, 2, True),
    (100, 3600, 12, True),  # a clock that is ahead by less than two minutes
    (200, 3600, 12, False),
]


@pytest.mark.parametrize(("given", "ends", "hours", "expected"), LASTING)
def test_does_a_sign_in_end_with_its_token_and_its_hours(given, ends, hours, expected):
    claims = CLAIMS | {"iat": NOW + given, "exp": NOW + ends}
    assert lasts(read_sign_in(claims, SECRET, hours), NOW) is expected


@pytest.mark.parametrize("name", ["iss", "sub", "iat", "exp"])
@pytest.mark.parametrize("value", [None, "", True, []])
def test_is_a_token_without_a_needed_claim_refused(name, value):
    with pytest.raises(SignInError, match=f"“{name}”"):
        sign_in(**{name: value})


def test_does_the_hash_hide_who_it_is_and_hang_on_the_secret():
    one, same, other = sign_in(), sign_in(iat=NOW, nonce="n"), sign_in(iss="https://b.example")
    assert len(one.reference) == 32
    assert "u-1" not in one.reference
    assert one.reference == same.reference != other.reference
    assert one.mark != same.mark
    assert read_sign_in(CLAIMS, SECRET + "!", 12).reference != one.reference
    with pytest.raises(SignInError, match="fewer than 32"):
        keyed("text", "short")


A = 'groups = ["a"]'
HERE = 'places = ["luton"]'
EDITOR = f'[[rule]]\nrole = "editor"\n{A}\n'
CHAIR = '[[rule]]\nrole = "chair"\nsubgroups = ["housing"]\nsubjects = ["a"]'
RUNS = f'[[rule]]\nrole = "administrator"\n{A}\n'
WRONG = {
    'role = "editor"': "unknown key 'role'",
    'hours = 0': "hours is 0",
    'hours = "12"': "expected int",
    'groups_from = "cookie"': "“cookie”",
    'groups_from = "address"': "groups_at is “”. Give the https address",
    'groups_from = "address"\ngroups_at = "http://graph.example/me"': "Give the https address",
    'groups_from = "address"\ngroups_at = "https://u:w@graph.example"': "without a name or passw",
    'groups_at = "https://graph.example/me"': "only where groups_from is “address”",
    f'[[rule]]\nrole = "owner"\n{A}': "no role “owner”",
    f'{EDITOR}{HERE}': "needs subgroups",
    f'{EDITOR}subgroups = ["housing"]': "rule 1: it names no place",
    f'{EDITOR}subgroups = ["housing"]\nplaces = []': "it names no place",
    f'{EDITOR}subgroups = ["housing"]\nplaces = ["*"]': "no place “\\*” with a framework",
    f'{EDITOR}subgroups = ["housing"]\nplaces = ["luton", "derby"]': "There are: luton",
    f'{EDITOR}subgroups = ["homes"]\n{HERE}': "no sub-group “homes” in the framework of luton",
    f'{EDITOR}subgroups = ["children"]\nplaces = ["luton", "bedford"]': "framework of bedford",
    CHAIR: "it names no place",
    RUNS: "it names no place. Say places, as links name them, or “\\*” for all",
    f'{RUNS}places = ["*", "luton"]': "no place “\\*”",
    f'{RUNS}{HERE}\nsubgroups = ["housing"]': "held in a whole place",
    f'[[rule]]\nrole = "reader"\n{A}\n{HERE}': "everybody reads every place",
    f'[[rule]]\nrole = "administrator"\n{HERE}': "nobody holds it",
    f'[[rule]]\nrole = "administrator"\n{HERE}\ngroups = [""]': "an empty name",
    f'[[rule]]\nrole = "administrator"\n{HERE}\ngroup = ["a"]': "unknown key 'group'",
    "[[rule]": "not understood",
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_is_a_wrong_file_refused_with_its_reason(people, text, said):
    with pytest.raises(SignInError, match=said):
        people(text)


def test_does_a_framework_that_cannot_be_read_leave_the_rules_of_other_places(people):
    rules = people(f'{EDITOR}subgroups = ["any"]\nplaces = ["broken"]\n{RUNS}{HERE}')
    found = person_of(sign_in(), frozenset({"a"}), rules)
    assert may(found, Role.ADMINISTRATOR, "luton")
    assert not may(found, Role.ADMINISTRATOR, "broken")


# groups_from, hours in the file, then hours that a sign-in lasts
WINDOWS = [("provider", 12, 12), ("address", 24, 24), ("token", 12, 1), ("token", 1, 1)]


@pytest.mark.parametrize(("way", "hours", "expected"), WINDOWS)
def test_does_a_sign_in_whose_groups_are_not_asked_for_last_an_hour_at_most(
    people, way, hours, expected
):
    at = 'groups_at = "https://graph.example/me"\n' if way == "address" else ""
    assert people(f'groups_from = "{way}"\nhours = {hours}\n{at}').lasts_h == expected


def test_is_the_file_that_the_document_shows_one_that_is_taken(people):
    blocks = (ROOT / "docs" / "sign-in.md").read_text(encoding="utf-8").split("```toml\n")[1:]
    shown = [text.split("```")[0] for text in blocks]
    assert [list(tomllib.loads(text)) for text in shown[:1]] == [["auth"]]
    assert [rule.role for rule in people(shown[1]).rule] == ["editor", "chair", "administrator"]


def test_is_a_file_that_is_gone_no_open_door(people, tmp_path, monkeypatch):
    people(RULES)
    (tmp_path / "people.toml").unlink()
    with pytest.raises(SignInError, match=r"people\.toml.*cannot be read"):
        read_rules(PLACES)
    monkeypatch.delenv(PEOPLE)
    assert read_rules(PLACES) == NOBODY
    assert person_of(sign_in(), frozenset({"data team"}), NOBODY).posts == ()


@pytest.mark.parametrize("address", ["https://a.org:port/x", "https://a.org:99999/x", "https://[a"])
def test_is_an_address_that_is_none_of_no_host(address):
    assert not is_safe(address)
    assert not same_host(address, "https://a.org/x")
    assert not same_host("https://a.org/x", address)
    assert not same_host(address, address)
