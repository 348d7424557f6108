"""A form of the public for the tests."""

from typing import Any

from coulisse.desks.audience.intake.forms_public import actions
from coulisse.desks.audience.intake.forms_public.models import PublicForm
from tests.cast import AT, Cast


def a_form(cast: Cast, slug: str = "la-drache", **fields: Any) -> PublicForm:
    values: dict[str, Any] = {
        "slug": slug,
        "production": cast.drache,
        "titles": {"fr": "Écrire à La Drache", "nl": "Schrijf naar La Drache", "en": "Write to La Drache"},
        "introductions": {"fr": "Nous lisons tout.", "nl": "Wij lezen alles."},
        "notices": {},
        "thanks": {},
        "asks": {"name": "may", "email": "must", "subject": "may", "moment": "may", "age": "may", "files": "may"},
        "sends_receipt": True,
        **fields,
    }
    return actions.make(values=values, by=cast.marc_olivier, at=AT)
