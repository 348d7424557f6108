"""Two people agree on, or take up, two versions at one moment: one after the other, and never a broken page."""

import pytest

from coulisse.desks.office.budget.actions import versions
from coulisse.desks.office.budget.actions.versions import AgreedMeanwhile
from coulisse.desks.office.budget.models import Budget
from tests.cast import AT, TODAY, Cast, gather
from tests.desks.office.at_once import at_once
from tests.desks.office.budget.small import small_budget


@pytest.mark.django_db(transaction=True)
def test_two_versions_agreed_and_taken_up_at_one_moment() -> None:
    cast: Cast = gather()
    first = small_budget(cast)
    second = versions.copy(budget=first, name="B", by=cast.nadia, at=AT)
    third = versions.copy(budget=first, name="C", by=cast.nadia, at=AT)

    taken = at_once(
        lambda: versions.take_up(budget=second, by=cast.nadia, at=AT),
        lambda: versions.take_up(budget=third, by=cast.solange, at=AT),
    )
    assert all(isinstance(one, Budget) for one in taken), taken
    assert Budget.objects.filter(production=cast.drache, state="working").count() == 1

    agreed = at_once(
        lambda: versions.lock(budget=first, agreed_on=TODAY, replaces=None, by=cast.nadia, at=AT),
        lambda: versions.lock(budget=second, agreed_on=TODAY, replaces=None, by=cast.odile, at=AT),
    )
    assert sorted(type(one).__name__ for one in agreed) == [AgreedMeanwhile.__name__, "Budget"], agreed
    assert Budget.objects.filter(production=cast.drache, state="original").count() == 1
