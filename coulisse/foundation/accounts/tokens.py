"""Secrets that travel in an address: made once, shown once, kept only as a hash."""

import hashlib
import secrets

TOKEN_BYTES = 32


def new_token() -> str:
    """A secret of 256 bits that fits in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What the database keeps. The secret has 256 bits of chance, so a plain hash cannot be searched back."""
    return hashlib.sha256(token.encode()).hexdigest()
