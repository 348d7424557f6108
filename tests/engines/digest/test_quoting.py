"""What is proposed to be quoted is whole sentences in which nobody is named."""

import pytest

from coulisse.engines.digest import best_sentences

SAID = "Mes enfants étaient à table. Deux mots avant auraient suffi."


def test_the_best_words_are_whole_sentences() -> None:
    assert best_sentences(f"Bonjour. {SAID} Hubert Lambot", known=["Hubert Lambot"]) == SAID
    assert best_sentences("Merci.") == ""


def test_a_sentence_that_names_somebody_is_passed_over() -> None:
    said = "Ma voisine Lucienne Delvaux regarde chaque dimanche. Un mot avant les images aurait suffi pour elle."
    assert best_sentences(said) == "Un mot avant les images aurait suffi pour elle."
    assert best_sentences("J’habite rue de la procession 12 depuis toujours.") == ""


def test_what_may_be_named_is_quoted() -> None:
    said = "Dans Plein Jour, vous avez montré les archives de la rue Haute sans prévenir."
    assert best_sentences(said) == ""
    assert best_sentences(said, keep=["Plein Jour", "Archives de la rue Haute"]) == said


@pytest.mark.parametrize("said", ["", "…", "?" * 30_000, "a" * 30_000])
def test_any_text_is_read(said: str) -> None:
    assert best_sentences(said) == ""
