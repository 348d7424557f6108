"""What the register writes, refuses and tells: chains, people, consents, cues, offers, obligations."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from coulisse.desks.office.facts.rights import ConsentWithdrawn, OfferChosen
from coulisse.desks.office.rights.actions import consents, cues, obligations, offers, people, works
from coulisse.desks.office.rights.models import Consent, Credit, Depiction, Derivation, Licence, Obligation, Work
from coulisse.desks.office.rights.queries.music import offers_for
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.queries import attached_among
from coulisse.foundation.journal.facts import revive
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.models import Contact
from coulisse.foundation.tasks.models import Task
from coulisse.kernel.money import Money
from tests.cast import AT, TODAY, Cast
from tests.desks.office.rights.rows import (
    consent,
    cue,
    derive,
    licence,
    music,
    obligation,
    offer,
    person,
    poster,
    show,
    teaser,
    work,
)

pytestmark = pytest.mark.django_db


def last_fact(kind: type) -> object:
    entry = Entry.objects.filter(kind=kind.kind).latest("id")  # type: ignore[attr-defined]
    return revive(entry.kind, entry.version, entry.payload)


# ---- works and chains -----------------------------------------------------------------------------------------


def test_a_licensed_work_says_which_licences_it_needs(cast: Cast) -> None:
    with pytest.raises(works.NeedsMissing):
        work(cast, holding="licensed", listed=False)
    made = work(cast)
    with pytest.raises(works.NeedsMissing):
        works.change(work=made, values={"holding": "licensed"}, read_version=2, by=cast.nadia, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.filter(pk=made.pk).update(holding="licensed")


def test_a_name_of_the_book_is_tied_to_its_card_unless_two_bear_it(cast: Cast) -> None:
    cards = [
        Contact.objects.create(
            kind="person", name=name, created_at=AT, sort_key=name, name_key=name, sound_key="", search_text=""
        )
        for name in ("Joke Van Damme", "Luc Petit", "Luc Petit")
    ]
    made = works.enter(
        production=cast.drache,
        values={"kind": "music", "title": "Vedette"},
        credits=[works.Named("author", "Joke Van Damme"), works.Named("author", "Luc Petit")],
        by=cast.nadia,
        at=AT,
    )
    tied = dict(Credit.objects.filter(work=made).values_list("name", "contact"))
    assert tied == {"Joke Van Damme": cards[0].pk, "Luc Petit": None}


def test_a_chain_never_comes_back_to_where_it_began(cast: Cast) -> None:
    visual, crop, again = work(cast), work(cast, "Carré"), work(cast, "Carré avec titre")
    derive(cast, crop, visual)
    derive(cast, again, crop)
    for source in (again, crop):
        with pytest.raises(works.MadeFromItself):
            derive(cast, visual, source)
    with pytest.raises(works.MadeFromItself):
        derive(cast, visual, visual)
    with pytest.raises(works.LinkedAlready):
        derive(cast, crop, visual, "excerpt")
    with pytest.raises(works.OfAnotherProduction):
        derive(cast, crop, work(cast, production=cast.gel))


def test_a_music_is_never_made_from_the_film_in_which_it_is_heard(cast: Cast) -> None:
    film, song, _licence = teaser(cast)
    with pytest.raises(works.MadeFromItself):
        derive(cast, song, film)
    score = music(cast, "Suite de Bande-annonce")
    derive(cast, score, film, "adaptation")
    with pytest.raises(works.MadeFromItself):
        cue(cast, film, score)


def test_cutting_the_chain_forgets_who_was_hidden_of_it(cast: Cast) -> None:
    visual, crop, volunteer = poster(cast)
    depiction = visual.depictions.get(person=volunteer)
    people.hide(work=crop, depiction=depiction, how="cropped", by=cast.nadia, at=AT)
    works.cut(derivation=Derivation.objects.get(work=crop), by=cast.nadia, at=AT)
    assert not crop.concealments.exists()
    with pytest.raises(people.NotASource):
        people.hide(work=crop, depiction=depiction, how="cropped", by=cast.nadia, at=AT)


def test_a_stale_sheet_is_refused(cast: Cast) -> None:
    made = work(cast)
    works.change(work=made, values={"title": "Affiche 2"}, read_version=2, by=cast.solange, at=AT)
    with pytest.raises(StaleWrite):
        works.change(work=made, values={"title": "Affiche 3"}, read_version=2, by=cast.nadia, at=AT)


def test_the_file_of_a_work_hangs_on_it(cast: Cast) -> None:
    first, second = (
        keep(f"image {n}".encode(), name=f"{n}.txt", production=cast.drache.pk, by=cast.nadia, at=AT)
        for n in (1, 2)
    )
    made = work(cast, document=first)
    assert attached_among([first.pk], "office.work") == {first.pk: [made.pk]}
    works.change(work=made, values={"document_id": second.pk}, read_version=2, by=cast.nadia, at=AT)
    assert attached_among([first.pk, second.pk], "office.work") == {first.pk: [], second.pk: [made.pk]}


def test_taken_off_and_put_back(cast: Cast) -> None:
    made = work(cast)
    for _twice in range(2):
        works.remove(work=made, by=cast.nadia, at=AT)
    assert Entry.objects.filter(kind="office.rights.work-removed").count() == 1
    works.restore(work=made, by=cast.nadia, at=AT)
    made.refresh_from_db()
    assert made.removed_at is None


# ---- people ---------------------------------------------------------------------------------------------------


def test_somebody_is_listed_once_and_of_the_same_production(cast: Cast) -> None:
    made, who = work(cast), person(cast)
    show(cast, made, who)
    with pytest.raises(people.ShownAlready):
        show(cast, made, who)
    with pytest.raises(people.OfAnotherProduction):
        show(cast, made, person(cast, production=cast.gel))


def test_an_exception_says_why_and_a_decision_says_who(cast: Cast) -> None:
    made = work(cast)
    with pytest.raises(people.ReasonMissing):
        people.show_crowd(work=made, decision="exception", reason=" ", by=cast.nadia, at=AT)
    crowd = people.show_crowd(work=made, decision="undecided", by=cast.nadia, at=AT)
    assert crowd.decided_at is None
    decided = people.decide_crowd(
        depiction=crowd, decision="exception", reason="Braderie", read_version=1, by=cast.nadia, at=AT
    )
    assert (decided.decided_by, decided.decided_at) == (cast.nadia, AT)
    with pytest.raises(StaleWrite):
        people.decide_crowd(
            depiction=crowd, decision="unidentifiable", reason="", read_version=1, by=cast.nadia, at=AT
        )
    for wrong in ({"crowd": "exception", "reason": ""}, {"crowd": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Depiction.objects.filter(pk=crowd.pk).update(**wrong)


def test_another_age_is_another_decision(cast: Cast) -> None:
    who = person(cast)
    later = AT + timedelta(days=1)
    changed = people.change_person(
        person=who, values={"is_minor": True}, read_version=1, by=cast.solange, at=later
    )
    assert (changed.age_decided_by, changed.age_decided_at) == (cast.solange, later)


def test_taking_and_using_are_two_consents(cast: Cast) -> None:
    rows = consent(cast, person(cast), "promo", "press", "promo", taking=True)
    assert [(row.kind, row.purpose) for row in rows] == [("taking", ""), ("using", "promo"), ("using", "press")]
    with pytest.raises(consents.NothingAgreed):
        consents.give(person=person(cast), taking=False, purposes=[], values={}, by=cast.nadia, at=AT)
    for wrong in ({"kind": "taking"}, {"until": date(2020, 1, 1)}, {"withdrawn_at": AT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.filter(pk=rows[1].pk).update(**wrong)


def test_a_withdrawal_says_why_and_which_works_are_concerned(cast: Cast) -> None:
    visual, crop, volunteer = poster(cast)
    rows = consent(cast, volunteer, "promo", "press")
    with pytest.raises(consents.ReasonMissing):
        consents.withdraw(person=volunteer, consents=rows, reason="  ", by=cast.nadia, at=AT)
    other = consent(cast, person(cast, "Autre"))
    with pytest.raises(consents.OfAnotherPerson):
        consents.withdraw(person=volunteer, consents=[*rows, *other], reason="non", by=cast.nadia, at=AT)
    consents.withdraw(person=volunteer, consents=rows, reason="Lettre", by=cast.nadia, at=AT)
    told = last_fact(ConsentWithdrawn)
    assert isinstance(told, ConsentWithdrawn)
    assert told.work_ids == tuple(sorted([visual.pk, crop.pk])) and told.purposes == ("promo", "press")
    with pytest.raises(consents.NothingToWithdraw):
        consents.withdraw(person=volunteer, consents=rows, reason="Lettre", by=cast.nadia, at=AT)


def test_a_period_ends_after_it_begins_in_the_database_itself(cast: Cast) -> None:
    made = licence(cast, music(cast))
    wrongs: tuple[dict[str, Any], ...] = ({"until": date(2020, 1, 1)}, {"media": []}, {"price_cents": -1})
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            Licence.objects.filter(pk=made.pk).update(**wrong)


# ---- cues and offers ------------------------------------------------------------------------------------------


def test_a_music_is_heard_once_at_a_time(cast: Cast) -> None:
    film, song, _licence = teaser(cast)
    with pytest.raises(cues.HeardAtOnce):
        cue(cast, film, song, starts_at=94, seconds=5)
    cue(cast, film, song, starts_at=95, seconds=5)
    beside = cue(cast, film, music(cast, "Pluie"), starts_at=65)
    with pytest.raises(cues.HeardAtOnce):
        cues.change_cue(cue=beside, values={"music": song}, read_version=1, by=cast.nadia, at=AT)
    with pytest.raises(works.OfAnotherProduction):
        cue(cast, film, music(cast, production=cast.gel))


def test_the_clause_lifts_the_other_side_and_the_page_says_by_how_much(cast: Cast) -> None:
    film = work(cast, "La Drache", kind="film")
    publisher = offer(cast, film, 900, favoured="track")
    label = offer(cast, film, 1500, "Disques de la Meuse", side="master")
    offers.choose(offer=publisher, reason="Le seul", by=cast.nadia, at=AT)
    ((_track, (first, second)),) = offers_for(film, today=TODAY).tracks
    lines = {one.pk: one for one in (first, second)}
    assert lines[publisher.pk].owed == Money(90000)
    assert (lines[label.pk].would_cost, lines[label.pk].would_lift) == (Money(210000), Money(60000))
    offers.choose(offer=label, reason="Cet enregistrement", by=cast.nadia, at=AT)
    told = last_fact(OfferChosen)
    assert isinstance(told, OfferChosen) and told.lifted == 210000
    found = offers_for(film, today=TODAY)
    assert (found.asked, found.owed, found.extra) == (Money(240000), Money(300000), Money(60000))


def test_an_offer_is_decided_once_with_a_reason_and_opened_again(cast: Cast) -> None:
    film = work(cast, "La Drache", kind="film")
    made = offer(cast, film, 900, share_percent=Decimal(50))
    with pytest.raises(offers.ReasonMissing):
        offers.choose(offer=made, reason=" ", by=cast.nadia, at=AT)
    with pytest.raises(offers.NotDecided):
        offers.reopen(offer=made, by=cast.nadia, at=AT)
    offers.decline(offer=made, reason="Trop cher", by=cast.nadia, at=AT)
    with pytest.raises(offers.DecidedAlready):
        offers.choose(offer=made, reason="Finalement", by=cast.nadia, at=AT)
    assert offers.reopen(offer=made, by=cast.nadia, at=AT).state == "open"


# ---- obligations ----------------------------------------------------------------------------------------------


def test_an_option_has_a_task_that_follows_it(cast: Cast) -> None:
    made = obligation(cast, "Lever l’option", kind="option", due_on=date(2027, 6, 30), owner=cast.nadia)
    task = Task.objects.get(subject="office.obligation")
    assert (task.due_on, task.person, task.subject_id) == (date(2027, 6, 16), cast.nadia, made.pk)
    obligations.change(obligation=made, values={"due_on": date(2027, 7, 31)}, read_version=1, by=cast.nadia, at=AT)
    task.refresh_from_db()
    assert task.due_on == date(2027, 7, 17)
    obligations.meet(obligation=made, by=cast.nadia, at=AT)
    task.refresh_from_db()
    assert task.state == Task.State.DONE
    with pytest.raises(obligations.MetAlready):
        obligations.meet(obligation=made, by=cast.nadia, at=AT)
    obligations.reopen(obligation=made, by=cast.nadia, at=AT)
    task.refresh_from_db()
    assert task.state == Task.State.TODO
    with pytest.raises(IntegrityError), transaction.atomic():
        Obligation.objects.filter(pk=made.pk).update(due_on=None)


def test_without_a_day_nobody_is_reminded(cast: Cast) -> None:
    obligation(cast)
    assert not Task.objects.filter(subject="office.obligation").exists()
