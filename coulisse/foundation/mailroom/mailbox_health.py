"""How the mailboxes do, for `coulisse doctor`: read lately, able to renew their access, what failed last."""

from dataclasses import dataclass
from datetime import datetime

from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.mailroom.problems import told


@dataclass(frozen=True, slots=True)
class MailboxHealth:
    """One mailbox that is not paused, as the doctor looks at it."""

    address: str
    receives: bool
    fetched_at: datetime | None
    never_read: bool
    """It has a server to receive from and was never read."""
    fetch_problem: str
    send_problem: str
    """The problem in words, with what the server said; empty: none."""
    needs_token: bool
    """It signs in by OAuth 2 and has nothing to renew its access with."""
    token_until: datetime | None


def mailboxes_at_work() -> list[MailboxHealth]:
    """Those that are not paused, by address. One query."""
    return [_health(box) for box in Mailbox.objects.filter(is_active=True).order_by("address")]


def _health(box: Mailbox) -> MailboxHealth:
    by_token = box.sign_in == Mailbox.SignIn.XOAUTH2
    return MailboxHealth(
        address=box.address,
        receives=bool(box.imap_host),
        fetched_at=box.fetched_at,
        never_read=bool(box.imap_host) and box.fetched_at is None,
        fetch_problem=_in_one_line(box.error),
        send_problem=_in_one_line(box.send_error),
        needs_token=by_token and not box.sealed_refresh_token,
        token_until=box.access_expires_at if by_token else None,
    )


def _in_one_line(problem: str) -> str:
    words, detail = told(problem)
    return f"{words} ({detail})" if detail else words
