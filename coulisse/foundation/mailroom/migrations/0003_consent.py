import django.db.models.deletion
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):

    dependencies = [
        ("mailroom", "0002_mailboxes"),
    ]

    operations = [
        migrations.AddField(
            model_name="mailbox",
            name="oauth_authorize_url",
            field=models.CharField(blank=True, max_length=300, verbose_name="Authorization address"),
        ),
        migrations.CreateModel(
            name="ConsentAsked",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("mailbox_version", models.PositiveIntegerField()),
                ("session", models.CharField(db_index=True, max_length=64)),
                ("state", models.CharField(max_length=64)),
                ("sealed_verifier", models.TextField()),
                ("asked_at", models.DateTimeField()),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents_asked",
                        to="mailroom.mailbox",
                    ),
                ),
            ],
        ),
    ]
