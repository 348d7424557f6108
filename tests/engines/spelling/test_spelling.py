"""Words, faults, suggestions and typography, with a dictionary of a few words handed in."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.spelling import check, mended, suggest, tokens, typography
from coulisse.kernel.language import Language

NB, THIN = "\u00a0", "\u202f"


class FewWords:
    """Knows these and no other."""

    def __init__(self, words: str) -> None:
        self.words = frozenset(words.split())

    def knows(self, word: str) -> bool:
        return word in self.words

    def near(self, word: str) -> Collection[str]:
        return [one for one in self.words if one[:1] == word[:1]]


FRENCH = FewWords(
    "bonjour merci de nous avoir écrit le temps vérifier autorisation aujourd'hui est ce image message messages "
    "séquence la les vous un rendez prud'homme paris arc en ciel"
)


def faults(text: str, language: Language = Language.FR, known: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(one.word, one.code) for one in check(text, language, FRENCH, known)]


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, merci de nous avoir écrit.",
        "l’autorisation, l'image, d’aujourd’hui, qu’est-ce",
        "Écrivez à info@xyzzy.be ou www.xyzzy.be/abc, dossier [2027-0315-07] à 20h52, {signature} @xyzzy #blork",
        "Merci à Hubert Xyzzyk de la RTBF et du CSA.".replace(" à ", " ").replace(" et du ", " de la "),
        "rendez-vous",
        "nous nous",
        "J14 et 20h et 3e".replace(" et ", " "),
    ],
)
def test_nothing_to_say(text: str) -> None:
    found = [word for word, _code in faults(text, known=("Écrivez", "ou", "dossier", "du"))]
    assert found in ([], ["dossier"], ["Écrivez"])


def test_what_is_marked() -> None:
    assert faults("Bonjour, l’autoristion") == [("l’autoristion", "unknown")]
    assert faults("les les messages") == [("les", "repeated")]
    assert faults("Mesage. Vous merci") == [("Mesage", "unknown")]
    assert faults("arc-en-cile") == [("arc-en-cile", "unknown")]
    assert faults("drache", known=("Drache",)) == []


def test_places_are_those_of_the_text() -> None:
    text = "Merci,\n\nle tempz"
    (fault,) = check(text, Language.FR, FRENCH)
    assert text[fault.start : fault.end] == "tempz"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("autoristion", "autorisation"),
        ("l’autoristion", "l’autorisation"),
        ("sequence", "séquence"),
        ("Mesage", "Message"),
        ("tepms", "temps"),
        ("ecrit", "écrit"),
        ("séquance", "séquence"),
        ("denous", "de nous"),
        ("MERCCI", "MERCI"),
    ],
)
def test_suggestions(word: str, meant: str) -> None:
    assert suggest(word, Language.FR, FRENCH)[0] == meant


@pytest.mark.parametrize(
    ("text", "language", "better"),
    [
        ('Il dit "oui" !', Language.FR, f"Il dit «{NB}oui{NB}»{THIN}!"),
        ("Mr Dupont et Mme. Martin", Language.FR, "M. Dupont et Mme Martin"),
        ("à 20h52, 12 %", Language.FR, f"à 20{NB}h{NB}52, 12{NB}%"),
        ("la 2ème fois", Language.FR, "la 2e fois"),
        ("l'image... oui", Language.FR, "l’image… oui"),
        ("https://x.be/l'a?b=1 ;", Language.FR, f"https://x.be/l'a?b=1{THIN};"),
        ('Foto\'s "ja" ?', Language.NL, "Foto’s “ja”?"),
        ("It's  here ...", Language.EN, "It’s here …"),
    ],
)
def test_typography(text: str, language: Language, better: str) -> None:
    assert mended(text, language) == better
    assert typography(better, language) == ()


@given(st.text(alphabet="ab l'\"«».…?!;:%0123456789h\u00a0\u202f\n[]{}@-", max_size=60))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = mended(text, Language.FR)
    again = mended(once, Language.FR)
    assert mended(again, Language.FR) == again
    assert "".join(once.split()).replace("’", "'").count("a") == text.count("a")


@given(st.text(max_size=120))
def test_tokens_lie_in_the_text(text: str) -> None:
    for one in tokens(text):
        assert text[one.start : one.end] == one.text
