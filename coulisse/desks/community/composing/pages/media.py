"""The media of a production: where each file stands, what is said of it, what was cut out of it."""

from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.community.clients.workspaces import workspace_of
from coulisse.desks.community.composing.access import access_media
from coulisse.desks.community.composing.actions import media as actions
from coulisse.desks.community.composing.forms import AltForm, CropForm, ShownForm
from coulisse.desks.community.composing.models import AltText
from coulisse.desks.community.composing.queries.concerned import TO_COME, using
from coulisse.desks.community.composing.queries.media import library, people_of, standings, thumbnail_of
from coulisse.desks.community.current import may, on_production
from coulisse.desks.community.publishing.access import publications_within_reach
from coulisse.desks.community.publishing.crops import with_crops
from coulisse.desks.community.publishing.models import Crop, Publication
from coulisse.desks.community.publishing.queries.pages import line_of
from coulisse.foundation.documents.darkroom.trouble import Troubled
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.previews import DRAWN, NoPreview
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:composing:file"
STATES: Final = (*TO_COME, Publication.State.SENDING, Publication.State.SENT, Publication.State.CONFIRMED)


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    form = _shown(request)
    client = workspace_of(request.user, production).client_id
    lines = library(
        request.user,
        production=production.pk,
        client=client,
        network=form.cleaned_data["network"],
        on=form.cleaned_data["on"],
    )
    context = {"production": production, "form": form, "lines": lines}
    return render(request, "community/composing/media.html", context)


def _shown(request: SignedInRequest) -> ShownForm:
    """For the network and the day asked for; what cannot be read is today on Instagram."""
    today = timezone.localdate()
    form = ShownForm(request.GET, today=today)
    if not form.is_valid():
        form = ShownForm({}, today=today)
        form.full_clean()
    return form


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def file(request: SignedInRequest, pk: int) -> HttpResponse:
    to = "change" if request.method == "POST" else "read"
    row = access_media(request.user, pk, to=to)
    known = dict(AltText.objects.filter(document=row).values_list("language", "text"))
    form = AltForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        actions.say(document=row, texts={code: form.cleaned_data[code] for code, _label in settings.LANGUAGES})
        done(request, _("Saved"))
        return redirect(HERE, pk)
    shown = _shown(request)
    network, on = shown.cleaned_data["network"], shown.cleaned_data["on"]
    rows = using(with_crops([row.pk]), STATES).filter(pk__in=publications_within_reach(request.user).values("pk"))
    crop = Crop.objects.filter(document=row).select_related("original__document").first()
    context = {
        "row": row,
        "form": form,
        "shown": shown,
        "thumbnail": thumbnail_of(row),
        "standing": standings([row.pk], network=network, on=on, user=request.user)[row.pk],
        "people": people_of(row.pk, request.user),
        "crops": _crops(row),
        "crop": crop,
        "publications": [line_of(one) for one in rows[:100]],
        "may_change": may(request.user, "change", production=row.production_id, client=row.client_id),
        "can_be_cut": row.current is not None and row.current.media_type in DRAWN,
    }
    return render(request, "community/composing/file.html", context, status=422 if form.errors else 200)


def _crops(row: Document) -> list[tuple[int, str, str]]:
    """Number, shape and small picture of what was cut out of it."""
    rows = Crop.objects.filter(original__document=row, document__trashed_at__isnull=True)
    return [
        (one.document_id, one.get_ratio_display(), thumbnail_of(one.document))
        for one in rows.select_related("document__current")
    ]


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def crop(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_media(request.user, pk, to="change")
    if row.current is None or row.current.media_type not in DRAWN:
        refused(request, _("Only a picture can be cut."))
        return redirect(HERE, pk)
    form = CropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.crop(original=row.current, by=request.user, at=timezone.now(), **form.cleaned_data)
        except (actions.CannotBeCut, NoPreview, Troubled):
            refused(request, _("This picture cannot be cut: it is damaged, or too large."))
            return redirect(HERE, pk)
        done(request, _("Cut: %(title)s") % {"title": made.document.title})
        return redirect(HERE, made.document_id)
    context = {
        "row": row,
        "form": form,
        "picture": reverse("documents:page", args=[row.pk, row.current.number, 1]),
    }
    return render(request, "community/composing/crop.html", context, status=422 if form.errors else 200)
