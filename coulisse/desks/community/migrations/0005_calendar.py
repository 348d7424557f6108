"""The calendar: moves, recurring slots, who is on call, lent calendars and their comments."""

from typing import ClassVar

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):
    dependencies: ClassVar = [
        ("accounts", "0002_roles_and_links"),
        ("community", "0004_composing"),
        ("productions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="CalendarMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_moves",
                        to="community.publication",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("moved", "moved with the grid"),
                            ("stated", "stopped: the text states the old hour"),
                            ("past", "stopped: its new moment is past"),
                            ("embargo", "stopped: under embargo at its new moment"),
                            ("cancelled", "stopped: the broadcast is cancelled"),
                            ("back", "the broadcast is back on the grid"),
                            ("out", "out already"),
                            ("hand", "moved by somebody"),
                        ],
                        max_length=9,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=60)),
                ("programme", models.CharField(blank=True, max_length=200)),
                ("was_at", models.DateTimeField()),
                ("now_at", models.DateTimeField()),
                ("detail", models.CharField(blank=True, max_length=120)),
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
                (
                    "seen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seen_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("seen_at__isnull", True)),
                        fields=["-at"],
                        name="calendar_moves_not_seen",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("publication", "source"),
                        name="one_move_a_fact",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PostSlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_slots",
                        to="community.networkaccount",
                        verbose_name="Account",
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(6)], verbose_name="Day"
                    ),
                ),
                ("at", models.TimeField(verbose_name="Hour")),
                (
                    "pillar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.pillar",
                        verbose_name="Pillar",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=120, verbose_name="What for")),
                ("starts_on", models.DateField(verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Until")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["weekday", "at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "weekday", "at", "starts_on"), name="one_slot_a_moment"
                    ),
                    models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="slot_on_a_weekday"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="slot_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OnCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.client",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="productions.production",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="Telephone")),
                ("starts_on", models.DateField(verbose_name="From")),
                ("ends_on", models.DateField(verbose_name="Until")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "indexes": [models.Index(fields=["starts_on", "ends_on"], name="on_call_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("client__isnull", True), ("production__isnull", True), _connector="OR"
                        ),
                        name="on_call_for_one_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="on_call_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LentCalendar",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.client",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="productions.production",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="From")),
                ("ends_on", models.DateField(verbose_name="Until")),
                ("zone", models.CharField(blank=True, max_length=60, verbose_name="Hours also in")),
                (
                    "link",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.guestlink",
                    ),
                ),
                (
                    "lent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lent_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-lent_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("client__isnull", False), ("production__isnull", False), _connector="XOR"
                        ),
                        name="lent_calendar_of_one_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="lent_calendar_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_comments",
                        to="community.publication",
                    ),
                ),
                (
                    "lent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="community.lentcalendar",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("text", models.TextField(max_length=2000, verbose_name="Comment")),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["publication"],
                        name="calendar_comments_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="calendar_comment_says"
                    )
                ],
            },
        ),
    ]
