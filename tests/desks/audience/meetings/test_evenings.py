"""Sixty places: the sixty-first waits, a free place goes to the first who waits, and the door counts."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from pypdfium2 import PdfDocument

from coulisse.desks.audience.meetings.actions import evenings as actions
from coulisse.desks.audience.meetings.actions.evenings import Coming
from coulisse.desks.audience.meetings.models import Evening, Registration
from coulisse.desks.audience.meetings.queries.evenings import badges_of, guests_of
from coulisse.desks.audience.relations.models import Consent
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom.models import Letter
from coulisse.papers.badges import badges, welcome_list
from tests.cast import AT, Cast
from tests.desks.audience.meetings.verdicts import a_registration, an_evening
from tests.desks.audience.scene import a_writer

pytestmark = pytest.mark.django_db
ROOT = "https://maison.example/audience/meetings/mine/"


def come(evening: Evening, number: int, seats: int = 1, **more: Any) -> Registration:
    coming = Coming(f"Personne {number}", f"p{number}@public.example", seats, more.pop("language", "fr"), **more)
    return actions.register(evening=evening, coming=coming, root=ROOT, at=AT)[0]


def states(evening: Evening) -> list[str]:
    return list(evening.registrations.order_by("pk").values_list("state", flat=True))


def test_the_sixty_first_waits(cast: Cast) -> None:
    evening = an_evening(cast)
    for number in range(61):
        come(evening, number)
    assert states(evening) == ["confirmed"] * 60 + ["waiting"]
    letter = Letter.objects.order_by("-pk").first()
    assert letter is not None and "liste d’attente" in letter.subject and ROOT in letter.text


def test_a_place_that_comes_free_goes_to_the_first_who_waits(cast: Cast) -> None:
    evening = an_evening(cast, seats=3)
    first = come(evening, 1, seats=2)
    come(evening, 2)
    couple, alone = come(evening, 3, seats=2), come(evening, 4)
    actions.cancel(registration=Registration.objects.get(name="Personne 2"), by=None, at=AT)
    assert states(evening) == ["confirmed", "cancelled", "waiting", "waiting"], "nobody behind passes the couple"
    actions.cancel(registration=first, by=cast.marc_olivier, at=AT)
    assert states(evening) == ["cancelled", "cancelled", "confirmed", "confirmed"]
    assert {couple.pk, alone.pk} == set(evening.registrations.filter(placed_at=AT).values_list("pk", flat=True))


def test_more_places_are_given_out_at_once(cast: Cast) -> None:
    evening = an_evening(cast, seats=1)
    come(evening, 1), come(evening, 2)
    actions.change(evening=evening, values={"seats": 2}, read_version=evening.version, by=cast.marc_olivier, at=AT)
    assert states(evening) == ["confirmed", "confirmed"]


def test_one_registration_an_address(cast: Cast) -> None:
    evening = an_evening(cast)
    come(evening, 1)
    with pytest.raises(actions.RegisteredAlready):
        come(evening, 1)
    assert evening.registrations.count() == 1


@pytest.mark.parametrize("fields", [{"is_open": False}, {"closes_at": AT}])
def test_closed_is_closed(cast: Cast, fields: dict[str, Any]) -> None:
    with pytest.raises(actions.RegistrationsClosed):
        come(an_evening(cast, **fields), 1)


def test_no_more_places_than_one_may_take(cast: Cast) -> None:
    with pytest.raises(actions.TooManyPlaces):
        come(an_evening(cast), 1, seats=3)


def test_the_door(cast: Cast) -> None:
    registration = a_registration(cast)
    actions.welcome(registration=registration, by=cast.marc_olivier, at=AT)
    actions.welcome(registration=registration, by=cast.odile, at=AT)
    registration.refresh_from_db()
    assert registration.arrived_by == cast.marc_olivier
    waiting = a_registration(cast, state="waiting", token_hash="w", evening=an_evening(cast))
    with pytest.raises(actions.NotComing):
        actions.welcome(registration=waiting, by=cast.marc_olivier, at=AT)


def test_only_those_who_agreed_are_invited(cast: Cast) -> None:
    agreed, other = a_writer("Aline", "aline@public.example"), a_writer("Bob", "bob@public.example")
    withdrawn = a_writer("Chloé", "chloe@public.example")
    for writer, until in ((agreed, None), (withdrawn, AT)):
        Consent.objects.create(writer=writer, purpose="events", given_at=AT, withdrawn_at=until, how="formulaire")
    evening = an_evening(cast)
    assert other.consents.count() == 0
    assert actions.invite(evening=evening, link="https://x.example", by=cast.marc_olivier, at=AT) == 1
    assert Letter.objects.get().recipients.get().address == "aline@public.example"


def test_wanting_invitations_is_a_consent_with_its_words(cast: Cast) -> None:
    come(an_evening(cast), 1, wants_invitations=True)
    consent = Consent.objects.get()
    assert consent.purpose == "events" and "Rencontre avec l’équipe" in consent.how


def test_the_journal_names_nobody_of_the_public(cast: Cast) -> None:
    come(an_evening(cast), 1)
    assert not any("Personne" in str(one.payload) for one in Entry.objects.all())


def test_badges_and_the_list_to_sign(cast: Cast) -> None:
    evening = an_evening(cast)
    come(evening, 1, seats=2), come(evening, 2)
    record = badges_of(evening, language="fr", at=AT)
    assert [(one.name, one.companion) for one in record.badges] == [
        ("Personne 1", ""),
        ("", "Personne 1"),
        ("Personne 2", ""),
    ]
    for language in ("fr", "nl", "en"):
        for paper in (badges, welcome_list):
            text = PdfDocument(paper(record, language))[0].get_textpage().get_text_range()
            assert "Personne 2" in text


def test_the_list_asks_as_much_whatever_its_length(cast: Cast, django_assert_num_queries: Any) -> None:
    evening = an_evening(cast)
    for number in range(30):
        come(evening, number)
    with django_assert_num_queries(1):
        assert len(guests_of(evening)) == 30


def test_a_form_in_dutch_and_ones_own_page(cast: Cast) -> None:
    evening, browser = an_evening(cast, seats=1), Browser()
    address = f"/audience/meetings/public/{evening.slug}/?lang=nl"
    page = browser.get(address).content.decode()
    assert "Ontmoeting met de ploeg" in page and "Uw gegevens dienen" in page
    typed = {"name": "Griet Maes", "email": "griet@public.example", "seats": "1"}
    answer = browser.post(address, typed)
    assert answer.status_code == 302
    mine = browser.get(answer["Location"])
    assert mine.status_code == 200 and "data:image/svg+xml" in mine.content.decode()
    assert browser.post(address, typed).status_code == 422
    browser.post(answer["Location"] + "give-up")
    assert evening.registrations.get().state == "cancelled"


def test_a_machine_registers_nobody(cast: Cast) -> None:
    evening = an_evening(cast)
    typed = {"name": "x", "email": "x@public.example", "seats": "1", "website": "http://spam.example"}
    assert Browser().post(f"/audience/meetings/public/{evening.slug}/", typed).status_code == 302
    assert not evening.registrations.exists()


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one_of_two_who_press_at_once(cast: Cast) -> None:
    evening, ready = an_evening(cast, seats=1), Barrier(2)

    def press(number: int) -> None:
        try:
            ready.wait(10)
            come(evening, number)
        finally:
            connection.close()

    threads = [Thread(target=press, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(states(evening)) == ["confirmed", "waiting"]
