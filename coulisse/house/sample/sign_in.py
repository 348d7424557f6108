"""The people of the sample on its sign-in page. In a demonstration only: a house of one's own shows nobody."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise

from coulisse.foundation.accounts.roles import ROLES
from coulisse.house.sample.team import PASSWORD, TEAM


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody whom one may sign in as."""

    name: str
    role: Promise
    email: str


def sample_people(request: HttpRequest) -> dict[str, object]:
    """Context processor, for every page; only the sign-in page of a demonstration reads it."""
    if not settings.DEMO:
        return {}
    people = tuple(Shown(person.name, ROLES[person.role].label, person.email) for person in TEAM)
    return {"sample_people": people, "sample_password": PASSWORD}
