"""Approval: routes as data, what is handed in, revisions, decisions, guests, and who was told."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):
    dependencies: ClassVar = [
        ("accounts", "0002_roles_and_links"),
        ("community", "0005_calendar"),
        ("productions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ApprovalRoute",
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
                (
                    "content_type",
                    models.CharField(
                        choices=[
                            ("post", "post"),
                            ("paid", "paid post"),
                            ("film", "film"),
                            ("contest", "contest"),
                        ],
                        default="post",
                        max_length=8,
                        verbose_name="For",
                    ),
                ),
                (
                    "hours",
                    models.CharField(
                        choices=[
                            ("office", "office hours, on working days"),
                            ("all", "around the clock, every day"),
                        ],
                        default="office",
                        max_length=6,
                        verbose_name="Terms run in",
                    ),
                ),
                ("opens", models.TimeField(default="09:00", verbose_name="Office opens")),
                ("closes", models.TimeField(default="18:00", verbose_name="Office closes")),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["content_type", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("client__isnull", False), ("production__isnull", False), _connector="XOR"
                        ),
                        name="approval_route_of_one_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))), name="approval_office_closes_later"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at__isnull", True)),
                        fields=("client", "production", "content_type"),
                        name="one_approval_route_a_type",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="community.approvalroute",
                    ),
                ),
                ("stage", models.PositiveSmallIntegerField(verbose_name="Turn")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("writer", "Bilingual writer"),
                            ("account", "Account director"),
                            ("art", "Art director"),
                            ("designer", "Designer"),
                            ("media", "Media buyer"),
                            ("community", "Community manager"),
                            ("expert", "Expert"),
                            ("client", "Client"),
                        ],
                        max_length=10,
                        verbose_name="Role",
                    ),
                ),
                (
                    "question",
                    models.CharField(blank=True, max_length=200, verbose_name="Question in your own words"),
                ),
                (
                    "answers_for",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), size=None, verbose_name="Answers for"
                    ),
                ),
                ("due_hours", models.PositiveSmallIntegerField(default=8, verbose_name="Term, in hours")),
                (
                    "deputy_hours",
                    models.PositiveSmallIntegerField(default=4, verbose_name="The deputy takes over after"),
                ),
                (
                    "remind_hours",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Reminded after"),
                ),
                (
                    "escalate_hours",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Goes higher after"),
                ),
                (
                    "stop_hours",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Everything stops after"),
                ),
            ],
            options={
                "ordering": ["stage", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("route", "role"), name="each_role_once_in_a_route"),
                    models.CheckConstraint(
                        condition=models.Q(("answers_for", []), _negated=True), name="a_role_answers_for_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="community.routestep"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("holder", "holds the role"), ("deputy", "deputy"), ("above", "above")],
                        default="holder",
                        max_length=6,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="Name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail address")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("user__isnull", True), ("name", ""), _connector="XOR"),
                        name="seat_of_one_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("step", "user"),
                        name="one_seat_a_person_and_step",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
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
                ("title", models.CharField(max_length=200, verbose_name="Title")),
                (
                    "content_type",
                    models.CharField(
                        choices=[
                            ("post", "post"),
                            ("paid", "paid post"),
                            ("film", "film"),
                            ("contest", "contest"),
                        ],
                        max_length=8,
                        verbose_name="Content",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.campaign",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.idea",
                    ),
                ),
                ("route", models.JSONField()),
                ("paid_cents", models.BigIntegerField(blank=True, null=True, verbose_name="Paid media")),
                (
                    "paid_plan",
                    models.CharField(blank=True, max_length=500, verbose_name="Target groups and dates"),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "edited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "team_text",
                    models.TextField(blank=True, verbose_name="What the team is told before the public"),
                ),
                ("team_at", models.DateTimeField(blank=True, null=True, verbose_name="Told to the team on")),
                ("told_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["-asked_at"],
                        name="submissions_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("client__isnull", False), ("production__isnull", False), _connector="OR"
                        ),
                        name="submission_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid_cents__isnull", True), ("paid_cents__gte", 0), _connector="OR"),
                        name="submission_paid_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubmittedPublication",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="community.submission",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.publication"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("is_open", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["place", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_open", True)),
                        fields=("publication",),
                        name="one_open_submission_a_publication",
                    ),
                    models.UniqueConstraint(fields=("submission", "publication"), name="submitted_once"),
                ],
            },
        ),
        migrations.AddField(
            model_name="submission",
            name="publications",
            field=models.ManyToManyField(
                related_name="+", through="community.SubmittedPublication", to="community.publication"
            ),
        ),
        migrations.CreateModel(
            name="ContentRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="community.submission",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by_name", models.CharField(blank=True, max_length=120)),
                ("parts", models.JSONField()),
                ("content", models.JSONField()),
            ],
            options={
                "ordering": ["submission", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "number"), name="one_content_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="GuestSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="community.submission",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("writer", "Bilingual writer"),
                            ("account", "Account director"),
                            ("art", "Art director"),
                            ("designer", "Designer"),
                            ("media", "Media buyer"),
                            ("community", "Community manager"),
                            ("expert", "Expert"),
                            ("client", "Client"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                (
                    "publication",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="community.publication",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail address")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("submission", "role", "key"),
                        name="one_guest_a_role_and_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True), ("publication__isnull", False), _connector="XOR"
                        ),
                        name="guest_decides_or_advises",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="community.submission",
                    ),
                ),
                ("role", models.CharField(max_length=10)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("approved", "approved"), ("withdrawn", "taken back"), ("refused", "refused")],
                        max_length=9,
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("in_the_name_of", models.CharField(blank=True, max_length=40)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by_name", models.CharField(max_length=120)),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.guestlink",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("saw", models.JSONField()),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("is_private", models.BooleanField(default=False)),
                ("is_guest", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="who_refuses_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="community.submission",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="community.publication",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by_name", models.CharField(max_length=120)),
                (
                    "guest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.guestseat",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("text", models.CharField(max_length=1000, verbose_name="Note")),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Nudge",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nudges",
                        to="community.submission",
                    ),
                ),
                ("role", models.CharField(max_length=10)),
                ("event", models.CharField(max_length=12)),
                ("moment", models.DateTimeField()),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["moment", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "role", "event", "moment"), name="told_once")
                ],
            },
        ),
    ]
