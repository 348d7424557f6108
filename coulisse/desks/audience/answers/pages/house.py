"""Who approves, how answers are sent, the automatic receipts, the dictionary of the house."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.audience.answers import words
from coulisse.desks.audience.answers.access import access_box, access_seat, access_word
from coulisse.desks.audience.answers.actions import seats as actions
from coulisse.desks.audience.answers.actions.settings import set_answers, set_receipt
from coulisse.desks.audience.answers.fields import FIELDS
from coulisse.desks.audience.answers.forms import ReceiptForm, SeatForm, SettingsForm
from coulisse.desks.audience.answers.models import AnswerSettings, HouseWord, Receipt
from coulisse.desks.audience.answers.queries.seats import known_people, may_sit, seats_page
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import stale_page
from coulisse.foundation.ui.toasts import done, refused


@on_production
@require_http_methods(["GET", "POST"])
def seats(request: SignedInRequest, production: Production) -> HttpResponse:
    """Who approves wordings; posting makes a seat."""
    access_audience(request.user, production.pk, to="manage" if request.method == "POST" else "read")
    day = timezone.localdate()
    people = may_sit(production.pk, day=day)
    everywhere = request.user.may("manage", desk=Desk.AUDIENCE)
    form = SeatForm(request.POST or None, people=known_people(people), may_everywhere=everywhere)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        for_all = everywhere and read["everywhere"]
        try:
            actions.make_seat(
                production=None if for_all else production,
                code=read["code"],
                labels=form.labels(),
                people=read["people"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.SeatTaken:
            form.add_error("code", _("There is a seat of this code."))
        except actions.CannotRead as blind:
            form.add_error("people", _cannot(blind.person))
        else:
            done(request, _("Seat made"))
            return redirect("audience:answers:seats")
    context = {
        "production": production,
        "seats": seats_page(production.pk, get_language() or "fr"),
        "people": people,
        "form": form,
        "may_manage": may(request.user, "manage", production.pk),
    }
    return render(request, "audience/answers/seats.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def holders(request: SignedInRequest, pk: int) -> HttpResponse:
    """Exactly the ticked people sit there."""
    seat = access_seat(request.user, pk)
    ticked = [
        int(one) for one in request.POST.getlist("people") if one.isascii() and one.isdigit() and len(one) < 15
    ]
    people = User.objects.filter(pk__in=ticked, is_active=True)
    try:
        actions.set_holders(seat=seat, people=people, by=request.user, at=timezone.now())
    except actions.CannotRead as blind:
        refused(request, _cannot(blind.person))
    else:
        done(request, _("%(seat)s: kept") % {"seat": seat})
    return redirect("audience:answers:seats")


@door(MEMBER)
@require_POST
def archive_seat(request: SignedInRequest, pk: int) -> HttpResponse:
    seat = access_seat(request.user, pk)
    try:
        actions.archive_seat(seat=seat, by=request.user, at=timezone.now())
    except actions.SeatAsked:
        refused(request, _("A decision of this seat is waited for. Let it decide first."))
    else:
        done(request, _("%(seat)s is asked no more") % {"seat": seat})
    return redirect("audience:answers:seats")


@on_production
@require_http_methods(["GET", "POST"])
def settings(request: SignedInRequest, production: Production) -> HttpResponse:
    """Pace, signatures, the question under an answer; receipts and the dictionary stand below."""
    access_audience(request.user, production.pk, to="manage" if request.method == "POST" else "read")
    row = AnswerSettings.objects.filter(production=production).first()
    shown = row or AnswerSettings.objects.filter(production__isnull=True).first() or AnswerSettings()
    initial = {
        "per_minute": shown.per_minute,
        "asks_heard": shown.asks_heard,
        **shown.signatures,
        "version": row.version if row else 0,
    }
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        values = {
            "per_minute": read["per_minute"],
            "asks_heard": read["asks_heard"],
            "signatures": form.signatures(),
        }
        try:
            set_answers(
                production=production,
                values=values,
                read_version=read["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as late:
            return stale_page(request, late, title=_("How answers are sent"), back=request.path)
        done(request, _("Kept"))
        return redirect("audience:answers:settings")
    context = {
        "production": production,
        "form": form,
        "boxes": _boxes(production),
        "words": HouseWord.objects.select_related("by").order_by("word")[:500],
        "may_manage": may(request.user, "manage", production.pk),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "audience/answers/settings.html", context, status=422 if form.errors else 200)


@on_production
@require_http_methods(["GET", "POST"])
def receipt(request: SignedInRequest, production: Production, pk: int) -> HttpResponse:
    """The automatic receipt of one mailbox: for this production, or (`?for=all`) for whatever else comes there."""
    where = None if request.GET.get("for") == "all" else production
    box = access_box(
        request.user, pk, where.pk if where else None, to="manage" if request.method == "POST" else "read"
    )
    row = Receipt.objects.filter(mailbox=box, production=where).first()
    initial = {"is_on": row.is_on, "version": row.version, **row.texts} if row else {"version": 0}
    form = ReceiptForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_receipt(
                mailbox=box,
                production=where,
                is_on=form.cleaned_data["is_on"],
                texts=form.texts(),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as late:
            return stale_page(request, late, title=box.name, back=request.path)
        done(request, _("Receipt of %(box)s kept") % {"box": box.name})
        return redirect("audience:answers:settings")
    context = {
        "production": production,
        "where": where,
        "box": box,
        "form": form,
        "fields": FIELDS,
        "may_manage": request.user.may("manage", desk=Desk.AUDIENCE, production=where.pk if where else None),
    }
    return render(request, "audience/answers/receipt.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def remove_word(request: SignedInRequest, pk: int) -> HttpResponse:
    word = access_word(request.user, pk)
    words.remove_word(word=word)
    done(request, _("“%(word)s” is checked again") % {"word": word.word})
    return redirect("audience:answers:settings")


def _boxes(production: Production) -> list[tuple[Mailbox, Receipt | None, Receipt | None]]:
    """The mailboxes that this production may be written to by: its receipt, and the one for all the rest."""
    boxes = Mailbox.objects.filter(desk=Desk.AUDIENCE, is_active=True)
    rows = Receipt.objects.filter(Q(production=production) | Q(production__isnull=True))
    known = {(row.mailbox_id, row.production_id): row for row in rows}
    return [
        (box, known.get((box.pk, production.pk)), known.get((box.pk, None)))
        for box in boxes
        if box.production_id in (None, production.pk)
    ]


def _cannot(person: User) -> str:
    said = _("%(name)s may not read what the public writes to this production: give the role first.")
    return said % {"name": person}
