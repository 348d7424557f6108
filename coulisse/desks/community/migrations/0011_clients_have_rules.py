"""Rules, lists of words and a charter of a client of its own."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from coulisse.foundation.together import Together

OF_ONE_OWNER = Q(("client__isnull", True), ("production__isnull", True), _connector="OR")


def of_a_client() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="accounts.client",
    )


class Migration(Together):
    dependencies: ClassVar = [
        ("accounts", "0002_roles_and_links"),
        ("community", "0010_sets_shown_again"),
    ]

    operations: ClassVar = [
        migrations.AddField(model_name="wordlist", name="client", field=of_a_client()),
        migrations.AddField(model_name="moderationrule", name="client", field=of_a_client()),
        migrations.AddConstraint(
            model_name="wordlist",
            constraint=models.UniqueConstraint(
                fields=("client", "name", "language"), name="word_list_once_a_client"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordlist",
            constraint=models.CheckConstraint(condition=OF_ONE_OWNER, name="word_list_of_one_owner"),
        ),
        migrations.AddConstraint(
            model_name="moderationrule",
            constraint=models.CheckConstraint(condition=OF_ONE_OWNER, name="rule_of_one_owner"),
        ),
        migrations.AddConstraint(
            model_name="charter",
            constraint=models.UniqueConstraint(
                condition=Q(("client__isnull", False)), fields=("client",), name="charter_once_a_client"
            ),
        ),
        migrations.AddConstraint(
            model_name="charter",
            constraint=models.CheckConstraint(
                condition=Q(("client__isnull", False), ("production__isnull", False), _connector="XOR"),
                name="charter_of_one_owner",
            ),
        ),
    ]
