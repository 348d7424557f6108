"""The rights register: works, people shown, consents, licences, cue sheets, offers, obligations."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from decimal import Decimal
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):
    dependencies = [
        ("accounts", "0002_roles_and_links"),
        ("documents", "0002_desk"),
        ("office", "0002_books_are_final"),
        ("people", "0001_initial"),
        ("productions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Portrayed",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=160, verbose_name="Name or description")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                ("is_minor", models.BooleanField(verbose_name="Minor")),
                ("age_decided_at", models.DateTimeField()),
                ("guardian", models.CharField(blank=True, max_length=160, verbose_name="Parent or guardian")),
                (
                    "second_guardian",
                    models.CharField(blank=True, max_length=160, verbose_name="Second parent or guardian"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                (
                    "age_decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.contact",
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
                "ordering": ["name", "pk"],
                "indexes": [models.Index(fields=["production", "name"], name="people_shown_by_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="somebody_shown_has_a_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Work",
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
                            ("film", "Film or video"),
                            ("recording", "Sound recording"),
                            ("photo", "Photo"),
                            ("visual", "Visual"),
                            ("music", "Music"),
                            ("text", "Text"),
                        ],
                        max_length=9,
                        verbose_name="Kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Title")),
                ("reference", models.CharField(blank=True, max_length=80, verbose_name="Reference")),
                ("made_on", models.DateField(blank=True, null=True, verbose_name="Made on")),
                (
                    "holding",
                    models.CharField(
                        choices=[
                            ("undecided", "To be decided"),
                            ("own", "Of the house"),
                            ("licensed", "Under licence"),
                        ],
                        default="undecided",
                        max_length=9,
                        verbose_name="Rights",
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("author", "Author’s right"),
                                ("music", "Recording of a music"),
                                ("image-bank", "Image bank"),
                                ("excerpt", "Excerpt"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Licences that it needs",
                    ),
                ),
                ("people_decided_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, verbose_name="Remark")),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
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
                    "people_decided_by",
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
                "ordering": ["title", "pk"],
                "indexes": [models.Index(fields=["production", "kind", "title"], name="works_of_a_production")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holding", "licensed"), _negated=True),
                            ("needs__len__gt", 0),
                            _connector="OR",
                        ),
                        name="a_licensed_work_needs_a_licence",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "asks_taking",
                    models.BooleanField(default=True, verbose_name="Ask for the consent to take pictures too"),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Purposes",
                    ),
                ),
                (
                    "networks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Networks",
                    ),
                ),
                (
                    "territories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Territories",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="From")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                ("asked_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("signed_by", models.CharField(blank=True, max_length=160)),
                ("second_signer", models.CharField(blank=True, max_length=160)),
                ("agreed_taking", models.BooleanField(default=False)),
                (
                    "agreed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Purposes agreed to",
                    ),
                ),
                ("drawn", models.TextField(blank=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
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
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.guestlink",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="office.portrayed"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.work",
                        verbose_name="For",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="a_release_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at__isnull", True),
                            models.Q(models.Q(("signed_by", ""), _negated=True), ("refused_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_signed_release_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asks_taking", True), ("purposes__len__gt", 0), _connector="OR"),
                        name="a_release_asks_for_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Obligation",
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
                            ("credit", "Credit"),
                            ("billing", "Place on the poster"),
                            ("delivery", "Delivery"),
                            ("option", "Option to take up"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                        verbose_name="Kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="What is owed")),
                ("party", models.CharField(blank=True, max_length=160, verbose_name="To whom")),
                ("text", models.TextField(blank=True, verbose_name="As the contract says it")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
                ("alert_days", models.PositiveSmallIntegerField(default=14, verbose_name="Remind, days before")),
                ("done_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
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
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who sees to it",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="productions.production"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obligations",
                        to="office.work",
                        verbose_name="Work",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("due_on"), nulls_last=True), "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "option"), _negated=True), ("due_on__isnull", False), _connector="OR"
                        ),
                        name="an_option_has_a_last_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MusicOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("track", models.CharField(max_length=160, verbose_name="Track")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("publishing", "Publishing"),
                            ("master", "Recording"),
                            ("both", "Publishing and recording"),
                        ],
                        max_length=10,
                        verbose_name="Right",
                    ),
                ),
                ("offered_by", models.CharField(max_length=160, verbose_name="Offered by")),
                ("asked_cents", models.PositiveBigIntegerField(verbose_name="Asked, without VAT")),
                (
                    "share_percent",
                    models.DecimalField(
                        decimal_places=3, default=Decimal("100"), max_digits=6, verbose_name="Part of the right"
                    ),
                ),
                (
                    "favoured",
                    models.CharField(
                        blank=True,
                        choices=[("track", "With the same track"), ("film", "With every music of the film")],
                        max_length=5,
                        verbose_name="Most-favoured-nation clause",
                    ),
                ),
                ("scope", models.CharField(blank=True, max_length=200, verbose_name="For what")),
                ("received_on", models.DateField(verbose_name="Received on")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="Valid until")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "To be decided"), ("chosen", "Chosen"), ("declined", "Declined")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("decided_at", models.DateTimeField(null=True)),
                ("entered_at", models.DateTimeField()),
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
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="office.work",
                        verbose_name="For",
                    ),
                ),
            ],
            options={
                "ordering": ["track", "side", "asked_cents", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("share_percent__gt", 0), ("share_percent__lte", 100)),
                        name="an_offer_is_for_a_part_of_a_right",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="an_offer_is_decided_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Licence",
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
                            ("author", "Author’s right"),
                            ("music", "Recording of a music"),
                            ("image-bank", "Image bank"),
                            ("excerpt", "Excerpt"),
                        ],
                        max_length=10,
                        verbose_name="Kind",
                    ),
                ),
                ("licensor", models.CharField(max_length=200, verbose_name="Licensor")),
                (
                    "media",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("web", "Website"),
                                ("social", "Social networks"),
                                ("festival", "Festival"),
                                ("tv", "Television"),
                                ("cinema", "Cinema"),
                                ("radio", "Radio"),
                                ("vod", "Video on demand"),
                                ("print", "Print and posters"),
                            ],
                            max_length=8,
                        ),
                        size=None,
                        verbose_name="Media",
                    ),
                ),
                (
                    "networks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Networks",
                    ),
                ),
                (
                    "territories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Territories",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="From")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                ("is_exclusive", models.BooleanField(default=False, verbose_name="Exclusive")),
                ("price_cents", models.BigIntegerField(blank=True, null=True, verbose_name="Price, without VAT")),
                ("most_favoured", models.BooleanField(default=False, verbose_name="Most-favoured-nation clause")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.contact",
                    ),
                ),
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
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="licences", to="office.work"
                    ),
                ),
            ],
            options={
                "ordering": ["work", "kind", "-starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="a_licence_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("media__len__gt", 0)), name="a_licence_opens_a_medium"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("price_cents__isnull", True), ("price_cents__gte", 0), _connector="OR"
                        ),
                        name="a_licence_costs_no_less_than_0",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Derivation",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("crop", "Crop"), ("excerpt", "Excerpt"), ("adaptation", "Adaptation")],
                        max_length=10,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "has_people",
                    models.BooleanField(default=True, verbose_name="The people of the source are seen in it"),
                ),
                (
                    "has_music",
                    models.BooleanField(default=True, verbose_name="The music of the source is heard in it"),
                ),
                ("decided_at", models.DateTimeField()),
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derived",
                        to="office.work",
                        verbose_name="Made from",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sources", to="office.work"
                    ),
                ),
            ],
            options={
                "ordering": ["work", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("work", "source"), name="one_link_between_two_works"),
                    models.CheckConstraint(
                        condition=models.Q(("work", models.F("source")), _negated=True),
                        name="no_work_is_made_from_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Depiction",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("where", models.CharField(blank=True, max_length=120, verbose_name="Where in the picture")),
                (
                    "crowd",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("undecided", "To be decided"),
                            ("unidentifiable", "Nobody can be recognised"),
                            ("exception", "Public event, public figure or journalism"),
                            ("identifiable", "Somebody can be recognised: name them"),
                        ],
                        max_length=14,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("decided_at", models.DateTimeField(null=True)),
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="depictions",
                        to="office.portrayed",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="depictions", to="office.work"
                    ),
                ),
            ],
            options={
                "ordering": ["work", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("work", "person"), name="somebody_is_shown_once_in_a_work"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("crowd", ""), ("person__isnull", False)),
                            models.Q(("person__isnull", True), models.Q(("crowd", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_person_or_a_crowd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("crowd__in", ["", "undecided"]), ("decided_at__isnull", False), _connector="OR"
                        ),
                        name="a_crowd_is_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("crowd", "exception"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_exception_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cue",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("starts_at", models.PositiveIntegerField(verbose_name="Begins at")),
                ("seconds", models.PositiveIntegerField(verbose_name="Duration")),
                (
                    "use",
                    models.CharField(
                        choices=[("background", "Background"), ("featured", "Featured")],
                        default="background",
                        max_length=10,
                        verbose_name="Use",
                    ),
                ),
                ("publisher", models.CharField(blank=True, max_length=160, verbose_name="Publisher")),
                ("sabam", models.CharField(blank=True, max_length=20, verbose_name="SABAM code")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="Remark")),
                (
                    "film",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cues", to="office.work"
                    ),
                ),
                (
                    "music",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heard_in",
                        to="office.work",
                        verbose_name="Music",
                    ),
                ),
            ],
            options={
                "ordering": ["film", "starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("seconds__gt", 0)), name="a_cue_lasts"),
                    models.CheckConstraint(
                        condition=models.Q(("film", models.F("music")), _negated=True),
                        name="no_music_is_its_own_film",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("film", "="),
                            ("music", "="),
                            (
                                models.Func(
                                    "starts_at",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("starts_at"), "+", models.F("seconds")
                                    ),
                                    function="int4range",
                                    output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_music_is_heard_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("author", "Author"),
                            ("performer", "Performer"),
                            ("owner", "Holder of the rights"),
                        ],
                        default="author",
                        max_length=9,
                        verbose_name="As",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.contact",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="credits", to="office.work"
                    ),
                ),
            ],
            options={
                "ordering": ["work", "part", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("work", "part", "name"), name="one_credit_of_a_name"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="a_credit_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("taking", "To take pictures"), ("using", "To use them")],
                        max_length=6,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("promo", "Promotion on the networks"),
                            ("press", "Press"),
                            ("ad", "Paid advertising"),
                            ("broadcast", "Broadcast and screening"),
                            ("archive", "Archive"),
                        ],
                        max_length=9,
                        verbose_name="Purpose",
                    ),
                ),
                (
                    "networks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Networks",
                    ),
                ),
                (
                    "territories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Territories",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="From")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                ("signed_by", models.CharField(blank=True, max_length=160, verbose_name="Signed by")),
                ("by_guardian", models.BooleanField(default=False, verbose_name="Signed by a parent or guardian")),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_why", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("entered_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Signed paper",
                    ),
                ),
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
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="office.portrayed"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="office.release",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="office.work",
                        verbose_name="For",
                    ),
                ),
            ],
            options={
                "ordering": ["person", "kind", "purpose", "-starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="a_consent_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "taking"), ("purpose", "")),
                            models.Q(("kind", "using"), models.Q(("purpose", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_consent_to_use_has_a_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            models.Q(("withdrawn_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_consent_is_withdrawn_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concealment",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("cropped", "Cut out"), ("blurred", "Blurred")], max_length=7, verbose_name="How"
                    ),
                ),
                ("decided_at", models.DateTimeField()),
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
                    "depiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concealments",
                        to="office.depiction",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="concealments", to="office.work"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("work", "depiction"), name="somebody_is_hidden_once_in_a_work")
                ],
            },
        ),
    ]
