"""A set that was hidden by its embargo may be shown again, by a named person with a reason.

And the least age of an animation is the dated value of the house, no figure of the code.
"""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from coulisse.foundation.together import Together


class Migration(Together):
    dependencies: ClassVar = [
        ("community", "0009_performance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="hiddenset", name="set_hidden_once"),
        migrations.AlterModelOptions(name="hiddenset", options={"ordering": ["name", "-hidden_at"]}),
        migrations.AlterField(
            model_name="animation",
            name="least_age",
            field=models.PositiveSmallIntegerField(verbose_name="Least age"),
        ),
        migrations.AddField(model_name="hiddenset", name="ended_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="hiddenset",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hiddenset", name="ended_why", field=models.CharField(blank=True, max_length=200)
        ),
        migrations.AddConstraint(
            model_name="hiddenset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("production", "key"),
                name="set_hidden_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="hiddenset",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_why", ""), ("ended_at__isnull", False), _connector="OR"),
                name="only_an_embargo_that_ended_says_why",
            ),
        ),
    ]
