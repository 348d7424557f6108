"""Two cards, one person: proposed, merged, taken back, or told apart for good."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.audience.current import access_audience, on_production
from coulisse.desks.audience.relations.access import access_proposal, access_writer, require_house
from coulisse.desks.audience.relations.actions import merging
from coulisse.desks.audience.relations.forms import MergeWithForm
from coulisse.desks.audience.relations.jobs import alike_job
from coulisse.desks.audience.relations.models import MergeProposal
from coulisse.desks.audience.relations.queries.merges import proposals
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

LIST: Final = "audience:relations:merges"
MOST_AT_ONCE: Final = 200


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    require_house(request.user)
    after = request.GET.get("after", "")
    number = int(after) if after.isascii() and after.isdecimal() and len(after) < 18 else 0
    context = {
        "production": production,
        "found": proposals(after=number),
        "may_change": request.user.may("change", desk="audience"),
    }
    return render(request, "audience/relations/merges.html", context)


@door(MEMBER)
@require_POST
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = access_proposal(request.user, pk)
    try:
        merged = merging.merge(proposal=proposal, by=request.user, at=timezone.now())
    except merging.AlreadyMerged:
        refused(request, _("One of these cards was merged meanwhile. Look at it again."))
    else:
        said = _("%(name)s: one card over all channels") % {"name": merged.kept}
        done(request, said, undo=reverse("audience:relations:part", args=[pk]))
    return redirect(_next(request, proposal.kept_id))


@door(MEMBER)
@require_POST
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = access_proposal(request.user, pk)
    try:
        merging.refuse(proposal=proposal, by=request.user, at=timezone.now())
    except merging.AlreadyMerged:
        refused(request, _("These cards were merged meanwhile. Take the merge back first."))
    else:
        done(request, _("Two people: they are not proposed again"))
    return redirect(_next(request, proposal.kept_id))


@door(MEMBER)
@require_POST
def part(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    proposal = access_proposal(request.user, pk)
    try:
        merging.part(proposal=proposal, by=request.user, at=timezone.now())
    except merging.NotMerged:
        refused(request, _("These cards stand apart already."))
    else:
        done(request, _("Two cards again, each with its own conversations"))
    return redirect(_next(request, proposal.kept_id))


@door(MEMBER)
@require_POST
def merge_with(request: SignedInRequest, pk: int) -> HttpResponse:
    """Merge with a card that nobody proposed."""
    writer = access_writer(request.user, pk, to="change")
    form = MergeWithForm(request.POST)
    if not form.is_valid():
        refused(request, _("Choose the other person in the list that appears while you type a name."))
        return redirect("audience:relations:person", pk)
    other = access_writer(request.user, form.cleaned_data["other"], to="change")
    if other.pk == writer.pk:
        refused(request, _("This is the same card. Choose another person."))
        return redirect("audience:relations:person", pk)
    try:
        proposal = merging.merge_two(one=writer, other=other, by=request.user, at=timezone.now())
    except merging.AlreadyMerged:
        refused(request, _("One of these cards was merged meanwhile. Look at it again."))
        return redirect("audience:relations:person", pk)
    said = _("%(name)s: one card over all channels") % {"name": proposal.kept}
    done(request, said, undo=reverse("audience:relations:part", args=[proposal.pk]))
    return redirect("audience:relations:person", proposal.kept_id)


@on_production
@require_POST
def merge_ticked(request: SignedInRequest, production: Production) -> HttpResponse:
    """The ticked proposals at once."""
    require_house(request.user, to="change")
    keys = [int(key) for key in request.POST.getlist("proposal") if key.isdecimal() and len(key) < 18]
    chosen = MergeProposal.objects.filter(pk__in=keys[:MOST_AT_ONCE]).select_related("kept", "other")
    count = merging.merge_all(proposals=chosen, by=request.user, at=timezone.now())
    if count:
        done(request, ngettext("%(count)s merge made", "%(count)s merges made", count) % {"count": count})
    else:
        refused(request, _("Nothing was merged: tick the proposals first."))
    return redirect(LIST)


@on_production
@require_POST
def search(request: SignedInRequest, production: Production) -> HttpResponse:
    """Go through all cards, in the background."""
    access_audience(request.user, production.pk, to="change")
    require_house(request.user, to="change")
    job = begin(alike_job, by=request.user, at=timezone.now(), title=_("Looking for one person under two cards"))
    return redirect("jobs:one", job.pk)


def _next(request: HttpRequest, writer: int) -> str:
    """Back to the page that one came from, if it is ours; else to the card that stays."""
    asked = request.POST.get("next", "")
    if asked.startswith("/audience/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("audience:relations:person", args=[writer])
