"""Who may decide of a family: whoever answers the public of its production."""

from django.http import Http404

from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.models import Conversation, Family
from coulisse.foundation.accounts.models import User


def access_member(user: User, family: Family, pk: int, *, to: str = "change") -> Conversation:
    """A conversation that is, or may come, into this family: of the same production."""
    found = access_conversation(user, pk, to=to)
    if found.production_id != family.production_id:
        raise Http404
    return found
