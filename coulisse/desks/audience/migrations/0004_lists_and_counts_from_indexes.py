"""Lists, tables and seasons read from indexes alone: what they filter and group by stands in the index itself.

Beside `conversations_latest_first` and `conversations_by_arrival`, which lead to the rows.
"""

from typing import ClassVar

from django.db import migrations

FORWARD = """
    CREATE INDEX conversations_listed ON audience_conversation (production_id, last_at DESC, id DESC)
        INCLUDE (
            state, language, kind, topic_id, channel, due_on, routed_to, family_id, assigned_to_id, is_folded
        );
    CREATE INDEX conversations_counted ON audience_conversation (production_id, received_at)
        INCLUDE (state, topic_id, kind, tone, language, channel);
    CREATE INDEX conversations_by_topic ON audience_conversation (production_id, topic_id, received_at)
        WHERE state <> 'spam';
"""
BACKWARD = """
    DROP INDEX conversations_listed;
    DROP INDEX conversations_counted;
    DROP INDEX conversations_by_topic;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audience", "0003_writers_by_letters")]

    operations: ClassVar = [migrations.RunSQL(FORWARD, BACKWARD)]
