"""Animations. The database itself keeps rules as they were frozen, and a draw as it was bound."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from coulisse.foundation.together import Together

STAYS = """
CREATE OR REPLACE FUNCTION community_rules_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.rules_hash <> '' AND (NEW.rules_hash, NEW.rules) IS DISTINCT FROM (OLD.rules_hash, OLD.rules) THEN
        RAISE EXCEPTION 'rules of animation % are frozen', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER community_rules_stay BEFORE UPDATE ON community_animation
FOR EACH ROW EXECUTE FUNCTION community_rules_stay();
CREATE OR REPLACE FUNCTION community_lots_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.seed, NEW.seed_commitment) IS DISTINCT FROM (OLD.seed, OLD.seed_commitment)
        OR (OLD.commitment <> ''
            AND (NEW.commitment, NEW.entrants) IS DISTINCT FROM (OLD.commitment, OLD.entrants))
        OR (OLD.drawn_at IS NOT NULL AND (NEW.winners, NEW.reserves) IS DISTINCT FROM (OLD.winners, OLD.reserves))
    THEN
        RAISE EXCEPTION 'the draw of animation % is bound', OLD.animation_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER community_lots_stay BEFORE UPDATE ON community_lotdraw
FOR EACH ROW EXECUTE FUNCTION community_lots_stay();
"""
GOES = """
DROP TRIGGER IF EXISTS community_lots_stay ON community_lotdraw;
DROP FUNCTION IF EXISTS community_lots_stay();
DROP TRIGGER IF EXISTS community_rules_stay ON community_animation;
DROP FUNCTION IF EXISTS community_rules_stay();
"""


class Migration(Together):
    dependencies: ClassVar = [
        ("accounts", "0002_roles_and_links"),
        ("community", "0007_moderation"),
        ("grid", "0001_initial"),
        ("productions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Animation",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("poll", "Poll"),
                            ("quiz", "Quiz on the second screen"),
                            ("contest", "Contest"),
                            ("call", "Call for ideas and questions"),
                        ],
                        max_length=7,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "mechanic",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nothing to win"),
                            ("skill", "skill and a tie-break question"),
                            ("jury", "a jury chooses"),
                            ("draw", "a draw by lot"),
                        ],
                        max_length=5,
                        verbose_name="How one wins",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("open", "open"),
                            ("closed", "closed"),
                            ("settled", "result published"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="Address of the public page")),
                ("titles", models.JSONField(default=dict)),
                ("intros", models.JSONField(default=dict)),
                ("ways", models.JSONField(default=dict)),
                ("prizes", models.JSONField(default=dict)),
                ("criteria", models.JSONField(default=dict)),
                ("tie_labels", models.JSONField(default=dict)),
                ("tie_unit", models.CharField(blank=True, max_length=20, verbose_name="Unit")),
                (
                    "tie_answer",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="True answer to the tie-break question",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="From")),
                ("ends_at", models.DateTimeField(verbose_name="Until")),
                (
                    "broadcast",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="grid.broadcast",
                        verbose_name="During",
                    ),
                ),
                (
                    "organiser",
                    models.CharField(blank=True, max_length=200, verbose_name="Organiser: name and address"),
                ),
                ("complaints", models.CharField(blank=True, max_length=200, verbose_name="Where one complains")),
                (
                    "authorisation",
                    models.CharField(blank=True, max_length=120, verbose_name="Reference of the authorisation"),
                ),
                ("winners", models.PositiveSmallIntegerField(default=1, verbose_name="How many win")),
                ("least_age", models.PositiveSmallIntegerField(default=16, verbose_name="Least age")),
                (
                    "asks_contact",
                    models.BooleanField(
                        default=False, verbose_name="Ask for an e-mail address, to reach who wins"
                    ),
                ),
                ("shows_live", models.BooleanField(default=True, verbose_name="Show the result while it runs")),
                (
                    "delay_seconds",
                    models.PositiveIntegerField(default=0, verbose_name="Delay of the broadcast, in seconds"),
                ),
                (
                    "keep_days",
                    models.PositiveSmallIntegerField(default=90, verbose_name="Personal data is kept, in days"),
                ),
                ("rules", models.JSONField(default=dict)),
                ("rules_hash", models.CharField(blank=True, max_length=64)),
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
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-starts_at", "-pk"],
                "indexes": [
                    models.Index(fields=["production", "-starts_at"], name="animations_of_a_production"),
                    models.Index(fields=["client", "-starts_at"], name="animations_of_a_client"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("client__isnull", False), ("production__isnull", False), _connector="XOR"
                        ),
                        name="animation_of_one_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="animation_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "cancelled")),
                            models.Q(("opened_at__isnull", False), models.Q(("rules_hash", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="animation_opens_with_frozen_rules",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "cancelled")),
                            models.Q(("mechanic", "draw"), _negated=True),
                            models.Q(("authorisation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="no_draw_without_authorisation",
                    ),
                    models.CheckConstraint(condition=models.Q(("winners__gt", 0)), name="somebody_can_win"),
                    models.CheckConstraint(
                        condition=models.Q(("delay_seconds__lte", 86400)), name="delay_of_a_day_at_most"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GameQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "animation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="community.animation",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("labels", models.JSONField(default=dict)),
                ("options", models.JSONField(default=list)),
                (
                    "right",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("points", models.PositiveSmallIntegerField(default=1)),
                ("seconds", models.PositiveSmallIntegerField(default=30)),
                ("most", models.PositiveSmallIntegerField(default=1)),
                ("opens_at", models.DateTimeField(null=True)),
                ("closes_at", models.DateTimeField(null=True)),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("animation", "position"), name="question_of_a_game_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closes_at__isnull", True), ("opens_at__isnull", True)),
                            ("closes_at__gt", models.F("opens_at")),
                            _connector="OR",
                        ),
                        name="question_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "animation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entrants",
                        to="community.animation",
                    ),
                ),
                ("code", models.CharField(max_length=9)),
                ("pseudonym", models.CharField(blank=True, max_length=30, verbose_name="Pseudonym")),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Year of birth"),
                ),
                ("declares_age", models.BooleanField(default=False)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("guess", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("contact", models.TextField(blank=True)),
                ("contact_hash", models.CharField(blank=True, max_length=64)),
                ("key_hash", models.CharField(blank=True, max_length=64)),
                ("words", models.TextField(blank=True)),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")], max_length=2
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("excluded", models.CharField(blank=True, max_length=20)),
                ("excluded_why", models.CharField(blank=True, max_length=300)),
                (
                    "excluded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("shown_at", models.DateTimeField(null=True)),
                (
                    "idea",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.idea",
                    ),
                ),
            ],
            options={
                "ordering": ["joined_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("animation", "code"), name="entrant_code_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("key_hash", ""), _negated=True),
                        fields=("animation", "key_hash"),
                        name="one_entry_a_browser",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("contact_hash", ""), _negated=True),
                        fields=("animation", "contact_hash"),
                        name="one_entry_an_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Given",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "entrant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="given", to="community.entrant"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="given",
                        to="community.gamequestion",
                    ),
                ),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("entrant", "question"), name="first_answer_only")],
            },
        ),
        migrations.CreateModel(
            name="GameDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "animation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="community.animation",
                    ),
                ),
                ("rank", models.PositiveIntegerField()),
                (
                    "codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=9), size=None
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="Why, by the rules")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_name", models.CharField(max_length=120)),
                ("decided_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["rank"],
                "constraints": [
                    models.UniqueConstraint(fields=("animation", "rank"), name="one_decision_a_rank"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="decision_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LotDraw",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "animation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lots", to="community.animation"
                    ),
                ),
                ("seed", models.TextField()),
                ("seed_commitment", models.CharField(max_length=64)),
                ("bound_at", models.DateTimeField()),
                ("entrants", models.JSONField(default=list)),
                ("commitment", models.CharField(blank=True, max_length=64)),
                ("frozen_at", models.DateTimeField(null=True)),
                ("announced_at", models.DateTimeField(null=True)),
                ("winners", models.JSONField(default=list)),
                ("reserves", models.JSONField(default=list)),
                ("shown_seed", models.CharField(blank=True, max_length=128)),
                ("drawn_at", models.DateTimeField(null=True)),
                (
                    "drawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("announced_at__isnull", True),
                            models.Q(
                                models.Q(("commitment", ""), _negated=True),
                                ("frozen_at__isnull", False),
                                ("announced_at__gte", models.F("frozen_at")),
                            ),
                            _connector="OR",
                        ),
                        name="bound_before_the_closing_is_announced",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drawn_at__isnull", True),
                            models.Q(("announced_at__isnull", False), ("drawn_at__gte", models.F("announced_at"))),
                            _connector="OR",
                        ),
                        name="drawn_after_the_closing_is_announced",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shown_seed", ""), ("drawn_at__isnull", False), _connector="OR"),
                        name="seed_is_secret_until_the_draw",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "animation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing",
                        to="community.animation",
                    ),
                ),
                ("rows", models.JSONField(default=list)),
                ("taking_part", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("published_at", models.DateTimeField()),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ShootPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="productions.production"
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("date", models.DateField()),
                ("day", models.PositiveSmallIntegerField()),
                ("of", models.PositiveSmallIntegerField()),
                ("sheet", models.PositiveIntegerField()),
                ("revision", models.PositiveSmallIntegerField()),
                ("wraps_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-date", "unit"],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "unit", "date"), name="one_plan_a_shooting_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="community.shootplan"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("day", "the day"), ("scene", "a scene"), ("craft", "a craft")], max_length=5
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("facts", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "proposed"), ("idea", "an idea"), ("dropped", "dropped")],
                        default="open",
                        max_length=7,
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.idea",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("is_gone", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["plan", "place", "pk"],
                "constraints": [models.UniqueConstraint(fields=("plan", "key"), name="one_line_of_a_kind")],
            },
        ),
        migrations.CreateModel(
            name="HiddenSet",
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
                ("name", models.CharField(max_length=160, verbose_name="Set")),
                ("key", models.CharField(max_length=160)),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="Why")),
                (
                    "hidden_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("hidden_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("production", "key"), name="set_hidden_once")],
            },
        ),
        migrations.RunSQL(STAYS, GOES),
    ]
