"""The database itself refuses to change or to delete a posting, a closing of the books, a closed cost report or an
estimate. Emptying a whole table (TRUNCATE, for the sample house) is no such change and stays possible."""

from typing import ClassVar

from django.db import migrations

FINAL = ("office_posting", "office_periodclosing", "office_closedreport", "office_estimate")

REFUSE = """
CREATE OR REPLACE FUNCTION office_row_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are final: nothing is changed or deleted, it is reversed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""
TRIGGERS = "".join(
    f"CREATE TRIGGER {table}_is_final BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION office_row_is_final();\n"
    for table in FINAL
)
UNDO = (
    "".join(f"DROP TRIGGER {table}_is_final ON {table};\n" for table in FINAL)
    + "DROP FUNCTION office_row_is_final();"
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("office", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(REFUSE + TRIGGERS, UNDO)]
