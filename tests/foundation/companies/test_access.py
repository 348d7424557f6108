"""Who reaches a company."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from coulisse.foundation.companies.access import access_company
from tests.cast import Cast

CASES = [
    ("odile", "read", None),
    ("odile", "manage", None),
    ("nadia", "read", None),
    ("nadia", "manage", PermissionDenied),
    ("ines", "manage", PermissionDenied),
    ("pascaline", "read", None),
    ("kobe", "read", Http404),
    ("kobe", "manage", Http404),
    ("achille", "read", Http404),
]


@pytest.mark.parametrize(("who", "to", "refusal"), CASES)
def test_access_company(cast: Cast, who: str, to: str, refusal: type[Exception] | None) -> None:
    if refusal is None:
        assert access_company(getattr(cast, who), cast.company.pk, to=to) == cast.company
        return
    with pytest.raises(refusal):
        access_company(getattr(cast, who), cast.company.pk, to=to)
