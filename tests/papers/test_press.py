"""The press prints what it is given, signs without a typeface included."""

import pytest

from coulisse.papers.contact_list import ContactList, Group, Line, contact_list
from tests.papers.plan_of_la_drache import AT
from tests.papers.reading import text_of


def listed(*names: str) -> str:
    lines = [Line(name) for name in names]
    return text_of(contact_list(ContactList("Liste", "Meuse & Fils", [Group("Tous", lines)], AT), "fr"))


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Zoé \N{SMILING FACE WITH OPEN MOUTH} Henrard", "Zoé □ Henrard"),
        ("Łukasz Œuvrard", "Łukasz Œuvrard"),
        ("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET} Ada", "Ada"),
    ],
)
def test_a_sign_without_a_typeface_is_a_square(name: str, printed: str) -> None:
    assert printed in listed(name)


def test_a_whole_list_in_another_script_is_printed() -> None:
    names = [chr(0x4E00 + 10 * count) + chr(0x4E05 + 10 * count) for count in range(40)]
    assert "Noémie" in listed(*names, "Noémie")
