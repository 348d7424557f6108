"""The pages: the days, the sheet with what stands in its way, typing in place, sending, and the guest's own."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coulisse.desks.floor.callsheets.access import access_lent
from coulisse.desks.floor.callsheets.actions import preparing, sending, validating
from coulisse.desks.floor.callsheets.models import Block, Call, CallSheet, Delivery, Revision
from coulisse.desks.floor.crew.actions.red_lights import raise_obstacle
from coulisse.foundation.accounts.actions.guest_links import lend
from coulisse.foundation.accounts.limits import GUEST_LINKS
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import Letter
from coulisse.papers import call_sheet as paper
from tests.desks.floor.callsheets.drache import EVE, Stage
from tests.desks.floor.callsheets.test_actions import MORNING, rectify

Sign = Callable[[], Revision]
HX = {"HX-Request": "true"}


def signed_in(user: User) -> Client:
    """Reading English: the words of the other languages are the catalogue's."""
    User.objects.filter(pk=user.pk).update(language="en")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(content: bytes) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode())).strip()


def queries_of(client: Client, address: str) -> int:
    """How many SQL queries a page takes, those of the frame around it included."""
    client.get(address)  # the first of a session writes down who came
    with CaptureQueriesContext(connection) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


def hours_form(**typed: str) -> dict[str, str]:
    return {"version": "0", "call": "", "pat": "", "meal_start": "", "meal_end": "", "wrap": "", **typed}


def address_of(letter: Letter) -> str:
    """The path of the link in a letter."""
    found = re.search(r"https?://[^/\s]+(/g/\S+)", letter.text)
    assert found is not None
    return found[1]


@pytest.fixture
def sent(sheet: CallSheet, validated: Sign, j15: Stage) -> Revision:
    revision = validated()
    sending.send(revision=revision, by=j15.cast.solange, at=EVE)
    return revision


def test_the_list_has_each_shooting_day_and_prepares_one(j15: Stage) -> None:
    client = signed_in(j15.cast.bastien)
    page = text_of(client.get(reverse("floor:callsheets:list")).content)
    assert all(number in page for number in ("D15", "D16", "D17"))
    answer = client.post(reverse("floor:callsheets:prepare", args=[j15.day.pk]))
    assert answer.headers["Location"] == reverse("floor:callsheets:sheet", args=[CallSheet.objects.get().pk])


def test_the_list_takes_as_many_queries_with_every_sheet_prepared(j15: Stage, sent: Revision) -> None:
    client, address = signed_in(j15.cast.bastien), reverse("floor:callsheets:list")
    with_one = queries_of(client, address)
    for day in j15.board.days.filter(number__gt=15):
        preparing.prepare(day=day, by=j15.cast.bastien, at=EVE)
    assert queries_of(client, address) == with_one
    assert "0/40" in text_of(client.get(address).content)


def test_the_sheet_says_what_stands_in_its_way_and_whom_it_waits_for(j15: Stage, sheet: CallSheet) -> None:
    raise_obstacle(
        production=j15.cast.drache,
        contact=j15.contacts["Mireille Collignon"],
        kind="work_permit",
        source="Office des étrangers",
        by=j15.cast.nadia,
        at=EVE,
    )
    Block.objects.filter(kind="catering").delete()
    address = reverse("floor:callsheets:sheet", args=[sheet.pk])
    page = text_of(signed_in(j15.cast.bastien).get(address).content)
    assert "cannot be validated: 1 thing is missing" in page
    assert "the number of meals ordered" in page
    assert "Mireille Collignon · Single permit missing scenes 34" in page
    assert "Only whoever manages the floor may validate it all the same" in page


def test_solange_validates_under_a_red_light_only_with_a_reason(j15: Stage, sheet: CallSheet) -> None:
    raise_obstacle(
        production=j15.cast.drache, contact=j15.contacts["Mireille Collignon"], kind="work_permit", by=None, at=EVE
    )
    client, address = signed_in(j15.cast.solange), reverse("floor:callsheets:validate", args=[sheet.pk])
    refused = client.post(address)
    assert refused.status_code == 422
    assert "Not validated" in text_of(refused.content)
    assert not sheet.revisions.exists()
    client.post(address, {"reason": "Permis reçu à 18:35"})
    assert sheet.revisions.get().override_reason == "Permis reçu à 18:35"
    sheet.refresh_from_db()
    assert sheet.state == CallSheet.State.VALIDATED


def test_bastien_types_and_does_not_sign(j15: Stage, sheet: CallSheet) -> None:
    answer = signed_in(j15.cast.bastien).post(reverse("floor:callsheets:validate", args=[sheet.pk]))
    assert answer.status_code == 403
    assert not sheet.revisions.exists()


def test_a_block_is_typed_in_its_place_and_the_whole_sheet_comes_back(j15: Stage, sheet: CallSheet) -> None:
    client = signed_in(j15.cast.bastien)
    address = reverse("floor:callsheets:block", args=[sheet.pk, "hours"])
    form = client.get(address, headers=HX).content.decode()
    assert 'value="08:00"' in form
    assert "<html" not in form
    answer = client.post(address, hours_form(pat="08:30"), headers=HX)
    assert 'id="sheet"' in answer.content.decode()
    assert "08:30" in text_of(answer.content)
    again = client.post(address, hours_form(pat="09:00"), headers=HX)
    assert "changed this block" in text_of(again.content), "version 0 was read before somebody typed"
    assert again.headers["HX-Retarget"] == "#block-hours"
    without_script = client.post(address, hours_form(version="1", pat="09:00"))
    assert without_script.status_code == 302


def test_half_a_meal_is_refused_in_place(j15: Stage, sheet: CallSheet) -> None:
    client = signed_in(j15.cast.bastien)
    address = reverse("floor:callsheets:block", args=[sheet.pk, "hours"])
    answer = client.post(address, hours_form(meal_start="12:30"))
    assert answer.status_code == 422
    assert "write both, or neither" in text_of(answer.content)
    assert not Block.objects.filter(kind="hours").exists()


def test_a_forecast_without_source_is_refused(j15: Stage, sheet: CallSheet) -> None:
    client = signed_in(j15.cast.bastien)
    address = reverse("floor:callsheets:block", args=[sheet.pk, "weather"])
    typed = {"version": "0", "line": "Pluie", "source": "", "hours": "07 6° 20 %"}
    assert client.post(address, typed).status_code == 422
    client.post(address, {**typed, "source": "IRM, bulletin du 16/03 17:00"})
    page = text_of(client.get(reverse("floor:callsheets:sheet", args=[sheet.pk])).content)
    assert "IRM, bulletin du 16/03 17:00" in page


ROWS = {
    "transport": {
        "vehicle": "Navette 1",
        "hour": "06:10",
        "route": "hôtel → loges",
        "who": "C. Wauters",
        "driver": "A. Gobert",
    },
    "needs": {"department": "Son", "text": "HF ×4"},
    "safety": {"text": "Quai glissant"},
    "radio": {"number": "2", "use": "Image"},
    "contacts": {
        "job": "Bureau",
        "name": "Nadia Verhaeghen",
        "phone": "0470 00 01 00",
        "when": "08–20 h",
        "person": "",
    },
    "extras": {
        "count": "6",
        "who": "clients du café",
        "scenes": "28, 33A",
        "call": "09:45",
        "pat": "11:15",
        "wrap": "15:00",
        "meeting": "Place d’Armes",
        "minors": "1",
        "key": "",
    },
    "places": {"letter": "A", "use": "Plateau", "address": "Croisette", "access": "", "parking": "", "at": ""},
}


@pytest.mark.parametrize("kind", sorted(ROWS))
def test_each_list_is_typed_row_by_row_and_an_empty_row_goes(j15: Stage, sheet: CallSheet, kind: str) -> None:
    client = signed_in(j15.cast.bastien)
    row = {f"row-0-{name}": value for name, value in ROWS[kind].items()}
    empty = {f"row-1-{name}": "" for name in ROWS[kind]}
    management = {"row-TOTAL_FORMS": "2", "row-INITIAL_FORMS": "0"}
    beside = {"version": "0", "note": "* un mineur", "base": "A"}
    address = reverse("floor:callsheets:block", args=[sheet.pk, kind])
    answer = client.post(address, {**management, **row, **empty, **beside})
    assert answer.status_code == 302, text_of(answer.content)
    content = Block.objects.get(sheet=sheet, kind=kind).content
    rows = content if isinstance(content, list) else content.get("groups", content.get("places"))
    assert len(rows) == 1
    words = next(value for value in ROWS[kind].values() if len(value) > 3)
    assert words in text_of(client.get(reverse("floor:callsheets:sheet", args=[sheet.pk])).content)


def test_a_ride_knows_its_passengers_by_their_names(j15: Stage, sheet: CallSheet) -> None:
    client = signed_in(j15.cast.bastien)
    row = {f"row-0-{name}": value for name, value in ROWS["transport"].items()}
    address = reverse("floor:callsheets:block", args=[sheet.pk, "transport"])
    client.post(address, {"row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0", "version": "0", **row})
    people = Block.objects.get(kind="transport").content[0]["people"]
    assert sorted(people) == sorted([j15.contacts["Coralie Wauters"].pk, j15.contacts["Alain Gobert"].pk])


def test_a_person_is_typed_called_or_not_and_follows_the_plan_again(j15: Stage, sheet: CallSheet) -> None:
    client = signed_in(j15.cast.bastien)
    role = reverse("floor:callsheets:role-call", args=[sheet.pk, j15.roles[2].pk])
    steps = {"dressing": "07:05", "make_up": "07:25", "hair": "07:40", "pat": "08:00", "wrap": "18:15"}
    typed = {"version": "0", "is_called": "on", "pick_up": "06:50", "pick_up_at": "gare de Dinant", **steps}
    client.post(role, typed)
    assert Call.objects.get().hours == {"pick_up": "06:50"}, "only what parts from the plan is kept"
    client.post(role, {**typed, "version": "1", "again": "1"})
    assert not Call.objects.exists()
    member = reverse("floor:callsheets:member-call", args=[sheet.pk, j15.members["Tom Evrard"].pk])
    client.post(member, {"version": "0", "call": "sur appel"})
    page = text_of(client.get(reverse("floor:callsheets:sheet", args=[sheet.pk])).content)
    assert "6 + 33" in page


def test_the_preview_is_a_pdf_in_each_language_and_no_other(j15: Stage, sheet: CallSheet) -> None:
    client = signed_in(j15.cast.nadia)
    for language in ("fr", "nl", "en"):
        answer = client.get(reverse("floor:callsheets:preview", args=[sheet.pk, language]))
        assert answer.content.startswith(b"%PDF")
    assert client.get(reverse("floor:callsheets:preview", args=[sheet.pk, "de"])).status_code == 404


def test_sending_shows_the_receipts_and_sharing_its_message_once(
    j15: Stage, sheet: CallSheet, validated: Sign
) -> None:
    client, revision = signed_in(j15.cast.bastien), validated()
    client.post(reverse("floor:callsheets:send", args=[revision.pk]))
    page = text_of(client.get(reverse("floor:callsheets:receipts", args=[revision.pk])).content)
    assert "0 receipts of 40" in page
    victor = Delivery.objects.get(name="Yvan Grosjean")
    shared = client.post(reverse("floor:callsheets:share", args=[victor.pk]))
    assert "https://wa.me/32470000102" in shared.content.decode()
    assert shared.headers["Cache-Control"] == "no-store"


def test_the_guest_reads_their_own_call_first_and_answers(j15: Stage, sent: Revision) -> None:
    address = address_of(Letter.objects.get(recipients__name="Yvan Grosjean"))
    guest = Client(headers={"Accept-Language": "en"})
    guest.cookies["django_language"] = "en"
    answer = guest.get(address)
    page = text_of(answer.content)
    assert answer.headers["X-Coulisse-Offline"] == "keep"
    assert page.index("Hello Yvan") < page.index("07:05") < page.index("The day")
    assert "not available" in page, "nobody typed a forecast"
    assert "wa.me/" in answer.content.decode()
    assert Delivery.objects.get(name="Yvan Grosjean").opened_at is not None
    token = address.strip("/").rpartition("/")[2]
    guest.post(reverse("floor:callsheets:guest-received", args=[token]), {"revision": "0"})
    assert Delivery.objects.get(name="Yvan Grosjean").acknowledged_at is not None
    assert "Received at" in text_of(guest.get(address).content)


def test_a_receipt_pressed_offline_is_taken_for_the_version_that_was_read(
    j15: Stage, sheet: CallSheet, sent: Revision
) -> None:
    address = address_of(Letter.objects.get(recipients__name="Yvan Grosjean"))
    second = rectify(j15, sheet)
    sending.send(revision=second, by=j15.cast.solange, at=MORNING)
    token, guest = address.strip("/").rpartition("/")[2], Client()
    received = reverse("floor:callsheets:guest-received", args=[token])
    answer = guest.post(received, {"revision": "0"}, headers={"Accept": "application/json"})
    assert json.loads(answer.content) == {"acknowledged": True}
    answered = {
        row.revision.number: row.acknowledged_at is not None
        for row in Delivery.objects.filter(name="Yvan Grosjean").select_related("revision")
    }
    assert answered == {0: True, 1: False}
    assert json.loads(guest.post(received, {"revision": "7"}, headers={"Accept": "application/json"}).content) == {
        "acknowledged": False
    }


def test_an_old_link_opens_the_new_version_and_says_so(j15: Stage, sheet: CallSheet, sent: Revision) -> None:
    address = address_of(Letter.objects.get(recipients__name="Yvan Grosjean"))
    sending.send(revision=rectify(j15, sheet), by=j15.cast.solange, at=MORNING)
    guest = Client()
    guest.cookies["django_language"] = "en"
    page = text_of(guest.get(address).content)
    assert "Rectification 1 replaces the version that you were sent" in page
    assert "06:50" in page
    assert "new place" in page


def test_whoever_is_not_called_any_more_reads_so(j15: Stage, sheet: CallSheet, sent: Revision) -> None:
    address = address_of(Letter.objects.get(recipients__name="Lou Marchand"))
    preparing.reopen(sheet=sheet, by=j15.cast.bastien, at=MORNING)
    lou, at = j15.members["Lou Marchand"], MORNING
    preparing.type_call(
        sheet=sheet, member=lou, hours={}, is_called=False, read_version=0, by=j15.cast.bastien, at=at
    )
    Block.objects.filter(kind="catering").delete()
    fewer = paper.Catering(0, 0, 0, guests=3, ordered=54)
    preparing.type_block(sheet=sheet, kind="catering", content=fewer, read_version=0, by=j15.cast.bastien, at=at)
    sending.send(
        revision=validating.validate(sheet=sheet, job="", by=j15.cast.solange, at=at), by=j15.cast.solange, at=at
    )
    guest = Client()
    guest.cookies["django_language"] = "en"
    assert "You are not called any more on this day" in text_of(guest.get(address).content)


def test_a_link_taken_back_opens_nothing_more(j15: Stage, sent: Revision) -> None:
    address = address_of(Letter.objects.get(recipients__name="Yvan Grosjean"))
    victor = Delivery.objects.get(name="Yvan Grosjean")
    signed_in(j15.cast.bastien).post(reverse("floor:callsheets:take-back", args=[victor.pk]))
    token = address.strip("/").rpartition("/")[2]
    guest = Client()
    assert guest.get(address).status_code == 410
    for name in ("guest-paper", "guest-calendar"):
        assert guest.get(reverse(f"floor:callsheets:{name}", args=[token])).status_code == 404
    assert guest.post(reverse("floor:callsheets:guest-received", args=[token])).status_code == 404


def test_a_link_to_a_document_opens_no_call_sheet(j15: Stage, sent: Revision) -> None:
    lent = lend(
        "documents.document", 1, "Yvan", expires_at=EVE + timedelta(days=1000), by=j15.cast.solange, at=EVE
    )
    assert Client().get(reverse("floor:callsheets:guest-paper", args=[lent.token])).status_code == 404


def test_the_guests_paper_and_calendar(j15: Stage, sent: Revision) -> None:
    address = address_of(Letter.objects.get(recipients__name="Fien Baert"))
    token, guest = address.strip("/").rpartition("/")[2], Client()
    pdf = guest.get(reverse("floor:callsheets:guest-paper", args=[token]))
    assert b"".join(pdf).startswith(b"%PDF")
    calendar = guest.get(reverse("floor:callsheets:guest-calendar", args=[token])).content.decode()
    assert "DTSTART:20270317T054500Z" in calendar, "06:45 in Brussels"
    _link, delivery = access_lent(token, EVE)
    assert sending.uid_of(delivery) in calendar


def test_guests_are_counted(j15: Stage, sent: Revision) -> None:
    cache.clear()
    address = address_of(Letter.objects.get(recipients__name="Fien Baert"))
    token, guest = address.strip("/").rpartition("/")[2], Client()
    calendar = reverse("floor:callsheets:guest-calendar", args=[token])
    answers = [guest.get(calendar).status_code for _ in range(GUEST_LINKS.amount + 2)]
    assert answers[0] == 200
    assert 429 in answers[-2:]


def test_the_crew_reads_the_version_that_people_hold(j15: Stage, sheet: CallSheet, sent: Revision) -> None:
    answer = signed_in(j15.cast.bastien).get(reverse("floor:callsheets:read", args=[sheet.pk]))
    assert answer.headers["X-Coulisse-Offline"] == "keep"
    assert "CHU UCL Namur – site de Dinant" in text_of(answer.content)


def test_the_sheet_page_takes_as_many_queries_whatever_is_typed(j15: Stage, sheet: CallSheet) -> None:
    client, address = signed_in(j15.cast.solange), reverse("floor:callsheets:sheet", args=[sheet.pk])
    untyped = queries_of(client, address)
    for member in list(j15.members.values())[:20]:
        preparing.type_call(
            sheet=sheet,
            member=member,
            hours={"call": "07:00"},
            is_called=True,
            read_version=0,
            by=j15.cast.bastien,
            at=EVE,
        )
    assert queries_of(client, address) == untyped


def test_the_receipts_take_as_many_queries_for_forty_people_as_for_one(
    j15: Stage, sheet: CallSheet, sent: Revision
) -> None:
    client = signed_in(j15.cast.solange)
    for_all = queries_of(client, reverse("floor:callsheets:receipts", args=[sent.pk]))
    preparing.reopen(sheet=sheet, by=j15.cast.bastien, at=MORNING)
    tom = j15.members["Tom Evrard"]
    preparing.type_call(
        sheet=sheet,
        member=tom,
        hours={"call": "07:15"},
        is_called=True,
        read_version=0,
        by=j15.cast.bastien,
        at=MORNING,
    )
    second = validating.validate(sheet=sheet, job="", by=j15.cast.solange, at=MORNING)
    sending.send(revision=second, by=j15.cast.solange, at=MORNING)
    assert queries_of(client, reverse("floor:callsheets:receipts", args=[second.pk])) == for_all
