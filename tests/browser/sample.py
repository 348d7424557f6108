"""The sample house in the database of a test, and its owner."""

from coulisse.foundation.accounts.models import User
from coulisse.house import sample


def owner_of_the_sample() -> User:
    """Load the small sample and return who owns it."""
    said: list[str] = []
    sample.ensure(size="small", say=said.append)
    return User.objects.get(email=sample.OWNER_EMAIL)
