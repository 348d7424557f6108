import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import french_spaces


def shown(text: str) -> str:
    return text.replace("\u00a0", "_").replace("\u202f", "·")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Bonjour !", "Bonjour·!"),
        ("Bonjour!", "Bonjour·!"),
        ("Vraiment ?!", "Vraiment·?!"),
        ("oui ; non", "oui·; non"),
        ("Permis : absent", "Permis_: absent"),
        ("Permis: absent", "Permis_: absent"),
        ("« Plein Jour »", "«_Plein Jour_»"),
        ("«Plein Jour»", "«_Plein Jour_»"),
        ("« Déjà ? » : oui", "«_Déjà·?_»_: oui"),
        ("3 482 650,00 €", "3_482_650,00_€"),
        ("3\u202f482\u2009650,00€", "3_482_650,00_€"),
        ("40,6 % du plan", "40,6_% du plan"),
        ("10%, oui", "10_%, oui"),
        ("12 km", "12_km"),
        ("dimanche à 20 h 25.", "dimanche à 20_h_25."),
        ("(oui!)", "(oui·!)"),
    ],
)
def test_puts_the_french_space(typed: str, set_: str) -> None:
    assert shown(french_spaces(typed)) == set_


@pytest.mark.parametrize(
    "text",
    [
        "07:25",
        "https://coulisse.be/?a=1;b=2",
        "C:\\films",
        "le 16 mars 2027",
        "l’an 3 m’a plu",
        "04 75 12 34 56",
        "!",
        "ligne\n: suite",
        "R&amp;D",
        "",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert french_spaces(text) == text


@given(st.text(alphabet="ab 123,.:;!?«»€%hkm'’()\u00a0\u202f\n", max_size=30))
def test_twice_is_once(text: str) -> None:
    assert french_spaces(french_spaces(text)) == french_spaces(text)


@given(st.text(max_size=60))
def test_only_spaces_change(text: str) -> None:
    bare = str.maketrans("", "", " \u00a0\u202f\u2009")
    assert french_spaces(text).translate(bare) == text.translate(bare)
