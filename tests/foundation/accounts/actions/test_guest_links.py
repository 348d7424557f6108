"""A guest link opens one object, until its end or until it is taken back."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coulisse.foundation.accounts.actions.guest_links import (
    VISIT,
    EndsBeforeItStarts,
    LinkExpired,
    LinkRevokedAlready,
    LinkUnknown,
    UnknownKind,
    acknowledge,
    find,
    lend,
    record_opened,
    revoke,
)
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.accounts.queries import guest_links_for
from coulisse.foundation.journal.models import Entry
from tests.cast import AT, Cast
from tests.foundation.accounts.guests import KIND, lend_paper

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries


def test_a_link_opens_until_its_end(cast: Cast) -> None:
    lent = lend_paper(cast, at=AT, days=3)
    assert find(lent.token, AT) == lent.link
    with pytest.raises(LinkExpired) as refusal:
        find(lent.token, AT + timedelta(days=3))
    assert refusal.value.link == lent.link


def test_a_link_taken_back_opens_nothing_from_that_moment(cast: Cast) -> None:
    lent = lend_paper(cast, at=AT)
    revoke(link=lent.link, by=cast.nadia, at=AT)
    revoke(link=lent.link, by=cast.nadia, at=AT)
    with pytest.raises(LinkRevokedAlready):
        find(lent.token, AT)
    assert Entry.objects.filter(kind="foundation.accounts.link-revoked").count() == 1


def test_a_made_up_token_is_unknown(cast: Cast) -> None:
    with pytest.raises(LinkUnknown):
        find("made-up", AT)


def test_the_secret_has_256_bits_and_is_nowhere_in_the_database(cast: Cast) -> None:
    lent = lend_paper(cast, at=AT)
    assert len(lent.token) == 43
    assert lent.token not in str(list(GuestLink.objects.values()))
    assert lent.token not in str(list(Entry.objects.values()))


def test_a_link_of_no_known_kind_or_without_duration_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownKind):
        lend("nobody.knows", 1, "Élise", expires_at=AT + VISIT, by=cast.nadia, at=AT)
    with pytest.raises(EndsBeforeItStarts):
        lend_paper(cast, at=AT, days=0)


def test_one_receipt_a_visit_and_one_acknowledgement(cast: Cast) -> None:
    link = lend_paper(cast, at=AT).link
    record_opened(link=link, at=AT)
    record_opened(link=link, at=AT + VISIT / 2)
    record_opened(link=link, at=AT + 2 * VISIT)
    acknowledge(link=link, at=AT + VISIT)
    acknowledge(link=link, at=AT + 2 * VISIT)
    [shown] = guest_links_for(KIND, 7, at=AT)
    assert (shown.visits, shown.opened_at, shown.acknowledged_at) == (2, AT, AT + VISIT)
    assert shown.is_open
    assert Entry.objects.get(kind="foundation.accounts.link-acknowledged").payload["lent_to"] == "Élise Thonon"


@pytest.mark.parametrize("links", [1, 6])
def test_the_links_of_an_object_cost_two_queries(
    cast: Cast, links: int, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    for _ in range(links):
        record_opened(link=lend_paper(cast, at=AT).link, at=AT)
    with django_assert_num_queries(2):
        assert len(guest_links_for(KIND, 7, at=AT)) == links
