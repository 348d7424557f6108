import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):
    initial = True

    dependencies = [
        ("productions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "Person"), ("company", "Company or organisation")],
                        default="person",
                        max_length=8,
                        verbose_name="Kind",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=80, verbose_name="First name")),
                ("last_name", models.CharField(blank=True, max_length=120, verbose_name="Last name")),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("emails", models.JSONField(blank=True, default=list, verbose_name="E-mail addresses")),
                ("phones", models.JSONField(blank=True, default=list, verbose_name="Telephone numbers")),
                ("addresses", models.JSONField(blank=True, default=list, verbose_name="Addresses")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Languages spoken",
                    ),
                ),
                (
                    "document_language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="Language of documents",
                    ),
                ),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Skills",
                    ),
                ),
                (
                    "tags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Tags",
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="Website")),
                ("birthday", models.DateField(blank=True, null=True, verbose_name="Birthday")),
                ("vat", models.CharField(blank=True, max_length=20, verbose_name="VAT number")),
                ("notes", models.TextField(blank=True, verbose_name="Notes")),
                ("created_at", models.DateTimeField(editable=False)),
                ("sort_key", models.CharField(editable=False, max_length=200)),
                ("name_key", models.CharField(editable=False, max_length=200)),
                ("sound_key", models.CharField(editable=False, max_length=200)),
                (
                    "email_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=254), default=list, editable=False, size=None
                    ),
                ),
                (
                    "phone_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, editable=False, size=None
                    ),
                ),
                ("town", models.CharField(blank=True, editable=False, max_length=80, verbose_name="Town")),
                ("town_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("search_text", models.TextField(editable=False)),
            ],
            options={
                "ordering": ["sort_key", "id"],
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="contacts_by_name"),
                    models.Index(fields=["sound_key"], name="contacts_by_sound"),
                    models.Index(
                        condition=models.Q(("birthday__isnull", False)),
                        fields=["birthday"],
                        name="contacts_by_birthday",
                    ),
                    models.Index(fields=["name_key"], name="contacts_by_whole_name"),
                    models.Index(fields=["town_key", "sort_key"], name="contacts_by_town"),
                    models.Index(fields=["-created_at", "-id"], name="contacts_newest_first"),
                    models.Index(fields=["kind", "sort_key"], name="contacts_by_kind"),
                    models.Index(
                        condition=models.Q(("vat", ""), _negated=True), fields=["vat"], name="contacts_by_vat"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="contacts_by_words",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("name_key", name="gin_trgm_ops"),
                        name="contacts_by_name_alike",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["skills"], name="contacts_by_skill"),
                    django.contrib.postgres.indexes.GinIndex(fields=["tags"], name="contacts_by_tag"),
                    django.contrib.postgres.indexes.GinIndex(fields=["languages"], name="contacts_by_language"),
                    django.contrib.postgres.indexes.GinIndex(fields=["email_keys"], name="contacts_by_email"),
                    django.contrib.postgres.indexes.GinIndex(fields=["phone_keys"], name="contacts_by_phone"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="contact_has_a_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("key", models.CharField(max_length=43, unique=True)),
                ("file_name", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("staged", "To check"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("undone", "Undone"),
                        ],
                        default="staged",
                        max_length=8,
                    ),
                ),
                ("mapping", models.JSONField(default=list)),
                (
                    "twins",
                    models.CharField(
                        choices=[
                            ("complete", "Fill in what the existing contact lacks"),
                            ("skip", "Leave the existing contact as it is"),
                            ("create", "Create a second contact"),
                        ],
                        default="complete",
                        max_length=8,
                    ),
                ),
                ("created", models.PositiveIntegerField(default=0)),
                ("completed", models.PositiveIntegerField(default=0)),
                ("skipped", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("problems", models.JSONField(default=list)),
                ("uploaded_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("file_gone_at", models.DateTimeField(null=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at", "-id"],
                "indexes": [models.Index(fields=["-uploaded_at", "-id"], name="imports_newest_first")],
            },
        ),
        migrations.CreateModel(
            name="ImportedContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("contact_pk", models.BigIntegerField()),
                ("line", models.PositiveIntegerField()),
                ("version_after", models.PositiveIntegerField()),
                ("before", models.JSONField(null=True)),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="people.import"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["contact_pk"], name="imports_of_a_contact")],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("kept_pk", models.BigIntegerField()),
                ("gone_pk", models.BigIntegerField()),
                ("gone_name", models.CharField(max_length=200)),
                ("snapshot", models.JSONField()),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kept_pk", "-id"], name="merges_of_a_contact")],
            },
        ),
        migrations.CreateModel(
            name="NotSame",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("said_at", models.DateTimeField()),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.contact"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.contact"
                    ),
                ),
                (
                    "said_by",
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
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("one", "other"),
                        django.db.models.functions.comparison.Greatest("one", "other"),
                        name="one_denial_per_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one", models.F("other")), _negated=True), name="denial_of_two"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("function", models.CharField(max_length=120, verbose_name="Function")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="people.contact"
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="productions.production",
                        verbose_name="Production",
                    ),
                ),
            ],
            options={
                "ordering": ["-production__starts_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contact", "production", "function"), name="one_part_per_function"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PossibleDouble",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), size=None
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.contact"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.contact"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-score", "id"], name="suspicions_surest_first")],
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="one_suspicion_per_pair"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="suspicion_lower_first"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateFacts",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("diets", models.CharField(blank=True, max_length=200, verbose_name="Diet")),
                ("allergies", models.CharField(blank=True, max_length=300, verbose_name="Allergies")),
                ("emergency_name", models.CharField(blank=True, max_length=120, verbose_name="Whom to call")),
                ("emergency_phone", models.CharField(blank=True, max_length=40, verbose_name="Their telephone")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_facts",
                        to="people.contact",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_facts",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contact", "production"), name="one_private_part_per_scope", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Availability",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("available", "Available"),
                            ("option", "On option"),
                            ("unavailable", "Not available"),
                        ],
                        max_length=12,
                        verbose_name="State",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="First day")),
                ("ends_on", models.DateField(verbose_name="Last day")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="Said by")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="availability",
                        to="people.contact",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "id"],
                "indexes": [
                    models.Index(fields=["contact", "starts_on"], name="availability_of_a_contact"),
                    models.Index(fields=["starts_on", "ends_on"], name="availability_on_a_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="availability_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="Function")),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staff",
                        to="people.contact",
                        verbose_name="Company or organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="employers", to="people.contact"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "company", "function"), name="one_affiliation_per_function"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("company")), _negated=True),
                        name="nobody_works_at_oneself",
                    ),
                ],
            },
        ),
    ]
