"""The addresses of the house: where mail is fetched and sent, how far it was read, what could not be read."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Mailbox(Versioned):
    """An address of the house that mail is fetched for and answered from, with its two servers.

    What is `sealed` is encrypted (`secrets.py`): it is opened where a server asks for it, and shown nowhere.
    """

    class Security(models.TextChoices):
        TLS = "tls", "TLS"
        STARTTLS = "starttls", "STARTTLS"
        NONE = "none", pgettext_lazy("mail server", "none (this machine only)")

    class SignIn(models.TextChoices):
        PASSWORD = "password", pgettext_lazy("mail server", "Password")  # a kind, not a password
        XOAUTH2 = "xoauth2", "OAuth 2 (XOAUTH2)"

    class Copy(models.TextChoices):
        """How a copy of what leaves comes to lie in the mailbox, where an interrupted sending is looked up."""

        BCC = "bcc", pgettext_lazy("copy of a letter", "Coulisse sends it along, then files it")
        SERVER = "server", pgettext_lazy("copy of a letter", "the server files what it sends")
        NONE = "none", pgettext_lazy("copy of a letter", "no copy")

    name = models.CharField(_("Name"), max_length=80)
    address = models.EmailField(_("E-mail address"), unique=True)
    sender_name = models.CharField(pgettext_lazy("mailbox", "Signs as"), max_length=120, blank=True)
    desk = models.CharField(max_length=10, default="audience")
    """The desk that reads it: a key of `COULISSE_MAIL_READERS`."""
    production_id = models.BigIntegerField(null=True, blank=True)
    """What its mail is about where the text does not say; empty: the whole house."""
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    is_active = models.BooleanField(default=True)
    """Not paused: mail is fetched, letters leave."""

    imap_host = models.CharField(_("IMAP server"), max_length=253, blank=True)
    imap_port = models.PositiveIntegerField(_("Port"), default=993)
    imap_security = models.CharField(_("Encryption"), max_length=8, choices=Security.choices, default=Security.TLS)
    imap_user = models.CharField(_("User name"), max_length=254, blank=True)
    smtp_host = models.CharField(_("SMTP server"), max_length=253, blank=True)
    smtp_port = models.PositiveIntegerField(_("Port"), default=465)
    smtp_security = models.CharField(_("Encryption"), max_length=8, choices=Security.choices, default=Security.TLS)
    smtp_user = models.CharField(_("User name"), max_length=254, blank=True)

    sign_in = models.CharField(
        pgettext_lazy("mail server", "Sign-in"), max_length=8, choices=SignIn.choices, default=SignIn.PASSWORD
    )
    sealed_password = models.TextField(blank=True)
    oauth_client_id = models.CharField(_("Client id"), max_length=200, blank=True)
    oauth_authorize_url = models.CharField(_("Authorization address"), max_length=300, blank=True)
    """Where one signs in at the provider, with what it wants behind its `?`; empty: a refresh token is typed."""
    oauth_token_url = models.CharField(_("Token address"), max_length=300, blank=True)
    oauth_scope = models.CharField(_("Scope"), max_length=500, blank=True)
    sealed_client_secret = models.TextField(blank=True)
    sealed_refresh_token = models.TextField(blank=True)
    sealed_access_token = models.TextField(blank=True)
    access_expires_at = models.DateTimeField(null=True, blank=True)

    inbox_folder = models.CharField(_("Inbox"), max_length=200, default="INBOX")
    spam_folder = models.CharField(_("Spam folder"), max_length=200, blank=True)
    """Empty: the one that the server calls `\\Junk`."""
    sent_folder = models.CharField(_("Folder of sent mail"), max_length=200, blank=True)
    """Empty: the one that the server calls `\\Sent`."""
    starts_on = models.DateField(_("Read mail received since"), null=True, blank=True)
    """What lay there before is left alone; empty: everything is read."""
    copy = models.CharField(_("Copy of what leaves"), max_length=6, choices=Copy.choices, default=Copy.BCC)
    per_minute = models.PositiveSmallIntegerField(_("Messages a minute at most"), default=30)

    fetched_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    """A code of `problems.py` and the server's words, of the last fetch."""
    error_at = models.DateTimeField(null=True, blank=True)
    send_error = models.CharField(max_length=300, blank=True)
    send_error_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    """Not before this does another letter leave: the pace, or the rest after a failure."""
    probe_id = models.CharField(max_length=120, blank=True)
    """The Message-ID of the note that the mailbox sent itself, to learn whether copies arrive (`readback.py`)."""
    probed_at = models.DateTimeField(null=True, blank=True)
    probe_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class ConsentAsked(models.Model):
    """Somebody was sent to the provider of a mailbox to sign in there, and may come back once, with an access.

    What binds the answer to the question is kept hashed: who reads the table cannot answer.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="consents_asked")
    mailbox_version = models.PositiveIntegerField()
    """What was asked for is what stood then."""
    session = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=64)
    sealed_verifier = models.TextField()
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.mailbox_id} {self.asked_at:%d/%m/%Y %H:%M}"


class Identity(models.Model):
    """A name and an address that letters of a mailbox are signed with."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="identities")
    name = models.CharField(_("Name"), max_length=120)
    address = models.EmailField(_("E-mail address"))
    signatures = models.JSONField(default=dict)
    """By language: {"fr": …, "nl": …, "en": …}."""
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mailbox", "name", "address"], name="one_identity_of_a_name_and_address"
            )
        ]

    def __str__(self) -> str:
        return self.name


class FolderMark(models.Model):
    """How far a folder was read. A UID means something only with its UIDVALIDITY (RFC 3501, 2.3.1.1)."""

    class Kind(models.TextChoices):
        INBOX = "inbox", pgettext_lazy("mail folder", "Inbox")
        SPAM = "spam", pgettext_lazy("mail folder", "Spam")
        SENT = "sent", pgettext_lazy("mail folder", "Sent")

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    folder = models.CharField(max_length=200)
    uidvalidity = models.BigIntegerField()
    last_uid = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailbox", "kind"], name="one_mark_a_folder_of_a_mailbox")
        ]

    def __str__(self) -> str:
        return f"{self.folder} {self.last_uid}"


class KeptAside(models.Model):
    """A mail that was not handed on: too large, or the desk that reads it failed on it. It stays on the server."""

    class Reason(models.TextChoices):
        TOO_LARGE = "too-large", pgettext_lazy("mail kept aside", "too large")
        UNREADABLE = "unreadable", pgettext_lazy("mail kept aside", "could not be read")

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="kept_aside")
    folder = models.CharField(max_length=200)
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    reason = models.CharField(max_length=12, choices=Reason.choices)
    detail = models.CharField(max_length=300, blank=True)
    size = models.BigIntegerField()
    content = models.BinaryField(null=True)
    """The bytes of what could not be read; none of what is too large."""
    kept_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-kept_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mailbox", "folder", "uidvalidity", "uid"], name="a_mail_is_kept_aside_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.folder} {self.uid}"
