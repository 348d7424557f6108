import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):
    initial = True

    dependencies = [
        ("documents", "0002_desk"),
        ("productions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("fund", models.CharField(max_length=20, verbose_name="Fund")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("deadline", "Last day to apply"),
                            ("session", "Session of the commission"),
                            ("decision", "Decision"),
                        ],
                        default="deadline",
                        max_length=8,
                        verbose_name="What happens",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Title")),
                ("day", models.DateField(verbose_name="Date")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="Source")),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="Verified on")),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "Official page read"),
                            ("M", "Secondary page read"),
                            ("L", "To be confirmed"),
                        ],
                        default="L",
                        max_length=1,
                        verbose_name="Confidence",
                    ),
                ),
                ("is_example", models.BooleanField(default=False, verbose_name="Example, to be confirmed")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LedgerHead",
            fields=[
                (
                    "production",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="ledger_head",
                        serialize=False,
                        to="productions.production",
                    ),
                ),
                ("sequence", models.PositiveBigIntegerField(default=0)),
                ("hash", models.CharField(blank=True, max_length=64)),
                ("closed_until", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="Name")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("estimate", "Estimate"),
                            ("working", "Being worked on"),
                            ("original", "Agreed"),
                            ("what_if", "What if"),
                            ("past", "Replaced"),
                        ],
                        default="estimate",
                        max_length=8,
                    ),
                ),
                ("currency", models.CharField(default="EUR", max_length=3, verbose_name="Currency")),
                ("chart", models.CharField(blank=True, max_length=24)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("stamp", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("change", models.CharField(blank=True, max_length=300, verbose_name="What changes")),
                ("made_at", models.DateTimeField()),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("locked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="office.budget",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budgets",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "number"), name="one_budget_per_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "original")), fields=("production",), name="one_agreed_budget"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "working")), fields=("production",), name="one_working_budget"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=16, verbose_name="Account")),
                ("name", models.CharField(max_length=120, verbose_name="Heading")),
                ("parent", models.CharField(blank=True, max_length=16, verbose_name="Under")),
                ("position", models.IntegerField(default=0)),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="accounts", to="office.budget"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("budget", "number"), name="one_budget_account_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetCharge",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=16, verbose_name="Code")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="Name")),
                ("percent", models.CharField(max_length=40, verbose_name="Percent")),
                ("bases", models.JSONField(blank=True, default=list, verbose_name="On accounts")),
                ("excluded", models.JSONField(blank=True, default=list, verbose_name="Without accounts")),
                ("on_fringes", models.BooleanField(default=False, verbose_name="Also on fringes")),
                ("account", models.CharField(blank=True, max_length=16, verbose_name="Shown on account")),
                ("position", models.IntegerField(default=0)),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="charges", to="office.budget"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("budget", "code"), name="one_budget_charge_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("line_key", models.PositiveBigIntegerField()),
                ("text", models.TextField(max_length=2000, verbose_name="Comment")),
                ("at", models.DateTimeField()),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="office.budget"
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
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["budget", "line_key"], name="budget_comments_of_line")],
            },
        ),
        migrations.CreateModel(
            name="BudgetEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("label", models.CharField(max_length=40)),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField()),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="edits", to="office.budget"
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
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["budget", "-revision"], name="budget_edits_since")],
            },
        ),
        migrations.CreateModel(
            name="BudgetFringe",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=16, verbose_name="Code")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="Name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("percent", "Percent"), ("flat", "Flat, a line")],
                        default="percent",
                        max_length=7,
                        verbose_name="Kind",
                    ),
                ),
                ("value", models.CharField(max_length=40, verbose_name="Value")),
                (
                    "cutoff_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="Ceiling for one person"),
                ),
                ("floor_cents", models.BigIntegerField(blank=True, null=True, verbose_name="Only what is above")),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="Currency")),
                ("account", models.CharField(blank=True, max_length=16, verbose_name="Shown on account")),
                ("preset", models.CharField(blank=True, max_length=24)),
                ("parameters", models.JSONField(blank=True, default=list)),
                ("position", models.IntegerField(default=0)),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fringes", to="office.budget"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("budget", "code"), name="one_budget_fringe_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetGlobal",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=40, verbose_name="Name")),
                ("label", models.CharField(blank=True, max_length=120, verbose_name="What it is")),
                ("formula", models.CharField(max_length=240, verbose_name="Value")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="Unit")),
                ("parameters", models.JSONField(blank=True, default=list)),
                ("position", models.IntegerField(default=0)),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="globals", to="office.budget"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("budget", "name"), name="one_budget_global_per_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetImport",
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
                        choices=[("staged", "To check"), ("running", "Running"), ("done", "Done")],
                        default="staged",
                        max_length=8,
                    ),
                ),
                (
                    "into",
                    models.CharField(
                        choices=[
                            ("replace", "Replace the lines of this budget, in one step that can be undone"),
                            ("add", "Add the lines to this budget, in one step that can be undone"),
                            ("new", "Make a new version of it"),
                        ],
                        default="new",
                        max_length=8,
                    ),
                ),
                ("reading", models.JSONField(default=dict)),
                ("lines", models.PositiveIntegerField(default=0)),
                ("accounts", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("problems", models.JSONField(default=list)),
                ("uploaded_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "budget",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="office.budget",
                    ),
                ),
                (
                    "edit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="office.budgetedit",
                    ),
                ),
                (
                    "made",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="office.budget",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="productions.production"
                    ),
                ),
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
                "ordering": ["-uploaded_at", "-pk"],
                "indexes": [models.Index(fields=["production", "-uploaded_at"], name="budget_imports_newest")],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.IntegerField(default=0)),
                ("description", models.CharField(blank=True, max_length=200, verbose_name="Description")),
                ("quantity", models.CharField(blank=True, max_length=240, verbose_name="Quantity")),
                ("multiplier", models.CharField(blank=True, max_length=240, verbose_name="Multiplier")),
                ("rate", models.CharField(blank=True, max_length=240, verbose_name="Rate")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="Unit")),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="Currency")),
                ("fringes", models.JSONField(blank=True, default=list, verbose_name="Fringes")),
                ("person", models.CharField(blank=True, max_length=80, verbose_name="Person")),
                ("cuts", models.JSONField(blank=True, default=dict, verbose_name="Split")),
                ("vat", models.PositiveSmallIntegerField(default=0, verbose_name="VAT")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
                ("same_as", models.PositiveBigIntegerField(blank=True, editable=False, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="office.budgetaccount",
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="office.budget"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["budget", "account", "position"], name="budget_lines_in_order")],
            },
        ),
        migrations.CreateModel(
            name="BudgetRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("currency", models.CharField(max_length=3, verbose_name="Currency")),
                ("rate", models.CharField(max_length=40, verbose_name="Rate")),
                ("day", models.DateField(verbose_name="Of")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="Source")),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rates", to="office.budget"
                    ),
                ),
            ],
            options={
                "ordering": ["currency", "day"],
                "constraints": [
                    models.UniqueConstraint(fields=("budget", "currency", "day"), name="one_budget_rate_per_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Calculation",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("vat", "VAT"),
                            ("employer", "Employer’s cost"),
                            ("pro-rata", "Pro rata"),
                            ("kilometres", "Kilometres"),
                            ("currency", "Currency"),
                            ("overtime", "Overtime"),
                            ("free", "Sum"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=120)),
                ("rows", models.JSONField()),
                ("sources", models.JSONField(default=list)),
                ("result_cents", models.BigIntegerField()),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("torn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["by", "production", "torn_at"], name="calculations_on_a_roll")],
            },
        ),
        migrations.CreateModel(
            name="CashSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("threshold_cents", models.BigIntegerField(default=0, verbose_name="Warn below")),
                (
                    "vat_months",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "every month"), (3, "every quarter")], default=1, verbose_name="VAT return"
                    ),
                ),
                ("vat_refunded", models.BooleanField(default=False, verbose_name="VAT credits are claimed back")),
                (
                    "production",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cash_settings",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Ceiling",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "of",
                    models.CharField(
                        choices=[
                            ("ticket", "One ticket"),
                            ("person", "One person in a day"),
                            ("account", "One account in a day"),
                        ],
                        max_length=7,
                        verbose_name="Ceiling of",
                    ),
                ),
                ("account", models.CharField(blank=True, max_length=16, verbose_name="Account")),
                ("cents", models.PositiveBigIntegerField(verbose_name="At most")),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["of", "account", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "of", "account"), name="one_ceiling_of_a_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosedReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="No.")),
                ("until", models.DateField(verbose_name="Situation on")),
                ("move_from", models.DateField()),
                ("move_to", models.DateField()),
                ("sequence", models.PositiveBigIntegerField()),
                ("chain_hash", models.CharField(blank=True, max_length=64)),
                ("estimate_id", models.PositiveBigIntegerField(default=0)),
                ("stamp", models.CharField(blank=True, max_length=160, verbose_name="Addition")),
                ("content", models.JSONField()),
                ("hash", models.CharField(max_length=64)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_reports",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "number"), name="one_cost_report_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="CostNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="No.")),
                ("text", models.TextField(max_length=1000, verbose_name="Note")),
                (
                    "accounts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Accounts",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_notes",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("production", "number"),
                        name="one_note_per_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CostSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "contingency",
                    models.CharField(blank=True, max_length=20, verbose_name="Account of the contingency"),
                ),
                (
                    "threshold_cents",
                    models.PositiveBigIntegerField(
                        default=100000, verbose_name="Overspend that asks for approval"
                    ),
                ),
                (
                    "approver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who approves",
                    ),
                ),
                (
                    "production",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cost_settings",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DayCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("crew", "Crew"),
                            ("cast", "Actors"),
                            ("extras", "Extras"),
                            ("equipment", "Equipment"),
                            ("set", "Set and parking"),
                            ("meals", "Meals"),
                            ("rooms", "Rooms"),
                            ("transport", "Transport"),
                            ("other", "Other cost"),
                        ],
                        max_length=9,
                        verbose_name="Kind",
                    ),
                ),
                ("label", models.CharField(max_length=160, verbose_name="Label")),
                ("quantity", models.PositiveIntegerField(blank=True, null=True, verbose_name="Number")),
                ("unit_cents", models.BigIntegerField(blank=True, null=True, verbose_name="Price of one")),
                ("cents", models.BigIntegerField(verbose_name="Amount")),
                ("account", models.CharField(max_length=16, verbose_name="Account")),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("contract", "Contract"),
                            ("call-sheet", "Call sheet"),
                            ("booking", "Booking"),
                            ("order", "Order"),
                            ("other", "Other paper"),
                        ],
                        max_length=10,
                        verbose_name="Paper",
                    ),
                ),
                ("source", models.CharField(max_length=240, verbose_name="Source")),
                ("day", models.DateField(verbose_name="Shooting day")),
                ("supplier", models.CharField(blank=True, max_length=160, verbose_name="Supplier")),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["day", "pk"],
                "indexes": [models.Index(fields=["production", "day"], name="costs_of_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("fund", models.CharField(max_length=20, verbose_name="Fund")),
                ("title", models.CharField(max_length=160, verbose_name="Title")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("list_read_on", models.DateField(blank=True, null=True)),
                ("list_source", models.CharField(blank=True, max_length=300)),
                ("list_confidence", models.CharField(default="L", max_length=1)),
                ("made_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="dossiers",
                        to="office.call",
                        verbose_name="Call",
                    ),
                ),
                (
                    "made_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DossierBuild",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("making", "Being made"), ("made", "Frozen"), ("failed", "Failed")],
                        default="making",
                        max_length=6,
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("content", models.JSONField(default=list)),
                ("missing", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("made_at", models.DateTimeField(blank=True, null=True)),
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
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="builds", to="office.dossier"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "number"), name="one_build_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierPiece",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(max_length=200, verbose_name="Piece")),
                ("is_required", models.BooleanField(default=True, verbose_name="Required")),
                ("from_the_plan", models.BooleanField(default=False)),
                ("waived", models.CharField(blank=True, max_length=200, verbose_name="Not needed, because")),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="office.dossier"
                    ),
                ),
            ],
            options={
                "ordering": ["dossier", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Estimate",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("account", models.CharField(max_length=20, verbose_name="Account")),
                (
                    "final_cents",
                    models.BigIntegerField(null=True, verbose_name="Estimated final cost, before forecasts"),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="Reason")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="estimates",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["production", "account", "-id"], name="estimates_newest_first")],
            },
        ),
        migrations.CreateModel(
            name="Expense",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField(editable=False)),
                ("day", models.DateField(verbose_name="Date of the ticket")),
                ("spent_at", models.TimeField(blank=True, null=True, verbose_name="Hour")),
                ("who", models.CharField(max_length=120, verbose_name="Spent by")),
                ("supplier", models.CharField(max_length=160, verbose_name="Supplier")),
                ("label", models.CharField(max_length=200, verbose_name="What for")),
                ("gross_cents", models.BigIntegerField(verbose_name="Amount, VAT included")),
                ("vat_percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="VAT rate")),
                ("account", models.CharField(max_length=16, verbose_name="Account")),
                (
                    "paid_with",
                    models.CharField(
                        choices=[
                            ("own", "Own money, to pay back"),
                            ("card", "Card of the production"),
                            ("cash", "Petty cash"),
                        ],
                        default="own",
                        max_length=4,
                        verbose_name="Paid with",
                    ),
                ),
                ("shooting_day", models.DateField(blank=True, null=True, verbose_name="Shooting day")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="Place")),
                ("territory", models.CharField(blank=True, max_length=2, verbose_name="Territory")),
                ("paper_hash", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("to-validate", "To validate"), ("posted", "Posted"), ("refused", "Refused")],
                        default="to-validate",
                        max_length=11,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("handed_in_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Ticket",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["day", "spent_at", "number"],
                "indexes": [
                    models.Index(fields=["production", "state", "day"], name="expenses_by_state"),
                    models.Index(fields=["production", "gross_cents"], name="expenses_of_one_amount"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "number"), name="one_expense_of_each_number"),
                    models.CheckConstraint(
                        condition=models.Q(("vat_percent__gte", 0), ("vat_percent__lt", 100)),
                        name="vat_of_an_expense_is_a_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_expense_is_refused_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Impact",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("day", models.DateField()),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("number", models.PositiveSmallIntegerField(null=True)),
                ("plan", models.PositiveIntegerField(null=True)),
                ("is_real", models.BooleanField(default=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("foreseen", "Foreseen"), ("dropped", "Dropped")],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("source", models.CharField(max_length=120, unique=True)),
                ("declared_at", models.DateTimeField()),
                ("foreseen_at", models.DateTimeField(null=True)),
                ("back_at", models.DateTimeField(null=True)),
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "foreseen_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "day", "unit"), name="one_impact_of_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImpactLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("crew", "Crew"),
                            ("cast", "Actors"),
                            ("extras", "Extras"),
                            ("equipment", "Equipment"),
                            ("set", "Set and parking"),
                            ("meals", "Meals"),
                            ("rooms", "Rooms"),
                            ("transport", "Transport"),
                            ("other", "Other cost"),
                        ],
                        max_length=9,
                        verbose_name="Kind",
                    ),
                ),
                ("label", models.CharField(max_length=160, verbose_name="Label")),
                ("quantity", models.PositiveIntegerField(blank=True, null=True, verbose_name="Number")),
                ("unit_cents", models.BigIntegerField(blank=True, null=True, verbose_name="Price of one")),
                ("cents", models.BigIntegerField(verbose_name="Amount")),
                ("account", models.CharField(max_length=16, verbose_name="Account")),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("contract", "Contract"),
                            ("call-sheet", "Call sheet"),
                            ("booking", "Booking"),
                            ("order", "Order"),
                            ("other", "Other paper"),
                        ],
                        max_length=10,
                        verbose_name="Paper",
                    ),
                ),
                ("source", models.CharField(max_length=240, verbose_name="Source")),
                ("opens", models.CharField(blank=True, max_length=200)),
                ("recoverable_cents", models.BigIntegerField(default=0, verbose_name="Recoverable")),
                (
                    "recoverable_why",
                    models.CharField(blank=True, max_length=200, verbose_name="Why it can be had back"),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="office.daycost",
                    ),
                ),
                (
                    "impact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="office.impact"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recoverable_cents__gte", 0), ("recoverable_cents__lte", models.F("cents"))),
                            models.Q(("cents__lt", 0), ("recoverable_cents", 0)),
                            _connector="OR",
                        ),
                        name="no_more_is_had_back_than_it_costs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LibraryLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("description", models.CharField(max_length=200, verbose_name="Description")),
                ("plain", models.CharField(editable=False, max_length=400)),
                ("account", models.CharField(blank=True, max_length=16, verbose_name="Account")),
                ("account_name", models.CharField(blank=True, max_length=120, verbose_name="Heading")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="Unit")),
                ("rate_cents", models.BigIntegerField(verbose_name="Rate")),
                ("currency", models.CharField(default="EUR", max_length=3, verbose_name="Currency")),
                ("vat", models.PositiveSmallIntegerField(default=0, verbose_name="VAT")),
                ("supplier", models.CharField(blank=True, max_length=120, verbose_name="Supplier")),
                (
                    "origin",
                    models.CharField(
                        choices=[("budget", "Agreed budget"), ("quote", "Quote"), ("typed", "Typed")],
                        default="budget",
                        max_length=6,
                    ),
                ),
                ("is_pay", models.BooleanField(default=False)),
                ("seen_on", models.DateField(verbose_name="Of")),
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
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="office.budgetline",
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
                "ordering": ["-seen_on", "description"],
                "indexes": [models.Index(fields=["-seen_on"], name="library_lines_by_day")],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=160, verbose_name="Title")),
                ("starts_at", models.DateTimeField(verbose_name="Begins at")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="Place")),
                ("people", models.CharField(blank=True, max_length=300, verbose_name="Who attends")),
                ("minutes", models.TextField(blank=True, verbose_name="Minutes")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OpenDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("question", models.CharField(max_length=200, verbose_name="Question")),
                ("options", models.TextField(blank=True, verbose_name="Options")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="Decision")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("decided_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField()),
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="office.meeting",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who decides",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("due_on"), nulls_last=True), "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at__isnull", True), models.Q(("answer", ""), _negated=True), _connector="OR"
                        ),
                        name="a_decision_says_what",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Overspend",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("account", models.CharField(max_length=20, verbose_name="Account")),
                ("over_cents", models.BigIntegerField(verbose_name="Overspend")),
                ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Asked"), ("approved", "Approved"), ("refused", "Refused")],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="Answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Asked of",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overspends",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("production", "account"),
                        name="one_question_per_account",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodClosing",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("day", models.DateField(verbose_name="Closed up to and including")),
                ("sequence", models.PositiveBigIntegerField()),
                ("hash", models.CharField(blank=True, max_length=64)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["-day"],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "day"), name="a_day_is_closed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedMovement",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("is_in", models.BooleanField(default=False, verbose_name="Comes in")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tranche", "Financing"),
                            ("sale", "Sale"),
                            ("payroll", "Payroll"),
                            ("social", "Social contributions"),
                            ("withholding", "Withholding tax"),
                            ("supplier", "Supplier"),
                            ("vat", "VAT"),
                            ("rent", "Rent"),
                            ("insurance", "Insurance"),
                            ("loan", "Bridging credit"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                        verbose_name="Kind",
                    ),
                ),
                ("label", models.CharField(max_length=160, verbose_name="Label")),
                ("supplier", models.CharField(blank=True, max_length=160, verbose_name="Supplier")),
                ("account", models.CharField(blank=True, max_length=20, verbose_name="Account")),
                ("net_cents", models.BigIntegerField(verbose_name="Amount excluding VAT")),
                ("vat_cents", models.BigIntegerField(default=0, verbose_name="VAT")),
                ("recoverable_cents", models.BigIntegerField(default=0, verbose_name="Recoverable VAT")),
                ("day", models.DateField(verbose_name="Date of the invoice or of the pay")),
                (
                    "terms",
                    models.CharField(
                        choices=[
                            ("day", "that very day"),
                            ("net15", "15 days after"),
                            ("net30", "30 days after"),
                            ("net60", "60 days after"),
                            ("eom30", "30 days, end of the month"),
                            ("eom60", "60 days, end of the month"),
                            ("legal", "on the legal day (VAT, withholding tax, ONSS)"),
                        ],
                        default="day",
                        max_length=6,
                        verbose_name="Paid",
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("once", "once"),
                            ("week", "every week"),
                            ("month", "every month"),
                            ("quarter", "every quarter"),
                        ],
                        default="once",
                        max_length=7,
                        verbose_name="Comes back",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                ("is_certain", models.BooleanField(default=True, verbose_name="Certain")),
                ("dropped_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned_movements",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["day", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("net_cents__gt", 0)), name="a_planned_movement_moves_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recoverable_cents__gte", 0), ("vat_cents__gte", models.F("recoverable_cents"))
                        ),
                        name="no_more_vat_back_than_planned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every", "once"), ("until__isnull", False), _connector="OR"),
                        name="what_comes_back_has_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("day", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="What changed")),
                ("content", models.JSONField()),
                ("total_cents", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
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
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="financing_versions",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "number"), name="one_plan_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("sequence", models.PositiveBigIntegerField(verbose_name="No.")),
                (
                    "nature",
                    models.CharField(
                        choices=[("actual", "Actual"), ("committed", "Committed"), ("forecast", "Forecast")],
                        max_length=9,
                        verbose_name="Nature",
                    ),
                ),
                ("day", models.DateField(verbose_name="Date")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
                ("account", models.CharField(max_length=20, verbose_name="Account")),
                ("label", models.CharField(max_length=200, verbose_name="Label")),
                ("net_cents", models.BigIntegerField(verbose_name="Net of VAT")),
                ("vat_cents", models.BigIntegerField(default=0, verbose_name="VAT")),
                ("recoverable_cents", models.BigIntegerField(default=0, verbose_name="Recoverable VAT")),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("territory", models.CharField(blank=True, max_length=20, verbose_name="Territory")),
                ("group", models.CharField(blank=True, max_length=40, verbose_name="Group")),
                ("shooting_day", models.DateField(blank=True, null=True, verbose_name="Shooting day")),
                ("supplier", models.CharField(blank=True, max_length=160, verbose_name="Supplier")),
                ("paper", models.CharField(blank=True, max_length=120, verbose_name="Paper")),
                ("source", models.CharField(max_length=60)),
                ("source_id", models.CharField(max_length=80)),
                ("line", models.PositiveIntegerField(default=1)),
                ("round", models.PositiveIntegerField(default=1)),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("at", models.DateTimeField()),
                ("previous_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
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
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="office.posting",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="productions.production",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="office.posting",
                    ),
                ),
                (
                    "settles",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="office.posting",
                    ),
                ),
            ],
            options={
                "ordering": ["-sequence"],
                "indexes": [
                    models.Index(
                        fields=["production", "account", "nature", "day"],
                        include=("net_cents", "vat_cents", "recoverable_cents", "sequence"),
                        name="postings_by_account",
                    ),
                    models.Index(fields=["production", "-day", "-sequence"], name="postings_by_day"),
                    models.Index(fields=["production", "territory", "group"], name="postings_by_cut"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("production", "sequence"), name="one_posting_per_number"),
                    models.UniqueConstraint(
                        fields=("production", "source", "source_id", "nature", "account", "line", "round"),
                        name="one_posting_per_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recoverable_cents", 0),
                            models.Q(
                                ("recoverable_cents__gt", 0), ("vat_cents__gte", models.F("recoverable_cents"))
                            ),
                            models.Q(
                                ("recoverable_cents__lt", 0), ("vat_cents__lte", models.F("recoverable_cents"))
                            ),
                            _connector="OR",
                        ),
                        name="no_more_vat_comes_back_than_was_paid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("account", ""), _negated=True), name="a_posting_has_an_account"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("supplier", models.CharField(max_length=160, verbose_name="Supplier")),
                ("net_cents", models.BigIntegerField(verbose_name="Amount, without VAT")),
                ("vat_percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="VAT rate")),
                ("received_on", models.DateField(verbose_name="Received on")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="Valid until")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="To be paid on")),
                ("conditions", models.TextField(blank=True, verbose_name="Conditions")),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
            ],
            options={
                "ordering": ["received_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="QuoteRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("account", models.CharField(max_length=16, verbose_name="Account")),
                ("title", models.CharField(max_length=160, verbose_name="What is asked")),
                ("needed_on", models.DateField(blank=True, null=True, verbose_name="Needed on")),
                (
                    "expected_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="Counted in the estimate"),
                ),
                ("chosen_why", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("chosen_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField()),
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
                    "chosen",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.quote"
                    ),
                ),
                (
                    "chosen_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chosen__isnull", True), models.Q(("chosen_why", ""), _negated=True), _connector="OR"
                        ),
                        name="a_quote_is_chosen_with_a_reason",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="quote",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="quotes", to="office.quoterequest"
            ),
        ),
        migrations.CreateModel(
            name="NegotiationNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("day", models.DateField(verbose_name="Day")),
                ("text", models.TextField(verbose_name="Note")),
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="office.quoterequest"
                    ),
                ),
            ],
            options={
                "ordering": ["day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Scenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=60, verbose_name="Name")),
                ("changes", models.JSONField(default=list)),
                ("dropped_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cash_scenarios",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at__isnull", True)),
                        fields=("production", "name"),
                        name="one_cash_scenario_per_name",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveIntegerField(default=0)),
                ("name", models.CharField(max_length=120, verbose_name="Source")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fund", "Fund"),
                            ("tax-shelter", "Tax Shelter"),
                            ("broadcaster", "Broadcaster"),
                            ("coproducer", "Coproducer"),
                            ("guarantee", "Minimum guarantee"),
                            ("own", "Own funds"),
                            ("other", "Other"),
                        ],
                        max_length=11,
                        verbose_name="Kind",
                    ),
                ),
                ("fund", models.CharField(blank=True, max_length=20, verbose_name="Fund")),
                ("aid", models.CharField(blank=True, max_length=120, verbose_name="Nature of the money")),
                ("country", models.CharField(default="BE", max_length=2, verbose_name="Country")),
                ("region", models.CharField(blank=True, max_length=6, verbose_name="Region")),
                ("amount_cents", models.BigIntegerField(verbose_name="Amount")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "Hoped for"),
                            ("letter", "Granted"),
                            ("signed", "Signed"),
                            ("paid", "Paid"),
                        ],
                        default="asked",
                        max_length=6,
                        verbose_name="Status",
                    ),
                ),
                ("paper", models.CharField(blank=True, max_length=200, verbose_name="Paper")),
                ("paper_on", models.DateField(blank=True, null=True, verbose_name="Date of the paper")),
                ("decision_on", models.DateField(blank=True, null=True, verbose_name="Decision expected on")),
                ("schedule", models.CharField(blank=True, max_length=200, verbose_name="Tranches, as printed")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_cents__gt", 0)), name="source_pays_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.CharField(max_length=300, verbose_name="Condition")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("typed", "Written by hand"),
                            ("territory", "Spend in a territory, by the agreed budget"),
                            ("deadline", "A last day"),
                        ],
                        default="typed",
                        max_length=9,
                        verbose_name="Measured by",
                    ),
                ),
                ("territory", models.CharField(blank=True, max_length=6, verbose_name="Territory")),
                ("least_cents", models.BigIntegerField(blank=True, null=True, verbose_name="At least")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Last day")),
                ("situation", models.CharField(blank=True, max_length=300, verbose_name="Situation")),
                ("margin", models.CharField(blank=True, max_length=60, verbose_name="Margin")),
                ("parameter", models.CharField(blank=True, max_length=80)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conditions", to="office.source"
                    ),
                ),
            ],
            options={
                "ordering": ["source", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Tranche",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "percent",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=7, null=True, verbose_name="Share"
                    ),
                ),
                ("amount_cents", models.BigIntegerField(verbose_name="Amount")),
                ("trigger", models.CharField(blank=True, max_length=160, verbose_name="What sets it off")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="Received on")),
                ("received_cents", models.BigIntegerField(default=0, verbose_name="Received")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tranches", to="office.source"
                    ),
                ),
            ],
            options={
                "ordering": ["source", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("source", "position"),
                        name="one_tranche_per_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("received_cents", 0), ("received_on__isnull", False), _connector="OR"),
                        name="received_money_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waterfall",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("receipts_cents", models.BigIntegerField(default=0, verbose_name="Receipts")),
                ("tiers", models.JSONField(default=list)),
                (
                    "production",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waterfall",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BalanceReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("account", models.CharField(blank=True, max_length=60, verbose_name="Bank account")),
                ("amount_cents", models.BigIntegerField(verbose_name="Balance")),
                ("read_at", models.DateTimeField(verbose_name="Read at")),
                (
                    "origin",
                    models.CharField(
                        choices=[("statement", "Bank statement, typed")], default="statement", max_length=10
                    ),
                ),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
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
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="balances",
                        to="productions.production",
                    ),
                ),
            ],
            options={
                "ordering": ["-read_at", "-pk"],
                "indexes": [models.Index(fields=["production", "-read_at"], name="balances_by_moment")],
            },
        ),
    ]
