"""The only ways to a letter on paper and to one of its sheets."""

from django.shortcuts import get_object_or_404

from coulisse.desks.audience.intake.scans.models import PaperLetter, PaperPage
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def access_letter(user: User, pk: int, *, to: str = "read") -> PaperLetter:
    """That of its production, or the house's where it has none."""
    rows = PaperLetter.objects.select_related("production", "conversation__writer", "job__by", "given_by")
    found = get_object_or_404(rows, pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.production_id)
    return found


def access_page(user: User, pk: int, *, to: str = "read") -> PaperPage:
    found = get_object_or_404(PaperPage.objects.select_related("letter", "document__current"), pk=pk)
    require(user, to, desk=Desk.AUDIENCE, production=found.letter.production_id)
    return found
