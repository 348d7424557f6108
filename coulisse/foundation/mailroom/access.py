from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from coulisse.foundation.mailroom.models import Letter
from coulisse.foundation.mailroom.queries import visible_to

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


def access_letter(user: "User", pk: int, *, to: str = "read") -> Letter:
    """A letter that this person may see. To change it: it is one's own, or its production is one's to change."""
    letter = visible_to(user).filter(pk=pk).first()
    if letter is None:
        raise Http404
    own = letter.by_id == user.pk
    if to != "read" and not own and not user.may("change", production=letter.production_id):
        raise PermissionDenied
    return letter
