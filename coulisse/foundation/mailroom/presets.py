"""What to write for the large providers. From their manuals; not exercised against the live services."""

from dataclasses import dataclass
from typing import Any, Final

from coulisse.foundation.mailroom.tokens import encrypted_address


@dataclass(frozen=True, slots=True)
class Preset:
    """What a new mailbox of a provider starts from."""

    title: str
    company: str
    """Whom one signs in at."""
    values: dict[str, Any]
    is_exercised: bool = False


PRESETS: Final = {
    "microsoft": Preset(
        "Microsoft 365",
        "Microsoft",
        {
            "imap_host": "outlook.office365.com",
            "imap_port": 993,
            "imap_security": "tls",
            "smtp_host": "smtp.office365.com",
            "smtp_port": 587,
            "smtp_security": "starttls",
            "sign_in": "xoauth2",
            "oauth_authorize_url": "https://login.microsoftonline.com/TENANT/oauth2/v2.0/authorize",
            "oauth_token_url": "https://login.microsoftonline.com/TENANT/oauth2/v2.0/token",
            "oauth_scope": "offline_access https://outlook.office.com/IMAP.AccessAsUser.All "
            "https://outlook.office.com/SMTP.Send",
            "copy": "bcc",
            "per_minute": 30,
        },
    ),
    "google": Preset(
        "Google",
        "Google",
        {
            "imap_host": "imap.gmail.com",
            "imap_port": 993,
            "imap_security": "tls",
            "smtp_host": "smtp.gmail.com",
            "smtp_port": 465,
            "smtp_security": "tls",
            "sign_in": "xoauth2",
            # Without both words there is no refresh token, or the first time only.
            "oauth_authorize_url": "https://accounts.google.com/o/oauth2/v2/auth"
            "?access_type=offline&prompt=consent",
            "oauth_token_url": "https://oauth2.googleapis.com/token",
            "oauth_scope": "https://mail.google.com/",
            "copy": "server",
            "per_minute": 20,
        },
    ),
}
PLACEHOLDER: Final = "TENANT"
"""Stands in an address of a preset where the name of one's own organisation goes."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Whom one signs in at: a company of the presets, or the name of a server."""

    name: str
    host: str
    is_exercised: bool


def provider_of(authorize_url: str) -> Provider:
    """By the server of an authorization address; no name where there is none."""
    host = _host(authorize_url)
    for preset in PRESETS.values():
        if host and host == _host(preset.values["oauth_authorize_url"]):
            return Provider(preset.company, host, preset.is_exercised)
    return Provider(host, host, is_exercised=True)


def _host(url: str) -> str:
    parts = encrypted_address(url)
    return (parts.hostname or "") if parts else ""
