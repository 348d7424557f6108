"""One's own page: name, language, theme, ways of signing in, open sessions."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coulisse.foundation.accounts.access import access_session
from coulisse.foundation.accounts.actions import profile as actions
from coulisse.foundation.accounts.forms import ProfileForm
from coulisse.foundation.accounts.queries import roles_of, sessions_of
from coulisse.foundation.ui.doors import SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.toasts import done


@door(SIGNED_IN)
def profile(request: SignedInRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(user=request.user, **form.cleaned_data)
        with translation.override(request.user.language):
            done(request, _("Profile saved"))
        return redirect("accounts:profile")
    request.user.refresh_from_db()
    return render(
        request,
        "accounts/profile.html",
        {
            "form": form,
            "roles": roles_of(request.user, today=timezone.localdate()),
            "sessions": sessions_of(request.user, current=request.session.session_key),
            "has_second_step": is_mfa_enabled(request.user),
            "has_provider": bool(settings.SOCIALACCOUNT_PROVIDERS),
        },
    )


@door(SIGNED_IN)
def welcome(request: SignedInRequest) -> HttpResponse:
    """After joining: offer a passkey or the app, before the first morning."""
    return render(request, "accounts/welcome.html")


@door(SIGNED_IN)
@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.end_session(session=access_session(request.user, pk))
    done(request, _("That browser is signed out"))
    return redirect("accounts:profile")


@door(SIGNED_IN)
@require_POST
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    ended = actions.end_other_sessions(user=request.user, but=request.session.session_key or "")
    done(
        request,
        ngettext("%(count)s other browser signed out", "%(count)s other browsers signed out", ended)
        % {"count": ended},
    )
    return redirect("accounts:profile")
