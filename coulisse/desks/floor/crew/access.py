"""The only ways to a post, a casting or a red light: they follow the floor of their production."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.floor.breakdown.models import Category, Element
from coulisse.desks.floor.crew.models import CrewMember, Obstacle
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production


def access_floor(user: User, production: Production, *, to: str = "read") -> None:
    """The lists of a production."""
    require(user, to, desk=Desk.FLOOR, production=production.pk)


def access_member(user: User, pk: int, *, to: str = "read") -> CrewMember:
    member = get_object_or_404(CrewMember.objects.select_related("contact", "production"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=member.production_id)
    return member


def access_role(user: User, pk: int, *, to: str = "read") -> Element:
    """A role of the breakdown, cast or not."""
    roles = Element.objects.filter(category=Category.ROLE)
    role = roles.select_related("production", "casting__contact", "casting__agent").filter(pk=pk).first()
    if role is None:
        raise Http404
    require(user, to, desk=Desk.FLOOR, production=role.production_id)
    return role


def access_obstacle(user: User, pk: int, *, to: str = "read") -> Obstacle:
    obstacle = get_object_or_404(Obstacle.objects.select_related("contact", "element", "production"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=obstacle.production_id)
    return obstacle
