from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("community", "0005_calendar"),
    ]

    operations: ClassVar = []
