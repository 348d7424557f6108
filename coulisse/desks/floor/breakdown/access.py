"""The only ways to an element and a tag: those who read, or change, the floor of their production."""

from django.shortcuts import get_object_or_404

from coulisse.desks.floor.breakdown.models import Companion, Element, Tag
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def access_element(user: User, pk: int, *, to: str = "read") -> Element:
    element = get_object_or_404(Element.objects.select_related("production"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=element.production_id)
    return element


def access_tag(user: User, pk: int, *, to: str = "read") -> Tag:
    tag = get_object_or_404(Tag.objects.select_related("scene__production", "scene__set", "element"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=tag.scene.production_id)
    return tag


def access_companion(user: User, pk: int, *, to: str = "read") -> Companion:
    companion = get_object_or_404(Companion.objects.select_related("element", "brings"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=companion.element.production_id)
    return companion
