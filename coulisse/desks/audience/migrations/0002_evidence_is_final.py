"""The database itself refuses to change or to delete a piece of evidence. Emptying the whole table (TRUNCATE, for the
sample house) is no such change and stays possible."""

from typing import ClassVar

from django.db import migrations

REFUSE = """
CREATE OR REPLACE FUNCTION audience_evidence_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are evidence: nothing is changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audience_evidence_is_final BEFORE UPDATE OR DELETE ON audience_evidence
FOR EACH ROW EXECUTE FUNCTION audience_evidence_is_final();
"""
UNDO = """
DROP TRIGGER audience_evidence_is_final ON audience_evidence;
DROP FUNCTION audience_evidence_is_final();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audience", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(REFUSE, UNDO)]
