"""A release without an account: read, ticked, signed or refused on a telephone. The address holds the secret."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.office.rights.access import lent_release, release_behind
from coulisse.desks.office.rights.actions import consents
from coulisse.desks.office.rights.actions import releases as actions
from coulisse.desks.office.rights.forms.people import SignForm
from coulisse.desks.office.rights.models import Release
from coulisse.desks.office.rights.wording import lands, networks
from coulisse.foundation.accounts.limits import GUEST_LINKS, limited
from coulisse.foundation.accounts.middleware import chosen_language
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.documents import serving
from coulisse.foundation.ui.doors import GUEST, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.times import to_brussels
from coulisse.papers.release import CANVAS, NotASignature


def release_page(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """What the holder of the link sees; `settings.COULISSE_GUEST_PAGES` names this function."""
    release = release_behind(link)
    if release is None:
        return render(request, "office/rights/guest_gone.html", {"link": link}, status=410)
    token = str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
    return _page(request, link, release, token, SignForm(release=release))


def _page(
    request: HttpRequest, link: GuestLink, release: Release, token: str, form: SignForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "link": link,
        "token": token,
        "release": release,
        "person": release.person,
        "production": release.person.production,
        "networks": networks(release.networks),
        "lands": lands(release.territories),
        "form": form,
        "today": to_brussels(timezone.now()).date(),
        "canvas": CANVAS,
    }
    return render(request, "office/rights/guest_release.html", context, status=status)


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """What was ticked becomes consents; the paper is kept with its hash."""
    at = timezone.now()
    link, release = lent_release(token, at)
    with translation.override(chosen_language(request) or link.language):
        form = SignForm(request.POST, release=release)
        if release.is_open and not form.is_valid():
            return private(_page(request, link, release, token, form, status=422))
        try:
            if not release.is_open:
                raise actions.Closed
            data = form.cleaned_data
            actions.sign(
                release=release,
                signed_by=data["signed_by"],
                second=data.get("second", ""),
                child_agrees=data.get("child_agrees", False),
                taking=data.get("taking", False),
                purposes=data.get("purposes", ()),
                drawn=data["drawn"],
                language=(get_language() or "fr")[:2],
                at=at,
            )
        except actions.Closed:
            refused(request, _("This paper was answered meanwhile."))
        except NotASignature:
            form.add_error(
                None, _("The signature could not be read. Clear it and draw it again, or leave it empty.")
            )
            return private(_page(request, link, release, token, form, status=422))
        except (consents.NothingAgreed, actions.ChildNotAsked, actions.SignerMissing):
            form.add_error(None, _("Tick what you agree to, or say that you do not agree."))
            return private(_page(request, link, release, token, form, status=422))
        else:
            done(request, _("Signed, thank you"))
    return private(redirect("accounts:guest", token=token))


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def refuse(request: HttpRequest, token: str) -> HttpResponse:
    """« Je refuse »: nothing stands."""
    at = timezone.now()
    link, release = lent_release(token, at)
    with translation.override(chosen_language(request) or link.language):
        try:
            actions.refuse(release=release, at=at)
        except actions.Closed:
            refused(request, _("This paper was answered meanwhile."))
        else:
            done(request, _("Noted: you do not agree"))
    return private(redirect("accounts:guest", token=token))


@door(GUEST)
@limited(GUEST_LINKS)
@require_GET
def paper(request: HttpRequest, token: str) -> HttpResponseBase:
    """The signed paper, for whoever signed it."""
    link, release = lent_release(token, timezone.now())
    version = release.document.current if release.document else None
    if version is None:
        return private(render(request, "office/rights/guest_gone.html", {"link": link}, status=404))
    return private(serving.download(version))
