"""What a request of the grid asks, read strictly: a body that is not what the grid sends is answered 400."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import get_language

from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.queries.grid import Base, base_of
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.language import Language

MOST: Final = 4_000
"""Cells or rows in one request."""


def language_of_reader() -> Language:
    return reading_language(get_language() or "fr")


def body_of(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        raise BadRequest("not JSON") from None
    if not isinstance(found, dict):
        raise BadRequest("not an object")
    return found


def whole(value: object, *, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value < 2**62:
        raise BadRequest("not a whole number")
    return value


def whole_or_none(value: object) -> int | None:
    return None if value is None else whole(value)


def text(value: object, most: int = 2_000) -> str:
    if not isinstance(value, str) or len(value) > most or "\x00" in value:
        raise BadRequest("not a text")
    return value


def many(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST:
        raise BadRequest("not a list, or too long")
    return value


def mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadRequest("not an object")
    return value


def pairs(value: object) -> list[tuple[int, int]]:
    """[[id, version], …]"""
    found = []
    for one in many(value):
        if not isinstance(one, list) or len(one) != 2:
            raise BadRequest("not a pair")
        found.append((whole(one[0]), whole(one[1])))
    return found


def asked_number(request: HttpRequest, name: str) -> int | None:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else None


def asked_base(request: HttpRequest, budget: Budget) -> Base | None:
    """The version to compare with: only one of the same production."""
    asked = asked_number(request, "compare")
    if asked is None or asked == budget.pk:
        return None
    other = Budget.objects.filter(production=budget.production_id, pk=asked).first()
    return base_of(other) if other is not None else None
