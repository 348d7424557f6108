"""The approval log on paper: every role, every line with its reason, the whole text and its fingerprint."""

from datetime import datetime

import pytest

from coulisse.papers.approval_log import WORDS, ApprovalLog, ContentLine, LogLine, RoleLine, approval_log
from tests.papers.reading import text_of

AT = datetime(2027, 4, 16, 16, 40)
LOG = ApprovalLog(
    house="Meuse & Fils Films",
    title="Les passes de Cap Sambre",
    state="en cours",
    roles=(
        RoleLine("Design", "validé", "Ilse De Smedt", datetime(2027, 4, 16, 14, 20)),
        RoleLine("Client", "attend son tour", "Kobe Maes", None),
    ),
    lines=(
        LogLine(datetime(2027, 4, 16, 9, 0), "soumis", "Inès Ouali"),
        LogLine(datetime(2027, 4, 16, 14, 20), "Design : validé", "Ilse De Smedt", ("au nom de Tess Claes",)),
        LogLine(datetime(2027, 4, 16, 15, 0), "Achat média : renvoyé", "Greg Dubois", ("« 640 € et pas 460 »",)),
    ),
    content=(ContentLine("Instagram · festivalcapsambre · FR", "30/04/2027, 12:00", "Cap Sambre : 1 200 passes"),),
    sha256="ab" * 32,
    at=AT,
)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_who_approved_what_and_when_is_on_the_paper(language: str) -> None:
    words = text_of(approval_log(LOG, language))
    for expected in (
        "au nom de Tess Claes",
        "16/04/2027 14:20",
        "« 640 € et pas 460 »".replace(" ", " "),
        "Kobe Maes",
        "1 200 passes",
        WORDS[language]["kind"],
        "ab" * 20,
    ):
        assert expected in words, expected


def test_the_same_log_gives_the_same_paper() -> None:
    assert approval_log(LOG, "fr") == approval_log(LOG, "fr")


def test_every_language_has_every_word() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["fr"])}
