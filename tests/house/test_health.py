"""The doctor finds each illness and says how to mend it; a well house has none."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import connection
from pytest_django import Settings

from coulisse.foundation.accounts.models import Invitation
from coulisse.foundation.jobs.models import Pulse
from coulisse.foundation.journal.models import Delivery, Entry
from coulisse.foundation.mailroom.models import Letter, Mailbox, Recipient
from coulisse.house import health
from coulisse.house.health import Finding, Patient, examine
from tests.cast import Cast
from tests.desks.office.ledger.verdicts import promise

NOW = datetime.now(UTC)


class Disk(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def patient(tmp_path: Path, settings: Settings, db: None) -> Iterator[Patient]:
    """A house in good health: its folder closed, its worker alive, its letters in a folder."""
    tmp_path.chmod(0o700)
    settings.DOCUMENTS = tmp_path / "documents"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PUBLIC_URL = "https://coulisse.example"
    Pulse.objects.update_or_create(defaults={"worker_seen_at": NOW})
    yield Patient(home=tmp_path, at=NOW)


def ill(patient: Patient) -> dict[str, Finding]:
    return {finding.check: finding for finding in examine(patient) if finding.state != "well"}


def test_a_well_house_has_nothing_to_mend(patient: Patient) -> None:
    assert ill(patient) == {}


def test_no_disk(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Disk(10**12, 10**12 - 10**6, 10**6))
    finding = ill(patient)["disk"]
    assert finding.state == "ill"
    assert "COULISSE_HOME" in finding.remedy


def test_a_folder_open_to_the_neighbours(patient: Patient) -> None:
    patient.home.chmod(0o755)
    assert "chmod 700" in ill(patient)["folder"].remedy


def test_a_stopped_worker(patient: Patient) -> None:
    Pulse.objects.update(worker_seen_at=NOW - timedelta(minutes=10))
    assert "coulisse worker" in ill(patient)["worker"].remedy


def test_a_worker_that_never_ran(patient: Patient) -> None:
    Pulse.objects.all().delete()
    assert ill(patient)["worker"].state == "ill"


def test_undelivered_facts_and_the_link_that_fails(patient: Patient) -> None:
    entry = Entry.objects.create(kind="a.b", at=NOW - timedelta(hours=1))
    Delivery.objects.create(entry=entry, link="rain.costs", not_before=NOW, error="ZeroDivisionError")
    finding = ill(patient)["facts"]
    assert "1 facts" in finding.seen
    assert "rain.costs" in finding.seen


def test_an_expired_token(patient: Patient, cast: Cast) -> None:
    Invitation.objects.create(
        email="tard@plateau.example",
        role="reader",
        token_hash="0" * 64,
        invited_by=cast.odile,
        invited_at=NOW - timedelta(days=30),
        expires_at=NOW - timedelta(days=16),
    )
    assert "1 invitations" in ill(patient)["tokens"].seen


def test_mail_without_a_server(patient: Patient, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert "COULISSE_SMTP_URL" in ill(patient)["mail"].remedy


def test_a_mail_server_that_does_not_answer(patient: Patient, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert "does not answer" in ill(patient)["mail"].seen


def test_a_letter_that_was_refused(patient: Patient, cast: Cast) -> None:
    letter = Letter.objects.create(
        subject="Convocation", text="…", sender="p@meuse.example", by=cast.nadia, posted_at=NOW, leaves_at=NOW
    )
    Recipient.objects.create(
        letter=letter, address="x@plateau.example", state="failed", not_before=NOW, message_id="<1@x>"
    )
    assert "1 messages were refused" in ill(patient)["letters"].seen


def a_box(**fields: Any) -> Mailbox:
    values = {"name": "Publics", "address": "publics@meuse.example", "imap_host": "imap.meuse.example", **fields}
    return Mailbox.objects.create(**values)


def test_a_mailbox_that_is_read_is_well_and_a_paused_one_is_left_alone(patient: Patient) -> None:
    a_box(fetched_at=NOW - timedelta(minutes=5))
    a_box(address="pause@meuse.example", is_active=False, error="sign-in no")
    seen = [(one.state, one.seen) for one in examine(patient) if one.check == "mailboxes"]
    assert seen == [("well", "Every mailbox at work is read and answers (1).")]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"fetched_at": NOW - timedelta(hours=3)}, "was last read on"),
        ({"error": "sign-in [AUTHENTICATIONFAILED] no", "error_at": NOW}, "AUTHENTICATIONFAILED"),
        ({"fetched_at": NOW, "send_error": "unreachable refused", "send_error_at": NOW}, "does not send"),
        ({"fetched_at": NOW, "sign_in": "xoauth2"}, "cannot renew its access"),
        (
            {
                "fetched_at": NOW,
                "sign_in": "xoauth2",
                "sealed_refresh_token": "x",
                "access_expires_at": NOW - timedelta(hours=2),
            },
            "ran out on",
        ),
    ],
)
def test_a_mailbox_in_trouble_is_named_with_its_remedy(
    patient: Patient, fields: dict[str, Any], words: str
) -> None:
    a_box(**fields)
    found = ill(patient)["mailboxes"]
    assert "publics@meuse.example" in found.seen and words in found.seen and found.remedy


def test_a_mailbox_that_was_never_read(patient: Patient) -> None:
    a_box()
    found = next(one for one in examine(patient) if one.check == "mailboxes")
    assert (found.state, found.seen) == ("warning", "publics@meuse.example was never read")


def test_books_that_somebody_changed_by_hand(patient: Patient, cast: Cast) -> None:
    posting = promise(cast)
    assert "ledger" not in ill(patient)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE office_posting DISABLE TRIGGER USER")
        cursor.execute("UPDATE office_posting SET net_cents = net_cents - 1 WHERE id = %s", [posting.pk])
        cursor.execute("ALTER TABLE office_posting ENABLE TRIGGER USER")
    assert "La Drache do not hold from posting no. 1" in ill(patient)["ledger"].seen


def test_a_missing_migration_hides_the_checks_that_need_it(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "migrations_missing", lambda: ["people.0002_diets"])
    found = ill(patient)
    assert "people.0002_diets" in found["migrations"].seen
    assert "worker" not in {finding.check for finding in examine(patient)}


def test_a_journal_from_the_future(patient: Patient) -> None:
    Entry.objects.create(kind="a.b", at=NOW + timedelta(days=2))
    assert ill(patient)["journal clock"].state == "warning"


def test_a_clock_apart_from_the_databases(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    class Yesterday(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Yesterday":
            return cls.fromtimestamp((datetime.now(UTC) - timedelta(days=1)).timestamp(), UTC)

    monkeypatch.setattr(health, "datetime", Yesterday)
    assert "timedatectl" in ill(patient)["clock"].remedy


def test_an_address_that_telephones_do_not_trust(patient: Patient, settings: Settings) -> None:
    settings.PUBLIC_URL = "http://192.168.1.20:8000"
    assert "certificate" in ill(patient)["https"].remedy
