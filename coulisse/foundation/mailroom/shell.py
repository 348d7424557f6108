"""What the shell shows of the mailroom: how many letters did not arrive everywhere."""

from typing import Any

from django.http import HttpRequest

from coulisse.foundation.mailroom.queries import trouble_count


def letters_in_trouble(request: HttpRequest) -> dict[str, Any]:
    if not request.user.is_authenticated:
        return {}
    return {"counts": {"mail": trouble_count(request.user)}}
