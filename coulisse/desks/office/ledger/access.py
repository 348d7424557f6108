"""The only ways to the books: they follow the office of their production."""

from django.shortcuts import get_object_or_404

from coulisse.desks.office.current import access_office
from coulisse.desks.office.ledger.models import Posting
from coulisse.foundation.accounts.models import User


def access_posting(user: User, pk: int, *, to: str = "read") -> Posting:
    """One posting, where this person may read the books, or change them."""
    rows = Posting.objects.select_related("production", "by", "reversal", "settles", "follows", "reverses")
    posting = get_object_or_404(rows, pk=pk)
    access_office(user, posting.production_id, to=to)
    return posting
