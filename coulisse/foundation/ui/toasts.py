"""Say that something is done, and how to take it back. Never for a refusal: that stands next to its cause."""

from django.contrib import messages
from django.http import HttpRequest


def done(request: HttpRequest, sentence: str, *, undo: str = "") -> None:
    """Show a toast on the next page: past tense and figure; `undo` is the address that takes the act back."""
    messages.success(request, sentence, extra_tags=undo)


def refused(request: HttpRequest, sentence: str) -> None:
    """Show a refusal on top of the next page, where it stays until the page is left."""
    messages.error(request, sentence)
