"""What allauth and Django tell of sign-ins, turned into facts. The clock is read here: a signal is a door."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from coulisse.foundation.accounts.facts import (
    AddressChanged,
    PasswordChanged,
    SecondStepAdded,
    SecondStepFailed,
    SecondStepRemoved,
    SignedIn,
    SignInFailed,
)
from coulisse.foundation.accounts.limits import FAILED_SIGN_INS, TooMany, count, visitor
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact


@receiver(account.user_logged_in)
def signed_in(*, request: HttpRequest, user: User, **_: Any) -> None:
    records = request.session.get("account_authentication_methods", [])
    methods = [str(record.get("method", "")) for record in records]
    _tell(SignedIn(user_id=user.pk, method=" + ".join(filter(None, methods))), user)


@receiver(user_login_failed)
def sign_in_failed(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Known addresses by name; unknown ones without what was typed, and few of either."""
    if request is None:
        return
    ip, at = visitor(request), timezone.now()
    typed = str(credentials.get("email") or credentials.get("username") or "")
    known = User.objects.filter(email__iexact=typed).first() if typed else None
    try:
        count(FAILED_SIGN_INS, ip, at=at)
    except TooMany:
        return
    fact = SignInFailed(user_id=known.pk if known else None, who=known.email if known else "", ip=ip)
    with transaction.atomic():
        announce(fact, by=None, at=at, about=known, private=True)


@receiver(mfa.authentication_failed)
def second_step_failed(*, request: HttpRequest, user: User, **_: Any) -> None:
    try:
        count(FAILED_SIGN_INS, f"second step of {user.pk}", at=timezone.now())
    except TooMany:
        return
    _tell(SecondStepFailed(user_id=user.pk, who=str(user)), user)


@receiver([account.password_changed, account.password_set, account.password_reset])
def password_changed(*, user: User, **_: Any) -> None:
    _tell(PasswordChanged(user_id=user.pk, who=str(user)), user)


@receiver(account.email_changed)
def address_changed(*, user: User, from_email_address: Any, to_email_address: Any, **_: Any) -> None:
    before = from_email_address.email if from_email_address else ""
    _tell(AddressChanged(user_id=user.pk, who=str(user), before=before, after=to_email_address.email), user)


@receiver([mfa.authenticator_added, mfa.authenticator_reset])
def second_step_added(*, user: User, authenticator: Any, **_: Any) -> None:
    _tell(SecondStepAdded(user_id=user.pk, who=str(user), method=str(authenticator.type)), user)


@receiver(mfa.authenticator_removed)
def second_step_removed(*, user: User, authenticator: Any, **_: Any) -> None:
    _tell(SecondStepRemoved(user_id=user.pk, who=str(user), method=str(authenticator.type)), user)


def _tell(fact: Fact, user: User) -> None:
    with transaction.atomic():
        announce(fact, by=user, at=timezone.now(), about=user, private=True)
