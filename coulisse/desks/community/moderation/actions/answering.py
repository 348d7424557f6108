"""An answer under a comment: written and kept here, published by a person, proved by its address."""

from datetime import datetime

from django.db import transaction

from coulisse.desks.community.moderation.actions.deciding import KIND, STATE, locked, log, save, see, tell
from coulisse.desks.community.moderation.models import Comment, PublicAnswer
from coulisse.foundation.accounts.models import User


class Locked(Exception):
    """The audience desk answers it: two answers would be one too many. Carries their number."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class NothingSaid(ValueError):
    """An answer without a word."""


class ProvedAlready(Exception):
    """It stands there: what was published is not written anew."""


def write_answer(*, comment: Comment, text: str, is_warning: bool, by: User, at: datetime) -> PublicAnswer:
    """Keep the text, to be published there. Raises `Locked`, `NothingSaid`, `ProvedAlready`."""
    said = text.strip()
    if not said:
        raise NothingSaid
    with transaction.atomic():
        (row,) = locked([comment.pk])
        _refuse_where_locked(row)
        known = PublicAnswer.objects.select_for_update().filter(comment=row).first()
        if known is not None and known.address:
            raise ProvedAlready
        values = {"text": said, "is_warning": is_warning, "by": by, "at": at}
        found, _made = PublicAnswer.objects.update_or_create(comment=row, defaults=values)
        see(row, by, at)
        save([row])
    return found


def prove_answer(*, comment: Comment, address: str, by: User, at: datetime) -> PublicAnswer:
    """It stands there. Raises `NothingSaid` where nothing was written, `ProvedAlready`."""
    with transaction.atomic():
        (row,) = locked([comment.pk])
        found = PublicAnswer.objects.select_for_update().filter(comment=row).first()
        if found is None:
            raise NothingSaid
        if found.address:
            raise ProvedAlready
        found.address, found.proved_at, found.proved_by = address, at, by
        found.save(update_fields=["address", "proved_at", "proved_by"])
        if row.state in (STATE.OPEN, STATE.REVIEW, STATE.KEPT):
            row.state = STATE.ANSWERED
        row.acted_at, row.acted_by = row.acted_at or at, row.acted_by or by
        save([row])
        log([row], KIND.WARNED if found.is_warning else KIND.ANSWERED, note=address, by=by, at=at)
        tell([row], "answer", by=by, at=at)
    return found


def _refuse_where_locked(row: Comment) -> None:
    """Handed over and not answered yet: the answer is theirs. Once it came back it may stand here too."""
    if row.state != STATE.TRANSFERRED:
        return
    transfer = getattr(row, "transfer", None)
    if transfer is None or not transfer.answer:
        raise Locked(transfer.reference if transfer is not None else "")
