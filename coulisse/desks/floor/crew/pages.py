"""Équipe: both lists, the posts and castings behind them, red lights, the ways out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.floor.crew import exports
from coulisse.desks.floor.crew.access import access_floor, access_member, access_obstacle, access_role
from coulisse.desks.floor.crew.actions import posts, red_lights, roles
from coulisse.desks.floor.crew.forms import CastingForm, JoinForm, LiftForm, ObstacleForm, PostForm
from coulisse.desks.floor.crew.queries.lists import contacts_to_add, distribution, lists_of
from coulisse.desks.floor.crew.queries.red_lights import red_lights_of
from coulisse.desks.floor.current import on_production
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

LIST = "floor:crew:list"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    lights = red_lights_of(production)
    context = {
        "production": production,
        "lists": lists_of(production, reader=request.user),
        "standing": [light for light in lights if light.stands],
        "lifted": [light for light in lights if not light.stands],
        "may_change": _may_change(request.user, production),
        "formats": exports.FORMATS,
    }
    return render(request, "floor/crew/list.html", context)


@on_production
@require_GET
def addresses(request: SignedInRequest, production: Production) -> HttpResponse:
    """The distribution lists, to copy into a mail program."""
    lists = lists_of(production, reader=request.user)
    found = distribution(lists, everybody=_("Everybody"), cast=_("Cast"))
    return render(request, "floor/crew/addresses.html", {"production": production, "found": found})


@on_production
@require_GET
def contact_list(request: SignedInRequest, production: Production) -> HttpResponse:
    """The paper, in the reader's language."""
    lists = lists_of(production, reader=request.user)
    language = (get_language() or "fr")[:2]
    paper = exports.contact_list_of(lists, production, at=timezone.now(), language=language)
    return _file(paper, "application/pdf", production, "pdf")


@on_production
@require_GET
def export(request: SignedInRequest, production: Production, form: str) -> HttpResponse:
    if form not in exports.FORMATS:
        raise Http404
    extension, content_type = exports.FORMATS[form]
    lists = lists_of(production, reader=request.user)
    return _file(exports.write_lists(lists, form=form, at=timezone.now()), content_type, production, extension)


def _file(content: bytes, content_type: str, production: Production, extension: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    name = f"{slugify(production.title)}-{slugify(_('Crew'))}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    """First find somebody of the contacts, then say what they do."""
    access_floor(request.user, production, to="change")
    chosen = _chosen_contact(request)
    private = _private(request.user, production)
    form = JoinForm(request.POST or None, private=private, initial={"contact": chosen.pk if chosen else None})
    if request.method == "POST" and form.is_valid():
        values = form.values()
        first = {name: values.pop(name) for name in ("contact", "function", "department")}
        try:
            member = posts.join(production=production, values=values, by=request.user, at=timezone.now(), **first)
        except posts.HoldsThatPost:
            form.add_error("function", _("This person holds that function already. Write another one."))
        else:
            undo = reverse("floor:crew:leave", args=[member.pk])
            said = {"name": member.contact.name, "function": member.function}
            done(request, _("%(name)s is on the crew as %(function)s") % said, undo=undo)
            return redirect(LIST)
    words = request.GET.get("q", "")
    context = {
        "production": production,
        "form": form,
        "chosen": chosen,
        "words": words,
        "found": contacts_to_add(words, reader=request.user) if words and chosen is None else [],
    }
    return render(request, "floor/crew/add.html", context, status=422 if form.errors else 200)


def _chosen_contact(request: HttpRequest) -> Contact | None:
    asked = request.POST.get("contact") or request.GET.get("contact") or ""
    return Contact.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 18 else None


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    member = access_member(request.user, pk, to="change")
    form = PostForm(request.POST or None, private=_private(request.user, member.production), member=member)
    if request.method == "POST" and form.is_valid():
        try:
            written = posts.edit_post(
                member=member,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(LIST))
        except posts.HoldsThatPost:
            form.add_error("function", _("This person holds that function already. Write another one."))
        else:
            done(request, _("Post of %(name)s saved") % {"name": written.contact.name})
            return redirect(LIST)
    context = {"form": form, "member": member, "production": member.production}
    return render(request, "floor/crew/edit.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    member = posts.leave(member=access_member(request.user, pk, to="change"), by=request.user, at=timezone.now())
    undo = reverse("floor:crew:rejoin", args=[pk])
    done(request, _("%(name)s taken off the crew") % {"name": member.contact.name}, undo=undo)
    return redirect(LIST)


@door(MEMBER)
@require_POST
def rejoin(request: SignedInRequest, pk: int) -> HttpResponse:
    member = access_member(request.user, pk, to="change")
    try:
        posts.rejoin(member=member, by=request.user, at=timezone.now())
    except posts.HoldsThatPost:
        refused(request, _("%(name)s was put on the crew again meanwhile.") % {"name": member.contact.name})
    else:
        done(request, _("%(name)s is on the crew again") % {"name": member.contact.name})
    return redirect(LIST)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def casting(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who plays the role, and from when they are needed before the camera turns."""
    role = access_role(request.user, pk, to="change")
    words = request.GET.get("q", "")
    near = contacts_to_add(words, reader=request.user) if words else []
    form = CastingForm(request.POST or None, private=_private(request.user, role.production), role=role, near=near)
    if request.method == "POST" and form.is_valid():
        try:
            roles.cast_role(
                role=role,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(LIST))
        done(request, _("Role %(role)s saved") % {"role": role.name})
        return redirect(LIST)
    context = {"form": form, "role": role, "production": role.production, "words": words, "near": near}
    return render(request, "floor/crew/casting.html", context, status=422 if form.errors else 200)


@on_production
@require_http_methods(["GET", "POST"])
def add_light(request: SignedInRequest, production: Production) -> HttpResponse:
    access_floor(request.user, production, to="change")
    form = ObstacleForm(request.POST or None, production=production, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        red_lights.raise_obstacle(production=production, **form.cleaned_data, by=request.user, at=timezone.now())
        done(request, _("Red light on"))
        return redirect(f"{reverse(LIST)}#lights")
    context = {"form": form, "production": production}
    return render(request, "floor/crew/light.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def lift_light(request: SignedInRequest, pk: int) -> HttpResponse:
    obstacle = access_obstacle(request.user, pk, to="change")
    form = LiftForm(request.POST)
    try:
        why = form.cleaned_data["reason"] if form.is_valid() else ""
        red_lights.lift(obstacle=obstacle, why=why, by=request.user, at=timezone.now())
    except red_lights.NoReason:
        refused(request, _("The red light stands: say why it may be lifted."))
    except red_lights.LiftedAlready:
        refused(request, _("Somebody lifted this red light meanwhile."))
    else:
        done(request, _("Red light lifted"), undo=reverse("floor:crew:light-back", args=[pk]))
    return redirect(f"{reverse(LIST)}#lights")


@door(MEMBER)
@require_POST
def light_back(request: SignedInRequest, pk: int) -> HttpResponse:
    obstacle = access_obstacle(request.user, pk, to="change")
    try:
        red_lights.put_back(obstacle=obstacle, by=request.user, at=timezone.now())
    except red_lights.NotLifted:
        refused(request, _("This red light stands already."))
    else:
        done(request, _("The red light stands again"))
    return redirect(f"{reverse(LIST)}#lights")


def _may_change(user: User, production: Production) -> bool:
    return user.may("change", desk=Desk.FLOOR, production=production.pk)


def _private(user: User, production: Production) -> bool:
    return user.scope().may_private(production=production.pk)
