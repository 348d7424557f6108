"""One variant: its words under the rules of its network, its files, its subtitles, a copy of it."""

from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.community.composing.actions import limits, variants
from coulisse.desks.community.composing.actions.subtitles import Unusable, keep_subtitles
from coulisse.desks.community.composing.checking import Checked, House, house_of
from coulisse.desks.community.composing.forms import SubtitleForm, VariantForm, VariantPlaceForm
from coulisse.desks.community.composing.limits import has_own_limits
from coulisse.desks.community.composing.models import ServerLimits
from coulisse.desks.community.composing.queries.ideas import snippets_for, tagged_link
from coulisse.desks.community.composing.queries.media import thumbnail_of
from coulisse.desks.community.composing.refusals import in_words
from coulisse.desks.community.composing.subtitling import trouble_of
from coulisse.desks.community.current import may
from coulisse.desks.community.publishing.access import access_account, access_publication, may_publish_on
from coulisse.desks.community.publishing.actions import publications
from coulisse.desks.community.publishing.guarding import rights_of
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.speaking import connect
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:composing:variant"


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def variant(request: SignedInRequest, pk: int) -> HttpResponse:
    to = "change" if request.method == "POST" else "read"
    row = access_publication(request.user, pk, to=to)
    house = _house(row)
    form = VariantForm(request.POST or None, user=request.user, row=row, house=house)
    if request.method == "POST" and form.is_valid():
        try:
            variants.write(
                publication=row,
                values=form.values() | _tagged(request, row, form),
                files=form.attached(),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        except publications.NotNow:
            refused(request, _("It has left, or is about to: nothing was changed."))
        else:
            done(request, _("Saved as a draft: arm it when it may leave"))
        return redirect(HERE, pk)
    return _page(request, row, form)


def _tagged(request: SignedInRequest, row: Publication, form: VariantForm) -> dict[str, Any]:
    """Asked for without the script: the link of the idea with its tags, where it stands or at the end."""
    link = tagged_link(row)
    if not request.POST.get("tag") or not link or row.idea is None:
        return {}
    text = str(form.cleaned_data["text"])
    if link in text:
        return {}
    return {
        "text": text.replace(row.idea.link, link) if row.idea.link in text else f"{text.rstrip()}\n{link}".strip()
    }


def _page(request: SignedInRequest, row: Publication, form: VariantForm) -> HttpResponse:
    production, client = row.production_id or row.account.production_id, row.account.client_id
    may_change = may(request.user, "change", production=production, client=client)
    now = timezone.now()
    siblings = (
        row.idea.publications.select_related("account").exclude(state=Publication.State.CANCELLED)
        if row.idea
        else ()
    )
    link = tagged_link(row)
    context = {
        "row": row,
        "idea": row.idea,
        "form": form,
        "checked": form.check(),
        "may_change": may_change and may_publish_on(request.user, row.account),
        "is_open": row.state in publications.OPEN,
        "siblings": siblings,
        "snippets": snippets_for(request.user, production=production, client=client),
        "link": link,
        "copy": VariantPlaceForm(None, user=request.user, idea=row.idea, initial={"account": row.account_id}),
        "subtitle": SubtitleForm(),
        "subtitles": row.subtitles.select_related("content"),
        "limits": _limits(row),
        "refusals": in_words(rights_of(row, at=now).reasons, request.user),
        "thumbnails": [
            (thumbnail_of(one.content.document), one.alt, one.content.document_id)
            for one in row.files.select_related("content__document__current")
        ],
    }
    return render(request, "community/composing/variant.html", context, status=422 if form.errors else 200)


def _limits(row: Publication) -> dict[str, Any]:
    if not has_own_limits(row.account):
        return {}
    said = ServerLimits.objects.filter(server=row.account.server).first()
    return {"server": row.account.server, "read_at": said.read_at if said else None}


def _house(row: Publication) -> House:
    return house_of(
        row.idea, production=row.production_id or row.account.production_id, client=row.account.client_id
    )


@door(MEMBER)
@require_POST
def measure(request: SignedInRequest, pk: int) -> JsonResponse:
    """What the words in the form measure as they stand, valid or not: asked while one writes."""
    row = access_publication(request.user, pk)
    form = VariantForm(request.POST, user=request.user, row=row, house=_house(row))
    return JsonResponse({**as_json(form.check()), "alts": form.usual_alts()})


def as_json(found: Checked) -> dict[str, Any]:
    return {
        "length": found.length,
        "limit": found.limit,
        "left": found.left,
        "size": found.size,
        "bytes": found.bytes,
        "valid": found.valid,
        "findings": [
            {"code": one.code, "tone": "stop" if one.is_refused else "warn", "text": one.text}
            for one in found.findings
        ],
        "pieces": [{"text": one.text, "kind": one.kind} for one in found.pieces],
    }


@door(MEMBER)
@require_POST
def copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same words for another account or language."""
    row = access_publication(request.user, pk, to="change")
    form = VariantPlaceForm(request.POST, user=request.user, idea=row.idea)
    if not form.is_valid():
        refused(request, _("Choose an account and a language for the copy."))
        return redirect(HERE, pk)
    account = access_account(request.user, form.cleaned_data["account"].pk, to="change")
    try:
        made = variants.duplicate(
            publication=row,
            account=account,
            language=form.cleaned_data["language"],
            by=request.user,
            at=timezone.now(),
        )
    except variants.OfAnotherOwner:
        refused(request, _("This account belongs to another client."))
        return redirect(HERE, pk)
    done(request, _("Copied as a draft for %(account)s") % {"account": account})
    return redirect(HERE, made.pk)


@door(MEMBER)
@require_POST
def read_limits(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the server of Mastodon for its own limits."""
    row = access_publication(request.user, pk, to="change")
    if has_own_limits(row.account):
        try:
            limits.read_limits(account=row.account, connect=connect, at=timezone.now())
        except limits.NotSaid:
            refused(request, _("The server did not say its limits: those of Mastodon itself stay."))
        else:
            done(request, _("Limits of the server read"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def add_subtitles(request: SignedInRequest, pk: int) -> HttpResponse:
    """A file of subtitles, looked over: what cannot be read is refused, what a viewer stumbles over is told."""
    row = access_publication(request.user, pk, to="change")
    form = SubtitleForm(request.POST, request.FILES)
    if not form.is_valid():
        refused(request, _("Choose a file of subtitles, .srt or .vtt."))
        return redirect(HERE, pk)
    try:
        problems = keep_subtitles(
            publication=row,
            content=form.cleaned_data["file"].read(),
            name=form.cleaned_data["file"].name,
            language=form.cleaned_data["language"],
            by=request.user,
            at=timezone.now(),
        )
    except Unusable as unusable:
        refused(request, trouble_of(unusable.code))
    except publications.NotNow:
        refused(request, _("It has left, or is about to: nothing was changed."))
    else:
        n = len(problems)
        if n:
            told = ngettext("%(n)s place to look at: %(first)s", "%(n)s places to look at, first: %(first)s", n)
            refused(request, told % {"n": n, "first": trouble_of(problems[0].code, problems[0].where.line)})
        done(request, _("Subtitles added"))
    return redirect(HERE, pk)
