"""Finding people by letters inside a name or an address: trigram indexes, on an extension that search brings."""

from typing import ClassVar

from django.db import migrations

FORWARD = """
    CREATE INDEX writers_by_letters ON audience_writer USING gin (name_key gin_trgm_ops);
    CREATE INDEX addresses_by_letters ON audience_writeraddress USING gin (key gin_trgm_ops);
"""
BACKWARD = """
    DROP INDEX writers_by_letters;
    DROP INDEX addresses_by_letters;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("audience", "0002_evidence_is_final"),
        ("search", "0001_initial"),  # pg_trgm
    ]

    operations: ClassVar = [migrations.RunSQL(FORWARD, BACKWARD)]
