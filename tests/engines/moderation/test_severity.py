"""How grave a comment is: the order of the house, and the words that say it."""

import pytest

from coulisse.engines.moderation import FOLDED, ORDER, Severity, judge_all


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Je sais où habite votre présentatrice, je vais la tuer", Severity.THREAT),
        ("Ik weet waar je woont, ik ga je vermoorden", Severity.THREAT),
        ("Sales arabes, dehors, rentrez chez vous", Severity.HATE),
        ("Alle buitenlanders zijn parasieten", Severity.HATE),
        ("Bande de connards, vous êtes des ordures", Severity.INSULT),
        ("Bande de c0nn@rds, vous êtes des 0rdures", Severity.INSULT),
        ("Gagnez de l’argent : https://a.example https://b.example", Severity.SPAM),
        ("Le son est inaudible depuis trois semaines", Severity.CRITICISM),
        ("De ondertitels zijn waardeloos", Severity.CRITICISM),
        ("À quelle heure passe la rediffusion ?", Severity.QUESTION),
        ("Bravo, magnifique reportage", Severity.PRAISE),
        ("Bonsoir de Huy.", Severity.PLAIN),
    ],
)
def test_the_gravest_that_holds(text: str, severity: Severity) -> None:
    (judged,) = judge_all([text])
    assert judged.severity is severity


def test_an_insult_in_a_complaint_is_an_insult_and_a_complaint() -> None:
    (judged,) = judge_all(["C’est nul et honteux, bande de connards, vous êtes des ordures"])
    assert judged.severity is Severity.INSULT
    assert judged.is_criticism
    assert [reason.code for reason in judged.reasons][-1] == "criticism"


def test_the_order_is_that_of_the_house() -> None:
    assert [one.value for one in ORDER[:6]] == ["threat", "hate", "sexual", "insult", "spam", "criticism"]
    assert Severity.CRITICISM not in FOLDED
    assert Severity.SPAM not in FOLDED


def test_the_order_of_the_texts_is_kept() -> None:
    texts = ["Bravo", "Bande de connards, vous êtes des ordures", "Bravo"]
    assert [one.severity for one in judge_all(texts)] == [Severity.PRAISE, Severity.INSULT, Severity.PRAISE]
