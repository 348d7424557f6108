"""The only way to a call: through its conversation."""

from django.shortcuts import get_object_or_404

from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.calls.models import Call
from coulisse.foundation.accounts.models import User


def access_call(user: User, pk: int, *, to: str = "change") -> Call:
    found = get_object_or_404(Call.objects.select_related("conversation"), pk=pk)
    access_conversation(user, found.conversation_id, to=to)
    return found
