"""Parameters over the API: the value in force on a day, with its source and confidence."""

from datetime import date

from django.http import Http404
from ninja import Router, Schema

from coulisse.foundation.parameters.queries import NoValueInForce, value_on
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["parameters"], auth=ApiDoor(MEMBER))


class ValueOut(Schema):
    id: int
    code: str
    value: str
    unit: str
    in_force_from: date | None
    in_force_to: date | None
    source: str
    read_on: date
    confidence: str
    to_be_confirmed: bool


@router.get("/{code}", response=ValueOut, url_name="parameter")
def parameter(
    request: SignedInRequest,
    code: str,
    day: date,
    territory: str = "",
    joint_committee: str = "",
    regime: str = "",
) -> ValueOut:
    """One value; 404 when none is in force, or none was found yet."""
    try:
        found = value_on(code, day, territory=territory, joint_committee=joint_committee, regime=regime)
    except NoValueInForce as missing:
        raise Http404 from missing
    return ValueOut(
        id=found.pk,
        code=found.code,
        value=found.text,
        unit=found.unit,
        in_force_from=found.in_force.first,
        in_force_to=found.in_force.last,
        source=found.source,
        read_on=found.read_on,
        confidence=found.confidence.value,
        to_be_confirmed=found.to_be_confirmed,
    )
