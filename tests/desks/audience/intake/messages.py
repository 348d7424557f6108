"""Messages from the public for the tests of the intake."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from coulisse.desks.audience.intake.incoming import Incoming
from coulisse.foundation.grid.models import Broadcast, Channel, Programme
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production
from tests.cast import AT, Cast

PETITION = (
    "Bonjour, je demande des explications sur le reportage de dimanche soir consacré aux archives de la rue "
    "Haute, diffusé sans avertissement alors que des enfants regardaient encore la télévision à cette heure. "
    "Ces images étaient très dures et la chaîne publique doit prévenir son public avant de les montrer."
)
AIRED = datetime.fromisoformat("2027-03-14T20:25:00+01:00")
MORNING = datetime.fromisoformat("2027-03-15T08:00:00+01:00")


def a_message(text: str = PETITION, *, key: str = "", number: int = 0, **fields: Any) -> Incoming:
    """One message; `number` makes it another one of somebody else."""
    values: dict[str, Any] = {
        "channel": "mail",
        "key": key or f"test:{number}:{len(text)}",
        "received_at": MORNING + timedelta(seconds=number),
        "text": text,
        "subject": "Votre émission",
        "name": f"Personne {number}",
        "email": f"personne{number}@public.example",
        "message_id": f"m{number}.{len(key or text)}@public.example",
        **fields,
    }
    return Incoming(**values)


def many(texts: Sequence[str], **fields: Any) -> list[Incoming]:
    return [a_message(text, number=number, **fields) for number, text in enumerate(texts, 1)]


def a_mailbox(production: Production | None = None, **fields: Any) -> Mailbox:
    values: dict[str, Any] = {
        "name": "Publics",
        "address": "publics@mediane.example",
        "production_id": production.pk if production is not None else None,
        **fields,
    }
    return Mailbox.objects.create(**values)


def a_broadcast(cast: Cast, production: Production | None = None) -> Broadcast:
    """*Plein Jour*, Sunday 20:25, of `production`."""
    channel = Channel.objects.create(code="mediane.example", name="Médiane")
    programme = Programme.objects.create(
        key="plein jour",
        titles={"fr": "Plein Jour", "nl": "Klaarlichte Dag"},
        production=production or cast.drache,
    )
    return Broadcast.objects.create(
        channel=channel, programme=programme, starts_at=AIRED, ends_at=AIRED + timedelta(minutes=65)
    )


def a_mail(
    text: str = PETITION,
    *,
    sender: str = "hubert@public.example",
    name: str = "Hubert Lambot",
    subject: str = "Votre émission",
    message_id: str = "a1@public.example",
    date: datetime = AT,
    headers: dict[str, str] | None = None,
) -> bytes:
    """The bytes of one mail."""
    lines = [
        f"From: {name} <{sender}>",
        "To: publics@mediane.example",
        f"Subject: {subject}",
        f"Date: {date:%a, %d %b %Y %H:%M:%S %z}",
        f"Message-ID: <{message_id}>",
        *(f"{key}: {value}" for key, value in (headers or {}).items()),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        text,
    ]
    return "\r\n".join(lines).encode()
