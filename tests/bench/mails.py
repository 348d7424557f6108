"""Mails for the measurements: distinct ones made of sentences of the corpora, and the night of 412."""

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from coulisse.kernel.language import Language
from tests.corpora.folder import CORPORA
from tests.engines.families.planted import inbox

FIRST = datetime.fromisoformat("2027-03-14T20:15:00+01:00")
QUOTED = {
    "fr": "\n\nLe 12 mars 2027 à 10:12, Médiane <publics@mediane.example> a écrit :\n> Bonjour,\n> Merci.\n",
    "nl": "\n\nOp 12 mrt. 2027 om 10:12 schreef Médiane <publics@mediane.example>:\n> Goedendag,\n> Dank u wel.\n",
}
SUBJECTS = {
    "fr": ("Plein Jour", "Question", "Votre émission", "Le son", "Bravo"),
    "nl": ("Vraag", "Uitzending"),
}


def distinct(many: int, *, seed: int = 1) -> Iterator[bytes]:
    """Letters of four to seven sentences, three quarters in French, a fifth with quoted history."""
    chance = random.Random(seed)
    sentences = {language: _sentences(language) for language in ("fr", "nl")}
    for number in range(many):
        language = "fr" if chance.random() < 0.75 else "nl"
        text = " ".join(chance.sample(sentences[language], chance.randint(4, 7)))
        if chance.random() < 0.2:
            text += QUOTED[language]
        yield _mail(number, text, chance.choice(SUBJECTS[language]), FIRST + timedelta(seconds=20 * number))


def night() -> Iterator[bytes]:
    """One petition of 400, 371 in French and 29 in Dutch, and twelve that must not be swallowed."""
    for number, one in enumerate(inbox(2027).messages, 10_000):
        subject = "Plein Jour" if one.language is Language.FR else "Uitzending van zondag"
        yield _mail(number, one.text, subject, FIRST + timedelta(seconds=100 * (number - 10_000)))


def _sentences(language: str) -> list[str]:
    path = CORPORA / "messages" / f"topic7_parallel_{language}_sib200.jsonl"
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]


def _mail(number: int, text: str, subject: str, at: datetime) -> bytes:
    mail = EmailMessage()
    mail["From"] = f"Personne {number} <personne{number}@public.example>"
    mail["To"] = "publics@mediane.example"
    mail["Subject"] = subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{number}.bench@public.example>"
    mail.set_content(text)
    return bytes(mail)
