"""The only ways to a case, a recourse, a question, a recommendation, material, a contact or a letter by post."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.audience.cases.models import (
    Case,
    DossierExport,
    HandOver,
    HouseContact,
    Material,
    PostedLetter,
    Recommendation,
    Recourse,
    RoutedQuestion,
)
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.actions.guest_links import LinkRefused, find
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.accounts.roles import Desk

QUESTION = "audience.question"
"""What a link to a question opens, in `settings.COULISSE_GUEST_PAGES`; its object is a `RoutedQuestion`."""
HANDOVER = "audience.handover"
M = TypeVar("M", bound=Model)


def access_case(user: User, pk: int, *, to: str = "read") -> Case:
    """A case follows its production; one of no production is for roles on the whole house."""
    case = get_object_or_404(Case.objects.select_related("production__company", "owner", "merged_into"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=case.production_id)
    return case


def visible_cases(user: User) -> QuerySet[Case]:
    reached = user.scope().productions("read", desk=Desk.AUDIENCE)
    if reached is None:
        return Case.objects.all()
    return Case.objects.filter(Q(production_id__in=reached) & Q(production__isnull=False))


def access_recourse(user: User, pk: int, *, to: str = "read") -> Recourse:
    return _of_conversation(Recourse.objects.all(), user, pk, to)


def access_material(user: User, pk: int, *, to: str = "read") -> Material:
    return _of_conversation(Material.objects.all(), user, pk, to)


def access_handover(user: User, pk: int, *, to: str = "read") -> HandOver:
    return _of_conversation(HandOver.objects.select_related("contact"), user, pk, to)


def access_posted(user: User, pk: int, *, to: str = "read") -> PostedLetter:
    return _of_conversation(PostedLetter.objects.select_related("paper__current"), user, pk, to)


def access_question(user: User, pk: int, *, to: str = "read") -> RoutedQuestion:
    """A question: whoever reads the public of the production it was put to may answer it."""
    found = RoutedQuestion.objects.select_related(
        "conversation__writer", "conversation__production", "production", "asked_to", "asked_by"
    )
    question = get_object_or_404(found, pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=question.production_id)
    return question


def access_recommendation(user: User, pk: int, *, to: str = "read") -> Recommendation:
    """`answer` is for whoever the answer is asked of, and for whoever may change."""
    found = Recommendation.objects.select_related(
        "production__company", "owner", "asked_by", "answered_by", "topic"
    )
    row = get_object_or_404(found, pk=pk)
    own = to == "answer" and row.owner_id == user.pk
    level = "read" if own else "change" if to == "answer" else to
    require(user, level, desk=Desk.AUDIENCE, production=row.production_id)
    return row


def access_export(user: User, pk: int) -> DossierExport:
    found = DossierExport.objects.select_related(
        "case", "conversation", "paper__current", "archive__current", "recourse"
    )
    export = get_object_or_404(found, pk=pk)
    about = export.case or export.conversation
    require(user, "read", desk=Desk.AUDIENCE, production=about.production_id if about else None)
    return export


def access_contact(user: User, pk: int, *, to: str = "read") -> HouseContact:
    """Whom the house reaches: of the whole house, hence for roles on the whole house."""
    contact = get_object_or_404(HouseContact, pk=pk)
    require(user, to, desk=Desk.AUDIENCE)
    return contact


def access_house_tables(user: User, *, to: str = "read") -> None:
    """The tables of the whole desk: addressees, contacts, the outgoing register."""
    require(user, to, desk=Desk.AUDIENCE)


def lent_question(token: str, at: datetime) -> tuple[GuestLink, RoutedQuestion]:
    """What the holder of a link may answer; unknown, expired, taken back or of another kind: 404, all alike."""
    try:
        link = find(token, at)
    except LinkRefused:
        raise Http404 from None
    question = question_behind(link)
    if question is None:
        raise Http404
    return link, question


def question_behind(link: GuestLink) -> RoutedQuestion | None:
    if link.kind != QUESTION:
        return None
    found = RoutedQuestion.objects.select_related("conversation", "production", "asked_by")
    return found.filter(pk=link.object_id, withdrawn_at__isnull=True).first()


def lent_handover(token: str, at: datetime) -> tuple[GuestLink, HandOver]:
    try:
        link = find(token, at)
    except LinkRefused:
        raise Http404 from None
    handover = handover_behind(link)
    if handover is None:
        raise Http404
    return link, handover


def handover_behind(link: GuestLink) -> HandOver | None:
    if link.kind != HANDOVER:
        return None
    found = HandOver.objects.select_related("conversation__writer", "contact", "by")
    return found.filter(pk=link.object_id, taken_back_at__isnull=True).first()


def _of_conversation(found: QuerySet[M], user: User, pk: int, to: str) -> M:
    row: M = get_object_or_404(found.select_related("conversation__production", "conversation__writer"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=row.conversation.production_id)  # type: ignore[attr-defined]
    return row
