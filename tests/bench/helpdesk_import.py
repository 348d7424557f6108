"""Run by another Python, where django-helpdesk is installed: its own mail import over a folder of mails.

    <venv>/bin/python tests/bench/helpdesk_import.py FOLDER

A database of its own in memory (SQLite), no mail sent, attachments kept in a temporary folder. Prints a
line of JSON.
"""

import json
import logging
import sys
import tempfile
import time
import types
from pathlib import Path


def main() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.urls import include, path

    settings.configure(
        SECRET_KEY="bench",
        USE_TZ=True,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.sites",
            "django.contrib.messages",
            "django.contrib.humanize",
            "django.contrib.staticfiles",
            "rest_framework",
            "helpdesk",
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        SITE_ID=1,
        ROOT_URLCONF="helpdesk_import_urls",
        STATIC_URL="/static/",
        MEDIA_ROOT=tempfile.mkdtemp(),
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        HELPDESK_TEAMS_MODE_ENABLED=False,
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    )
    django.setup()
    addresses = types.ModuleType("helpdesk_import_urls")
    addresses.urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]  # type: ignore[attr-defined]
    sys.modules["helpdesk_import_urls"] = addresses
    call_command("migrate", verbosity=0)
    from helpdesk.email import extract_email_metadata
    from helpdesk.models import Queue, Ticket

    logger = logging.getLogger("bench")
    logger.addHandler(logging.NullHandler())
    logger.setLevel(logging.CRITICAL)
    logging.disable(logging.CRITICAL)
    queue = Queue.objects.create(title="Publics", slug="publics", allow_email_submission=True)
    mails = [one.read_bytes().decode("utf-8", "replace") for one in sorted(Path(sys.argv[1]).iterdir())]
    failed = 0
    began, worked = time.perf_counter(), time.process_time()
    for mail in mails:
        try:
            extract_email_metadata(mail, queue, logger)
        except Exception:  # what it stumbles over is counted
            failed += 1
    told = {
        "mails": len(mails),
        "tickets": Ticket.objects.count(),
        "failed": failed,
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - worked,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
