"""What opens a mail server, encrypted in the database: the key is made from the house's `SECRET_KEY`.

A copy of the database alone opens nothing. After `SECRET_KEY` has changed, `SECRET_KEY_FALLBACKS` still opens what
was sealed before; without it, the secrets are typed anew.
"""

from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE: Final = b"coulisse.mailroom: secrets of mail servers"


class SealBroken(Exception):
    """Sealed with another key, or changed since."""


def seal(text: str) -> str:
    """Encrypted and authenticated; nothing stays nothing."""
    return _box().encrypt(text.encode()).decode("ascii") if text else ""


def opened(sealed: str) -> str:
    """What was sealed. Raises `SealBroken`."""
    if not sealed:
        return ""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise SealBroken from None


def _box() -> MultiFernet:
    return _fernets((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _fernets(keys: tuple[str, ...]) -> MultiFernet:
    def key(secret: str) -> bytes:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
        return urlsafe_b64encode(derived)

    return MultiFernet([Fernet(key(secret)) for secret in keys])
