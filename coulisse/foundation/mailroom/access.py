from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from coulisse.foundation.mailroom.models import Identity, KeptAside, Letter, Mailbox
from coulisse.foundation.mailroom.queries import visible_to

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


def access_letter(user: "User", pk: int, *, to: str = "read") -> Letter:
    """A letter that this person may see. To change it: it is one's own, or its production is one's to change."""
    letter = visible_to(user).filter(pk=pk).first()
    if letter is None:
        raise Http404
    own = letter.by_id == user.pk
    if to != "read" and not own and not user.may("change", production=letter.production_id):
        raise PermissionDenied
    return letter


def access_mailbox(user: "User", pk: int) -> Mailbox:
    """A mailbox: whoever manages the house, for its servers and secrets are the house's."""
    if not user.may("manage"):
        raise PermissionDenied
    mailbox = Mailbox.objects.filter(pk=pk).first()
    if mailbox is None:
        raise Http404
    return mailbox


def access_identity(user: "User", pk: int) -> Identity:
    """A name that signs, by the rule of its mailbox."""
    identity = Identity.objects.select_related("mailbox").filter(pk=pk).first()
    if identity is None:
        raise Http404
    access_mailbox(user, identity.mailbox_id)
    return identity


def access_kept_aside(user: "User", pk: int) -> KeptAside:
    """A mail that could not be handed on, by the rule of its mailbox."""
    kept = KeptAside.objects.select_related("mailbox").filter(pk=pk).first()
    if kept is None:
        raise Http404
    access_mailbox(user, kept.mailbox_id)
    return kept
