"""What is folded, and what stays open: criticism, however hard, is no insult."""

import pytest

from coulisse.engines.triage.hurtful import hurtful


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bande de connards, vous êtes des ordures", "insult"),
        ("Jullie zijn allemaal klootzakken", "insult"),
        ("You are a bunch of assholes", "insult"),
        ("Je déteste les musulmans, tous des parasites", "hate"),
        ("Ik haat vrouwen", "hate"),
        ("Women are inferior", "hate"),
        ("Montre-nous tes gros seins", "sexual"),
    ],
)
def test_what_would_hurt(text: str, code: str) -> None:
    found = hurtful(text)
    assert found is not None
    assert found.code == code
    assert found.words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Quelle honte, cette émission est nulle et partiale",
        "Une belle connerie, ce générique",
        "Het geluid was slecht en de presentator onverstaanbaar",
        "Les femmes des archives étaient formidables",
        "Mon voisin a un con de chien",
        "Les sous-titres sont en retard de deux secondes, encore des retards",
        "Een reportage over varkens en eikels in het bos",
        "Mijn vrouw heeft kanker en kijkt elke zondag",
        "De vrouwen die in de reportage spraken, waren indrukwekkend",
        "Le ramassage des ordures n'a pas été montré",
        "Les pédales du vélo grincent pendant tout le reportage",
        "The sharks bite in your film",
    ],
)
def test_what_stays_open(text: str) -> None:
    assert hurtful(text) is None
