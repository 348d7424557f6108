"""The screens: the story from the message to the dossier, what is refused in words, who may see what."""

import re
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.desks.audience.answers.models import Draft
from coulisse.desks.audience.cases.models import Case, HandOver, Material, PostedLetter, Recourse, RoutedQuestion
from coulisse.foundation.accounts.models import User
from tests.cast import Cast
from tests.desks.audience.cases.verdicts import (
    a_case,
    a_contact,
    a_letter,
    a_question,
    a_recommendation,
    a_recourse,
    some_material,
)
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db
BASE = "/audience/cases/"


@pytest.fixture
def officer(cast: Cast) -> Browser:
    return browser_of(cast.marc_olivier)


def browser_of(user: User) -> Browser:
    User.objects.filter(pk=user.pk).update(language="en")
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()).replace("\u00a0", " "))


def test_every_page_of_the_slice_is_drawn(
    cast: Cast, officer: Browser, django_assert_max_num_queries: Any
) -> None:
    case = a_case(cast)
    one = case.members.get().conversation
    some_material(cast, one)
    recourse, question, change, letter = a_recourse(cast), a_question(cast), a_recommendation(cast), a_letter(cast)
    contact = a_contact(cast)
    for address in (
        "",
        "add",
        f"{case.pk}",
        "due",
        f"of/{one.pk}",
        "recourse/",
        f"recourse/{recourse.pk}",
        "recourse/told/csa-fr",
        "questions/",
        f"questions/{question.pk}",
        "changes/",
        "changes/add",
        f"changes/{change.pk}",
        "letters/",
        f"letters/write?c={one.pk}&kind=answer",
        f"letters/{letter.pk}",
        "contacts/",
        f"contacts/{contact.pk}",
    ):
        answer = officer.get(f"{BASE}{address}")
        assert answer.status_code == 200, address
    for address in ("", "due", "questions/", "changes/", "letters/", "recourse/"):
        with django_assert_max_num_queries(26):
            officer.get(f"{BASE}{address}")


def test_from_a_message_to_a_case_and_its_outcome(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast)
    made = officer.post(
        f"{BASE}add?production={cast.drache.pk}",
        {
            "title": "Archives",
            "service": "mediation",
            "owner": cast.marc_olivier.pk,
            "conversations": one.reference,
        },
    )
    case = Case.objects.get()
    assert made.headers["Location"] == reverse("audience:cases:case", args=[case.pk])
    officer.post(f"{BASE}{case.pk}/close", {"outcome": "upheld", "reason": ""})
    assert "write the reason" in words(officer.get(f"{BASE}{case.pk}"))
    officer.post(f"{BASE}{case.pk}/close", {"outcome": "upheld", "reason": "Un avertissement manquait."})
    assert "Un avertissement manquait." in words(officer.get(f"{BASE}{case.pk}"))


def test_a_number_that_names_nothing_is_said(cast: Cast, officer: Browser) -> None:
    answer = officer.post(
        f"{BASE}add", {"title": "Archives", "service": "mediation", "conversations": "2027-0101-99"}
    )
    assert answer.status_code == 422 and "Not found: 2027-0101-99" in words(answer)
    assert not Case.objects.exists()


def test_the_three_are_blocked_from_the_strip(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast, kind="image_right")
    for _time in range(3):
        some_material(cast, one)
    page = words(officer.get(f"{BASE}of/{one.pk}"))
    assert "Block all three" in page and "No register of agreements answers yet" in page
    answer = officer.post(f"{BASE}of/{one.pk}/block", {"next": f"{BASE}due"})
    assert answer.headers["Location"] == f"{BASE}due" and Material.objects.filter(state="blocked").count() == 3
    assert (
        officer.post(f"{BASE}of/{one.pk}/block", {"next": "https://evil.example/"})
        .headers["Location"]
        .startswith(BASE)
    )


def test_the_rule_stands_beside_the_day(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast)
    officer.post(f"{BASE}of/{one.pk}/service", {"service": "mediation"})
    page = words(officer.get(f"{BASE}of/{one.pk}"))
    assert "30 working days" in page and "consoloisirs.be 2006" in page and "confidence: medium" in page
    assert "Rule of the RTBF, taken as a model" in page


def test_a_recourse_is_announced_checked_and_told_by_post(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast)
    officer.post(f"{BASE}of/{one.pk}/recourse", {"body": "vrm", "asked_on": "2027-03-16"})
    recourse = Recourse.objects.get()
    assert "Nobody has read the rules of the VRM" in words(officer.get(f"{BASE}recourse/{recourse.pk}"))
    page = officer.get(f"{BASE}letters/write?c={one.pk}&kind=answer&recourse={recourse.pk}")
    assert "Vlaamse Regulator" in words(page)
    officer.post(f"{BASE}recourse/{recourse.pk}/draft")
    assert "Vlaamse Regulator" in Draft.objects.get().text
    officer.post(f"{BASE}recourse/{recourse.pk}/draft", {})
    assert Draft.objects.count() == 1


def test_letters_are_refused_and_written(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast)
    data = {
        "c": one.pk,
        "kind": "ack",
        "dated_on": "2027-03-16",
        "signed": "Marc-Olivier",
        "subject_fr": "Reçu",
        "text_fr": "{salutation}",
    }
    answer = officer.post(f"{BASE}letters/write", data)
    assert answer.status_code == 422 and f"{one.reference}: write the postal address" in words(answer)
    officer.post(f"{BASE}letters/write", data | {f"address_{one.pk}": "Hubert Lambot\nRue Haute 3\n4000 Liège"})
    letter = PostedLetter.objects.get()
    assert officer.get(f"{BASE}letters/{letter.pk}.pdf").content.startswith(b"%PDF")
    assert officer.get(f"{BASE}letters/print.pdf?batch={letter.batch}").content.startswith(b"%PDF")
    assert officer.get(f"{BASE}letters/print.pdf?batch=x").status_code == 404
    officer.post(f"{BASE}letters/left", {"letter": letter.pk, "sent_on": "2027-03-17"})
    letter.refresh_from_db()
    assert letter.sent_on is not None and letter.paper_id is not None


def test_a_production_answers_and_sees_no_name(cast: Cast) -> None:
    question = a_question(cast, to=cast.solange)
    browser = browser_of(cast.solange)
    page = words(browser.get(f"{BASE}questions/{question.pk}"))
    assert "avertissement" in page and "Lambot" not in page
    browser.post(f"{BASE}questions/{question.pk}", {"text": "Oui."})
    assert RoutedQuestion.objects.get().answer == "Oui."
    assert browser_of(cast.bastien).get(f"{BASE}questions/{question.pk}").status_code == 404
    assert browser.get(f"{BASE}contacts/").status_code in (403, 404)


def test_a_message_is_handed_over_from_the_page(cast: Cast, officer: Browser) -> None:
    one, contact = a_conversation(cast, kind="press"), a_contact(cast)
    officer.post(f"{BASE}of/{one.pk}/hand-over", {"contact": contact.pk, "due_at": "2099-03-16T11:00", "note": ""})
    row = HandOver.objects.get()
    officer.post(f"{BASE}handovers/{row.pk}/received", {"how": "téléphone"})
    row.refresh_from_db()
    assert row.received_how == "téléphone"


def test_a_folded_text_shows_nowhere(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast, "Je vais vous trouver", is_folded=True)
    officer.post(f"{BASE}add", {"title": "Menace", "service": "mediation", "conversations": one.reference})
    case = Case.objects.get()
    for address in (f"of/{one.pk}", f"{case.pk}", "due"):
        assert "Je vais vous trouver" not in words(officer.get(f"{BASE}{address}"))


def test_the_shell_shows_its_count(cast: Cast, officer: Browser) -> None:
    case = a_case(cast)
    a_case(cast)
    assert "Cases 2" in words(officer.get(f"{BASE}{case.pk}"))
