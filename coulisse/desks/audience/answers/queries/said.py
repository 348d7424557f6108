"""What an answer said, for whoever hears that it was given."""

from coulisse.desks.audience.intake.models import Message


def answer_text(message: int) -> str:
    """The words of one answer without the history under them; empty where it was taken back meanwhile."""
    found = Message.objects.filter(pk=message, direction=Message.Direction.OUT).values_list("new_text", flat=True)
    return found.first() or ""
