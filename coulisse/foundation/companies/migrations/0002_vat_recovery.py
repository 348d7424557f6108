import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="VatRecovery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="From")),
                (
                    "percent",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Recovered, in per cent"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="Where this stands")),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recoveries",
                        to="companies.company",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("company", "starts_on"), name="one_recovery_per_day"),
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 0), ("percent__lte", 100)), name="recovery_is_a_part"
                    ),
                ],
            },
        ),
    ]
