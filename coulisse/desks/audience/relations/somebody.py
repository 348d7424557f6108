"""Somebody who writes, as the channel that he came by knows him."""

from dataclasses import dataclass
from datetime import datetime

from coulisse.desks.audience.relations.keys import email_key, handle_key, phone_key, postal_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """What is known of a person when something comes in; everything may be empty."""

    name: str = ""
    email: str = ""
    phone: str = ""
    handle: str = ""
    postal: str = ""
    language: str = ""
    is_minor: bool = False
    at: datetime | None = None
    """When this person wrote; the moment of the call where it is not said."""

    def addresses(self) -> list[tuple[str, str, str]]:
        """(kind, key, as written), the surest first."""
        found = [
            ("email", email_key(self.email), self.email),
            ("handle", handle_key(self.handle), self.handle),
            ("phone", phone_key(self.phone), self.phone),
            ("postal", postal_key(self.postal), self.postal),
        ]
        return [(kind, key, value.strip()[:500]) for kind, key, value in found if key]
