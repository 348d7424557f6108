from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.places import actions, queries
from coulisse.foundation.places.access import access_place
from coulisse.foundation.places.forms import FilterForm, PlaceForm, counted
from coulisse.foundation.places.models import Place
from coulisse.foundation.places.position import Position
from coulisse.foundation.places.staleness import one_position, with_whole_position
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

PER_PAGE = 50


def address(pk: int) -> str:
    """Where a place is shown, for the sentences of the journal too."""
    return reverse("places:detail", args=[pk])


@door(MEMBER)
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    found = queries.listed(request.user, form.wanted(request.GET.get("sort", "name")))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": queries.rows(page.object_list),
        "headline": counted(page.paginator.count),
        "filtered": any(request.GET.get(name) for name in form.fields),
        "may_change": request.user.may("change"),
    }
    return render(request, "places/list.html", context)


@door(MEMBER)
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    place = access_place(request.user, pk)
    name, street, city = queries.in_language(place, get_language())
    context = {
        "place": place,
        "name": name,
        "street": street,
        "city": city,
        "position": _position(place),
        "rooms": queries.rooms_of(place),
        "facts": _facts(place),
        "may_change": request.user.may("change"),
    }
    return render(request, "places/detail.html", context)


def _position(place: Place) -> Position | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Position(place.latitude, place.longitude)


def _facts(place: Place) -> list[tuple[str, str]]:
    """What one must know to work there, in the order in which one asks."""
    told = ("access", "parking", "power", "noise", "light", "opening_hours")
    return [(str(place._meta.get_field(name).verbose_name), getattr(place, name)) for name in told]  # type: ignore[union-attr]


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    if not request.user.may("change"):
        raise PermissionDenied
    form = PlaceForm(request.POST or None, request.FILES or None)
    twins: list[queries.Twin] = []
    if request.method == "POST" and form.is_valid():
        values = form.values()
        twins = queries.perhaps_the_same(values["name"], values["postcode"])
        if not twins or form.cleaned_data["twins_seen"]:
            place = actions.add(values=values, by=request.user, at=timezone.now())
            done(
                request,
                _("%(name)s added") % {"name": place.name},
                undo=reverse("places:archive", args=[place.pk]),
            )
            return redirect(address(place.pk))
        form = _with_position(form, request)
    status = 409 if twins else 400 if form.errors else 200
    return render(request, "places/edit.html", {"form": form, "twins": twins}, status=status)


def _with_position(form: PlaceForm, request: SignedInRequest) -> PlaceForm:
    """The form again, to be sent once more although the place seems known."""
    data = _typed(form, request)
    data["twins_seen"] = "on"
    again = PlaceForm(data)
    again.is_valid()
    return again


def _typed(form: PlaceForm, request: SignedInRequest) -> QueryDict:
    """What was sent, with the position of the photo typed in: a browser does not send a file twice."""
    data = request.POST.copy()
    if here := form.cleaned_data["photo"]:
        data["position"] = str(here)
    return data


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    place = access_place(request.user, pk, to="change")
    form = PlaceForm(request.POST or None, request.FILES or None, instance=place)
    if request.method == "POST" and form.is_valid():
        try:
            written = actions.edit(
                place=place,
                values=with_whole_position(without_left(form.values(), request.POST)),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, one_position(stale), back=address(pk), data=_typed(form, request))
        except actions.WithinItself:
            form.add_error("inside", _("That place lies within this one. Choose another, or none."))
        else:
            done(request, _("%(name)s saved") % {"name": written.name})
            return redirect(address(pk))
    context = {"form": form, "place": place}
    return render(request, "places/edit.html", context, status=400 if form.errors else 200)


@door(MEMBER)
@require_POST
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    place = access_place(request.user, pk, to="change")
    try:
        actions.archive(place=place, by=request.user, at=timezone.now())
    except actions.ArchivedAlready:
        refused(request, _("%(name)s is in the archive already.") % {"name": place.name})
    else:
        undo = reverse("places:restore", args=[pk])
        done(request, _("%(name)s archived") % {"name": place.name}, undo=undo)
    return redirect("places:list")


@door(MEMBER)
@require_POST
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    place = access_place(request.user, pk, to="change")
    try:
        actions.restore(place=place, by=request.user, at=timezone.now())
    except actions.NotArchived:
        refused(request, _("%(name)s is not in the archive.") % {"name": place.name})
    else:
        done(request, _("%(name)s taken out of the archive") % {"name": place.name})
    return redirect(address(pk))
