"""The answer of a provider, followed to its end: changed for an access, tried, and only then kept."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.mailroom.actions.consent import EditedMeanwhile, keep_consent
from coulisse.foundation.mailroom.authorizing import redirect_address, signs_in_as
from coulisse.foundation.mailroom.models import ConsentAsked, Mailbox
from coulisse.foundation.mailroom.presets import provider_of
from coulisse.foundation.mailroom.problems import WORDS, ServerProblem, one_line
from coulisse.foundation.mailroom.secrets import SealBroken, opened
from coulisse.foundation.mailroom.tokens import Granted, exchange, registered, supposing
from coulisse.foundation.mailroom.trying import Step, try_mailbox

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

_CLIENT: Final = _(
    "%(provider)s does not know the client, or its secret is wrong or has ended. Correct them in “Edit the "
    "mailbox”, then begin again."
)
_TROUBLE: Final = _("%(provider)s is in trouble. Nothing has changed: try again in a few minutes.")
_REQUEST: Final = _(
    "%(provider)s refused the question itself. Check that the return address below is registered there, sign for "
    "sign, then begin again."
)
NOT_CONNECTED: Final[dict[str, str | Promise]] = {
    # As providers say it (RFC 6749, 4.1.2.1 and 5.2).
    "access_denied": _(
        "Access was refused at %(provider)s: nothing has changed. Begin again and accept what is asked; where "
        "only an administrator may accept it, ask them to."
    ),
    "invalid_grant": _(
        "%(provider)s no longer takes this sign-in: it is good once, and for a few minutes. Nothing has changed: "
        "begin again."
    ),
    "invalid_client": _CLIENT,
    "unauthorized_client": _CLIENT,
    "invalid_scope": _(
        "%(provider)s does not give what is asked. Check the scope in “Edit the mailbox”, and what the client may "
        "ask for at %(provider)s."
    ),
    "invalid_request": _REQUEST,
    "redirect_uri_mismatch": _REQUEST,
    "temporarily_unavailable": _TROUBLE,
    "server_error": _TROUBLE,
    # As the house finds it.
    "token-silent": _(
        "%(provider)s does not answer at the token address. Nothing has changed: check it in “Edit the mailbox”, "
        "or try again in a few minutes."
    ),
    "token-garbled": _(
        "%(provider)s answered something that was not understood. Nothing has changed: check the token address in "
        "“Edit the mailbox”, or try again in a few minutes."
    ),
    "no-renewal": _(
        "%(provider)s gave an access that cannot be renewed: it was not kept. Look in “Edit the mailbox”: the "
        "scope must hold offline_access (Microsoft), the authorization address must end with "
        "access_type=offline&prompt=consent (Google)."
    ),
    "opens-nothing": _(
        "The new access does not open the mailbox: it was not kept, and what stood before stays. If you signed in "
        "at %(provider)s as yourself, begin again as %(address)s."
    ),
    "opens-less": _(
        "The new access opens less than the one that is stored: it was not kept. Check the scope in “Edit the "
        "mailbox”, then begin again."
    ),
    "busy": _("The access was being renewed at this very moment: nothing was kept. Begin again."),
    "edited": _("The mailbox was edited meanwhile: nothing was kept. Begin again."),
    "no-access": _("%(provider)s gave no access. Nothing has changed: begin again."),
}


class NotConnected(Exception):
    """Nothing was kept. `code` is a key of `NOT_CONNECTED` or of `WORDS`, or the provider's own.

    `detail` is what the provider said, `steps` what was tried.
    """

    def __init__(self, code: str, detail: str = "", steps: Sequence[Step] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.detail = one_line(detail)
        self.steps = steps


def connect(asked: ConsentAsked, *, code: str, by: "User", now: Callable[[], datetime]) -> list[Step]:
    """Follow the answer to its end; what the try of the mailbox showed. Raises `NotConnected`.

    Call outside any transaction: it speaks to three servers.
    """
    mailbox = asked.mailbox
    if mailbox.version != asked.mailbox_version:
        raise NotConnected("edited")
    granted = _exchanged(asked, code, now)
    steps = _tried(mailbox, granted, now)
    try:
        keep_consent(asked=asked, granted=granted, by=by, at=now())
    except EditedMeanwhile:
        raise NotConnected("edited") from None
    except ServerProblem:
        raise NotConnected("busy") from None
    return steps


def _exchanged(asked: ConsentAsked, code: str, now: Callable[[], datetime]) -> Granted:
    if not code:
        raise NotConnected("no-access")
    try:
        client, verifier = registered(asked.mailbox), opened(asked.sealed_verifier)
        granted = exchange(client, code=code, verifier=verifier, redirect=redirect_address(), now=now)
    except SealBroken:
        raise NotConnected("sealed") from None
    except ServerProblem as problem:
        code = problem.detail if problem.code == "token" else problem.code
        raise NotConnected(code, problem.detail) from None
    if not granted.refresh_token:
        raise NotConnected("no-renewal")
    return granted


def _tried(mailbox: Mailbox, granted: Granted, now: Callable[[], datetime]) -> list[Step]:
    """A good token is left only for one that does all that it does."""
    steps = try_mailbox(supposing(mailbox, granted), now=now)
    works = {step.title for step in steps if step.works}
    if not works:
        raise NotConnected("opens-nothing", steps=steps)
    if len(works) < len(steps) and mailbox.sealed_refresh_token:
        before = {step.title for step in try_mailbox(mailbox, now=now) if step.works}
        if before - works:
            raise NotConnected("opens-less", steps=steps)
    return steps


def told_not_connected(mailbox: Mailbox, code: str) -> str:
    """In the reader's language. A code that only the provider knows is no access."""
    words = NOT_CONNECTED.get(code) or WORDS.get(code) or NOT_CONNECTED["no-access"]
    return str(words) % {
        "provider": provider_of(mailbox.oauth_authorize_url).name,
        "address": signs_in_as(mailbox),
    }
