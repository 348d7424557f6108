"""Restricting a writer: asked by one, approved by another, told to the writer, judged on appeal by a third."""

from datetime import date, datetime, time
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.audience.care.models import Appeal, Restriction
from coulisse.desks.audience.facts import care as facts
from coulisse.desks.audience.relations.models import Writer
from coulisse.foundation.accounts.actions import guest_links
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.mailroom.actions import To, post
from coulisse.kernel.times import in_brussels, to_brussels

State = Restriction.State
RESTRICTION: Final = "audience.restriction"
"""What the link of a letter opens, in `settings.COULISSE_GUEST_PAGES`; its object is a `Restriction`."""
LANGUAGES: Final = ("fr", "nl", "en")
LONGEST_DAYS: Final = 366
"""A restriction of more than a year is asked again, with its reasons."""


class ReasonMissing(Exception):
    """A restriction, a refusal and a decision on appeal say why."""


class EndsTooLate(Exception):
    """The end is in the past, or more than a year away."""


class SamePerson(Exception):
    """Whoever asked does not approve, and neither of the two decides on the appeal."""


class NotToDecide(Exception):
    """It was decided meanwhile."""


class NotInForce(Exception):
    """Nothing restricts this writer there any more."""


class AppealOpen(Exception):
    """An appeal waits for its decision already."""


def ask(*, writer: Writer, scope: str, reason: str, ends_on: date, by: User, at: datetime) -> Restriction:
    """Ask for a restriction; nothing is restricted until somebody else approves. Raises `ReasonMissing`,
    `EndsTooLate`."""
    if not reason.strip():
        raise ReasonMissing
    _check_end(ends_on, at)
    with transaction.atomic():
        row = Restriction.objects.create(
            writer=writer,
            scope=Restriction.Scope(scope),
            reason=reason.strip()[:500],
            ends_on=ends_on,
            asked_by=by,
            asked_at=at,
        )
        told = facts.RestrictionAsked(restriction_id=row.pk, writer=str(writer), reason=row.reason)
        _tell(told, row, by=by, at=at)
    return row


def approve(*, restriction: Restriction, by: User, at: datetime) -> Restriction:
    """Put it in force and tell the writer, with the way to appeal, by e-mail where there is an address.

    Raises `SamePerson`, `NotToDecide`, `EndsTooLate`.
    """
    with transaction.atomic():
        fresh = _to_decide(restriction, by)
        _check_end(fresh.ends_on, at)
        letter = _tell_writer(fresh, by=by, at=at)
        values = {"state": State.IN_FORCE, "decided_by": by, "decided_at": at}
        if letter is not None:
            values |= {"told_at": at, "told_how": letter[1], "letter_id": letter[0]}
        written = fresh.write(values, read_version=fresh.version)
        _tell(_decided(written), written, by=by, at=at)
    return written


def refuse(*, restriction: Restriction, reason: str, by: User, at: datetime) -> Restriction:
    """The second person does not agree. Raises `ReasonMissing`, `SamePerson`, `NotToDecide`."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        fresh = _to_decide(restriction, by)
        written = fresh.write(
            {"state": State.REFUSED, "decided_by": by, "decided_at": at, "decision": reason.strip()[:300]},
            read_version=fresh.version,
        )
        _tell(_decided(written), written, by=by, at=at)
    return written


def lift(*, restriction: Restriction, reason: str, by: User, at: datetime) -> Restriction:
    """End it before its day. Raises `ReasonMissing`, `NotInForce`."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        fresh = Restriction.objects.select_for_update().get(pk=restriction.pk)
        if fresh.state != State.IN_FORCE:
            raise NotInForce(fresh.pk)
        written = fresh.write(
            {"state": State.LIFTED, "decision": reason.strip()[:300]}, read_version=fresh.version
        )
        _tell(_decided(written), written, by=by, at=at)
    return written


def note_told(*, restriction: Restriction, how: str, by: User, at: datetime) -> Restriction:
    """The writer was told by letter or by telephone. Raises `NotInForce`, `ReasonMissing` without a way."""
    if not how.strip():
        raise ReasonMissing
    with transaction.atomic():
        fresh = Restriction.objects.select_for_update().get(pk=restriction.pk)
        if fresh.state != State.IN_FORCE:
            raise NotInForce(fresh.pk)
        written = fresh.write({"told_at": at, "told_how": how.strip()[:160]}, read_version=fresh.version)
        _tell(_decided(written), written, by=by, at=at)
    return written


def record_appeal(
    *, restriction: Restriction, text: str, received_on: date, by: User | None, at: datetime
) -> Appeal:
    """The writer does not agree; `by` is None where he says so himself, on the page behind the link of his letter.

    Raises `ReasonMissing`, `AppealOpen`, `NotInForce`.
    """
    if not text.strip():
        raise ReasonMissing
    with transaction.atomic():
        fresh = Restriction.objects.select_for_update().get(pk=restriction.pk)
        if fresh.state != State.IN_FORCE:
            raise NotInForce(fresh.pk)
        if fresh.appeals.filter(decided_at__isnull=True).exists():
            raise AppealOpen(fresh.pk)
        appeal = Appeal.objects.create(
            restriction=fresh, text=text.strip(), received_on=received_on, recorded_by=by, recorded_at=at
        )
        _tell(facts.AppealRecorded(restriction_id=fresh.pk, writer=str(fresh.writer)), fresh, by=by, at=at)
    return appeal


def decide_appeal(
    *, appeal: Appeal, outcome: str, reason: str, ends_on: date | None, by: User, at: datetime
) -> Appeal:
    """A third person decides. Shortening takes a new end, before the old one.

    Raises `ReasonMissing`, `SamePerson`, `NotToDecide`, `EndsTooLate`.
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        restriction = Restriction.objects.select_for_update().get(pk=appeal.restriction_id)
        fresh = Appeal.objects.select_for_update().get(pk=appeal.pk)
        if fresh.decided_at is not None:
            raise NotToDecide(fresh.pk)
        if by.pk in {restriction.asked_by_id, restriction.decided_by_id}:
            raise SamePerson(str(by))
        chosen = Appeal.Outcome(outcome)
        if chosen == Appeal.Outcome.SHORTENED:
            if ends_on is None or ends_on >= restriction.ends_on or ends_on < to_brussels(at).date():
                raise EndsTooLate(ends_on)
            restriction.write({"ends_on": ends_on}, read_version=restriction.version)
        elif chosen == Appeal.Outcome.LIFTED and restriction.state == State.IN_FORCE:
            restriction.write(
                {"state": State.LIFTED, "decision": reason.strip()[:300]}, read_version=restriction.version
            )
        written = fresh.write(
            {"outcome": chosen, "reason": reason.strip()[:500], "decided_by": by, "decided_at": at},
            read_version=fresh.version,
        )
        told = facts.AppealDecided(
            restriction_id=restriction.pk, writer=str(restriction.writer), outcome=written.outcome
        )
        _tell(told, restriction, by=by, at=at)
        _tell_outcome(restriction, written, by=by, at=at)
    return written


def _to_decide(restriction: Restriction, by: User) -> Restriction:
    fresh = Restriction.objects.select_for_update(of=("self",)).select_related("writer").get(pk=restriction.pk)
    if fresh.state != State.ASKED:
        raise NotToDecide(fresh.pk)
    if fresh.asked_by_id == by.pk:
        raise SamePerson(str(by))
    return fresh


def _check_end(ends_on: date, at: datetime) -> None:
    today = to_brussels(at).date()
    if ends_on < today or (ends_on - today).days > LONGEST_DAYS:
        raise EndsTooLate(ends_on)


def _tell_writer(restriction: Restriction, *, by: User, at: datetime) -> tuple[int, str] | None:
    """The letter's number and where it went; None without an e-mail address."""
    writer = restriction.writer
    address = writer.addresses.filter(kind="email", bounced_at__isnull=True).order_by("id").first()
    if address is None:
        return None
    language = writer.language if writer.language in LANGUAGES else settings.LANGUAGE_CODE[:2]
    link = _lend(restriction, language, by=by, at=at)
    with translation.override(language):
        text = "\n".join(
            (
                _("Hello,"),
                "",
                _("You have written to us several times. For the reason below, this applies until %(day)s:")
                % {"day": f"{restriction.ends_on:%d/%m/%Y}"},
                f"— {restriction.get_scope_display()}.",
                "",
                _("Reason: %(reason)s") % {"reason": restriction.reason},
                "",
                _("It ends by itself on that day. Your letters and calls are still read."),
                _(
                    "If you do not agree, say so on the page below, or answer this mail: somebody who took no "
                    "part in this decision will look at it again and write to you."
                ),
                link,
            )
        )
        letter = post(
            subject=_("How we answer you until %(day)s") % {"day": f"{restriction.ends_on:%d/%m/%Y}"},
            text=text,
            to=[To(address.value, writer.name)],
            language=language,
            about=restriction,
            by=by,
            at=at,
        )
    return letter.pk, address.value


def _lend(restriction: Restriction, language: str, *, by: User, at: datetime) -> str:
    """The address of the page on which the writer objects, until the restriction ends.

    The link names nobody: what is known of the writer stays on the card, and is erased with it.
    """
    with translation.override(settings.LANGUAGE_CODE):
        to = _("a writer, restriction %(number)s") % {"number": restriction.pk}
    lent = guest_links.lend(
        RESTRICTION,
        restriction.pk,
        to,
        expires_at=in_brussels(restriction.ends_on, time(23, 59)),
        by=by,
        at=at,
        language=language,
        desk=Desk.AUDIENCE,
    )
    return f"{settings.PUBLIC_URL}{reverse('accounts:guest', args=[lent.token])}"


def _tell_outcome(restriction: Restriction, appeal: Appeal, *, by: User, at: datetime) -> None:
    writer = restriction.writer
    address = writer.addresses.filter(kind="email", bounced_at__isnull=True).order_by("id").first()
    if address is None:
        return
    language = writer.language if writer.language in LANGUAGES else settings.LANGUAGE_CODE[:2]
    with translation.override(language):
        text = "\n".join(
            (
                _("Hello,"),
                "",
                _("Somebody else has looked at your objection. Decision: %(decision)s.")
                % {"decision": appeal.get_outcome_display()},
                _("Reason: %(reason)s") % {"reason": appeal.reason},
                *(
                    (_("It ends on %(day)s.") % {"day": f"{restriction.ends_on:%d/%m/%Y}"},)
                    if appeal.outcome == Appeal.Outcome.SHORTENED
                    else ()
                ),
            )
        )
        post(
            subject=_("Your objection"),
            text=text,
            to=[To(address.value, writer.name)],
            language=language,
            about=restriction,
            by=by,
            at=at,
        )


def _decided(row: Restriction) -> facts.RestrictionDecided:
    return facts.RestrictionDecided(restriction_id=row.pk, writer=str(row.writer), state=row.state)


def _tell(happened: Fact, row: Restriction, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=row, desk=Desk.AUDIENCE)
