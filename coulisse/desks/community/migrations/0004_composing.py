"""The composer: saved replies, alternative texts, crops, subtitles, overrides of the gate, posts to remove."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):
    dependencies: ClassVar = [
        ("accounts", "0002_roles_and_links"),
        ("community", "0003_watch"),
        ("documents", "0002_desk"),
        ("productions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Snippet",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("text", models.TextField(max_length=5000, verbose_name="Text")),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["name", "language", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("client__isnull", True), ("production__isnull", True), _connector="OR"
                        ),
                        name="snippet_of_one_owner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AltText",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("text", models.CharField(max_length=1500, verbose_name="Alternative text")),
            ],
            options={
                "ordering": ["document", "language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "language"), name="one_alternative_text_a_language"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="alternative_text_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServerLimits",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("server", models.URLField(unique=True)),
                ("configuration", models.JSONField(default=dict)),
                ("read_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Crop",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.version",
                    ),
                ),
                (
                    "ratio",
                    models.CharField(
                        choices=[
                            ("1:1", "Square, 1:1"),
                            ("4:5", "Portrait, 4:5"),
                            ("9:16", "Story, 9:16"),
                            ("16:9", "Wide, 16:9"),
                            ("191:100", "Link card, 1.91:1"),
                        ],
                        max_length=8,
                        verbose_name="Shape",
                    ),
                ),
                ("left", models.PositiveIntegerField()),
                ("top", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
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
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("height__gt", 0), ("width__gt", 0)), name="a_crop_holds_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Subtitles",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subtitles",
                        to="community.publication",
                    ),
                ),
                (
                    "content",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.version"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
            ],
            options={
                "ordering": ["language"],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "language"), name="subtitles_once_a_language")
                ],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overrides",
                        to="community.publication",
                    ),
                ),
                ("content_hash", models.CharField(max_length=64)),
                ("obstacles", models.JSONField(default=list)),
                ("why", models.CharField(max_length=500, verbose_name="Reason")),
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
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="an_override_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="removals",
                        to="community.publication",
                    ),
                ),
                ("source", models.CharField(max_length=60)),
                ("asked_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True, verbose_name="Seen to be gone at")),
                (
                    "seen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "source"), name="one_removal_for_each_cause")
                ],
            },
        ),
    ]
