"""Rows of the care of the team, made quickly."""

import hashlib
import re
import zlib
from datetime import date, datetime
from typing import Final

from coulisse.desks.audience.care.actions.folds import ask_to_read
from coulisse.desks.audience.care.actions.restrictions import approve, ask, record_appeal
from coulisse.desks.audience.care.actions.threats import open_file, save_contact
from coulisse.desks.audience.care.models import Appeal, Restriction, SafetyContact, SecondReading, ThreatFile
from coulisse.desks.audience.intake.models import Conversation, RawMail
from coulisse.foundation.accounts.models import User
from tests.cast import AT, Cast, give, person
from tests.desks.audience.scene import a_conversation, a_writer

THREAT: Final = "Je sais où habite votre présentateur et je vais venir lui casser les genoux."
NEVER: Final = ("casser les genoux", "où habite votre", "casser")
"""What no page shows before somebody asks for it."""
RAW: Final = (
    b"From: Somebody <rage@public.example>\r\nTo: plein-jour@mediane.example\r\nSubject: gare a vous\r\n"
    b"Message-ID: <rage-1@public.example>\r\nReceived: from [192.0.2.7]\r\n\r\n" + THREAT.encode() + b"\r\n"
)


def a_threat(cast: Cast, *, folded: bool = True, at: datetime = AT) -> Conversation:
    """A folded threat as the intake leaves it, with its raw mail."""
    writer = a_writer("Quelqu’un", "rage@public.example")
    conversation = a_conversation(
        cast,
        THREAT,
        writer=writer,
        at=at,
        subject="" if folded else "gare a vous, casser",
        preview="" if folded else THREAT,
        kind="threat",
        kinds=[{"code": "threat", "confidence": 0.9, "words": [] if folded else ["casser les genoux"]}],
        is_folded=folded,
        gist="threat" if folded else "",
    )
    message = conversation.messages.get()
    RawMail.objects.create(message=message, packed=zlib.compress(RAW), sha256=hashlib.sha256(RAW).hexdigest())
    return conversation


def a_colleague() -> User:
    found = User.objects.filter(email="delphine@meuse.example").first()
    if found is None:
        found = person("Delphine Wauthier", "delphine@meuse.example")
        give(found, "audience_officer")
    return found


def a_contact(cast: Cast, **fields: str) -> SafetyContact:
    values = {
        "name": "Sécurité Médiane",
        "role": "security",
        "email": "securite@mediane.example",
        "phone": "",
        "language": "fr",
        **fields,
    }
    return save_contact(contact=None, values=values, read_version=0, by=cast.marc_olivier, at=AT)


def a_file(cast: Cast) -> ThreatFile:
    return open_file(conversation=a_threat(cast), by=cast.marc_olivier, at=AT)


def a_restriction(cast: Cast, *, approved: bool = False, scope: str = "no-bulk") -> Restriction:
    row = ask(
        writer=a_writer("Quelqu’un", "rage@public.example"),
        scope=scope,
        reason="Quarante messages par jour depuis un mois.",
        ends_on=date(2027, 6, 30),
        by=cast.marc_olivier,
        at=AT,
    )
    return approve(restriction=row, by=a_colleague(), at=AT) if approved else row


def token_in(letter: str) -> str:
    """The secret of the link that a letter carries."""
    found = re.search(r"/g/([\w-]+)/", letter)
    assert found is not None, letter
    return found[1]


def an_appeal(cast: Cast) -> Appeal:
    return record_appeal(
        restriction=a_restriction(cast, approved=True),
        text="Je n’ai écrit que trois fois.",
        received_on=date(2027, 3, 20),
        by=cast.marc_olivier,
        at=AT,
    )


def a_reading(cast: Cast) -> SecondReading:
    return ask_to_read(
        conversation=a_threat(cast), reader=a_colleague(), how="with", note="", by=cast.marc_olivier, at=AT
    )
