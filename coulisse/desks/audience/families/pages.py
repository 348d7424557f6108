"""Families: the list, one family, and what is decided of them."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.families import actions
from coulisse.desks.audience.families.access import access_member
from coulisse.desks.audience.families.forms import JoinForm, NameForm, RowsForm
from coulisse.desks.audience.families.queries import FOLDED_FROM, waiting_families
from coulisse.desks.audience.families.queries.pages import Line, at_random, listing, whole
from coulisse.desks.audience.intake.access import access_family
from coulisse.desks.audience.intake.models import Family
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.current import safe_next, show_as_current
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

SEEDS = 1_000_000


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    """Those that stand over the inbox, the latest first; smaller ones are folded under them (`?show=small`)."""
    access_audience(request.user, production.pk)
    before = _place(request.GET.get("before", ""))
    only_small = request.GET.get("show") == "small"
    lines, following = listing(production, user=request.user, before=before, small=only_small)
    few: tuple[Line, ...] = ()
    more_small = ""
    if not only_small and before is None:
        few, more_small = listing(production, user=request.user, small=True)
    context = {
        "production": production,
        "lines": lines,
        "following": following,
        "only_small": only_small,
        "few": few,
        "more_small": more_small,
        "least": FOLDED_FROM,
        "waiting": waiting_families(production.pk),
        "is_first": "before" not in request.GET,
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "audience/families/list.html", context)


@door(MEMBER)
@require_GET
def family(request: SignedInRequest, pk: int) -> HttpResponse:
    """One family; a family joined to another shows the one that leads."""
    found = access_family(request.user, pk)
    if found.production_id is not None:
        show_as_current(request, found.production_id)
    if found.joined_to_id is not None:
        return redirect("audience:families:family", found.joined_to_id)
    return _shown(request, found, None)


@door(MEMBER)
@require_GET
def sample(request: SignedInRequest, pk: int) -> HttpResponse:
    """Five members at random: into the page that asked, or as a page of its own."""
    found = access_family(request.user, pk)
    if found.production_id is not None:
        show_as_current(request, found.production_id)
    leader = found.joined_to or found
    keys = list(Family.objects.filter(joined_to=leader).values_list("pk", flat=True))
    seed = _seed(request.GET.get("seed", ""))
    drawn = at_random([leader.pk, *keys], user=request.user, seed=seed)
    context = {
        "production": leader.production,
        "family": leader,
        "drawn": drawn,
        "seed": seed,
        "other_seed": (seed + 1) % SEEDS,
    }
    alone = request.headers.get("HX-Request") is None
    return render(request, f"audience/families/{'sample' if alone else '_sample'}.html", context)


@door(MEMBER)
@require_POST
def name(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_family(request.user, pk, to="change")
    form = NameForm(request.POST, shown=whole(found, user=request.user))
    if not form.is_valid():
        return _shown(request, found, form)
    title, cause = form.values()
    try:
        actions.name(
            family=found,
            title=title,
            cause=cause,
            read_version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as stale:
        return stale_answer(request, stale, back=reverse("audience:families:family", args=[pk]))
    done(request, _("Family named"))
    return redirect("audience:families:family", pk)


@door(MEMBER)
@require_POST
def join(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two families that say the same in two languages become one answer."""
    found = access_family(request.user, pk, to="change")
    form = JoinForm(request.POST)
    if not form.is_valid():
        refused(request, _("Choose the family to join."))
        return redirect("audience:families:family", pk)
    other = access_family(request.user, form.cleaned_data["other"], to="change")
    following = _followers(found, other)
    try:
        leader = actions.join(family=found, other=other, by=request.user, at=timezone.now())
    except actions.AlreadyJoined:
        refused(request, _("These two are one already."))
        return redirect("audience:families:family", pk)
    except actions.OtherProduction:
        refused(request, _("These two families belong to two productions: each is answered by itself."))
        return redirect("audience:families:family", pk)
    rows = following[leader.pk]
    size = sum(Family.objects.filter(pk__in=[leader.pk]).values_list("size", flat=True)) + sum(
        Family.objects.filter(joined_to=leader).values_list("size", flat=True)
    )
    words = ngettext("Two families joined: %(size)s message", "Two families joined: %(size)s messages", size)
    undo = f"{reverse('audience:families:separate', args=[leader.pk])}?rows={','.join(map(str, rows))}"
    done(request, words % {"size": size}, undo=undo)
    return redirect(safe_next(request) or reverse("audience:families:family", args=[leader.pk]))


@door(MEMBER)
@require_POST
def separate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a join back; the numbers of the families are in the address."""
    access_family(request.user, pk, to="change")
    form = RowsForm(request.GET if "rows" in request.GET else request.POST)
    if not form.is_valid():
        refused(request, _("Choose which family stands by itself again."))
        return redirect("audience:families:family", pk)
    families = [access_family(request.user, one, to="change") for one in form.numbers()]
    try:
        actions.separate(families=families, by=request.user, at=timezone.now())
    except actions.NotJoined:
        refused(request, _("These two are two already."))
    else:
        done(request, _("The families are two again"))
    return redirect("audience:families:family", pk)


@door(MEMBER)
@require_POST
def take_out(request: SignedInRequest, pk: int, conversation: int) -> HttpResponse:
    found = access_family(request.user, pk, to="change")
    member = access_member(request.user, found, conversation)
    try:
        actions.take_out(conversation=member, by=request.user, at=timezone.now())
    except actions.NoMember:
        refused(request, _("%(reference)s is in no family.") % {"reference": member.reference})
    else:
        undo = reverse("audience:families:put-in", args=[pk, conversation])
        words = _("%(reference)s taken out of the family: it is answered by itself")
        done(request, words % {"reference": member.reference}, undo=undo)
    return redirect(safe_next(request) or reverse("audience:families:family", args=[pk]))


@door(MEMBER)
@require_POST
def put_in(request: SignedInRequest, pk: int, conversation: int) -> HttpResponse:
    found = access_family(request.user, pk, to="change")
    member = access_member(request.user, found, conversation)
    try:
        actions.put_in(conversation=member, family=found, by=request.user, at=timezone.now())
    except actions.MemberAlready:
        refused(request, _("%(reference)s is in this family already.") % {"reference": member.reference})
    else:
        undo = reverse("audience:families:take-out", args=[pk, conversation])
        words = _("%(reference)s put into the family: it is answered with the others")
        done(request, words % {"reference": member.reference}, undo=undo)
    return redirect(safe_next(request) or reverse("audience:families:family", args=[pk]))


def _shown(request: SignedInRequest, found: Family, form: NameForm | None) -> HttpResponse:
    shown = whole(found, user=request.user, after=_place(request.GET.get("after", "")))
    is_refused = form is not None
    context = {
        "production": found.production,
        "shown": shown,
        "form": form or NameForm(shown=shown),
        "peak": max((bar.count for bar in shown.curve), default=0),
        "may_change": request.user.may("change", desk=Desk.AUDIENCE, production=found.production_id),
    }
    return render(request, "audience/families/family.html", context, status=422 if is_refused else 200)


def _followers(one: Family, two: Family) -> dict[int, list[int]]:
    """By the family that will lead: which rows stand by themselves again when the join is taken back."""
    found = {}
    leads = [each.joined_to or each for each in (one, two)]
    for leader, joined in (leads, leads[::-1]):
        behind = Family.objects.filter(joined_to=joined).order_by("pk").values_list("pk", flat=True)
        found[leader.pk] = [joined.pk, *behind]
    return found


def _place(written: str) -> tuple[datetime, int] | None:
    moment, _unused, number = written.rpartition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    is_number = number.isascii() and number.isdigit() and len(number) < 18
    return (at, int(number)) if at is not None and is_aware(at) and is_number else None


def _seed(written: str) -> int:
    return int(written) % SEEDS if written.isascii() and written.isdigit() and len(written) < 12 else 1
