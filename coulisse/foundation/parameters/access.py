"""The only ways to a parameter: members read them; whoever manages the office, or the house, adds values."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.parameters.models import Parameter, Value


def may_add_values(user: User) -> bool:
    return user.may("manage") or user.may("manage", desk=Desk.OFFICE, anywhere=True)


def access_parameter(user: User, pk: int, *, to: str = "read") -> Parameter:
    if not user.may("read"):
        raise Http404
    if to != "read" and not may_add_values(user):
        raise PermissionDenied
    return get_object_or_404(Parameter, pk=pk)


def access_value(user: User, pk: int, *, to: str = "change") -> Value:
    value = get_object_or_404(Value.objects.select_related("parameter"), pk=pk)
    access_parameter(user, value.parameter_id, to=to)
    return value
