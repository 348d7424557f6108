"""Countries and Belgian regions by name, in the language of whoever reads."""

from typing import Final

from babel import Locale
from django.utils.translation import get_language

from coulisse.foundation.parameters.subjects import TERRITORIES
from coulisse.kernel.territory import COUNTRIES

NEAR: Final = ("BE", "FR", "LU", "NL", "DE", "CH", "CA", "GB")
"""Offered first: where Belgian coproductions find their money."""


def territory_name(code: str, language: str = "") -> str:
    """`BE` → Belgique, `BE-WAL` → Wallonie; an unknown code as it is."""
    if code in TERRITORIES:
        return str(TERRITORIES[code])
    spoken = (language or get_language() or "fr")[:2]
    return str(Locale(spoken).territories.get(code, code))


def country_choices() -> list[tuple[str, str]]:
    others = sorted(((code, territory_name(code)) for code in COUNTRIES - set(NEAR)), key=lambda one: one[1])
    return [*((code, territory_name(code)) for code in NEAR), *others]
