import pytest

from coulisse.formats.tabular.mapping import Target, match_columns

TARGETS = (
    Target("name", ("nom complet", "naam", "name")),
    Target("last_name", ("nom", "achternaam")),
    Target("firm", ("société", "nom de société", "bedrijf", "company")),
    Target("phone", ("téléphone", "telefoon", "phone"), several=True),
)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (("Naam", "Bedrijf", "Telefoon"), ("name", "firm", "phone")),
        (("NOM", "Nom de société", "Téléphone 1", "Telephone 2"), ("last_name", "firm", "phone", "phone")),
        (("Numéro de téléphone", "Truc"), ("phone", "")),
        (("Télephonne", ""), ("phone", "")),
        (("Nom", "Nom"), ("last_name", "")),
        ((), ()),
    ],
    ids=["Dutch", "the longer word wins", "a word among others", "a typing error", "a field once", "nothing"],
)
def test_columns_are_recognised_in_any_language(header: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert match_columns(header, TARGETS) == expected
