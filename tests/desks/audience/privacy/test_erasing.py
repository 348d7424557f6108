"""What an erasure reaches: every table of the desk, the vault, the mailroom, the index, the journal, examples."""

import zlib
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client as Browser

from coulisse.desks.audience.care.models import ThreatFile
from coulisse.desks.audience.cases.models import Recourse
from coulisse.desks.audience.intake import learning
from coulisse.desks.audience.intake.actions.receiving import receive
from coulisse.desks.audience.intake.incoming import Incoming, IncomingFile
from coulisse.desks.audience.intake.models import (
    Attachment,
    Channel,
    Conversation,
    Correction,
    Family,
    Message,
    RawMail,
)
from coulisse.desks.audience.privacy import pack
from coulisse.desks.audience.privacy.actions import requests as actions
from coulisse.desks.audience.privacy.actions import retention
from coulisse.desks.audience.privacy.models import Retention, RetentionRun
from coulisse.desks.audience.privacy.places import PLACES
from coulisse.desks.audience.privacy.queries import certificate_of
from coulisse.desks.audience.relations.models import Consent, Writer
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.jobs.execution import run_now
from coulisse.foundation.jobs.models import JobFile
from coulisse.papers.erasure_certificate import erasure_certificate
from tests.cast import AT, Cast, give, person
from tests.desks.audience.privacy.verdicts import a_request
from tests.desks.audience.scene import a_conversation, a_writer

pytestmark = pytest.mark.django_db
RARE = "xylofonfabriek"
NAME = "Zébulon Quertinmont"

ABOUT_NOBODY = {
    "topicset": "the house's own words",
    "topic": "the house's own words",
    "runningitem": "what was on air",
    "daycount": "a count",
    "archive": "the name of a file that an agent chose; its content leaves the vault with its messages",
    "publicform": "the house's own words",
    "ticketimport": "columns and problems by line number; the file itself is emptied",
    "ticketorder": "a seat, a category, an order number: kept for the books of the box office",
    "gesturelimit": "the house's own rule",
    "caresettings": "the house's own rule",
    "safetycontact": "a colleague or an authority",
    "threatfile": "held back: evidence",
    "evidence": "held back: evidence, final by law of the database",
    "threatstep": "held back: evidence",
    "answersettings": "the house's own words",
    "receipt": "the house's own words",
    "bulkanswer": "the house's own words",
    "answer": "a code of state and a language",
    "houseword": "the house's own dictionary",
    "seat": "the house's own words",
    "wording": "the house's own words",
    "wordingversion": "the house's own words",
    "decision": "a colleague's words about a wording",
    "case": "a dossier about several people, written about a subject; read by hand at an erasure",
    "caseact": "a dossier about several people; read by hand at an erasure",
    "yearcount": "a count",
    "recommendation": "the house's own words to its makers",
    "effect": "figures",
    "housecontact": "a colleague",
    "handover": "a colleague's address",
    "routedquestion": "the address of whoever was asked, not of whoever wrote",
    "addresseetext": "an authority",
    "dossierexport": "hashes of what is deleted",
    "postedletter": "the number of the register and the house's own address",
    "deadline": "dates and rules",
    "usual": "counts",
    "alarm": "counts and signs",
    "crisis": "the house's own words",
    "crisisact": "the house's own words",
    "crisischeck": "the house's own words",
    "report": "counts, and verbatims without names that somebody validated one by one",
    "reportcopy": "a colleague's address",
    "reportreply": "a colleague's words",
    "pivot": "the house's own words",
    "evening": "the house's own words",
    "questionnaire": "the house's own words",
    "question": "the house's own words",
    "reply": "an answer without a name",
    "answered": "an answer without a name",
    "panel": "the house's own words",
    "panelist": "deleted with the person",
    "panelinvitation": "the hash of a secret",
    "idea": "shown without a name; cut off from its writer",
    "registration": "the hash of a secret",
    "privacyrequest": "the request itself, which proves that it was done",
    "retention": "the house's own rule",
    "retentionrun": "counts",
    "family": "a title that an agent typed",
    "correction": "a code",
    "conversation": "codes, counts and dates that stay",
    "message": "codes that stay",
    "releasefinding": "a code",
    "material": "where in the broadcast, from which source",
    "verbatim": "codes",
    "recourse": "dates and motives by code",
    "draft": "deleted whole",
    "attachment": "deleted whole",
    "rawmail": "deleted whole",
    "writer": "a language",
    "writeraddress": "deleted whole",
    "call": "codes",
    "paperletter": "a state",
    "paperpage": "deleted with the file",
    "heard": "a mark",
    "fold": "a code",
    "exposure": "a code",
    "secondreading": "a state",
    "restriction": "a scope and dates",
    "appeal": "a state",
    "gesture": "a count of seats",
    "mention": "deleted whole",
    "mergeproposal": "deleted whole",
    "consent": "a purpose and dates",
}
"""Tables whose remaining words are about nobody of the public, or go with the row."""
WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.EmailField)


def test_every_table_that_can_hold_words_has_a_verdict() -> None:
    emptied = {(model, field) for place in PLACES for model, fields in place.fields.items() for field in fields}
    silent = [
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_app_config("audience").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, WORDS) and not field.choices and (model._meta.model_name, field.name) not in emptied
        if model._meta.model_name not in ABOUT_NOBODY
    ]
    assert silent == []


def test_no_place_names_a_column_that_does_not_exist() -> None:
    for place in PLACES:
        for model, fields in place.fields.items():
            for field in fields:
                apps.get_model("audience", model)._meta.get_field(field)


def a_writing_person(cast: Cast) -> Writer:
    received = receive(
        [
            Incoming(
                channel=Channel.MAIL,
                key="privacy-1",
                received_at=AT,
                subject=f"La {RARE}",
                text=f"Bonjour, je suis {NAME} et je parle de la {RARE} de mon village.",
                new_text=f"Bonjour, je suis {NAME} et je parle de la {RARE} de mon village.",
                name=NAME,
                email="zebulon@public.example",
                production=cast.drache,
                message_id="p1@public.example",
                raw=f"From: {NAME}\r\n\r\n{RARE}".encode(),
                attachments=(IncomingFile("photo.txt", f"photo de la {RARE}".encode()),),
            )
        ],
        by=None,
        at=AT,
    )
    return received.conversations[0].writer


def everything_in_the_database() -> str:
    """Every row of every table as text, packed mails unpacked: what somebody with the disk could read."""
    found = [zlib.decompress(bytes(row.packed)).decode("utf-8", "replace") for row in RawMail.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [str(row[0]) for row in cursor.fetchall()]
    return "\n".join(found)


def erased(cast: Cast, writer: Writer) -> Any:
    asked = a_request(cast, writer=writer, identity_how="Répondu depuis l’adresse du dossier")
    return actions.erase(request=asked, by=cast.marc_olivier, at=AT)


def test_nothing_readable_is_left_of_a_person(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    writer = a_writing_person(cast)
    attachment = Attachment.objects.get()
    assert RARE in everything_in_the_database() and vault().holds(attachment.sha256)
    asked = erased(cast, writer)
    left = everything_in_the_database()
    for word in (RARE, "Zébulon", "Quertinmont", "zebulon"):
        assert word not in left
    assert not vault().holds(attachment.sha256)
    conversation = Conversation.objects.get()
    assert (conversation.production, conversation.channel, conversation.received_at) == (cast.drache, "mail", AT)
    assert asked.account["whole"] and asked.account["kept"] == []


def test_statistics_stay_the_same(cast: Cast) -> None:
    writer = a_writing_person(cast)
    for number in range(3):
        a_conversation(cast, writer=a_writer(f"Autre {number}", f"a{number}@public.example"))
    counts = list(Conversation.objects.order_by("pk").values_list("language", "kind", "topic", "tone", "channel"))
    erased(cast, writer)
    after = list(Conversation.objects.order_by("pk").values_list("language", "kind", "topic", "tone", "channel"))
    assert after == counts


def test_the_learner_forgets(cast: Cast) -> None:
    writer = a_writing_person(cast)
    conversation = Conversation.objects.get()
    Correction.objects.create(
        conversation=conversation, about="kind", label="praise", text=f"La {RARE}", by=cast.marc_olivier, at=AT
    )
    known = learning.learner("kind")
    assert known is not None
    erased(cast, writer)
    assert learning.learner("kind") is None


def test_a_family_forgets_a_member(cast: Cast) -> None:
    petition = (
        "Je demande le retrait du reportage sur les éclusiers de la Meuse, qui montre des travailleurs sans accord"
    )
    mails = [
        Incoming(
            channel=Channel.MAIL,
            key=f"f{number}",
            received_at=AT + timedelta(minutes=number),
            text=f"{petition} {extra}",
            new_text=f"{petition} {extra}",
            name=f"Signataire {number}",
            email=f"s{number}@public.example",
            production=cast.drache,
        )
        for number, extra in enumerate(("aujourd'hui", "demain", RARE, "vite"))
    ]
    received = receive(mails, by=None, at=AT)
    third = received.conversations[2]
    assert third.family_id is not None
    erased(cast, third.writer)
    family = Family.objects.get(pk=third.family_id)
    assert RARE not in str(family.memory) + family.text and family.size == 3


def test_a_recourse_that_is_open_is_kept_and_told(cast: Cast) -> None:
    writer = a_writer()
    kept, gone = a_conversation(cast, writer=writer), a_conversation(cast, "Autre chose", writer=writer)
    Recourse.objects.create(conversation=kept, body="csa", asked_on=AT.date(), at=AT, by=cast.marc_olivier)
    asked = erased(cast, writer)
    for row in (kept, gone, writer):
        row.refresh_from_db()
    assert kept.erased_at is None and gone.erased_at == AT
    assert writer.name == "Hubert Lambot" and not asked.account["whole"]
    assert asked.account["kept"] == [[kept.reference, "legal_claim"]]


def test_a_threat_is_kept_as_evidence(cast: Cast) -> None:
    writer = a_writer()
    conversation = a_conversation(cast, writer=writer)
    ThreatFile.objects.create(
        number=1,
        conversation=conversation,
        production=cast.drache,
        gist="threat",
        opened_by=cast.odile,
        opened_at=AT,
    )
    assert erased(cast, writer).account["kept"] == [[conversation.reference, "threat"]]


def test_nobody_is_erased_before_somebody_knows_who_asks(cast: Cast) -> None:
    with pytest.raises(actions.IdentityUnchecked):
        actions.erase(request=a_request(cast), by=cast.marc_olivier, at=AT)
    access = a_request(cast, "access", identity_how="téléphone")
    with pytest.raises(actions.NotErasure):
        actions.erase(request=access, by=cast.marc_olivier, at=AT)
    done = erased(cast, a_writer())
    with pytest.raises(actions.AnsweredAlready):
        actions.erase(request=done, by=cast.marc_olivier, at=AT)


def test_a_request_is_due_in_a_month_and_extended_once(cast: Cast) -> None:
    asked = a_request(cast)
    assert (asked.due_on - asked.received_on).days in {28, 29, 30, 31}
    longer = actions.extend(
        request=asked, why="Cinq ans de courrier", read_version=asked.version, by=cast.marc_olivier, at=AT
    )
    assert 89 <= (longer.due_on - longer.received_on).days <= 92
    with pytest.raises(actions.ExtendedAlready):
        actions.extend(request=longer, why="…", read_version=longer.version, by=cast.marc_olivier, at=AT)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_certificate_is_a_paper(cast: Cast, language: str) -> None:
    paper = erasure_certificate(certificate_of(erased(cast, a_writing_person(cast))), language)
    assert paper.startswith(b"%PDF")


def test_the_copy_of_the_data_holds_what_the_house_has(cast: Cast) -> None:
    asked = a_request(cast, "access", writer=a_writing_person(cast), identity_how="téléphone")
    archive = ZipFile(BytesIO(pack.make(asked)))
    names = archive.namelist()
    assert RARE in archive.read("donnees.json").decode()
    assert sum(name.endswith(".eml") for name in names) == 1 and sum("pieces/" in name for name in names) == 1
    assert pack.make(asked) == pack.make(asked)


def a_run() -> RetentionRun:
    return RetentionRun.objects.create(at=AT)


def test_what_was_kept_long_enough_loses_its_words_once(cast: Cast) -> None:
    retention.retentions()
    Retention.objects.update(months=12)
    old = a_conversation(cast, at=AT - timedelta(days=500), state="closed")
    fresh = a_conversation(
        cast, at=AT - timedelta(days=100), state="closed", writer=a_writer("B", "b@public.example")
    )
    still_open = a_conversation(cast, at=AT - timedelta(days=500), writer=a_writer("C", "c@public.example"))
    assert list(retention.apply(a_run(), at=AT)) == [1]
    for row in (old, fresh, still_open):
        row.refresh_from_db()
    assert old.erased_at == AT and fresh.erased_at is None and still_open.erased_at is None
    assert Message.objects.get(conversation=old).text == ""
    assert old.writer.name == "" and fresh.writer.name == "B"
    assert list(retention.apply(a_run(), at=AT)) == []


def test_somebody_who_agreed_to_something_keeps_the_name(cast: Cast) -> None:
    retention.retentions()
    old = a_conversation(cast, at=AT - timedelta(days=2_000), state="closed")
    Consent.objects.create(writer=old.writer, purpose="events", given_at=AT, how="carte")
    assert list(retention.apply(a_run(), at=AT)) == [1]
    old.writer.refresh_from_db()
    assert old.writer.name == "Hubert Lambot"


def test_whoever_answers_for_one_production_handles_no_request(cast: Cast) -> None:
    """A request reaches all that somebody wrote, to every production."""
    asked = a_request(cast, identity_how="téléphone")
    officer = person("Lise Officière", "lise@meuse.example")
    give(officer, "audience_officer", production=cast.drache)
    browser = Browser()
    browser.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    here = f"?production={cast.drache.pk}"
    for address in ("/audience/privacy/", "/audience/privacy/ask", f"/audience/privacy/{asked.pk}"):
        assert browser.get(address + here).status_code == 404
    for act in ("erase", "gather", "decide", "identity", "extend"):
        assert browser.post(f"/audience/privacy/{asked.pk}/{act}", {"number": asked.number}).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "open" and asked.pack_job is None


def test_the_copy_of_the_data_is_a_file_for_whoever_asked(cast: Cast) -> None:
    asked = a_request(cast, "access", writer=a_writing_person(cast), identity_how="téléphone")
    job = actions.make_pack(request=asked, title="Copie", by=cast.marc_olivier, at=AT)
    run_now(job, at=AT)
    browser = Browser()
    for user, status in ((cast.marc_olivier, 200), (cast.odile, 200), (cast.solange, 404), (cast.ines, 404)):
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        assert browser.get(f"/jobs/{job.pk}/").status_code == status
    erased(cast, asked.writer)
    assert not JobFile.objects.exists()
