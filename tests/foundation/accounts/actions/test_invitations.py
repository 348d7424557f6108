"""An invitation works once, for its address, until its end."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from coulisse.foundation.accounts.actions.invitations import (
    GOOD_FOR,
    AlreadyJoined,
    InvitationExpired,
    InvitationTakenBack,
    InvitationUnknown,
    InvitationUsed,
    Letter,
    accept_invitation,
    find_invitation,
    invite,
    revoke_invitation,
)
from coulisse.foundation.accounts.models import Invitation, User
from coulisse.foundation.journal.models import Entry
from tests.cast import AT, Cast


def letter(cast: Cast) -> Letter:
    return invite(email=" Elise@Thonon.Example ", role="reader", production=cast.drache, by=cast.odile, at=AT)


def join(token: str, *, after: timedelta = timedelta(hours=1)) -> User:
    return accept_invitation(
        token=token, name="Élise Thonon", password="une-phrase-longue", language="fr", at=AT + after
    )


def test_joining_gives_the_role_of_the_letter_and_a_confirmed_address(cast: Cast) -> None:
    user = join(letter(cast).token)
    assert user.email == "elise@thonon.example"
    assert user.check_password("une-phrase-longue")
    assert user.may("read", desk="office", production=cast.drache.pk)
    assert EmailAddress.objects.get(user=user).verified
    assert Entry.objects.filter(kind="foundation.accounts.joined", by=user).exists()


def test_the_secret_is_nowhere_in_the_database(cast: Cast) -> None:
    written = letter(cast)
    assert written.token not in str(list(Invitation.objects.values()))
    assert written.token not in str(list(Entry.objects.values()))


def test_a_letter_works_once(cast: Cast) -> None:
    token = letter(cast).token
    join(token)
    with pytest.raises(InvitationUsed):
        join(token)


def test_a_letter_ends(cast: Cast) -> None:
    token = letter(cast).token
    with pytest.raises(InvitationExpired):
        join(token, after=GOOD_FOR)


def test_a_letter_taken_back_opens_nothing(cast: Cast) -> None:
    written = letter(cast)
    revoke_invitation(invitation=written.invitation, by=cast.odile, at=AT)
    with pytest.raises(InvitationTakenBack):
        find_invitation(written.token, at=AT)


def test_a_second_letter_ends_the_first(cast: Cast) -> None:
    first, second = letter(cast), letter(cast)
    with pytest.raises(InvitationTakenBack):
        find_invitation(first.token, at=AT)
    assert find_invitation(second.token, at=AT) == second.invitation


def test_a_made_up_token_is_unknown(cast: Cast) -> None:
    with pytest.raises(InvitationUnknown):
        find_invitation("made-up", at=AT)


def test_somebody_who_joined_is_not_invited(cast: Cast) -> None:
    with pytest.raises(AlreadyJoined):
        invite(email=cast.nadia.email.upper(), role="reader", by=cast.odile, at=AT)
