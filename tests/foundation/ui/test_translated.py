from coulisse.foundation.ui.translated import in_language, reading_language
from coulisse.kernel.language import Language


def test_a_reader_gets_their_language_and_else_the_nearest() -> None:
    texts = {"fr": "Séquence", "nl": "Scène", "en": ""}
    assert in_language(texts, "nl") == "Scène"
    assert in_language(texts, "nl-be") == "Scène"
    assert in_language(texts, "en") == "Séquence"


def test_nothing_written_reads_as_nothing() -> None:
    assert in_language({}, "fr") == in_language(None, "fr") == ""


def test_a_language_that_the_house_does_not_know_is_left_aside() -> None:
    assert in_language({"pt": "Cena", "en": "Scene"}, "fr") == "Scene"
    assert reading_language("pt") is Language.FR
