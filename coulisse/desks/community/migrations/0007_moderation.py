"""Comments, rules, evidence. The database itself refuses to change evidence, or to hide a comment without it.

Emptying a whole table (TRUNCATE, for the sample house) is no such change and stays possible.
"""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from coulisse.foundation.together import Together

FINAL = """
CREATE OR REPLACE FUNCTION community_evidence_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are evidence: nothing is changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER community_evidence_is_final BEFORE UPDATE OR DELETE ON community_commentevidence
FOR EACH ROW EXECUTE FUNCTION community_evidence_is_final();
CREATE TRIGGER community_report_is_final BEFORE UPDATE OR DELETE ON community_reportfile
FOR EACH ROW EXECUTE FUNCTION community_evidence_is_final();
CREATE TRIGGER community_report_piece_is_final BEFORE UPDATE OR DELETE ON community_reportpiece
FOR EACH ROW EXECUTE FUNCTION community_evidence_is_final();
CREATE OR REPLACE FUNCTION community_hidden_with_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state IN ('hiding', 'hand', 'hidden')
       AND NOT EXISTS (SELECT 1 FROM community_commentevidence WHERE comment_id = NEW.id) THEN
        RAISE EXCEPTION 'comment % is hidden only with its evidence frozen', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER community_hidden_with_evidence BEFORE INSERT OR UPDATE OF state ON community_comment
FOR EACH ROW EXECUTE FUNCTION community_hidden_with_evidence();
"""
UNDO = """
DROP TRIGGER community_hidden_with_evidence ON community_comment;
DROP FUNCTION community_hidden_with_evidence();
DROP TRIGGER community_report_piece_is_final ON community_reportpiece;
DROP TRIGGER community_report_is_final ON community_reportfile;
DROP TRIGGER community_evidence_is_final ON community_commentevidence;
DROP FUNCTION community_evidence_is_final();
"""


class Migration(Together):
    dependencies: ClassVar = [
        ("community", "0006_approving"),
        ("productions", "0001_initial"),
        ("accounts", "0002_roles_and_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="WordList",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("terms", models.TextField(blank=True, verbose_name="Words")),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
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
            ],
            options={
                "ordering": ["name", "language", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "name", "language"), name="word_list_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ModerationRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                (
                    "severities",
                    models.JSONField(blank=True, default=list, verbose_name="What the words alone say"),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("topic", models.CharField(blank=True, max_length=60, verbose_name="Topic")),
                ("links", models.PositiveSmallIntegerField(default=0, verbose_name="Links in the text, at least")),
                (
                    "rate_count",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Comments of one author, at least"),
                ),
                (
                    "rate_minutes",
                    models.PositiveSmallIntegerField(default=10, verbose_name="within so many minutes"),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[("hide", "propose to hide"), ("flag", "flag"), ("sort", "only sort")],
                        default="flag",
                        max_length=4,
                        verbose_name="What it does",
                    ),
                ),
                ("severity", models.CharField(blank=True, max_length=10, verbose_name="How grave")),
                ("is_on", models.BooleanField(default=False)),
                ("tried_hash", models.CharField(blank=True, max_length=64)),
                ("tried_at", models.DateTimeField(null=True)),
                ("tried_count", models.PositiveIntegerField(default=0)),
                ("switched_at", models.DateTimeField(null=True)),
                ("archived_at", models.DateTimeField(null=True)),
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
                    "switched_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lists",
                    models.ManyToManyField(
                        blank=True, related_name="rules", to="community.wordlist", verbose_name="Lists of words"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_on", False), models.Q(("tried_hash", ""), _negated=True), _connector="OR"
                        ),
                        name="rule_on_was_tried",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate_minutes__gte", 1)), name="rule_rate_has_minutes"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charter",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="Public address")),
                ("texts", models.JSONField(default=dict)),
                ("is_public", models.BooleanField(default=False, verbose_name="Anybody may read it")),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("production__isnull", False)),
                        fields=("production",),
                        name="charter_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommentAuthor",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("network", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=300)),
                ("handle", models.CharField(max_length=200)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("blocked_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("network", "key"), name="comment_author_once")],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("remote_id", models.CharField(max_length=300)),
                ("in_reply_to", models.CharField(blank=True, max_length=300)),
                ("address", models.URLField(blank=True, max_length=500)),
                ("text", models.TextField()),
                ("language", models.CharField(blank=True, max_length=3)),
                ("said_at", models.DateTimeField()),
                ("arrived_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("acted_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "to look at"),
                            ("review", "to review: hide?"),
                            ("hiding", "being hidden"),
                            ("hand", "to hide by hand"),
                            ("hidden", "hidden"),
                            ("kept", "left standing"),
                            ("answered", "answered"),
                            ("moved", "handed to the audience desk"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("severity", models.CharField(max_length=10)),
                ("rank", models.PositiveSmallIntegerField()),
                ("reasons", models.JSONField(default=list)),
                ("is_flagged", models.BooleanField(default=False)),
                ("is_folded", models.BooleanField(default=False)),
                ("family", models.CharField(blank=True, max_length=40)),
                ("group", models.CharField(blank=True, max_length=40)),
                ("hide_why", models.CharField(blank=True, max_length=300)),
                ("tried_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.networkaccount",
                    ),
                ),
                (
                    "acted_by",
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
                    "publication",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="community.publication",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="community.commentauthor",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.moderationrule",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("production"),
                        models.F("rank"),
                        models.F("said_at"),
                        models.F("id"),
                        condition=models.Q(("state__in", ("open", "review", "hand"))),
                        name="comments_waiting",
                    ),
                    models.Index(fields=["production", "-said_at", "-id"], name="comments_latest"),
                    models.Index(fields=["author", "said_at"], name="comments_of_an_author"),
                    models.Index(fields=["production", "arrived_at"], name="comments_arrived"),
                    models.Index(
                        condition=models.Q(("group", ""), _negated=True),
                        fields=["production", "group"],
                        name="comments_of_a_group",
                    ),
                    models.Index(
                        condition=models.Q(("state", "hiding")), fields=["id"], name="comments_being_hidden"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("account", "remote_id"), name="comment_once")],
            },
        ),
        migrations.CreateModel(
            name="CommentEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("at", models.DateTimeField()),
                ("content", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="community.comment",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("comment", "sha256"), name="comment_evidence_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ModerationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("proposed", "a rule proposes to hide"),
                            ("frozen", "evidence frozen"),
                            ("seen", "seen"),
                            ("note", "note"),
                            ("warned", "warning in public"),
                            ("answered", "answered in public"),
                            ("asked", "to be hidden"),
                            ("hidden", "hidden"),
                            ("failed", "not hidden by the network"),
                            ("shown", "let stand again"),
                            ("kept", "left standing"),
                            ("blocked", "author blocked"),
                            ("reported", "reported"),
                            ("folded", "folded"),
                            ("unfolded", "unfolded"),
                            ("moved", "handed to the audience desk"),
                            ("back", "the answer came back"),
                            ("sorted", "sorted anew"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
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
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="community.comment"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="community.moderationrule",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["comment", "at"], name="moderation_steps")],
            },
        ),
        migrations.CreateModel(
            name="CommentExposure",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("at", models.DateTimeField()),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exposures",
                        to="community.comment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-at"], name="comment_exposures")],
            },
        ),
        migrations.CreateModel(
            name="CommentReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.CharField(blank=True, max_length=500, verbose_name="What to know, without quoting"),
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
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="community.comment",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Colleague",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asked_by", models.F("reader")), _negated=True),
                        name="comment_second_reader_is_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("comment", "reader"),
                        name="comment_second_reader_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("text", models.TextField(verbose_name="Text")),
                ("is_warning", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("address", models.URLField(blank=True, max_length=500)),
                ("proved_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_answer",
                        to="community.comment",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), ("proved_at__isnull", True)),
                            models.Q(models.Q(("address", ""), _negated=True), ("proved_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="public_answer_with_its_moment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommentTransfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                ("conversation_id", models.BigIntegerField(db_index=True, null=True)),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transfer",
                        to="community.comment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CommentWave",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("began", models.DateTimeField()),
                ("ended", models.DateTimeField()),
                ("comments", models.PositiveIntegerField()),
                ("authors", models.PositiveIntegerField()),
                ("expected_tenths", models.PositiveIntegerField()),
                ("grave", models.PositiveIntegerField(default=0)),
                ("groups", models.JSONField(default=list)),
                ("announced_at", models.DateTimeField()),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["-began"],
                "constraints": [models.UniqueConstraint(fields=("production", "began"), name="comment_wave_once")],
            },
        ),
        migrations.CreateModel(
            name="CommentImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("lines", models.PositiveIntegerField()),
                ("fresh", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField()),
                ("columns", models.JSONField(default=list)),
                ("problems", models.JSONField(default=list)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.networkaccount",
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
                (
                    "production",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                (
                    "to",
                    models.CharField(
                        choices=[("police", "Police"), ("unia", "Unia")], max_length=6, verbose_name="For whom"
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
                ("facts", models.TextField(verbose_name="What happened")),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="ReportPiece",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.commentevidence",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="community.reportfile",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "place"), name="report_piece_place"),
                    models.UniqueConstraint(fields=("file", "evidence"), name="report_piece_once"),
                ],
            },
        ),
        migrations.RunSQL(FINAL, UNDO),
    ]
