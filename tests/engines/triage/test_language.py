"""The language of short messages. The measure on thousands of texts is `python -m tests.bench.language`."""

import pytest

from coulisse.engines.triage.language import guess, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Merci pour l'émission d'hier soir", "fr"),
        ("Trop de publicité avant le film", "fr"),
        ("C'est honteux", "fr"),
        ("Bedankt voor de uitzending", "nl"),
        ("Het geluid staat veel te hard", "nl"),
        ("Schandalig dat jullie dit uitzenden", "nl"),
        ("Too many adverts during the match", "en"),
        ("Thank you for the programme", "en"),
        ("Danke für die schöne Sendung", "de"),
        ("Warum wurde der Film unterbrochen?", "de"),
        ("MERCI POUR TOUT LE TRAVAIL", "fr"),
        ("", "und"),
        ("👍👍 10/10", "und"),
        ("Спасибо за передачу", "und"),
        ("ありがとうございます", "und"),
        ("https://www.example.be/le/la/les jan@example.be", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language


def test_confidence_is_a_share() -> None:
    assert guess("").confidence == 0.0
    assert 0.9 < guess("Je ne suis pas du tout d'accord avec vous").confidence <= 1.0
