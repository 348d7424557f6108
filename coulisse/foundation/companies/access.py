"""The only way to a company: the people of the house read it, its owner and its office change it."""

from django.shortcuts import get_object_or_404

from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.companies.models import Company, VatRecovery


def may_manage_companies(user: User) -> bool:
    """The owner, and whoever manages the office of the whole house: they also read the bank data."""
    return user.may("manage", desk=Desk.OFFICE)


def access_company(user: User, pk: int, *, to: str = "read") -> Company:
    """A company: read by the people of the house, changed by those of `may_manage_companies`."""
    company = get_object_or_404(Company, pk=pk)
    if to == "read":
        require(user, "read", seen=False)
    elif not may_manage_companies(user):
        require(user, "manage", desk=Desk.OFFICE, seen=user.may("read"))
    return company


def access_recovery(user: User, pk: int) -> VatRecovery:
    """A rate of recovery, for those who may change its company."""
    found = get_object_or_404(VatRecovery.objects.select_related("company"), pk=pk)
    access_company(user, found.company_id, to="manage")
    return found
