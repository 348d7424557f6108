import pytest

from coulisse.kernel import SPOKEN, Language, fallbacks, in_language, spoken


@pytest.mark.parametrize("language", list(Language))
def test_fallbacks_name_every_language_once(language: Language) -> None:
    order = fallbacks(language)
    assert sorted(order) == sorted(Language)
    assert order[0] == language or language is Language.UND


def test_a_missing_or_empty_text_falls_back() -> None:
    texts = {Language.FR: "permis", Language.NL: "", Language.EN: "permit"}
    assert in_language(texts, Language.NL) == "permis"
    assert in_language(texts, Language.EN) == "permit"
    assert in_language(texts, Language.UND) == "permis"
    assert in_language({Language.EN: ""}, Language.FR) is None


def test_the_house_writes_three_languages() -> None:
    assert [spoken(language) for language in SPOKEN] == [Language.FR, Language.NL, Language.EN]
    assert spoken(Language.DE) is spoken(Language.UND) is Language.FR
    assert Language("nl") is Language.NL
