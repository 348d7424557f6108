"""How the other end of an encrypted connection is known: by the authorities of the machine, and one's own."""

import ssl

from django.conf import settings


def tls_context() -> ssl.SSLContext:
    """Certificates and names are checked. `COULISSE_MAIL_AUTHORITY` names a file with one's own authority."""
    context = ssl.create_default_context()
    own: str = getattr(settings, "COULISSE_MAIL_AUTHORITY", "")
    if own:
        context.load_verify_locations(cafile=own)
    return context
