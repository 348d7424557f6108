"""A release from the request to the signed paper: what is ticked stands, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from coulisse.desks.office.rights.actions import consents, releases
from coulisse.desks.office.rights.models import Consent, Release
from coulisse.desks.office.rights.queries.clearing import clearance_of
from coulisse.engines.clearance import Cleared
from coulisse.foundation.accounts.actions.guest_links import lend
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.queries import content_of
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom.models import Letter
from coulisse.papers.release import NotASignature
from tests.cast import AT, Cast
from tests.desks.office.rights.rows import person, poster, release, show, use, work
from tests.papers.reading import text_of

pytestmark = pytest.mark.django_db


def path(address: str) -> str:
    return address[address.index("/g/") :]


def token(address: str) -> str:
    return path(address).strip("/").rpartition("/")[2]


def test_what_is_ticked_becomes_consents_and_a_paper_with_its_hash(cast: Cast) -> None:
    visual, crop, volunteer = poster(cast)
    asked = release(cast, volunteer, work=visual).release
    signed = releases.sign(
        release=asked,
        signed_by=" Lucie Hanquet ",
        taking=True,
        purposes=["promo", "broadcast"],
        drawn="10,10 20,30",
        at=AT,
    )
    rows = Consent.objects.filter(person=volunteer)
    assert [(row.kind, row.purpose, row.work) for row in rows] == [
        ("taking", "", visual),
        ("using", "promo", visual),
    ], "what was not asked cannot be agreed to"
    document = Document.objects.get()
    assert signed.document == document
    assert document.current is not None and document.current.sha256 == signed.sha256
    assert (document.desk, document.private) == ("office", False)
    words = text_of(content_of(document.pk) or b"")
    assert "Lucie Hanquet" in words and "Affiche Cap Sambre" in words
    assert all(isinstance(one, Cleared) for one in clearance_of([visual.pk, crop.pk], use()).values())


def test_a_minor_needs_a_guardian_who_asked_the_child(cast: Cast) -> None:
    child = person(cast, "Zoé", minor=True)
    show(cast, visual := work(cast), child)
    asked = release(cast, child).release
    with pytest.raises(releases.ChildNotAsked):
        releases.sign(release=asked, signed_by="Anne", taking=True, purposes=["promo"], at=AT)
    releases.sign(
        release=asked,
        signed_by="Anne Hanquet",
        second="Paul Hanquet",
        child_agrees=True,
        taking=True,
        purposes=["promo"],
        at=AT,
    )
    child.refresh_from_db()
    assert (child.guardian, child.second_guardian) == ("Anne Hanquet", "Paul Hanquet")
    assert Document.objects.get().private, "papers of minors are stricter than their production"
    assert isinstance(clearance_of([visual.pk], use())[visual.pk], Cleared)


def test_nothing_ticked_no_name_or_no_signature_signs_nothing(cast: Cast) -> None:
    asked = release(cast, person(cast)).release
    with pytest.raises(consents.NothingAgreed):
        releases.sign(release=asked, signed_by="Hubert", taking=False, purposes=["press"], at=AT)
    with pytest.raises(releases.SignerMissing):
        releases.sign(release=asked, signed_by="  ", taking=True, purposes=[], at=AT)
    with pytest.raises(NotASignature):
        releases.sign(release=asked, signed_by="Hubert", taking=True, purposes=[], drawn="<svg>", at=AT)
    assert not Consent.objects.exists() and not Document.objects.exists()


def test_a_paper_is_answered_once(cast: Cast) -> None:
    asked = release(cast, person(cast)).release
    releases.refuse(release=asked, at=AT)
    acts: tuple[Callable[[], object], ...] = (
        lambda: releases.refuse(release=asked, at=AT),
        lambda: releases.sign(release=asked, signed_by="Hubert", taking=True, purposes=[], at=AT),
        lambda: releases.take_back(release=asked, by=cast.nadia, at=AT),
    )
    for act in acts:
        with pytest.raises(releases.Closed):
            act()
    assert not Consent.objects.exists()
    assert Entry.objects.get(kind="office.rights.release-refused").by is None


def test_a_letter_brings_the_link_in_the_language_asked_for(cast: Cast) -> None:
    asked = release(cast, person(cast), email="hubert@ailleurs.example", language="nl")
    letter = Letter.objects.get()
    assert asked.address in letter.text and letter.language == "nl"
    with pytest.raises(releases.NothingAsked):
        release(cast, person(cast), asks_taking=False, purposes=[])


def test_signing_on_the_page_without_an_account(cast: Cast) -> None:
    visual, _crop, volunteer = poster(cast)
    asked = release(cast, volunteer, work=visual, language="en")
    phone = Browser()
    page = phone.get(path(asked.address)).content.decode()
    assert "Affiche Cap Sambre" in page and "checked" not in page, "nothing is ticked for them"
    at = f"/office/rights/sign/{token(asked.address)}"
    empty = phone.post(at, {"signed_by": "", "drawn": ""})
    assert empty.status_code == 422 and not Consent.objects.filter(person=volunteer).exists()
    done = phone.post(
        at, {"taking": "on", "purposes": ["promo"], "signed_by": "Lucie", "drawn": "", "read": "on"}, follow=True
    )
    assert "Signed, thank you" in done.content.decode()
    paper = phone.get(f"{at}/paper.pdf")
    assert b"".join(paper.streaming_content)[:5] == b"%PDF-"  # type: ignore[attr-defined]
    again = phone.post(at, {"taking": "on", "signed_by": "Lucie", "read": "on"}, follow=True)
    assert "answered meanwhile" in again.content.decode()
    assert Consent.objects.filter(person=volunteer).count() == 2


def test_an_odd_signature_is_refused_in_words_and_what_was_typed_stays(cast: Cast) -> None:
    asked = release(cast, person(cast), language="en")
    at = f"/office/rights/sign/{token(asked.address)}"
    odd = Browser().post(at, {"taking": "on", "signed_by": "Hubert", "read": "on", "drawn": "900,1"})
    page = odd.content.decode()
    assert odd.status_code == 422 and "could not be read" in page and 'value="Hubert"' in page


def test_a_link_taken_back_or_expired_opens_nothing(cast: Cast) -> None:
    asked = release(cast, person(cast))
    releases.take_back(release=asked.release, by=cast.nadia, at=AT)
    phone = Browser()
    at = f"/office/rights/sign/{token(asked.address)}"
    assert phone.get(path(asked.address)).status_code == 410
    assert phone.post(at, {"taking": "on", "signed_by": "H", "read": "on"}).status_code == 404
    old = releases.ask(
        person=asked.release.person,
        values={"asks_taking": True, "purposes": [], "starts_on": AT.date(), "language": "fr"},
        by=cast.nadia,
        at=AT - timedelta(days=4000),
    )
    assert phone.post(f"/office/rights/sign/{token(old.address)}/refuse").status_code == 404
    assert not Release.objects.filter(refused_at__isnull=False).exists()


def test_the_link_of_another_kind_opens_no_release_even_with_its_number(cast: Cast) -> None:
    """Nor does it sign, refuse, or fetch the paper: a guest with a document in hand gets nothing here."""
    asked = release(cast, person(cast))
    elsewhere = lend(
        "documents.document",
        asked.release.pk,
        "Somebody else",
        expires_at=timezone.now() + timedelta(days=30),
        by=cast.nadia,
        at=timezone.now(),
        production=cast.drache.pk,
    )
    phone, other = Browser(), elsewhere.token
    assert phone.post(f"/office/rights/sign/{other}", {"signed_by": "H", "read": "on"}).status_code == 404
    assert phone.post(f"/office/rights/sign/{other}/refuse").status_code == 404
    assert phone.get(f"/office/rights/sign/{other}/paper.pdf").status_code == 404
    release_now = Release.objects.get(pk=asked.release.pk)
    assert release_now.is_open
