"""From a file of messages kept elsewhere to messages as the intake takes them, with what can't be read and
where."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import BinaryIO, Final

from coulisse.desks.audience.intake.cleaning import clean
from coulisse.desks.audience.intake.incoming import Incoming
from coulisse.desks.audience.intake.incoming_mail import from_mail
from coulisse.desks.audience.intake.models import Archive, Channel
from coulisse.formats.eml import new_text, read_message
from coulisse.formats.mbox import looks_like_mbox, read_mbox
from coulisse.formats.problems import Problem, Unreadable, problem, unreadable
from coulisse.formats.tabular import Cell, as_date, read_table
from coulisse.formats.tabular.mapping import Target, match_columns
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import BRUSSELS, Never, Twice, in_brussels

TARGETS: Final = (
    Target("id", ("identifiant", "id", "numéro", "ticket", "message-id", "référence", "nummer")),
    Target("received", ("reçu le", "date", "received", "ontvangen", "datum", "received at", "date de réception")),
    Target("hour", ("heure", "uur", "time", "tijd", "hour")),
    Target("name", ("nom", "naam", "name", "de", "expéditeur", "afzender", "from", "auteur")),
    Target("email", ("e-mail", "courriel", "mail", "adresse e-mail", "email", "e-mailadres")),
    Target("phone", ("téléphone", "telefoon", "phone", "gsm")),
    Target("subject", ("objet", "sujet", "onderwerp", "subject", "titre")),
    Target("text", ("texte", "message", "bericht", "tekst", "text", "contenu", "body", "inhoud")),
    Target("channel", ("canal", "kanaal", "channel", "voie")),
    Target("topic", ("thème", "thema", "topic")),
    Target("language", ("langue", "taal", "language")),
)
NEEDED: Final = ("received", "text")
CHANNELS: Final[Mapping[str, str]] = {
    "mail": "mail", "e-mail": "mail", "email": "mail", "courriel": "mail",
    "form": "form", "formulaire": "form", "formulier": "form",
    "call": "call", "appel": "call", "téléphone": "call", "telephone": "call",
    "telefoon": "call", "oproep": "call",
    "letter": "letter", "lettre": "letter", "courrier": "letter", "brief": "letter",
    "social": "social", "message privé": "social", "facebook": "social", "instagram": "social",
    "api": "api",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One message of a file, or what is wrong in that place."""

    incoming: Incoming | None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """What whoever brings a file says of all its messages."""

    channel: str = Channel.MAIL
    production: Production | None = None
    to_answer: bool = False


def kind_of(head: bytes) -> str:
    """Whether a file that begins so is a mailbox or a table."""
    return Archive.Kind.MBOX if looks_like_mbox(head) else Archive.Kind.CSV


def messages_of(kind: str, file: BinaryIO, filing: Filing, *, at: datetime) -> Iterator[Found]:
    """The messages of a file in its order. Raises Unreadable for a table without the columns that are needed."""
    return _of_mbox(file, filing, at) if kind == Archive.Kind.MBOX else _of_table(file.read(), filing, at)


def _of_mbox(file: BinaryIO, filing: Filing, at: datetime) -> Iterator[Found]:
    for boxed in read_mbox(file):
        if boxed.content is None:
            yield Found(None, problem("too-large", line=boxed.line))
            continue
        try:
            mail = read_message(boxed.content).records
        except Unreadable as refused:
            yield Found(None, problem(refused.code, line=boxed.line))
            continue
        one = from_mail(
            mail, boxed.content, mailbox=None, production=filing.production, at=at, is_archive=not filing.to_answer
        )
        yield Found(one)


def _of_table(content: bytes, filing: Filing, at: datetime) -> Iterator[Found]:
    reading = read_table(content)
    columns = match_columns(reading.records.header, TARGETS)
    missing = [code for code in NEEDED if code not in columns]
    if missing:
        raise unreadable("columns-missing", field=", ".join(missing))
    for one in reading.problems:
        yield Found(None, one)
    for row in reading.records.rows:
        cells = {code: cell for code, cell in zip(columns, row.cells, strict=False) if code}
        if any(cell not in {None, ""} for cell in row.cells):
            yield _of_row(cells, row.number, filing, at)


def _of_row(cells: Mapping[str, Cell], number: int, filing: Filing, at: datetime) -> Found:
    values = {code: clean(str(cell)).strip() if cell is not None else "" for code, cell in cells.items()}
    if not values["text"]:
        return Found(None, problem("empty-cell", line=number, field="text"))
    moment = _moment(cells["received"], cells.get("hour"))
    if moment is None:
        return Found(None, problem("no-date", line=number, field="received", value=values["received"][:60]))
    if moment > at:
        return Found(None, problem("in-the-future", line=number, field="received", value=values["received"][:60]))
    channel = values.get("channel", "").lower()
    if channel and channel not in CHANNELS:
        return Found(None, problem("unknown-channel", line=number, field="channel", value=channel[:60]))
    number_of = values.get("id", "")
    when = "" if number_of else moment.isoformat()
    parts = (number_of, when, values["text"], values.get("email", ""), values.get("name", ""))
    return Found(
        Incoming(
            channel=CHANNELS.get(channel, filing.channel),
            key=f"table:{hashlib.sha256(chr(0).join(parts).encode('utf-8', 'replace')).hexdigest()}",
            received_at=moment,
            subject=values.get("subject", ""),
            text=values["text"],
            new_text=new_text(values["text"]),
            name=values.get("name", ""),
            email=values.get("email", ""),
            phone=values.get("phone", ""),
            language_hint=values.get("language", "").lower()[:2],
            production=filing.production,
            topic=values.get("topic", ""),
            to_answer=filing.to_answer,
            is_read=not filing.to_answer,
        )
    )


def _moment(day: Cell, hour: Cell) -> datetime | None:
    """A moment of a table: an ISO moment, or a day of Brussels with an hour beside it; noon where there is
    none."""
    if isinstance(day, datetime):
        return day if day.tzinfo is not None else _walled(day)
    written = str(day or "").strip()
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        read = None
    if read is not None and (read.tzinfo is not None or len(written) > 10):
        return read if read.tzinfo is not None else _walled(read)
    first, _space, rest = written.partition(" ")
    found = as_date(day) or as_date(first)
    if found is None:
        return None
    wall = _hour(hour) or _hour(rest) or time(12)
    return in_brussels(found, wall, twice=Twice.EARLIER, never=Never.SHIFT)


def _walled(moment: datetime) -> datetime:
    return in_brussels(moment.date(), moment.time(), twice=Twice.EARLIER, never=Never.SHIFT).astimezone(BRUSSELS)


def _hour(cell: Cell) -> time | None:
    if isinstance(cell, time):
        return cell.replace(tzinfo=None)
    try:
        return time.fromisoformat(str(cell or "").strip().lower().replace("h", ":").rjust(5, "0"))
    except ValueError:
        return None
