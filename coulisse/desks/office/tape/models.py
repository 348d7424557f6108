"""What somebody worked out on the calculators: lines of a paper roll, kept until it is torn off."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy


class Calculation(models.Model):
    """One calculation on the roll of a person, for a production."""

    class Kind(models.TextChoices):
        VAT = "vat", pgettext_lazy("calculator", "VAT")
        EMPLOYER = "employer", pgettext_lazy("calculator", "Employer’s cost")
        PRO_RATA = "pro-rata", pgettext_lazy("calculator", "Pro rata")
        KILOMETRES = "kilometres", pgettext_lazy("calculator", "Kilometres")
        CURRENCY = "currency", pgettext_lazy("calculator", "Currency")
        OVERTIME = "overtime", pgettext_lazy("calculator", "Overtime")
        FREE = "free", pgettext_lazy("calculator", "Sum")

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    note = models.CharField(max_length=120, blank=True)
    rows = models.JSONField()
    """`[[sign, shape, value, label], …]`: `shape` is money, rate or number; the value is exact, as text."""
    sources = models.JSONField(default=list)
    """The legal values behind it: `[{"code", "text", "unit", "source", "from", "confidence"}, …]`."""
    result_cents = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="EUR")
    torn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["by", "production", "torn_at"], name="calculations_on_a_roll")]
