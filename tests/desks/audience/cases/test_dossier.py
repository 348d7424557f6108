"""The dossier: PDF and archive with every hash; the same content gives the same bytes and the same documents."""

import hashlib
import json
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from coulisse.desks.audience.cases.actions import cases as case_actions
from coulisse.desks.audience.cases.actions import recourse as actions
from coulisse.desks.audience.cases.dossier import bind
from coulisse.desks.audience.cases.models import DossierExport
from coulisse.desks.audience.intake.keeping import packed
from coulisse.desks.audience.intake.models import Attachment, Message
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.vault import vault
from tests.cast import AT, Cast
from tests.desks.audience.cases.verdicts import a_case, a_recourse

pytestmark = pytest.mark.django_db
RAW = b"From: hubert@public.example\r\nSubject: Hier\r\n\r\nBonjour"


def a_full_case(cast: Cast) -> Any:
    case = a_case(cast)
    message = Message.objects.get()
    mail = packed(RAW)
    mail.message = message
    mail.save()
    stored = vault().store(b"une photo")
    Attachment.objects.create(
        message=message, name="../../photo.jpg", media_type="image/jpeg", size=stored.size, sha256=stored.sha256
    )
    Message.objects.create(
        conversation=message.conversation,
        direction="note",
        channel="mail",
        at=AT,
        text="Entre nous",
        new_text="Entre nous",
        key="note-1",
        sender="Marc-Olivier",
    )
    case_actions.act(
        case=case,
        kind="opinion",
        text="Avis",
        paper=b"Avis de la redaction",
        paper_name="avis.txt",
        by=cast.marc_olivier,
        at=AT,
    )
    return case


def made(export: DossierExport, at: Any = AT) -> DossierExport:
    bound = bind(export, tick=lambda done, total: None)
    return actions.keep_dossier(
        export=export,
        paper=bound.paper,
        archive=bound.archive,
        paper_sha256=bound.paper_sha256,
        archive_sha256=bound.archive_sha256,
        files=bound.files,
        name="dossier",
        at=at,
    )


def test_the_archive_holds_mails_papers_and_a_manifest_whose_hashes_are_true(cast: Cast) -> None:
    case = a_full_case(cast)
    bound = bind(
        actions.ask_dossier(about=case, language="fr", by=cast.marc_olivier, at=AT), tick=lambda a, b: None
    )
    with zipfile.ZipFile(BytesIO(bound.archive)) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        for file in manifest["files"]:
            assert hashlib.sha256(archive.read(file["path"])).hexdigest() == file["sha256"]
        reference = case.members.get().conversation.reference
        assert archive.read(f"mails/{reference}-01.eml") == RAW
        assert archive.read("dossier.pdf") == bound.paper
        sums = archive.read("SHA256SUMS").decode()
        assert all(f"{file['sha256']}  {file['path']}" in sums for file in manifest["files"])
    assert not [name for name in names if ".." in name or name.startswith("/")]
    assert any(name.endswith("photo.jpg") for name in names) and any(name.endswith("avis.txt") for name in names)
    assert "Entre nous" not in json.dumps(manifest) and bound.files == len(manifest["files"])


def test_the_same_content_gives_the_same_hashes_and_documents(cast: Cast) -> None:
    case = a_full_case(cast)
    first = made(actions.ask_dossier(about=case, language="nl", by=cast.marc_olivier, at=AT))
    later = AT + timedelta(days=3)
    second = made(actions.ask_dossier(about=case, language="nl", by=cast.odile, at=later), at=later)
    assert (first.paper_sha256, first.archive_sha256) == (second.paper_sha256, second.archive_sha256)
    assert first.paper_id == second.paper_id and first.archive_id == second.archive_id
    assert set(Document.objects.filter(title__startswith="dossier").values_list("desk", flat=True)) == {"audience"}
    case_actions.act(case=case, kind="act", text="Entretien", by=cast.marc_olivier, at=later)
    third = made(actions.ask_dossier(about=case, language="nl", by=cast.marc_olivier, at=later), at=later)
    assert third.paper_sha256 != first.paper_sha256


def test_made_twice_by_a_worker_that_died_is_made_once(cast: Cast) -> None:
    export = actions.ask_dossier(about=a_full_case(cast), language="fr", by=cast.marc_olivier, at=AT)
    made(export)
    made(export)
    assert Document.objects.filter(title__startswith="dossier").count() == 2


def test_a_single_conversation_with_its_findings(cast: Cast) -> None:
    row = a_recourse(cast)
    export = actions.ask_dossier(about=row.conversation, recourse=row, language="en", by=cast.marc_olivier, at=AT)
    bound = bind(export, tick=lambda done, total: None)
    assert bound.paper.startswith(b"%PDF") and bound.files == 2
    assert made(export).state == "made"
