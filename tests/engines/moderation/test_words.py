"""Lists of words: dressed-up words are found, ordinary ones are not, and no list takes for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.moderation import Lexicon, read_terms, words_of


def found(terms: str, text: str) -> tuple[str, ...]:
    lexicon = Lexicon(read_terms(terms)[0])
    return lexicon.found(words_of(text))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("connard*", "bande de CONNARDS !"),
        ("connard*", "c0nn@rd"),
        ("connard*", "connnnnarddd"),
        ("connnnard*", "conard"),
        ("haaa", "haaaaaaa"),
        ("connard*", "c o n n a r d"),
        ("connard*", "c.o.n.n.a.r.d"),
        ("connard*", "c-o-n-n-a-r-d"),
        ("débile", "DEBILE"),
        ("debile", "Débile…"),
        ("pute", "pu7e"),
        ("salope", "$alope"),
        ("retourne dans ton pays", "Retourne   dans, ton pays."),
        ("ferme* ta gueul*", "fermez ta gueule"),
        ("vuile jood", "VUILE J00D"),
        ("klootzak*", "klootzakken"),
    ],
)
def test_a_word_is_found_however_it_is_dressed_up(term: str, text: str) -> None:
    assert found(term, text) == (term,)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("con", "contre le contenu, conseil"),
        ("rat", "le rate de 20 h 25"),
        ("pute", "l’amputé va bien"),
        ("retourne dans ton pays", "retourne dans le pays"),
        ("connard*", "@connard_officiel a raison"),
        ("connard*", "https://exemple.be/connard"),
        ("1312", "en 1313"),
    ],
)
def test_another_word_is_not_found(term: str, text: str) -> None:
    assert found(term, text) == ()


def test_lines_that_cannot_be_used_are_named_with_their_number() -> None:
    terms, problems = read_terms("# insultes\nab*\n\n!!!\nx\n" + "mot " * 9 + "\nconnard*\nCONNARD*\n" + "a" * 81)
    assert [term.text for term in terms] == ["connard*"]
    assert [(one.line, one.code) for one in problems] == [
        (2, "too-short"),
        (4, "no-letter"),
        (5, "too-short"),
        (6, "too-long"),
        (9, "too-long"),
    ]


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_typed_nothing_breaks(terms: str, text: str) -> None:
    lexicon = Lexicon(read_terms(terms)[0])
    assert set(lexicon.found(words_of(text))) <= {term.text for term in read_terms(terms)[0]}


def test_every_line_of_a_long_list_is_found() -> None:
    def word(number: int) -> str:
        return "mot" + "x".join("abcdefghij"[int(digit)] for digit in str(number)) + "bizarre"

    lines = "\n".join(map(word, range(4_000)))
    assert found(lines, f"un {word(17)}, puis {word(3_999)}") == (word(17), word(3_999))
