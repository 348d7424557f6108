"""The screens: what is typed wrongly is refused in words, nothing of another production is reached."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from coulisse.desks.office.ledger.models import Posting
from coulisse.desks.office.spending.actions.expenses import change, refuse, validate
from coulisse.desks.office.spending.models import Ceiling, Expense, Meeting, NegotiationNote, QuoteRequest
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.models import Document
from tests.cast import AT, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.spending.rows import decision, meeting, quote, request, ticket

pytestmark = pytest.mark.django_db

TYPED = {
    "gross": "1.284,37",
    "vat": "21",
    "supplier": "Brico Marche",
    "label": "Planches",
    "account": "33",
    "day": "2027-03-15",
    "who": "Bastien Crahay",
    "paid_with": "own",
}


@pytest.fixture
def nadia(cast: Cast) -> Browser:
    a_budget(cast)
    return browser_of(cast.nadia)


def browser_of(user: User) -> Browser:
    User.objects.filter(pk=user.pk).update(language="en")
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def words(answer: object) -> str:
    content: bytes = getattr(answer, "content", b"")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode()).replace("\u00a0", " "))


def test_a_ticket_comes_in_with_its_photo(cast: Cast, nadia: Browser) -> None:
    photo = SimpleUploadedFile("ticket.jpg", b"\xff\xd8\xff\xe0 ticket", content_type="image/jpeg")
    assert nadia.post("/office/spending/add", {**TYPED, "paper": photo}).status_code == 302
    expense = Expense.objects.get()
    assert (expense.gross_cents, expense.vat_percent, expense.number) == (128437, Decimal(21), 1)
    assert expense.paper == Document.objects.get() and expense.paper.production == cast.drache
    assert len(expense.paper_hash) == 64


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("gross", "12.345", "more than two decimals"),
        ("gross", "douze", "is not a number"),
        ("gross", "0", "other than zero"),
        ("account", "99", "is not one of the available choices"),
        ("supplier", "", "required"),
    ],
)
def test_what_is_typed_wrongly_is_refused_in_words(nadia: Browser, field: str, typed: str, said: str) -> None:
    answer = nadia.post("/office/spending/add", {**TYPED, field: typed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Expense.objects.exists()


def test_a_correction_meanwhile_shows_both_values(cast: Cast, nadia: Browser) -> None:
    expense = ticket(cast, account="33")
    change(expense=expense, values={"label": "Bâches"}, read_version=1, by=cast.solange, at=AT)
    answer = nadia.post(f"/office/spending/tickets/{expense.pk}", {**TYPED, "label": "Vis", "version": "1"})
    assert answer.status_code == 409
    assert "Bâches" in words(answer) and "Vis" in words(answer)


def test_refusing_without_a_reason_says_so(cast: Cast, nadia: Browser) -> None:
    expense = ticket(cast)
    answer = nadia.post(f"/office/spending/tickets/{expense.pk}/refuse", {"reason": " "}, follow=True)
    assert "Say why" in words(answer)
    expense.refresh_from_db()
    assert expense.state == Expense.State.TO_VALIDATE


def test_the_series_posts_the_ticked_ones_of_this_production_only(cast: Cast, nadia: Browser) -> None:
    mine, other, elsewhere = ticket(cast), ticket(cast), ticket(cast, production=cast.gel)
    answer = nadia.post(
        "/office/spending/validate", {"expense": [mine.pk, elsewhere.pk, "x", "9" * 30]}, follow=True
    )
    assert "1 ticket posted" in words(answer)
    states = dict(Expense.objects.values_list("pk", "state"))
    assert states == {mine.pk: "posted", other.pk: "to-validate", elsewhere.pk: "to-validate"}
    assert "tick the tickets" in words(nadia.post("/office/spending/validate", follow=True))


def test_a_decision_is_taken_back_from_its_page(cast: Cast, nadia: Browser) -> None:
    expense = validate(expense=ticket(cast, account="33"), by=cast.nadia, at=AT)
    page = words(nadia.get(f"/office/spending/tickets/{expense.pk}"))
    assert "Reverse and decide again" in page
    nadia.post(f"/office/spending/tickets/{expense.pk}/take-back", {"reason": "mauvais compte"})
    assert Posting.objects.count() == 2
    assert Posting.objects.get(reverses__isnull=False).why == "mauvais compte"


def test_the_way_back_stays_in_the_house(cast: Cast, nadia: Browser) -> None:
    for asked in ("https://ailleurs.example/", "//ailleurs.example", "/people/"):
        expense = ticket(cast)
        answer = nadia.post(f"/office/spending/tickets/{expense.pk}/validate", {"next": asked})
        assert answer.headers["Location"] == "/office/spending/"


def test_states_are_listed_apart(cast: Cast, nadia: Browser) -> None:
    refuse(expense=ticket(cast, "Fleurs"), reason="privé", by=cast.nadia, at=AT)
    ticket(cast, "Brico")
    assert "Fleurs" not in words(nadia.get("/office/spending/"))
    shown = words(nadia.get("/office/spending/?state=refused"))
    assert "Fleurs" in shown and "privé" in shown
    assert nadia.get("/office/spending/?state=nonsense").status_code == 200


def test_ceilings_are_set_and_refused_in_words(nadia: Browser) -> None:
    nadia.post("/office/spending/ceilings", {"of": "ticket", "account": "", "most": "100,00"})
    assert Ceiling.objects.get().cents == 10000
    answer = nadia.post("/office/spending/ceilings", {"of": "ticket", "account": "", "most": "cent"}, follow=True)
    assert "is not a number" in words(answer)


def test_the_workbook_of_the_analysis(cast: Cast, nadia: Browser) -> None:
    ticket(cast)
    answer = nadia.get("/office/spending/analysis.xlsx?first=2027-03-15&last=nonsense")
    assert answer.status_code == 200 and answer.content[:2] == b"PK"


def test_choosing_without_a_reason_or_another_request_s_quote(cast: Cast, nadia: Browser) -> None:
    asked, other = request(cast), request(cast, title="Optiques")
    elsewhere = quote(cast, other, 1000)
    only = quote(cast, asked, 2000)
    for values in ({"quote": only.pk, "reason": ""}, {"quote": elsewhere.pk, "reason": "moins cher"}):
        answer = nadia.post(f"/office/spending/quotes/{asked.pk}/choose", values, follow=True)
        assert "Choose one of the quotes, and say why." in words(answer)
    assert not Posting.objects.exists()
    answer = nadia.post(f"/office/spending/quotes/{asked.pk}/note", {"day": "", "text": ""}, follow=True)
    assert "Write what was said" in words(answer)
    assert not NegotiationNote.objects.exists() and QuoteRequest.objects.filter(chosen__isnull=True).count() == 2


def test_minutes_saved_meanwhile_show_both(cast: Cast, nadia: Browser) -> None:
    held = meeting(cast)
    typed = {"title": held.title, "starts_at": "2027-03-16T14:00", "minutes": "Un.", "version": "1"}
    assert nadia.post(f"/office/spending/meetings/{held.pk}", typed).status_code == 302
    answer = nadia.post(f"/office/spending/meetings/{held.pk}", {**typed, "minutes": "Deux."})
    assert answer.status_code == 409
    assert Meeting.objects.get().minutes == "Un."


def test_a_pack_in_a_language_that_there_is_none_of(cast: Cast, nadia: Browser) -> None:
    assert nadia.get(f"/office/spending/meetings/{meeting(cast).pk}/pack-de.pdf").status_code == 404


def test_a_decision_is_not_given_to_the_meeting_of_another_production(cast: Cast, nadia: Browser) -> None:
    question, foreign = decision(cast), meeting(cast)
    Meeting.objects.filter(pk=foreign.pk).update(production=cast.gel)
    values = {"answer": "Au studio", "meeting": foreign.pk}
    nadia.post(f"/office/spending/decisions/{question.pk}/decide", values)
    question.refresh_from_db()
    assert question.decided_at is None
