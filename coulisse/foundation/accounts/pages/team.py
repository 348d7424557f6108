"""The team: who signs in, with which roles, and who is on the way. Behind the owner's door."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coulisse.foundation.accounts.access import access_grant, access_invitation, access_user
from coulisse.foundation.accounts.actions import invitations, roles
from coulisse.foundation.accounts.forms import InvitationForm, LastDayForm, RoleForm
from coulisse.foundation.accounts.letters import send_invitation
from coulisse.foundation.accounts.limits import INVITING, limited
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.queries import members, pending_invitations, roles_of, team
from coulisse.foundation.ui.doors import OWNER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

A_PAGE = 50


@door(OWNER)
def index(request: SignedInRequest) -> HttpResponse:
    search, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    people = team(search=search, state=state, sort=request.GET.get("sort", "name"))
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "accounts/team.html",
        {
            "page": page,
            "members": members(page.object_list, today=timezone.localdate()),
            "pending": pending_invitations(at=timezone.now()),
            "search": search,
            "state": state,
        },
    )


@door(OWNER)
@limited(INVITING)
@never_cache
def invite(request: SignedInRequest) -> HttpResponse:
    form = InvitationForm(
        request.POST or None, today=timezone.localdate(), initial={"language": request.user.language}
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/invite.html", {"form": form})
    return _invited(request, form)


def _invited(request: SignedInRequest, form: InvitationForm) -> HttpResponse:
    """Invite, post the letter, and show its address once: the house keeps only its hash."""
    where, asked = form.where_held(), form.cleaned_data
    try:
        letter = invitations.invite(
            email=asked["email"],
            name=asked["name"],
            language=asked["language"],
            role=asked["role"],
            desk=asked["desk"],
            ends_on=asked["ends_on"],
            production=where.production,
            client=where.client,
            by=request.user,
            at=timezone.now(),
        )
    except invitations.AlreadyJoined:
        form.add_error(
            "email",
            _("Address refused: %(email)s. Somebody signs in with it already. Give that person a role instead.")
            % {"email": asked["email"]},
        )
        return render(request, "accounts/invite.html", {"form": form})
    address = settings.PUBLIC_URL + reverse("accounts:join", args=[letter.token])
    try:
        send_invitation(letter.invitation, address=address)
        posted = True
    except (OSError, SMTPException):
        posted = False
    return render(
        request,
        "accounts/invited.html",
        {
            "invitation": letter.invitation,
            "address": address,
            "posted": posted,
            "has_server": bool(settings.EMAIL_HOST),
        },
    )


@door(OWNER)
@require_POST
def revoke_invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = access_invitation(request.user, pk)
    invitations.revoke_invitation(invitation=invitation, by=request.user, at=timezone.now())
    done(request, _("Invitation of %(email)s taken back") % {"email": invitation.email})
    return redirect("accounts:list")


@door(OWNER)
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, access_user(request.user, pk, to="read"), None)


@door(OWNER)
@require_POST
def grant(request: SignedInRequest, pk: int) -> HttpResponse:
    user = access_user(request.user, pk, to="manage")
    form = RoleForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _show(request, user, form)
    where, asked = form.where_held(), form.cleaned_data
    try:
        roles.grant_role(
            user=user,
            role=asked["role"],
            desk=asked["desk"],
            ends_on=asked["ends_on"],
            production=where.production,
            client=where.client,
            by=request.user,
            at=timezone.now(),
        )
    except roles.RoleAlreadyHeld:
        form.add_error(
            "role",
            _("Role refused. %(person)s holds it there already. Change its last day in the list above.")
            % {"person": user},
        )
        return _show(request, user, form)
    done(request, _("Role given to %(person)s") % {"person": user})
    return redirect("accounts:person", pk=user.pk)


@door(OWNER)
@require_POST
def change_last_day(request: SignedInRequest, pk: int) -> HttpResponse:
    held = access_grant(request.user, pk)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        refused(
            request, _("Last day refused: %(day)s. Write it as 22/11/2026.") % {"day": request.POST.get("ends_on")}
        )
        return redirect("accounts:person", pk=held.user_id)
    try:
        roles.change_last_day(grant=held, ends_on=form.cleaned_data["ends_on"], by=request.user, at=timezone.now())
    except roles.LastOwner:
        refused(request, _last_owner())
    else:
        done(request, _("Last day changed"))
    return redirect("accounts:person", pk=held.user_id)


@door(OWNER)
@require_POST
def revoke_role(request: SignedInRequest, pk: int) -> HttpResponse:
    held = access_grant(request.user, pk)
    try:
        roles.revoke_role(grant=held, by=request.user, at=timezone.now())
    except roles.LastOwner:
        refused(request, _last_owner())
    else:
        done(
            request,
            _("Role taken back from %(person)s") % {"person": held.user},
            undo=reverse("accounts:restore-role", args=[held.pk]),
        )
    if held.user_id == request.user.pk and not User.objects.get(pk=request.user.pk).may("manage"):
        return redirect("matin")
    return redirect("accounts:person", pk=held.user_id)


@door(OWNER)
@require_POST
def restore_role(request: SignedInRequest, pk: int) -> HttpResponse:
    held = access_grant(request.user, pk)
    try:
        roles.restore_role(grant=held, by=request.user, at=timezone.now())
    except roles.RoleAlreadyHeld:
        refused(request, _("%(person)s holds that role already.") % {"person": held.user})
    else:
        done(request, _("Role given back to %(person)s") % {"person": held.user})
    return redirect("accounts:person", pk=held.user_id)


@door(OWNER)
@require_POST
def switch_off(request: SignedInRequest, pk: int) -> HttpResponse:
    user = access_user(request.user, pk, to="manage")
    try:
        roles.switch_off(user=user, by=request.user, at=timezone.now())
    except roles.LastOwner:
        refused(request, _last_owner())
    else:
        done(
            request,
            _("Access of %(person)s closed") % {"person": user},
            undo=reverse("accounts:switch-on", args=[user.pk]),
        )
    return redirect("accounts:person", pk=user.pk)


@door(OWNER)
@require_POST
def switch_on(request: SignedInRequest, pk: int) -> HttpResponse:
    user = access_user(request.user, pk, to="manage")
    roles.switch_on(user=user, by=request.user, at=timezone.now())
    done(request, _("Access of %(person)s open again") % {"person": user})
    return redirect("accounts:person", pk=user.pk)


def _show(request: HttpRequest, user: User, form: RoleForm | None) -> HttpResponse:
    today = timezone.localdate()
    shown: dict[str, Any] = {
        "person": user,
        "roles": roles_of(user, today=today),
        "form": form or RoleForm(today=today),
    }
    return render(request, "accounts/person.html", shown)


def _last_owner() -> str:
    return _("Refused: the house would have no owner left. Give the owner's role to somebody else first.")
