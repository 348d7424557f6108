"""Files of messages kept elsewhere: looked at, then in, each once; lines that can't be read are named."""

from io import BytesIO

import pytest

from coulisse.desks.audience.intake.actions import archiving
from coulisse.desks.audience.intake.models import Archive, Conversation
from coulisse.formats.problems import Unreadable
from coulisse.foundation.jobs.execution import run_now
from tests.cast import AT, Cast
from tests.desks.audience.intake.messages import a_mail

pytestmark = pytest.mark.django_db

TABLE = (
    "Numéro;Reçu le;Heure;Nom;E-mail;Objet;Message;Canal\n"
    "1;08/03/2027;20:15;Léa Colin;lea@public.example;Son;Le son était trop fort;mail\n"
    "2;2027-03-09;;Jan Peeters;jan@public.example;;Waarom was er geen ondertiteling?;appel\n"
    "3;hier;;X;x@public.example;;Bonjour;mail\n"
    "4;08/03/2027;;Y;y@public.example;;;mail\n"
    "5;08/03/2027;;Z;z@public.example;;Bonjour;pigeon\n"
    "6;08/03/2031;;Z;z@public.example;;Bonjour;mail\n"
)


def _bring(cast: Cast, content: bytes, name: str) -> Archive:
    return archiving.bring(
        file=BytesIO(content),
        name=name,
        channel="mail",
        production=cast.drache,
        to_answer=False,
        by=cast.marc_olivier,
        at=AT,
    )


def test_a_table_is_looked_at_then_taken_in_once(cast: Cast) -> None:
    found = _bring(cast, TABLE.encode(), "messages.csv")
    assert (found.messages, found.refused, Conversation.objects.count()) == (2, 4, 0)
    assert [(one["line"], one["code"]) for one in found.problems] == [
        (4, "no-date"),
        (5, "empty-cell"),
        (6, "unknown-channel"),
        (7, "in-the-future"),
    ]
    job = archiving.take_in_archive(archive=found, title="Reprise", by=cast.marc_olivier, at=AT)
    assert run_now(job, at=AT).state == "done"
    assert set(Conversation.objects.values_list("channel", "language", "state", "is_new")) == {
        ("mail", "fr", "closed", False),
        ("call", "nl", "closed", False),
    }
    with pytest.raises(archiving.AlreadyTakenIn):
        archiving.take_in_archive(archive=found, title="Reprise", by=cast.marc_olivier, at=AT)
    again = _bring(cast, TABLE.encode(), "encore.csv")
    run_now(archiving.take_in_archive(archive=again, title="Reprise", by=cast.marc_olivier, at=AT), at=AT)
    again.refresh_from_db()
    assert again.counts == {"new": 0, "added": 0, "duplicates": 2}


def test_a_mailbox_file_keeps_its_dates_and_threads(cast: Cast) -> None:
    reply = a_mail("Merci.", message_id="b2", headers={"In-Reply-To": "<a1@public.example>"})
    box = b"".join(
        b"From a@b.example Mon Mar 15 08:00:00 2027\n" + mail.replace(b"\r\n", b"\n") + b"\n\n"
        for mail in (a_mail(), reply)
    )
    found = _bring(cast, box, "boite.mbox")
    assert (found.kind, found.messages) == ("mbox", 2)
    run_now(archiving.take_in_archive(archive=found, title="Reprise", by=cast.marc_olivier, at=AT), at=AT)
    assert Conversation.objects.get().messages.count() == 2


def test_what_is_neither_is_refused(cast: Cast) -> None:
    with pytest.raises(Unreadable, match="columns-missing"):
        _bring(cast, b"a;b\n1;2\n", "x.csv")
    with pytest.raises(archiving.NothingToTakeIn):
        _bring(cast, b"date;texte\nhier;\n", "y.csv")
    assert not Archive.objects.exists()
