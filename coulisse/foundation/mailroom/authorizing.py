"""The authorization code flow with PKCE (RFC 6749, 4.1; RFC 7636): the address that one is sent to."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import parse_qsl, quote, urlencode, urlunsplit

from django.conf import settings
from django.urls import reverse

from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.mailroom.tokens import encrypted_address


class NotReady(Exception):
    """The client or the authorization address is missing: nobody can be sent to the provider."""


def redirect_address() -> str:
    """Where the provider sends the person back to: registered there once, for all mailboxes of the house."""
    return f"{settings.PUBLIC_URL}{reverse('mailroom:consented')}"


def signs_in_as(mailbox: Mailbox) -> str:
    """Whose sign-in at the provider opens the mailbox."""
    return mailbox.imap_user or mailbox.smtp_user or mailbox.address


def can_consent(mailbox: Mailbox) -> bool:
    """Everything is there that one needs to be sent to the provider."""
    return (
        mailbox.sign_in == Mailbox.SignIn.XOAUTH2
        and bool(mailbox.oauth_client_id)
        and encrypted_address(mailbox.oauth_authorize_url) is not None
    )


def authorization_address(mailbox: Mailbox, *, state: str, verifier: str) -> str:
    """The mailbox's authorization address with the question in it. What was typed behind its `?` stays (3.1).

    Raises `NotReady`.
    """
    parts = encrypted_address(mailbox.oauth_authorize_url)
    if parts is None or not can_consent(mailbox):
        raise NotReady(mailbox.pk)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {
        "response_type": "code",
        "client_id": mailbox.oauth_client_id,
        "redirect_uri": redirect_address(),
        "scope": mailbox.oauth_scope,
        "state": state,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
        "login_hint": signs_in_as(mailbox),
    }
    asked = urlencode({name: value for name, value in query.items() if value}, quote_via=quote)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, asked, ""))


def challenge_of(verifier: str) -> str:
    """S256 of RFC 7636, 4.2.

    >>> challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
