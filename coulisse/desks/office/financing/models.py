"""Who pays, against which paper and in which tranches; the calls of the funds; dossiers; who earns back what."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Source(Versioned):
    """One who pays a part of the work. Taken off the plan it stays, so that it can be put back."""

    class Kind(models.TextChoices):
        FUND = "fund", pgettext_lazy("source of financing", "Fund")
        TAX_SHELTER = "tax-shelter", pgettext_lazy("source of financing", "Tax Shelter")
        BROADCASTER = "broadcaster", pgettext_lazy("source of financing", "Broadcaster")
        COPRODUCER = "coproducer", pgettext_lazy("source of financing", "Coproducer")
        GUARANTEE = "guarantee", pgettext_lazy("source of financing", "Minimum guarantee")
        OWN = "own", pgettext_lazy("source of financing", "Own funds")
        OTHER = "other", pgettext_lazy("source of financing", "Other")

    class Status(models.TextChoices):
        """How sure the money is, from the weakest to the strongest."""

        ASKED = "asked", pgettext_lazy("source of financing", "Hoped for")
        LETTER = "letter", pgettext_lazy("source of financing", "Granted")
        SIGNED = "signed", pgettext_lazy("source of financing", "Signed")
        PAID = "paid", pgettext_lazy("source of financing", "Paid")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="sources")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(_("Source"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=11, choices=Kind.choices)
    fund = models.CharField(_("Fund"), max_length=20, blank=True)
    """A code of `funds.FUNDS`, where the source is a fund whose rules are known."""
    aid = models.CharField(_("Nature of the money"), max_length=120, blank=True)
    country = models.CharField(_("Country"), max_length=2, default="BE")
    region = models.CharField(_("Region"), max_length=6, blank=True)
    """BE-WAL, BE-BRU, BE-VLG, or empty."""
    amount_cents = models.BigIntegerField(_("Amount"))
    status = models.CharField(_("Status"), max_length=6, choices=Status.choices, default=Status.ASKED)
    paper = models.CharField(_("Paper"), max_length=200, blank=True)
    """« convention 12/11/2025 », as the plan prints it."""
    paper_on = models.DateField(_("Date of the paper"), null=True, blank=True)
    document = models.ForeignKey(
        "documents.Document",
        verbose_name=_("Document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decision_on = models.DateField(_("Decision expected on"), null=True, blank=True)
    schedule = models.CharField(_("Tranches, as printed"), max_length=200, blank=True)
    """Empty: made from the tranches."""
    note = models.CharField(_("Remark"), max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="source_pays_something")
        ]

    def __str__(self) -> str:
        return self.name


class Tranche(Versioned):
    """One payment of a source: a share of it or a fixed amount, what sets it off, when it is due and came."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="tranches")
    position = models.PositiveSmallIntegerField()
    percent = models.DecimalField(_("Share"), max_digits=7, decimal_places=4, null=True, blank=True)
    """Of the source, 40 is 40 %; empty where the amount was agreed itself."""
    amount_cents = models.BigIntegerField(_("Amount"))
    """Always the cents: those of shares are dealt out so that the tranches make up the source exactly."""
    trigger = models.CharField(_("What sets it off"), max_length=160, blank=True)
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    received_on = models.DateField(_("Received on"), null=True, blank=True)
    received_cents = models.BigIntegerField(_("Received"), default=0)

    class Meta:
        ordering: ClassVar = ["source", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "position"],
                name="one_tranche_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(received_cents=0) | Q(received_on__isnull=False), name="received_money_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} · {self.position}"


class Condition(Versioned):
    """What a source asks in return, and how far one is: measured where the house can measure it."""

    class Measure(models.TextChoices):
        TYPED = "typed", pgettext_lazy("condition", "Written by hand")
        TERRITORY = "territory", pgettext_lazy("condition", "Spend in a territory, by the agreed budget")
        DEADLINE = "deadline", pgettext_lazy("condition", "A last day")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="conditions")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("Condition"), max_length=300)
    measure = models.CharField(_("Measured by"), max_length=9, choices=Measure.choices, default=Measure.TYPED)
    territory = models.CharField(_("Territory"), max_length=6, blank=True)
    least_cents = models.BigIntegerField(_("At least"), null=True, blank=True)
    until = models.DateField(_("Last day"), null=True, blank=True)
    situation = models.CharField(_("Situation"), max_length=300, blank=True)
    margin = models.CharField(_("Margin"), max_length=60, blank=True)
    """By hand; a measured condition makes its own."""
    parameter = models.CharField(max_length=80, blank=True)
    """The parameter from which it was proposed, so that its source and confidence show."""
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["source", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class PlanVersion(models.Model):
    """The plan as it stood one day: a frozen copy, never written again."""

    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, related_name="financing_versions"
    )
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    """« arrêtée le » : the day of which it tells."""
    reason = models.CharField(_("What changed"), max_length=200, blank=True)
    content = models.JSONField()
    total_cents = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "number"], name="one_plan_per_number")
        ]


class Call(Versioned):
    """One date of a fund: a last day to apply, a session of its commission, a decision. Of the whole house."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", pgettext_lazy("call of a fund", "Last day to apply")
        SESSION = "session", pgettext_lazy("call of a fund", "Session of the commission")
        DECISION = "decision", pgettext_lazy("call of a fund", "Decision")

    fund = models.CharField(_("Fund"), max_length=20)
    kind = models.CharField(_("What happens"), max_length=8, choices=Kind.choices, default=Kind.DEADLINE)
    title = models.CharField(_("Title"), max_length=160)
    day = models.DateField(_("Date"))
    source = models.CharField(_("Source"), max_length=300, blank=True)
    verified_on = models.DateField(_("Verified on"), null=True, blank=True)
    confidence = models.CharField(
        _("Confidence"),
        max_length=1,
        choices=[
            ("H", _("Official page read")),
            ("M", _("Secondary page read")),
            ("L", _("To be confirmed")),
        ],
        default="L",
    )
    is_example = models.BooleanField(_("Example, to be confirmed"), default=False)
    note = models.CharField(_("Remark"), max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["day", "pk"]

    def __str__(self) -> str:
        return self.title


class Dossier(Versioned):
    """An application to a fund: the pieces that it asks for, each a document of the house or missing."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="dossiers")
    fund = models.CharField(_("Fund"), max_length=20)
    title = models.CharField(_("Title"), max_length=160)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    call = models.ForeignKey(
        Call, verbose_name=_("Call"), on_delete=models.SET_NULL, null=True, blank=True, related_name="dossiers"
    )
    list_read_on = models.DateField(null=True, blank=True)
    """When the list of pieces was read, and how far it may be trusted, copied from the data file."""
    list_source = models.CharField(max_length=300, blank=True)
    list_confidence = models.CharField(max_length=1, default="L")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class DossierPiece(Versioned):
    """One line of the checklist."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="pieces")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("Piece"), max_length=200)
    is_required = models.BooleanField(_("Required"), default=True)
    from_the_plan = models.BooleanField(default=False)
    """The financing plan and the topsheet, printed afresh from the books when the dossier is built."""
    document = models.ForeignKey(
        "documents.Document",
        verbose_name=_("Document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    waived = models.CharField(_("Not needed, because"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["dossier", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class DossierBuild(models.Model):
    """One PDF made of a dossier: frozen, with its fingerprint and what each piece was."""

    class State(models.TextChoices):
        MAKING = "making", pgettext_lazy("dossier", "Being made")
        MADE = "made", pgettext_lazy("dossier", "Frozen")
        FAILED = "failed", pgettext_lazy("dossier", "Failed")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="builds")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.MAKING)
    document = models.ForeignKey("documents.Document", on_delete=models.SET_NULL, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(default=0)
    content = models.JSONField(default=list)
    """A row a piece: `{"piece", "title", "page", "pages", "document", "number", "sha256"}`."""
    missing = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "number"], name="one_build_per_number")
        ]


class Waterfall(Versioned):
    """In which order the receipts of a production are shared out."""

    production = models.OneToOneField("productions.Production", on_delete=models.PROTECT, related_name="waterfall")
    receipts_cents = models.BigIntegerField(pgettext_lazy("recoupment", "Receipts"), default=0)
    tiers = models.JSONField(default=list)
    """`{"kind", "name", "percent", "cap", "to": [[name, weight], …]}`: what `engines.recoupment` reads."""

    def __str__(self) -> str:
        return str(self.production)
