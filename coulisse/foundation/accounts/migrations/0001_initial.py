import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):
    """People and clients: what productions point to."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="Name")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={"ordering": ["name"]},
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="E-mail address")),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("language", models.CharField(choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")], default="fr", max_length=2, verbose_name="Language")),
                ("theme", models.CharField(choices=[("auto", "As the system"), ("light", "Light"), ("dark", "Dark")], default="auto", max_length=5, verbose_name="Theme")),
                ("single_keys", models.BooleanField(default=True, verbose_name="Single-letter shortcuts")),
                ("is_active", models.BooleanField(default=True, verbose_name="May sign in")),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="one_user_per_address")
                ],
            },
        ),
    ]
