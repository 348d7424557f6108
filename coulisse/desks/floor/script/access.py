"""The only ways to a draft, a scene and a set: those who read, or change, the floor of their production."""

from django.shortcuts import get_object_or_404

from coulisse.desks.floor.script.models import Draft, Scene, Set
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def access_draft(user: User, pk: int, *, to: str = "read") -> Draft:
    draft = get_object_or_404(Draft.objects.select_related("production", "document").defer("pages"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=draft.production_id)
    return draft


def access_scene(user: User, pk: int, *, to: str = "read") -> Scene:
    scene = get_object_or_404(Scene.objects.select_related("production", "set__place", "draft"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=scene.production_id)
    return scene


def access_set(user: User, pk: int, *, to: str = "read") -> Set:
    one = get_object_or_404(Set.objects.select_related("production", "place"), pk=pk)
    require(user, to, desk=Desk.FLOOR, production=one.production_id)
    return one
