"""Who may be shown from behind the scenes: what the register of rights says, fresh each time."""

from datetime import date

import pytest

from coulisse.desks.community.questions import MayBeShown
from coulisse.desks.office.rights.actions import consents, people
from coulisse.desks.office.rights.models import Portrayed
from coulisse.foundation.journal.links import NOBODY_ANSWERS, REGISTRY, ask
from coulisse.foundation.people.actions.contacts import create_contact
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
ON = date(2027, 3, 17)


def somebody(cast: Cast, name: str, *, minor: bool = False) -> Portrayed:
    contact = create_contact(values={"kind": "person", "name": name}, by=None, at=AT)
    values = {"name": name, "is_minor": minor, "contact": contact}
    return people.add_person(production=cast.drache, values=values, by=cast.nadia, at=AT)


def agree(cast: Cast, who: Portrayed, purpose: str = "promo", **values: object) -> None:
    told = {"starts_on": AT.date(), "signed_by": who.name, **values}
    consents.give(person=who, taking=True, purposes=(purpose,), values=told, by=cast.nadia, at=AT)


def against(cast: Cast, *who: int, networks: tuple[str, ...] = ("bluesky", "instagram")) -> dict[object, str]:
    answer = ask(MayBeShown(cast.drache.pk, who, networks, ON))
    assert answer.allowed is not bool(answer.reasons)
    return {reason.params.get("contact"): reason.code for reason in answer.reasons}


def test_a_consent_for_promotion_everywhere_lets_them_be_shown(cast: Cast) -> None:
    yes, never, press, narrow, child = (
        somebody(cast, name, minor=name == "Basile") for name in ("Ana", "Bob", "Cem", "Dia", "Basile")
    )
    agree(cast, yes)
    agree(cast, press, "press")
    agree(cast, narrow, networks=["instagram"])
    agree(cast, child)
    stranger = create_contact(values={"kind": "person", "name": "Nobody"}, by=None, at=AT)
    found = against(cast, *(one.contact_id or 0 for one in (yes, never, press, narrow, child)), stranger.pk)
    assert found == {
        never.contact_id: "rights.consent-missing",
        press.contact_id: "rights.consent-purpose",
        narrow.contact_id: "rights.consent-network",
        child.contact_id: "rights.guardian-missing",
        stranger.pk: "rights.consent-missing",
    }
    assert against(cast, narrow.contact_id or 0, networks=("instagram",)) == {}


def test_a_withdrawal_counts_at_once(cast: Cast) -> None:
    who = somebody(cast, "Ana")
    agree(cast, who)
    assert against(cast, who.contact_id or 0) == {}
    consents.withdraw(person=who, consents=list(who.consents.all()), reason="Non", by=cast.nadia, at=AT)
    assert set(against(cast, who.contact_id or 0).values()) <= {
        "rights.consent-withdrawn",
        "rights.taking-withdrawn",
    }
    assert against(cast, who.contact_id or 0)


def test_another_production_s_consents_do_not_count(cast: Cast) -> None:
    who = somebody(cast, "Ana")
    agree(cast, who)
    answer = ask(MayBeShown(cast.gel.pk, (who.contact_id or 0,), ("bluesky",), ON))
    assert not answer.allowed


def test_without_a_register_nobody_is_shown(cast: Cast) -> None:
    gates = dict(REGISTRY.gates)
    REGISTRY.gates.clear()
    try:
        assert against(cast, 1) == {None: NOBODY_ANSWERS}
    finally:
        REGISTRY.gates.update(gates)
