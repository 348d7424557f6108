"""The link under an answer by which its writer says whether it helped: a signed number, good for sixty days."""

from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

SALT: Final = "audience.answers.heard"
GOOD_FOR_DAYS: Final = 60


class NoSuchLink(Exception):
    """The address was not written by this house."""


def token_of(conversation: int) -> str:
    return Signer(salt=SALT, sep=".").sign(str(conversation))


def conversation_of(token: str) -> int:
    """Raises `NoSuchLink`."""
    try:
        return int(Signer(salt=SALT, sep=".").unsign(token))
    except (BadSignature, ValueError):
        raise NoSuchLink(token) from None


def address_of(conversation: int) -> str:
    return f"{settings.PUBLIC_URL}{reverse('audience:answers:heard', args=[token_of(conversation)])}"


def heard_line(conversation: int, language: str) -> str:
    """What stands under the signature where the production asks."""
    with override(language):
        asked = _("Did this answer help you? One question, one click:")
    return f"\n\n-- \n{asked}\n{address_of(conversation)}"
