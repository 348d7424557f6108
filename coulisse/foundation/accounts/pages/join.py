"""Joining the house with an invitation: the page behind the address of the letter."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_post_parameters

from coulisse.foundation.accounts.actions import invitations
from coulisse.foundation.accounts.forms import JoinForm
from coulisse.foundation.accounts.limits import INVITATIONS, limited
from coulisse.foundation.accounts.middleware import chosen_language
from coulisse.foundation.accounts.models import Invitation
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.ui.doors import ANYONE, door

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@door(ANYONE)
@limited(INVITATIONS)
@sensitive_post_parameters("password")
def join(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = invitations.find_invitation(token, at=timezone.now())
    except invitations.InvitationRefused as refusal:
        return private(_refused(request, refusal))
    with translation.override(chosen_language(request) or invitation.language):
        return private(_joined(request, token, invitation))


def _joined(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    form = JoinForm(
        request.POST or None,
        email=invitation.email,
        initial={"name": invitation.name, "language": invitation.language},
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/join.html", {"form": form, "invitation": invitation})
    try:
        user = invitations.accept_invitation(token=token, at=timezone.now(), **form.cleaned_data)
    except (invitations.InvitationRefused, invitations.AlreadyJoined) as refusal:
        return _refused(request, refusal)
    login(request, user, backend=BACKEND)
    return redirect("accounts:welcome")


def _refused(request: HttpRequest, refusal: Exception) -> HttpResponse:
    used = isinstance(refusal, invitations.InvitationUsed | invitations.AlreadyJoined)
    unknown = isinstance(refusal, invitations.InvitationUnknown)
    return render(request, "accounts/join_refused.html", {"used": used}, status=404 if unknown else 410)
