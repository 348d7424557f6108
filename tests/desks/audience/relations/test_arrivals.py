"""Who writes is recognised by an address; a batch costs the same few queries as one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coulisse.desks.audience.relations.actions import recognise, writer_for, writers_for
from coulisse.desks.audience.relations.models import Mention, MergeProposal, Writer, WriterAddress
from coulisse.desks.audience.relations.somebody import Somebody
from tests.cast import AT, Cast
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def test_the_same_address_is_the_same_person() -> None:
    first = writer_for(name="Hubert L.", email="Hubert@Public.example", at=AT)
    again = writer_for(email="hubert@public.EXAMPLE", language="fr", at=AT + timedelta(days=1))
    assert first == again
    again.refresh_from_db()
    assert (again.name, again.language) == ("Hubert L.", "fr")
    assert (again.first_at, again.last_at) == (AT, AT + timedelta(days=1))


def test_a_number_and_an_account_are_recognised_too() -> None:
    caller = writer_for(name="Paul Wauters", phone="0470 12 34 56", at=AT)
    assert writer_for(name="P. Wauters", phone="+32470123456", at=AT) == caller
    poster = writer_for(handle="facebook:paul.w", at=AT)
    assert writer_for(name="Paul", handle="Facebook: @Paul.W", at=AT) == poster


def test_two_people_at_one_telephone_are_two_cards() -> None:
    him = writer_for(name="Jean Hennaux", phone="04 222 33 44", at=AT)
    her = writer_for(name="Sofie Claes", phone="04 222 33 44", at=AT)
    assert him != her
    assert WriterAddress.objects.get(kind="phone").writer == him
    assert writer_for(name="Sofie Claes", phone="042223344", at=AT) == her
    assert Mention.objects.get().writer == her


def test_a_mail_from_a_merged_card_goes_to_the_one_that_stays() -> None:
    kept = writer_for(email="a@public.example", at=AT)
    gone = writer_for(email="b@public.example", at=AT)
    Writer.objects.filter(pk=gone.pk).update(merged_into=kept)
    assert writer_for(email="b@public.example", at=AT) == kept


def test_somebody_without_any_address_gets_a_card_each_time() -> None:
    one, other = writer_for(name="Anonyme", at=AT), writer_for(name="Anonyme", at=AT)
    assert one != other


def test_hostile_text_makes_no_address() -> None:
    writer = writer_for(name="x" * 500, email="'; DROP TABLE--@", phone="<script>", handle=":", postal="\n", at=AT)
    assert len(writer.name) == 160
    assert not writer.addresses.exists()


def test_a_batch_costs_as_many_queries_as_one() -> None:
    def people(count: int, start: int) -> list[Somebody]:
        numbers = range(start, start + count)
        return [
            Somebody(name=f"Personne {n}", email=f"p{n}@public.example", phone=f"0470 {n:06}") for n in numbers
        ]

    writers_for(people(2, 100), at=AT)
    with CaptureQueriesContext(
        connection,
    ) as few:
        writers_for(people(3, 1000), at=AT)
    with CaptureQueriesContext(connection) as many:
        made = writers_for(people(400, 2000), at=AT)
    assert len(many) == len(few) <= 12
    assert len({writer.pk for writer in made}) == 400
    with CaptureQueriesContext(connection) as again:
        assert writers_for(people(400, 2000), at=AT) == made
    assert len(again) <= 5


def test_one_person_twice_in_a_batch_is_one_card() -> None:
    one, other, third = writers_for(
        [
            Somebody(name="Léa", email="lea@public.example"),
            Somebody(email="LEA@public.example", phone="0471 00 00 01"),
            Somebody(name="Léa", phone="0471000001"),
        ],
        at=AT,
    )
    assert one is other is third
    assert one.addresses.count() == 2


def test_a_number_in_a_signature_proposes_the_caller(cast: Cast) -> None:
    mail = writer_for(name="Hubert Lambot", email="hubert@public.example", at=AT)
    recognise([(mail, "On me voit à l’image.\nHubert Lambot\n0470 12 34 56")], at=AT)
    assert not MergeProposal.objects.exists()
    caller = writer_for(phone="0470 12 34 56", at=AT)
    assert recognise([(caller, "Rappelez-moi")], at=AT) == 1
    proposal = MergeProposal.objects.get()
    assert (proposal.kept, proposal.other) == (mail, caller)
    assert proposal.reasons == [{"code": "phone", "value": "+32470123456"}]
    assert recognise([(caller, "Encore moi")], at=AT) == 0


def test_one_name_needs_one_thing_more(cast: Cast) -> None:
    one = writer_for(name="Hubert Lambot", email="hubert@public.example", at=AT)
    other = writer_for(name="Lambot Hubert", handle="facebook:hubert.lambot", at=AT)
    assert recognise([(other, "Bonjour")], at=AT) == 1
    assert {reason["code"] for reason in MergeProposal.objects.get().reasons} == {"name", "handle"}
    third = writer_for(name="Hubert Lambot", email="h.lambot@autre.example", at=AT)
    recognise([(third, "Bonjour")], at=AT)
    assert not MergeProposal.objects.filter(other=third, kept=one).exists()
    a_conversation(cast, writer=one)
    a_conversation(cast, writer=third)
    recognise([(third, "Bonjour")], at=AT)
    assert MergeProposal.objects.filter(other=third, kept=one).exists()


def test_a_switchboard_proposes_nobody() -> None:
    people = [writer_for(name=f"Employé {n}", email=f"e{n}@firme.example", at=AT) for n in range(8)]
    recognise([(person, "Mon numéro : 02 512 34 56") for person in people], at=AT)
    assert not MergeProposal.objects.exists()


def test_a_refused_pair_is_never_proposed_again() -> None:
    mail = writer_for(name="Hubert Lambot", email="hubert@public.example", at=AT)
    recognise([(mail, "0470 12 34 56")], at=AT)
    caller = writer_for(phone="0470 12 34 56", at=AT)
    recognise([(caller, "")], at=AT)
    MergeProposal.objects.update(state="refused")
    assert recognise([(caller, "")], at=AT) == 0
    assert MergeProposal.objects.get().state == "refused"


def test_recognising_many_costs_a_constant_number_of_queries(cast: Cast) -> None:
    def arrivals(count: int, start: int) -> list[tuple[Writer, str]]:
        people = [
            Somebody(name=f"Jean Numéro{n}", email=f"n{n}@public.example") for n in range(start, start + count)
        ]
        return [(writer, f"tél. 0472 {n:06}") for n, writer in enumerate(writers_for(people, at=AT), start)]

    some, more = arrivals(3, 0), arrivals(300, 1000)
    with CaptureQueriesContext(connection) as few:
        recognise(some, at=AT)
    with CaptureQueriesContext(connection) as many:
        recognise(more, at=AT)
    assert len(many) == len(few) <= 12
