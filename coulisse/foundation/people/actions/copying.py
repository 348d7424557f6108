"""Thousands of contacts at once: COPY takes a third of the time that INSERT takes."""

from collections.abc import Sequence

from django.db import connection, models

from coulisse.foundation.people.models import Contact


def copy_in(contacts: Sequence[Contact]) -> None:
    """Write new contacts, giving each its number. Call inside a transaction."""
    if not contacts:
        return
    fields = Contact._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    # Only JSON needs Django's hand: every other value is what psycopg takes as it is.
    prepared = [(field.attname, field if isinstance(field, models.JSONField) else None) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('people_contact', 'id')) FROM generate_series(1, %s)",
            [len(contacts)],
        )
        for contact, (pk,) in zip(contacts, cursor.fetchall(), strict=True):
            contact.pk = pk
        with cursor.copy(f"COPY people_contact ({columns}) FROM STDIN") as copy:
            for contact in contacts:
                values = contact.__dict__
                copy.write_row(
                    [
                        values[name] if field is None else field.get_db_prep_save(values[name], connection)
                        for name, field in prepared
                    ]
                )
