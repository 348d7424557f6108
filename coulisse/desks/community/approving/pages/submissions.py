"""Submissions: the list, handing in, one of them at a glance, its guests, its notes and its log."""

from typing import Final

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.approving.access import access_guest, access_shown, access_submission
from coulisse.desks.community.approving.actions import inviting
from coulisse.desks.community.approving.actions import submitting as actions
from coulisse.desks.community.approving.actions.deciding import missing_rights
from coulisse.desks.community.approving.actions.revising import Over, look_again, publications_of
from coulisse.desks.community.approving.exports import log_paper
from coulisse.desks.community.approving.forms import (
    HandInForm,
    InviteForm,
    RemarkForm,
    WholeForm,
    first_error,
    initial_of,
)
from coulisse.desks.community.approving.models import ApprovalRoute, Submission, SubmittedPublication
from coulisse.desks.community.approving.pages.deciding import lines_of
from coulisse.desks.community.approving.pictures import picture_of
from coulisse.desks.community.approving.queries import pages as queries
from coulisse.desks.community.approving.queries.routes import routes_for
from coulisse.desks.community.approving.words import role_label
from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.desks.community.publishing.access import access_publication, publications_within_reach
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.strategy.models import Campaign
from coulisse.engines.approval import ClientNotLast, EmptyRoute, NobodyHolds
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.documents.names import attachment
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:approving:submission"
LANGUAGES: Final = ("fr", "nl", "en")


@door(SIGNED_IN)
@require_GET
def listing(request: SignedInRequest) -> HttpResponseBase:
    """A client's own person has only what waits for the client."""
    return _listing(request) if request.user.may("read") else redirect("community:approving:queue")


@on_production
def _listing(request: SignedInRequest, production: Production) -> HttpResponse:
    view = request.GET.get("view", "")
    view = view if view in queries.VIEWS else "open"
    at = timezone.now()
    context = {
        "production": production,
        "view": view,
        "found": queries.listing(request.user, production, view=view, at=at),
        "mine": queries.count_for(request.user, at=at),
        "may_change": may(request.user, "change", production=production.pk, client=None),
        "has_route": bool(routes_for(request.user, production)),
    }
    return render(request, "community/approving/list.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def hand_in(request: SignedInRequest, production: Production) -> HttpResponse:
    """`?publication=`, `?idea=` or `?campaign=` tick what is to be handed in."""
    access_owned(request.user, production=production.pk, client=None, to="change")
    routes = routes_for(request.user, production)
    publications = _askable(request, production)
    form = HandInForm(
        request.POST or None,
        initial=_proposed(request, publications),
        publications=publications,
        campaigns=_campaigns(request, production),
        routes=routes,
    )
    if request.method == "POST" and form.is_valid():
        made = _hand_in(request, form, routes)
        if made is not None:
            done(request, _("Handed in: whoever is asked first has a letter"))
            return redirect(HERE, made.pk)
    context = {"form": form, "production": production, "has_route": bool(routes)}
    return render(request, "community/approving/hand_in.html", context, status=422 if form.errors else 200)


def _hand_in(request: SignedInRequest, form: HandInForm, routes: list[ApprovalRoute]) -> Submission | None:
    chosen = sorted(form.cleaned_data["publications"], key=lambda row: (row.due_at, row.pk))
    usable = [one for one in routes if one.content_type == form.cleaned_data["content_type"]]
    # The client's own route goes before the production's where the publications are the client's.
    of_client = any(row.account.client_id for row in chosen)
    route = sorted(usable, key=lambda one: (one.client_id is not None) is not of_client)[0]
    try:
        return actions.hand_in(
            route=route,
            publications=chosen,
            values={**form.values(), "campaign": form.cleaned_data["campaign"]},
            by=request.user,
            at=timezone.now(),
        ).row
    except actions.HandedInAlready as taken:
        words = _("“%(opening)s” is under approval already.")
        form.add_error("publications", words % {"opening": taken.publication.text[:60]})
    except actions.OfSomebodyElse:
        form.add_error("publications", _("Publications of one owner only, by a route of that owner."))
    except actions.NothingHandedIn:
        form.add_error("publications", _("One of them has left meanwhile: look again."))
    except NobodyHolds as alone:
        form.add_error(
            None, _("Nobody holds this role in the route: %(role)s.") % {"role": role_label(str(alone))}
        )
    except (EmptyRoute, ClientNotLast):
        form.add_error(None, _("The route makes no sense: the client comes last, and alone. Look at the route."))
    return None


def _askable(request: SignedInRequest, production: Production) -> QuerySet[Publication]:
    """What may be handed in: written, not gone, and in no open submission."""
    mine = Q(production=production) | Q(production__isnull=True, account__production=production)
    mine |= Q(account__client__isnull=False, account__client=production.client_id)
    taken = SubmittedPublication.objects.filter(is_open=True).values("publication")
    found = publications_within_reach(request.user, "change").filter(mine, state__in=actions.ASKABLE)
    return found.exclude(pk__in=taken).select_related("account").order_by("due_at", "pk")


def _campaigns(request: SignedInRequest, production: Production) -> QuerySet[Campaign]:
    owner, client = Q(objective__production=production), production.client_id
    if client is not None and may(request.user, "read", production=None, client=client):
        owner |= Q(objective__client=client)
    return Campaign.objects.filter(owner, closed_at__isnull=True)


def _proposed(request: HttpRequest, publications: QuerySet[Publication]) -> dict[str, object]:
    asked = {
        field: request.GET[name]
        for name, field in (("publication", "pk"), ("idea", "idea"), ("campaign", "idea__campaign"))
        if _is_number(request.GET.get(name, ""))
    }
    if not asked:
        return {}
    ticked = list(publications.filter(**asked).select_related("idea__campaign"))
    idea = next((row.idea for row in ticked if row.idea), None)
    title = (idea.campaign.name if idea.campaign and "pk" not in asked else idea.title) if idea else ""
    return {
        "publications": [row.pk for row in ticked],
        "title": title or (ticked[0].text[:60] if ticked else ""),
        "campaign": idea.campaign_id if idea else None,
    }


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 15


@door(MEMBER)
@require_GET
def of_publication(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where the approval of one publication is: its submission, or handing it in."""
    row = access_publication(request.user, pk)
    item = SubmittedPublication.objects.filter(publication=row).order_by("-is_open", "-pk").first()
    if item is not None and (item.is_open or row.state not in actions.ASKABLE):
        return redirect(HERE, item.submission_id)
    production = row.production_id or row.account.production_id
    asked = f"?publication={row.pk}" + (f"&production={production}" if production else "")
    return redirect(f"{reverse('community:approving:hand-in')}{asked}")


@door(MEMBER)
@require_GET
def submission(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_submission(request.user, pk)
    at = timezone.now()
    look_again(row, at=at)
    return _one(request, row)


def _one(
    request: SignedInRequest,
    row: Submission,
    *,
    invite_form: InviteForm | None = None,
    remark_form: RemarkForm | None = None,
    address: str = "",
    status: int = 200,
) -> HttpResponse:
    may_change = may(request.user, "change", production=row.production_id, client=row.client_id)
    context = {
        "found": queries.one(request.user, row, at=timezone.now()),
        "may_change": may_change and row.closed_at is None,
        "invite_form": invite_form or InviteForm(submission=row, initial={"role": "client"}),
        "remark_form": remark_form or RemarkForm(),
        "address": address,
        "missing": lines_of(missing_rights(publications_of(row), at=timezone.now()))
        if row.closed_at is None
        else (),
    }
    return render(request, "community/approving/submission.html", context, status=status)


@door(MEMBER)
@require_GET
def log(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything that happened, to read and to print."""
    row = access_submission(request.user, pk)
    at = timezone.now()
    look_again(row, at=at)
    language = (get_language() or "fr")[:2]
    context = {"found": queries.one(request.user, row, at=at), "at": at, "language": language}
    return render(request, "community/approving/log.html", context)


@door(MEMBER)
@require_GET
def paper(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    """The log as a PDF."""
    row = access_submission(request.user, pk)
    if language not in LANGUAGES:
        raise Http404
    at = timezone.now()
    look_again(row, at=at)
    response = HttpResponse(log_paper(request.user, row, language=language, at=at), content_type="application/pdf")
    response.headers["Content-Disposition"] = attachment(f"validation-{row.pk}-{language}.pdf")
    return response


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_submission(request.user, pk, to="change")
    form = WholeForm(request.POST or None, initial=initial_of(row))
    if request.method == "POST" and form.is_valid():
        form.refuse_late_word(row.publications.order_by("due_at").values_list("due_at", flat=True).first())
    if request.method == "POST" and not form.errors:
        try:
            actions.change(
                submission=row,
                values=form.values(),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        except Over:
            refused(request, _("It is not under approval any more."))
        else:
            done(request, _("Kept: whoever answers for what changed is asked again"))
        return redirect(HERE, pk)
    context = {"form": form, "row": row}
    return render(request, "community/approving/change.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_submission(request.user, pk, to="change")
    try:
        actions.take_back(submission=row, by=request.user, at=timezone.now())
    except Over:
        refused(request, _("It is not under approval any more."))
    else:
        done(request, _("Nobody is asked any more"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def remark(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_submission(request.user, pk)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _one(request, row, remark_form=form, status=422)
    actions.remark(submission=row, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
    done(request, _("Note kept for the team"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """The link is shown this once."""
    row = access_submission(request.user, pk, to="change")
    form = InviteForm(request.POST, submission=row)
    if not form.is_valid():
        return _one(request, row, invite_form=form, status=422)
    try:
        asked = inviting.invite(submission=row, **form.cleaned_data, by=request.user, at=timezone.now())
    except Over:
        refused(request, _("It is not under approval any more."))
        return redirect(HERE, pk)
    except (inviting.NotOfTheRoute, inviting.NotOfTheSubmission):
        refused(request, first_error(form) or _("This role is not asked here."))
        return redirect(HERE, pk)
    row.refresh_from_db()
    return private(_one(request, row, address=asked.address))


@door(MEMBER)
@require_POST
def shut_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """No link of this guest opens anything any more."""
    seat = access_guest(request.user, pk)
    inviting.shut_out(seat=seat, by=request.user, at=timezone.now())
    done(request, _("Links of %(guest)s taken back") % {"guest": seat.name})
    return redirect(HERE, seat.submission_id)


@door(SIGNED_IN)
@require_GET
def picture(request: SignedInRequest, pk: int, version: int) -> HttpResponseBase:
    """A picture of what is approved, drawn by us; a film as a file."""
    row = access_shown(request.user, pk, at=timezone.now())
    return picture_of(row, version)
