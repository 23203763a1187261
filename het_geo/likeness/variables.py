"""What areas are compared by: seventeen variables in five themes (docs/methods.md#most-alike)."""

from __future__ import annotations

from dataclasses import dataclass

DENSITY = "density"
NS_SEC = "National Statistics Socio-economic Classification (NS-SEC): "
_ETHNIC = "Ethnic group: "
_TENURE = "Tenure of household: "
AGES, GROUPS, TENURES, CLASSES = (
    "census2021-ts007a", "census2021-ts021", "census2021-ts054", "census2021-ts062",
)  # fmt: skip


@dataclass(frozen=True)
class Theme:
    """A theme, which counts once however many variables it has: its id and what it is called."""

    id: str
    label: str


@dataclass(frozen=True)
class Variable:
    """One variable of a theme.

    A share (0 to 1) is the sum of ``counted`` columns of ``source`` over that of ``of``; the
    density is people a hectare. ``says`` follows a share in a sentence: "34% of households …".
    """

    id: str
    theme: str
    label: str
    says: str
    source: str
    counted: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


THEMES = (
    Theme("ages", "ages"),
    Theme("groups", "ethnic groups"),
    Theme("tenures", "tenure"),
    Theme("classes", "occupations"),
    Theme(DENSITY, "how densely people live"),
)
_WORKED = tuple(
    f"{NS_SEC}{name}"
    for name in (
        "L1, L2 and L3 Higher managerial, administrative and professional occupations",
        "L4, L5 and L6 Lower managerial, administrative and professional occupations",
        "L7 Intermediate occupations",
        "L8 and L9 Small employers and own account workers",
        "L10 and L11 Lower supervisory and technical occupations",
        "L12 Semi-routine occupations",
        "L13 Routine occupations",
    )
)


def _age(name: str, label: str, says: str, ages: str) -> Variable:
    return Variable(name, "ages", label, f"of people are {says}", AGES, (ages,), ("Total",))


def _group(name: str, label: str, says: str, column: str) -> Variable:
    whole = (f"{_ETHNIC}Total: All usual residents",)
    return Variable(name, "groups", label, says, GROUPS, (_ETHNIC + column,), whole)


def _tenure(name: str, label: str, says: str, *columns: str) -> Variable:
    counted = tuple(_TENURE + column for column in columns)
    whole = (f"{_TENURE}Total: All households",)
    return Variable(name, "tenures", label, f"of households {says}", TENURES, counted, whole)


def _class(name: str, label: str, first: int, last: int) -> Variable:
    says = f"of people with an occupation have {label}"
    return Variable(name, "classes", label, says, CLASSES, _WORKED[first:last], _WORKED)


VARIABLES = (
    _age("age_0_15", "aged 0 to 15", "under 16", "0 to 15"),
    _age("age_16_64", "aged 16 to 64", "aged 16 to 64", "16 to 64"),
    _age("age_65", "aged 65 and over", "65 or over", "65 and over"),
    _group("asian", "Asian", "of people are Asian or Asian British",
           "Asian, Asian British or Asian Welsh"),
    _group("black", "Black", "of people are Black or Black British",
           "Black, Black British, Black Welsh, Caribbean or African"),
    _group("mixed", "Mixed", "of people are of Mixed or Multiple ethnic groups",
           "Mixed or Multiple ethnic groups"),
    _group("white", "White", "of people are White", "White"),
    _group("other", "Other", "of people are of another ethnic group", "Other ethnic group"),
    _tenure("owned", "owned", "own their home or part of it", "Owned", "Shared ownership"),
    _tenure("social", "social rented", "rent from the council or a housing association",
            "Social rented"),
    _tenure("private", "privately rented", "rent privately", "Private rented"),
    _class("managerial", "managerial and professional jobs", 0, 2),
    _class("intermediate", "intermediate jobs", 2, 3),
    _class("own_account", "a small business of their own", 3, 4),
    _class("supervisory", "lower supervisory and technical jobs", 4, 5),
    _class("routine", "routine and semi-routine jobs", 5, 7),
    Variable(DENSITY, DENSITY, "people a hectare", "people a hectare", AGES),
)  # fmt: skip
NAMES = tuple(variable.id for variable in VARIABLES)
SOURCES = (AGES, "census2021-ts007-msoa", GROUPS, TENURES, CLASSES)


def weights() -> tuple[float, ...]:
    """Return each variable's weight: each theme's add up to 1.

    >>> dict(zip(NAMES, weights()))["owned"] == 1 / 3, dict(zip(NAMES, weights()))["density"]
    (True, 1.0)
    """
    themes = [variable.theme for variable in VARIABLES]
    return tuple(1 / themes.count(theme) for theme in themes)
