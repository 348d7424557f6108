from django.utils.html import format_html
from django.utils.safestring import SafeString

from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.links import window


@window(in_="sluice.boat")
def toll_status(user: User, subject_id: int) -> SafeString | None:
    """Only whoever reads the office's papers sees it."""
    if not user.may("read", desk="office", anywhere=True):
        return None
    return format_html("<b>toll of {}</b>", subject_id)


@window(in_="sluice.boat")
def careless(user: User, subject_id: int) -> str:
    return "<script>"


@window(in_="sluice.boat")
def broken(user: User, subject_id: int) -> str:
    raise ZeroDivisionError
