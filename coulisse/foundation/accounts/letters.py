"""The letters of this room, in their reader's language."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.foundation.accounts.models import Invitation


def send_invitation(invitation: Invitation, *, address: str) -> None:
    """Post the invitation: who invites, where to go, until when. Raises what the mail server raises."""
    with translation.override(invitation.language):
        message = EmailMessage(
            subject=_("Join us on Coulisse"),
            body=render_to_string(
                "accounts/letters/invitation.txt",
                {"invitation": invitation, "address": address, "house": settings.PUBLIC_URL},
            ),
            to=[invitation.email],
        )
    message.send()
