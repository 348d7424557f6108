"""Places sold twice are found, files are imported once, gestures stay within their limit."""

from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from coulisse.desks.audience.relations.actions import gestures, tickets, writer_for
from coulisse.desks.audience.relations.imports import read_rows, seat_key
from coulisse.desks.audience.relations.jobs import alike_job, tickets_job
from coulisse.desks.audience.relations.models import Gesture, MergeProposal, TicketImport, TicketOrder
from coulisse.desks.audience.relations.queries import card
from coulisse.desks.audience.relations.queries.tickets import double_sold
from coulisse.formats.problems import Unreadable
from coulisse.formats.tabular import Row
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.jobs.execution import run_now
from coulisse.foundation.tasks.models import Task
from coulisse.kernel.money import Money
from tests.cast import AT, Cast
from tests.desks.audience.relations import people_scene as scene

NAMES = (
    "order_number",
    "name",
    "email",
    "phone",
    "performed_on",
    "starts_at",
    "seat",
    "category",
    "price",
    "status",
)


@pytest.mark.django_db
def test_the_wheelchair_place_sold_twice_is_found(cast: Cast) -> None:
    writer = scene.a_person(cast)
    done = scene.the_tickets(cast)
    assert (done.added, done.changed, done.same, done.problems) == (4, 0, 0, [])
    (double,) = double_sold(cast.drache)
    assert (double.performed_on, double.starts_at) == (date(2027, 3, 20), time(20, 30))
    assert [(one.order_number, one.line) for one in double.tickets] == [("4711", 2), ("4913", 4)]
    assert double.tickets[0].writer_id == writer.pk
    shown = card(writer.pk, user=cast.marc_olivier)
    assert [one.seat for one in shown.doubles] == ["PMR 2"]
    assert double_sold(cast.gel) == ()


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing_and_a_corrected_one_corrects(cast: Cast) -> None:
    scene.the_tickets(cast)
    again = scene.the_tickets(cast)
    assert (again.added, again.changed, again.same) == (0, 0, 4)
    corrected = scene.a_file(
        cast,
        scene.DOUBLE.replace(
            "4913;Luc Servais;luc@public.example;;20/03/2027;20h30;pmr 02;Fauteuil roulant;24,00;Payé",
            "4913;Luc Servais;luc@public.example;;20/03/2027;20h30;pmr 02;Fauteuil roulant;24,00;Remboursé",
        ),
    )
    done = tickets.import_tickets(imported=corrected, by=cast.marc_olivier, at=AT)
    assert (done.added, done.changed, done.same) == (0, 1, 3)
    assert double_sold(cast.drache) == ()
    with pytest.raises(tickets.AlreadyImported):
        tickets.import_tickets(imported=corrected, by=cast.marc_olivier, at=AT)


@pytest.mark.django_db
def test_a_buyer_who_writes_later_is_tied_to_his_places(cast: Cast) -> None:
    scene.the_tickets(cast)
    assert not TicketOrder.objects.filter(writer__isnull=False).exists()
    writer = writer_for(name="Colette", email="Colette@public.example", at=AT)
    assert TicketOrder.objects.get(writer=writer).order_number == "4711"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Order number;Name;Email;Performance date;Seat;Price;Status",
            "1;Ann;a@x.be;2027-03-20 20:30;C12;24.00;paid",
        ),
        (
            "Bestelnummer;Naam;E-mailadres;Datum voorstelling;Stoel;Prijs;Status",
            "1;Ann;a@x.be;20/03/2027 20.30;C12;€ 24,00;betaald",
        ),
        (
            "Commande;Prénom;Nom;Courriel;Séance;Rang;Place;Prix;Statut",
            "1;Ann;Peeters;a@x.be;20/03/2027 20h30;C;12;24;vendu",
        ),
    ],
)
def test_the_columns_are_known_in_three_languages(cast: Cast, header: str, row: str) -> None:
    done = tickets.import_tickets(imported=scene.a_file(cast, f"{header}\n{row}\n"), by=cast.marc_olivier, at=AT)
    assert (done.added, done.problems) == (1, [])
    found = TicketOrder.objects.get()
    assert (found.performed_on, found.starts_at) == (date(2027, 3, 20), time(20, 30))
    assert (found.seat_key, found.price_cents, found.status, found.email) == ("c 12", 2400, "sold", "a@x.be")


def test_what_cannot_be_read_names_its_line_and_field() -> None:
    rows = [
        Row(2, ("", "A", "", "", "20/03/2027", "", "C1", "", "10", "sold")),
        Row(3, ("2", "A", "pas-une-adresse", "12", "20/03/2027", "", "C2", "", "10", "sold")),
        Row(4, ("3", "A", "", "", "31/02/2027", "", "C3", "", "10", "sold")),
        Row(5, ("4", "A", "", "", "20/03/2027", "", "C4", "", "dix", "sold")),
        Row(6, ("5", "A", "", "", "20/03/2027", "", "C5", "", "10", "volé")),
        Row(7, ("6", "A", "", "", "20/03/2027", "", "C6", "", "10", "")),
        Row(8, ("6", "A", "", "", "20/03/2027", "", "c 06", "", "10", "")),
        Row(9, ("7", "A", "", "", "20/03/2027", "", "Placement libre", "", "10", "")),
        Row(10, ("7", "A", "", "", "20/03/2027", "", "libre", "", "10", "")),
    ]
    read = list(read_rows(rows, NAMES))
    said = [(trouble.line, trouble.field, trouble.code) for row in read for trouble in row.troubles]
    assert said == [
        (2, "order_number", "order-missing"),
        (3, "email", "email"),
        (3, "phone", "phone"),
        (4, "performed_on", "date"),
        (5, "price", "price"),
        (6, "status", "status"),
        (8, "seat", "repeated"),
    ]
    assert [row.line for row in read if row.is_refused] == [2, 4, 5, 6, 8]
    assert [row.values["rank"] for row in read[-2:]] == [1, 2]


@given(st.lists(st.lists(st.text(max_size=40), min_size=10, max_size=10), max_size=8))
def test_no_cell_breaks_the_reading(cells: list[list[str]]) -> None:
    rows = [Row(number, tuple(line)) for number, line in enumerate(cells, 2)]
    assert len(list(read_rows(rows, NAMES))) == len(rows)


def test_places_are_compared_without_mixing_figures() -> None:
    assert seat_key("1 12") != seat_key("11 2")
    assert seat_key("Rij 4 stoel 007") == seat_key("4/7") == "4 7"


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused(cast: Cast, content: bytes) -> None:
    with pytest.raises(Unreadable):
        tickets.give_file(production=cast.drache, content=content, file_name="x", by=cast.marc_olivier, at=AT)
    assert not TicketImport.objects.exists()


@pytest.mark.django_db
def test_without_order_and_date_nothing_is_imported(cast: Cast) -> None:
    given_file = scene.a_file(cast, "Nom;Remarque\nAnn;x\n")
    with pytest.raises(tickets.ColumnsMissing) as refused:
        tickets.import_tickets(imported=given_file, by=cast.marc_olivier, at=AT)
    assert refused.value.codes == ("order_number", "performed_on")
    chosen = tickets.choose_columns(imported=given_file, mapping=["name", "name", "nonsense"])
    assert chosen.mapping == ["name", "", ""]


@pytest.mark.django_db
def test_a_long_file_is_a_job_that_does_it_once(cast: Cast) -> None:
    lines = "\n".join(f"{n};A{n};a{n}@x.be;;20/03/2027;20h30;A{n};;10,00;" for n in range(1, 1_300))
    given_file = scene.a_file(cast, scene.DOUBLE.splitlines()[0] + "\n" + lines + "\n")
    tickets.begin_import(imported=given_file)
    job = begin(tickets_job, by=cast.marc_olivier, at=AT, title="Billets", key=given_file.pk)
    assert run_now(job, at=AT).state == "done"
    given_file.refresh_from_db()
    assert (given_file.added, bytes(given_file.content)) == (1_299, b"")
    again = begin(tickets_job, by=cast.marc_olivier, at=AT, title="Billets", key=given_file.pk)
    assert run_now(again, at=AT).state == "done"
    assert TicketOrder.objects.count() == 1_299


@pytest.mark.django_db
def test_the_search_for_doubles_is_a_job(cast: Cast) -> None:
    scene.a_person(cast)
    scene.a_person(cast, "Colette Marchal", "cm@autre.example")
    job = begin(alike_job, by=cast.marc_olivier, at=AT, title="Doubles")
    assert run_now(job, at=AT).state == "done"
    assert MergeProposal.objects.count() == 1
    run_now(begin(alike_job, by=cast.marc_olivier, at=AT, title="Doubles"), at=AT)
    assert MergeProposal.objects.count() == 1


@pytest.mark.django_db
def test_a_gesture_within_the_limit_goes_to_the_box_office(cast: Cast) -> None:
    scene.a_person(cast)
    scene.the_tickets(cast)
    gesture = scene.a_gesture(cast)
    assert gesture.state == Gesture.State.GIVEN
    task = gesture.task
    assert task is not None
    assert (task.production, task.person) == (cast.drache, cast.solange)
    assert "4711" in task.title
    assert "Colette" not in task.title
    assert "PMR 2" in task.notes
    gestures.take_back(gesture=gesture, by=cast.marc_olivier, at=AT)
    task.refresh_from_db()
    assert task.dropped_at is not None


@pytest.mark.django_db
def test_above_the_limit_only_the_person_named_approves(cast: Cast) -> None:
    gesture = scene.a_gesture(cast, seats=3)
    assert gesture.state == Gesture.State.WAITING
    assert gesture.task is not None
    assert gesture.task.person == cast.odile
    with pytest.raises(gestures.NotTheApprover):
        gestures.approve(gesture=gesture, by=cast.marc_olivier, at=AT)
    approved = gestures.approve(gesture=gesture, by=cast.odile, at=AT)
    assert (approved.state, approved.decided_by) == (Gesture.State.GIVEN, cast.odile)
    assert Task.objects.filter(state="done").count() == 1
    with pytest.raises(gestures.AlreadyDecided):
        gestures.refuse(gesture=gesture, reason="Non", by=cast.odile, at=AT)


@pytest.mark.django_db
def test_whoever_proposes_never_approves_himself(cast: Cast) -> None:
    writer = scene.a_person(cast)
    scene.a_limit(cast, approver=cast.marc_olivier)
    values: dict[str, Any] = {"production": cast.drache, "writer": writer, "reason": "Place perdue", "at": AT}
    gesture = gestures.offer(**values, seats=9, amount=Money(0), by=cast.marc_olivier)
    with pytest.raises(gestures.NotTheApprover):
        gestures.approve(gesture=gesture, by=cast.marc_olivier, at=AT)


@pytest.mark.django_db
def test_without_limit_or_reason_nothing_is_offered(cast: Cast) -> None:
    writer = scene.a_person(cast)
    values: dict[str, Any] = {"production": cast.drache, "writer": writer, "by": cast.marc_olivier, "at": AT}
    with pytest.raises(gestures.NobodyApproves):
        gestures.offer(**values, seats=1, amount=Money(0), reason="x")
    scene.a_limit(cast, approver=None)
    with pytest.raises(gestures.NobodyApproves):
        gestures.offer(**values, seats=0, amount=Money(1), reason="x")
    with pytest.raises(gestures.NothingOffered):
        gestures.offer(**values, seats=0, amount=Money(0), reason="x")
    with pytest.raises(gestures.ReasonMissing):
        gestures.offer(**values, seats=1, amount=Money(0), reason=" ")
    assert not Gesture.objects.exists()


@pytest.mark.django_db
def test_a_refused_gesture_says_why(cast: Cast) -> None:
    gesture = scene.a_gesture(cast, seats=3)
    with pytest.raises(gestures.ReasonMissing):
        gestures.refuse(gesture=gesture, reason=" ", by=cast.odile, at=AT)
    refused = gestures.refuse(gesture=gesture, reason="Deux places suffisent", by=cast.odile, at=AT)
    assert (refused.state, refused.why_refused) == (Gesture.State.REFUSED, "Deux places suffisent")


@pytest.mark.django_db
def test_from_the_file_to_the_task_by_the_screen(cast: Cast) -> None:
    writer = scene.a_person(cast)
    scene.a_limit(cast)
    browser = Browser()
    browser.force_login(cast.marc_olivier, backend="django.contrib.auth.backends.ModelBackend")
    upload = SimpleUploadedFile("billetterie.csv", scene.DOUBLE.encode(), "text/csv")
    there = browser.post(reverse("audience:relations:tickets"), {"file": upload, "production": cast.drache.pk})
    check = browser.get(there.headers["Location"])
    assert check.context["count"] == 4
    mapping = {f"column-{n}": code for n, code in enumerate(TicketImport.objects.get().mapping)}
    browser.post(there.headers["Location"], mapping | {"import": "1"})
    page = browser.get(reverse("audience:relations:tickets"))
    assert len(page.context["doubles"]) == 1
    person = browser.get(reverse("audience:relations:person", args=[writer.pk])).content.decode()
    assert "PMR 2" in person
    order = TicketOrder.objects.get(writer=writer)
    data = {
        "seats": "2",
        "amount": "0,00",
        "order": order.pk,
        "reason": "Vendue deux fois",
        "production": cast.drache.pk,
    }
    browser.post(reverse("audience:relations:gesture", args=[writer.pk]), data)
    assert Gesture.objects.get().order == order
    assert Task.objects.get().production == cast.drache


@pytest.mark.django_db
def test_a_hostile_file_is_refused_on_the_form(cast: Cast) -> None:
    browser = Browser()
    browser.force_login(cast.marc_olivier, backend="django.contrib.auth.backends.ModelBackend")
    for content in (b"", b"PK\x03\x04" + b"\x00" * 40, b"seul\n"):
        upload = SimpleUploadedFile("../../etc/passwd", content, "text/csv")
        answer = browser.post(reverse("audience:relations:tickets"), {"file": upload})
        assert answer.status_code == 422
    assert not TicketImport.objects.exists()
