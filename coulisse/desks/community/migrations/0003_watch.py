from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("community", "0002_clients_and_strategy"),
    ]

    operations: ClassVar = []
