import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):
    initial = True

    dependencies = [
        ("accounts", "0002_roles_and_links"),
        ("documents", "0002_desk"),
        ("productions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NetworkAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "network",
                    models.CharField(
                        choices=[
                            ("bluesky", "Bluesky"),
                            ("mastodon", "Mastodon"),
                            ("facebook", "Facebook"),
                            ("instagram", "Instagram"),
                            ("threads", "Threads"),
                            ("linkedin", "LinkedIn"),
                            ("youtube", "YouTube"),
                            ("tiktok", "TikTok"),
                            ("x", "X"),
                        ],
                        max_length=10,
                        verbose_name="Network",
                    ),
                ),
                ("handle", models.CharField(max_length=200, verbose_name="Name")),
                ("server", models.URLField(blank=True, verbose_name="Server")),
                ("remote_id", models.CharField(blank=True, max_length=200)),
                (
                    "way",
                    models.CharField(
                        choices=[("hand", "by hand"), ("itself", "by itself")],
                        default="hand",
                        max_length=6,
                        verbose_name="How it is published",
                    ),
                ),
                ("secrets", models.TextField(blank=True)),
                (
                    "access",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not tried yet"),
                            ("good", "good"),
                            ("refused", "refused"),
                            ("unknown", "could not be asked"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                ("access_at", models.DateTimeField(blank=True, null=True)),
                ("access_ends_at", models.DateTimeField(blank=True, null=True)),
                ("warned_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
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
            ],
            options={
                "ordering": ["network", "handle"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("network", "server", "handle"),
                        name="account_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("client__isnull", True), ("production__isnull", True), _connector="OR"
                        ),
                        name="account_of_one_owner",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.TextField(verbose_name="Text")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("warning", models.CharField(blank=True, max_length=200, verbose_name="Content warning")),
                ("due_at", models.DateTimeField(verbose_name="Published on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("armed", "armed"),
                            ("paused", "paused"),
                            ("sending", "being sent"),
                            ("sent", "sent, not seen yet"),
                            ("confirmed", "published"),
                            ("unknown", "outcome unknown"),
                            ("failed", "refused"),
                            ("hand", "to publish by hand"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("armed_at", models.DateTimeField(null=True)),
                ("paused_why", models.CharField(blank=True, max_length=200)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("delays", models.PositiveSmallIntegerField(default=0)),
                ("first_tried_at", models.DateTimeField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
                ("progress", models.TextField(blank=True)),
                ("trace", models.CharField(blank=True, max_length=500)),
                ("reason", models.CharField(blank=True, max_length=60)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("asks", models.BooleanField(default=False)),
                ("late_told_at", models.DateTimeField(null=True)),
                ("remote_id", models.CharField(blank=True, max_length=300)),
                ("address", models.URLField(blank=True, max_length=500)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="community.networkaccount",
                    ),
                ),
                (
                    "armed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "proved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("due_at"),
                        models.F("id"),
                        condition=models.Q(("state__in", ("armed", "sending", "sent", "unknown"))),
                        name="publications_under_way",
                    ),
                    models.Index(fields=["account", "-due_at"], name="publications_of_an_account"),
                    models.Index(fields=["production", "-due_at"], name="publications_of_production"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(models.Q(("address", ""), _negated=True), ("confirmed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="published_with_proof",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "cancelled")), ("armed_at__isnull", False), _connector="OR"
                        ),
                        name="armed_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("remote_id", ""), _negated=True),
                        fields=("account", "remote_id"),
                        name="one_publication_one_post",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicationFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("alt", models.CharField(max_length=1500, verbose_name="Alternative text")),
                ("place", models.PositiveSmallIntegerField(default=0)),
                (
                    "content",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.version"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="community.publication",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "content"), name="file_once_in_a_publication"),
                    models.CheckConstraint(
                        condition=models.Q(("alt", ""), _negated=True), name="file_with_alternative_text"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Try",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("detail", models.CharField(blank=True, max_length=300)),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calls",
                        to="community.publication",
                    ),
                ),
            ],
            options={
                "ordering": ["publication", "number"],
                "constraints": [models.UniqueConstraint(fields=("publication", "number"), name="each_try_once")],
            },
        ),
    ]
