"""What came in: conversations, their messages, what was understood of them, and the families they form."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Channel(models.TextChoices):
    """By which way somebody spoke to the house."""

    MAIL = "mail", pgettext_lazy("channel", "E-mail")
    FORM = "form", pgettext_lazy("channel", "Form")
    CALL = "call", pgettext_lazy("channel", "Call")
    LETTER = "letter", pgettext_lazy("channel", "Letter")
    SOCIAL = "social", pgettext_lazy("channel", "Private message")
    API = "api", pgettext_lazy("channel", "Interface")


class TopicSet(models.Model):
    """Topics of which one at most is proposed: those of the CSA, the CDJ, the Monday letter, the house."""

    code = models.CharField(max_length=40, unique=True)
    labels = models.JSONField(default=dict)
    """By language: {"fr": …, "nl": …, "en": …}."""
    source = models.CharField(max_length=200, blank=True)
    confidence = models.CharField(max_length=1, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "code"]

    def __str__(self) -> str:
        return str(self.labels.get("fr") or self.code)


class Topic(Versioned):
    """One topic of a set, with the words that make it likely."""

    within = models.ForeignKey(TopicSet, on_delete=models.CASCADE, related_name="topics")
    code = models.CharField(max_length=60, unique=True)
    labels = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    """By language, as `engines.triage.topics` reads them: {"fr": ["sous-titr*", …]}."""
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "code"]

    def __str__(self) -> str:
        return str(self.labels.get("fr") or self.code)


class RunningItem(models.Model):
    """A piece of a broadcast as it went on air, from the running order."""

    broadcast = models.ForeignKey("grid.Broadcast", on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(_("Starts"))
    title = models.CharField(_("Title"), max_length=160)
    is_cause = models.BooleanField(default=False)
    """What a family or an alarm is about."""

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["broadcast", "starts_at"], name="one_item_per_moment_of_a_broadcast")
        ]

    def __str__(self) -> str:
        return self.title


class Family(Versioned):
    """Conversations that say the same in one language, told by `engines.families`; its key never changes."""

    key = models.CharField(max_length=40, unique=True)
    """Of the message that founded it, as the engine names it."""
    language = models.CharField(max_length=3)
    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("What it is about"), max_length=200, blank=True)
    """Typed by a person; empty, the first words stand in."""
    text = models.TextField()
    """Of the founder."""
    memory = models.JSONField(default=dict)
    """What the engine remembers: words, pairs, kinds, denials, other texts; empty while its text tells all."""
    signature = models.BinaryField(default=b"")
    """By which it is found: two MinHash signatures of the engine, one after the other, or one for both."""
    stamp = models.BigIntegerField(default=0)
    """Rises with whatever the engine must read again; taken under the lock that places messages."""
    kin = models.JSONField(default=list)
    """Families of other languages that mean the same, as a sentence encoder sees it: [{"family", "likeness"}]."""
    size = models.PositiveIntegerField(default=0)
    """Members, exceptions not counted."""
    joined_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="joined_here"
    )
    """The family that leads the same cause, in another language; never in two steps."""
    broadcast = models.ForeignKey(
        "grid.Broadcast", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cause = models.ForeignKey(
        RunningItem, verbose_name=_("Cause"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The piece of the broadcast that they write about, once somebody said so."""
    frozen_at = models.DateTimeField(null=True, blank=True)
    """Set while a crisis about it is open: only an approved text leaves for its members."""
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["production", "-last_at", "-id"], name="families_latest_first"),
            models.Index(fields=["-size"], condition=Q(size__gte=2), name="families_that_are_many"),
            models.Index(fields=["stamp"], name="families_by_stamp"),
            models.Index(fields=["-last_at"], name="families_last_joined"),
            models.Index(
                fields=["production", "-last_at", "-id"], condition=Q(size__gte=2), name="families_of_many_latest"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:80]


class Conversation(Versioned):
    """One person about one thing: the file with its own number, from the first word to the last answer.

    What was understood is kept here, so that a list, a count and a pivot read one row a file. It is proposed until
    somebody confirms or corrects it (`confirmed_by`).
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("conversation", "to answer")
        WAITING = "waiting", pgettext_lazy("conversation", "waiting")
        ANSWERED = "answered", pgettext_lazy("conversation", "answered")
        CLOSED = "closed", pgettext_lazy("conversation", "closed")
        SPAM = "spam", pgettext_lazy("conversation", "unwanted")

    class Service(models.TextChoices):
        """The fork: programme information, help and suggestions on one side, complaints proper on the other."""

        NONE = "", pgettext_lazy("service", "not decided")
        SERVICE = "service", pgettext_lazy("service", "Service to the public")
        MEDIATION = "mediation", pgettext_lazy("service", "Mediation")

    reference = models.CharField(_("Number"), max_length=20, unique=True)
    """`2027-0315-07`: the day it came and its rank on that day."""
    production = models.ForeignKey(
        "productions.Production",
        verbose_name=_("Production"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    writer = models.ForeignKey("audience.Writer", on_delete=models.PROTECT, related_name="conversations")
    channel = models.CharField(_("Channel"), max_length=6, choices=Channel.choices)
    mailbox = models.ForeignKey(
        "mailroom.Mailbox", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Where it came in, and from where it is answered."""
    subject = models.CharField(_("Subject"), max_length=250, blank=True)
    preview = models.CharField(max_length=200, blank=True)
    """The first words of the writer's own, on one line."""
    received_at = models.DateTimeField(_("Received"))
    last_at = models.DateTimeField()
    """Of the latest message, in or out."""
    state = models.CharField(_("State"), max_length=8, choices=State.choices, default=State.OPEN)
    is_new = models.BooleanField(default=True)
    """Nobody has read the latest message from the public."""
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Assigned to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the first answer was given to the tray."""
    due_on = models.DateField(_("Answer due"), null=True, blank=True)
    service = models.CharField(
        _("Service"), max_length=9, choices=Service.choices, default=Service.NONE, blank=True
    )
    routed_to = models.CharField(max_length=12, blank=True)
    """security, press, legal, rights, minors, privacy: to which desk it was handed; empty: it stays here."""
    routed_at = models.DateTimeField(null=True, blank=True)

    language = models.CharField(_("Language"), max_length=3, default="und")
    language_confidence = models.FloatField(default=0.0)
    kind = models.CharField(_("Kind"), max_length=16, blank=True)
    """The first of `kinds`, in the order of `engines.triage.kinds.KINDS`."""
    kinds = models.JSONField(default=list)
    """Proposals: [{"code", "confidence", "words"}]."""
    topic = models.ForeignKey(
        Topic, verbose_name=_("Topic"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    topics = models.JSONField(default=list)
    """Proposals of every set: [{"code", "confidence", "words"}]; `topic` is the chosen one of the house's set."""
    tone = models.CharField(_("Tone (indicative)"), max_length=8, blank=True)
    tone_confidence = models.FloatField(default=0.0)
    broadcast = models.ForeignKey(
        "grid.Broadcast", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    on_air_at = models.DateTimeField(null=True, blank=True)
    """The minute of the broadcast that is spoken of."""
    on_air_why = models.JSONField(default=list)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Whoever confirmed or corrected the kind and the topic."""
    family = models.ForeignKey(Family, on_delete=models.SET_NULL, null=True, blank=True, related_name="members")
    beside = models.ForeignKey(Family, on_delete=models.SET_NULL, null=True, blank=True, related_name="exceptions")
    """The family it resembles and was kept out of."""
    apart = models.JSONField(default=list)
    """Why it was kept out: [{"reason", "words"}]."""
    erased_at = models.DateTimeField(null=True, blank=True)
    """When its words were erased; what it counts for stays."""
    is_folded = models.BooleanField(default=False)
    """Its text is shown to nobody who did not ask for it."""
    gist = models.CharField(max_length=160, blank=True)
    """What stands in for a folded text: a code of `care`, put into words when shown."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["production", "-last_at", "-id"], name="conversations_latest_first"),
            models.Index(
                fields=["production", "-last_at", "-id"],
                condition=Q(state__in=("open", "waiting")),
                name="conversations_to_answer",
            ),
            models.Index(fields=["production", "received_at"], name="conversations_by_arrival"),
            models.Index(fields=["writer", "-last_at"], name="conversations_of_a_writer"),
            models.Index(fields=["family", "received_at"], name="conversations_of_a_family"),
            models.Index(
                fields=["family"], condition=Q(state__in=("open", "waiting")), name="conversations_family_waiting"
            ),
            models.Index(fields=["beside"], name="conversations_beside", condition=Q(beside__isnull=False)),
            models.Index(
                fields=["broadcast", "on_air_at"],
                condition=Q(on_air_at__isnull=False),
                name="conversations_of_a_minute",
            ),
            models.Index(
                fields=["assigned_to", "-last_at", "-id"],
                condition=Q(assigned_to__isnull=False),
                name="conversations_of_an_agent",
            ),
            models.Index(
                fields=["production", "-last_at", "-id"],
                condition=Q(is_folded=True),
                name="conversations_folded",
            ),
            models.Index(
                fields=["production", "-last_at", "-id"],
                condition=Q(state="spam"),
                name="conversations_unwanted",
            ),
            models.Index(
                fields=["production", "-last_at", "-id"],
                condition=~Q(routed_to=""),
                name="conversations_handed_on",
            ),
            models.Index(fields=["due_on"], name="conversations_due", condition=Q(state__in=("open", "waiting"))),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}".strip()


class Message(models.Model):
    """One message of a conversation: from the public, to the public, or a note between colleagues."""

    class Direction(models.TextChoices):
        IN = "in", pgettext_lazy("message", "in")
        OUT = "out", pgettext_lazy("message", "out")
        NOTE = "note", pgettext_lazy("message", "note")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=4, choices=Direction.choices)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    at = models.DateTimeField()
    """When it was sent, as far as that can be believed, else when it came."""
    sender = models.CharField(max_length=250, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    """All of it, quoted history too."""
    new_text = models.TextField()
    """The writer's own words."""
    language = models.CharField(max_length=3, default="und")
    key = models.CharField(max_length=200, unique=True)
    """What makes it the same message twice: Message-ID and content for mail, the caller's own key elsewhere."""
    message_id = models.CharField(max_length=250, blank=True, db_index=True)
    in_reply_to = models.CharField(max_length=250, blank=True)
    references = models.TextField(blank=True)
    is_automatic = models.BooleanField(default=False)
    """No person wrote it: it is never answered by itself."""
    recipient = models.ForeignKey(
        "mailroom.Recipient", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """For an answer by mail: what became of it is read there."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """For an answer or a note."""
    words = SearchVectorField(null=True)
    """Sender, subject and own words, without accents: what a search looks through; a folded text stays out."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["conversation", "at", "id"], name="messages_of_a_conversation"),
            GinIndex(fields=["words"], name="messages_by_word"),
        ]


class RawMail(models.Model):
    """The very bytes of a mail, packed: what evidence is drawn from."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="raw")
    packed = models.BinaryField()
    """zlib."""
    sha256 = models.CharField(max_length=64)
    """Of the unpacked bytes."""


class Attachment(models.Model):
    """A file that came along, kept in the vault, never opened here and never served as a page."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    """As guessed from the content."""
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)


class Correction(models.Model):
    """A label that somebody gave or confirmed: the example that the learner is rebuilt from."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="corrections")
    about = models.CharField(max_length=40)
    """`kind`, or the code of a set of topics."""
    label = models.CharField(max_length=60)
    text = models.TextField()
    """What was learned from, as it was: erased with its writer, and the learner with it."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "about"], name="one_correction_per_conversation_and_set"
            )
        ]


class DayCount(models.Model):
    """How many conversations a day has had: the next number, taken under a lock."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Archive(models.Model):
    """A file of messages kept elsewhere until now: looked at first, then taken in by a job, each message once."""

    class Kind(models.TextChoices):
        CSV = "csv", pgettext_lazy("archive of messages", "Table (CSV, XLSX, ODS)")
        MBOX = "mbox", pgettext_lazy("archive of messages", "Mailbox (mbox)")

    kind = models.CharField(max_length=4, choices=Kind.choices)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    """Where its bytes lie in the vault."""
    size = models.PositiveBigIntegerField()
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.MAIL)
    production = models.ForeignKey(
        "productions.Production",
        verbose_name=_("Production"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    to_answer = models.BooleanField(default=False)
    """Its messages wait for an answer; else they are kept as answered elsewhere."""
    messages = models.PositiveIntegerField(default=0)
    """That can be read in it."""
    problems = models.JSONField(default=list)
    """Lines that can't, the first hundred: [{"line", "code", "field", "value"}]."""
    refused = models.PositiveIntegerField(default=0)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    brought_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    """When the last message of it was in."""
    counts = models.JSONField(default=dict)
    """{"new", "added", "duplicates"} so far."""

    class Meta:
        ordering: ClassVar = ["-brought_at", "-id"]

    def __str__(self) -> str:
        return self.name
