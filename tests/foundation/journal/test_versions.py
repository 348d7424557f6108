import pytest
from django.db import transaction

from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import Cast


def test_a_write_counts_the_version(cast: Cast) -> None:
    with transaction.atomic():
        written = cast.drache.write({"title": "La Drache (2)"}, read_version=1)
    assert (written.version, written.title) == (2, "La Drache (2)")


def test_a_stale_write_is_refused_with_both_values_and_changes_nothing(cast: Cast) -> None:
    with transaction.atomic():
        cast.drache.write({"title": "Le premier titre"}, read_version=1)
    with pytest.raises(StaleWrite) as refusal, transaction.atomic():
        cast.drache.write({"title": "Le second titre", "code": "drache"}, read_version=1)
    [difference] = refusal.value.differences
    assert (difference.field, difference.stored, difference.refused) == (
        "title",
        "Le premier titre",
        "Le second titre",
    )
    cast.drache.refresh_from_db()
    assert (cast.drache.version, cast.drache.title) == (2, "Le premier titre")
