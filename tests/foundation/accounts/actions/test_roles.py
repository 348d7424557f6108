"""Giving roles and taking them back."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession

from coulisse.foundation.accounts.actions.roles import (
    LastOwner,
    RoleAlreadyHeld,
    RoleNotThere,
    change_last_day,
    grant_role,
    restore_role,
    revoke_role,
    switch_off,
    switch_on,
)
from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.journal.models import Entry
from tests.cast import AT, TODAY, Cast, give


def test_a_role_opens_its_production_and_no_other(cast: Cast) -> None:
    grant_role(user=cast.achille, role="production_assistant", production=cast.drache, by=cast.odile, at=AT)
    assert cast.achille.may("change", desk="floor", production=cast.drache.pk)
    assert not cast.achille.may("read", desk="floor", production=cast.gel.pk)
    told = Entry.objects.get(kind="foundation.accounts.role-granted")
    assert told.payload["person"] == "Achille Dupuis"
    assert (told.by, told.production_id) == (cast.odile, cast.drache.pk)


def test_the_same_role_twice_is_refused(cast: Cast) -> None:
    with pytest.raises(RoleAlreadyHeld):
        grant_role(user=cast.nadia, role="production_administrator", production=cast.drache, by=cast.odile, at=AT)


def test_a_role_whose_last_day_is_past_can_be_given_again(cast: Cast) -> None:
    first = grant_role(user=cast.achille, role="reader", ends_on=TODAY, by=cast.odile, at=AT)
    later = AT + timedelta(days=2)
    grant_role(user=cast.achille, role="reader", by=cast.odile, at=later)
    first.refresh_from_db()
    assert first.revoked_at == later


def test_an_owner_owns_the_whole_house(cast: Cast) -> None:
    with pytest.raises(RoleNotThere):
        grant_role(user=cast.achille, role="owner", production=cast.drache, by=cast.odile, at=AT)


def test_a_role_ends_after_its_last_day(cast: Cast) -> None:
    grant = give(cast.achille, "reader")
    change_last_day(grant=grant, ends_on=TODAY, by=cast.odile, at=AT)
    assert cast.achille.grants.in_force(TODAY).exists()
    assert not cast.achille.grants.in_force(TODAY + timedelta(days=1)).exists()


def test_a_role_taken_back_closes_at_once_and_can_be_restored(cast: Cast) -> None:
    grant = Grant.objects.get(user=cast.bastien)
    revoke_role(grant=grant, by=cast.odile, at=AT)
    cast.bastien.forget_scope()
    assert not cast.bastien.may("read")
    restore_role(grant=grant, by=cast.odile, at=AT)
    cast.bastien.forget_scope()
    assert cast.bastien.may("change", desk="floor", production=cast.drache.pk)


def test_the_last_owner_stays(cast: Cast) -> None:
    grant = Grant.objects.get(user=cast.odile)
    with pytest.raises(LastOwner):
        revoke_role(grant=grant, by=cast.odile, at=AT)
    with pytest.raises(LastOwner):
        change_last_day(grant=grant, ends_on=TODAY, by=cast.odile, at=AT)
    with pytest.raises(LastOwner):
        switch_off(user=cast.odile, by=cast.odile, at=AT)
    give(cast.solange, "owner")
    revoke_role(grant=grant, by=cast.odile, at=AT)
    assert Grant.objects.filter(role="owner", revoked_at__isnull=True).get().user == cast.solange


def test_somebody_switched_off_is_signed_out_everywhere(cast: Cast) -> None:
    UserSession.objects.create(user=cast.nadia, ip="127.0.0.1", session_key="k", user_agent="Firefox")
    switch_off(user=cast.nadia, by=cast.odile, at=AT)
    off = User.objects.get(pk=cast.nadia.pk)
    assert not off.may("read", production=cast.drache.pk)
    assert not UserSession.objects.filter(user=off).exists()
    switch_on(user=off, by=cast.odile, at=AT)
    assert User.objects.get(pk=off.pk).may("read", production=cast.drache.pk)
