"""Values are dated and sourced; a new one leaves the past alone; a calculation keeps the one that it used."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from coulisse.foundation.journal.models import Entry
from coulisse.foundation.parameters import actions, queries
from coulisse.foundation.parameters.models import Parameter, Use, Value
from coulisse.foundation.parameters.shipped import shipped
from coulisse.foundation.parameters.subjects import SUBJECTS, UNITS
from coulisse.foundation.search.queries import find
from tests.cast import AT, TODAY, Cast

KM = "payroll.km_yearly"


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    actions.load(at=AT)
    return cast


def add(cast: Cast, text: str, since: date, code: str = KM) -> Value:
    return actions.add_value(
        Parameter.objects.get(code=code),
        text=text,
        since=since,
        source="circulaire du 01/06/2027",
        read_on=TODAY,
        confidence="H",
        by=cast.nadia,
        at=AT,
    )


def test_the_data_files_name_known_units_subjects_and_every_language() -> None:
    for parameter in shipped():
        assert parameter.group in SUBJECTS
        assert parameter.unit in UNITS
        assert set(parameter.labels) == {"fr", "nl", "en"}
        assert all(parameter.labels.values())
        for value in parameter.values:
            assert value.source
            assert value.confidence in {"H", "M", "L"}
            assert value.text or value.confidence == "L" or "fin annoncée" in value.source


@pytest.mark.django_db
def test_loading_twice_adds_nothing(loaded: Cast) -> None:
    before = Value.objects.count()
    assert before == sum(len(parameter.values) for parameter in shipped())
    assert actions.load(at=AT) == 0
    assert Value.objects.count() == before


@pytest.mark.django_db
def test_june_trips_keep_the_old_value_and_july_gets_the_new(loaded: Cast) -> None:
    add(loaded, "0.4500", date(2027, 3, 1))
    june = queries.value_on(KM, date(2027, 6, 30))
    new = add(loaded, "0.4612", date(2027, 7, 1))
    assert queries.value_on(KM, date(2027, 6, 30)).text == june.text == "0.4500"
    july = queries.value_on(KM, date(2027, 7, 1))
    assert (july.pk, july.text, july.source) == (new.pk, "0.4612", "circulaire du 01/06/2027")
    (entry,) = Entry.objects.filter(kind="foundation.parameters.value-added").order_by("-pk")[:1]
    assert (entry.payload["was"], entry.payload["since"]) == ("0.4500", "01/07/2027")


@pytest.mark.django_db
def test_a_value_before_the_last_one_is_refused(loaded: Cast) -> None:
    add(loaded, "0.4612", date(2027, 7, 1))
    with pytest.raises(actions.BeginsBeforeTheLastOne):
        add(loaded, "0.5000", date(2027, 7, 1))
    with pytest.raises(actions.BeginsBeforeTheLastOne):
        add(loaded, "0.5000", date(2027, 1, 1))


@pytest.mark.django_db
def test_the_database_refuses_two_values_at_a_time(loaded: Cast) -> None:
    row = Value.objects.filter(parameter__code=KM).first()
    assert row is not None
    with pytest.raises(IntegrityError, match="one_value_at_a_time"), transaction.atomic():
        Value.objects.create(
            parameter=row.parameter,
            text="1",
            in_force=DateRange(date(2025, 1, 1), date(2025, 2, 1)),
            source="x",
            read_on=TODAY,
            confidence="L",
            added_at=AT,
        )


@pytest.mark.django_db
def test_a_missing_value_is_an_answer_and_not_zero(loaded: Cast) -> None:
    with pytest.raises(queries.ValueNotFound):
        queries.value_on(KM, date(2026, 8, 1))
    with pytest.raises(queries.NoValueInForce):
        queries.value_on(KM, date(1999, 1, 1))


@pytest.mark.django_db
def test_the_joint_committee_wins_over_the_general_rule(loaded: Cast) -> None:
    assert queries.value_on("worktime.daily_most", TODAY).number == 8
    assert queries.value_on("worktime.daily_most", TODAY, joint_committee="303.03").number == 11
    assert queries.value_on("taxshelter.belgian_factor", TODAY).number == Fraction(10, 9)


@pytest.mark.django_db
def test_low_confidence_shows_until_somebody_checks(loaded: Cast) -> None:
    value = queries.value_on("payroll.employer_basic_rate", TODAY)
    assert value.to_be_confirmed
    actions.check(Value.objects.get(pk=value.pk), by=loaded.nadia, at=AT)
    checked = queries.value_on("payroll.employer_basic_rate", TODAY)
    assert not checked.to_be_confirmed
    assert checked.checked_by == "Nadia Verhaeghen"


@pytest.mark.django_db
def test_a_calculation_keeps_the_value_that_it_used(loaded: Cast) -> None:
    used = queries.value_on("worktime.daily_rest", TODAY)
    for _ in range(2):
        actions.remember_use(used.pk, row=loaded.drache, title="Repos, J15", at=AT, production=loaded.drache.pk)
    add(loaded, "12", date(2027, 9, 1), code="worktime.daily_rest")
    parameter = Parameter.objects.get(code="worktime.daily_rest")
    (use,) = queries.uses_of(parameter, loaded.nadia)
    assert (use.value.text, use.title) == ("11", "Repos, J15")
    assert queries.uses_of(parameter, loaded.pascaline) == []
    assert Use.objects.count() == 1


@pytest.mark.django_db
def test_two_days_are_compared(loaded: Cast) -> None:
    changes = {
        change.code: (change.before, change.after)
        for change in queries.compare(date(2025, 6, 30), date(2025, 7, 1))
    }
    assert changes[KM] == ("0.4415", "0.4449")
    assert "worktime.daily_rest" not in changes


@pytest.mark.django_db
def test_what_the_house_added_survives_the_next_release(loaded: Cast) -> None:
    add(loaded, "0.4612", date(2027, 7, 1))
    Value.objects.filter(parameter__code=KM, is_ours=False).delete()
    actions.load(at=AT)
    assert list(Value.objects.filter(parameter__code=KM).values_list("text", flat=True)) == ["0.4612"]


@pytest.mark.django_db
def test_a_number_is_read_as_belgians_write_it(loaded: Cast, client: Browser) -> None:
    client.force_login(loaded.nadia, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/parameters/{Parameter.objects.get(code=KM).pk}/add"
    sent = {
        "text": "0,4612",
        "since": "2027-07-01",
        "source": "circulaire",
        "read_on": "2027-03-16",
        "confidence": "H",
    }
    assert client.post(address, {**sent, "text": "quarante"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert queries.value_on(KM, date(2027, 7, 1)).text == "0.4612"


@pytest.mark.django_db
def test_parameters_are_found_in_dutch(loaded: Cast) -> None:
    assert "Indemnité kilométrique, système annuel" in [
        hit.title for hit in find(loaded.nadia, "kilometervergoeding")
    ]


@pytest.mark.django_db
def test_the_list_takes_the_same_queries_for_one_subject_as_for_all(loaded: Cast, client: Browser) -> None:
    client.force_login(loaded.nadia, backend="django.contrib.auth.backends.ModelBackend")
    counts = []
    for address in ("/parameters/?group=image", "/parameters/"):
        client.get(address)
        with CaptureQueriesContext(connection) as sent:
            assert client.get(address).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
