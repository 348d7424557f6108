"""The only ways to a form: its keeper's, and the public's by its address."""

from django.shortcuts import get_object_or_404

from coulisse.desks.audience.intake.forms_public.models import PublicForm
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def access_form(user: User, pk: int, *, to: str = "change") -> PublicForm:
    found = get_object_or_404(PublicForm.objects.select_related("production", "topic", "mailbox"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.production_id)
    return found


def open_to_all(slug: str) -> PublicForm:
    """A form by its address, open or closed; 404 where none has it."""
    return get_object_or_404(PublicForm.objects.select_related("production", "topic", "mailbox"), slug=slug)
