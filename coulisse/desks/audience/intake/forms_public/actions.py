"""A form made, corrected, switched off; and what somebody of the public sends through it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from coulisse.desks.audience.facts.channels import FormSaved, FormSwitched
from coulisse.desks.audience.intake.actions import receive
from coulisse.desks.audience.intake.forms_public.barring import is_barred
from coulisse.desks.audience.intake.forms_public.models import PublicForm
from coulisse.desks.audience.intake.incoming import Fate, Incoming, IncomingFile
from coulisse.desks.audience.intake.models import Channel, Conversation
from coulisse.desks.audience.relations.models import Writer
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.mailroom.actions import BadAddress, BadHeader, Posting, post_receipts

RESERVED: Final = frozenset({"add"})
ABOUT: Final = "audience.conversation"


class AddressTaken(Exception):
    """Another form has this address, or the house keeps it for itself."""


class ClosedToWriter(Exception):
    """The forms are closed to this person for some time; letters and calls are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came through a form. `key` is of the page that was shown: sent twice, it is one conversation."""

    key: str
    language: str
    text: str
    subject: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    postal: str = ""
    is_minor: bool = False
    files: Sequence[IncomingFile] = ()


def make(*, values: Mapping[str, Any], by: User, at: datetime) -> PublicForm:
    """A new form. Raises `AddressTaken`."""
    _refuse_reserved(values)
    try:
        with transaction.atomic():
            form = PublicForm.objects.create(**values, made_by=by, made_at=at)
            _tell(FormSaved(form_id=form.pk, slug=form.slug), form, by=by, at=at)
    except IntegrityError:
        raise AddressTaken(values["slug"]) from None
    return form


def correct(
    *, form: PublicForm, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> PublicForm:
    """Raises `AddressTaken`, `StaleWrite`."""
    _refuse_reserved(values)
    try:
        with transaction.atomic():
            written = form.write(values, read_version=read_version)
            _tell(FormSaved(form_id=written.pk, slug=written.slug), written, by=by, at=at)
    except IntegrityError:
        raise AddressTaken(values["slug"]) from None
    return written


def switch(*, form: PublicForm, is_open: bool, by: User, at: datetime) -> PublicForm:
    """Open it, or close it; nothing is told where it stands so already."""
    with transaction.atomic():
        stored = PublicForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
        if stored.is_open == is_open:
            return stored
        written = stored.write({"is_open": is_open}, read_version=stored.version)
        told = FormSwitched(form_id=written.pk, slug=written.slug, is_open=is_open)
        _tell(told, written, by=by, at=at)
    return written


def take_in(*, form: PublicForm, sent: Sent, at: datetime) -> Conversation:
    """What somebody sent becomes a conversation, with a receipt by mail; sent twice, it is the same one.

    Raises `ClosedToWriter`: nothing is kept then.
    """
    if is_barred(email=sent.email, phone=sent.phone, at=at):
        raise ClosedToWriter
    with transaction.atomic():
        outcome = receive([_incoming(form, sent, at)], by=None, at=at).outcomes[0]
        conversation = outcome.conversation
        if outcome.fate is Fate.DUPLICATE:
            return conversation
        if sent.is_minor and not conversation.writer.is_minor:
            Writer.objects.filter(pk=conversation.writer_id).update(is_minor=True)
        if form.sends_receipt and sent.email:
            _receipt(form, sent, conversation, at)
    return conversation


def _incoming(form: PublicForm, sent: Sent, at: datetime) -> Incoming:
    return Incoming(
        channel=Channel.FORM,
        key=f"form:{sent.key}",
        received_at=at,
        text=sent.text,
        new_text=sent.text,
        subject=sent.subject,
        name=sent.name,
        email=sent.email,
        phone=sent.phone,
        postal=sent.postal,
        language_hint=sent.language,
        production=form.production,
        mailbox=form.mailbox,
        attachments=tuple(sent.files),
        topic=form.topic.code if form.topic is not None and form.topic.archived_at is None else "",
        kind="minor" if sent.is_minor else "",
    )


def _receipt(form: PublicForm, sent: Sent, conversation: Conversation, at: datetime) -> None:
    """Not sent where it could start a loop, or twice a day to one address: the mailroom sees to it."""
    with override(sent.language):
        subject = _("Well received: your message %(reference)s") % {"reference": conversation.reference}
        text = _receipt_text(form, sent, conversation)
    posting = Posting(
        address=sent.email,
        name=sent.name,
        subject=subject,
        text=text,
        language=sent.language,
        mailbox=form.mailbox,
        production=form.production_id,
        about=ABOUT,
        about_id=conversation.pk,
    )
    try:
        with transaction.atomic():
            post_receipts([posting], by=None, at=at)
    except (BadAddress, BadHeader):
        return  # what was written is kept all the same; the number stands on the page


def _receipt_text(form: PublicForm, sent: Sent, conversation: Conversation) -> str:
    hello = _("Hello %(name)s,") % {"name": sent.name} if sent.name else _("Hello,")
    said = _("We have received your message. Its number is %(reference)s: quote it if you write again.")
    keep = _("This is an automatic receipt. A person reads your message.")
    lines = [hello, "", said % {"reference": conversation.reference}, keep]
    if conversation.due_on is not None:
        lines.append(_("We mean to answer you by %(day)s.") % {"day": f"{conversation.due_on:%d/%m/%Y}"})
    return "\n".join([*lines, "", str(form.titles.get(sent.language) or form)])


def _refuse_reserved(values: Mapping[str, Any]) -> None:
    if values.get("slug") in RESERVED:
        raise AddressTaken(values["slug"])


def _tell(happened: Fact, form: PublicForm, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=form, production=form.production_id, desk=Desk.AUDIENCE)
