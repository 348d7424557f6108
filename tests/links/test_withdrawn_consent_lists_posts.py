"""Who takes a consent back is taken off the networks: live posts are listed once, until somebody saw them gone."""

import pytest

from coulisse.desks.community.composing.models import Removal
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.office.facts.rights import ConsentWithdrawn
from coulisse.desks.office.rights.actions import consents, people
from coulisse.desks.office.rights.models import Depiction, Portrayed, Work
from coulisse.foundation.journal.deliver import deliver_owed
from coulisse.foundation.journal.facts import revive
from coulisse.foundation.journal.links import Happened
from coulisse.foundation.journal.models import Delivery, Entry
from coulisse.links.withdrawn_consent_lists_posts import list_the_posts
from tests.cast import AT, Cast
from tests.desks.community.composing.rows import a_variant, picture
from tests.desks.office.rights.rows import consent, derive, person, show, work
from tests.stories.test_rights_stop_the_posts import signed_in, words

pytestmark = pytest.mark.django_db
STATE = Publication.State


def published(row: Publication) -> Publication:
    address = f"https://bsky.example/post/{row.pk}"
    Publication.objects.filter(pk=row.pk).update(
        state=STATE.CONFIRMED, address=address, confirmed_at=AT, armed_at=AT
    )
    return Publication.objects.get(pk=row.pk)


def photo_of(cast: Cast) -> tuple[Work, Portrayed]:
    photo, who = work(cast, "Bénévoles au montage", kind="photo"), person(cast, "Loïc Evens")
    show(cast, photo, who)
    return photo, who


def withdraw(cast: Cast, who: Portrayed, *purposes: str) -> None:
    given = consent(cast, who, *purposes)
    consents.withdraw(person=who, consents=given, reason="Plus sur les réseaux", by=cast.nadia, at=AT)


def test_live_posts_are_listed_and_seen_gone_through_the_screen(cast: Cast) -> None:
    photo, who = photo_of(cast)
    document = picture(cast, work=photo)
    live, draft = published(a_variant(cast, document)), a_variant(cast, document)
    other = published(a_variant(cast, picture(cast, "quai.png", work=work(cast, "Le quai"), color=3)))
    withdraw(cast, who)
    deliver_owed(at=AT)
    (listed,) = Removal.objects.all()
    assert listed.publication == live and {draft.pk, other.pk}.isdisjoint({listed.publication_id})
    ines = signed_in(cast.ines)
    page = ines.get("/community/composing/removals")
    assert live.address in page.content.decode()
    assert "Loïc Evens" not in words(page.content), "who it is stays in the office's register"
    ines.post(f"/community/composing/removals/{listed.pk}/seen", {"seen_at": "2099-01-01T10:00"})
    listed.refresh_from_db()
    assert listed.seen_at is None, "nobody has seen what is still to come"
    ines.post(f"/community/composing/removals/{listed.pk}/seen")
    listed.refresh_from_db()
    assert listed.seen_at is not None and listed.seen_by == cast.ines


def test_delivered_twice_it_lists_once(cast: Cast) -> None:
    photo, who = photo_of(cast)
    published(a_variant(cast, picture(cast, work=photo)))
    withdraw(cast, who)
    deliver_owed(at=AT)
    entry = Entry.objects.get(kind=ConsentWithdrawn.kind)
    fact = revive(entry.kind, entry.version, entry.payload)
    assert isinstance(fact, ConsentWithdrawn)
    list_the_posts(Happened(fact, entry.pk, at=AT, now=AT, by=cast.nadia, production=cast.drache.pk))
    assert Removal.objects.count() == 1


def test_a_failing_desk_leaves_the_consent_withdrawn_and_tries_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_values: object) -> None:
        raise RuntimeError("the networks are away")

    photo, who = photo_of(cast)
    published(a_variant(cast, picture(cast, work=photo)))
    with monkeypatch.context() as patch:
        patch.setattr("coulisse.links.withdrawn_consent_lists_posts.ask_removal", broken)
        withdraw(cast, who)
        assert deliver_owed(at=AT).failed == 1
    assert who.consents.get().withdrawn_at == AT and not Removal.objects.exists()
    Delivery.objects.update(not_before=AT)
    deliver_owed(at=AT)
    assert Removal.objects.count() == 1


def test_a_picture_in_which_nobody_can_recognise_them_may_stay(cast: Cast) -> None:
    photo, who = photo_of(cast)
    blurred = work(cast, "Bénévoles, flouté", kind="photo")
    derive(cast, blurred, photo)
    seen = Depiction.objects.get(work=photo, person=who)
    people.hide(work=blurred, depiction=seen, how="blurred", by=cast.nadia, at=AT)
    published(a_variant(cast, picture(cast, work=blurred)))
    withdraw(cast, who)
    deliver_owed(at=AT)
    assert not Removal.objects.exists()


def test_a_consent_for_the_press_says_nothing_of_the_networks(cast: Cast) -> None:
    photo, who = photo_of(cast)
    consent(cast, who)
    published(a_variant(cast, picture(cast, work=photo)))
    withdraw(cast, who, "press")
    deliver_owed(at=AT)
    assert not Removal.objects.exists()
