"""A question to a production: a task or a letter with a link, and an answer that goes into the thread."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client as Browser

from coulisse.desks.audience.cases.access import access_question
from coulisse.desks.audience.cases.actions import questions as actions
from coulisse.desks.audience.cases.models import RoutedQuestion
from coulisse.desks.audience.cases.queries import strip
from coulisse.desks.audience.cases.queries.due import due_list
from coulisse.desks.audience.cases.queries.questions import questions_of
from coulisse.desks.audience.intake.models import Message
from coulisse.foundation.mailroom.models import Letter
from coulisse.foundation.tasks.models import Task
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.cases.verdicts import Heard, a_question

pytestmark = pytest.mark.django_db


def test_a_person_of_the_production_gets_a_task_and_answers(cast: Cast) -> None:
    question = a_question(cast, to=cast.solange)
    assert Task.objects.get().person == cast.solange
    access_question(cast.solange, question.pk)
    with pytest.raises(PermissionDenied):
        access_question(cast.solange, question.pk, to="change")
    for stranger in (cast.pascaline, cast.bastien, cast.ines):
        with pytest.raises(Http404):
            access_question(stranger, question.pk)
    actions.answer(question=question, text="Oui, il a sauté au montage.", by=cast.solange, at=AT)
    note = Message.objects.get(direction="note")
    assert note.sender == cast.solange.name and "sauté au montage" in note.text
    assert Task.objects.get().state == "done"
    with pytest.raises(actions.AnsweredAlready):
        actions.answer(question=question, text="Encore", by=cast.solange, at=AT)


def test_somebody_who_does_not_read_the_public_is_not_asked(cast: Cast) -> None:
    with pytest.raises(actions.CannotRead):
        a_question(cast, to=cast.bastien)
    with pytest.raises(actions.NobodyAsked):
        a_question(cast, to=None)
    assert not RoutedQuestion.objects.exists()


def test_a_guest_answers_by_a_link(cast: Cast) -> None:
    heard = Heard()
    question = a_question(cast, to=None, guest_name="Fabienne", guest_email="f@ailleurs.example", address=heard)
    letter = Letter.objects.get()
    assert heard.token in letter.text and question.conversation.writer.name not in letter.text
    browser = Browser()
    page = browser.get(heard.page)
    assert page.status_code == 200 and "hubert" not in page.content.decode().lower()
    browser.post(f"/audience/cases/guest/{heard.token}/answer", {"text": "Il a sauté."})
    question.refresh_from_db()
    assert question.answer == "Il a sauté." and Message.objects.get(direction="note").sender == "Fabienne"


def test_a_question_taken_back_opens_nothing(cast: Cast) -> None:
    heard = Heard()
    question = a_question(cast, to=None, guest_email="f@ailleurs.example", address=heard)
    actions.withdraw(question=question, by=cast.marc_olivier, at=AT)
    assert Browser().get(heard.page).status_code == 410
    assert Browser().post(f"/audience/cases/guest/{heard.token}/answer", {"text": "x"}).status_code == 404
    assert strip(question.conversation, user=cast.marc_olivier).questions == ()


def test_what_is_overdue_is_shown(cast: Cast) -> None:
    a_question(cast)
    (row,) = questions_of(cast.drache, day=TODAY + timedelta(days=8))
    assert row.is_late
    late = due_list(cast.marc_olivier, cast.drache, day=TODAY + timedelta(days=8))[0]
    assert [one.what for one in late.rows] == ["question"] and late.rows[0].days == -1
