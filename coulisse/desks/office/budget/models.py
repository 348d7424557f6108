"""Rows of the budget: versions, accounts, lines as typed, what they refer to, and each step of their history.

No amount is stored but thresholds and prices seen: what a line comes to is computed by `engines/budget`.
"""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned

FORMULA = 240
"""How long a formula may be."""


class Budget(Versioned):
    """One version of the budget of a production. One is the locked original; one is being worked on."""

    class State(models.TextChoices):
        ESTIMATE = "estimate", pgettext_lazy("budget", "Estimate")
        WORKING = "working", pgettext_lazy("budget", "Being worked on")
        ORIGINAL = "original", pgettext_lazy("budget", "Agreed")
        WHAT_IF = "what_if", pgettext_lazy("budget", "What if")
        PAST = "past", pgettext_lazy("budget", "Replaced")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="budgets")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("Name"), max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ESTIMATE)
    currency = models.CharField(_("Currency"), max_length=3, default="EUR")
    chart = models.CharField(max_length=24, blank=True)
    """The template that it began from, a key of charts.json; names the partner forms that its accounts map to."""
    revision = models.PositiveIntegerField(default=1, editable=False)
    """Counts every step, so that a reader may ask what changed since."""
    stamp = models.UUIDField(default=uuid4, editable=False)
    """Tells this version from one that had its key before the house was emptied."""
    based_on = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    change = models.CharField(_("What changes"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    agreed_on = models.DateField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "number"], name="one_budget_per_number"),
            models.UniqueConstraint(
                fields=["production"], condition=Q(state="original"), name="one_agreed_budget"
            ),
            models.UniqueConstraint(
                fields=["production"], condition=Q(state="working"), name="one_working_budget"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.number} {self.name}".rstrip()

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None or self.state in {self.State.ORIGINAL, self.State.PAST}


class BudgetAccount(Versioned):
    """A heading; `parent` is the number of the account above, or empty."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="accounts")
    number = models.CharField(_("Account"), max_length=16)
    name = models.CharField(_("Heading"), max_length=120)
    parent = models.CharField(_("Under"), max_length=16, blank=True)
    position = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["budget", "number"], name="one_budget_account_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class BudgetLine(Versioned):
    """Quantity × multiplier × rate, each a number or a formula as stored (decimal dot)."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    account = models.ForeignKey(BudgetAccount, on_delete=models.PROTECT, related_name="lines")
    position = models.IntegerField(default=0)
    """Within its account; far apart, so that most moves write the moved lines only."""
    description = models.CharField(pgettext_lazy("budget", "Description"), max_length=200, blank=True)
    quantity = models.CharField(_("Quantity"), max_length=FORMULA, blank=True)
    multiplier = models.CharField(_("Multiplier"), max_length=FORMULA, blank=True)
    rate = models.CharField(pgettext_lazy("budget", "Rate"), max_length=FORMULA, blank=True)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    """Empty is the budget's."""
    fringes = models.JSONField(pgettext_lazy("budget", "Fringes"), default=list, blank=True)
    """Codes of fringes."""
    person = models.CharField(_("Person"), max_length=80, blank=True)
    """Lines of one person fill that person's ceilings together."""
    cuts = models.JSONField(_("Split"), default=dict, blank=True)
    """{"territory": {"BE": "51", "FR": "34"}}: weights as exact text."""
    vat = models.PositiveSmallIntegerField(_("VAT"), default=0)
    """In basis points: 2100 is 21 %. Budgets exclude it; cash counts it."""
    note = models.CharField(_("Note"), max_length=300, blank=True)
    same_as = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    """The line of the first version that this one was copied from, again and again."""

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        indexes: ClassVar = [models.Index(fields=["budget", "account", "position"], name="budget_lines_in_order")]

    def __str__(self) -> str:
        return self.description or str(self.pk)

    @property
    def production_id(self) -> int:
        return self.budget.production_id

    @property
    def kin(self) -> int:
        """What is the same in every version of one line."""
        return self.same_as or self.pk


class BudgetGlobal(Versioned):
    """A number with a name that formulas refer to."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="globals")
    name = models.CharField(_("Name"), max_length=40)
    label = models.CharField(_("What it is"), max_length=120, blank=True)
    formula = models.CharField(_("Value"), max_length=FORMULA)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    parameters = models.JSONField(default=list, blank=True)
    """Keys of the dated values that it was taken from."""
    position = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["budget", "name"], name="one_budget_global_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class BudgetFringe(Versioned):
    """What an employer pays on top of a line."""

    class Kind(models.TextChoices):
        PERCENT = "percent", pgettext_lazy("fringe", "Percent")
        FLAT = "flat", pgettext_lazy("fringe", "Flat, a line")

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="fringes")
    code = models.CharField(_("Code"), max_length=16)
    name = models.CharField(_("Name"), max_length=80, blank=True)
    kind = models.CharField(_("Kind"), max_length=7, choices=Kind.choices, default=Kind.PERCENT)
    value = models.CharField(_("Value"), max_length=40)
    """Exact decimal text: `25` is 25 %, or an amount."""
    cutoff_cents = models.BigIntegerField(_("Ceiling for one person"), null=True, blank=True)
    floor_cents = models.BigIntegerField(_("Only what is above"), null=True, blank=True)
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    account = models.CharField(_("Shown on account"), max_length=16, blank=True)
    """Empty: on the account of each line."""
    preset = models.CharField(max_length=24, blank=True)
    """The Belgian status that it was taken from."""
    parameters = models.JSONField(default=list, blank=True)
    """Keys of the dated values behind it."""
    position = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["budget", "code"], name="one_budget_fringe_per_code")
        ]

    def __str__(self) -> str:
        return self.code


class BudgetCharge(Versioned):
    """A contractual charge: contingency, overhead, producer's fee, bond."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="charges")
    code = models.CharField(_("Code"), max_length=16)
    name = models.CharField(_("Name"), max_length=80, blank=True)
    percent = models.CharField(_("Percent"), max_length=40)
    bases = models.JSONField(_("On accounts"), default=list, blank=True)
    """Numbers; none is the whole budget."""
    excluded = models.JSONField(_("Without accounts"), default=list, blank=True)
    on_fringes = models.BooleanField(_("Also on fringes"), default=False)
    account = models.CharField(_("Shown on account"), max_length=16, blank=True)
    position = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["budget", "code"], name="one_budget_charge_per_code")
        ]

    def __str__(self) -> str:
        return self.code


class BudgetRate(Versioned):
    """What one unit of a currency is worth in the budget's, from a day on. The last one counts."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="rates")
    currency = models.CharField(_("Currency"), max_length=3)
    rate = models.CharField(_("Rate"), max_length=40)
    day = models.DateField(_("Of"))
    source = models.CharField(_("Source"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["currency", "day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["budget", "currency", "day"], name="one_budget_rate_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.day:%Y-%m-%d}"


class BudgetComment(models.Model):
    """What somebody wrote beside a line; told by the line's key, so that an undo brings it back with the line."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="comments")
    line_key = models.PositiveBigIntegerField()
    text = models.TextField(_("Comment"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["budget", "line_key"], name="budget_comments_of_line")]


class BudgetEdit(models.Model):
    """One step of a budget's history: what undo puts back and redo does again.

    `before` and `after` hold the rows that the step touched, `{"lines": {pk: values}, "globals": {…} …}`; a row
    that wasn't there is null.
    """

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="edits")
    label = models.CharField(max_length=40)
    """A code, put into words when it is shown: `cells`, `paste`, `global` …"""
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField()
    """What the budget's revision became when this step was last done, undone or done again."""

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["budget", "-revision"], name="budget_edits_since")]


class LibraryLine(models.Model):
    """A price that the house has seen: a line of a budget once agreed, or a supplier's quote."""

    class Origin(models.TextChoices):
        BUDGET = "budget", pgettext_lazy("library", "Agreed budget")
        QUOTE = "quote", pgettext_lazy("library", "Quote")
        TYPED = "typed", pgettext_lazy("library", "Typed")

    description = models.CharField(pgettext_lazy("budget", "Description"), max_length=200)
    plain = models.CharField(max_length=400, editable=False)
    """Description, heading and supplier without accents, for the search."""
    account = models.CharField(_("Account"), max_length=16, blank=True)
    account_name = models.CharField(_("Heading"), max_length=120, blank=True)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    rate_cents = models.BigIntegerField(pgettext_lazy("budget", "Rate"))
    currency = models.CharField(_("Currency"), max_length=3, default="EUR")
    vat = models.PositiveSmallIntegerField(_("VAT"), default=0)
    supplier = models.CharField(_("Supplier"), max_length=120, blank=True)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.BUDGET)
    is_pay = models.BooleanField(default=False)
    """What somebody earns: only shown to those who read the books of its production."""
    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    line = models.ForeignKey(BudgetLine, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    seen_on = models.DateField(pgettext_lazy("library", "Of"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-seen_on", "description"]
        indexes: ClassVar = [models.Index(fields=["-seen_on"], name="library_lines_by_day")]

    def __str__(self) -> str:
        return self.description
