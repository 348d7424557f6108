from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):
    dependencies: ClassVar = [
        ("accounts", "0002_roles_and_links"),
        ("community", "0008_animation"),
        ("documents", "0001_initial"),
        ("grid", "0001_initial"),
        ("productions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="DataFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("posts", "Posts of an account"),
                            ("ads", "Advertisements"),
                            ("ratings", "Ratings or box office"),
                        ],
                        max_length=7,
                    ),
                ),
                ("shape", models.CharField(max_length=20)),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.client",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="productions.production",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.networkaccount",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.campaign",
                        verbose_name="Campaign",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("mapping", models.JSONField(default=list)),
                ("unread", models.JSONField(default=list)),
                ("day_order", models.CharField(blank=True, max_length=5)),
                ("decimal", models.CharField(default="comma", max_length=5)),
                ("first_on", models.DateField(null=True, verbose_name="From")),
                ("last_on", models.DateField(null=True, verbose_name="Until")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("given", "to be checked"),
                            ("running", "under way"),
                            ("done", "imported"),
                            ("undone", "undone"),
                        ],
                        default="given",
                        max_length=7,
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
                ("problems", models.JSONField(default=list)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["production", "-at"], name="figure_files_of_a_production")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("client__isnull", True), ("production__isnull", True), _connector="OR"
                        ),
                        name="figures_of_one_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "posts"), _negated=True), ("account__isnull", False), _connector="OR"
                        ),
                        name="posts_of_an_account",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "undone"), _negated=True),
                        fields=("kind", "sha256", "account", "production", "client"),
                        name="one_file_of_figures_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ads", to="community.datafile"
                    ),
                ),
                ("line", models.PositiveIntegerField()),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.campaign",
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("spend_cents", models.BigIntegerField(null=True)),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("impressions", models.BigIntegerField(null=True)),
                ("reach", models.BigIntegerField(null=True)),
                ("clicks", models.BigIntegerField(null=True)),
                ("views", models.BigIntegerField(null=True)),
                ("complete_views", models.BigIntegerField(null=True)),
                ("results", models.BigIntegerField(null=True)),
                ("result_kind", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["first_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "line"), name="one_ad_a_line"),
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))), name="ad_ends_after_it_starts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="community.networkaccount",
                    ),
                ),
                ("remote_id", models.CharField(max_length=300)),
                ("address", models.URLField(blank=True, max_length=500)),
                ("text", models.TextField(blank=True)),
                ("format", models.CharField(blank=True, max_length=60)),
                ("published_at", models.DateTimeField()),
                ("has_hour", models.BooleanField(default=True)),
                (
                    "publication",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="records",
                        to="community.publication",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.campaign",
                        verbose_name="Campaign",
                    ),
                ),
                (
                    "broadcast",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="grid.broadcast",
                        verbose_name="About the broadcast",
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-pk"],
                "indexes": [models.Index(fields=["account", "-published_at"], name="records_of_an_account")],
                "constraints": [
                    models.UniqueConstraint(fields=("account", "remote_id"), name="one_record_a_post")
                ],
            },
        ),
        migrations.CreateModel(
            name="MetricReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="community.postrecord",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="community.datafile",
                    ),
                ),
                ("metric", models.CharField(max_length=30)),
                ("side", models.CharField(max_length=7)),
                ("value", models.BigIntegerField(null=True)),
                ("on", models.DateField()),
                ("parts", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["record", "metric", "side", "-on"], name="latest_reading_first")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "record", "metric", "side"), name="one_reading_a_file"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                        name="reading_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="community.datafile",
                    ),
                ),
                ("line", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("aired_at", models.DateTimeField()),
                ("has_hour", models.BooleanField(default=True)),
                (
                    "broadcast",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="grid.broadcast",
                    ),
                ),
                ("viewers", models.BigIntegerField(null=True)),
                ("share_permille", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "ordering": ["aired_at", "pk"],
                "constraints": [models.UniqueConstraint(fields=("file", "line"), name="one_rating_a_line")],
            },
        ),
        migrations.CreateModel(
            name="AccountAudit",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audits",
                        to="community.networkaccount",
                    ),
                ),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("metric", models.CharField(max_length=30)),
                ("posts", models.JSONField(default=list)),
                ("sources", models.JSONField(default=list)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="audit_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PageSchedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="productions.production"
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.objective",
                        verbose_name="Objective",
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        choices=[("week", "Every Monday"), ("month", "On the first of the month")],
                        max_length=5,
                        verbose_name="When",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("recipients", models.TextField(verbose_name="To")),
                ("next_on", models.DateField()),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stopped_at__isnull", True)),
                        fields=("production", "language"),
                        name="one_page_schedule_a_language",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectionPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="productions.production"
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pages",
                        to="community.pageschedule",
                    ),
                ),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("content", models.JSONField(default=dict)),
                ("next_steps", models.TextField(blank=True, verbose_name="What next")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-last_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("schedule__isnull", False)),
                        fields=("schedule", "first_on"),
                        name="one_page_a_turn",
                    )
                ],
            },
        ),
    ]
