"""The call sheet through its two days: prepared, stopped by a missing permit, sent, rectified, received.

Monday 11 January: the sheet of a day generated whole and shared (E13, E14). Tuesday 16 March: J16 stopped by
Aminata Sarr's single permit (A9), and free once the plan v9 is used (B17). Wednesday 17 March, 07:00:
« rectificatif », told to whom it touches, 33 of 34 receipts and a bounce (B4). Reading it without network (B1) is
shown in a real browser: tests/browser/test_callsheet_offline.py.
"""

import re
from datetime import time

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.desks.floor.callsheets.content import sheet_of
from coulisse.desks.floor.callsheets.models import CallSheet, Delivery, Revision
from coulisse.desks.floor.crew.models import CrewMember
from coulisse.desks.floor.schedule.actions.boards import approve
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import Letter, Recipient, State
from coulisse.papers import call_sheet as paper
from tests.cast import AT, Cast
from tests.desks.floor.callsheets.drache import stage
from tests.desks.floor.la_drache import crew_member, permit_missing, shoot

pytestmark = pytest.mark.django_db


def browser_of(user: User) -> Browser:
    User.objects.filter(pk=user.pk).update(language="en")
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def words(answer: object) -> str:
    content: bytes = getattr(answer, "content", b"")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode()))


def hours(**typed: str) -> dict[str, str]:
    return {"version": "0", "call": "", "pat": "", "meal_start": "", "meal_end": "", "wrap": "", **typed}


def link_to(name: str) -> str:
    letter = Letter.objects.filter(recipients__name=name).latest("pk")
    found = re.search(r"https?://[^/\s]+(/g/\S+)", letter.text)
    assert found is not None
    return found[1]


def order_meals(browser: Browser, sheet: CallSheet, ordered: int, *, version: int = 0) -> None:
    address = reverse("floor:callsheets:block", args=[sheet.pk, "catering"])
    browser.post(address, {"version": str(version), "guests": "3", "guests_note": "", "ordered": str(ordered)})


def test_a_day_is_called_from_the_plan_and_shared_without_account(cast: Cast) -> None:
    """E13 and E14."""
    on_stage = stage(cast)
    bastien, solange = browser_of(cast.bastien), browser_of(cast.solange)
    bastien.post(reverse("floor:callsheets:prepare", args=[on_stage.day.pk]))
    sheet = CallSheet.objects.get()
    page = words(bastien.get(reverse("floor:callsheets:sheet", args=[sheet.pk])))
    assert "1 thing is missing" in page, "nobody has ordered the meals yet"
    order_meals(bastien, sheet, 55)
    printed = bastien.get(reverse("floor:callsheets:preview", args=[sheet.pk, "fr"])).content
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 2, "A4, two pages"

    solange.post(reverse("floor:callsheets:validate", args=[sheet.pk]))
    revision = Revision.objects.get()
    frozen = sheet_of(revision.content)
    assert paper.missing(frozen) == (), "no empty mandatory block"
    assert all(paper.current(member.call) for team in frozen.crew for member in team.members)
    bastien.post(reverse("floor:callsheets:send", args=[revision.pk]))
    assert Letter.objects.count() == 40

    noemie = Delivery.objects.get(name="Coralie Wauters")
    shared = bastien.post(reverse("floor:callsheets:share", args=[noemie.pk])).content.decode()
    assert "https://wa.me/32470000101?text=" in shared
    assert "sms:+32470000101?body=" in shared
    guest = Browser()
    guest.cookies["django_language"] = "en"
    address = link_to("Coralie Wauters")
    page = words(guest.get(address))
    assert page.index("06:40") < page.index("The day"), "own call time on top"
    token = address.strip("/").rpartition("/")[2]
    guest.post(reverse("floor:callsheets:guest-received", args=[token]))
    noemie.refresh_from_db()
    assert noemie.acknowledged_at is not None
    bastien.post(reverse("floor:callsheets:take-back", args=[noemie.pk]))
    assert guest.get(address).status_code == 410


def test_a_missing_permit_stops_the_sheet_until_the_plan_changes_or_solange_answers_for_it(cast: Cast) -> None:
    """A9 and B17."""
    film = shoot(cast)
    crew_member(film)
    permit_missing(film)
    bastien, solange = browser_of(cast.bastien), browser_of(cast.solange)
    bastien.post(reverse("floor:callsheets:prepare", args=[film.day(film.v8, 16).pk]))
    sheet = CallSheet.objects.get()
    address = reverse("floor:callsheets:sheet", args=[sheet.pk])
    page = words(bastien.get(address))
    assert "Aminata Sarr · Single permit missing" in page
    assert "scenes 41, 42, 43" in page
    assert "Office des étrangers" in page
    assert "Move their scenes to another day" in page
    assert "not available" in page, "no forecast is made up"
    refused = solange.post(reverse("floor:callsheets:validate", args=[sheet.pk]))
    assert refused.status_code == 422
    assert bastien.post(reverse("floor:callsheets:validate", args=[sheet.pk])).status_code == 403

    approve(board=film.v9, by=cast.solange, at=AT)
    page = words(bastien.get(address))
    assert "Aminata Sarr" not in page
    assert "38" in page and "39" in page


def test_a_rectification_reaches_whom_it_touches_and_the_bounce_is_seen(cast: Cast) -> None:
    """B4: PAT and a pick-up later, the base elsewhere; 33 of the 34 technicians answer, one letter bounces."""
    on_stage = stage(cast)
    bastien, solange = browser_of(cast.bastien), browser_of(cast.solange)
    bastien.post(reverse("floor:callsheets:prepare", args=[on_stage.day.pk]))
    sheet = CallSheet.objects.get()
    order_meals(bastien, sheet, 55)
    solange.post(reverse("floor:callsheets:validate", args=[sheet.pk]))
    bastien.post(reverse("floor:callsheets:send", args=[Revision.objects.get().pk]))

    bastien.post(reverse("floor:callsheets:reopen", args=[sheet.pk]))
    bastien.post(reverse("floor:callsheets:block", args=[sheet.pk, "hours"]), hours(pat="08:30"))
    victor = reverse("floor:callsheets:role-call", args=[sheet.pk, on_stage.roles[2].pk])
    steps = {"dressing": "07:05", "make_up": "07:25", "hair": "07:40", "pat": "08:30", "wrap": "18:15"}
    typed = {"version": "0", "is_called": "on", "pick_up": "06:50", "pick_up_at": "gare de Dinant", **steps}
    bastien.post(victor, typed)
    places = (
        "A/Plateau/Croisette, 5500 Dinant",
        "B/Plateau/Salle paroissiale, 5500 Dinant",
        "C/Base/Centre culturel",
    )
    rows = {
        f"row-{position}-{name}": value
        for position, line in enumerate(places)
        for name, value in zip(("letter", "use", "address"), line.split("/"), strict=True)
    }
    moved = {"row-TOTAL_FORMS": "3", "row-INITIAL_FORMS": "0", "version": "0", "base": "C", **rows}
    bastien.post(reverse("floor:callsheets:block", args=[sheet.pk, "places"]), moved)
    solange.post(reverse("floor:callsheets:validate", args=[sheet.pk]))

    revision = Revision.objects.get(number=1)
    marked = sheet_of(revision.content)
    assert marked.hours.pat == paper.Changed(time(8, 30), time(8))
    assert marked.revision is not None
    told = paper.change_lines(marked.revision.changes, "fr")
    assert [line for line in told if "08:30" in line] == ["PAT 08:00 → 08:30 (séq.\u00a027)"]
    assert any("06:20 → 06:50" in line for line in told)
    assert any("Centre culturel" in line for line in told)

    bastien.post(reverse("floor:callsheets:send", args=[revision.pk]))
    crew = set(CrewMember.objects.values_list("contact", flat=True))
    rows_of_the_crew = [one for one in revision.deliveries.all() if one.contact_id in crew]
    assert len(rows_of_the_crew) == 34
    lost, *others = rows_of_the_crew
    Recipient.objects.filter(letter=lost.letter).update(state=State.FAILED, error="550 mailbox unavailable")
    for one in others:
        token = link_to(one.name).strip("/").rpartition("/")[2]
        Browser().post(
            reverse("floor:callsheets:guest-received", args=[token]), REMOTE_ADDR=f"10.0.0.{one.pk % 250}"
        )
    page = words(bastien.get(reverse("floor:callsheets:receipts", args=[revision.pk])))
    assert f"33 receipts of {len(revision.touched)}, 1 letter bounced" in page
    assert page.index(lost.name) < page.index(others[0].name), "what is wrong stands first"
    assert "550 mailbox unavailable" in page


def test_only_the_one_who_is_touched_is_told(cast: Cast) -> None:
    """A small rectification: one technician comes later, thirty-nine people are left in peace."""
    on_stage = stage(cast)
    bastien, solange = browser_of(cast.bastien), browser_of(cast.solange)
    bastien.post(reverse("floor:callsheets:prepare", args=[on_stage.day.pk]))
    sheet = CallSheet.objects.get()
    order_meals(bastien, sheet, 55)
    solange.post(reverse("floor:callsheets:validate", args=[sheet.pk]))
    bastien.post(reverse("floor:callsheets:send", args=[Revision.objects.get().pk]))
    bastien.post(reverse("floor:callsheets:reopen", args=[sheet.pk]))
    tom = reverse("floor:callsheets:member-call", args=[sheet.pk, on_stage.members["Tom Evrard"].pk])
    bastien.post(tom, {"version": "0", "is_called": "on", "call": "07:15"})
    solange.post(reverse("floor:callsheets:validate", args=[sheet.pk]))
    second = Revision.objects.get(number=1)
    bastien.post(reverse("floor:callsheets:send", args=[second.pk]))
    assert list(second.deliveries.filter(is_told=True).values_list("name", flat=True)) == ["Tom Evrard"]
    assert second.deliveries.filter(is_told=False).count() == 39
    assert Letter.objects.count() == 41
