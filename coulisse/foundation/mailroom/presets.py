"""What to write for the large providers. From their manuals; not exercised against the live services."""

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Preset:
    """What a new mailbox of a provider starts from."""

    title: str
    values: dict[str, Any]


PRESETS: Final = {
    "microsoft": Preset(
        "Microsoft 365",
        {
            "imap_host": "outlook.office365.com",
            "imap_port": 993,
            "imap_security": "tls",
            "smtp_host": "smtp.office365.com",
            "smtp_port": 587,
            "smtp_security": "starttls",
            "sign_in": "xoauth2",
            "oauth_token_url": "https://login.microsoftonline.com/TENANT/oauth2/v2.0/token",
            "oauth_scope": "https://outlook.office.com/IMAP.AccessAsUser.All "
            "https://outlook.office.com/SMTP.Send offline_access",
            "copy": "bcc",
            "per_minute": 30,
        },
    ),
    "google": Preset(
        "Google",
        {
            "imap_host": "imap.gmail.com",
            "imap_port": 993,
            "imap_security": "tls",
            "smtp_host": "smtp.gmail.com",
            "smtp_port": 465,
            "smtp_security": "tls",
            "sign_in": "xoauth2",
            "oauth_token_url": "https://oauth2.googleapis.com/token",
            "oauth_scope": "",
            "copy": "server",
            "per_minute": 20,
        },
    ),
}
