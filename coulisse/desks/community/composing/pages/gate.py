"""What the register of rights has against a publication, where else it lies, and the ways out."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.composing.access import access_media
from coulisse.desks.community.composing.actions.asking import ask_the_office
from coulisse.desks.community.composing.actions.replacing import SameFile, replace
from coulisse.desks.community.composing.forms import OverrideForm, ReplaceForm
from coulisse.desks.community.composing.queries.concerned import concerned, files_of
from coulisse.desks.community.composing.queries.media import MOST, SHOWABLE, media_of, standings
from coulisse.desks.community.composing.refusals import in_words
from coulisse.desks.community.current import may
from coulisse.desks.community.publishing.access import access_publication
from coulisse.desks.community.publishing.actions import overrides
from coulisse.desks.community.publishing.actions.publications import NotCleared, NotNow
from coulisse.desks.community.publishing.agreement import held_back
from coulisse.desks.community.publishing.guarding import day_of, rights_of
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.overrides import left_of, may_be_overridden
from coulisse.desks.community.publishing.queries.pages import line_of
from coulisse.desks.community.publishing.words import why
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.models import Document
from coulisse.foundation.journal.links import Reason
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:composing:refused"
PUBLICATION: Final = "community:publishing:publication"


@door(MEMBER)
@require_GET
def refused_page(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, access_publication(request.user, pk), OverrideForm())


def _page(request: SignedInRequest, row: Publication, override: OverrideForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    answer = rights_of(row, at=now)
    reasons = left_of(row, answer.reasons)
    where = _where(row)
    rows = list(concerned(request.user, reasons, **where)) if reasons else []
    may_change = _may(request.user, row, "change")
    told = in_words(reasons, request.user)
    context = {
        "row": row,
        "line": line_of(row),
        "own": [why(one.code) for one in held_back(row, at=now)],
        "refusals": told,
        "asks_office": any(not one.register for one in told),
        "day": day_of(row, at=now),
        "concerned": [line_of(one) for one in rows],
        "offered": _offered(request.user, row, files_of(reasons, **where)) if may_change and reasons else [],
        "old": int(reasons[0].params.get("document") or 0) if reasons else 0,
        "may_change": may_change,
        "may_override": bool(reasons)
        and all(may_be_overridden(one) for one in reasons)
        and _may(request.user, row, "manage"),
        "never": [one for one in reasons if not may_be_overridden(one)],
        "override": override,
        "overrides": row.overrides.select_related("by"),
    }
    return render(request, "community/composing/refused.html", context, status=status)


def _where(row: Publication) -> dict[str, Any]:
    """The network and the day that the register is asked for."""
    return {"network": row.account.network, "on": day_of(row, at=timezone.now())}


def _may(user: User, row: Publication, to: str) -> bool:
    return may(user, to, production=row.production_id or row.account.production_id, client=row.account.client_id)


def _offered(user: User, row: Publication, without: set[int]) -> list[tuple[str, str, bool]]:
    """Other pictures and films of the owner, those that are cleared for this network and day first."""
    production = row.production_id or row.account.production_id
    found = media_of(user, production=production, client=row.account.client_id).filter(kind__in=SHOWABLE)
    rows = list(found.exclude(pk__in=without)[:MOST])
    day = day_of(row, at=timezone.now())
    stand = standings([one.pk for one in rows], network=row.account.network, on=day, user=user)
    told = [(str(one.pk), one.title, stand[one.pk].is_cleared) for one in rows]
    return sorted(told, key=lambda one: not one[2])


@door(MEMBER)
@require_POST
def replace_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another file in the place of the refused one and its crops, in every publication that was ticked."""
    row = access_publication(request.user, pk, to="change")
    reasons = _reasons(row)
    where = _where(row)
    documents = files_of(reasons, **where)
    rows = list(concerned(request.user, reasons, to="change", **where))
    offered = [(pk_, title) for pk_, title, _is_cleared in _offered(request.user, row, documents)]
    form = ReplaceForm(request.POST, offered=offered, wanted=[one.pk for one in rows])
    if not form.is_valid():
        refused(request, _("Choose the file that takes its place, and at least one publication."))
        return redirect(HERE, pk)
    ticked = {int(one) for one in form.cleaned_data["publications"]}
    new = access_media(request.user, int(form.cleaned_data["new"])).current
    old = get_object_or_404(Document, pk=form.cleaned_data["old"], pk__in=documents)
    assert new is not None  # offered only with a content
    try:
        put = replace(
            publications=[one for one in rows if one.pk in ticked],
            documents=documents,
            old=old,
            new=new,
            by=request.user,
            at=timezone.now(),
        )
    except SameFile:
        refused(request, _("This is the file that is refused: choose another one."))
        return redirect(HERE, pk)
    words = ngettext("Replaced in %(n)s publication", "Replaced in %(n)s publications", put.count) % {
        "n": put.count
    }
    done(request, words)
    return redirect(PUBLICATION, pk)


def _reasons(row: Publication) -> tuple[Reason, ...]:
    return left_of(row, rights_of(row, at=timezone.now()).reasons)


@door(MEMBER)
@require_POST
def ask_office(request: SignedInRequest, pk: int) -> HttpResponse:
    """A task for whoever holds the register: the release or the licence that is missing."""
    row = access_publication(request.user, pk, to="change")
    reasons = _reasons(row)
    document = Document.objects.filter(pk__in=[one.params.get("document") or 0 for one in reasons]).first()
    if document is None:
        refused(request, _("The register has nothing against it: arm it."))
        return redirect(HERE, pk)
    at = timezone.now()
    day = day_of(row, at=at)
    told = {"file": document.title, "account": row.account, "day": date_format(day, "d/m/Y")}
    ask_the_office(
        publication=row,
        document=document,
        title=_("Rights of « %(file)s » for %(account)s on %(day)s") % told,
        notes="\n".join(dict.fromkeys(why(one.code) for one in reasons)),
        due_on=day,
        by=request.user,
        at=at,
    )
    done(request, _("Asked of the administration: it is among the tasks of the production"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def override(request: SignedInRequest, pk: int) -> HttpResponse:
    """Out all the same: by whoever manages the desk, with a reason that stays."""
    row = access_publication(request.user, pk, to="change")
    if not _may(request.user, row, "manage"):
        raise PermissionDenied
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, 422)
    at = timezone.now()
    try:
        overrides.arm_despite(
            publication=row, why=form.cleaned_data["why"], by=request.user, at=at, due_at=max(row.due_at, at)
        )
    except overrides.NeverOverridden:
        refused(request, _("A consent that was taken back, a minor, or a register that gives no answer: never."))
    except overrides.NothingToOverride:
        refused(request, _("The register has nothing against it: arm it."))
    except NotCleared as stopped:
        refused(request, " ".join(why(one.code) for one in stopped.reasons))
    except NotNow:
        refused(request, _("Meanwhile it is in another state: look again."))
    else:
        done(request, _("Armed, against the register: your reason is in the journal"))
        return redirect(PUBLICATION, pk)
    return redirect(HERE, pk)
