"""Settings of one house. Everything that differs between two machines comes from the environment.

`COULISSE_HOME` holds the embedded database, the documents and the secret key; `COULISSE_DATABASE_URL` names
one's own PostgreSQL instead of the embedded one.
"""

import os
from pathlib import Path

from coulisse.house.environment import database, email_server, home_folder, open_id_connect, secret_key

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home_folder(os.environ)

SECRET_KEY = secret_key(HOME)
DEBUG = os.environ.get("COULISSE_DEBUG") == "1"
DEMO = os.environ.get("COULISSE_DEMO") == "1"
ALLOWED_HOSTS = os.environ.get("COULISSE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("COULISSE_ORIGINS", "").split(",") if origin]
PUBLIC_URL = os.environ.get("COULISSE_PUBLIC_URL", "http://localhost:8000").rstrip("/")

FOUNDATION = [
    "coulisse.foundation.ui",
    "coulisse.foundation.journal",
    "coulisse.foundation.search",
    "coulisse.foundation.jobs",
    "coulisse.foundation.mailroom",
    "coulisse.foundation.accounts",
    "coulisse.foundation.companies",
    "coulisse.foundation.productions",
    "coulisse.foundation.people",
    "coulisse.foundation.places",
    "coulisse.foundation.documents",
    "coulisse.foundation.tasks",
    "coulisse.foundation.bookings",
    "coulisse.foundation.grid",
    "coulisse.foundation.parameters",
    "coulisse.foundation.feeds",
]
DESKS = [
    "coulisse.desks.office",
    "coulisse.desks.floor",
    "coulisse.desks.audience",
    "coulisse.desks.community",
]

INSTALLED_APPS = [
    "coulisse.house",
    *FOUNDATION,
    *DESKS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "ninja",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "coulisse.house.shield.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "coulisse.foundation.accounts.middleware.reader_language",
    "coulisse.house.shield.unthinkable_values",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "coulisse.foundation.accounts.middleware.last_seen",
]

ROOT_URLCONF = "coulisse.house.urls"
WSGI_APPLICATION = "coulisse.house.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coulisse.foundation.ui.shell.shell",
                "coulisse.house.sample.sign_in.sample_people",
            ],
            "builtins": ["coulisse.foundation.ui.templatetags.coulisse", "django.templatetags.i18n"],
        },
    }
]

DATABASES = {"default": {**database(os.environ), "TEST": {"NAME": os.environ.get("COULISSE_TEST_DATABASE")}}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "matin"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "coulisse.foundation.accounts.adapters.HouseAccountAdapter"
SOCIALACCOUNT_ADAPTER = "coulisse.foundation.accounts.adapters.HouseSocialAccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "login": "coulisse.foundation.accounts.sign_in_forms.SignInForm",
    "change_password": "coulisse.foundation.accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "coulisse.foundation.accounts.sign_in_forms.SetPasswordForm",
    "reset_password_from_key": "coulisse.foundation.accounts.sign_in_forms.ResetPasswordKeyForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Coulisse · "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = PUBLIC_URL.partition("://")[0]
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/m/key",
    "signup": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("COULISSE_BEHIND_PROXY") == "1" else 0
SOCIALACCOUNT_PROVIDERS = open_id_connect(os.environ)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Coulisse"
MFA_TOTP_TOLERANCE = 1  # a code typed as it expires is still read (RFC 6238, 5.2)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_URL.startswith("http://localhost")

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS: list[Path] = []
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
FORMAT_MODULE_PATH = ["coulisse.house.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = HOME / "static"
DOCUMENTS = HOME / "documents"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DOCUMENTS)},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["coulisse.foundation.documents.receiving.BoundedUpload"]

EMAIL_BACKEND, EMAIL_OPTIONS = email_server(os.environ)
EMAIL_HOST = EMAIL_OPTIONS.get("host", "")
EMAIL_PORT = int(EMAIL_OPTIONS.get("port", "25"))
EMAIL_HOST_USER = EMAIL_OPTIONS.get("user", "")
EMAIL_HOST_PASSWORD = EMAIL_OPTIONS.get("password", "")
EMAIL_USE_TLS = EMAIL_OPTIONS.get("tls") == "1"
EMAIL_FILE_PATH = str(HOME / "mail")
COULISSE_SEND_DELAY = float(os.environ.get("COULISSE_SEND_DELAY", "60"))
"""Seconds during which a letter can be recalled."""
COULISSE_INTERRUPTED_AFTER = float(os.environ.get("COULISSE_INTERRUPTED_AFTER", "600"))
"""Seconds after which a letter that is still leaving counts as interrupted, and is looked up in its mailbox."""
COULISSE_MAIL_AUTHORITY = os.environ.get("COULISSE_MAIL_AUTHORITY", "")
"""A file with the house's own certificate authority, for mail servers that are known to no other."""
DEFAULT_FROM_EMAIL = os.environ.get("COULISSE_MAIL_FROM", "coulisse@localhost")

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "house_cache"},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "coulisse.foundation.ui.errors.csrf_failure"
SECURE_COOKIES = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("COULISSE_BEHIND_PROXY") == "1" else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

PROCRASTINATE_IMPORT_PATHS: list[str] = []  # autodiscovery below reads each room that has a jobs.py
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# The modules that the house assembles, so that no room of the foundation imports another to list it.
COULISSE_NAVIGATION = "coulisse.house.navigation"
COULISSE_LINKS = "coulisse.links"
COULISSE_GUEST_PAGES: dict[str, str] = {
    "documents.document": "coulisse.foundation.documents.guests.document_page",
    "floor.callsheet": "coulisse.desks.floor.callsheets.guests.call_sheet_page",
    "office.release": "coulisse.desks.office.rights.guests.release_page",
    "audience.reportcopy": "coulisse.desks.audience.reports.guests.report_page",
    "audience.question": "coulisse.desks.audience.cases.guests.question_page",
    "audience.restriction": "coulisse.desks.audience.care.guests.restriction_page",
    "audience.handover": "coulisse.desks.audience.cases.guests.handover_page",
    "community.calendar": "coulisse.desks.community.calendar.guests.calendar_page",
    "community.approval": "coulisse.desks.community.approving.guests.approval_page",
}
COULISSE_SUBJECT_ACCESS: dict[str, str] = {
    "productions.production": "coulisse.foundation.productions.access.access_production",
    "people.contact": "coulisse.foundation.people.access.access_contact",
    "places.place": "coulisse.foundation.places.access.access_place",
    "tasks.task": "coulisse.foundation.tasks.access.access_task",
    "companies.company": "coulisse.foundation.companies.access.access_company",
    "floor.scene": "coulisse.desks.floor.script.access.access_scene",
    "floor.element": "coulisse.desks.floor.breakdown.access.access_element",
    "office.budgetline": "coulisse.desks.office.budget.access.access_line",
    "office.meeting": "coulisse.desks.office.spending.access.access_meeting",
    "office.posting": "coulisse.desks.office.ledger.access.access_posting",
    "office.work": "coulisse.desks.office.rights.access.access_work",
    "office.portrayed": "coulisse.desks.office.rights.access.access_portrayed",
    "office.obligation": "coulisse.desks.office.rights.access.access_obligation",
    "audience.case": "coulisse.desks.audience.cases.access.access_case",
    "audience.conversation": "coulisse.desks.audience.intake.access.access_conversation",
    "audience.wording": "coulisse.desks.audience.answers.access.access_wording",
    "audience.report": "coulisse.desks.audience.reports.access.access_report",
    "audience.crisis": "coulisse.desks.audience.crisis.access.access_crisis",
    "audience.restriction": "coulisse.desks.audience.care.access.access_restriction",
    "audience.threatfile": "coulisse.desks.audience.care.access.access_threat",
    "community.publication": "coulisse.desks.community.publishing.access.access_publication",
    "community.submission": "coulisse.desks.community.approving.access.access_submission",
}
COULISSE_MAIL_READERS: dict[str, str] = {
    "audience": "coulisse.desks.audience.intake.mail.read_mails",
    "community": "coulisse.desks.community.watch.mail.read_newsletters",
}
"""Which function reads the mail of a mailbox, by its desk."""
COULISSE_CONTENT_HOLDERS: list[str] = [
    "coulisse.desks.audience.intake.keeping.is_held",
    "coulisse.desks.audience.care.queries.threats.is_evidence",
]
"""Who else keeps contents in the vault: asked before one is cleared away."""
COULISSE_DOCUMENT_HOLDERS = "coulisse.house.holders.HOLDERS"
"""By which words a page tells what keeps a document from being deleted."""
COULISSE_DOCUMENT_CONTENT = "coulisse.foundation.documents.queries.content_of"
COULISSE_SUBJECTS: dict[str, str] = {
    label: f"coulisse.house.subjects.{label.replace('.', '_')}"
    for label in (
        "people.contact",
        "places.place",
        "productions.production",
        "documents.document",
        "tasks.task",
        "companies.company",
        "accounts.user",
        "accounts.client",
        "grid.programme",
        "parameters.parameter",
        "mailroom.letter",
        "mailroom.mailbox",
        "jobs.job",
        "floor.draft",
        "floor.scene",
        "floor.set",
        "floor.element",
        "floor.callsheet",
        "floor.crewmember",
        "office.expense",
        "office.quoterequest",
        "office.meeting",
        "office.impact",
        "office.posting",
        "office.budget",
        "office.budgetline",
        "office.work",
        "office.portrayed",
        "office.obligation",
        "audience.case",
        "audience.conversation",
        "audience.wording",
        "audience.report",
        "audience.crisis",
        "audience.restriction",
        "audience.threatfile",
        "audience.bulkanswer",
        "audience.recommendation",
        "audience.routedquestion",
        "audience.postedletter",
        "audience.writer",
        "audience.ticketimport",
        "audience.publicform",
        "audience.paperletter",
        "community.publication",
        "community.animation",
        "community.shootplan",
        "community.networkaccount",
        "community.comment",
        "community.moderationrule",
        "community.reportfile",
        "community.objective",
        "community.idea",
        "community.datafile",
        "community.accountaudit",
        "community.directionpage",
        "community.submission",
        "community.approvalroute",
    )
}
COULISSE_SHELL: list[str] = [
    "coulisse.foundation.productions.shell.production_switch",
    "coulisse.foundation.tasks.shell.task_count",
    "coulisse.foundation.jobs.shell.running_jobs",
    "coulisse.foundation.mailroom.shell.letters_in_trouble",
    "coulisse.desks.floor.breakdown.shell.scenes_to_review",
    "coulisse.desks.floor.callsheets.shell.sheets_to_validate",
    "coulisse.desks.office.spending.shell.spending_to_validate",
    "coulisse.desks.audience.inbox.shell.audience_open",
    "coulisse.desks.audience.answers.shell.answers_waiting",
    "coulisse.desks.audience.families.shell.audience_families",
    "coulisse.desks.audience.cases.shell.audience_cases",
    "coulisse.desks.audience.crisis.shell.alarms_to_look_at",
    "coulisse.desks.audience.privacy.shell.privacy_to_handle",
    "coulisse.desks.community.publishing.shell.publications_waiting",
    "coulisse.desks.community.moderation.shell.comments_waiting",
    "coulisse.desks.community.approving.shell.approvals_waiting",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("COULISSE_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
