from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("documents", "0001_initial")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="document",
            name="desk",
            field=models.CharField(
                blank=True,
                choices=[
                    ("office", "Administration"),
                    ("floor", "Set"),
                    ("audience", "Audience"),
                    ("community", "Community"),
                ],
                default="",
                max_length=10,
            ),
        )
    ]
